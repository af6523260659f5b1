"""Files that an entry offers for download."""

from django.core.files.storage import storages
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.attachments import extension_of
from blog.models.entry import Entry


def attachment_storage():
    """Apart from pictures: these files are never served as pages of the site's own address."""
    return storages["attachments"]


class Attachment(models.Model):
    """A file of an entry, with a label in each language; readers get it as a download only.

    It can be fetched while its entry can be read in some language. ``file`` is named by its content
    (``blog.attachments``), ``name`` is what it was called, and is called when it is saved again.
    ``media_type`` is what whoever made it said that it is; nobody has checked that.
    """

    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="attachments", verbose_name=_("entry")
    )
    file = models.FileField(_("file"), storage=attachment_storage, max_length=200)
    label = models.CharField(_("label"), max_length=160, blank=True)
    name = models.CharField(_("name of the file"), max_length=255, blank=True, editable=False)
    media_type = models.CharField(max_length=100, blank=True, editable=False)
    size = models.PositiveBigIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("attachment", kwargs={"pk": self.pk, "name": self.name})

    @property
    def extension(self):
        """The end of the name in small letters, without the dot: ``pdf``; "" when it has none."""
        return extension_of(self.name)
