"""Topics and authors that are called what was typed; their page answers better than a list. Pure."""

from collections.abc import Iterable

from blog.search.analysing import exact, term, tokens
from blog.search.queries import Query

# Letters from which on the beginning of a name is enough.
SHORTEST_BEGINNING = 3


def is_called(query: Query, names: Iterable[tuple[str, str]]) -> bool:
    """Whether one of ``names``, pairs of a locale and a name, has all words of ``query``.

    In any form that they have in that language, or only begun.
    """
    words = [*query.words, *(word for phrase in query.phrases for word in phrase)]
    return bool(words) and any(_has_all(words, name, locale) for locale, name in names)


def _has_all(words, name, locale):
    there = [token.word for token in tokens(name)]
    return all(any(_is_meant(word, one, locale) for one in there) for word in words)


def _is_meant(word, name, locale):
    typed = exact(word)
    is_begun = len(typed) >= SHORTEST_BEGINNING and exact(name).startswith(typed)
    return is_begun or term(word, locale) == term(name, locale)
