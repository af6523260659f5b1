"""What came from where: the memory that makes an import repeatable and old addresses work.

The foreign keys into ``blog`` are not constraints of the database: with this app taken out of the
settings its tables stay behind, and must not stand in the way of deleting an entry.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


def kept_loosely(to, **kwargs):
    """A link to a thing of the blog that outlives it as NULL."""
    return models.ForeignKey(
        to,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        db_constraint=False,
        related_name="+",
        **kwargs,
    )


class ImportRun(models.Model):
    """One run of ``import_moodle``, dry or not, and all it had to say.

    ``report`` is what ``moodle_import.report.Report.as_json`` returns; no credentials are in it.
    """

    started_at = models.DateTimeField(_("started at"))
    finished_at = models.DateTimeField(_("finished at"), null=True)
    is_dry = models.BooleanField(_("only a plan"), default=False)
    source = models.CharField(_("source"), max_length=250)
    report = models.JSONField(_("report"), default=dict)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("import from Moodle")
        verbose_name_plural = _("imports from Moodle")

    def __str__(self):
        return self.source


class ImportedEntry(models.Model):
    """An entry of Moodle, by its id there, and what became of it.

    ``digest`` tells whether it changed there since; ``modified_at`` of the entry as it was written,
    whether it changed here. An entry deleted here leaves the row: it is not made again.
    """

    moodle_id = models.PositiveBigIntegerField(unique=True)
    entry = kept_loosely("blog.Entry")
    digest = models.CharField(max_length=64)
    modified_at = models.DateTimeField(null=True)

    def __str__(self):
        return str(self.moodle_id)


class ImportedAuthor(models.Model):
    """A user of Moodle who wrote an entry; ``fields`` are names and texts as they were brought."""

    moodle_id = models.PositiveBigIntegerField(unique=True)
    author = kept_loosely("blog.Author")
    fields = models.JSONField(default=dict)

    def __str__(self):
        return str(self.moodle_id)


class ImportedTag(models.Model):
    """A tag of Moodle; ``name`` is what its addresses have: ``tag.name``, in small letters."""

    moodle_id = models.PositiveBigIntegerField(unique=True)
    name = models.CharField(max_length=255, db_index=True)
    tag = kept_loosely("blog.Tag")

    def __str__(self):
        return self.name


class ImportedFile(models.Model):
    """A file of an entry of Moodle: where its old address leads.

    ``path`` is ``filepath`` and ``filename`` as in the address, decoded: ``/folder/map baku.png``.
    ``sha1`` is of the content in Moodle; a picture, or a photograph whose place was taken off, has
    another here.
    """

    class Area(models.TextChoices):
        POST = "post"
        ATTACHMENT = "attachment"

    moodle_entry = models.PositiveBigIntegerField()
    area = models.CharField(max_length=12, choices=Area)
    path = models.CharField(max_length=600)
    sha1 = models.CharField(max_length=40, db_index=True)
    is_changed = models.BooleanField(default=False)
    picture = kept_loosely("blog.Picture")
    attachment = kept_loosely("blog.Attachment")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["moodle_entry", "area", "path"], name="imported_file_has_one_address"
            )
        ]

    def __str__(self):
        return self.path


class ImportedComment(models.Model):
    """A comment of Moodle; one deleted here is not made again."""

    moodle_id = models.PositiveBigIntegerField(unique=True)
    comment = kept_loosely("blog.Comment")

    def __str__(self):
        return str(self.moodle_id)
