"""Searching: what a reader typed → entries that are live, each once, in the reader's best language.

First with all words as typed. Only when that finds nothing: as beginnings of words, as typed with
another keyboard, with slips corrected; at last with any of the words. ``Results`` tells which.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from django.utils import timezone

from blog.languages import fallbacks, language_codes
from blog.markup import plain_text
from blog.models import Entry, SearchWord
from blog.search.asking import Vocabulary, ask, beginnings_of, corrections
from blog.search.engines import engine
from blog.search.engines.base import REACH, Filters, Hit, Question
from blog.search.layouts import rewritten
from blog.search.marking import passage
from blog.search.queries import Query, parse

PAGE_SIZE = 10
RELEVANCE, NEWEST = "relevance", "newest"
TITLE_LENGTH = 200
# Ways to read a query anew that are tried, and words of it that are corrected.
MOST_REWRITTEN = 4
MOST_CORRECTED = 3
MOST_REWRITTEN_AND_CORRECTED = 1
# Years that a second can be told of (engines/sqlite.py).
YEARS = range(1970, 2200)
OLDEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Result:
    """An entry that was found, in the best language the reader has; marked is what was looked for."""

    entry: Entry
    locale: str
    title_pieces: list[tuple[str, bool]]
    passage_pieces: list[tuple[str, bool]]
    score: float


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
class Scope:
    """Where is looked: languages, the reader's own first, what is let through, and the order."""

    locales: tuple[str, ...]
    filters: Filters
    order: str = RELEVANCE

    @property
    def known_words(self):
        """The words that may help: no reader's search knows those that only drafts have."""
        words = SearchWord.objects.all()
        return words if self.filters.now is None else words.filter(is_public=True)


@dataclass(frozen=True)
class Way:
    """A way to read what was typed: a question for each language that there is one for."""

    query: Query
    questions: list[Question]
    is_relaxed: bool = False

    @property
    def terms(self) -> dict[str, set[str]]:
        """Language → the terms that are looked for in it."""
        return {one.locale: one.terms for one in self.questions}


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
        did_you_mean="" if found.way.query is query else found.way.query.text,
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


def ways(query: Query, scope: Scope, *, is_unfinished=False) -> Iterator[Way]:
    """How ``query`` may be read, the likeliest first; each is worked out when it is asked for."""
    vocabulary = Vocabulary(query, scope.known_words)
    if not (is_unfinished and query.is_prefix):
        yield _way(query, vocabulary, scope)
    if query.is_prefix:
        beginnings = beginnings_of(query, scope.known_words)
        yield _way(query, vocabulary, scope, beginnings=beginnings)
    texts = rewritten(query.text)[:MOST_REWRITTEN]
    for text in texts:
        yield _typed(parse(text), scope)
    for text in [query.text, *texts[:MOST_REWRITTEN_AND_CORRECTED]]:
        for meant in _corrected(parse(text), scope):
            yield _typed(meant, scope)
    if len(query.words) + len(query.phrases) > 1:
        yield _way(query, vocabulary, scope, is_any=True)


def _typed(query, scope):
    return _way(query, Vocabulary(query, scope.known_words), scope)


def _corrected(query, scope) -> Iterator[Query]:
    """``query`` with each word that is not known replaced; with one such word, by one after another."""
    vocabulary = Vocabulary(query, scope.known_words)
    unknown = [word for word in query.words if not vocabulary.knows(word)][:MOST_CORRECTED]
    likely = {
        word: corrections(word, scope.locales[0], scope.known_words)[:MOST_CORRECTED]
        for word in unknown
    }
    most = max(map(len, likely.values()), default=0)
    for attempt in range(most if len(unknown) == 1 else min(most, 1)):
        words = [likely[w][attempt] if likely.get(w) else w for w in query.words]
        yield replace(query, words=words, text=_text(query, words), is_prefix=False)


def _text(query, words):
    """How a person would type ``query`` with other ``words``."""
    phrases = [f'"{" ".join(phrase)}"' for phrase in query.phrases]
    return " ".join([*words, *phrases, *(f"-{word}" for word in query.excluded)])


def _way(query, vocabulary, scope, *, beginnings=None, is_any=False):
    questions = [
        ask(query, code, vocabulary, beginnings=(beginnings or {}).get(code, ()), is_any=is_any)
        for code in scope.locales
    ]
    return Way(query, [one for one in questions if one], is_relaxed=is_any)


def found_by(way: Way, scope: Scope) -> Found:
    """What ``way`` finds: of each language the newest that match, and those with all in the title."""
    hits, is_more = [], False
    for question in way.questions:
        found = engine().find(question, scope.filters, is_ranked=scope.order == RELEVANCE)
        hits += found
        is_more |= len(found) >= REACH
    return Found(way, _in_order(hits, scope), is_more)


def _in_order(hits, scope):
    """``hits`` as they are shown: each entry once, in the first language of the reader it was found in."""
    ranks = {locale: rank for rank, locale in enumerate(scope.locales)}
    best: dict[int, Hit] = {}
    for hit in sorted(hits, key=lambda hit: ranks[hit.locale]):
        best.setdefault(hit.entry, hit)
    newest = sorted(best.values(), key=_newness, reverse=True)
    if scope.order == NEWEST:
        return newest
    return sorted(newest, key=lambda hit: (ranks[hit.locale], not hit.is_in_title, -hit.score))


def _newness(hit):
    # A draft is newer than all that has a date.
    return hit.published_at is None, hit.published_at or OLDEST, hit.entry


def _results(found, hits, scope):
    """The rows of ``hits``. Of an entry that was taken back without a word to the index, nothing."""
    entries = Entry.objects.select_related("author", "cover").prefetch_related("tags")
    entries = entries.in_bulk([hit.entry for hit in hits])
    return [
        _result(entries[hit.entry], _best_language(entries[hit.entry], scope), hit, found)
        for hit in hits
        if hit.entry in entries and entries[hit.entry].state_in(hit.locale) == "live"
    ]


def _best_language(entry, scope):
    """The first language of the reader that ``entry`` is live in, whichever it was found in."""
    return next(locale for locale in scope.locales if entry.state_in(locale) == "live")


def _result(entry, locale, hit, found):
    terms = found.way.terms.get(locale, set())
    body, summary = plain_text(entry.text("body", locale)), entry.text("summary", locale)
    passages = [passage(text, terms, locale) for text in (body, summary) if text]
    return Result(
        entry,
        locale,
        passage(entry.text("title", locale), terms, locale, TITLE_LENGTH),
        max(passages, key=_is_marked, default=[]),
        hit.score,
    )


def _is_marked(pieces):
    return any(is_marked for _text, is_marked in pieces)
