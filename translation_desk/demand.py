"""How many readers wanted an entry in a language that it is not live in.

Counted by entry, language and day; nothing is known of who it was. A page is not kept waiting for it:
what was counted in this process is written down together with what comes a little later, so that a
server that is stopped loses the last few.
"""

import re
from collections import Counter
from datetime import timedelta
from threading import Lock
from time import monotonic

from django.conf import settings
from django.core.signals import request_finished
from django.db import transaction
from django.db.models import Case, F, IntegerField, Q, Sum, Value, When
from django.dispatch import receiver
from django.utils import timezone

from blog.languages import language_codes
from blog.models import Entry
from blog.signals import fallback_shown
from translation_desk.models import Demand

DAYS = 90
# Written down when so many wait, or the first has waited so many seconds.
MOST_WAITING, SECONDS = 20, 5
# Those that say what they are. A browser names itself Mozilla.
ROBOT = re.compile(
    r"bot|crawl|spider|slurp|preview|facebookexternalhit|monitor|scan|fetch|headless", re.I
)


class Waiting:
    """What was counted and not written down yet, in this process."""

    def __init__(self):
        self._lock = Lock()
        self._counts, self._since = Counter(), None

    def add(self, key: tuple) -> None:
        with self._lock:
            self._counts[key] += 1
            self._since = monotonic() if self._since is None else self._since

    def take(self, *, only_due=False) -> Counter:
        """What waits, and no longer does; nothing when ``only_due`` and it may wait longer."""
        with self._lock:
            is_due = self._counts.total() >= MOST_WAITING or (
                self._since is not None and monotonic() - self._since >= SECONDS
            )
            if only_due and not is_due:
                return Counter()
            taken, self._counts, self._since = self._counts, Counter(), None
            return taken


waiting = Waiting()


def count(entry_pk: int, locale: str) -> None:
    """Count a reader who wanted the entry in ``locale``; written down a little later (``flush``)."""
    waiting.add((entry_pk, locale, timezone.localdate()))


def flush(*, only_due=False) -> None:
    """Write down what waits, for two queries."""
    counts = waiting.take(only_due=only_due)
    if not counts:
        return
    rows = [Demand(entry_id=pk, locale=locale, day=day) for pk, locale, day in sorted(counts)]
    added = [
        When(entry=pk, locale=locale, day=day, then=Value(number))
        for (pk, locale, day), number in counts.items()
    ]
    anywhere = Q(pk__in=[])
    for pk, locale, day in counts:
        anywhere |= Q(entry=pk, locale=locale, day=day)
    with transaction.atomic():
        Demand.objects.bulk_create(rows, ignore_conflicts=True)
        Demand.objects.filter(anywhere).update(
            count=F("count") + Case(*added, default=0, output_field=IntegerField())
        )


def wanted(locales: list[str], entries: list[int] | None = None) -> dict[tuple[int, str], int]:
    """(Entry, locale) → how many readers wanted it in the last 90 days; of ``entries``, or of all."""
    since = timezone.localdate() - timedelta(days=DAYS)
    found = Demand.objects.filter(day__gt=since, locale__in=locales)
    if entries is not None:
        found = found.filter(entry__in=entries)
    found = found.order_by().values_list("entry_id", "locale").annotate(Sum("count"))
    return {(pk, locale): number for pk, locale, number in found}


@receiver(fallback_shown, sender=Entry)
def count_reader(request, entry_pk, language, **kwargs):
    """Count whoever was given a page in another language, if it was a reader."""
    if language in language_codes() and is_by_reader(request):
        count(entry_pk, language)


@receiver(request_finished)
def flush_when_due(**kwargs):
    """Write down what waits once the reader has their page."""
    flush(only_due=True)


def is_by_reader(request) -> bool:
    """Whether ``request`` is of a person who reads, as far as it says itself.

    Not of a browser that fetches what might be looked at, of a robot, or of staff, who alone have sessions.
    """
    headers = request.headers
    purpose = headers.get("Sec-Purpose", "") + headers.get("Purpose", "") + headers.get("X-Moz", "")
    agent = headers.get("User-Agent", "")
    return (
        request.method == "GET"
        and "prefetch" not in purpose
        and "preview" not in purpose
        and agent.startswith("Mozilla/")
        and not ROBOT.search(agent)
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
    )
