"""Let PostgreSQL look through documents one by one: by language and date, each with its terms at hand."""

from django.db import migrations, models

# Terms are read of hundreds of documents in each search. As PostgreSQL keeps them by itself, packed and
# beside the row, that takes ten times as long. Only what is written from now on is kept so: the next
# ``rebuild_search`` writes all.
AT_HAND = [
    "ALTER TABLE blog_searchdocument SET (toast_tuple_target = 8160)",
    "ALTER TABLE blog_searchdocument ALTER COLUMN vector SET STORAGE MAIN",
    "ALTER TABLE blog_searchdocument ALTER COLUMN title_vector SET STORAGE MAIN",
]
AS_BEFORE = [
    "ALTER TABLE blog_searchdocument RESET (toast_tuple_target)",
    "ALTER TABLE blog_searchdocument ALTER COLUMN vector SET STORAGE EXTENDED",
    "ALTER TABLE blog_searchdocument ALTER COLUMN title_vector SET STORAGE EXTENDED",
]


def keep_at_hand(apps, schema_editor):
    _execute(schema_editor, AT_HAND)


def keep_as_before(apps, schema_editor):
    _execute(schema_editor, AS_BEFORE)


def _execute(schema_editor, statements):
    if schema_editor.connection.vendor == "postgresql":
        for statement in statements:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("blog", "0009_search_drafts")]

    operations = [
        migrations.RemoveIndex("searchdocument", "search_document_newest"),
        migrations.AddIndex(
            "searchdocument",
            models.Index(
                fields=["locale", "-published_at", "entry"], name="search_document_newest"
            ),
        ),
        migrations.RunPython(keep_at_hand, keep_as_before),
    ]
