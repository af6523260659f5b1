"""Remove stored files that nothing names any more."""

from datetime import timedelta

from django.core.files.storage import storages
from django.core.management.base import BaseCommand
from django.utils import timezone

from blog.models import Attachment, Picture
from blog.renditions import rendition_name, rendition_names

# A file is stored a moment before its row: what is younger may be in the middle of that.
AGE = timedelta(days=1)


class Command(BaseCommand):
    help = "List the stored files that no picture and no attachment names; --remove removes them."

    def add_arguments(self, parser):
        parser.add_argument("--remove", action="store_true", help="Remove what is listed.")

    def handle(self, *, remove, **options):
        found = 0
        for alias, named in (("default", names_of_pictures()), ("attachments", names_of_files())):
            storage = storages[alias]
            for name in sorted(set(files_in(storage)) - named):
                if timezone.now() - storage.get_modified_time(name) < AGE:
                    continue
                found += 1
                self.stdout.write(name)
                if remove:
                    storage.delete(name)
        self.stdout.write(f"{found} files {'removed' if remove else 'are named by nothing'}.")


def names_of_pictures():
    """The names of all files of pictures."""
    names = set()
    for picture in Picture.objects.iterator():
        names |= {rendition_name(picture, name) for name in rendition_names(picture)}
        names.add(picture.file.name)
    return names


def names_of_files():
    """The names of all attached files."""
    return set(Attachment.objects.values_list("file", flat=True))


def files_in(storage, folder=""):
    """The names of all files of ``storage``, in whatever folder."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        yield f"{folder}/{name}" if folder else name
    for name in folders:
        yield from files_in(storage, f"{folder}/{name}" if folder else name)
