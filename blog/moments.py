"""Moments as people type and read them: in the site's time zone, which is named.

A zone has hours that happened twice and hours that never were: Baku had summer time until 2015.
"""

from datetime import UTC, datetime

from django.utils import timezone
from django.utils.translation import gettext, ngettext

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60


class NeverHappened(ValueError):
    """Clocks of the zone never showed this time: they were put forward over it."""


def local(moment: datetime) -> datetime:
    """What a clock on the site's wall shows at ``moment``: naive, in whole seconds."""
    return timezone.localtime(moment).replace(tzinfo=None, microsecond=0)


def moment_of(shown: datetime, *, stored: datetime | None = None) -> datetime:
    """The moment at which the clocks of the site's zone show ``shown`` (naive).

    Of two such moments it is the first; but whoever leaves alone what the form showed of ``stored``
    means ``stored``. Raises NeverHappened where there is none.
    """
    if stored is not None and local(stored) == shown:
        return stored
    # "fold" is 0 of a new datetime: the first of two.
    moment = shown.replace(tzinfo=timezone.get_current_timezone(), fold=0)
    if moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None) != shown:
        raise NeverHappened(f"{moment.tzinfo} has no {shown}.")
    return moment


def time_until(moment: datetime) -> str:
    """How long it is until ``moment``, in words that can stand by themselves: "in 3 days"."""
    seconds = (moment - timezone.now()).total_seconds()
    if seconds < MINUTE:
        return gettext("in less than a minute")
    # Django's timeuntil is no help: its Russian units are in the nominative.
    if seconds < HOUR:
        count = int(seconds // MINUTE)
        return ngettext("in %(count)d minute", "in %(count)d minutes", count) % {"count": count}
    if seconds < DAY:
        count = int(seconds // HOUR)
        return ngettext("in %(count)d hour", "in %(count)d hours", count) % {"count": count}
    # As people count: by the leaves of the calendar.
    count = (local(moment).date() - local(timezone.now()).date()).days
    return ngettext("in %(count)d day", "in %(count)d days", count) % {"count": count}
