"""The position in a packet of XMP: attributes and elements whose names begin with GPS."""

import re
from collections.abc import Iterator

# In attributes "<" is not allowed, so a search ends where the next tag begins.
ATTRIBUTE = re.compile(rb"""\s+([^\s=<>/"']+)\s*=\s*(?:"[^"<]*"|'[^'<]*')""")
TAG = re.compile(
    rb"<(/?)([\w:.-]+)((?:" + ATTRIBUTE.pattern.replace(b"(", b"(?:", 1) + rb")*+)\s*+(/?)>"
)
# exif:GPSLatitude; those who make drones write drone-dji:GpsLatitude.
POSITION = re.compile(rb"(?!xmlns:)(?:[\w.-]+:)?gps", re.I)

Span = tuple[int, int]


def blank_xmp(view: memoryview | bytearray) -> None:
    """Put spaces in the place of every property of a position; the XML stays well-formed."""
    for start, end in list(position_spans(view)):
        view[start:end] = b" " * (end - start)


def position_spans(view: memoryview | bytearray) -> Iterator[Span]:
    """Where the properties of a position stand; an element that does not end is left alone."""
    opened, start, depth = b"", 0, 0
    for tag in TAG.finditer(view):
        is_end, name, is_empty = tag[1], bytes(tag[2]), tag[4]
        if not opened:
            if is_end or not POSITION.match(name):
                yield from _attribute_spans(view, tag)
            elif is_empty:
                yield tag.span()
            else:
                opened, start, depth = name, tag.start(), 1
            continue
        depth += -1 if is_end else 0 if is_empty else 1
        if not depth:
            if name == opened:
                yield start, tag.end()
            opened = b""


def _attribute_spans(view, tag):
    for attribute in ATTRIBUTE.finditer(view, tag.start(3), tag.end(3)):
        if POSITION.match(attribute[1]):
            yield attribute.span()
