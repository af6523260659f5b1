"""Remove stored files that nothing names any more."""

from datetime import timedelta

from django.core.files.storage import storages
from django.core.management.base import BaseCommand
from django.utils import timezone

from blog.history.files import files_of_history
from blog.models import Attachment, Picture
from blog.renditions import rendition_name, rendition_names

# A file is stored a moment before its row: what is younger may be in the middle of that.
AGE = timedelta(days=1)


class Command(BaseCommand):
    help = (
        "List the stored files that no picture, no attachment and no version of an entry names; "
        "--remove removes them."
    )

    def add_arguments(self, parser):
        parser.add_argument("--remove", action="store_true", help="Remove what is listed.")

    def handle(self, *, remove, **options):
        pictures, files = storages["default"], storages["attachments"]
        unnamed = [(pictures, name) for name in unnamed_in(pictures, names_of_pictures())]
        unattached = unnamed_in(files, names_of_files())
        if unattached:
            # A version that is put back brings its files back. That they are asked for last saves
            # unpacking the history of all entries where every file is attached.
            unnamed += [(files, name) for name in sorted({*unattached} - files_of_history())]
        for storage, name in unnamed:
            self.stdout.write(name)
            if remove:
                storage.delete(name)
        found = len(unnamed)
        self.stdout.write(f"{found} files {'removed' if remove else 'are named by nothing'}.")


def unnamed_in(storage, named):
    """The files of ``storage`` that are not ``named``, and old enough to be looked at, sorted."""
    return [
        name
        for name in sorted({*files_in(storage)} - named)
        if timezone.now() - storage.get_modified_time(name) >= AGE
    ]


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
