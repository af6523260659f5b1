"""The figures of the queue follow what is saved, and nobody waits for that.

To split a long entry and lay its languages beside one another takes longer than to save it. A save only
notes that the figures are those of before; they are made once the answer is on its way. What that
misses (a server that was stopped, a command) is made when somebody opens the queue, or by
``rebuild_queue``; the page of a translation never shows old ones.
"""

import logging
from threading import Lock

from django.core.signals import request_finished
from django.db import transaction
from django.dispatch import receiver

from blog.history.recording import lock
from translation_desk.models import Translation
from translation_desk.standing import refresh

logger = logging.getLogger(__name__)


class Saved:
    """Numbers of the entries that were saved, in this process, and not looked at since."""

    def __init__(self):
        self._lock, self._numbers = Lock(), {}

    def add(self, number: int) -> None:
        with self._lock:
            self._numbers[number] = None

    def take(self) -> list[int]:
        with self._lock:
            taken, self._numbers = list(self._numbers), {}
            return taken


saved = Saved()


def note_saved(entry_pk: int) -> None:
    """Note that something of the entry is being saved in this transaction."""
    Translation.objects.filter(entry=entry_pk, is_current=True).update(is_current=False)
    transaction.on_commit(lambda: saved.add(entry_pk))


def catch_up(most: int | None = None) -> None:
    """Look at entries that were saved since their figures were made: the latest, ``most`` of them or all."""
    behind = Translation.objects.filter(is_current=False)
    numbers = behind.order_by("-entry_id").values_list("entry_id", flat=True).distinct()
    for number in numbers[:most]:
        look_at(number)


def look_at(entry_pk: int) -> None:
    """Make the figures of one entry, unless it is gone."""
    with transaction.atomic():
        entry = lock(entry_pk)
        if entry:
            refresh(entry)


@receiver(request_finished)
def look_when_answered(**kwargs):
    """Whoever saved has their page by now: an error here is the keeper's to read."""
    for number in saved.take():
        try:
            look_at(number)
        except Exception:
            logger.exception("The figures of entry %s could not be made.", number)
