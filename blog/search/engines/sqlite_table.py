"""The table of FTS5 and the triggers that keep it: made, filled, put in order, and proven.

A row that the table lacks, or has with other terms, cannot be taken out of it again: FTS5 calls the
whole database malformed, and nothing can be saved. So it is mended before documents are written.
"""

from contextlib import contextmanager

from django.db import connection, transaction

BITS = 30
# The number of a row: the second in which its document goes live, or the last of all, then that of the
# document (migration 0009).
ROW = (
    f"COALESCE(CAST(strftime('%s', {{0}}published_at) AS INTEGER), {2**33 - 1}) << {BITS} | {{0}}id"
)
ADD = """
INSERT INTO blog_searchindex(rowid, title, tags, summary, body)
VALUES ({row}, new.title, new.tags, new.summary, new.body);
""".format(row=ROW.format("new."))
TAKE = """
INSERT INTO blog_searchindex(blog_searchindex, rowid, title, tags, summary, body)
VALUES ('delete', {row}, old.title, old.tags, old.summary, old.body);
""".format(row=ROW.format("old."))
TRIGGERS = {"insert": ADD, "update": TAKE + ADD, "delete": TAKE}
NAMES = {f"blog_searchdocument_{event}" for event in TRIGGERS}
TRIGGER = """
CREATE TRIGGER blog_searchdocument_{event} AFTER {event} ON blog_searchdocument BEGIN {body} END
"""
EMPTY = "INSERT INTO blog_searchindex(blog_searchindex) VALUES ('delete-all')"
FILL = """
INSERT INTO blog_searchindex(rowid, title, tags, summary, body)
SELECT {row}, title, tags, summary, body FROM blog_searchdocument
""".format(row=ROW.format(""))
# Pages that are written in a step, which takes some tenths of a second.
MERGED_AT_ONCE = 500
MERGE = "INSERT INTO blog_searchindex(blog_searchindex, rank) VALUES ('merge', %s)"
LACKING = """
SELECT count(*) FROM blog_searchdocument
WHERE ({row}) NOT IN (SELECT id FROM blog_searchindex_docsize)
"""
# The table keeps no text, so what it holds of each document cannot be asked. How often it has each
# term in each column can; so documents are put, some at a time, into another table that is made alike.
PROVED_AT_ONCE = 10_000
PROVING = [
    """
    CREATE VIRTUAL TABLE temp.part USING fts5(
      title, tags, summary, body, content='', tokenize='unicode61 remove_diacritics 0'
    )
    """,
    "CREATE VIRTUAL TABLE temp.of_part USING fts5vocab('temp', 'part', 'col')",
    "CREATE VIRTUAL TABLE temp.of_index USING fts5vocab('main', 'blog_searchindex', 'col')",
    "CREATE TEMP TABLE wanted(term, col, doc, cnt, PRIMARY KEY (term, col)) WITHOUT ROWID",
]
PART = """
INSERT INTO temp.part(rowid, title, tags, summary, body)
SELECT id, title, tags, summary, body FROM blog_searchdocument WHERE id > %s AND id <= %s
"""
COUNT_PART = """
INSERT INTO temp.wanted SELECT term, col, doc, cnt FROM temp.of_part WHERE TRUE
ON CONFLICT DO UPDATE SET doc = doc + excluded.doc, cnt = cnt + excluded.cnt
"""
EMPTY_PART = "INSERT INTO temp.part(part) VALUES ('delete-all')"
DIFFERS = "SELECT EXISTS (SELECT * FROM (SELECT * FROM temp.{0} EXCEPT SELECT * FROM temp.{1}))"


def problems() -> list[str]:
    """Say what is not as the documents say."""
    with _one_moment():
        return list(_problems())


@contextmanager
def _one_moment():
    """All is read as it is at one moment; unlike a transaction of Django's it keeps nobody from saving."""
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT search_is_proved")
        try:
            yield
        finally:
            # Tables that were made meanwhile go with it.
            cursor.execute("ROLLBACK TO search_is_proved")
            cursor.execute("RELEASE search_is_proved")


def _problems():
    lost = NAMES - set(_column("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
    if lost:
        yield f"Triggers of the table of documents are gone: {', '.join(sorted(lost))}."
    (lacking,) = _column(LACKING.format(row=ROW.format("")))
    (rows,) = _column("SELECT count(*) FROM blog_searchindex_docsize")
    (documents,) = _column("SELECT count(*) FROM blog_searchdocument")
    if lacking or rows != documents:
        yield f"FTS5 has {rows} rows for {documents} documents, and lacks {lacking} of them."
    elif _has_other_terms():
        yield "FTS5 has other terms than the documents."


def repair() -> None:
    """Make triggers and table anew; until that is committed readers search those that were there."""
    with transaction.atomic(), connection.cursor() as cursor:
        for event, body in TRIGGERS.items():
            cursor.execute(f"DROP TRIGGER IF EXISTS blog_searchdocument_{event}")
            cursor.execute(TRIGGER.format(event=event, body=body))
        cursor.execute(EMPTY)
        cursor.execute(FILL)


def put_in_order() -> None:
    """Merge the pieces of which the table has many after much was written.

    A few at a time: whoever saves an entry meanwhile waits for a step, and not for the whole.
    """
    # What is negative begins with all pieces at once.
    pages = -MERGED_AT_ONCE
    while _merge(pages):
        pages = MERGED_AT_ONCE


def _merge(pages):
    """Merge some of the pieces; whether there was something to merge."""
    with connection.cursor() as cursor:
        before = connection.connection.total_changes
        cursor.execute(MERGE, [pages])
        # The row of the command is counted as one.
        return connection.connection.total_changes - before > 1


def _has_other_terms():
    with connection.cursor() as cursor:
        for statement in PROVING:
            cursor.execute(statement)
        (last,) = _column("SELECT COALESCE(max(id), 0) FROM blog_searchdocument")
        for start in range(0, last, PROVED_AT_ONCE):
            cursor.execute(PART, [start, start + PROVED_AT_ONCE])
            cursor.execute(COUNT_PART)
            cursor.execute(EMPTY_PART)
    pairs = [("wanted", "of_index"), ("of_index", "wanted")]
    return any(_column(DIFFERS.format(*pair))[0] for pair in pairs)


def _column(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [value for (value,) in cursor.fetchall()]
