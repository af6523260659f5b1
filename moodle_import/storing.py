"""Contents out of Moodle's file store into ours; for many at once, in threads: no database."""

from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.base import File as OpenFile

from blog.attachments import store_once, stored_name, unplaced
from blog.imaging import clean_image
from blog.pictures import store_original
from moodle_import.blobs import sha1_of
from moodle_import.leftovers import without_leftovers
from moodle_import.reading import File


class DamagedError(Exception):
    """The content is not what its SHA-1 says."""


@dataclass(frozen=True)
class Stored:
    """What became of a content: ``picture`` holds the fields of a row, else ``name`` is where it is kept.

    ``refusal``: why the library did not take what looks like a picture.
    """

    size: int
    name: str = ""
    picture: dict[str, object] | None = None
    is_position_removed: bool = False
    refusal: str = ""


def store(file: File, path: Path, *, as_picture: bool) -> Stored:
    """Store the content at ``path``, as a picture where the library takes it, else as a download.

    Raises DamagedError, and OSError when it cannot be read or stored.
    """
    if sha1_of(path) != file.sha1:
        raise DamagedError(file.name)
    size, refusal = path.stat().st_size, ""
    with path.open("rb") as content:
        if as_picture:
            try:
                # The name is for people, who will look for it in the library.
                upload = OpenFile(content, name=without_leftovers(file.name))
                return Stored(size, picture=store_original(upload))
            except ValidationError as error:
                refusal = " ".join(error.messages)
        upload = OpenFile(content, name=file.name)
        kept = unplaced(upload)
        name = store_once(kept, stored_name(kept))
        return Stored(size, name, is_position_removed=kept is not upload, refusal=refusal)


def names_position(path: Path) -> bool:
    """Whether a photograph says where it was taken."""
    with path.open("rb") as content:
        upload = OpenFile(content)
        return unplaced(upload) is not upload


def check_picture(content: bytes) -> str | None:
    """Why the library would not take it, in words for the keeper; None when it would."""
    try:
        clean_image(ContentFile(content, name=""))
    except ValidationError as error:
        return " ".join(error.messages)
    return None
