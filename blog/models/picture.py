"""Pictures: each is stored once, and used in texts and as a cover."""

import re

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from blog.languages import in_language

# Cleaned HTML has its attributes in double quotes (blog/markup.py).
PICTURE_REFERENCE = re.compile(r'<img(?: [a-z-]+="[^"]*")*? src="picture:(\d+)"')


class PictureQuerySet(models.QuerySet):
    """Pictures by where they are used."""

    def unused(self):
        """Pictures that are in no text and no cover."""
        return self.filter(uses__isnull=True, covers__isnull=True)


class Picture(models.Model):
    """A picture of the library, upright and without private data; ``blog/pictures.py`` makes them.

    ``alt`` and ``caption`` are held once per language, as proposals: what readers get is said where
    the picture is used. ``focus_x`` and ``focus_y`` are the place, in percent of width and height,
    that no crop may cut off. ``digest`` is the SHA-256 of the file.
    """

    file = models.FileField(_("file"), upload_to="pictures", max_length=200, editable=False)
    digest = models.CharField(_("digest"), max_length=64, unique=True, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    name = models.CharField(_("name"), max_length=160, blank=True)
    alt = models.CharField(
        _("what the picture shows"),
        max_length=250,
        blank=True,
        help_text=_("For readers who do not see the picture. Proposed wherever it is used next."),
    )
    caption = models.CharField(
        _("caption"),
        max_length=300,
        blank=True,
        help_text=_("What stands under the picture. Proposed wherever it is used next."),
    )
    credit = models.CharField(
        _("credit"),
        max_length=120,
        blank=True,
        help_text=_("Who made it. Readers see it wherever the picture is used."),
    )
    focus_x = models.PositiveSmallIntegerField(
        _("focal point, from the left (%)"), default=50, validators=[MaxValueValidator(100)]
    )
    focus_y = models.PositiveSmallIntegerField(
        _("focal point, from the top (%)"), default=50, validators=[MaxValueValidator(100)]
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        blank=True,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    created_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self):
        return self.name or self.digest[:12]

    def words(self, field, language):
        """``field`` ("alt" or "caption") in exactly ``language``; "" when nobody wrote it."""
        return getattr(self, in_language(field, language)) or ""

    @property
    def focus(self):
        """The focal point as (x, y) in percent."""
        return self.focus_x, self.focus_y


class PictureUse(models.Model):
    """That a text of an entry, in some language, has a picture in it. Kept by ``Entry.save``."""

    entry = models.ForeignKey("blog.Entry", on_delete=models.CASCADE, related_name="picture_uses")
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="uses")

    class Meta:
        verbose_name = _("use in a text")
        verbose_name_plural = _("uses in texts")
        constraints = [
            models.UniqueConstraint(fields=["entry", "picture"], name="picture_used_once_per_entry")
        ]

    def __str__(self):
        return str(self.entry)


def pictures_in(html: str) -> set[int]:
    """Numbers of the pictures of the library that cleaned ``html`` shows."""
    return {int(number) for number in PICTURE_REFERENCE.findall(html)}


def used_by(entry_queryset, picture):
    """The entries of ``entry_queryset`` that show ``picture``, as a cover or in a text."""
    return entry_queryset.filter(Q(cover=picture) | Q(picture_uses__picture=picture)).distinct()
