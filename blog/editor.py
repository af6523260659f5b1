"""What the rich-text editor is told: the elements it may make, and its words.

The elements are those of ``blog/markup.py``: what the toolbar can make is what is let through.
"""

from django.urls import reverse
from django.utils.translation import get_language, gettext

from blog.languages import facts, language_codes
from blog.markup import ATTRIBUTES, BLOCKS, RENAMED, TAGS, VOID, WORDS_PER_MINUTE
from blog.picture_forms import MEDIA_TYPES

# Marks in the order in which they stand around a text, the outermost first.
INLINE = [
    *("a", "span", "q", "cite", "abbr", "time", "strong", "em", "u", "s", "mark", "small"),
    *("sub", "sup", "kbd", "code"),
]
SHORTCUTS = {
    "strong": "Mod-b",
    "em": "Mod-i",
    "u": "Mod-u",
    "s": "Mod-Shift-s",
    "code": "Mod-e",
    "sub": "Mod-,",
    "sup": "Mod-.",
}
# Languages that news of migration quote; a text may name any other in its source.
OTHER_LANGUAGES = {
    "tr": "Türkçe",
    "ka": "ქართული",
    "uk": "Українська",
    "uz": "Oʻzbekcha",
    "fa": "فارسی",
    "ar": "العربية",
    "de": "Deutsch",
    "fr": "Français",
    "la": "Latina",
    "az-Cyrl": "Азәрбајҹанҹа",
}


def editor_data(user) -> dict:
    """All that ``static/blog/admin/editor`` needs for ``user``, in the active language, for JSON."""
    codes = language_codes()
    may_upload = user.has_perm("blog.add_picture")
    named = [(code, facts(code).endonym) for code in codes]
    others = [(code, name) for code, name in OTHER_LANGUAGES.items() if code not in codes]
    return {
        "rules": rules(),
        "words": words(),
        "languages": [*named, *others],
        # The outer pair, then the one inside it.
        "quotes": {code: [*facts(code).quotes, *facts(code).inner_quotes] for code in codes},
        "wordsPerMinute": WORDS_PER_MINUTE,
        "interface": get_language(),
        "linksUrl": reverse("admin:blog_entry_links"),
        "picturesUrl": reverse("admin:blog_picture_choose"),
        # The script puts a number in the place of 0.
        "pictureUrl": reverse("admin:blog_picture_show", args=[0]),
        "uploadUrl": reverse("admin:blog_picture_upload") if may_upload else "",
        "accepted": MEDIA_TYPES,
    }


def rules() -> dict:
    """The elements and attributes that a text may have, with the words for those of a line."""
    names = mark_names()
    return {
        "tags": sorted(TAGS),
        "inline": [tag for tag in INLINE if tag in TAGS],
        "attributes": {tag: sorted(ATTRIBUTES[tag]) for tag in sorted(ATTRIBUTES) if tag != "*"},
        "renamed": RENAMED,
        "marks": {
            tag: {"label": names[tag], "shortcut": SHORTCUTS.get(tag, "")}
            for tag in INLINE
            if tag in TAGS
        },
        "fields": attribute_names(),
    }


def unplaced_marks() -> set[str]:
    """Elements of a line that no button makes: there must be none."""
    return TAGS - BLOCKS - VOID - {*INLINE}


def mark_names() -> dict[str, str]:
    """Element → what its button is called."""
    return {
        "a": gettext("Link"),
        "span": gettext("Passage in another language"),
        "q": gettext("Quotation within a sentence"),
        "cite": gettext("Title of a work, or a source"),
        "abbr": gettext("Abbreviation"),
        "time": gettext("Date or time"),
        "strong": gettext("Bold"),
        "em": gettext("Italic"),
        "u": gettext("Underline"),
        "s": gettext("Strikethrough"),
        "mark": gettext("Highlight"),
        "small": gettext("Small print"),
        "sub": gettext("Subscript"),
        "sup": gettext("Superscript"),
        "kbd": gettext("Key to press"),
        "code": gettext("Code"),
    }


def attribute_names() -> dict[str, dict[str, str]]:
    """Element → attribute → the label of its field, for the marks that say more than their words."""
    return {
        "a": {"title": gettext("Note shown when pointing at it")},
        "abbr": {"title": gettext("What it stands for")},
        "time": {"datetime": gettext("The same for machines, like 2026-05-31 or 14:30")},
        "span": {"lang": gettext("Language")},
    }


def words() -> dict[str, str]:
    """What the buttons, dialogs and lines of the editor say."""
    return {
        **_words_of_text(),
        **_words_of_links(),
        **_words_of_pictures(),
        **_words_of_tables(),
        **_words_of_dialogs(),
    }


def _words_of_text():
    return {
        "toolbar": gettext("Formatting"),
        "context": gettext("What can be done here"),
        "placeholder": gettext("Write here …"),
        "block": gettext("Kind of paragraph"),
        "paragraph": gettext("Paragraph"),
        "h2": gettext("Heading 2"),
        "h3": gettext("Heading 3"),
        "h4": gettext("Heading 4"),
        "pre": gettext("Preformatted"),
        "bulletList": gettext("List with bullets"),
        "orderedList": gettext("List with numbers"),
        "termList": gettext("List of terms"),
        "blockquote": gettext("Quotation"),
        "table": gettext("Table"),
        "hr": gettext("Dividing line"),
        "undo": gettext("Undo"),
        "redo": gettext("Redo"),
        "more": gettext("More"),
        "clear": gettext("Remove formatting"),
        "source": gettext("HTML source"),
        "backFromSource": gettext("Back to the editor"),
        "shortcuts": gettext("Keyboard shortcuts"),
        "lineBreak": gettext("New line in the same paragraph"),
        "toToolbar": gettext("Go to the toolbar"),
        "markdown": gettext(
            "At the beginning of a line: ## and a space make a heading, - a list, 1. a list with numbers, "
            "> a quotation, --- a dividing line."
        ),
        "deeper": gettext("Indent"),
        "shallower": gettext("Outdent"),
        "listStart": gettext("Begin with number"),
        "wholeNumber": gettext("A whole number"),
        "quoteSource": gettext("Source of the quotation"),
        "saidBy": gettext("Who said it, or where it is written"),
        "quoteAddress": gettext("Web address of the source"),
        "paragraphLanguage": gettext("Language of the paragraph"),
        "wordCount": gettext("Words"),
        "readingTime": gettext("Reading time"),
        "minutes": gettext("min"),
        "typography": gettext("Typography, suggestions"),
        "applyAll": gettext("Apply all"),
    }


def _words_of_links():
    return {
        "link": gettext("Link"),
        "editLink": gettext("Change the link"),
        "removeLink": gettext("Remove the link"),
        "where": gettext("Where it leads"),
        "whereHelp": gettext(
            "A web address, or words of the title of an entry: choose it, and the link follows the entry "
            "when its address changes, in each reader’s language."
        ),
        "linkText": gettext("Words of the link"),
        "linkTextHelp": gettext("Empty: the title of the entry, or the address."),
        "hreflang": gettext("Language of the page it leads to"),
        "unsaid": gettext("not said"),
        "noAddress": gettext("This is no address: choose an entry from the list, or type one."),
        "ourEntries": gettext("Entries"),
    }


def _words_of_pictures():
    return {
        "picture": gettext("Picture"),
        "editPicture": gettext("Words of the picture"),
        "removePicture": gettext("Remove the picture"),
        "choosePicture": gettext("Choose a picture"),
        "otherPicture": gettext("Another picture"),
        "newPicture": gettext("Upload a picture"),
        "dropHere": gettext("You may also drop pictures here, or paste them."),
        "searchPictures": gettext("Search the library"),
        "noPictures": gettext("No picture was found."),
        "morePictures": gettext("Show more"),
        "uploading": gettext("Uploading"),
        "stillUploading": gettext(
            "A picture is still on its way. Wait until it is here, then save."
        ),
        "uploadFailed": gettext("The upload failed: the connection broke. Try it again."),
        "loggedOut": gettext("You are logged out: log in in another tab, and try it again."),
        "tooLarge": gettext("The picture is larger than the server takes. Make it smaller first."),
        "notLoaded": gettext("The library did not answer. Try it again."),
        "alt": gettext("What the picture shows"),
        "altHelp": gettext("For readers who do not see the picture."),
        "decorative": gettext("It is decoration"),
        "decorativeHelp": gettext("It tells nothing that the text does not tell."),
        "caption": gettext("Caption"),
        "captionHelp": gettext("What stands under the picture."),
        "insert": gettext("Insert"),
        "noAlt": gettext("Say what the picture shows, or that it is decoration."),
        "noCover": gettext("There is no cover yet."),
    }


def _words_of_tables():
    return {
        "addRowBefore": gettext("Row above"),
        "addRowAfter": gettext("Row below"),
        "deleteRow": gettext("Delete row"),
        "addColumnBefore": gettext("Column before"),
        "addColumnAfter": gettext("Column after"),
        "deleteColumn": gettext("Delete column"),
        "toggleHeaderRow": gettext("Header row"),
        "toggleHeaderColumn": gettext("Header column"),
        "toggleFoot": gettext("Footer row"),
        "mergeCells": gettext("Merge cells"),
        "splitCell": gettext("Split cell"),
        "deleteTable": gettext("Delete table"),
        "tableCaption": gettext("Caption of the table"),
    }


def _words_of_dialogs():
    return {
        "apply": gettext("Apply"),
        "cancel": gettext("Cancel"),
        "close": gettext("Close"),
        "remove": gettext("Remove"),
        "language": gettext("Language"),
        "ofTheText": gettext("that of the text"),
        "selectFirst": gettext("Select the words first."),
    }
