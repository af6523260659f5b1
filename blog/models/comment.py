"""What readers said about an entry."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.fields import HtmlField
from blog.models.entry import Entry


class Comment(models.Model):
    """A comment below an entry: one thread for all languages.

    ``text`` is held once per language, as a comment out of Moodle may be written in several. ``name``
    is the writer's as readers see it, in whatever language it is.
    """

    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="comments", verbose_name=_("entry")
    )
    name = models.CharField(_("written by"), max_length=120)
    text = HtmlField(_("text"), blank=True)
    written_at = models.DateTimeField(_("written at"))

    class Meta:
        ordering = ["written_at", "pk"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")

    def __str__(self):
        return self.name
