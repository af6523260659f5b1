"""What every step begins with: the entry is held, and the person has the right."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext

from blog.history.recording import lock
from blog.models import Entry
from translation_desk.models import Translation
from translation_desk.refusals import Gone, NotAllowed
from translation_desk.rights import may_translate
from translation_desk.standing import refresh


@contextmanager
def held(translation: Translation, may=may_translate, *, by) -> Iterator[Translation]:
    """The stored ``translation`` with its entry, for this transaction alone; ``by`` ``may`` change it."""
    with transaction.atomic():
        entry = held_entry(translation.entry_id)
        found = Translation.objects.asked().filter(pk=translation.pk).first()
        if found is None:
            raise Gone(gettext("This translation is no longer there."))
        if not found.is_current:
            # What was saved in the entry's form a moment ago is not written over.
            found = refresh(entry)[found.locale]
        found.entry = entry
        if not may(by, found):
            raise NotAllowed(gettext("You may not do this in this language."))
        yield found
        if Translation.objects.filter(pk=found.pk, is_current=False):
            # The step has saved the entry.
            refresh(entry)


def held_entry(entry_pk: int) -> Entry:
    """The stored entry, held until the transaction ends; raises Gone when it was deleted."""
    entry = lock(entry_pk)
    if entry is None:
        raise Gone(gettext("This entry was deleted meanwhile. What was confirmed is kept with it."))
    return entry
