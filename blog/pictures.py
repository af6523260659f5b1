"""The library of pictures: taking one in, cutting it anew, throwing it away."""

import logging
from contextlib import contextmanager
from threading import Lock

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _
from PIL import Image

from blog.attachments import clean_name
from blog.imaging import clean_image, give_memory_back, renditions_of, share_picture, size_of
from blog.languages import in_language, language_codes
from blog.models import Entry, Picture
from blog.references import described_images
from blog.renditions import rendition_name, rendition_names, share_name, suffix_of

logger = logging.getLogger(__name__)
# A picture of 25 million pixels takes some 300 MB while it is made ready: not several at a time.
_one_at_a_time = Lock()
# In pixels; what is smaller takes too little for the others to wait.
LARGE = 4_000_000
PIXELS_OF_MANY = 12_500_000
ANIMATED = _("It was an animation: only its first picture was kept.")
NOT_KEPT = _("The picture could not be stored, and nothing of it was kept. Try again later.")


def add_picture(upload, *, user=None, **fields) -> tuple[Picture, bool]:
    """Take an uploaded picture into the library; return it, and whether it was an animation.

    The same picture is stored once: of one that is there already, that one comes back. Raises
    ValidationError, in words for the author, for what is no picture or cannot be stored; then
    nothing of it is kept.
    """
    with _one_at_a_time:
        cleaned = clean_image(upload)
        known = Picture.objects.filter(digest=cleaned.digest).first()
        if known:
            return known, cleaned.is_animated
        files = renditions_of(cleaned.image, cleaned.suffix)
        files[share_name((50, 50))] = share_picture(cleaned.image, (50, 50))
    new = {**_row_of(cleaned, upload), "uploaded_by": user, **fields}
    with transaction.atomic():
        # The row first: of two uploads of one picture the second waits here, and takes the first's.
        picture, is_new = Picture.objects.get_or_create(digest=cleaned.digest, defaults=new)
        if is_new:
            named = {rendition_name(picture, name): content for name, content in files.items()}
            _keep({picture.file.name: cleaned.content, **named})
    return picture, cleaned.is_animated


def store_original(upload) -> dict[str, object]:
    """Store a picture without its renditions, and return the fields of its row, which is not made.

    For many at once, in threads: nothing of the database is asked, and of large photographs (JPEG) half
    the width and height is kept, so that memory stays bounded. Raises ValidationError for what is
    no picture, and whatever the storage raises when it cannot store.
    """
    with _turn(size_of(upload)):
        cleaned = clean_image(upload, pixels=PIXELS_OF_MANY)
    row = _row_of(cleaned, upload)
    if not default_storage.exists(row["file"]):
        default_storage.save(row["file"], ContentFile(cleaned.content))
    return {**row, "digest": cleaned.digest}


def _row_of(cleaned, upload):
    return {
        "file": f"pictures/{cleaned.digest[:32]}.{cleaned.suffix}",
        "width": cleaned.image.width,
        "height": cleaned.image.height,
        "name": clean_name(upload.name or ""),
    }


@contextmanager
def _turn(size):
    """Hold this while a picture of this width and height is decoded: large ones take turns."""
    if size[0] * size[1] <= LARGE:
        yield
        return
    with _one_at_a_time:
        try:
            yield
        finally:
            give_memory_back()


def _keep(files):
    """Write all of ``files`` (name → content), or none."""
    try:
        for name, content in files.items():
            default_storage.save(name, ContentFile(content))
    except Exception as error:
        # A full disk is an OSError; what a storage elsewhere raises, only that storage knows.
        logger.exception("A picture could not be stored.")
        _remove(files)
        raise ValidationError(NOT_KEPT) from error


def _remove(names):
    for name in names:
        try:
            default_storage.delete(name)
        except Exception:
            # What is in the way of writing may be in the way of this, too; remove_unused_files
            # finds what is left.
            logger.exception("The file %s could not be removed.", name)


def make_renditions(picture: Picture) -> int:
    """Make the renditions of ``picture`` that are not there, from the file; return how many.

    Raises OSError when the file itself is not there.
    """
    missing = [
        name
        for name in rendition_names(picture)
        if not default_storage.exists(rendition_name(picture, name))
    ]
    if missing:
        with _turn((picture.width, picture.height)), picture.file.open("rb") as file:
            image = Image.open(file)
            image.load()
            made = renditions_of(image, suffix_of(picture)) if missing != missing[-1:] else {}
            made[share_name(picture.focus)] = share_picture(image, picture.focus)
        _keep({rendition_name(picture, name): made[name] for name in missing if name in made})
    return len(missing)


def refocus(picture: Picture, *, before: tuple[int, int]) -> None:
    """Cut anew what was cut around another focal point."""
    if picture.focus != before:
        make_renditions(picture)
        _remove([rendition_name(picture, share_name(before))])


def discard(picture: Picture) -> None:
    """Delete ``picture`` and its files. Raises ProtectedError while an entry shows it."""
    names = [
        picture.file.name,
        *(rendition_name(picture, name) for name in rendition_names(picture)),
    ]
    with transaction.atomic():
        # Entry.save takes the same lock: no text can begin to show it meanwhile.
        Picture.objects.select_for_update().get(pk=picture.pk)
        if picture.uses.exists() or picture.covers.exists():
            raise ProtectedError(f"Picture {picture.pk} is used.", {picture})
        picture.delete()
        transaction.on_commit(lambda: _remove(names))


def remember_words(entry: Entry) -> None:
    """Let the words said of pictures in ``entry`` be what is proposed for their next use.

    What the library says already stands.
    """
    said = {language: _words_of_pictures(entry, language) for language in language_codes()}
    numbers = {number for words in said.values() for number in words}
    for picture in Picture.objects.filter(pk__in=numbers):
        for language, words in said.items():
            _propose(picture, words.get(picture.pk, {}), language)


def _words_of_pictures(entry, language):
    """The number of each picture in ``entry`` → what is said of it there."""
    said = {
        number: {"alt": alt, "caption": caption}
        for number, alt, caption in described_images(entry.text("body", language))
    }
    if entry.cover_id:
        cover = {"alt": entry.text("cover_alt", language)}
        cover["caption"] = entry.text("cover_caption", language)
        said.setdefault(entry.cover_id, cover)
    return said


def _propose(picture, words, language):
    columns = []
    for field, text in words.items():
        room = picture._meta.get_field(field).max_length
        if text and len(text) <= room and not picture.words(field, language):
            setattr(picture, in_language(field, language), text)
            columns.append(in_language(field, language))
    if columns:
        picture.save(update_fields=columns)
