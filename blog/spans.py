"""How far off a moment is, in words: "yesterday", "in 3 hours".

Django's ``timesince`` and ``naturaltime`` add "ago" to a part that stands in no case of its own,
which is wrong in Russian ("1 минута назад"), and count weeks where people say days.
"""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

HOUR, DAY = 60, 24 * 60  # in minutes
# What is farther off is known by its date.
LONG = timedelta(days=30)


def when(moment: datetime, *, now: datetime | None = None) -> str:
    """``moment`` as people say it: how far off it is, or its date when that is long ago or far ahead."""
    now = now or timezone.now()
    if abs(moment - now) > LONG:
        return date_format(timezone.localtime(moment))
    return from_now(moment, now=now)


def from_now(moment: datetime, *, now: datetime | None = None) -> str:
    """How long ago ``moment`` was, or how soon it will be."""
    now = now or timezone.now()
    minutes = round(abs((moment - now).total_seconds()) / 60)
    say = _ahead if moment > now else ago
    if minutes < HOUR:
        return say(minutes=minutes)
    if round(minutes / HOUR) < DAY // HOUR:
        return say(hours=round(minutes / HOUR))
    days = round(minutes / DAY)
    # 27 hours ago may be the day before yesterday.
    nights = abs((timezone.localdate(moment) - timezone.localdate(now)).days)
    return say(days=days, is_next_day=days == nights == 1)


def ago(*, days: int = 0, hours: int = 0, minutes: int = 0, is_next_day: bool = False) -> str:
    """So long ago: the largest unit that is given; without any, just now."""
    if is_next_day:
        return gettext("yesterday")
    if days:
        return ngettext("%(count)d day ago", "%(count)d days ago", days) % {"count": days}
    if hours:
        return ngettext("%(count)d hour ago", "%(count)d hours ago", hours) % {"count": hours}
    if minutes:
        words = ngettext("%(count)d minute ago", "%(count)d minutes ago", minutes)
        return words % {"count": minutes}
    return gettext("just now")


def _ahead(*, days=0, hours=0, minutes=0, is_next_day=False):
    if is_next_day:
        return gettext("tomorrow")
    if days:
        return ngettext("in %(count)d day", "in %(count)d days", days) % {"count": days}
    if hours:
        return ngettext("in %(count)d hour", "in %(count)d hours", hours) % {"count": hours}
    if minutes:
        return ngettext("in %(count)d minute", "in %(count)d minutes", minutes) % {"count": minutes}
    return gettext("in less than a minute")
