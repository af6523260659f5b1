"""What of the queue is asked for: a form that its address fills in."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.admin.endonyms import endonym
from blog.models import Tag
from translation_desk.models import Translation
from translation_desk.queue import DEMAND, NEWEST, Filters
from translation_desk.rights import locales_of

ANY = [("", _("any"))]
OVERDUE, WEEK, DATED = "overdue", "week", "dated"
DUE = [(OVERDUE, _("overdue")), (WEEK, _("within a week")), (DATED, _("has a date"))]
ORDERS = [(NEWEST, _("newest first")), (DEMAND, _("most wanted first"))]
GONE = _("This filter is no longer there. It was left out.")


class QueueForm(forms.Form):
    """All of it may be left out; what cannot be understood is said, and left out as well."""

    language = forms.MultipleChoiceField(
        label=_("Languages"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("This language is not among yours. It was left out.")},
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[*ANY, *Translation.Shown.choices],
        error_messages={"invalid_choice": GONE},
    )
    tag = forms.ModelChoiceField(
        label=_("Tag"),
        required=False,
        queryset=Tag.objects.all(),
        empty_label=_("any"),
        error_messages={"invalid_choice": _("This tag is no longer there. It was left out.")},
    )
    due = forms.ChoiceField(
        label=_("Due"),
        required=False,
        choices=[*ANY, *DUE],
        error_messages={"invalid_choice": GONE},
    )
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=ORDERS,
        error_messages={"invalid_choice": GONE},
    )
    mine = forms.BooleanField(label=_("Assigned to me"), required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.locales = locales_of(user)
        if "language" not in self.data:
            # The boxes show what is seen.
            self.data = self.data.copy()
            self.data.setlist("language", self.locales)
        self.fields["language"].choices = [(code, endonym(code)) for code in self.locales]

    @property
    def filters(self) -> Filters:
        """What is asked for, as far as it is understood."""
        self.full_clean()
        asked = self.cleaned_data
        due, today = asked.get("due"), timezone.localdate()
        until = {OVERDUE: today - timedelta(days=1), WEEK: today + timedelta(days=7)}
        return Filters(
            locales=asked.get("language") or [],
            state=asked.get("state", ""),
            tag=asked["tag"].pk if asked.get("tag") else None,
            is_mine=asked.get("mine", False),
            due=until.get(due),
            is_due_any=due == DATED,
            order=asked.get("order") or NEWEST,
        )

    @property
    def is_narrow(self) -> bool:
        """Whether anything narrows the queue down."""
        asked = self.cleaned_data
        return asked.get("language") != self.locales or any(
            asked.get(name) for name in ("state", "tag", "due", "mine")
        )
