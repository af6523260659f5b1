"""Full text search of PostgreSQL, on terms of ours (configuration ``simple``; no extension)."""

from django.db import connection
from django.db.models.expressions import RawSQL

from blog.search.engines.base import REACH, TITLE_REACH, Engine, Filters, Question, marked

# Of body, summary, tags and title: D, C, B and A.
WEIGHTS = "{0.1, 0.3, 0.6, 1.0}"
# Nothing about the language, which the terms have in them: another condition that says the same
# would make PostgreSQL believe that there is a third of what there is, and go through all of it.
NEWEST = """
SELECT document.entry_id, document.locale, document.published_at, {score}, {is_in_title}
FROM (
  SELECT entry_id, locale, published_at, vector
  FROM blog_searchdocument
  WHERE {column} @@ to_tsquery('simple', %s) {narrowed}
  ORDER BY published_at DESC
  LIMIT {reach}
) AS document
"""
# By any language that readers can read: in another, an entry is not another one.
WITHOUT = """ AND NOT EXISTS (
  SELECT 1 FROM blog_searchdocument AS other
  WHERE other.entry_id = blog_searchdocument.entry_id
    AND other.vector @@ to_tsquery('simple', %s) {narrowed}
)"""
ENTRIES = (
    "SELECT entry_id FROM blog_searchdocument WHERE {column} @@ to_tsquery('simple', %s) {narrowed}"
)


class PostgreSQL(Engine):
    """``vector`` and ``title_vector`` are columns that the database makes of the others."""

    def find(self, question, filters, *, is_ranked):
        hits = self._found(question, filters, is_ranked)
        # The terms of "en" and "en-gb" might be mistaken for each other.
        return [hit for hit in hits if hit.locale == question.locale]

    def _found(self, question, filters, is_ranked):
        if not is_ranked:
            return self._hits(*_newest(question, filters, is_ranked=False))
        title, of_title = _newest(question, filters, is_ranked=True, is_in_title=True)
        newest, of_newest = _newest(question, filters, is_ranked=True)
        return self._hits(f"({title}) UNION ALL ({newest})", of_title + of_newest)

    def entries(self, questions, *, is_in_title=False):
        parts, parameters = [], []
        for question in questions:
            narrowed, more = _narrowed(Filters(now=None), question.excluded)
            parts.append(ENTRIES.format(column=_column(is_in_title), narrowed=narrowed))
            parameters += [tsquery(question), *more]
        # Terms are parameters.
        return RawSQL(" UNION ALL ".join(parts), parameters)  # noqa: S611

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
        """Nothing: the columns are made whenever a row is written."""


def _newest(question: Question, filters: Filters, *, is_ranked, is_in_title=False):
    """The query for one column, and its parameters."""
    query = tsquery(question)
    narrowed, more = _narrowed(filters, question.excluded)
    sql = NEWEST.format(
        score="ts_rank(%s::float4[], vector, to_tsquery('simple', %s))" if is_ranked else "0.0",
        is_in_title=is_in_title,
        column=_column(is_in_title),
        narrowed=narrowed,
        reach=TITLE_REACH if is_in_title else REACH,
    )
    ranked = [WEIGHTS, query] if is_ranked else []
    return sql, [*ranked, query, *more]


def _column(is_in_title):
    return "title_vector" if is_in_title else "vector"


def _narrowed(filters, excluded):
    sql, parameters = "", []
    if filters.now is not None:
        sql += " AND published_at <= %s"
        parameters.append(filters.now)
    if excluded:
        is_live = " AND other.published_at <= %s" if filters.now is not None else ""
        sql += WITHOUT.format(narrowed=is_live)
        parameters.append(" | ".join(f"'{term}'" for term in excluded))
        parameters += [filters.now] if is_live else []
    if filters.tag is not None:
        sql += " AND entry_id IN (SELECT entry_id FROM blog_entry_tags WHERE tag_id = %s)"
        parameters.append(filters.tag)
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
