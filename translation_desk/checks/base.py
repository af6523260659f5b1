"""What a check is, and what it is given; pure."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import NamedTuple

from django.utils.translation import get_language

from blog.languages import quote
from blog.markup import ATTRIBUTE, BLOCKS, TAG, VOID
from translation_desk.kinds import Segment
from translation_desk.quantities import Quantity, found
from translation_desk.terms import Glossary

# An error stops a language from going live, a warning never does.
ERROR, WARNING = "error", "warning"
WORD = re.compile(r"[^\W\d_]+")
# Addresses, and what is typed into a machine, follow the rules of no language.
MACHINE = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+")
UNREAD = {"code", "kbd"}
# Letters of a digest that tell the findings of one segment apart.
SHORT = 20
# More of one kind are not listed.
MOST = 5


class Found(NamedTuple):
    """One thing to look at. ``key`` stays the same as long as neither text changes."""

    check: str
    severity: str
    message: str
    key: str


class Tag(NamedTuple):
    """A tag of a segment: its name, its attributes, the name of the element around it ("" if none)."""

    name: str
    attributes: dict[str, str]
    parent: str


@dataclass
class Pair:
    """A segment and its translation, with what is known about them."""

    source: Segment
    target: Segment
    source_locale: str
    target_locale: str
    glossary: Glossary | None = None

    @cached_property
    def source_text(self) -> str:
        """Its words as readers see them, with all the spaces."""
        return visible(self.source)

    @cached_property
    def target_text(self) -> str:
        return visible(self.target)

    @cached_property
    def target_own(self) -> str:
        """The translation without what is marked as of another language, code and addresses."""
        return own(self.target)

    @cached_property
    def source_own(self) -> str:
        return own(self.source)

    @cached_property
    def source_words(self) -> list[str]:
        return WORD.findall(self.source_text)

    @cached_property
    def target_words(self) -> list[str]:
        return WORD.findall(self.target_own)

    @cached_property
    def source_quantities(self) -> tuple[Quantity, ...]:
        return found(self.source_text, self.source_locale)

    @cached_property
    def target_quantities(self) -> tuple[Quantity, ...]:
        return found(self.target_text, self.target_locale)

    @cached_property
    def source_tags(self) -> list[Tag]:
        return tags_of(self.source)

    @cached_property
    def target_tags(self) -> list[Tag]:
        return tags_of(self.target)

    @cached_property
    def has_target(self) -> bool:
        return any(letter.isalnum() for letter in self.target_text)

    @cached_property
    def is_copied(self) -> bool:
        """Whether the translation is the source."""
        return self.source_text.split() == self.target_text.split()


class Check:
    """One question about a translation. Subclasses say in ``find`` what they found, in sentences.

    ``needs_target``: whether an empty translation is not its business.
    """

    id: str
    name: str
    explanation: str
    severity = WARNING
    needs_target = True

    def find(self, pair: Pair) -> Iterator[str]:
        """What there is to say about ``pair``, in the active language."""
        raise NotImplementedError

    def findings(self, pair: Pair) -> list[Found]:
        """``find`` with the key by which a finding is dismissed."""
        if self.needs_target and not pair.has_target:
            return []
        return [
            Found(self.id, self.severity, message, key_of(self.id, pair, number))
            for number, message in enumerate(self.find(pair))
        ]


def key_of(check: str, pair: Pair, number: int = 0) -> str:
    """What identifies a finding: the check, which of its findings it is, and the two texts.

    Not the message, which is in the language of whoever looks.
    """
    parts = [check, str(number), pair.source.text, pair.target.text]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:SHORT]


def visible(segment: Segment) -> str:
    """The words of ``segment``, a line break where one is shown."""
    if segment.is_plain:
        return segment.text
    return unescape(TAG.sub(_shown_for, segment.text))


def _shown_for(tag):
    return "\n" if tag[2] == "br" or tag[2] in BLOCKS else ""


def own(segment: Segment) -> str:
    """The words of ``segment`` that are in its language and for people."""
    text = segment.text if segment.is_plain else unescape(_without_foreign(segment.text))
    return MACHINE.sub(" ", text)


def _without_foreign(html):
    kept, depth, foreign, end = [], 0, 0, 0
    for tag in TAG.finditer(html):
        if not foreign:
            kept.append(html[end : tag.start()] + _shown_for(tag))
        end = tag.end()
        if tag[2] in VOID:
            continue
        depth += -1 if tag[1] else 1
        if foreign and depth < foreign:
            foreign = 0
        elif not foreign and not tag[1] and (" lang=" in tag[3] or tag[2] in UNREAD):
            # Something stands here, so that the words around do not touch.
            foreign = depth
            kept.append("\ufffc")
    return "".join([*kept, "" if foreign else html[end:]])


def tags_of(segment: Segment) -> list[Tag]:
    """The opening tags of ``segment``, in their order."""
    if segment.is_plain:
        return []
    tags, around = [], [""]
    for tag in TAG.finditer(segment.text):
        if tag[1]:
            if around[1:]:
                around.pop()
            continue
        attributes = {name: unescape(value) for name, value in ATTRIBUTE.findall(tag[3])}
        tags.append(Tag(tag[2], attributes, around[-1]))
        if tag[2] not in VOID:
            around.append(tag[2])
    return tags


def listed(texts) -> str:
    """``texts`` in the quotes of the active language, each once; the first few."""
    return ", ".join(quote(text, get_language()) for text in list(dict.fromkeys(texts))[:MOST])
