"""Tables for the search, and what each kind of database makes of them."""

import django.db.models.deletion
from django.db import migrations, models

# Kept by the database: whoever writes a document, by whatever way, writes the index of it.
# ``gin_pending_list_limit``: what is new is looked through row by row until it is sorted in.
POSTGRESQL = [
    """
    ALTER TABLE blog_searchdocument
    ADD COLUMN vector tsvector GENERATED ALWAYS AS (
      setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', tags), 'B')
      || setweight(to_tsvector('simple', summary), 'C')
      || setweight(to_tsvector('simple', body), 'D')
    ) STORED,
    ADD COLUMN title_vector tsvector
      GENERATED ALWAYS AS (setweight(to_tsvector('simple', title), 'A')) STORED
    """,
    """
    CREATE INDEX search_document_vector ON blog_searchdocument
    USING gin (vector) WITH (gin_pending_list_limit = 256)
    """,
    """
    CREATE INDEX search_document_title ON blog_searchdocument
    USING gin (title_vector) WITH (gin_pending_list_limit = 256)
    """,
]
# A row's number begins with the second in which the document goes live. Terms come folded: the
# tokenizer is to fold no more, or й would be и.
ADD = """
  INSERT INTO blog_searchindex(rowid, title, tags, summary, body)
  VALUES (
    CAST(strftime('%s', new.published_at) AS INTEGER) << 30 | new.id,
    new.title, new.tags, new.summary, new.body
  );
"""
TAKE = """
  INSERT INTO blog_searchindex(blog_searchindex, rowid, title, tags, summary, body)
  VALUES (
    'delete', CAST(strftime('%s', old.published_at) AS INTEGER) << 30 | old.id,
    old.title, old.tags, old.summary, old.body
  );
"""
SQLITE = [
    """
    CREATE VIRTUAL TABLE blog_searchindex USING fts5(
      title, tags, summary, body, content='', tokenize='unicode61 remove_diacritics 0'
    )
    """,
    f"""
    CREATE TRIGGER blog_searchdocument_insert AFTER INSERT ON blog_searchdocument
    BEGIN {ADD} END
    """,
    f"""
    CREATE TRIGGER blog_searchdocument_update AFTER UPDATE ON blog_searchdocument
    BEGIN {TAKE} {ADD} END
    """,
    f"""
    CREATE TRIGGER blog_searchdocument_delete AFTER DELETE ON blog_searchdocument
    BEGIN {TAKE} END
    """,
]


def make_index(apps, schema_editor):
    statements = {"postgresql": POSTGRESQL, "sqlite": SQLITE}[schema_editor.connection.vendor]
    for statement in statements:
        # Without parameters: "%s" is a format of time here.
        schema_editor.execute(statement, params=None)


def drop_index(apps, schema_editor):
    # The rest goes with the table.
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE blog_searchindex")
        for event in ("insert", "update", "delete"):
            schema_editor.execute(f"DROP TRIGGER blog_searchdocument_{event}")


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0007_history_and_workflow"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("locale", models.CharField(max_length=12)),
                ("word", models.CharField(db_index=True, max_length=200)),
                ("term", models.CharField(max_length=200)),
                ("form", models.CharField(max_length=200)),
                ("count", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name": "search word",
                "verbose_name_plural": "search words",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("locale", "word", "term"), name="search_word_is_one"
                    )
                ],
                "indexes": [models.Index(fields=["term"], name="search_word_term")],
            },
        ),
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("locale", models.CharField(max_length=12)),
                ("published_at", models.DateTimeField()),
                ("digest", models.CharField(max_length=32)),
                ("title", models.TextField(blank=True)),
                ("tags", models.TextField(blank=True)),
                ("summary", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_documents",
                        to="blog.entry",
                    ),
                ),
            ],
            options={
                "verbose_name": "search document",
                "verbose_name_plural": "search documents",
                "default_permissions": (),
                "indexes": [models.Index(fields=["-published_at"], name="search_document_newest")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("entry", "locale"), name="search_document_is_one"
                    )
                ],
            },
        ),
        migrations.RunPython(make_index, drop_index),
    ]
