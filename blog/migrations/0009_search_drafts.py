"""Drafts join the index, for the lists of the admin; words that only they have are marked."""

from django.db import migrations, models

# As in 0008, but for a document without a date, which comes before all others. SQLite makes the
# table anew, and its triggers go with the old one; the index of FTS5 stays.
ROW = "COALESCE(CAST(strftime('%s', {0}.published_at) AS INTEGER), 8589934591) << 30 | {0}.id"
ADD = """
  INSERT INTO blog_searchindex(rowid, title, tags, summary, body)
  VALUES ({row}, new.title, new.tags, new.summary, new.body);
"""
TAKE = """
  INSERT INTO blog_searchindex(blog_searchindex, rowid, title, tags, summary, body)
  VALUES ('delete', {row}, old.title, old.tags, old.summary, old.body);
"""


def make_triggers(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        add, take = ADD.format(row=ROW.format("new")), TAKE.format(row=ROW.format("old"))
        for event, body in (("insert", add), ("update", take + add), ("delete", take)):
            # Without parameters: "%s" is a format of time here.
            schema_editor.execute(
                f"CREATE TRIGGER blog_searchdocument_{event} AFTER {event} ON blog_searchdocument"
                f" BEGIN {body} END",
                params=None,
            )


def take_drafts_out(apps, schema_editor):
    apps.get_model("blog", "SearchDocument").objects.filter(published_at=None).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0008_search"),
    ]

    operations = [
        migrations.AddField(
            model_name="searchword",
            name="is_public",
            field=models.BooleanField(default=True),
            preserve_default=False,
        ),
        # On the way back the table is made anew here, too.
        migrations.RunPython(migrations.RunPython.noop, make_triggers),
        migrations.AlterField(
            model_name="searchdocument",
            name="published_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(make_triggers, take_drafts_out),
    ]
