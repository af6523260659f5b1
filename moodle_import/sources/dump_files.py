"""Open a dump as a stream of plain bytes, however it was packed."""

import bz2
import gzip
import lzma
import zipfile
import zlib
from contextlib import contextmanager
from pathlib import Path

from moodle_import.sources.base import SourceError

UNPACKERS = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ\x00": lzma.open}
ZIP = b"PK\x03\x04"
ZSTANDARD = b"\x28\xb5\x2f\xfd"
# What the modules above raise for a file that was cut or damaged.
DAMAGE = (EOFError, OSError, lzma.LZMAError, zipfile.BadZipFile, zlib.error)

TAR_MARK_AT = 257
TAR_MARK = b"ustar"
ARCHIVE = "is an archive of pg_dump. Make it readable by: pg_restore -f dump.sql {name}"


@contextmanager
def unpacked(path: Path):
    """The bytes of the dump at ``path``. Raises SourceError for what cannot be opened."""
    if path.is_dir():
        raise SourceError(f"The dump {path.name} {ARCHIVE.format(name=path.name)}")
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        raise SourceError(f"The dump {path} cannot be opened: {error.strerror}.") from error
    if start.startswith(ZSTANDARD):
        raise SourceError(f"The dump {path.name} is packed with Zstandard: unpack it with unzstd.")
    if start.startswith(ZIP):
        with _in_zip(path) as file:
            yield file
        return
    unpack = next((by for mark, by in UNPACKERS.items() if start.startswith(mark)), open)
    with unpack(path, "rb") as file:
        yield file


@contextmanager
def _in_zip(path):
    try:
        with zipfile.ZipFile(path) as archive:
            names = [
                name
                for name in archive.namelist()
                if name.lower().endswith(".sql") and not name.startswith("__MACOSX/")
            ]
            if len(names) != 1:
                raise SourceError(f"The dump {path.name} has {len(names)} .sql files, not one.")
            if archive.getinfo(names[0]).flag_bits & 1:
                raise SourceError(f"The dump {path.name} is locked by a password: unpack it first.")
            with archive.open(names[0]) as file:
                yield file
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise SourceError(f"The dump {path.name} cannot be unpacked: {error}.") from error


def refuse_other_formats(start: bytes, name: str) -> None:
    """SourceError when a dump that begins with ``start`` is not SQL."""
    if start.startswith(b"PGDMP") or start[TAR_MARK_AT:].startswith(TAR_MARK):
        raise SourceError(f"The dump {name} {ARCHIVE.format(name=name)}")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceError(
            f"The dump {name} is in UTF-16, as PowerShell's > writes it: "
            "make it again with --result-file (mysqldump) or --file (pg_dump)."
        )
    if not start.strip():
        raise SourceError(f"The dump {name} is empty.")
