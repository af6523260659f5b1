"""Where a photograph was taken, blanked in the file that says so.

A file of an entry is kept as it was given, except for this: a reader must not learn from it where
somebody lives. What is written anew (``blog/imaging.py``) has no such data to begin with.
"""

import re

from blog.positions.exif import blank_exif
from blog.positions.heif import blank_heif
from blog.positions.jpeg import blank_jpeg
from blog.positions.png import blank_png
from blog.positions.webp import blank_webp

BLANKERS = [
    (re.compile(rb"\xff\xd8\xff"), blank_jpeg),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), blank_png),
    (re.compile(rb"RIFF.{4}WEBP", re.S), blank_webp),
    (re.compile(rb"II\*\0|MM\0\*"), lambda content: blank_exif(memoryview(content))),
    # The brand that a file names first, or one of those it is compatible with.
    (
        re.compile(rb".{4}ftyp(?:.{4}){0,20}?(?:mif1|msf1|hei[cxms]|hev[cxms]|avi[fs])", re.S),
        blank_heif,
    ),
]
# As much of a file as tells its kind.
START = 128
# What is put out of the way may uncover something; a file that was not made to do so has nothing.
ROUNDS = 4


def may_have_position(start: bytes) -> bool:
    """Whether a file that begins with ``start`` is of a kind that ``without_position`` knows."""
    return _blanker(start) is not None


def without_position(content: bytes) -> bytes:
    """``content`` with the position it tells blanked in place: no pixel changes, nor the length.

    Knows JPEG (those with more pictures behind the first included), PNG, WebP, TIFF, HEIC and AVIF,
    by their content: GPS data of Exif, and properties named GPS in XMP. Of a PNG what cannot be
    blanked in place (compressed or hexadecimal profiles) is put out of use altogether.

    Left are names of places (IPTC), notes in a maker's own format, XMP in UTF-16, BigTIFF, and a film
    behind a photograph. A damaged file comes back as it was, or with what could be found blanked; one
    of another kind, or without a position, is returned as the very object that was given.
    """
    blank = _blanker(content[:START])
    if blank is None:
        return content
    blanked = bytearray(content)
    for _ in range(ROUNDS):
        before = bytes(blanked)
        blank(blanked)
        if blanked == before:
            break
    return content if blanked == content else bytes(blanked)


def _blanker(start):
    return next((blank for kind, blank in BLANKERS if kind.match(start)), None)
