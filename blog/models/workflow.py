"""What people do with an entry before it goes live: submit, preview, have it open."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models.entry import Entry, default_language, language_choices


def person(related_name="+"):
    """An account; what it did stays when it goes."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        blank=True,
        null=True,
        related_name=related_name,
    )


class SubmissionQuerySet(models.QuerySet):
    """Submissions by what they wait for."""

    def waiting(self):
        """Those that an editor has to do something about."""
        return self.filter(state=Submission.State.WAITING)

    def returned(self):
        """Those that were returned with a note, and not submitted again yet."""
        return self.filter(state=Submission.State.RETURNED)


class Submission(models.Model):
    """A language of an entry that somebody without the right to publish wants to see live.

    There is one as long as something is to be done: by an editor while it waits, by who submitted
    it once it was returned. What was done before is in the history (``Revision``).
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RETURNED = "returned", _("returned")

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="submissions")
    language = models.CharField(max_length=12)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    submitted_by = person("submissions")
    submitted_at = models.DateTimeField(default=timezone.now)
    returned_by = person()
    returned_at = models.DateTimeField(blank=True, null=True)
    note = models.TextField(_("note"), blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["submitted_at", "pk"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            models.UniqueConstraint(fields=["entry", "language"], name="language_submitted_once")
        ]

    def __str__(self):
        return f"{self.entry} ({self.language})"


class PreviewLink(models.Model):
    """A link by which somebody without an account sees one language of an entry as if it were live.

    It works until ``expires_at``, unless it was revoked before.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="preview_links")
    language = models.CharField(max_length=12)
    created_by = person()
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(blank=True, null=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")

    def __str__(self):
        return f"{self.entry} ({self.language})"

    @property
    def is_valid(self):
        """Whether it works now."""
        return self.revoked_at is None and timezone.now() < self.expires_at


class Presence(models.Model):
    """That somebody has the form of an entry open, and when their browser said so last."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="presences"
    )
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [
            models.UniqueConstraint(fields=["entry", "user"], name="presence_is_one_per_person")
        ]

    def __str__(self):
        return f"{self.user}: {self.entry}"


class Preference(models.Model):
    """The language in which a member of staff gets mail: the one they chose for the admin last."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="preference"
    )
    language = models.CharField(
        _("language of mail"), max_length=12, choices=language_choices, default=default_language
    )

    class Meta:
        verbose_name = _("preference")
        verbose_name_plural = _("preferences")

    def __str__(self):
        return f"{self.user}: {self.language}"
