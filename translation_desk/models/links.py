"""Links to what other apps keep, without a constraint of the database (see ``translation_desk.models``)."""

from django.conf import settings
from django.db import models
from django.utils import timezone

# As long as the longest full name of an account, with room for the space.
NAME_LENGTH = 310


def person(**kwargs):
    """An account; what it did stays when it goes."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        db_constraint=False,
        blank=True,
        null=True,
        **{"related_name": "+", **kwargs},
    )


class Signed(models.Model):
    """Something that a person did: who, with the name they had, and when."""

    by = person()
    by_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        ordering = ["at", "pk"]
