"""What readers of an outdated translation are told, where the keeper wants it (``TRANSLATION_NOTE_OUTDATED``)."""

from django.conf import settings
from django.dispatch import receiver
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from blog.models import Entry
from blog.notes import Note
from blog.reading import Reading
from blog.signals import entry_shown
from translation_desk.models import Translation


@receiver(entry_shown, sender=Entry)
def note_outdated(reading: Reading, **kwargs) -> Note | None:
    """That the original was updated since, when it was; one query, for translations only."""
    entry, locale = reading.entry, reading.shown_language
    if not settings.TRANSLATION_NOTE_OUTDATED or locale == entry.original_language:
        return None
    # Also of one that is being reviewed anew: readers still have the old one.
    outdated = Translation.objects.asked().live().filter(outdated_at__isnull=False)
    found = outdated.filter(entry=entry.pk, locale=locale).only("outdated_at").first()
    if found is None:
        return None
    text = gettext(
        "The original of this entry was updated on %(date)s: what has changed is not in this translation yet."
    ) % {"date": date_format(timezone.localtime(found.outdated_at), "DATE_FORMAT")}
    if entry.original_language not in reading.languages:
        return Note(text)
    return Note(
        text,
        link=gettext("Read the original"),
        url=entry.url_in(entry.original_language),
        language=entry.original_language,
    )
