"""Contents out of Moodle's file store into ours; for many at once, in threads: no database."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.base import File as OpenFile
from django.core.files.storage import storages

from blog.attachments import clean_name, extension_of
from blog.imaging import clean_image
from blog.pictures import store_original
from blog.positions import without_position
from moodle_import.blobs import begins_as_picture, digests
from moodle_import.leftovers import without_leftovers
from moodle_import.reading import File

MAX_BYTES_OF_PHOTOGRAPH = 50 * 1024 * 1024


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
    sha1, sha256 = digests(path)
    if sha1 != file.sha1:
        raise DamagedError(file.name)
    refusal = ""
    if as_picture:
        try:
            with path.open("rb") as content:
                # The name is for people, who will look for it in the library.
                upload = OpenFile(content, name=without_leftovers(file.name))
                return Stored(path.stat().st_size, picture=store_original(upload))
        except ValidationError as error:
            refusal = " ".join(error.messages)
    stored = _store_download(file, path, sha256)
    return Stored(stored.size, stored.name, None, stored.is_position_removed, refusal)


def store_inline(content: bytes, name: str) -> dict[str, object]:
    """Store a picture that stands in a text itself. Raises ValidationError for what is none."""
    return store_original(ContentFile(content, name=name))


def _store_download(file, path, sha256):
    storage = storages["attachments"]
    size = path.stat().st_size
    cleaned = _without_position(path, size)
    if cleaned is not None:
        content = ContentFile(cleaned)
        sha256 = hashlib.sha256(cleaned).hexdigest()
    name = ".".join(filter(None, [sha256[:40], extension_of(clean_name(file.name))]))
    if not storage.exists(name):
        if cleaned is not None:
            storage.save(name, content)
        else:
            with path.open("rb") as source:
                storage.save(name, OpenFile(source))
    return Stored(size, name, is_position_removed=cleaned is not None)


def names_position(path: Path) -> bool:
    """Whether a photograph says where it was taken."""
    return _without_position(path, path.stat().st_size) is not None


def _without_position(path, size):
    """The content without the place where it was taken; None where it names none."""
    with path.open("rb") as source:
        start = source.read(16)
    if size > MAX_BYTES_OF_PHOTOGRAPH or not (
        begins_as_picture(start) or start[:4] in (b"II*\0", b"MM\0*") or start[4:8] == b"ftyp"
    ):
        return None
    content = path.read_bytes()
    cleaned = without_position(content)
    return None if cleaned == content else cleaned


def check_picture(content: bytes) -> str | None:
    """Why the library would not take it, in words for the keeper; None when it would."""
    try:
        clean_image(ContentFile(content, name=""))
    except ValidationError as error:
        return " ".join(error.messages)
    return None
