"""Who translates what until when: a small page behind each cell of the queue."""

from django import forms
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.history.recording import name_of
from blog.models.entry import translate_permission
from blog.untangling import quoted
from translation_desk.models import Translation

NOTE_LENGTH = 2000


class PersonField(forms.ModelChoiceField):
    """A person, as the history names them."""

    def label_from_instance(self, person):
        return name_of(person)


class DayInput(forms.DateInput):
    """A day in the browser's own picker."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day; a message quotes what is none."""

    widget = DayInput

    def to_python(self, value):
        try:
            return super().to_python(value)
        except forms.ValidationError as error:
            message = gettext("%(value)s is not a date. Write it like 2026-05-31.")
            raise forms.ValidationError(message % {"value": quoted(str(value)[:60])}) from error


class AssignForm(forms.Form):
    """A translator, a day, a note; each may be empty."""

    assignee = PersonField(
        label=_("Assigned to"),
        queryset=None,
        required=False,
        empty_label=_("nobody"),
        error_messages={"invalid_choice": _("This person may not translate into this language.")},
    )
    due = DayField(label=_("Due"), required=False)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What the translator should know. Whoever opens the translation sees it."),
    )

    def __init__(self, data=None, *, translation: Translation):
        told = {name: getattr(translation, name) for name in ("assignee", "due", "note")}
        super().__init__(data, initial=told, label_suffix="")
        self.fields["assignee"].queryset = people_for(translation)

    def clean_due(self):
        due = self.cleaned_data["due"]
        if due and due != self.initial["due"] and due < timezone.localdate():
            raise forms.ValidationError(gettext("This day is past."))
        return due


def people_for(translation: Translation):
    """The accounts that may translate into its locale, and the one it is assigned to."""
    accounts = get_user_model().objects
    may = accounts.with_perm(f"blog.{translate_permission(translation.locale)}")
    may |= accounts.with_perm("blog.change_any_entry")
    may |= accounts.filter(pk=translation.assignee_id)
    return may.filter(is_staff=True).distinct().order_by("first_name", "last_name", "username")
