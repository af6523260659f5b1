"""Deleting an entry so that it can be had back, and having it back.

What goes with an entry is kept in the revision of its deletion: comments, former addresses, the
numbers of its files, and what of other apps pointed to any of these and now points nowhere (where
Moodle's old addresses lead). An entry gets its number back, so that links to it work again.
Submissions, previews and presences were of the moment, and are not kept.
"""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext

from blog.history.recording import contents, latest, lock, note_found, parts_in, record
from blog.history.restoring import Restored, put_back
from blog.history.snapshots import BESIDE, SHARED, as_text, moment_of
from blog.languages import in_language, language_codes
from blog.models import (
    Attachment,
    Author,
    Comment,
    Entry,
    FormerSlug,
    Revision,
    holder_of,
)


class CannotRecover(Exception):
    """Why an entry cannot be had back, in words for whoever wants it."""


@transaction.atomic
def delete(entry: Entry, *, by) -> Revision | None:
    """Delete ``entry``, with a revision of what went; None when somebody did so before."""
    stored = lock(entry.pk)
    if stored is None:
        return None
    note_found(stored)
    beside = {BESIDE: _beside(stored)}
    revision = record(stored, by=by, event=Revision.Event.DELETED, languages=[], more=beside)
    stored.delete()
    return revision


def _beside(entry):
    """What goes with ``entry``, as JSON can hold it."""
    comments = list(entry.comments.all())
    files = list(entry.attachments.all())
    return {
        "created_at": as_text(entry.created_at),
        "comments": [_comment_as_json(comment) for comment in comments],
        "former_slugs": [
            [row.language, row.slug, as_text(row.created_at)]
            for row in entry.former_slugs.order_by("pk")
        ],
        "attachments": [[row.file.name, row.pk] for row in files],
        "pointers": _pointers(Entry, [entry])
        + _pointers(Comment, comments)
        + _pointers(Attachment, files),
    }


def _comment_as_json(comment):
    texts = {code: getattr(comment, in_language("text", code)) or "" for code in language_codes()}
    written_at = as_text(comment.written_at)
    return {"pk": comment.pk, "name": comment.name, "written_at": written_at, "texts": texts}


def _pointers(model, rows):
    """[model, field, number pointed to, numbers of rows]: what is set to NULL when ``rows`` go."""
    found = []
    for relation in model._meta.get_fields(include_hidden=True):
        if getattr(relation, "on_delete", None) is not models.SET_NULL or not relation.auto_created:
            continue
        pointing = relation.related_model._base_manager
        name = relation.field.name
        for row in rows:
            numbers = list(pointing.filter(**{name: row.pk}).values_list("pk", flat=True))
            if numbers:
                found.append([relation.related_model._meta.label, name, row.pk, numbers])
    return found


def deleted_entries():
    """The last revision of each entry that is gone, newest first."""
    later = Revision.objects.stored().filter(
        entry=OuterRef("entry_id"), number__gt=OuterRef("number")
    )
    return (
        Revision.objects.stored()
        .filter(~Exists(Entry.objects.filter(pk=OuterRef("entry_id"))), ~Exists(later))
        .order_by("-made_at", "-pk")
    )


def author_in(shared: dict) -> Author | None:
    """Who signed an entry, by the part that its languages share; None when they are gone."""
    return Author.objects.filter(pk=shared.get("author")).first()


def signed_by(revisions, author: Author | None) -> list[Revision]:
    """Those of ``revisions`` whose entry ``author`` signed then."""
    revisions = list(revisions)
    if author is None:
        return []
    found = contents(revisions, keys=[SHARED])
    return [
        revision
        for revision in revisions
        if found.get(revision.parts.get(SHARED), {}).get("author") == author.pk
    ]


@transaction.atomic
def recover(entry_pk: int, *, by, dates: list[str] | tuple = ()) -> Restored:
    """Make the deleted entry again as it was; in ``dates`` also the dates, else all are drafts.

    Raises CannotRecover when there is an entry of that number, or nothing is known of it.
    """
    # Of two who recover it at once the second waits here. Unordered rows may be locked crosswise.
    known = Revision.objects.select_for_update().filter(entry=entry_pk).order_by("pk")
    if not known:
        raise CannotRecover(gettext("Nothing is known of this entry any more."))
    if Entry.objects.filter(pk=entry_pk).exists():
        raise CannotRecover(gettext("The entry is there: somebody has recovered it already."))
    entry = Entry(pk=entry_pk)
    parts = parts_in(latest(entry))
    entry.author = author_in(parts[SHARED]) or Author.of(by)
    languages = [code for code in language_codes() if code in parts]
    beside = parts.get(BESIDE, {})
    numbers = {}
    for file, number in beside.get("attachments", []):
        numbers.setdefault(file, []).append(number)
    try:
        with transaction.atomic():
            notes = put_back(
                entry, parts, languages=languages, shared=True, dates=dates, numbers=numbers
            )
    except IntegrityError as error:
        message = gettext("The number of the entry is taken, so it cannot be recovered.")
        raise CannotRecover(message) from error
    notes += _bring_beside(entry, beside)
    revision = record(entry, by=by, event=Revision.Event.RECOVERED, languages=[])
    return Restored(entry, revision, notes)


def _bring_beside(entry, beside):
    """Make again what went with ``entry``; return what has to be told."""
    if "created_at" in beside:
        Entry.objects.filter(pk=entry.pk).update(created_at=moment_of(beside["created_at"]))
    for said in beside.get("comments", []):
        _bring_comment(entry, said)
    notes = _bring_former_slugs(entry, beside.get("former_slugs", []))
    for label, name, number, rows in beside.get("pointers", []):
        _point_again(label, name, number, rows)
    return notes


def _bring_comment(entry, said):
    texts = {in_language("text", c): t for c, t in said["texts"].items() if c in language_codes()}
    is_free = not Comment.objects.filter(pk=said["pk"]).exists()
    Comment.objects.create(
        pk=said["pk"] if is_free else None,
        entry=entry,
        name=said["name"],
        written_at=moment_of(said["written_at"]),
        **texts,
    )


def _bring_former_slugs(entry, rows):
    kind = ContentType.objects.get_for_model(Entry)
    taken = []
    for language, slug, created_at in rows:
        if holder_of(Entry, slug, other_than=entry):
            taken.append(slug)
            continue
        row, _is_new = FormerSlug.objects.update_or_create(
            content_type=kind, language=language, slug=slug, defaults={"object_id": entry.pk}
        )
        FormerSlug.objects.filter(pk=row.pk).update(created_at=moment_of(created_at))
    message = gettext("Former addresses that lead to another entry by now stay with it: %(slugs)s.")
    return [message % {"slugs": ", ".join(taken)}] if taken else []


def _point_again(label, name, number, rows):
    try:
        model = apps.get_model(label)
    except LookupError:
        # Its app was taken out of the site meanwhile.
        return
    target = model._meta.get_field(name).related_model
    if target._base_manager.filter(pk=number).exists():
        unset = model._base_manager.filter(pk__in=rows, **{name: None})
        unset.update(**{name: number})
