"""Which stored translation is for which segment of the present source."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from translation_desk.aligning import align
from translation_desk.models import SegmentComment, SourceChange, TranslatedSegment
from translation_desk.segments import Segment

OPEN, CONFIRMED, STALE = "open", "confirmed", "stale"


@dataclass
class Row:
    """A segment of the present source, and what is kept for it.

    ``stored`` is its ``TranslatedSegment``, or None. ``old_source`` and ``size`` are of one whose source was
    reworded since: what it was, and how large the change is (decided, or else proposed).
    """

    position: int
    source: Segment
    state: str = OPEN
    stored: TranslatedSegment | None = None
    old_source: str = ""
    size: str = ""
    is_size_decided: bool = False
    comments: list[SegmentComment] = field(default_factory=list)

    @property
    def target(self) -> str:
        return self.stored.target_text if self.stored else ""

    @property
    def version(self) -> int:
        """What a step has to name; 0 when nothing is stored."""
        return self.stored.version if self.stored else 0

    @property
    def confirmed_at(self) -> datetime | None:
        return self.stored.confirmed_at if self.stored else None

    @property
    def confirmed_by(self) -> str:
        return self.stored.confirmed_by_name if self.stored else ""


def nearest(rows: list[Row], digest: str, position: int) -> Row | None:
    """The row of the wording ``digest``: at ``position``, or the nearest if segments were added or removed."""
    same = [row for row in rows if row.source.digest == digest]
    return min(same, key=lambda row: abs(row.position - position), default=None)


def source_of(stored: TranslatedSegment) -> Segment:
    """The segment that ``stored`` was a translation of."""
    segment = Segment(stored.kind, stored.source_text, stored.tag, stored.place)
    # Known already, of hundreds.
    segment.digest = stored.source_digest
    return segment


def match(
    source: list[Segment], stored: list[TranslatedSegment], sizes: dict[tuple[str, str], str]
) -> tuple[list[Row], list[TranslatedSegment]]:
    """A row for each segment of ``source``, and those of ``stored`` that are for none.

    ``sizes`` are what people decided: (old digest, new digest) → size.
    """
    rows = [Row(position, segment) for position, segment in enumerate(source)]
    active = [one for one in stored if not one.is_kept]
    left = [one for one in stored if one.is_kept]
    # Most translations are looked at before there is anything.
    for found in align([source_of(one) for one in active], source) if active else ():
        if found.new is None:
            left.append(active[found.old])
        elif found.old is not None:
            rows[found.new].stored = active[found.old]
    left = _come_back(rows, left)
    for row in rows:
        _judge(row, sizes)
    return rows, left


def _come_back(rows, left):
    """Give rows without a translation one of those ``left`` that was of the same text, the latest first."""
    by_digest = defaultdict(list)
    for one in sorted(left, key=_age):
        by_digest[one.source_digest].append(one)
    for row in rows:
        if row.stored is None and by_digest[row.source.digest]:
            row.stored = by_digest[row.source.digest].pop()
    return [one for one in left if any(one is other for other in by_digest[one.source_digest])]


def _age(stored):
    """Sorts what was never confirmed first, and the latest last."""
    return stored.confirmed_at is not None, stored.confirmed_at or 0, stored.pk


def _judge(row, sizes):
    if row.stored is None:
        return
    digest = row.source.digest
    is_same = row.stored.source_digest == digest
    if not is_same:
        row.size = sizes.get((row.stored.source_digest, digest), "")
        row.is_size_decided = bool(row.size)
        row.old_source = row.stored.source_text
    if row.stored.confirmed_at is not None:
        is_right = is_same or row.size == SourceChange.Size.TYPO
        row.state = CONFIRMED if is_right else STALE


def sizes_of(entries: list[int]) -> dict[int, dict[tuple[str, str], str]]:
    """The sizes of changes that people decided for each of ``entries``, for one query."""
    sizes = {pk: {} for pk in entries}
    decided = SourceChange.objects.filter(entry__in=entries)
    for pk, old, new, size in decided.values_list("entry_id", "old_digest", "new_digest", "size"):
        sizes[pk][old, new] = size
    return sizes
