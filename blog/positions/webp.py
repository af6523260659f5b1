"""The position in a WebP."""

from blog.positions.exif import blank_exif
from blog.positions.xmp import blank_xmp

HEADER = 12
BLANKERS = {b"EXIF": blank_exif, b"XMP ": blank_xmp}


def blank_webp(content: bytearray) -> None:
    """Blank the position in the chunks of Exif and XMP."""
    view = memoryview(content)
    at = HEADER
    while at + 8 <= len(content):
        end = at + 8 + int.from_bytes(content[at + 4 : at + 8], "little")
        blank = BLANKERS.get(bytes(content[at : at + 4]))
        if blank:
            blank(view[at + 8 : end])
        # Chunks begin at even places.
        at = end + end % 2
