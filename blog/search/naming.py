"""Words that are the name of something, and what that is called in other languages.

An entry that is only in Russian has «реадмиссия» where an English reader types "readmission". Which
names there are is not known here: whoever knows some answers the signal ``search_asked``.
"""

from collections.abc import Iterable
from typing import NamedTuple

from blog.search.indexing import Analysis
from blog.search.queries import Query
from blog.signals import answers, search_asked

# Names that a word is looked for by, besides itself, in one language.
MOST_NAMES = 12
KEY_LENGTH = 200


class Meaning(NamedTuple):
    """Words of a query that are a name, and what the same is called in other languages.

    They are those from ``start`` up to ``end`` of the run ``run``: of the words of the query, which
    are run 0, or of one of its phrases. ``names`` are by locale, those to be preferred first.
    """

    run: int
    start: int
    end: int
    names: dict[str, tuple[str, ...]]


def key_of(name: str, locale: str) -> str:
    """The terms of the words of ``name``: the same for all forms in which a reader may type it."""
    return Analysis(locale).terms(name)[:KEY_LENGTH]


class Naming:
    """What the words of a query are called in other languages; asked once for all languages."""

    def __init__(self, query: Query):
        self.runs = [query.words, *query.phrases]
        self.meanings = answers(search_asked, Query, runs=self.runs)

    def knows(self, word: str) -> bool:
        """Whether this word of the query is, or is part of, the name of something."""
        return bool(self._with(word))

    def of_word(self, word: str, locale: str) -> list[tuple[str, ...]]:
        """Names, as terms that stand one after another, for any name that has this word of the query."""
        return _terms(self._with(word), locale)

    def _with(self, word):
        place = self.runs[0].index(word)
        return [one for one in self.meanings if one.run == 0 and one.start <= place < one.end]

    def of_phrase(self, number: int, locale: str) -> list[tuple[str, ...]]:
        """The same for phrase ``number``, counted from 0, if it is a name as a whole."""
        whole = (number + 1, 0, len(self.runs[number + 1]))
        return _terms((one for one in self.meanings if one[:3] == whole), locale)


def _terms(meanings: Iterable[Meaning], locale):
    names = (name for one in meanings for name in one.names.get(locale, ()))
    found = dict.fromkeys(tuple(key_of(name, locale).split()) for name in names)
    return [terms for terms in found if terms][:MOST_NAMES]
