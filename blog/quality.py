"""What a careful editor would ask before a language goes live: one small class a question.

A check warns and never forbids. It is given the entry and the language, and yields findings; each
names the field that its words are about.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from blog.languages import facts, in_language, language_codes
from blog.markup import plain_text
from blog.models import Author, Entry, Picture, Tag, find_by_slug, pictures_in
from blog.references import entry_urls, linked_entries, place_of, words_of_link
from blog.untangling import quoted

# Search engines show about 60 letters of a title, share cards about 70.
TITLE_LENGTH = 70
# A guess by letters needs some.
ENOUGH_LETTERS = 60
HEADING = re.compile(r"<h([2-4])\b")
# A picture whose author has said neither what it shows nor that it is decoration.
WORDLESS = re.compile(r'<img alt="\s*"(?![^<>]*\brole="presentation")')
LINK = re.compile(r'<a href="(/[^"]*)"')


@dataclass(frozen=True)
class Finding:
    """One thing to look at: the check's id, the column it is about, and a sentence for the author."""

    check: str
    field: str
    message: str


class Check:
    """One question. Subclasses set ``id`` and ``name`` and say in ``messages`` what they found."""

    id: str
    name: str
    field: str
    is_translated = True

    def find(self, entry: Entry, language: str) -> Iterator[Finding]:
        """What there is to say about ``language`` of ``entry``, in the active language."""
        field = in_language(self.field, language) if self.is_translated else self.field
        for message in self.messages(entry, language):
            yield Finding(self.id, field, message)

    def messages(self, entry, language):
        raise NotImplementedError


class NoTitle(Check):
    id, name, field = "no-title", _("No title"), "title"

    def messages(self, entry, language):
        if not entry.text("title", language):
            yield gettext("There is no title: readers will see that of another language.")


class NoSummary(Check):
    id, name, field = "no-summary", _("No summary"), "summary"

    def messages(self, entry, language):
        if not entry.text("summary", language):
            yield gettext("There is no summary: lists will show the beginning of the text.")


class NoText(Check):
    id, name, field = "no-text", _("No text"), "body"

    def messages(self, entry, language):
        if not entry.text("body", language):
            yield gettext("There is no text: readers will see that of another language.")


class NoCover(Check):
    id, name, field = "no-cover", _("No cover"), "cover"
    is_translated = False

    def messages(self, entry, language):
        if not entry.cover:
            yield gettext(
                "There is no cover: the entry will look bare in lists and when it is shared."
            )


class CoverWithoutWords(Check):
    id, name, field = "cover-without-words", _("Cover without a description"), "cover_alt"

    def messages(self, entry, language):
        is_wordless = not (entry.cover_is_decorative or entry.text("cover_alt", language))
        if entry.cover and is_wordless:
            yield gettext("Nobody has said what the cover shows, for readers who do not see it.")


class PictureWithoutWords(Check):
    id, name, field = "picture-without-words", _("Picture without a description"), "body"

    def messages(self, entry, language):
        count = len(WORDLESS.findall(entry.text("body", language)))
        if count:
            yield ngettext(
                "%(count)d picture in the text has no description for readers who do not see it.",
                "%(count)d pictures in the text have no description for readers who do not see them.",
                count,
            ) % {"count": count}


class LongTitle(Check):
    id, name, field = "long-title", _("Long title"), "title"

    def messages(self, entry, language):
        length = len(entry.text("title", language))
        if length > TITLE_LENGTH:
            yield ngettext(
                "The title has %(length)d letter; search engines and share cards cut it at %(room)d.",
                "The title has %(length)d letters; search engines and share cards cut it at %(room)d.",
                length,
            ) % {"length": length, "room": TITLE_LENGTH}


class BrokenLink(Check):
    id, name, field = "broken-link", _("Broken link"), "body"

    def messages(self, entry, language):
        body = entry.text("body", language)
        for path in dict.fromkeys(LINK.findall(body)):
            if not leads_somewhere(path):
                yield gettext("This link leads to no page that readers can see: %(path)s") % {
                    "path": path
                }
        linked = linked_entries(body)
        for number in sorted(linked - entry_urls(linked, language).keys()):
            yield gettext(
                "The words %(words)s link to an entry that readers cannot see: they get the words alone."
            ) % {"words": quoted(words_of_link(body, number))}


class MissingPicture(Check):
    id, name, field = "missing-picture", _("Picture that is gone"), "body"

    def messages(self, entry, language):
        shown = pictures_in(entry.text("body", language))
        count = len(shown) - Picture.objects.filter(pk__in=shown).count() if shown else 0
        if count:
            yield ngettext(
                "%(count)d picture in the text is no longer in the library; readers do not see it.",
                "%(count)d pictures in the text are no longer in the library; readers do not see them.",
                count,
            ) % {"count": count}


class SkippedHeading(Check):
    id, name, field = "skipped-heading", _("Skipped heading level"), "body"

    def messages(self, entry, language):
        levels = [1, *map(int, HEADING.findall(entry.text("body", language)))]
        for above, level in zip(levels, levels[1:], strict=False):
            if level > above + 1:
                yield gettext("A heading of level %(level)d follows one of level %(above)d.") % {
                    "level": level,
                    "above": above,
                }
                return


class AnotherLanguage(Check):
    """By letters alone: those the alphabet lacks, and the want of those that only it has."""

    id, name, field = "another-language", _("Another language"), "title"

    def find(self, entry, language):
        for field in ("title", "summary", "body"):
            if looks_foreign(plain_text(entry.text(field, language)), language):
                message = gettext("By its letters this looks like another language.")
                yield Finding(self.id, in_language(field, language), message)


CHECKS = [
    *(NoTitle(), NoSummary(), NoText(), NoCover(), CoverWithoutWords(), PictureWithoutWords()),
    *(MissingPicture(), LongTitle(), BrokenLink(), SkippedHeading(), AnotherLanguage()),
]


def findings(entry: Entry, language: str) -> list[Finding]:
    """What all checks say about ``language``; nothing while nobody has written in it."""
    if entry.state_in(language) == "empty":
        return []
    return [finding for check in CHECKS for finding in check.find(entry, language)]


def looks_foreign(text: str, language: str) -> bool:
    """Whether ``text`` seems to be in another language than ``language``, judged by its letters.

    More than a tenth of the letters are none of its alphabet, with or without a mark (é is e); or, in a text of some length, next to
    none of the letters are those that set its alphabet apart from the English one (ə, ı, ş, …).
    """
    alphabet = set(facts(language).alphabet)
    letters = [letter for letter in text.lower() if letter.isalpha()]
    if not letters:
        return False
    strange = sum(bare(letter) not in alphabet and letter not in alphabet for letter in letters)
    if strange * 10 > len(letters):
        return True
    own = alphabet - set("abcdefghijklmnopqrstuvwxyz")
    is_long = len(letters) >= ENOUGH_LETTERS
    return bool(own) and is_long and sum(letter in own for letter in letters) * 50 < len(letters)


def bare(letter: str) -> str:
    """``letter`` without its marks."""
    return unicodedata.normalize("NFD", letter)[0]


def leads_somewhere(path: str) -> bool:
    """Whether a path of this site shows readers a page: of an entry, a tag or an author it must be one."""
    language, match = place_of(path)
    if match is None:
        return False
    models = {"entry-detail": Entry, "tag-detail": Tag, "author-detail": Author}
    model = models.get(match.url_name)
    if model is None:
        return True
    thing = find_by_slug(model.objects.all(), language, match.kwargs["slug"])
    if thing is None or model is Entry:
        return thing is not None
    return thing.entries.listed_for(language_codes()).exists()
