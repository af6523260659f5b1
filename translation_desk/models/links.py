"""Links to what other apps keep, without a constraint of the database (see ``translation_desk.models``)."""

from django.conf import settings
from django.db import models

# As long as the longest full name of an account, with room for the space.
NAME_LENGTH = 310


def kept_link(related_name):
    """The entry of a row that outlives it: one that is had back has its number again."""
    return models.ForeignKey(
        "blog.Entry", on_delete=models.DO_NOTHING, db_constraint=False, related_name=related_name
    )


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
