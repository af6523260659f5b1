"""Going live and being withdrawn: the only place that sets ``published_at``."""

from datetime import datetime

from django.utils import timezone

from blog.languages import in_language
from blog.models import Entry
from blog.signals import answers, going_live

# A language has been written in, and can go live, once it has one of these.
WRITTEN = ["title", "body"]


def can_go_live(entry: Entry, language: str) -> bool:
    """Whether there is anything in ``language`` of ``entry`` that readers could read."""
    return any(entry.text(name, language) for name in WRITTEN)


def objections(entry: Entry, language: str) -> list[str]:
    """What other apps have against ``language`` of ``entry`` going live, in sentences."""
    return answers(going_live, Entry, entry=entry, language=language)


def publish(entry: Entry, language: str, *, at: datetime | None = None) -> datetime:
    """Let ``entry`` go live in ``language``, and return when; the caller saves.

    Without ``at``: a language that is dated keeps its date if that has passed; the original goes
    live now; a translation gets the date of the original if that has passed (an old story
    translated today does not jump to the top of the news), else now.
    """
    # Whole seconds: the form shows no less, so that saving it again changes nothing.
    now = timezone.now().replace(microsecond=0)
    if at is None:
        dates = [entry.date_in(language), entry.date_in(entry.original_language)]
        at = next((date for date in dates if date and date <= now), now)
    setattr(entry, in_language("published_at", language), at)
    entry.fill_slugs()
    return at


def withdraw(entry: Entry, language: str) -> None:
    """Make ``language`` of ``entry`` a draft again; the caller saves."""
    setattr(entry, in_language("published_at", language), None)
