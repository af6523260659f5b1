"""Finding entries by words in any language, on databases that fold letters differently."""

from django.db.models import Q

from blog.languages import capitalize, language_codes, lower, upper
from blog.search.queries import LONGEST_QUERY, MOST_WORDS, UNREADABLE


def casings(word: str) -> set[str]:
    """``word`` in the casings that the languages of the site give it.

    SQLite folds only ASCII, PostgreSQL by its own locale, and neither knows İ and ı; so each
    casing is asked for by name.
    """
    return {word} | {
        fold(lower(word, code), code) if fold is capitalize else fold(word, code)
        for code in language_codes()
        for fold in (lower, upper, capitalize)
    }


def search(queryset, words: str, columns: list[str]):
    """The rows of ``queryset`` that have every one of ``words`` in some of ``columns``.

    Of a pasted page only the beginning is read: SQLite refuses so many conditions, and PostgreSQL takes long.
    """
    # PostgreSQL takes no NUL, and no text has one.
    readable = UNREADABLE.sub(" ", words[:LONGEST_QUERY])
    for word in [*dict.fromkeys(readable.split())][:MOST_WORDS]:
        found = Q(pk__in=[])
        for spelling in casings(word):
            for column in columns:
                found |= Q(**{f"{column}__icontains": spelling})
        queryset = queryset.filter(found)
    return queryset


class WordSearch:
    """For a ``ModelAdmin``: its list is searched so, in the columns of ``get_search_fields``."""

    def get_search_results(self, request, queryset, search_term):
        return search(queryset, search_term, self.get_search_fields(request)), False
