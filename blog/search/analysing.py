"""What the index holds of a text: its words, and the stems they are found by; pure."""

import re
from functools import lru_cache
from typing import NamedTuple

from blog.search.folding import fold, in_latin
from blog.stemming import plain_stemmer, search_stem

LONGEST = 100
# Marks on letters, and what nobody sees inside a word: soft hyphen, joiners, directions.
INSIDE = "\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff"
# Letters are taken in runs, which is half as long as one by one.
WORD = re.compile(rf"[^\W_]+(?:(?:[{INSIDE}]|['’ʼ‘＇](?=[^\W_]))[^\W_]*)*")


class Token(NamedTuple):
    """A word of a text as it is written there, and its place."""

    word: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words of ``text`` in order; what is between them is nothing to find."""
    return [Token(match.group(), *match.span()) for match in WORD.finditer(text)]


@lru_cache(maxsize=50_000)
def term(word: str, locale: str) -> str:
    """What the index holds for ``word``: all forms of it, however typed, in a language."""
    stem_plain = plain_stemmer(locale)
    if stem_plain:
        # Whoever has no ə and ş on the keyboard types endings without them, too.
        found = stem_plain(exact(word))
    else:
        found = fold(search_stem(in_latin(word[:LONGEST]), locale))
    return found or exact(word)


@lru_cache(maxsize=50_000)
def exact(word: str) -> str:
    """``word`` itself in folded letters, and in Latin ones if it is Azerbaijani."""
    return fold(in_latin(word[:LONGEST]))
