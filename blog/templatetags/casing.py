"""``capfirst``, ``lower``, ``title`` and ``upper`` that know the casing of the active language.

Django's make "Istiqlal" of the Azerbaijani "istiqlal" (İstiqlal). These are built in for every
template, the admin's included (settings, TEMPLATES).
"""

from django import template
from django.conf import settings
from django.template.defaultfilters import stringfilter
from django.utils.translation import get_language

from blog import languages

register = template.Library()


def _language():
    # None under ``translation.override(None)``, as some commands of Django have it.
    return get_language() or settings.LANGUAGE_CODE


@register.filter(is_safe=True)
@stringfilter
def capfirst(text):
    """The first letter as a capital."""
    return languages.capitalize(text, _language())


@register.filter
@stringfilter
def upper(text):
    """All letters as capitals."""
    return languages.upper(text, _language())


@register.filter
@stringfilter
def lower(text):
    """All letters small."""
    return languages.lower(text, _language())


@register.filter
@stringfilter
def title(text):
    """The first letter of each word as a capital."""
    return " ".join(languages.capitalize(word, _language()) for word in text.split(" "))
