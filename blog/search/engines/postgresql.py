"""Full text search of PostgreSQL, on terms of ours (configuration ``simple``; no extension)."""

from dataclasses import replace

from django.db import connection
from django.db.models.expressions import RawSQL

from blog.search.engines.base import (
    CANDIDATES,
    REACH,
    TITLE_REACH,
    Engine,
    Filters,
    Hits,
    Question,
    Wanted,
    marked,
    tag_term,
)

# Of body, summary, tags and title: D, C, B and A.
WEIGHTS = "{0.1, 0.3, 0.6, 1.0}"
# So many of the newest documents are looked through first, one by one. That is enough for a word that
# stands in many, tells how many that are, and costs next to nothing when it stands in few.
SAMPLE = 250
# What stands in a smaller share of them is looked up in the index of terms. There each document has to
# be fetched before it is known which are the newest, so it is not for what stands in many.
COMMON = 0.05
# A phrase of words that stand together in many documents, but seldom one after the other, is looked
# for in so many of the newest, and in all if it is in none of these: the index of terms knows nothing
# of places.
FAR_SAMPLE = 5_000
# What is excluded in other languages of an entry is looked for in so many: it knows nothing of these.
ELSEWHERE_SAMPLE = 2_000
PLANNER = "SET LOCAL enable_seqscan = {0}; SET LOCAL jit = {0};"
SCORE = "ts_rank(%s::float4[], vector, to_tsquery('simple', %s))"
MATCHES = "{column} @@ to_tsquery('simple', %s)"
ONE_BY_ONE = """
SELECT entry_id, locale, published_at, {score}, {is_in_title}
FROM ({newest}) AS document
WHERE {matching}
LIMIT {reach}
"""
NEWEST = """
SELECT *
FROM blog_searchdocument
WHERE locale = %s AND {narrowed}
ORDER BY published_at DESC
LIMIT {window}
"""
# Whether there are more documents than were looked through: a row that is no hit.
MORE = """
SELECT 0, '', published_at, 0.0, FALSE
FROM blog_searchdocument
WHERE locale = %s AND {narrowed}
ORDER BY published_at DESC
OFFSET {window} LIMIT 1
"""
# First all that match, then their order: PostgreSQL would go through them by date, expecting that
# enough of them come soon. The language stands in the terms already; said again, it would make
# PostgreSQL believe that there is a third of what there is.
BY_TERMS = """
WITH matching AS MATERIALIZED (
  SELECT id, locale, published_at
  FROM blog_searchdocument
  WHERE {matching} AND {narrowed}
)
SELECT entry_id, document.locale, document.published_at, {score}, {is_in_title}
FROM (SELECT id FROM matching WHERE locale = %s ORDER BY published_at DESC OFFSET 0) AS newest
JOIN LATERAL (
  SELECT * FROM blog_searchdocument AS same WHERE same.id = newest.id OFFSET 0
) AS document ON TRUE
LIMIT {reach}
"""
REMAINING = "SELECT * FROM ({matching}) AS document WHERE {elsewhere} LIMIT {reach}"
# By any language that readers can read: in another, an entry is not another one. As a value, because
# of a condition PostgreSQL would make a list of all documents that have the word.
ELSEWHERE = """NOT (
  SELECT coalesce(bool_or(other.vector @@ to_tsquery('simple', %s)), FALSE)
  FROM blog_searchdocument AS other
  WHERE other.entry_id = document.entry_id AND other.locale <> document.locale {is_live}
)"""
ENTRIES = """
SELECT document.entry_id
FROM blog_searchdocument AS document
WHERE {matching} AND {elsewhere}
"""


class PostgreSQL(Engine):
    """``vector`` and ``title_vector`` are columns that the database makes of the others."""

    def find(self, question, filters, *, is_ranked):
        search = Search(question, filters, is_ranked)
        columns = ["title_vector", "vector"] if is_ranked else ["vector"]
        sample = ELSEWHERE_SAMPLE if search.elsewhere else SAMPLE
        newest, is_more = self._look_through(search, columns, sample)
        hits = newest
        search.is_cut = is_more and bool(search.elsewhere and newest)
        if is_more and not search.is_cut:
            more = {column: self._among_the_newest(search, column, newest) for column in columns}
            seldom = [column for column, several in more.items() if several is None]
            hits = [*hits, *(hit for several in more.values() for hit in several or ())]
            hits += self._by_terms(search, seldom) if seldom else []
        best = {hit.entry: hit for hit in sorted(hits, key=lambda hit: hit.is_in_title)}
        found = Hits(best.values())
        found.is_cut = search.is_cut
        return found

    def _look_through(self, search, columns, window):
        """What matches among the newest ``window`` documents, and whether there are more than these."""
        found = self._hits(*search.one_by_one(columns, window))
        hits = [hit for hit in found if hit.locale]
        return hits, len(hits) < len(found)

    def _among_the_newest(self, search, column, newest):
        """More that matches in a column, if there is as much as is wanted; None when it is seldom.

        ``newest`` are the hits among the first documents, which are not all there are.
        """
        is_in_title, reach = column == "title_vector", _reach(column)
        count = sum(hit.is_in_title or not is_in_title for hit in newest)
        if count >= reach:
            return []
        if count >= SAMPLE * COMMON:
            found, _is_more = self._look_through(search, [column], 2 * reach * SAMPLE // count)
            return found if len(found) >= reach else None
        if not is_in_title and self._is_common(search.without_order()):
            found, is_more = self._look_through(search, [column], FAR_SAMPLE)
            search.is_cut |= is_more and bool(found)
            return found or None
        return None

    def _is_common(self, search):
        """Whether what is looked for stands in many of the newest documents; nothing does not."""
        if search is None:
            return False
        found, _is_more = self._look_through(search, ["vector"], SAMPLE)
        return len(found) >= SAMPLE * COMMON

    def _by_terms(self, search, columns):
        # Of a phrase PostgreSQL does not know how seldom it is. Said in one go with the question, it
        # holds for that alone; in a transaction of somebody else it has to be taken back.
        found = self._hits(*search.by_terms(columns), before=PLANNER.format("off"))
        if connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute(PLANNER.format("DEFAULT"))
        return found

    def entries(self, questions, *, is_in_title=False):
        column = "title_vector" if is_in_title else "vector"
        asked = [Search(one, Filters(now=None), is_ranked=False).all(column) for one in questions]
        sql = " UNION ALL ".join(part for part, _parameters in asked)
        # Terms are parameters.
        return RawSQL(sql, [one for _part, parameters in asked for one in parameters])  # noqa: S611

    def words_beginning(self, words, beginning):
        # By the index for LIKE that a text column has besides its own.
        return words.filter(word__startswith=beginning)

    def problems(self):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM information_schema.columns WHERE table_name = 'blog_searchdocument'"
                " AND is_generated = 'ALWAYS' AND column_name IN ('vector', 'title_vector')"
            )
            if cursor.fetchone()[0] < 2:
                yield "The table of documents lacks the columns that PostgreSQL searches (0008)."

    def rebuild(self):
        """Nothing but to count: the columns are made whenever a row is written."""
        self.count()

    def count(self):
        # It does so by itself, but some time later, and reads the whole table for each entry till then.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE blog_searchdocument")


class Search:
    """A question in the ways that PostgreSQL can be asked; each is a query and its parameters."""

    def __init__(self, question: Question, filters: Filters, is_ranked: bool):
        self.question, self.filters, self.locale = question, filters, question.locale
        self.query = self.query_of_title = tsquery(question)
        self.score, self.ranked = (SCORE, [WEIGHTS, self.query]) if is_ranked else ("0.0", [])
        self.narrowed, self.limits = _narrowed(filters)
        self.tagged = ""
        if filters.tag is not None:
            self.tagged = f"'{marked(tag_term(filters.tag), question.locale)}':B"
            self.query = f"({self.query}) & {self.tagged}"
        if question.excluded:
            self.query = f"({self.query}) & !({_any_of(question.excluded)})"
        self.elsewhere, self.excluded = "", []
        if question.excluded_elsewhere:
            is_live = "AND other.published_at <= %s" if filters.now else ""
            self.elsewhere = ELSEWHERE.format(is_live=is_live)
            dates = [filters.now] if is_live else []
            self.excluded = [_any_of(question.excluded_elsewhere), *dates]
        # Whether it looks through some of the documents only.
        self.is_cut = False

    def one_by_one(self, columns, window):
        """Those of the newest ``window`` documents that match; and a row of no language if there are more."""
        parts, parameters = [], []
        newest = NEWEST.format(narrowed=self.narrowed, window=window)
        for column in columns:
            matching, queries = self._matching(column)
            parts.append(self._written(ONE_BY_ONE, column, newest=newest, matching=matching))
            parameters += [*self.ranked, self.locale, *self.limits, *queries, *self.excluded]
        parts.append(MORE.format(narrowed=self.narrowed, window=window))
        parameters += [self.locale, *self.limits]
        return " UNION ALL ".join(f"({part})" for part in parts), parameters

    def without_order(self):
        """The same for the words of the phrases in whatever order; None when there are no phrases."""
        if not self.question.phrases:
            return None
        words = tuple(Wanted((term,)) for phrase in self.question.phrases for term in phrase)
        loose = replace(self.question, wanted=(*self.question.wanted, *words), phrases=())
        return Search(loose, self.filters, is_ranked=False)

    def by_terms(self, columns):
        """The newest of all that match."""
        parts, parameters = [], []
        for column in columns:
            matching, queries = self._matching(column)
            parts.append(self._written(BY_TERMS, column, matching=matching))
            parameters += [*queries, *self.limits, *self.ranked, self.locale, *self.excluded]
        return " UNION ALL ".join(f"({part})" for part in parts), parameters

    def all(self, column):
        """The entries of all that match."""
        matching, queries = self._matching(column)
        sql = ENTRIES.format(matching=matching, elsewhere=self.elsewhere or "TRUE")
        return sql, [*queries, *self.excluded]

    def _matching(self, column):
        """The condition that a column matches, and its parameters."""
        if column == "vector":
            return MATCHES.format(column=column), [self.query]
        # Tags, and most of what is excluded, are not in the column of titles.
        conditions, queries = [MATCHES.format(column=column)], [self.query_of_title]
        if self.tagged:
            conditions.append(MATCHES.format(column="vector"))
            queries.append(self.tagged)
        if self.question.excluded:
            conditions.append(f"NOT {MATCHES.format(column='vector')}")
            queries.append(_any_of(self.question.excluded))
        return " AND ".join(conditions), queries

    def _written(self, sql, column, **parts):
        reach = _reach(column)
        sql = sql.format(
            score=self.score,
            is_in_title=column == "title_vector",
            narrowed=self.narrowed,
            reach=reach * CANDIDATES if self.elsewhere else reach,
            **parts,
        )
        if self.elsewhere:
            sql = REMAINING.format(matching=sql, elsewhere=self.elsewhere, reach=reach)
        return sql


def _any_of(terms):
    return " | ".join(f"'{term}'" for term in terms)


def _reach(column):
    return TITLE_REACH if column == "title_vector" else REACH


def _narrowed(filters):
    sql, parameters = "TRUE", []
    if filters.now is not None:
        sql += " AND published_at <= %s"
        parameters.append(filters.now)
    if filters.since is not None:
        sql += " AND published_at >= %s AND published_at < %s"
        parameters += [filters.since, filters.until]
    return sql, parameters


def tsquery(question: Question) -> str:
    """What ``question`` wants, as PostgreSQL writes it; terms are letters and digits only."""

    def quoted(term):
        return f"'{marked(term, question.locale)}'"

    def together(phrase):
        return "(" + " <-> ".join(map(quoted, phrase)) + ")"

    def any_of(one):
        tag_terms = (f"{quoted(term)}:B" for term in one.tag_terms)
        ways = [*map(quoted, one.terms), *map(together, one.phrases), *tag_terms]
        return "(" + " | ".join(ways) + ")"

    parts = [*map(any_of, question.wanted), *map(together, question.phrases)]
    return (" | " if question.is_any else " & ").join(parts)
