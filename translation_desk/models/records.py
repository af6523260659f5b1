"""What was done and decided at the desk, and what readers wanted."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models.revision import kept_after
from translation_desk.models.links import NAME_LENGTH, Signed, person
from translation_desk.models.texts import LOCALE_LENGTH, TranslatedSegment, Translation


class DeskStep(Signed):
    """The log: who did what to a translation, when, and what they said."""

    class Event(models.TextChoices):
        ADOPTED = "adopted", _("taken over from the entry")
        CONFIRMED = "confirmed", _("segment confirmed")
        REOPENED = "reopened", _("segment opened again")
        STILL_RIGHT = "still_right", _("segment still right")
        ASKED = "asked", _("review asked for")
        TAKEN_BACK = "taken_back", _("taken back")
        RETURNED = "returned", _("returned")
        WENT_LIVE = "went_live", _("put live")
        ASSIGNED = "assigned", _("assigned")
        COMMENTED = "commented", _("segment commented on")
        DISMISSED = "dismissed", _("finding dismissed")
        DECIDED = "decided", _("size of a change decided")

    translation = models.ForeignKey(Translation, on_delete=models.CASCADE, related_name="steps")
    event = models.CharField(max_length=20, choices=Event)
    segment = models.ForeignKey(
        TranslatedSegment, on_delete=models.SET_NULL, blank=True, null=True, related_name="steps"
    )
    note = models.TextField(blank=True)

    class Meta(Signed.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self):
        return f"{self.translation_id}: {self.event}"


class SourceChange(models.Model):
    """How large the change from one wording of a segment to another is, as somebody decided.

    ``old_digest`` and ``new_digest`` are those of the two segments (``Segment.digest``).
    """

    class Size(models.TextChoices):
        TYPO = "typo", _("typo")
        MEANING = "meaning", _("meaning")
        URGENT = "urgent", _("urgent")

    entry = kept_after("desk_changes")
    old_digest = models.CharField(max_length=64)
    new_digest = models.CharField(max_length=64)
    size = models.CharField(_("size"), max_length=10, choices=Size)
    decided_by = person()
    decided_by_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["decided_at", "pk"]
        verbose_name = _("change of an original")
        verbose_name_plural = _("changes of originals")
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "old_digest", "new_digest"], name="source_change_is_decided_once"
            )
        ]

    def __str__(self):
        return f"{self.old_digest[:8]} → {self.new_digest[:8]}: {self.size}"


class Dismissal(Signed):
    """A finding of a check that a person said to be none; it holds until one of the two texts changes.

    ``key`` is that of ``translation_desk.checks.Found``: a digest of the check and both texts.
    """

    translation = models.ForeignKey(
        Translation, on_delete=models.CASCADE, related_name="dismissals"
    )
    # Not "check": that is a method of every model.
    check_id = models.CharField(max_length=60)
    key = models.CharField(max_length=64)
    reason = models.TextField(_("reason"), blank=True)

    class Meta(Signed.Meta):
        verbose_name = _("dismissed finding")
        verbose_name_plural = _("dismissed findings")
        constraints = [
            models.UniqueConstraint(
                fields=["translation", "check_id", "key"], name="finding_is_dismissed_once"
            )
        ]

    def __str__(self):
        return f"{self.check_id} ({self.key[:8]})"


class Demand(models.Model):
    """How many readers wanted an entry in a locale on a day, and got it in another; nothing about who."""

    entry = kept_after("desk_demands")
    locale = models.CharField(max_length=LOCALE_LENGTH)
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day", "pk"]
        verbose_name = _("demand")
        verbose_name_plural = _("demands")
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "locale", "day"], name="demand_is_counted_by_day"
            )
        ]

    def __str__(self):
        return f"{self.entry_id} ({self.locale}), {self.day}: {self.count}"
