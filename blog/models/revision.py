"""The history of entries: a row for whatever was done to one, with what stood in it afterwards."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.models.entry import Entry


def kept_after(related_name):
    """The entry of a row that outlives it: of a deleted entry the history is what is left."""
    return models.ForeignKey(
        Entry, on_delete=models.DO_NOTHING, db_constraint=False, related_name=related_name
    )


class RevisionQuerySet(models.QuerySet):
    """Revisions by what they are of."""

    def stored(self):
        """Revisions of what the entry held; not what a person wrote and could not save."""
        return self.exclude(event=Revision.Event.SET_ASIDE)


class Revision(models.Model):
    """One step in the history of an entry: who did what, when, and what the entry held then.

    ``number`` counts from 1 in each entry. ``parts`` names what the entry held: language code →
    digest of a ``RevisionPart``, the key "" for what the languages share. ``languages`` are those
    that the step was about (published, submitted …), or that were changed by it. Rows outlive
    their entry and the account of who made them; ``blog.history`` is the only one that writes here.
    """

    class Event(models.TextChoices):
        # What stood there before its first save that was noted: by an import, or a script.
        FOUND = "found", _("was here already")
        SAVED = "saved", _("saved")
        SUBMITTED = "submitted", _("submitted")
        TAKEN_BACK = "taken_back", _("taken back")
        RETURNED = "returned", _("returned")
        PUBLISHED = "published", _("published")
        SCHEDULED = "scheduled", _("scheduled")
        WITHDRAWN = "withdrawn", _("withdrawn")
        RESTORED = "restored", _("restored")
        DELETED = "deleted", _("deleted")
        RECOVERED = "recovered", _("recovered")
        # Written over a version that had changed meanwhile: kept, but never what the entry held.
        SET_ASIDE = "set_aside", _("set aside")

    entry = kept_after("revisions")
    number = models.PositiveIntegerField()
    event = models.CharField(max_length=20, choices=Event)
    languages = models.JSONField(default=list, blank=True)
    note = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, blank=True, null=True, related_name="+"
    )
    made_by_name = models.CharField(max_length=310, blank=True)
    parts = models.JSONField(default=dict)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        # By the number itself: to order by the entry would join it, and leave out those that are gone.
        ordering = ["entry_id", "number"]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="revision_number_is_unique")
        ]
        indexes = [models.Index(fields=["made_at"], name="revision_made_at")]

    def __str__(self):
        return f"{self.entry_id}/{self.number}"


class RevisionPart(models.Model):
    """What an entry held in one language, or in what the languages share, at some time.

    Stored once for as many revisions as have it. ``digest`` is the SHA-256 of the content, which
    is JSON (``blog/history/snapshots.py``), compressed with zlib.
    """

    entry = kept_after("revision_parts")
    digest = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        verbose_name = _("part of a revision")
        verbose_name_plural = _("parts of revisions")
        constraints = [
            models.UniqueConstraint(fields=["entry", "digest"], name="revision_part_is_stored_once")
        ]

    def __str__(self):
        return self.digest[:12]
