"""What the desk says of an entry beside its title."""

from django import template
from django.urls import reverse

from blog.admin.entries import STATES
from blog.languages import facts
from blog.models import Submission
from blog.spans import from_now, when

register = template.Library()
register.filter("from_now", from_now)
register.filter("when", when)
NAMES = {**STATES, **{state.value: state.label for state in Submission.State}}


@register.filter
def endonym(language):
    """The name of a language in itself."""
    return facts(language).endonym


@register.filter
def state_name(state):
    """The word for the state of a language of an entry, or of its submission."""
    return NAMES[state]


@register.filter
def form_url(row):
    """The form of the entry of a row, open at the language that the row is about.

    Usage::

        <a href="{{ row|form_url }}">
    """
    language = row.languages[0] if row.languages else ""
    path = reverse("admin:blog_entry_change", args=[row.entry])
    return f"{path}#language-{language}" if language else path
