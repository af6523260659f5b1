"""A translation of an entry, and the segments it is made of."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models.revision import kept_after
from translation_desk.models.links import NAME_LENGTH, Signed, person

LOCALE_LENGTH = 12


class TranslationQuerySet(models.QuerySet):
    """Translations by what readers have of them, and by what is to be done."""

    def asked(self):
        """All but those of entries that were deleted, and into what has become the original since."""
        return self.filter(is_asked=True)

    def of_live_originals(self):
        """Those of entries whose original readers can read now."""
        return self.filter(source_live_at__lte=timezone.now())

    def live(self):
        """Those that readers can read now."""
        return self.filter(live_at__lte=timezone.now())

    def in_state(self, state):
        """Those whose cell in the queue shows ``state``; what ``Translation.shown_state`` says of one."""
        return self.filter(Translation.is_in_state(state))


class Translation(models.Model):
    """An entry in one locale besides its original: what is to be done, by whom and until when.

    There is a row for every entry and every locale, from the first save on; it outlives the entry, so that
    nothing is lost when this is had back. ``state`` is how far people are; whether readers have it, and
    whether it is outdated, is derived. The figures and dates are kept for the queue alone, and made
    anew by ``translation_desk.standing.refresh``.
    """

    class State(models.TextChoices):
        OPEN = "open", _("in progress")
        IN_REVIEW = "in_review", _("waiting for review")
        RETURNED = "returned", _("returned")
        DONE = "done", _("done")

    class Shown(models.TextChoices):
        """What a cell of the queue shows."""

        MISSING = "missing", _("missing")
        IN_PROGRESS = "in_progress", _("in progress")
        IN_REVIEW = "in_review", _("waiting for review")
        RETURNED = "returned", _("returned")
        SCHEDULED = "scheduled", _("scheduled")
        LIVE = "live", _("live")
        OUTDATED = "outdated", _("outdated")

    entry = kept_after("desk_translations")
    locale = models.CharField(_("language"), max_length=LOCALE_LENGTH)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.OPEN)
    assignee = person(related_name="desk_translations", verbose_name=_("assigned to"))
    due = models.DateField(_("due"), blank=True, null=True)
    note = models.TextField(_("note"), blank=True)

    # How many segments the source asks for; how many of these are confirmed; were confirmed against
    # another wording; and are new since the translation was whole, with nothing kept for them.
    segments = models.PositiveIntegerField(default=0, editable=False)
    confirmed = models.PositiveIntegerField(default=0, editable=False)
    stale = models.PositiveIntegerField(default=0, editable=False)
    added = models.PositiveIntegerField(default=0, editable=False)
    words_left = models.PositiveIntegerField(default=0, editable=False)
    # The dates of the original and of this locale, as the entry has them.
    source_live_at = models.DateTimeField(blank=True, null=True, editable=False)
    live_at = models.DateTimeField(blank=True, null=True, editable=False)
    # Since when the original says something else than what readers have of this.
    outdated_at = models.DateTimeField(blank=True, null=True, editable=False)
    # The entry is there, and this is not the locale of its original.
    is_asked = models.BooleanField(default=True, editable=False)
    # Nothing of the entry has been saved since the figures were made.
    is_current = models.BooleanField(default=False, editable=False)
    # Digests of the parts of the entry that the figures were made of.
    source_version = models.CharField(max_length=64, blank=True, editable=False)
    target_version = models.CharField(max_length=64, blank=True, editable=False)
    # Digests of the segments that the entry held in this locale then: what is not among them was written
    # in the entry's form since.
    target_digests = models.JSONField(default=list, blank=True, editable=False)

    objects = TranslationQuerySet.as_manager()

    class Meta:
        ordering = ["entry_id", "locale"]
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "locale"], name="translation_is_one_per_locale"
            )
        ]
        indexes = [
            models.Index(fields=["locale", "-source_live_at"], name="translation_newest"),
            models.Index(
                fields=["entry"], condition=Q(is_current=False), name="translation_not_current"
            ),
        ]

    def __str__(self):
        return f"{self.entry} ({self.locale})"

    @property
    def is_live(self):
        """Whether readers can read it now."""
        return self.live_at is not None and self.live_at <= timezone.now()

    @property
    def is_scheduled(self):
        """Whether it goes live at a date to come."""
        return self.live_at is not None and self.live_at > timezone.now()

    @property
    def is_outdated(self):
        """Whether readers have it, and the original has changed since."""
        return self.is_live and self.outdated_at is not None

    @property
    def shown_state(self):
        """What its cell in the queue shows: one of ``Shown``."""
        if self.state in (self.State.IN_REVIEW, self.State.RETURNED):
            return self.Shown(self.state)
        if self.is_scheduled:
            return self.Shown.SCHEDULED
        if self.is_outdated:
            return self.Shown.OUTDATED
        if self.is_live and self.state == self.State.DONE:
            return self.Shown.LIVE
        has_any = self.is_live or self.confirmed
        return self.Shown.IN_PROGRESS if has_any else self.Shown.MISSING

    @classmethod
    def is_in_state(cls, shown):
        """The condition that the cell of a translation shows ``shown``."""
        if shown in (cls.Shown.IN_REVIEW, cls.Shown.RETURNED):
            return Q(state=shown)
        live, undated = Q(live_at__lte=timezone.now()), Q(live_at__isnull=True)
        outdated, done = Q(outdated_at__isnull=False), Q(state=cls.State.DONE)
        with_people = Q(state__in=[cls.State.IN_REVIEW, cls.State.RETURNED])
        conditions = {
            cls.Shown.SCHEDULED: Q(live_at__gt=timezone.now()),
            cls.Shown.OUTDATED: live & outdated,
            cls.Shown.LIVE: live & done & ~outdated,
            cls.Shown.IN_PROGRESS: (live & ~done & ~outdated) | (undated & Q(confirmed__gt=0)),
            cls.Shown.MISSING: undated & Q(confirmed=0),
        }
        return conditions[shown] & ~with_people


class TranslatedSegment(models.Model):
    """What one segment was translated into, and the source that it was confirmed against.

    ``kind``, ``tag``, ``place`` and ``source_text`` are those of ``translation_desk.segments.Segment``; they, not the
    ``position``, say which segment of the present source this is for (``translation_desk.standing``).
    ``confirmed_at`` is None of what nobody has said to be right. ``version`` counts the changes.
    """

    translation = models.ForeignKey(Translation, on_delete=models.CASCADE, related_name="texts")
    kind = models.CharField(max_length=20)
    tag = models.CharField(max_length=20, blank=True)
    # An address of a picture may be as long as it likes.
    place = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0)
    source_text = models.TextField()
    source_digest = models.CharField(max_length=64)
    target_text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    confirmed_at = models.DateTimeField(blank=True, null=True)
    confirmed_by = person()
    confirmed_by_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    # The source no longer asks for it; what was written is never thrown away.
    is_kept = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("translated segment")
        verbose_name_plural = _("translated segments")
        indexes = [
            # The memory of translations asks by it.
            models.Index(fields=["source_digest"], name="translated_segment_source"),
        ]

    def __str__(self):
        return self.target_text[:60]


class SegmentComment(Signed):
    """What somebody said about a segment, which has been translated or not (then by its source)."""

    translation = models.ForeignKey(Translation, on_delete=models.CASCADE, related_name="comments")
    segment = models.ForeignKey(
        TranslatedSegment,
        on_delete=models.CASCADE,
        blank=True,
        null=True,
        related_name="comments",
    )
    source_digest = models.CharField(max_length=64, blank=True)
    text = models.TextField(_("comment"), max_length=2000)
    resolved = models.BooleanField(_("settled"), default=False)

    class Meta(Signed.Meta):
        verbose_name = _("comment on a segment")
        verbose_name_plural = _("comments on segments")
        constraints = [
            models.CheckConstraint(
                condition=Q(segment__isnull=False) | ~Q(source_digest=""),
                name="segment_comment_is_of_a_segment",
            )
        ]

    def __str__(self):
        return self.text[:60]
