"""The form of a term: its names in each language, and what holds for all of them."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.languages import facts, language_codes
from blog.untangling import quoted
from translation_desk.glossary_csv import LONGEST_NAME, MOST_BYTES
from translation_desk.models import Term
from translation_desk.words import words

PREFERRED, OTHERS, FORBIDDEN = "preferred", "others", "forbidden"
KINDS = {
    PREFERRED: (_("Name"), ""),
    OTHERS: (_("Also allowed"), _("One name a line.")),
    FORBIDDEN: (_("Forbidden"), _("One name a line: what is not to be said for it.")),
}


class TermForm(forms.ModelForm):
    """A term; ``with_languages()`` has the fields of the languages as well."""

    class Meta:
        model = Term
        fields = ["note", "keep", "is_case_sensitive"]
        help_texts = {
            "keep": _("It stays as it is in every language, such as the name of a system."),
            "is_case_sensitive": _("It is found only where its letters are exactly these."),
        }
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    @classmethod
    def with_languages(cls) -> type["TermForm"]:
        """The form with a name, others and forbidden ones in each language of the site."""
        fields = {
            column(kind, code): _field(kind, code) for code in language_codes() for kind in KINDS
        }
        return type(cls.__name__, (cls,), {**fields, "Meta": cls.Meta})

    def __init__(self, *args, instance=None, initial=None, **kwargs):
        stored = _stored(instance) if instance and instance.pk else {}
        super().__init__(*args, instance=instance, initial={**stored, **(initial or {})}, **kwargs)

    def clean(self):
        cleaned = super().clean()
        self.names, self.forbidden = {}, {}
        for code in language_codes():
            preferred, others, forbidden = (
                self._names(cleaned.get(column(kind, code), ""), column(kind, code))
                for kind in KINDS
            )
            self.names[code] = list(dict.fromkeys([*preferred, *others]))
            self.forbidden[code] = forbidden
            if others and not preferred:
                message = gettext("Write the name that is to be used first.")
                self.add_error(column(PREFERRED, code), message)
            for name in forbidden:
                if name in self.names[code]:
                    message = gettext("This name is both allowed and forbidden: %(name)s")
                    self.add_error(column(FORBIDDEN, code), message % {"name": quoted(name)})
        if not any(self.names.values()) and not self.errors:
            raise ValidationError(gettext("Write a name in at least one language."))
        return cleaned

    def _names(self, text, field):
        """The names in a field, one a line, each once."""
        names = list(
            dict.fromkeys(filter(None, (" ".join(line.split()) for line in text.splitlines())))
        )
        for name in names:
            if len(name) > LONGEST_NAME:
                message = gettext("This name is too long: %(name)s")
                self.add_error(field, message % {"name": quoted(name[:60] + "…")})
            elif not any(words(name)):
                message = gettext("This name has no letters: %(name)s")
                self.add_error(field, message % {"name": quoted(name)})
        return names


def column(kind, language):
    """The name of a field."""
    return f"{kind}_{language}"


def _field(kind, language):
    label, help_text = KINDS[kind]
    told = {"lang": language, "dir": facts(language).direction}
    widget = (
        forms.TextInput(attrs=told)
        if kind == PREFERRED
        else forms.Textarea(attrs={"rows": 3, **told})
    )
    return forms.CharField(label=label, help_text=help_text, required=False, widget=widget)


def _stored(term):
    """What the fields of the languages show of ``term``."""
    found = {}
    for name in term.names.all():
        names, forbidden = (
            found.setdefault((kind, name.locale), []) for kind in (OTHERS, FORBIDDEN)
        )
        (forbidden if name.is_forbidden else names).append(name.text)
    shown = {}
    for (kind, code), texts in found.items():
        if kind == OTHERS and texts:
            shown[column(PREFERRED, code)] = texts.pop(0)
        shown[column(kind, code)] = "\n".join(texts)
    return shown


class FileForm(forms.Form):
    """A file of terms."""

    file = forms.FileField(
        label=_("CSV file"),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty."),
        },
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            message = gettext(
                "The file is too large for a glossary: at most %(limit)s MB are read."
            )
            raise ValidationError(message % {"limit": MOST_BYTES // 1_000_000})
        return file
