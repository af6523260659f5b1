"""What a segment is, and the kinds there are."""

import hashlib
import re
from functools import cached_property
from typing import NamedTuple

from blog.markup import plain_text

TITLE = "title"
SUMMARY = "summary"
COVER_ALT = "cover_alt"
COVER_CAPTION = "cover_caption"
# The content of a block of the body.
BODY = "body"
# What a picture of the body shows.
ALT = "alt"
# Of an attachment.
LABEL = "label"
# Their text is plain text; that of the others is inline HTML.
PLAIN = frozenset([TITLE, SUMMARY, COVER_ALT, COVER_CAPTION, ALT, LABEL])
SPACES = re.compile(r"[ \t\n\r\f]+")
LETTER_OR_DIGIT = re.compile(r"[^\W_]")


class Columns(NamedTuple):
    """What a segment is made of."""

    kind: str
    text: str
    tag: str = ""
    place: str = ""


class Segment(Columns):
    """What is translated as one: a title, the content of a paragraph, what a picture shows.

    ``text`` is inline HTML for ``BODY``, plain text otherwise; ``tag`` the innermost block of the body
    ("p", "h2", "li", "td", …; "img" for ``ALT``); ``place`` the stored file of a label, or the address
    of the picture. What follows from these is made once for each: an entry has hundreds, in every locale.
    """

    @property
    def is_plain(self) -> bool:
        return self.kind in PLAIN

    @cached_property
    def plain(self) -> str:
        """Its words on one line, without markup."""
        return " ".join(self.text.split()) if self.is_plain else plain_text(self.text)

    @cached_property
    def words(self) -> list[str]:
        """Its words as readers see them; what has neither letter nor digit is none."""
        return [word for word in self.plain.split() if has_words(word)]

    @cached_property
    def digest(self) -> str:
        """What identifies it by what it says, whatever block it stands in: SHA-256, hexadecimal."""
        # In what is shown as typed, spaces are part of it.
        text = self.text if self.tag == "pre" else SPACES.sub(" ", self.text).strip(" ")
        return hashlib.sha256(f"{self.kind}\0{text}".encode()).hexdigest()


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit in plain ``text``: something to translate."""
    return LETTER_OR_DIGIT.search(text) is not None
