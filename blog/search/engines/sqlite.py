"""FTS5 of SQLite, on terms of ours.

Its table has no text of its own. A row's number is the second in which the document goes live,
then the document's: so "newest first" and "not before now" cost FTS5 nothing.
"""

from datetime import UTC, datetime

from django.db import connection

from blog.search.engines.base import REACH, TITLE_REACH, Engine, Filters, Question, marked

BITS = 30
MASK = 2**BITS - 1
# Of title, tags, summary and body.
WEIGHTS = "10.0, 6.0, 3.0, 1.0"
NEWEST = """
SELECT document.entry_id, document.locale, document.published_at, {score}, {is_in_title}
FROM blog_searchindex AS found
JOIN blog_searchdocument AS document ON document.id = found.rowid & {mask}
WHERE blog_searchindex MATCH %s AND found.rowid < %s
  AND document.locale = %s AND document.published_at <= %s {narrowed}
ORDER BY found.rowid DESC
LIMIT {reach}
"""
# By any language that readers can read: in another, an entry is not another one.
WITHOUT = """ AND document.entry_id NOT IN (
  SELECT other.entry_id
  FROM blog_searchindex AS met
  JOIN blog_searchdocument AS other ON other.id = met.rowid & {mask}
  WHERE met.blog_searchindex MATCH %s AND other.published_at <= %s
)"""
TRIGGERS = {
    "blog_searchdocument_insert",
    "blog_searchdocument_update",
    "blog_searchdocument_delete",
}


class SQLite(Engine):
    """``blog_searchindex`` is kept by triggers of the table of documents."""

    def find(self, question, filters, *, is_ranked):
        hits = self._hits(*_newest(question, filters, is_ranked=is_ranked))
        if not is_ranked:
            return hits
        in_title = self._hits(*_newest(question, filters, is_ranked=True, is_in_title=True))
        return list({(hit.entry, hit.locale): hit for hit in [*hits, *in_title]}.values())

    def words_beginning(self, words, beginning):
        # LIKE would go through all of them.
        return words.filter(word__gte=beginning, word__lt=beginning + "\U0010ffff")

    def problems(self):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'blog_searchdocument'"
            )
            lost = TRIGGERS - {name for (name,) in cursor.fetchall()}
            if lost:
                yield f"Triggers of the table of documents are gone: {', '.join(sorted(lost))} (0008)."
            cursor.execute(
                "SELECT count(*) FROM blog_searchdocument WHERE (CAST(strftime('%%s', published_at)"
                " AS INTEGER) << 30 | id) NOT IN (SELECT id FROM blog_searchindex_docsize)",
                [],
            )
            lacking = cursor.fetchone()[0]
            cursor.execute("SELECT count(*) FROM blog_searchindex_docsize")
            rows = cursor.fetchone()[0]
            cursor.execute("SELECT count(*) FROM blog_searchdocument")
            documents = cursor.fetchone()[0]
        if lacking or rows != documents:
            yield f"FTS5 has {rows} rows for {documents} documents, and lacks {lacking} of them."

    def rebuild(self):
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO blog_searchindex(blog_searchindex) VALUES ('delete-all')")
            cursor.execute(
                "INSERT INTO blog_searchindex(rowid, title, tags, summary, body)"
                " SELECT CAST(strftime('%%s', published_at) AS INTEGER) << 30 | id,"
                " title, tags, summary, body FROM blog_searchdocument",
                [],
            )

    def _moment(self, value):
        # Django keeps UTC, and a cursor of its own does not read it.
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _newest(question: Question, filters: Filters, *, is_ranked, is_in_title=False):
    narrowed, more = _narrowed(filters, question.excluded)
    sql = NEWEST.format(
        score=f"-bm25(blog_searchindex, {WEIGHTS})" if is_ranked else "0.0",
        is_in_title=int(is_in_title),
        mask=MASK,
        narrowed=narrowed,
        reach=TITLE_REACH if is_in_title else REACH,
    )
    latest = (int(filters.now.timestamp()) + 1) << BITS
    matched = match(question, is_in_title=is_in_title)
    return sql, [matched, latest, question.locale, _written(filters.now), *more]


def _narrowed(filters, excluded):
    sql, parameters = "", []
    if excluded:
        sql += WITHOUT.format(mask=MASK)
        parameters += [" OR ".join(f'"{term}"' for term in excluded), _written(filters.now)]
    if filters.tag is not None:
        sql += (
            " AND EXISTS (SELECT 1 FROM blog_entry_tags AS tagged"
            " WHERE tagged.entry_id = document.entry_id AND tagged.tag_id = %s)"
        )
        parameters.append(filters.tag)
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

    parts = [
        "("
        + " OR ".join([*map(quoted, one.terms), *(f"tags : {quoted(t)}" for t in one.tag_terms)])
        + ")"
        for one in question.wanted
    ]
    parts += [quoted(" ".join(phrase)) for phrase in question.phrases]
    found = f"({(' OR ' if question.is_any else ' AND ').join(parts)})"
    return f"title : {found}" if is_in_title else found
