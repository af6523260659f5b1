"""Putting back what an entry held once.

Nothing is lost by it: what stood there is a revision, and putting back is one more. The texts come
back, their visibility does not: dates only when they are asked for.

Parts name tags, authors and pictures by their numbers, so that a new name for a tag is no change of
its entries. What is gone since (the library lets one delete a picture that only history names, as
else it could never be tidied) is left out and named, as the log of the admin knows it.
"""

from dataclasses import dataclass, field

from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import storages
from django.db import transaction
from django.utils.translation import gettext

from blog.history.recording import lock, note_found, parts_in, record
from blog.history.snapshots import SHARED, TEXTS, moment_of
from blog.languages import facts, in_language, language_codes
from blog.models import Attachment, Author, Entry, Picture, Revision, Tag, pictures_in
from blog.submitting import settle


@dataclass
class Restored:
    """What came of putting back: the entry, the new revision, and what has to be told."""

    entry: Entry
    revision: Revision
    notes: list[str] = field(default_factory=list)


@transaction.atomic
def restore(
    entry: Entry,
    revision: Revision,
    *,
    by,
    languages: list[str] | None = None,
    shared: bool = True,
    dates: list[str] | tuple = (),
) -> Restored:
    """Put back what ``entry`` held at ``revision``: in ``languages`` (all), and what they share.

    ``dates`` are the languages of which the date is put back too. What the revision does not know (a
    language that the site did not have, what was not written by who set it aside) stays. Raises
    Entry.DoesNotExist when the entry was deleted, and ValidationError for a text that cannot be saved.
    """
    stored = lock(entry.pk)
    if stored is None:
        raise Entry.DoesNotExist(f"Entry {entry.pk} is gone.")
    note_found(stored)
    parts = parts_in(revision)
    asked = language_codes() if languages is None else languages
    wanted = [code for code in asked if code in parts]
    notes = put_back(
        stored,
        parts,
        languages=wanted,
        shared=shared and SHARED in parts,
        dates=[code for code in dates if code in wanted],
    )
    event = Revision.Event.RESTORED
    # The number alone: it is said in the language of whoever reads it.
    made = record(stored, by=by, event=event, note=str(revision.number))
    # What has a date again no longer waits for one.
    settle(stored)
    return Restored(stored, made, notes)


def put_back(entry, parts, *, languages, shared, dates, numbers=None) -> list[str]:
    """Write ``parts`` on ``entry``, save it with its tags and files; return what has to be told.

    The caller holds the entry. One that was deleted has an author already, and ``numbers``: stored
    file → the numbers that its rows had.
    """
    notes = []
    if shared:
        notes += _put_shared(entry, parts[SHARED])
    for language in languages:
        notes += _put_texts(entry, language, parts[language])
        if language in dates:
            date = moment_of(parts[language]["published_at"])
            setattr(entry, in_language("published_at", language), date)
    if any(entry.date_in(code) and not entry.text("slug", code) for code in language_codes()):
        # What readers can read has an address, also where the text that comes back had none.
        entry.fill_slugs()
    notes += _free_slugs(entry)
    _check(entry, languages)
    # Should the number of a new one be taken, that is raised.
    entry.save_giving_up_slugs(force_insert=numbers is not None)
    if shared:
        notes += _put_tags(entry, parts[SHARED]["tags"])
        notes += _put_files(entry, parts, numbers or {})
    _put_labels(entry, parts, languages)
    return notes


def _put_shared(entry, part):
    notes = []
    if part["original_language"] in language_codes():
        entry.original_language = part["original_language"]
    entry.cover_is_decorative = part["cover_is_decorative"]
    cover = part["cover"]
    entry.cover = Picture.objects.filter(pk=cover).first()
    if cover and not entry.cover:
        message = gettext("The cover is gone from the library of pictures: %(name)s.")
        notes.append(message % {"name": names_of_gone(Picture, [cover])[cover]})
    author = Author.objects.filter(pk=part["author"]).first()
    if author:
        entry.author = author
    else:
        message = gettext(
            "The author %(name)s is no longer there; the entry is signed by %(author)s."
        )
        name = names_of_gone(Author, [part["author"]])[part["author"]]
        notes.append(message % {"name": name, "author": entry.author})
    return notes


def _put_texts(entry, language, part):
    for name in TEXTS:
        setattr(entry, in_language(name, language), part[name])
    shown = pictures_in(part["body"])
    gone = shown - {*Picture.objects.filter(pk__in=shown).values_list("pk", flat=True)}
    if not gone:
        return []
    message = gettext("%(language)s: pictures of the text are gone from the library: %(names)s.")
    names = ", ".join(names_of_gone(Picture, sorted(gone)).values())
    return [message % {"language": facts(language).endonym, "names": names}]


def _free_slugs(entry):
    before = {column: getattr(entry, column) for column in Entry.slug_columns().values()}
    entry.give_up_taken_slugs()
    message = gettext("The address %(slug)s belongs to another entry by now; it became %(free)s.")
    return [
        message % {"slug": slug, "free": getattr(entry, column)}
        for column, slug in before.items()
        if slug != getattr(entry, column)
    ]


def _check(entry, languages):
    """Raise ValidationError for what was set aside because it could not be saved."""
    checked = {in_language(name, code) for name in TEXTS for code in languages}
    others = [one.name for one in Entry._meta.get_fields() if one.name not in checked]
    entry.clean_fields(exclude=others)


def _put_tags(entry, numbers):
    # Held, so that none is deleted before this is done.
    there = {tag.pk for tag in Tag.objects.select_for_update().filter(pk__in=numbers)}
    entry.tags.set(there)
    gone = [number for number in numbers if number not in there]
    if not gone:
        return []
    message = gettext("Tags that are no longer there were left out: %(names)s.")
    return [message % {"names": ", ".join(names_of_gone(Tag, gone).values())}]


def _put_files(entry, parts, numbers):
    """Leave the files of the part, by their content; those that are there already stay the same rows."""
    there, notes = {}, []
    for row in Attachment.objects.filter(entry=entry).order_by("-pk"):
        there.setdefault(row.file.name, []).append(row)
    labels = {code: pairs(parts[code]) for code in language_codes() if code in parts}
    for file, name, media_type, size in parts[SHARED]["attachments"]:
        if there.get(file):
            row = there[file].pop()
            if (row.name, row.media_type) != (name, media_type):
                row.name, row.media_type = name, media_type
                row.save(update_fields=["name", "media_type"])
        elif storages["attachments"].exists(file):
            number = numbers[file].pop(0) if numbers.get(file) else None
            row = Attachment(entry=entry, name=name, media_type=media_type, size=size)
            row.pk = None if Attachment.objects.filter(pk=number).exists() else number
            row.file.name = file
            row.save(force_insert=True)
            # It has no labels that these could take the place of.
            _label(row, labels)
        else:
            message = gettext(
                "The content of the file %(name)s is no longer kept; it was left out."
            )
            notes.append(message % {"name": name})
    left = [row.pk for rows in there.values() for row in rows]
    Attachment.objects.filter(pk__in=left).delete()
    return notes


def _put_labels(entry, parts, languages):
    """Label the files in ``languages``; one that is no longer there needs no label."""
    labels = {code: pairs(parts[code]) for code in languages}
    for row in Attachment.objects.filter(entry=entry):
        _label(row, labels)


def pairs(part) -> dict[str, str]:
    """Stored file → its label, of a language's part."""
    return dict(part["labels"])


def _label(row, labels):
    columns = []
    for language, said in labels.items():
        column = in_language("label", language)
        label = said.get(row.file.name, "")
        if (getattr(row, column) or "") != label:
            setattr(row, column, label)
            columns.append(column)
    if columns:
        row.save(update_fields=columns)


def names_of_gone(model, numbers: list[int]) -> dict[int, str]:
    """What the rows of ``model`` with these numbers were called when somebody deleted them here."""
    kind = ContentType.objects.get_for_model(model)
    told = LogEntry.objects.filter(
        content_type=kind, action_flag=DELETION, object_id__in=[str(number) for number in numbers]
    )
    said = {int(one.object_id): one.object_repr for one in told}
    unknown = gettext("no. %(number)s")
    return {number: said.get(number, unknown % {"number": number}) for number in numbers}
