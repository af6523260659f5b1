"""The position in HEIC and AVIF: boxes of ISO 14496-12, items of ISO 23008-12."""

from collections.abc import Iterator
from itertools import islice

from blog.positions.exif import blank_exif
from blog.positions.xmp import blank_xmp

# A camera writes one or two.
MOST_ITEMS = 16
XMP_TYPE = b"application/rdf+xml\0"


class Cursor:
    """Reads numbers one after another; EOFError at the end."""

    def __init__(self, view: memoryview):
        self.view = view
        self.at = 0

    def number(self, size: int) -> int:
        return int.from_bytes(self.bytes(size))

    def bytes(self, size: int) -> bytes:
        piece = bytes(self.view[self.at : self.at + size])
        if len(piece) < size:
            raise EOFError
        self.at += size
        return piece

    def rest(self) -> memoryview:
        return self.view[self.at :]


def blank_heif(content: bytearray) -> None:
    """Blank the position in the items of Exif and XMP."""
    view = memoryview(content)
    for kind, box in boxes(view):
        if kind == b"meta":
            try:
                _blank_items(view, dict(boxes(box[4:])))
            except EOFError:
                # The tables are cut off: where the items are, nobody can say.
                continue


def boxes(view: memoryview) -> Iterator[tuple[bytes, memoryview]]:
    """Kind and content of each box in ``view``."""
    at = 0
    while at + 8 <= len(view):
        size, start = int.from_bytes(view[at : at + 4]), at + 8
        kind = bytes(view[at + 4 : at + 8])
        if size == 1:
            size, start = int.from_bytes(view[start : start + 8]), start + 8
        end = at + size if size else len(view)
        if end < start:
            return
        yield kind, view[start:end]
        at = end


def _blank_items(view, meta):
    kinds = item_kinds(meta.get(b"iinf", view[:0]))
    inside = meta.get(b"idat", view[:0])
    found = (place for place in locations(meta.get(b"iloc", view[:0])) if place[0] in kinds)
    for item, is_inside, start, length in islice(found, MOST_ITEMS):
        source = inside if is_inside else view
        data = source[start : start + length] if length else source[start:]
        if kinds[item] == b"Exif":
            # It begins with how far it is to the block.
            blank_exif(data[4 + int.from_bytes(data[:4]) :])
        else:
            blank_xmp(data)


def item_kinds(box: memoryview) -> dict[int, bytes]:
    """Number of an item → "Exif" or "mime", for those that are Exif or XMP."""
    cursor, kinds = Cursor(box), {}
    version = cursor.number(4) >> 24
    cursor.number(4 if version else 2)
    for _kind, entry in boxes(cursor.rest()):
        item = Cursor(entry)
        version = item.number(4) >> 24
        if version < 2:
            continue
        number = item.number(2 if version == 2 else 4)
        item.number(2)
        kind = item.bytes(4)
        # Its name ends in a zero; behind it stands the type.
        is_xmp = kind == b"mime" and bytes(item.rest()).partition(b"\0")[2].startswith(XMP_TYPE)
        if kind == b"Exif" or is_xmp:
            kinds[number] = kind
    return kinds


def locations(box: memoryview) -> Iterator[tuple[int, bool, int, int]]:
    """Number of each item, whether it is in the box "idat", and where: start and length.

    One that is in pieces is left out: no known writer makes these.
    """
    cursor = Cursor(box)
    version = cursor.number(4) >> 24
    sizes = cursor.number(2)
    of_offset, of_length, of_base = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    of_index = sizes & 15 if version else 0
    for _ in range(cursor.number(4 if version == 2 else 2)):
        item = cursor.number(4 if version == 2 else 2)
        method = cursor.number(2) & 15 if version else 0
        cursor.number(2)
        base, pieces = cursor.number(of_base), cursor.number(2)
        if pieces == 1:
            cursor.number(of_index)
            start = base + cursor.number(of_offset)
            yield item, method == 1, start, cursor.number(of_length)
        else:
            cursor.bytes(pieces * (of_index + of_offset + of_length))
