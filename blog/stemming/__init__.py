"""Words without their endings, so that forms of one word are known as such; pure.

For finding words, not for showing them: a stem need be no word. What is made from a word with a
suffix of meaning (border – borderless, sərhəd – sərhədçi, граница – пограничный) stays apart from it.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from blog.languages import lower
from blog.stemming import azerbaijani, english, russian

STEMMERS: dict[str, Callable[[str], str]] = {
    "az": azerbaijani.stem,
    "en": english.stem,
    "ru": russian.stem,
}
# For what is typed without the marks that the letters of a language have.
PLAIN_STEMMERS: dict[str, Callable[[str], str]] = {"az": azerbaijani.plain_stem}
# For a search, which would rather find too much: what is shared by words made from one verb, too.
SEARCH_STEMMERS: dict[str, Callable[[str], str]] = {
    "en": english.search_stem,
    "ru": russian.search_stem,
}
# Nobody sees these, or they only help to read: soft hyphen, joiners, accents on stressed vowels.
UNREAD = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\u0300\u0301]")
APOSTROPHES = str.maketrans("‘ʼ＇", "’’’", "")


# A text repeats its words, and the words of a language are not many.
@lru_cache(maxsize=50_000)
def stem(word: str, locale: str) -> str:
    """What all forms of ``word`` have in common; the folded word itself in a language not known.

    The rules of a language hold for its varieties too ("en-gb").
    """
    stemmer = _of_language(STEMMERS, locale)
    whole = folded(word, locale)
    return stemmer(whole) if stemmer else whole


def search_stem(word: str, locale: str) -> str:
    """What ``word`` has in common with those that a search does not tell from it."""
    stemmer = _of_language(SEARCH_STEMMERS, locale)
    return stemmer(folded(word, locale)) if stemmer else stem(word, locale)


def plain_stemmer(locale: str) -> Callable[[str], str] | None:
    """What gives the stem of a word in small letters without marks, if a language has letters with.

    It meets more words in one stem than ``stem`` does; those with and without marks are alike in it.
    """
    return _of_language(PLAIN_STEMMERS, locale)


def _of_language(stemmers, locale):
    return stemmers.get(locale) or stemmers.get(locale.partition("-")[0])


def folded(word: str, locale: str) -> str:
    """``word`` in small letters, composed, without what nobody reads."""
    composed = unicodedata.normalize("NFC", word)
    return lower(UNREAD.sub("", composed), locale).replace("'", "’").translate(APOSTROPHES)
