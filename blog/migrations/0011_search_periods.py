"""Let PostgreSQL tell new documents from old ones by the index of terms, and pack long texts faster."""

from django.db import migrations

# The number of the thirty days in which a document goes live is a term of it, with a sign that no word
# has. Of what stands in thousands of documents the newest are found by the index then; else each had to
# be fetched to see its date.
PERIOD = """
CASE WHEN published_at IS NULL THEN ''::tsvector ELSE array_to_tsvector(ARRAY[
  locale || '#'
  || greatest(0, floor(extract(epoch FROM published_at AT TIME ZONE 'UTC') / 2592000))::int::text
]) END
"""
VECTOR = """
setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', tags), 'B')
|| setweight(to_tsvector('simple', summary), 'C') || setweight(to_tsvector('simple', body), 'D')
"""
TITLE_VECTOR = "setweight(to_tsvector('simple', title), 'A')"
# The expression of a column cannot be changed; the indexes go with the columns. The rest as in 0008
# and 0010.
STATEMENTS = [
    "ALTER TABLE blog_searchdocument DROP COLUMN vector, DROP COLUMN title_vector",
    """
    ALTER TABLE blog_searchdocument
    ADD COLUMN vector tsvector GENERATED ALWAYS AS ({vector}) STORED,
    ADD COLUMN title_vector tsvector GENERATED ALWAYS AS ({title_vector}) STORED
    """,
    "ALTER TABLE blog_searchdocument ALTER COLUMN vector SET STORAGE MAIN",
    "ALTER TABLE blog_searchdocument ALTER COLUMN title_vector SET STORAGE MAIN",
    """
    CREATE INDEX search_document_vector ON blog_searchdocument
    USING gin (vector) WITH (gin_pending_list_limit = 256)
    """,
    """
    CREATE INDEX search_document_title ON blog_searchdocument
    USING gin (title_vector) WITH (gin_pending_list_limit = 256)
    """,
]
# Half of what it takes to write a long text is to pack it, unless by lz4; not every server has that.
HAS_LZ4 = """
SELECT 1 FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY(enumvals)
"""
LONG_TEXTS = """
SELECT format('ALTER TABLE %I ALTER COLUMN %I SET COMPRESSION {method}', table_name, column_name)
FROM information_schema.columns
WHERE table_schema = current_schema() AND (
  table_name = 'blog_searchdocument' AND data_type IN ('text', 'tsvector')
  OR table_name = 'blog_entry' AND data_type = 'text'
)
"""


def pack_faster(apps, schema_editor):
    _pack(schema_editor, "lz4")


def pack_as_before(apps, schema_editor):
    _pack(schema_editor, "default")


def _pack(schema_editor, method):
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(HAS_LZ4)
            if cursor.fetchone():
                cursor.execute(LONG_TEXTS.format(method=method))
                for (statement,) in cursor.fetchall():
                    cursor.execute(statement)


def add_periods(apps, schema_editor):
    _make_columns(schema_editor, f"{VECTOR} || {PERIOD}", f"{TITLE_VECTOR} || {PERIOD}")


def leave_periods_out(apps, schema_editor):
    _make_columns(schema_editor, VECTOR, TITLE_VECTOR)


def _make_columns(schema_editor, vector, title_vector):
    if schema_editor.connection.vendor == "postgresql":
        for statement in STATEMENTS:
            schema_editor.execute(statement.format(vector=vector, title_vector=title_vector))


class Migration(migrations.Migration):
    dependencies = [("blog", "0010_search_one_by_one")]

    operations = [
        migrations.RunPython(add_periods, leave_periods_out),
        migrations.RunPython(pack_faster, pack_as_before),
    ]
