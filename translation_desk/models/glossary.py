"""The glossary: what things are called here."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.languages import language_codes
from blog.search.naming import KEY_LENGTH, key_of
from translation_desk.models.texts import LOCALE_LENGTH


class KeyField(models.CharField):
    """How readers' words are known as a name in any of its forms: made of it whenever it is written.

    Only ``QuerySet.update()`` and ``bulk_update()`` go round it.
    """

    def pre_save(self, model_instance, add):
        key = key_of(model_instance.text, model_instance.locale)
        setattr(model_instance, self.attname, key)
        return key

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        # To a migration it is a column like others.
        return name, "django.db.models.CharField", args, kwargs


class Term(models.Model):
    """A thing that has agreed names; ``keep`` says that its name is not translated."""

    note = models.TextField(_("note"), blank=True)
    keep = models.BooleanField(_("do not translate"), default=False)
    is_case_sensitive = models.BooleanField(_("only with these capitals"), default=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("term")
        verbose_name_plural = _("terms")

    def __str__(self):
        preferred = {}
        for name in self.names.all():
            if not name.is_forbidden:
                preferred.setdefault(name.locale, name.text)
        in_order = [preferred[code] for code in language_codes() if code in preferred]
        return " · ".join(in_order) or "…"


class TermName(models.Model):
    """A name of a term in a locale: the first is required, others are allowed or forbidden."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="names")
    locale = models.CharField(_("language"), max_length=LOCALE_LENGTH)
    text = models.CharField(_("name"), max_length=200)
    is_forbidden = models.BooleanField(_("forbidden"), default=False)
    position = models.PositiveIntegerField(default=0)
    key = KeyField(max_length=KEY_LENGTH, default="", editable=False)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("name of a term")
        verbose_name_plural = _("names of terms")
        indexes = [models.Index(fields=["key"], name="term_name_key")]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "locale", "text"], name="term_name_is_given_once"
            )
        ]

    def __str__(self):
        return self.text
