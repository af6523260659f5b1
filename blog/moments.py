"""Moments as people type and read them: in the site's time zone, which is named.

A zone has hours that happened twice and hours that never were: Baku had summer time until 2015.
"""

from datetime import UTC, datetime

from django.utils import timezone


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
