"""A column by which readers' words are known as names of the glossary."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("translation_desk", "0001_the_desk"),
    ]

    operations = [
        migrations.AddField(
            model_name="termname",
            name="key",
            field=models.CharField(default="", editable=False, max_length=200),
        ),
        migrations.AddIndex(
            model_name="termname",
            index=models.Index(fields=["key"], name="term_name_key"),
        ),
    ]
