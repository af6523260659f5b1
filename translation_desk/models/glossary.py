"""The glossary: what things are called here."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.languages import language_codes
from translation_desk.models.texts import LOCALE_LENGTH


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

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("name of a term")
        verbose_name_plural = _("names of terms")
        constraints = [
            models.UniqueConstraint(
                fields=["term", "locale", "text"], name="term_name_is_given_once"
            )
        ]

    def __str__(self):
        return self.text
