"""Forgetting old versions.

What is forgotten is what people typed on the way: saves, what was found, put back, recovered, and what was
set aside. Submitting, returning, publishing and withdrawing stay: who let readers see what, and the
very text that they saw, is what one asks for years later, and there are few of these. The last
versions of an entry always stay, and of a deleted one all does, until it is forgotten whole.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Length

from blog.history.recording import lock
from blog.models import Entry, Revision, RevisionPart

ON_THE_WAY = [
    Revision.Event.FOUND,
    Revision.Event.SAVED,
    Revision.Event.RESTORED,
    Revision.Event.RECOVERED,
    Revision.Event.DELETED,
    Revision.Event.SET_ASIDE,
]


@dataclass
class Pruned:
    """How much was forgotten; the bytes are those of the parts as they are stored."""

    entries: int = 0
    revisions: int = 0
    parts: int = 0
    bytes: int = 0

    def __add__(self, other):
        return Pruned(
            self.entries + other.entries,
            self.revisions + other.revisions,
            self.parts + other.parts,
            self.bytes + other.bytes,
        )


def prune_entries(*, before: datetime, keep: int, dry_run: bool = False) -> Pruned:
    """Forget versions made ``before``, but for the last ``keep`` of each entry that is there."""
    total = Pruned()
    old = Revision.objects.filter(made_at__lt=before, event__in=ON_THE_WAY)
    for pk in _entries_of(old.filter(entry__in=Entry.objects.all())):
        with transaction.atomic():
            # An entry at a time, and nobody saves it meanwhile. Somebody may just have deleted it.
            if lock(pk) is not None:
                total += _forget(pk, _on_the_way(pk, before, keep), dry_run=dry_run)
    return total


def prune_deleted(*, before: datetime, dry_run: bool = False) -> Pruned:
    """Forget entries of which the last that is known, such as that they were deleted, was ``before``."""
    total = Pruned()
    gone = Revision.objects.exclude(entry__in=Entry.objects.all())
    for pk in _entries_of(gone.filter(made_at__lt=before)):
        with transaction.atomic():
            # Whoever recovers it holds the same rows.
            revisions = Revision.objects.select_for_update().filter(entry=pk).order_by("pk")
            is_old = all(one.made_at < before for one in revisions)
            if is_old and not Entry.objects.filter(pk=pk).exists():
                total += _forget(pk, list(revisions), dry_run=dry_run)
    return total


def _entries_of(revisions):
    # Read whole first: what follows deletes from the same table.
    return list(revisions.order_by("entry_id").values_list("entry_id", flat=True).distinct())


def _on_the_way(pk, before, keep):
    """The revisions of an entry that may be forgotten; never the last of what it held."""
    revisions = list(Revision.objects.filter(entry=pk).order_by("-number"))
    stored = (one.number for one in revisions if one.event != Revision.Event.SET_ASIDE)
    last = next(stored, None)
    return [
        one
        for one in revisions[keep:]
        if one.made_at < before and one.event in ON_THE_WAY and one.number != last
    ]


def _forget(pk, revisions, *, dry_run):
    """Delete ``revisions`` of the entry ``pk``, and the parts that no other names."""
    forgotten = {one.pk for one in revisions}
    named = set()
    for one in Revision.objects.filter(entry=pk).exclude(pk__in=forgotten):
        named |= {*one.parts.values()}
    parts = RevisionPart.objects.filter(entry=pk).exclude(digest__in=named)
    size = parts.aggregate(size=Sum(Length("content")))["size"] or 0
    pruned = Pruned(bool(forgotten), len(forgotten), parts.count(), size)
    if not dry_run:
        Revision.objects.filter(pk__in=forgotten).delete()
        parts.delete()
    return pruned
