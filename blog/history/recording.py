"""Writing the history down."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from blog.history.snapshots import digests, is_empty, packed, parts_of, unpacked
from blog.languages import language_codes
from blog.models import Entry, Revision, RevisionPart


def lock(entry_pk: int, *, visible_to=None) -> Entry | None:
    """The stored entry, for this transaction alone until it ends; None when it is gone.

    With ``visible_to``, an account, also when that person must not see it.
    SQLite lets one transaction write at a time (``transaction_mode`` IMMEDIATE in the settings).
    """
    entries = Entry.objects.visible_to(visible_to) if visible_to else Entry.objects.all()
    return entries.select_for_update(of=("self",)).filter(pk=entry_pk).first()


def name_of(user) -> str:
    """How the history names ``user``, also when the account is gone; "" for nobody."""
    return (user.get_full_name() or user.get_username()) if user else ""


@transaction.atomic
def note_found(entry: Entry) -> Revision | None:
    """Note what the stored ``entry`` holds if its history does not know it; return the revision.

    Called before anything is changed: what an import or a script wrote can then be gone back to.
    """
    parts = parts_of(entry)
    named = digests(parts)
    last = latest(entry)
    if last is not None and not _changed(parts, named, last):
        return None
    # Whoever wrote past the model left the date of the entry as it was.
    at = max(entry.modified_at, last.made_at) if last else entry.modified_at
    return _write(entry, parts, named, event=Revision.Event.FOUND, at=at)


@transaction.atomic
def record(
    entry: Entry,
    *,
    by=None,
    event: str = Revision.Event.SAVED,
    languages: list[str] | None = None,
    note: str = "",
    more: dict[str, dict] | None = None,
) -> Revision | None:
    """Note that ``by`` did ``event`` to ``entry``, which has been saved with all that belongs to it.

    The caller holds the entry (``lock``), so that no two steps get one number.
    ``languages`` are those the step is about; by default those whose part differs from before. A
    plain save that changed nothing is no step: None is returned then. ``more`` are parts besides
    those that ``parts_of`` finds.
    """
    # The caller's entry may have fetched its tags and files before they were changed.
    stored = Entry.objects.prefetch_related("tags", "attachments").get(pk=entry.pk)
    parts = parts_of(stored)
    named = digests(parts)
    last = latest(entry)
    changed = _changed(parts, named, last)
    if event == Revision.Event.SAVED and last and not changed:
        return None
    if languages is None:
        languages = [code for code in language_codes() if code in changed]
    parts |= more or {}
    named |= digests(more or {})
    return _write(stored, parts, named, event=event, by=by, languages=languages, note=note)


def _changed(parts, named, last):
    """The keys of ``parts`` that differ from what ``last`` names; of an empty one that is new, none."""
    before = last.parts if last else {}
    return [
        key
        for key, digest in named.items()
        if before.get(key) != digest and not (key not in before and is_empty(parts[key]))
    ]


@transaction.atomic
def set_aside(entry_pk: int, parts: dict[str, dict], *, by) -> Revision:
    """Keep ``parts``, which ``by`` wrote and could not save; the same is kept once.

    ``parts`` are whole, as ``parts_of`` has them, of those that were written.
    """
    named = digests(parts)
    aside = Revision.objects.filter(
        entry=entry_pk, event=Revision.Event.SET_ASIDE, made_by=by
    ).last()
    if aside is not None and aside.parts == named:
        return aside
    entry = Entry(pk=entry_pk)
    languages = [code for code in language_codes() if code in parts]
    return _write(entry, parts, named, event=Revision.Event.SET_ASIDE, by=by, languages=languages)


def latest(entry: Entry) -> Revision | None:
    """The revision of what ``entry`` held last, as far as its history knows."""
    return Revision.objects.stored().filter(entry=entry.pk).last()


def _write(entry, parts, named, *, event, by=None, languages=(), note="", at=None):
    """Write a revision of ``parts``, whose digests are ``named``."""
    known = RevisionPart.objects.filter(entry=entry.pk, digest__in=named.values())
    known = set(known.values_list("digest", flat=True))
    RevisionPart.objects.bulk_create(
        RevisionPart(entry_id=entry.pk, digest=digest, content=packed(parts[key]))
        for digest, key in {digest: key for key, digest in named.items()}.items()
        if digest not in known
    )
    number = Revision.objects.filter(entry=entry.pk).aggregate(last=Max("number"))["last"] or 0
    return Revision.objects.create(
        entry_id=entry.pk,
        number=number + 1,
        event=event,
        languages=list(languages),
        note=note,
        made_at=at or timezone.now(),
        made_by=by,
        made_by_name=name_of(by),
        parts=named,
    )


def contents(revisions: list[Revision], *, keys: list[str] | None = None) -> dict[str, dict]:
    """Digest → part, of all that ``revisions`` name, or of the parts with these ``keys``; one query."""
    wanted = {
        digest
        for revision in revisions
        for key, digest in revision.parts.items()
        if keys is None or key in keys
    }
    entries = {revision.entry_id for revision in revisions}
    found = RevisionPart.objects.filter(entry__in=entries, digest__in=wanted)
    return {part.digest: unpacked(part.content) for part in found}


def parts_in(revision: Revision) -> dict[str, dict]:
    """What the entry held at ``revision``, as ``parts_of`` has it."""
    return named(revision, contents([revision]))


def named(revision: Revision, found: dict[str, dict]) -> dict[str, dict]:
    """Those of ``found`` (by digest) that ``revision`` names, by their keys."""
    return {key: found[digest] for key, digest in revision.parts.items() if digest in found}
