"""Pages of a list by cursor: a page keeps its content while news come in above it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from django.db.models import Q

FORMAT = "%Y%m%dT%H%M%S%f"


class Cursor(NamedTuple):
    """The place of one entry in a list: its date and its number."""

    at: datetime
    pk: int

    def __str__(self):
        return f"{self.at.astimezone(UTC).strftime(FORMAT)}-{self.pk}"

    @classmethod
    def parse(cls, text: str) -> "Cursor":
        """Read what ``str()`` wrote. Raises ValueError for anything else."""
        at, _, pk = text.partition("-")
        if not (len(at) == 21 and pk.isascii() and pk.isdigit() and len(pk) < 19):
            raise ValueError(f"{text!r} is no place in a list.")
        return cls(datetime.strptime(at, FORMAT).replace(tzinfo=UTC), int(pk))


@dataclass(frozen=True)
class Slice:
    """The entries of one page, and the cursors of the pages beside it (None: there is none)."""

    entries: list
    older: Cursor | None
    newer: Cursor | None


def slice_of(queryset, *, size: int, before: Cursor | None = None, after: Cursor | None = None):
    """Cut a page out of ``queryset``, which comes from ``EntryQuerySet.listed_for``.

    One query. ``before`` gives what is older than the cursor, ``after`` what is newer.
    """
    if after:
        newer = Q(listed_at__gt=after.at) | Q(listed_at=after.at, pk__gt=after.pk)
        found = list(queryset.filter(newer).order_by("listed_at", "pk")[: size + 1])
        entries = found[:size][::-1]
        has_newer, has_older = len(found) > size, bool(entries)
    else:
        if before:
            older = Q(listed_at__lt=before.at) | Q(listed_at=before.at, pk__lt=before.pk)
            queryset = queryset.filter(older)
        found = list(queryset[: size + 1])
        entries = found[:size]
        has_newer, has_older = before is not None and bool(entries), len(found) > size
    place = [Cursor(entry.listed_at, entry.pk) for entry in entries]
    return Slice(entries, place[-1] if has_older else None, place[0] if has_newer else None)
