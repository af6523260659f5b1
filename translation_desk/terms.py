"""The terms of a glossary, found in a text in whatever form they stand there; pure.

::

    glossary = Glossary(entries)
    for found in glossary.find("на пунктах пограничного контроля", "ru"):
        found.term, found.name             # the entry, and its name that was met
        text[found.start : found.end]      # "пограничного контроля"
    glossary.forbidden(text, "ru")         # what should not have been said, in the same way
    glossary.present(text, "ru")           # ids of all terms that have a name in the text
    glossary.missing(text, "ru", other, "az")   # what a translation does not name, as found in the text

A name is met word by word: each has the stem that the text's has, and but for spaces and hyphens the
same stands between. Names of terms that are ``is_case_sensitive`` are met letter by letter.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from blog.stemming import stem
from translation_desk.words import Word, between, words

POSSESSIVE = re.compile("[’'ʼ‘＇][^\\W_]{1,3}$")


class TermEntry(NamedTuple):
    """A thing that has agreed names.

    ``names`` and ``forbidden`` are by locale, in ``names`` the preferred one first. What is to be
    kept (``keep``) is named alike everywhere: where a locale has no name, those of the others hold.
    """

    id: int
    names: dict[str, list[str]]
    forbidden: dict[str, list[str]]
    note: str = ""
    keep: bool = False
    is_case_sensitive: bool = False


class Found(NamedTuple):
    """A term in a text: from ``start`` up to ``end``, where the glossary has ``name``."""

    term: TermEntry
    start: int
    end: int
    name: str


class Name(NamedTuple):
    """A name as it is looked for.

    ``keys`` are stems, or the words themselves, ``signs`` what stands between them ("лицо, ищущее
    убежище"); ``rank`` is 0 for the preferred name.
    """

    term: TermEntry
    text: str
    keys: tuple[str, ...]
    signs: tuple[str, ...]
    rank: int


class Glossary:
    """Entries, made ready for looking their names up in many texts."""

    def __init__(self, entries: Iterable[TermEntry]):
        self.entries = tuple(entries)
        locales = {code for one in self.entries for code in (*one.names, *one.forbidden)}
        self._allowed = {code: _index(self.entries, code, _names) for code in locales}
        self._forbidden = {code: _index(self.entries, code, _forbidden) for code in locales}

    def __bool__(self):
        return bool(self.entries)

    def find(self, text: str, locale: str) -> list[Found]:
        """The terms in ``text``, in its order; of those that overlap the longest."""
        return _longest(self._met(text, locale, self._names_in(locale)))

    def forbidden(self, text: str, locale: str) -> list[Found]:
        """Where ``text`` has what the glossary forbids; not where it is part of a name that is allowed."""
        met = _longest(self._met(text, locale, self._forbidden.get(locale, {})))
        if not met:
            return []
        allowed = self.find(text, locale)
        return [one for one in met if not any(_allows(other, one) for other in allowed)]

    def present(self, text: str, locale: str) -> set[int]:
        """Ids of all terms with a name in ``text``, those within a longer one included."""
        index = self._names_in(locale)
        return {found.term.id for _rank, found in self._met(text, locale, index)}

    def missing(
        self, source: str, source_locale: str, target: str, target_locale: str
    ) -> list[Found]:
        """The terms in ``source`` that ``target`` ought to name, and does not; each once.

        Where a name has several meanings ("sığınacaq" is asylum, and a shelter) one of them is enough.
        """
        index = self._names_in(source_locale)
        meanings = defaultdict(set)
        for _rank, one in self._met(source, source_locale, index):
            meanings[one.start, one.end].add(one.term.id)
        present, missing = self.present(target, target_locale), {}
        for one in self.find(source, source_locale):
            is_said = not present.isdisjoint(meanings[one.start, one.end])
            if not is_said and _names(one.term, target_locale):
                missing.setdefault(one.term.id, one)
        return list(missing.values())

    def _names_in(self, locale):
        if locale not in self._allowed:
            # In a locale without any names what is kept is kept, too.
            self._allowed[locale] = _index(self.entries, locale, _names)
        return self._allowed[locale]

    def _met(self, text, locale, index) -> list[tuple[int, Found]]:
        """All names of ``index`` in ``text``, overlapping or not, and the rank of each."""
        if not index:
            return []
        several = list(words(text))
        stems = [stem(one.text, locale) for one in several]
        return [
            (name.rank, Found(name.term, several[place].start, several[last].end, name.text))
            for place, first in enumerate(stems)
            for name in _starting(index, first, several[place].text)
            if (last := place + len(name.keys) - 1) < len(several)
            and _is_there(name, text, several[place : last + 1], stems[place : last + 1])
        ]


def _index(entries, locale, names_of) -> dict[str, list[Name]]:
    """First stem or word → names that start with it."""
    index = defaultdict(list)
    for term in entries:
        for rank, text in enumerate(names_of(term, locale)):
            several = list(words(text))
            key_of = _without_possessive if term.is_case_sensitive else partial(stem, locale=locale)
            keys = tuple(key_of(one.text) for one in several)
            if keys:
                index[keys[0]].append(Name(term, text, keys, between(text, several), rank))
    return dict(index)


def _names(term, locale):
    names = term.names.get(locale)
    if names or not term.keep:
        return names or []
    return list(dict.fromkeys(name for several in term.names.values() for name in several))


def _forbidden(term, locale):
    return term.forbidden.get(locale, [])


def _starting(index, first, written) -> Iterator[Name]:
    """The names that may start with a word of this stem, written so."""
    yield from (name for name in index.get(first, ()) if not name.term.is_case_sensitive)
    written = _without_possessive(written)
    yield from (name for name in index.get(written, ()) if name.term.is_case_sensitive)


def _is_there(name: Name, text: str, several: Sequence[Word], stems: Sequence[str]) -> bool:
    """Whether ``several`` words of ``text`` are the whole of ``name``, and stand together."""
    is_exact = name.term.is_case_sensitive
    keys = [_without_possessive(one.text) for one in several] if is_exact else stems
    return tuple(keys) == name.keys and between(text, several) == name.signs


def _without_possessive(word):
    """ "IOM" of "IOM’s"; "d’Ivoire" stays."""
    return POSSESSIVE.sub("", word)


def _longest(met: list[tuple[int, Found]]) -> list[Found]:
    """Of what overlaps the longest, then the preferred name, then that of the earlier entry."""
    found, taken = [], set()
    for _rank, one in sorted(met, key=lambda pair: (pair[1].start - pair[1].end, pair[0])):
        letters = range(one.start, one.end)
        if taken.isdisjoint(letters):
            taken.update(letters)
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _allows(allowed: Found, one: Found) -> bool:
    """Whether what is forbidden is said as part of a longer name, or is that name of its own entry."""
    if not allowed.start <= one.start < one.end <= allowed.end:
        return False
    is_longer = allowed.end - allowed.start > one.end - one.start
    return is_longer or allowed.term is one.term
