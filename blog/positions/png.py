"""The position in a PNG."""

import re
import zlib

from blog.positions.exif import blank_exif
from blog.positions.xmp import blank_xmp

SIGNATURE = 8
TEXTS = {b"tEXt", b"zTXt", b"iTXt"}
# Ancillary, private, safe to copy: readers pass it over (PNG, "Chunk naming conventions").
OUT_OF_USE = b"voId"
XMP = b"XML:com.adobe.xmp"
# Plain XMP: no compression, then a language and a translated keyword, as a rule both empty.
PLAIN_XMP = re.compile(re.escape(XMP) + rb"\0\0.[^\0]*\0[^\0]*\0", re.S)
# ImageMagick has profiles in hexadecimal digits, and properties one by one.
HIDING = re.compile(
    rb"(?:Raw profile type (?:exif|app1|xmp)|(?:[\w.-]+:)?gps[^\0]*|" + re.escape(XMP) + rb")\0",
    re.I,
)


def blank_png(content: bytearray) -> None:
    """Blank the position in chunks of Exif and of text, and make their check sums right."""
    view = memoryview(content)
    at = SIGNATURE
    while at + 12 <= len(content):
        end = at + 8 + int.from_bytes(content[at : at + 4])
        kind = bytes(content[at + 4 : at + 8])
        if kind == b"eXIf" or kind in TEXTS:
            before = bytes(view[at + 4 : end])
            _blank_chunk(kind, view[at + 4 : at + 8], view[at + 8 : end])
            if view[at + 4 : end] != before and end + 4 <= len(content):
                view[end : end + 4] = zlib.crc32(view[at + 4 : end]).to_bytes(4)
        at = end + 4


def _blank_chunk(kind, name, data):
    if kind == b"eXIf":
        blank_exif(data)
        return
    plain = PLAIN_XMP.match(data) if kind == b"iTXt" else None
    if plain:
        blank_xmp(data[plain.end() :])
    elif HIDING.match(data):
        name[:] = OUT_OF_USE
        data[:] = bytes(len(data))
