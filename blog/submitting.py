"""What is done with a language of an entry on its way to readers, besides writing it.

The caller is in a transaction, holds the entry (``blog.history.recording.lock``) and has saved it with
all that belongs to it. Each step is put into the history once; what it was is returned, so that
the people it concerns can be told (``blog/mails.py``).
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from blog.history.recording import record
from blog.languages import language_codes
from blog.models import Entry, Revision, Submission

Event = Revision.Event


@dataclass(frozen=True)
class Step:
    """What ``by`` did to ``language`` of ``entry``; ``submitted_by`` is who had submitted it, if anybody."""

    event: str
    entry: Entry
    language: str
    by: AbstractBaseUser
    note: str = ""
    submitted_by: AbstractBaseUser | None = None


def submit(entry: Entry, language: str, *, by) -> Step | None:
    """Let ``language`` of ``entry`` wait for an editor; None when it waits already."""
    if _submission(entry, language, Submission.State.WAITING):
        return None
    Submission.objects.update_or_create(
        entry=entry,
        language=language,
        defaults={
            "state": Submission.State.WAITING,
            "submitted_by": by,
            "submitted_at": timezone.now(),
            "returned_by": None,
            "returned_at": None,
            "note": "",
        },
    )
    return _noted(Step(Event.SUBMITTED, entry, language, by, submitted_by=by))


def take_back(entry: Entry, language: str, *, by) -> Step | None:
    """Let ``language`` of ``entry`` be a mere draft again; None when it does not wait."""
    submission = _submission(entry, language, Submission.State.WAITING)
    if not submission:
        return None
    submission.delete()
    step = Step(Event.TAKEN_BACK, entry, language, by, submitted_by=submission.submitted_by)
    return _noted(step)


def give_back(entry: Entry, language: str, *, by, note: str) -> Step | None:
    """Return ``language`` of ``entry`` to whoever submitted it; None when it does not wait.

    The note says what is to be changed. Raises ValueError when it says nothing.
    """
    if not note.strip():
        raise ValueError("Nothing is returned without a note.")
    submission = _submission(entry, language, Submission.State.WAITING)
    if not submission:
        return None
    submission.state = Submission.State.RETURNED
    submission.returned_by = by
    submission.returned_at = timezone.now()
    submission.note = note
    submission.save()
    step = Step(Event.RETURNED, entry, language, by, note, submission.submitted_by)
    return _noted(step)


def follow_dates(entry: Entry, before: dict[str, datetime | None], *, by) -> list[Step]:
    """Note which languages of ``entry`` went live, were scheduled or withdrawn since ``before``.

    ``before`` has the date of each language. What was submitted and has a date now is settled.
    """
    events = {
        code: event
        for code in language_codes()
        if (event := _event_between(before[code], entry.date_in(code)))
    }
    settled = settle(entry)
    for event in dict.fromkeys(events.values()):
        languages = [code for code, happened in events.items() if happened == event]
        record(entry, by=by, event=event, languages=languages)
    return [
        Step(event, entry, code, by, submitted_by=settled.get(code))
        for code, event in events.items()
    ]


def _event_between(before, after):
    """What it means to readers that a date has changed; None when it means nothing to them."""
    now = timezone.now()
    if before == after:
        return None
    if after is None:
        return Event.WITHDRAWN
    if after > now:
        return Event.SCHEDULED
    return Event.PUBLISHED if before is None or before > now else None


def settle(entry: Entry) -> dict:
    """Forget the submissions of languages that have a date; language → who had submitted it."""
    dated = [code for code in language_codes() if entry.date_in(code)]
    settled = Submission.objects.filter(entry=entry, language__in=dated)
    by_language = {one.language: one.submitted_by for one in settled.select_related("submitted_by")}
    if by_language:
        settled.delete()
    return by_language


def _submission(entry, language, state):
    found = Submission.objects.filter(entry=entry, language=language, state=state)
    return found.select_related("submitted_by").first()


def _noted(step):
    record(step.entry, by=step.by, event=step.event, languages=[step.language], note=step.note)
    return step
