"""Each cover becomes a picture of the library; the same file is one picture."""

import hashlib
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.db import migrations

LANGUAGE_COLUMNS = ["en", "ru", "az"]


def covers_become_pictures(apps, schema_editor):
    # Historical models know nothing of modeltranslation: every column is named.
    Entry = apps.get_model("blog", "Entry")
    Picture = apps.get_model("blog", "Picture")
    for entry in Entry.objects.exclude(cover_file="").order_by("pk").iterator():
        name = entry.cover_file.name
        words = {
            f"alt_{code}": alt
            for code in LANGUAGE_COLUMNS
            if (alt := getattr(entry, f"cover_alt_{code}", None))
        }
        new = {
            "file": name,
            "width": entry.cover_width or 0,
            "height": entry.cover_height or 0,
            "name": PurePosixPath(name).name,
            "credit": entry.cover_credit,
            **words,
        }
        picture, is_new = Picture.objects.get_or_create(digest=digest_of(name), defaults=new)
        if not is_new and entry.cover_credit and not picture.credit:
            picture.credit = entry.cover_credit
            picture.save(update_fields=["credit"])
        Entry.objects.filter(pk=entry.pk).update(cover=picture)


def digest_of(name):
    """SHA-256 of the file; of one that is gone, what its name says of its content."""
    try:
        with default_storage.open(name) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return PurePosixPath(name).stem[:64]


def pictures_become_covers(apps, schema_editor):
    Entry = apps.get_model("blog", "Entry")
    for entry in Entry.objects.exclude(cover=None).select_related("cover").iterator():
        picture = entry.cover
        Entry.objects.filter(pk=entry.pk).update(
            cover_file=picture.file.name,
            cover_width=picture.width,
            cover_height=picture.height,
            cover_credit=picture.credit,
        )


class Migration(migrations.Migration):
    dependencies = [("blog", "0003_pictures")]

    operations = [migrations.RunPython(covers_become_pictures, pictures_become_covers)]
