"""Languages named in themselves, marked so that a screen reader says them right (WCAG 3.1.2)."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from blog.languages import facts


def marked(text: str, language: str) -> SafeString:
    """``text`` as a piece of HTML that says which language it is in."""
    return format_html('<span lang="{}">{}</span>', language, text)


def endonym(language: str) -> SafeString:
    """The name of ``language`` in itself, so marked."""
    return marked(facts(language).endonym, language)
