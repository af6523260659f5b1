"""Moodle's file store: contents under their SHA-1, and what they are."""

import hashlib
import mimetypes
import re
from pathlib import Path

from moodle_import.reading import File

SHA1 = re.compile(r"[0-9a-f]{40}")
UNKNOWN_TYPES = {"", "document/unknown", "application/octet-stream"}
EMPTY_SHA1 = hashlib.sha1(b"", usedforsecurity=False).hexdigest()


class Blobs:
    """The folder ``moodledata`` (or its ``filedir``); None: the keeper gave no folder.

    Raises ValueError, in words for the keeper, for a folder that has no contents.
    """

    def __init__(self, folder: Path | None):
        self.folder = folder
        if folder is None:
            return
        if (folder / "filedir").is_dir():
            self.folder = folder / "filedir"
        elif folder.name != "filedir" or not folder.is_dir():
            raise ValueError(f"{folder} has no folder filedir: it is not Moodle's moodledata.")

    def path_of(self, sha1: str) -> Path | None:
        """Where the content is; None when it is not there."""
        if self.folder is None or not SHA1.fullmatch(sha1 or ""):
            return None
        path = self.folder / sha1[:2] / sha1[2:4] / sha1
        return path if path.is_file() else None

    def has(self, file: File) -> bool:
        return self.path_of(file.sha1) is not None

    def is_picture(self, file: File) -> bool:
        """Whether the library takes files of this kind: known by how it begins, not by its name."""
        path = self.path_of(file.sha1)
        if path is None:
            return False
        with path.open("rb") as content:
            return begins_as_picture(content.read(16))


def begins_as_picture(start: bytes) -> bool:
    """JPEG, PNG, GIF, WebP and AVIF begin so."""
    return (
        start.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a"))
        or (start[:4] == b"RIFF" and start[8:12] == b"WEBP")
        or start[4:12] in (b"ftypavif", b"ftypavis")
    )


def sha1_of(path: Path) -> str:
    """SHA-1 of the content, in hexadecimal."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, _sha1).hexdigest()


def _sha1():
    return hashlib.sha1(usedforsecurity=False)


def media_type(file: File) -> str:
    """The type that Moodle knows, or that the name tells."""
    if file.media_type.lower() not in UNKNOWN_TYPES:
        return file.media_type[:100]
    return mimetypes.guess_type(file.name)[0] or ""
