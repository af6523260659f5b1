"""What templates ask for by name."""

from django import template
from django.utils.translation import get_language_info, gettext

register = template.Library()


@register.simple_tag
def language_name(code):
    """The name of a language in the language of the page, as it stands inside a sentence.

    Usage::

        {% language_name "ru" as name %}
    """
    return gettext(get_language_info(code)["name"])
