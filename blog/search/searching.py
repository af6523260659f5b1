"""Searching: what a reader typed → entries that are live, each once, in the reader's best language.

What the first way to read it finds that finds something (``ways.py``). ``Results`` tells which.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import prefetch_related_objects
from django.utils import timezone

from blog.languages import fallbacks, language_codes
from blog.markup import plain_text
from blog.models import Entry
from blog.search.engines import engine
from blog.search.engines.base import REACH, Filters, Hit, newness
from blog.search.marking import passage
from blog.search.nearest import shares
from blog.search.queries import Query, parse
from blog.search.ways import NEWEST, RELEVANCE, Scope, Way, ways

PAGE_SIZE = 10
TITLE_LENGTH = 200
# Years that a second can be told of (engines/sqlite.py).
YEARS = range(1970, 2200)


@dataclass(frozen=True)
class Result:
    """An entry that was found, in the best language the reader has; marked is what was looked for."""

    entry: Entry
    locale: str
    title_pieces: list[tuple[str, bool]]
    passage_pieces: list[tuple[str, bool]]
    score: float

    @property
    def is_marked(self) -> bool:
        """Whether a word that was looked for is among what is shown."""
        return _is_marked(self.title_pieces) or _is_marked(self.passage_pieces)


@dataclass(frozen=True)
class Results:
    """A page of what was found.

    ``did_you_mean`` is the text that was looked for instead, as what was typed is nowhere.
    ``is_relaxed``: no entry has all of the words. ``is_more``: besides ``count`` there are older ones.
    """

    query: Query
    rows: list[Result] = field(default_factory=list)
    count: int = 0
    page: int = 1
    pages: int = 0
    did_you_mean: str = ""
    is_relaxed: bool = False
    is_more: bool = False


@dataclass(frozen=True)
class Found:
    """What a way found: hits in order, an entry once."""

    way: Way
    hits: list[Hit] = field(default_factory=list)
    is_more: bool = False


def search(q, locale, *, tag=None, year=None, language=None, order=RELEVANCE, page=1) -> Results:
    """What a reader of ``locale`` finds by ``q``.

    ``tag`` is a ``Tag``, ``year`` that of going live, ``language`` the only one to look in. A page
    that there is not is the nearest one.
    """
    query = parse(q)
    scope = _scope(locale, tag=tag, year=year, language=language, order=order)
    if not query or scope is None:
        return Results(query)
    found = _find(query, scope)
    pages = -(-len(found.hits) // PAGE_SIZE)
    page = max(1, min(page, pages))
    return Results(
        query=query,
        rows=_results(found, found.hits[(page - 1) * PAGE_SIZE : page * PAGE_SIZE], scope),
        count=len(found.hits),
        page=page,
        pages=pages,
        did_you_mean=found.way.did_you_mean(query),
        is_relaxed=found.way.is_relaxed,
        is_more=found.is_more,
    )


def suggest(q, locale, limit=8) -> list[Result]:
    """What is shown while a reader of ``locale`` types ``q``."""
    query = parse(q)
    if not query:
        return []
    scope = _scope(locale)
    found = _find(query, scope, is_unfinished=True)
    return _results(found, found.hits[:limit], scope)


def _scope(locale, *, tag=None, year=None, language=None, order=RELEVANCE):
    """Where to look; None when nothing can be there."""
    locales = (locale, *fallbacks(locale))
    if language:
        locales = (language,) if language in language_codes() else ()
    since, until = (_new_year(year), _new_year(year + 1)) if year in YEARS else (None, None)
    if not locales or (year is not None and since is None):
        return None
    filters = Filters(timezone.now(), tag.pk if tag else None, since, until)
    return Scope(locales, filters, NEWEST if order == NEWEST else RELEVANCE)


def _new_year(year):
    return timezone.make_aware(datetime(year, 1, 1))


def _find(query, scope, *, is_unfinished=False):
    """What the first way to read ``query`` finds that finds something; nothing when none does."""
    for way in ways(query, scope, is_unfinished=is_unfinished):
        found = found_by(way, scope)
        if found.hits:
            return found
    return Found(Way(query, []))


def found_by(way: Way, scope: Scope) -> Found:
    """What ``way`` finds: of each language the newest that match, and those with all in the title."""
    hits, is_more = [], False
    for question in way.questions:
        found = engine().find(question, scope.filters, is_ranked=scope.order == RELEVANCE)
        hits += found
        is_more |= found.is_cut or len(found) >= REACH
        if is_more and scope.order == RELEVANCE and not way.is_relaxed:
            # The list is full, and the reader's language comes first in it.
            break
    had = shares(way.questions, hits) if way.is_relaxed else {}
    return Found(way, _in_order(hits, scope, had), is_more)


def _in_order(hits, scope, had):
    """``hits`` as they are shown: each entry once, in the first language of the reader it was found in.

    Of entries with some of the words, those come first that ``had`` the most of them.
    """
    ranks = {locale: rank for rank, locale in enumerate(scope.locales)}

    def rank(hit):
        return -had.get((hit.entry, hit.locale), 0), ranks[hit.locale]

    best: dict[int, Hit] = {}
    for hit in sorted(hits, key=rank):
        best.setdefault(hit.entry, hit)
    newest = sorted(best.values(), key=newness, reverse=True)
    if scope.order == NEWEST:
        return newest
    return sorted(newest, key=lambda hit: (*rank(hit), not hit.is_in_title, -hit.score))


def _results(found, hits, scope):
    """The rows of ``hits``. Of an entry that was taken back without a word to the index, nothing."""
    entries = Entry.objects.order_by().in_bulk([hit.entry for hit in hits])
    terms = found.way.terms
    results = [
        _result(entries[hit.entry], _best_language(entries[hit.entry], scope), hit, terms)
        for hit in hits
        if hit.entry in entries and entries[hit.entry].state_in(hit.locale) == "live"
    ]
    # What is marked nowhere was found by them, perhaps.
    prefetch_related_objects([one.entry for one in results if not one.is_marked], "tags")
    return results


def _best_language(entry, scope):
    """The first language of the reader that ``entry`` is live in, whichever it was found in."""
    return next(locale for locale in scope.locales if entry.state_in(locale) == "live")


def _result(entry, locale, hit, terms):
    terms = terms.get(locale, set())
    title = passage(entry.text("title", locale), terms, locale, TITLE_LENGTH)
    return Result(entry, locale, title, _passage(entry, locale, terms), hit.score)


def _passage(entry, locale, terms):
    """The best of the body; if nothing is to be marked there, of the summary."""
    body, summary = plain_text(entry.text("body", locale)), entry.text("summary", locale)
    best = passage(body, terms, locale) if body else []
    if summary and not _is_marked(best):
        of_summary = passage(summary, terms, locale)
        return of_summary if _is_marked(of_summary) or not best else best
    return best


def _is_marked(pieces):
    return any(is_marked for _text, is_marked in pieces)
