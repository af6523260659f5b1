"""What the side-by-side page sends, made sure of before a step is taken."""

from django import forms
from django.utils.translation import gettext

from translation_desk.checks import CHECKS
from translation_desk.models import SourceChange
from translation_desk.refusals import StepRefused

MOST = 2**31 - 1
DIGEST = r"^[0-9a-f]{64}$"


class Sent(forms.Form):
    """Something that was sent; ``Sent.of(request)`` is what it says, or is refused."""

    @classmethod
    def of(cls, request):
        """The cleaned data of what ``request`` sends. Raises StepRefused when it is no such thing."""
        form = cls(request.POST)
        if not form.is_valid():
            # Only a broken or forged page sends what does not fit here: its fields are no person's.
            raise StepRefused(gettext("This could not be read. Load the page again."))
        return form.cleaned_data


class RowForm(Sent):
    """Which segment is meant: its place, the wording that was shown there, the version of what was stored."""

    position = forms.IntegerField(min_value=0, max_value=MOST)
    digest = forms.RegexField(DIGEST)
    version = forms.IntegerField(min_value=0, max_value=MOST)


class TextForm(RowForm):
    # Whatever is written in it: what does not fit is said by the step.
    text = forms.CharField(required=False, strip=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].validators = []


class CommentForm(TextForm):
    """A remark on a segment."""


class SettleForm(RowForm):
    """Whether a remark is settled."""

    comment = forms.IntegerField(min_value=1, max_value=MOST)
    is_settled = forms.BooleanField(required=False)


class DismissForm(RowForm):
    """What a finding is said to be nothing for."""

    check = forms.ChoiceField(choices=[(check.id, check.id) for check in CHECKS])
    key = forms.CharField(max_length=64)
    reason = forms.CharField(required=False)


class SizeForm(Sent):
    """How large a change of the original is."""

    old = forms.RegexField(DIGEST)
    new = forms.RegexField(DIGEST)
    size = forms.ChoiceField(choices=SourceChange.Size)
    position = forms.IntegerField(min_value=0, max_value=MOST)


class NoteForm(Sent):
    """What is to be changed."""

    note = forms.CharField(required=False)
