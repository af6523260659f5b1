"""Who else has an entry open, and what they have done to it since a page of it was made."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from blog.history.recording import contents, name_of, set_aside
from blog.history.snapshots import SHARED
from blog.languages import facts
from blog.models import Entry, Presence, Revision

# A browser says every half minute that the form is still open (static/blog/admin/presence.js).
EVERY = 30
GONE_AFTER = timedelta(minutes=2)
# A form that has been open for more steps than this is told of the last ones.
MOST_STEPS = 300


@dataclass(frozen=True)
class Change:
    """What was done to a part of an entry since a page was made: by whom, and when last."""

    key: str
    names: tuple[str, ...]
    at: datetime

    def __str__(self):
        return ", ".join([*self.names, time_of(self.at)])

    @property
    def told(self):
        """The part, who changed it, and when."""
        return f"{name_of_part(self.key)} ({self})"


def name_of_part(key: str) -> str:
    """A part of an entry as the form calls it."""
    return gettext("For all languages") if key == SHARED else facts(key).endonym


def time_of(at: datetime) -> str:
    """When, in the site's time zone; without the day when that is today."""
    local = timezone.localtime(at)
    is_today = local.date() == timezone.localdate()
    return date_format(local, "TIME_FORMAT" if is_today else "SHORT_DATETIME_FORMAT")


# What was done


def changes_since(number: int, version: dict[str, str], keys: list[str], user) -> list[Change]:
    """What others, or ``user`` in another window, did to the parts ``keys``, by the history.

    ``version`` has the beginning of each part's digest when the page was made.
    """
    if not keys:
        return []
    steps = Revision.objects.stored().filter(entry=number).order_by("-number")
    steps = list(steps.values("parts", "made_at", "made_by", "made_by_name")[: MOST_STEPS + 1])
    found = [_change(key, steps, version.get(key), user) for key in keys]
    return [change for change in found if change]


def _change(key, steps, began, user):
    names, at = {}, None
    for step, before in zip(steps, [*steps[1:], {"parts": {}}], strict=False):
        digest = step["parts"].get(key, "")
        if began and digest.startswith(began):
            break
        if before["parts"].get(key) != digest:
            names[_who(step, user)] = None
            at = at or step["made_at"]
            if not began:
                break
    return Change(key, tuple(reversed(names)), at) if at else None


def _who(step, user):
    if user and step["made_by"] == user.pk:
        return gettext("you yourself")
    return step["made_by_name"] or gettext("it is not known who")


def keep_aside(number: int, parts: dict[str, dict], user) -> Revision | None:
    """``set_aside``, also where nobody holds the entry: of one that was deleted, none can be held."""
    for _attempt in range(3):
        try:
            with transaction.atomic():
                return set_aside(number, parts, by=user)
        except IntegrityError:
            # Somebody noted a step with the same number at the same moment; the next is free.
            continue
    return None


def is_kept_already(number: int, key: str, values: dict, user) -> bool:
    """Whether ``values`` of a part have been set aside for ``user`` before."""
    steps = Revision.objects.filter(entry=number, event=Revision.Event.SET_ASIDE, made_by=user)
    steps = [step for step in steps.order_by("-number")[:20] if key in step.parts]
    known = contents(steps)
    parts = [known.get(step.parts[key], {}) for step in steps]
    return any(all(part.get(n) == value for n, value in values.items()) for part in parts)


def deleted_by(number: int) -> Revision | None:
    """The step by which the entry ``number``, which is gone, was deleted, if that was noted."""
    steps = Revision.objects.filter(entry=number, event=Revision.Event.DELETED)
    return steps.order_by("-number").first()


# Who is there


def note_presence(entry: Entry, user) -> None:
    """Note that ``user`` has the form of ``entry`` open; forget who has not been seen for long."""
    now = timezone.now()
    Presence.objects.filter(entry=entry, seen_at__lt=now - GONE_AFTER).delete()
    Presence.objects.bulk_create(
        [Presence(entry=entry, user=user, seen_at=now)],
        update_conflicts=True,
        unique_fields=["entry", "user"],
        update_fields=["seen_at"],
    )


def forget_presence(entry: Entry, user) -> None:
    Presence.objects.filter(entry=entry, user=user).delete()


def told_of_others(entry: Entry, user) -> str:
    """Who else has the form open, in a sentence; "" when nobody has."""
    since = timezone.now() - GONE_AFTER
    there = Presence.objects.filter(entry=entry, seen_at__gte=since).exclude(user=user)
    there = there.select_related("user").order_by("user_id")
    people = [f"{name_of(one.user)} ({time_of(one.seen_at)})" for one in there]
    if not people:
        return ""
    message = ngettext(
        "Somebody else has this entry open: %(people)s. If you both change the same, whoever saves "
        "second is shown both versions.",
        "%(count)d others have this entry open: %(people)s. If two change the same, whoever saves "
        "second is shown both versions.",
        len(people),
    )
    return message % {"count": len(people), "people": ", ".join(people)}


def told_of_changes(number: int, began, digests: dict[str, str], user) -> str:
    """What was saved since the page was made, in a sentence; "" when nothing was."""
    changes = changes_since(number, began.version, began.changed(digests), user)
    if not changes:
        return ""
    message = gettext(
        "Saved since you opened this form: %(changes)s. If you have changed the same, you will be "
        "shown both versions when you save."
    )
    return message % {"changes": ", ".join(change.told for change in changes)}
