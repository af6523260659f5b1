"""FTS5 of SQLite, on terms of ours.

Its table has no text of its own. A row's number is the second in which the document goes live, the
last of all for a draft, then the document's: so "newest first" and "not before now" cost FTS5 nothing.
"""

from datetime import UTC, datetime

from django.db import connection
from django.db.models.expressions import RawSQL

from blog.search.engines import sqlite_table
from blog.search.engines.base import (
    CANDIDATES,
    REACH,
    TITLE_REACH,
    Engine,
    Filters,
    Hits,
    Question,
    marked,
    tag_term,
)
from blog.search.engines.sqlite_table import BITS

MASK = 2**BITS - 1
# Of title, tags, summary and body.
WEIGHTS = "10.0, 6.0, 3.0, 1.0"
NEWEST = """
SELECT document.entry_id, document.locale, document.published_at, {score} AS score, {is_in_title}
FROM blog_searchindex AS found
JOIN blog_searchdocument AS document ON document.id = found.rowid & {mask}
WHERE blog_searchindex MATCH %s AND document.locale = %s {narrowed}
ORDER BY found.rowid DESC
LIMIT {reach}
"""
REMAINING = "SELECT * FROM ({newest}) AS document WHERE TRUE {without} LIMIT {reach}"
# By any language that readers can read: in another, an entry is not another one. In the terms of
# these documents themselves: FTS5 would go through all that have a word, or take long to find one.
WITHOUT = """ AND NOT EXISTS (
  SELECT 1
  FROM blog_searchdocument AS other
  WHERE other.entry_id = document.entry_id AND other.locale <> document.locale
    AND ({any_of}) {is_live}
)"""
STANDS = """instr(
  ' ' || other.title || ' ' || other.tags || ' ' || other.summary || ' ' || other.body || ' ', %s
)"""
ENTRIES = """
SELECT document.entry_id
FROM blog_searchindex AS found
JOIN blog_searchdocument AS document ON document.id = found.rowid & {mask}
WHERE blog_searchindex MATCH %s AND document.locale = %s {narrowed}
"""


class SQLite(Engine):
    """``blog_searchindex`` is kept by triggers of the table of documents."""

    def find(self, question, filters, *, is_ranked):
        hits = self._hits(*_newest(question, filters, is_ranked=is_ranked))
        if is_ranked:
            hits += self._hits(*_newest(question, filters, is_ranked=True, is_in_title=True))
        return Hits({(hit.entry, hit.locale): hit for hit in hits}.values())

    def entries(self, questions, *, is_in_title=False):
        parts, parameters = [], []
        for question in questions:
            without, more = _without(question, Filters(now=None))
            parts.append(ENTRIES.format(mask=MASK, narrowed=without))
            matched = _matched(question, Filters(now=None), is_in_title)
            parameters += [matched, question.locale, *more]
        # Terms are parameters.
        return RawSQL(" UNION ALL ".join(parts), parameters)  # noqa: S611

    def words_beginning(self, words, beginning):
        # LIKE would go through all of them.
        return words.filter(word__gte=beginning, word__lt=beginning + "\U0010ffff")

    def problems(self):
        return sqlite_table.problems()

    def repair(self):
        if any(self.problems()):
            sqlite_table.repair()

    def put_in_order(self):
        sqlite_table.put_in_order()

    def count(self):
        """Nothing: what is asked here leaves nothing to guess."""

    def _moment(self, value):
        if value is None:
            return None
        # Django keeps UTC, and a cursor of its own does not read it.
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _newest(question: Question, filters: Filters, *, is_ranked, is_in_title=False):
    reach = TITLE_REACH if is_in_title else REACH
    narrowed, parameters = _narrowed(filters)
    without, more = _without(question, filters)
    sql = NEWEST.format(
        score=f"-bm25(blog_searchindex, {WEIGHTS})" if is_ranked else "0.0",
        is_in_title=int(is_in_title),
        mask=MASK,
        narrowed=narrowed,
        reach=reach * CANDIDATES if without else reach,
    )
    if without:
        sql = REMAINING.format(newest=sql, without=without, reach=reach)
    matched = _matched(question, filters, is_in_title)
    return sql, [matched, question.locale, *parameters, *more]


def _matched(question, filters, is_in_title):
    matched = match(question, is_in_title=is_in_title)
    if filters.tag is not None:
        matched = f'({matched}) AND tags : "{marked(tag_term(filters.tag), question.locale)}"'
    if question.excluded:
        # In the document itself FTS5 knows it.
        excluded = " OR ".join(f'"{term}"' for term in question.excluded)
        matched = f"({matched}) NOT ({excluded})"
    return matched


def _without(question, filters):
    """The condition that no other language of an entry has what is excluded; "" when none can."""
    elsewhere = question.excluded_elsewhere
    if not elsewhere:
        return "", []
    is_live = "AND other.published_at <= %s" if filters.now is not None else ""
    sql = WITHOUT.format(any_of=" OR ".join([STANDS] * len(elsewhere)), is_live=is_live)
    dates = [_written(filters.now)] if is_live else []
    return sql, [*(f" {term} " for term in elsewhere), *dates]


def _narrowed(filters):
    sql, parameters = "", []
    if filters.now is not None:
        sql += " AND found.rowid < %s AND document.published_at <= %s"
        parameters += [(int(filters.now.timestamp()) + 1) << BITS, _written(filters.now)]
    if filters.since is not None:
        sql += " AND found.rowid >= %s AND found.rowid < %s"
        parameters += [int(date.timestamp()) << BITS for date in (filters.since, filters.until)]
    return sql, parameters


def _written(moment):
    return connection.ops.adapt_datetimefield_value(moment)


def match(question: Question, *, is_in_title=False) -> str:
    """What ``question`` wants, as FTS5 writes it; terms are letters and digits only."""

    def quoted(terms):
        return f'"{marked(terms, question.locale)}"'

    def together(phrase):
        return quoted(" ".join(phrase))

    def any_of(one):
        tag_terms = (f"tags : {quoted(term)}" for term in one.tag_terms)
        ways = [*map(quoted, one.terms), *map(together, one.phrases), *tag_terms]
        return "(" + " OR ".join(ways) + ")"

    parts = [*map(any_of, question.wanted), *map(together, question.phrases)]
    found = f"({(' OR ' if question.is_any else ' AND ').join(parts)})"
    return f"title : {found}" if is_in_title else found
