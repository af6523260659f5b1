"""The position in a block of TIFF: what Exif is written in, and a TIFF file as a whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from blog.positions.xmp import blank_xmp

PREFIX = b"Exif\0"
HEADER = 8
ENTRY = 12
# Types of values → bytes of one (TIFF 6.0, "IFD entry"; Exif 3.0 has the last).
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 129: 1}
POSITION, EXIF, BELOW, XMP = 0x8825, 0x8769, 0x014A, 0x02BC
# Tags of places → of lengths: strips, tiles, and the small picture inside.
PIXELS = {0x0111: 0x0117, 0x0144: 0x0145, 0x0201: 0x0202}
# No camera comes near these; what does is damaged, or made to keep us busy.
MOST_TABLES = 64
MOST_ENTRIES = 4096
MOST_POSITION_ENTRIES = 128
MOST_BYTES_OF_VALUE = 1 << 16

Span = tuple[int, int]


@dataclass(frozen=True)
class Value:
    """The value of an entry: its tag, the bytes of one number of it, and where they stand."""

    tag: int
    size: int
    start: int
    end: int


class Block:
    """A block of TIFF over the bytes of a file; whatever points outside it points nowhere."""

    def __init__(self, view: memoryview):
        self.view = view
        self.order = {b"II": "little", b"MM": "big"}.get(bytes(view[:2]), "")
        self.is_readable = bool(self.order) and self.number(2, 2) == 42

    def number(self, at: int, size: int) -> int:
        return int.from_bytes(self.view[at : at + size], self.order)

    def entries(self, table: int) -> range:
        """Where the entries of the table begin; those that are cut off are left out."""
        whole = max(0, (len(self.view) - table - 2) // ENTRY)
        count = min(self.number(table, 2), whole)
        return range(table + 2, table + 2 + count * ENTRY, ENTRY)

    def values(self, table: int) -> Iterator[Value]:
        for at in self.entries(table):
            size = SIZES.get(self.number(at + 2, 2), 1)
            length = size * self.number(at + 4, 4)
            start = at + 8 if length <= 4 else self.number(at + 8, 4)
            yield Value(self.number(at, 2), size, start, start + length)

    def numbers(self, value: Value, *, most: int = MOST_TABLES) -> list[int]:
        """The numbers of ``value`` that are not cut off, up to ``most`` of them."""
        end = min(value.end, len(self.view) - value.size + 1)
        places = range(value.start, end, value.size)[:most]
        return [self.number(at, value.size) for at in places]

    def tables(self) -> dict[int, dict[int, Value]]:
        """Where each table begins → its values by tag; those of positions are not among them."""
        found, waiting = {}, [self.number(4, 4)]
        while waiting and len(found) < MOST_TABLES:
            table = waiting.pop()
            if not self._is_table(table) or any(self._overlap(table, other) for other in found):
                continue
            found[table] = values = {value.tag: value for value in self.values(table)}
            waiting.append(self.number(self.entries(table).stop, 4))
            for tag in {EXIF, BELOW} & values.keys():
                waiting += self.numbers(values[tag])
        return found

    def _is_table(self, table):
        return HEADER <= table < len(self.view) and len(self.entries(table)) <= MOST_ENTRIES

    def _overlap(self, one, other):
        return one < self.entries(other).stop + 4 and other < self.entries(one).stop + 4

    def position_spans(self, table: int, others: Iterable[int]) -> Iterator[Span]:
        """What a table of positions takes up: itself, and the values that stand elsewhere.

        Nothing, when it is none: it stands over one of the ``others``, or is too long.
        """
        entries = self.entries(table)
        if table < HEADER or len(entries) > MOST_POSITION_ENTRIES:
            return
        if any(self._overlap(table, other) for other in others):
            return
        yield table, entries.stop + 4
        for value in self.values(table):
            if value.end - value.start <= MOST_BYTES_OF_VALUE:
                yield value.start, value.end

    def structure(self, tables: dict[int, dict[int, Value]]) -> Iterator[Span]:
        """What no damaged position may make us touch: tables and pixels."""
        yield 0, HEADER
        # A number takes two bytes at least, unless tables share them in order to keep us busy.
        left = len(self.view) // 2
        for table, values in tables.items():
            yield table, self.entries(table).stop + 4
            for places, lengths in PIXELS.items():
                if places in values and lengths in values:
                    starts = self.numbers(values[places], most=left)
                    sizes = self.numbers(values[lengths], most=left)
                    left -= len(starts)
                    yield from ((at, at + size) for at, size in zip(starts, sizes, strict=False))

    def remove_pointers(self, table: int) -> None:
        """Take the pointer to positions out of a table: what follows it moves up, as does the end."""
        entries = self.entries(table)
        kept = [at for at in entries if self.number(at, 2) != POSITION]
        gone = len(entries) - len(kept)
        if gone:
            rest = b"".join(bytes(self.view[at : at + ENTRY]) for at in kept)
            rest += bytes(self.view[entries.stop : entries.stop + 4]) + bytes(gone * ENTRY)
            count = self.number(table, 2) - gone
            self.view[table : table + 2] = count.to_bytes(2, self.order)
            self.view[table + 2 : table + 2 + len(rest)] = rest


def blank_exif(view: memoryview) -> None:
    """Blank the position in a block of TIFF, with or without the prefix of Exif."""
    if bytes(view[: len(PREFIX)]) == PREFIX:
        view = view[len(PREFIX) + 1 :]
    block = Block(view)
    if not block.is_readable:
        return
    tables = block.tables()
    pointers = [values[POSITION] for values in tables.values() if POSITION in values]
    if pointers:
        found = {table for pointer in pointers for table in block.numbers(pointer)[:1]}
        spans = [span for table in found for span in block.position_spans(table, tables)]
        for start, end in without(spans, block.structure(tables)):
            view[start:end] = bytes(len(view[start:end]))
    for values in tables.values():
        if XMP in values:
            blank_xmp(view[values[XMP].start : values[XMP].end])
    for table in tables if pointers else ():
        block.remove_pointers(table)


def merged(spans: Iterable[Span]) -> list[Span]:
    """``spans`` in order, those that touch each other made one."""
    done: list[Span] = []
    for start, end in sorted(spans):
        if done and start <= done[-1][1]:
            done[-1] = (done[-1][0], max(end, done[-1][1]))
        else:
            done.append((start, end))
    return done


def without(spans: Iterable[Span], kept: Iterable[Span]) -> Iterator[Span]:
    """What of ``spans`` lies in none of ``kept``."""
    kept = merged(kept)
    for start, end in merged(spans):
        for kept_start, kept_end in kept:
            if kept_start >= end:
                break
            if kept_end > start:
                yield start, max(start, min(kept_start, end))
                start = max(start, min(kept_end, end))
        yield start, end
