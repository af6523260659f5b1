"""Agreements between settings, told at the start instead of found by a reader."""

from django.conf import settings
from django.core.checks import Error, register


@register()
def default_language_comes_first(app_configs, **kwargs):
    """modeltranslation takes the first language as the one that is required."""
    if settings.LANGUAGES[0][0] == settings.LANGUAGE_CODE:
        return []
    return [
        Error(
            "The first of LANGUAGES is not LANGUAGE_CODE.",
            hint="Put the default language first.",
            id="blog.E001",
        )
    ]


@register()
def preview_links_work_for_a_while(app_configs, **kwargs):
    """A link that ends before it is sent helps nobody; one without an end is no preview."""
    if 1 <= settings.PREVIEW_LINK_DAYS <= 365:
        return []
    return [Error("PREVIEW_LINK_DAYS is not between 1 and 365.", id="blog.E003")]


@register()
def fallbacks_are_languages_of_the_site(app_configs, **kwargs):
    """A code in FALLBACK_LANGUAGES that is no language of the site would be looked up as a column."""
    codes = {code for code, name in settings.LANGUAGES}
    rows = getattr(settings, "FALLBACK_LANGUAGES", {}).items()
    named = {code for language, others in rows for code in [language, *others]}
    return [
        Error(f"FALLBACK_LANGUAGES names {code!r}, which is not in LANGUAGES.", id="blog.E002")
        for code in sorted(named - codes)
    ]
