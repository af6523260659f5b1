"""What can differ in a text besides its words, and how that is said."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.languages import facts
from blog.passages import PICTURE, Passage, Word

UNSEEN, SPACES, PARTLY, PARTED, JOINED, OTHERWISE = range(6)
# What is said in a sentence of its own.
SENTENCES = {
    UNSEEN: _("only characters that are not seen differ"),
    SPACES: _("only the space differs"),
    PARTLY: _("another part of the word is formatted"),
    PARTED: _("parted into several"),
    JOINED: _("joined into one"),
    OTHERWISE: _("set otherwise"),
}
NAMES = {
    "a": _("link"),
    "lang": _("language"),
    "strong": _("bold"),
    "em": _("italics"),
    "u": _("underlined"),
    "s": _("struck through"),
    "sub": _("below the line"),
    "sup": _("above the line"),
    "small": _("small print"),
    "mark": _("highlighted"),
    "code": _("computer code"),
    "kbd": _("keys to press"),
    "q": _("quoted words"),
    "cite": _("source of a quotation"),
    "abbr": _("abbreviation"),
    "time": _("a time"),
    "title": _("explanation"),
    "datetime": _("the time for machines"),
    "hreflang": _("language of the page linked to"),
    "alt": _("what the picture shows"),
    "role": _("decoration"),
    "th": _("head of a column or row"),
    "scope": _("what it is the head of"),
    "colspan": _("columns that the cell takes"),
    "rowspan": _("rows that the cell takes"),
    "level": _("level in the list"),
}
KINDS = {
    "": _("line"),
    "p": _("paragraph"),
    "h2": _("heading"),
    "h3": _("smaller heading"),
    "h4": _("smallest heading"),
    "li": _("list item"),
    "ol": _("numbered item"),
    "blockquote": _("quotation"),
    "pre": _("text as typed"),
    "dt": _("term"),
    "dd": _("explanation of a term"),
    "row": _("row of a table"),
    "caption": _("caption"),
    PICTURE: _("picture"),
    "hr": _("line across"),
}


@dataclass(frozen=True)
class Change:
    """A difference of formatting: what had one value and has another; None: it was not there.

    It is said in the language that is active when it is turned into text.
    """

    what: str | int
    old: str | None = None
    new: str | None = None

    def __str__(self):
        if self.what in SENTENCES:
            return str(SENTENCES[self.what])
        if not self.old and not self.new:
            # It is there or it is not, and says no more.
            name = {"what": NAMES[self.what]}
            return (
                gettext("taken away: %(what)s") if self.new is None else gettext("added: %(what)s")
            ) % name
        values = {"old": self._value(self.old), "new": self._value(self.new)}
        if self.what == "kind":
            # Translators: kinds of passages: a heading instead of a paragraph.
            return gettext("%(new)s instead of %(old)s") % values
        values["what"] = NAMES[self.what]
        if not self.new:
            return gettext("taken away: %(what)s (%(old)s)") % values
        if not self.old:
            return gettext("added: %(what)s (%(new)s)") % values
        # Translators: %(what)s is what changed, such as the language or the link of some words.
        return gettext("%(what)s: %(new)s instead of %(old)s") % values

    def _value(self, value):
        if self.what == "kind":
            return KINDS[value]
        if self.what == "lang" and value:
            return facts(value).endonym
        return in_words(value) if self.what == "a" and value else value


def in_words(address: str) -> str:
    """Where a link leads, as people say it."""
    reference, _colon, number = address.partition(":")
    if reference == "entry":
        return gettext("the entry no. %(number)s") % {"number": number}
    return address


def changes_of_word(old: Word, new: Word, *, with_space: bool) -> tuple[Change, ...]:
    """How two words with the same letters differ."""
    found = []
    if old.marks != new.marks:
        befores, afters = _all_marks(old), _all_marks(new)
        found = [
            Change(name, befores.get(name), afters.get(name))
            for name in sorted(befores.keys() | afters.keys())
            if befores.get(name) != afters.get(name)
        ]
        found = [change for change in found if change.what in NAMES] or [
            Change(OTHERWISE if befores != afters else PARTLY)
        ]
    if not old.kind and old.text.rstrip() != new.text.rstrip():
        found.append(Change(UNSEEN))
    elif not old.kind and with_space and old.text != new.text:
        found.append(Change(SPACES))
    return tuple(found)


def _all_marks(word):
    sets = [part for part in word.marks if isinstance(part, frozenset)]
    return dict(sorted(frozenset().union(*sets)))


def changes_of_passages(olds: list[Passage], news: list[Passage]) -> tuple[Change, ...]:
    """How passages that became one another differ, besides their words."""
    if len(olds) != len(news):
        return (Change(PARTED if len(olds) < len(news) else JOINED),)
    found = []
    for old, new in zip(olds, news, strict=True):
        if old.path == new.path:
            continue
        differing = []
        if old.kind != new.kind:
            differing.append(Change("kind", old.kind, new.kind))
        elif old.depth != new.depth:
            differing.append(Change("level", str(old.depth), str(new.depth)))
        if old.language != new.language:
            differing.append(Change("lang", old.language or None, new.language or None))
        found += differing or [Change(OTHERWISE)]
    return tuple(dict.fromkeys(found))
