"""A text taken apart: into passages such as paragraphs, and these into words; pure.

Joined together again, the sources of the passages are the text.
"""

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from typing import NamedTuple

from blog.markup import ATTRIBUTE, BLOCKS, TAG

# What a piece is, besides words.
BREAK, CELL, PICTURE = "break", "cell", "picture"
SHOWN = {BREAK: "\n", CELL: " | "}
# Soft hyphens, zero-width spaces and joiners, word joiners, marks of direction, byte order marks.
UNSEEN = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
# What Python's \w leaves out of a word: й may be и and a breve.
MARKS = (
    "".join(
        re.escape(chr(number))
        for number in range(0x10000)
        if unicodedata.category(chr(number)) in ("Mn", "Mc", "Me")
    )
    + "\U0001f3fb-\U0001f3ff"
)
INSIDE = rf"[{MARKS}{UNSEEN}]"
# Apostrophes and hyphens, and what stands between digits: 14:30, 1.5, 10/05.
JOINING = r"(?:['’‘ʼʻ‐‑·-](?=\w)|(?<=\d)[.,:/](?=\d))"
WORD = re.compile(
    rf"(?:\w(?:\w|{INSIDE})*(?:{JOINING}\w(?:\w|{INSIDE})*)*"
    # A flag is two letters, a family several faces.
    rf"|[\U0001f1e6-\U0001f1ff]{{2}}|[^\w\s]{INSIDE}*(?:(?<=\u200d)[^\w\s]{INSIDE}*)*)?\s*"
)
UNSEEN_ONE = re.compile(f"[{UNSEEN}]")
SPACES = re.compile(r"[ \t\n\r\f]+")
# Not in the order of HTML: what a passage is, is told by the innermost of these.
KINDS = {
    **dict.fromkeys(["h2", "h3", "h4", "pre", "dt", "dd", "hr", "blockquote"], ""),
    "li": "",
    "figcaption": "caption",
    "caption": "caption",
    "figure": PICTURE,
    "tr": "row",
}
PICTURE_NUMBER = re.compile(r"picture:(\d{1,18})")
# In letters. A cell with the same border on both sides is the same cell, however little is in it.
WEIGHTS = {BREAK: 4, CELL: 10, PICTURE: 20}


class Piece(NamedTuple):
    """A part of a passage with one formatting: words, a line break, a border of cells, a picture.

    ``marks`` are pairs of a name and a value: ("strong", ""), ("a", "entry:12"), ("lang", "ru").
    ``kind`` is "" for words. Of a picture ``source`` is the address, and ``text`` what it shows.
    """

    text: str
    marks: frozenset = frozenset()
    kind: str = ""
    source: str = ""


class Word(NamedTuple):
    """A word, a punctuation mark, a line break, a border of cells or a picture, with the space after it.

    ``key`` is what is compared; ``marks`` are those of its parts, with the letter where each begins.
    """

    key: str
    text: str
    marks: tuple
    weight: int = 0
    kind: str = ""
    source: str = ""


@dataclass
class Passage:
    """A paragraph, a heading, an item of a list, a row of a table, …

    ``kind`` is "p", "h2" to "h4", "li", "ol" (a numbered item), "blockquote", "pre", "dt", "dd",
    "row", "caption", "picture", "hr"; "" in a plain text. ``path`` are the elements around it, with
    their attributes; ``source`` is its part of the text, with all tags.
    """

    source: str
    path: tuple = ()
    pieces: list[Piece] = field(default_factory=list)

    @cached_property
    def kind(self) -> str:
        if not self.path:
            return ""
        for place in range(len(self.path) - 1, -1, -1):
            name = self.path[place][0]
            if name == "li":
                return "ol" if place and self.path[place - 1][0] == "ol" else "li"
            if name in KINDS:
                return KINDS[name] or name
        return "p"

    @property
    def depth(self) -> int:
        """In how many lists and quotations it stands."""
        return sum(name in ("li", "blockquote") for name, _attributes in self.path)

    @property
    def language(self) -> str:
        """The language that an element around it is marked with; "" when none is."""
        found = [dict(attributes).get("lang", "") for _name, attributes in self.path]
        return next(filter(None, reversed(found)), "")

    @property
    def key(self):
        """What is equal for passages that are: everything but the spaces around the tags."""
        return self.path, tuple(self.pieces)

    @cached_property
    def words(self) -> list[Word]:
        return list(_words(self.pieces))


def lines(text: str) -> list[Passage]:
    """A plain text as passages: a line each."""
    return [Passage(line, pieces=[Piece(line)]) for line in text.splitlines(keepends=True)]


def passages(html: str) -> list[Passage]:
    """Cleaned ``html`` as passages. Of anything else comes something, but tags may show in it."""
    return _Reader(html).read()


class _Reader:
    """Goes through the tags once."""

    def __init__(self, html):
        self.html = html
        self.done = []
        self.path, self.marks = [], []
        self._begin(0)

    def _begin(self, start):
        self.start, self.pieces, self.around, self.is_over = start, [], None, False

    def read(self):
        end = 0
        for tag in TAG.finditer(self.html):
            self._text(end, tag.start())
            self._tag(tag)
            end = tag.end()
        self._text(end, len(self.html))
        self._cut(len(self.html))
        return self.done

    def _text(self, start, end):
        text = self.html[start:end]
        if not text.strip(" \t\n\r\f") and (self.is_over or not self.pieces):
            return
        if text:
            self._content(start)
            text = unescape(text)
            self.pieces.append(Piece(text, self._marks()))

    def _tag(self, tag):
        slash, name = tag[1], tag[2]
        attributes = {key: unescape(value) for key, value in ATTRIBUTE.findall(tag[3])}
        if name in BLOCKS:
            (self._close if slash else self._open)(name, attributes, tag.start())
        elif name == "br":
            self._content(tag.start())
            self.pieces.append(_border(BREAK))
        elif name == "img":
            self._content(tag.start())
            self.pieces.append(_picture(attributes, self._marks()))
        elif slash:
            self._end_mark(name)
        else:
            self._content(tag.start())
            self.marks.append((name, _marks_of(name, attributes)))

    def _end_mark(self, name):
        for place in reversed(range(len(self.marks))):
            if self.marks[place][0] == name:
                del self.marks[place:]
                return

    def _open(self, name, attributes, start):
        is_in_row = "tr" in [name for name, _attributes in self.path]
        if is_in_row and name in ("td", "th"):
            # Every cell has its border, the first as well: so a row has as many as it has cells.
            self._content(start)
            head = {("th", "")} if name == "th" else set()
            self.pieces.append(_border(CELL, head | set(attributes.items())))
        elif is_in_row:
            if self.pieces and self.pieces[-1].kind != CELL:
                self.pieces.append(_border(BREAK))
        elif self.pieces or self.is_over:
            self._cut(start)
        self.path.append((name, tuple(attributes.items())))
        if name == "hr":
            self._content(start)
            self._close(name, attributes, start)

    def _close(self, name, _attributes, _start):
        names = [name for name, _attributes in self.path]
        if name not in names:
            return
        self.around = self.around or tuple(self.path)
        del self.path[len(names) - 1 - names[::-1].index(name) :]
        self.is_over = self.is_over or "tr" not in names or name == "tr"

    def _content(self, start):
        """Something to read begins at ``start``: what has been closed is another passage."""
        if self.is_over:
            self._cut(start)
        if self.around is None:
            self.around = tuple(self.path)

    def _cut(self, end):
        """What was read so far is a passage, if it is anything."""
        source = self.html[self.start : end]
        if source:
            around = self.around or tuple(self.path) or (("p", ()),)
            if "tr" in (names := [name for name, _attributes in around]):
                around = around[: names.index("tr") + 1]
            keeps_spaces = "pre" in names
            pieces = self.pieces if keeps_spaces else list(_spaced(self.pieces))
            self.done.append(Passage(source, around, pieces))
        self._begin(end)

    def _marks(self):
        return frozenset().union(*(marks for _name, marks in self.marks))


def _border(kind, marks=()):
    return Piece(SHOWN[kind], frozenset(marks), kind)


def _picture(attributes, marks):
    alt, is_decorative = attributes.get("alt", ""), attributes.get("role", "")
    said = {("alt", alt)} | ({("role", "")} if is_decorative else set())
    return Piece(alt, marks | said, PICTURE, attributes.get("src", ""))


def _marks_of(name, attributes):
    values = {key: value for key, value in attributes.items() if key not in ("rel", "href")}
    own = {} if name == "span" else {name: attributes.get("href", "")}
    return frozenset({**values, **own}.items())


def _spaced(pieces) -> Iterator[Piece]:
    """``pieces`` with spaces as HTML shows them: one of several, and none at the ends."""
    is_space = True
    for place, piece in enumerate(pieces):
        if piece.kind:
            is_space = piece.kind != PICTURE
            yield piece
            continue
        text = SPACES.sub(" ", piece.text)
        text = text.removeprefix(" ") if is_space else text
        if place + 1 == len(pieces) or pieces[place + 1].kind in (BREAK, CELL):
            text = text.removesuffix(" ")
        if text:
            is_space = text.endswith(" ")
            yield piece._replace(text=text)


def _words(pieces):
    text, starts = "", []
    for piece in pieces:
        if piece.kind:
            yield from _split(text, starts)
            text, starts = "", []
            weight = WEIGHTS[piece.kind]
            # No word has a space in its key.
            key = f"{piece.kind} {piece.source}"
            yield Word(key, piece.text, (piece.marks,), weight, piece.kind, piece.source)
        else:
            starts.append((len(text), piece.marks))
            text += piece.text
    yield from _split(text, starts)


def _split(text, starts):
    """The words of ``text``; ``starts`` says from which letter on it has which marks."""
    place = 0
    for match in WORD.finditer(text):
        if not match[0]:
            continue
        while place + 1 < len(starts) and starts[place + 1][0] <= match.start():
            place += 1
        word = match[0].rstrip()
        marks, end = [starts[place][1]], match.start() + len(word)
        for start, more in starts[place + 1 :]:
            if start >= end:
                break
            marks += [start - match.start(), more]
        # Text that is all of one kind is the rule: then only one thing is to be compared.
        key = sys.intern(key_of(word))
        weight = len(key) if key[:1].isalnum() else 0
        yield Word(key, match[0], tuple(marks) if marks[1:] else (marks[0],), weight)


def key_of(word: str) -> str:
    """What two words that look the same have in common."""
    return unicodedata.normalize("NFC", UNSEEN_ONE.sub("", word))
