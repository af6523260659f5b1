"""Questions in the ways that PostgreSQL can be asked them: SQL and its parameters; nothing asks here."""

from dataclasses import dataclass, replace
from datetime import datetime

from blog.search.engines.base import Filters, Question, Wanted, marked, tag_term

# Columns of documents: of everything, and of titles alone.
EVERYWHERE, TITLE = "vector", "title_vector"
# Of body, summary, tags and title: D, C, B and A.
WEIGHTS = "{0.1, 0.3, 0.6, 1.0}"
# Seconds of a period, whose number is a term of the documents that go live in it (migration 0011).
PERIOD = 30 * 24 * 3600
SCORE = "ts_rank(%s::float4[], vector, to_tsquery('simple', %s))"
MATCHES = "{column} @@ to_tsquery('simple', %s)"
# The numbers of periods are no words: nobody can type them, and no parser is to read them.
MATCHES_SINCE = "{column} @@ (to_tsquery('simple', %s) && %s::tsquery)"
NEWEST = """
SELECT entry_id, locale, published_at, {score}, {is_in_title}
FROM (
  SELECT *
  FROM blog_searchdocument
  WHERE locale = %s AND {narrowed}
  ORDER BY published_at DESC
  LIMIT {window}
) AS document
WHERE {matching}
"""
# Whether there are more documents than were looked through, and of when: a row that is no hit.
BEYOND = """
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
  SELECT id, locale, published_at, {is_in_title} AS is_in_title
  FROM blog_searchdocument
  WHERE {matching} AND {narrowed}
)
SELECT entry_id, document.locale, document.published_at, {score}, newest.is_in_title
FROM ({newest}) AS newest
JOIN LATERAL (
  SELECT * FROM blog_searchdocument AS same WHERE same.id = newest.id OFFSET 0
) AS document ON TRUE
"""
NEWEST_OF_THEM = """(
  SELECT id, is_in_title
  FROM matching
  WHERE locale = %s {which}
  ORDER BY published_at DESC
  LIMIT {reach}
)"""
# By any language that readers can read: in another, an entry is not another one. As a value, because
# of a condition PostgreSQL would make a list of all documents that have the word.
ELSEWHERE = """(
  SELECT coalesce(bool_or(other.vector @@ to_tsquery('simple', %s)), FALSE)
  FROM blog_searchdocument AS other
  WHERE other.entry_id = document.entry_id AND other.locale <> document.locale {is_live}
)"""
# A hit that is none has no score.
UNLESS = "CASE WHEN {elsewhere} THEN NULL ELSE {score} END"
ENTRIES = """
SELECT document.entry_id
FROM blog_searchdocument AS document
WHERE {matching} AND NOT {elsewhere}
"""


@dataclass(frozen=True)
class Part:
    """The newest ``reach`` that match in a column: of all, or of those since a moment.

    With ``title_reach`` so many besides that have everything in the title.
    """

    column: str
    reach: int
    title_reach: int = 0
    since: datetime | None = None


class Search:
    """A question in the ways that PostgreSQL can be asked; each is a query and its parameters."""

    def __init__(self, question: Question, filters: Filters, is_ranked: bool):
        self.question, self.filters, self.locale = question, filters, question.locale
        self.is_ranked = is_ranked
        self.query = self.query_of_title = tsquery(question)
        self.narrowed, self.limits = _narrowed(filters)
        self.score, self.scored = (SCORE, [WEIGHTS, self.query]) if is_ranked else ("0.0", [])
        self.in_title, self.titled = "FALSE", []
        if is_ranked:
            self.in_title, self.titled = MATCHES.format(column=TITLE), [self.query]
        self.tagged = ""
        if filters.tag is not None:
            self.tagged = f"'{marked(tag_term(filters.tag), question.locale)}':B"
            self.query = f"({self.query}) & {self.tagged}"
        if question.excluded:
            self.query = f"({self.query}) & !({_any_of(question.excluded)})"
        self.elsewhere, self.excluded = "FALSE", []
        if question.excluded_elsewhere:
            is_live = "AND other.published_at <= %s" if filters.now else ""
            self.elsewhere = ELSEWHERE.format(is_live=is_live)
            dates = [filters.now] if is_live else []
            self.excluded = [_any_of(question.excluded_elsewhere), *dates]
            self.score = UNLESS.format(elsewhere=self.elsewhere, score=self.score)
            self.scored = [*self.excluded, *self.scored]

    @property
    def is_excluding_elsewhere(self) -> bool:
        """Whether what is excluded may stand in another language of the entry."""
        return bool(self.excluded)

    def one_by_one(self, window: int):
        """Those of the newest ``window`` documents that match; and a row of no language if there are more."""
        newest = NEWEST.format(
            score=self.score,
            is_in_title=self.in_title,
            narrowed=self.narrowed,
            window=window,
            matching=MATCHES.format(column=EVERYWHERE),
        )
        beyond = BEYOND.format(narrowed=self.narrowed, window=window)
        document = [self.locale, *self.limits]
        parameters = [*self.scored, *self.titled, *document, self.query, *document]
        return f"({newest}) UNION ALL ({beyond})", parameters

    def by_terms(self, parts: list[Part]):
        """What ``parts`` say, by the indexes of terms."""
        asked = [self._by_terms(part) for part in parts]
        sql = " UNION ALL ".join(f"({sql})" for sql, _parameters in asked)
        return sql, [one for _sql, parameters in asked for one in parameters]

    def _by_terms(self, part):
        matching, queries = self._matching(part.column, part.since)
        in_title, titled = self.in_title, self.titled
        if part.column == TITLE:
            in_title, titled = "TRUE", []
        newest, locales = [NEWEST_OF_THEM.format(which="", reach=part.reach)], [self.locale]
        if part.title_reach and self.is_ranked:
            newest.append(NEWEST_OF_THEM.format(which="AND is_in_title", reach=part.title_reach))
            locales.append(self.locale)
        sql = BY_TERMS.format(
            is_in_title=in_title,
            matching=matching,
            narrowed=self.narrowed,
            score=self.score,
            newest=" UNION ".join(newest),
        )
        return sql, [*titled, *queries, *self.limits, *self.scored, *locales]

    def all(self, column: str):
        """The entries of all that match in ``column``."""
        matching, queries = self._matching(column)
        return ENTRIES.format(matching=matching, elsewhere=self.elsewhere), [
            *queries,
            *self.excluded,
        ]

    def without_order(self):
        """The same for the words of the phrases in whatever order; None when there are no phrases."""
        if not self.question.phrases:
            return None
        words = tuple(Wanted((term,)) for phrase in self.question.phrases for term in phrase)
        loose = replace(self.question, wanted=(*self.question.wanted, *words), phrases=())
        return Search(loose, self.filters, is_ranked=False)

    def _matching(self, column, since=None):
        """The condition that a column matches, and its parameters."""
        matches, periods = MATCHES, []
        if since is not None:
            matches, periods = MATCHES_SINCE, [self._periods(since)]
        if column == EVERYWHERE:
            return matches.format(column=column), [self.query, *periods]
        conditions, queries = [matches.format(column=column)], [self.query_of_title, *periods]
        if self.tagged:
            conditions.append(MATCHES.format(column=EVERYWHERE))
            queries.append(self.tagged)
        if self.question.excluded:
            conditions.append(f"NOT {MATCHES.format(column=EVERYWHERE)}")
            queries.append(_any_of(self.question.excluded))
        return " AND ".join(conditions), queries

    def _periods(self, since):
        numbers = range(period(since), period(self.filters.latest) + 1)
        return " | ".join(f"'{self.locale}#{number}'" for number in numbers)


def period(moment: datetime) -> int:
    """The number of the period that ``moment`` is in; all before 1970 is in the first."""
    return max(0, int(moment.timestamp() // PERIOD))


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


def _any_of(terms):
    return " | ".join(f"'{term}'" for term in terms)


def _narrowed(filters):
    sql, parameters = "TRUE", []
    if filters.now is not None:
        sql += " AND published_at <= %s"
        parameters.append(filters.now)
    if filters.since is not None:
        sql += " AND published_at >= %s AND published_at < %s"
        parameters += [filters.since, filters.until]
    return sql, parameters
