"""Entries in any language, drafts among them, by the rules of readers: what the admin asks.

Whatever is looked for is looked for among the rows that a person may see: a way to read the words
that finds none of these is passed over, as if there were no others.
"""

from dataclasses import dataclass

from django.db.models import Case, QuerySet, Value, When

from blog.languages import language_codes
from blog.models import Entry
from blog.search.engines import engine
from blog.search.engines.base import Filters
from blog.search.queries import parse
from blog.search.searching import found_by
from blog.search.ways import Scope, ways


@dataclass(frozen=True)
class Narrowed:
    """The rows of a list that were found; the rest as in ``searching.Results``."""

    rows: QuerySet
    did_you_mean: str = ""
    is_relaxed: bool = False


def narrow(rows: QuerySet, q: str, locale: str, *, is_title_first=False) -> Narrowed:
    """Those of ``rows``, which are entries, that ``q`` finds for somebody who works in ``locale``.

    Their order stays; or those with everything in the title come before the others.
    """
    query = parse(q)
    for way in ways(query, everywhere(locale)) if query else ():
        found = (
            rows.filter(pk__in=engine().entries(way.questions)) if way.questions else rows.none()
        )
        if found.exists():
            found = _title_first(found, way) if is_title_first else found
            return Narrowed(found, way.did_you_mean(query), way.is_relaxed)
    return Narrowed(rows.none())


def best(rows: QuerySet, q: str, locale: str, count: int) -> list[Entry]:
    """The most relevant of ``rows`` while somebody who works in ``locale`` types ``q``."""
    query, scope = parse(q), everywhere(locale)
    for way in ways(query, scope, is_unfinished=True) if query else ():
        numbers = [hit.entry for hit in found_by(way, scope).hits]
        among = set(rows.filter(pk__in=numbers).values_list("pk", flat=True)) if numbers else ()
        chosen = [number for number in numbers if number in among][:count]
        if chosen:
            entries = Entry.objects.in_bulk(chosen)
            return [entries[number] for number in chosen]
    return []


def everywhere(locale: str) -> Scope:
    """All languages, that of the person first, and all that is written in them."""
    codes = language_codes()
    return Scope(tuple(sorted(codes, key=lambda code: code != locale)), Filters(now=None))


def _title_first(rows, way):
    in_title = engine().entries(way.questions, is_in_title=True)
    rank = Case(When(pk__in=in_title, then=Value(0)), default=Value(1))
    return rows.order_by(rank, *rows.query.order_by)
