"""The words of a text and where they stand in it; pure."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# Within a word: letters and digits, marks and hyphens that nobody sees, an apostrophe before a letter.
WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060]|[’'ʼ‘＇](?=[^\W_]))*")
# What parts the words of one term in one way or another: "buraxılış-keçid", "work\u00a0permit".
SPACE = re.compile(r"[\s\u200b\u2060\u2010\u2011-]+")


class Word(NamedTuple):
    """A word as it is written, and the places of its first letter and of what follows its last."""

    text: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """The words of plain ``text``, in their order; the parts of what has a hyphen are several."""
    for match in WORD.finditer(text):
        yield Word(match[0], match.start(), match.end())


def between(text: str, several: Sequence[Word]) -> tuple[str, ...]:
    """The signs between each two words of ``text`` that follow one another, less spaces and hyphens."""
    pairs = zip(several, several[1:], strict=False)
    return tuple(SPACE.sub("", text[one.end : other.start]) for one, other in pairs)
