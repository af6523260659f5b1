"""Let words be known to readers' searches from a date on, as the documents that have them are."""

from datetime import UTC, datetime

from django.db import migrations, models

# Which words are those of a text to come alone, only ``rebuild_search`` finds out.
EVER = datetime(1970, 1, 1, tzinfo=UTC)


def date_words(apps, schema_editor):
    words = apps.get_model("blog", "SearchWord").objects
    words.filter(is_public=True).update(public_at=EVER)


def mark_words(apps, schema_editor):
    words = apps.get_model("blog", "SearchWord").objects
    words.filter(public_at__isnull=False).update(is_public=True)


class Migration(migrations.Migration):
    dependencies = [("blog", "0011_search_periods")]

    operations = [
        migrations.AddField("searchword", "public_at", models.DateTimeField(null=True)),
        # With a default for the way back.
        migrations.AlterField("searchword", "is_public", models.BooleanField(default=False)),
        migrations.RunPython(date_words, mark_words),
        migrations.RemoveField("searchword", "is_public"),
    ]
