"""What the head and the frame of every page are made of."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from blog.languages import facts, fallbacks, language_codes


@dataclass(frozen=True)
class LanguageLink:
    """One language of the switcher; available when the page is in that language, not around another."""

    code: str
    endonym: str
    url: str
    is_current: bool
    is_available: bool


@dataclass(frozen=True)
class Alternate:
    """One ``<link rel="alternate" hreflang>``; the address is absolute, as search engines ask."""

    hreflang: str
    url: str


@dataclass(frozen=True)
class OpenGraph:
    """What networks show of a shared link (ogp.me)."""

    type: str
    title: str
    description: str
    url: str
    locale: str
    alternate_locales: list[str]
    image: object = None


@dataclass(frozen=True, kw_only=True)
class Page:
    """The frame of a page: title, place in the languages, what machines are told."""

    title: str
    description: str = ""
    canonical_url: str = ""
    alternates: list[Alternate] = field(default_factory=list)
    is_indexed: bool = True
    open_graph: OpenGraph | None = None
    language_links: list[LanguageLink] = field(default_factory=list)
    feed_url: str = ""
    feed_title: str = ""


def site(request):
    """Context processor: what every template may count on."""
    language = translation.get_language()
    return {
        "blog_name": _("RTCM Blog"),
        "institution": _("Regional Training Centre on Migration"),
        "home_url": home_url(language),
        "LANGUAGE_DIRECTION": facts(language).direction,
    }


def home_url(language: str) -> str:
    """The path of the news in ``language``."""
    with translation.override(language):
        return reverse("blog:entry-list")


def make_page(
    request,
    *,
    urls: dict[str, str],
    available: list[str],
    main_language: str | None = None,
    canonical_language: str | None = None,
    query: str = "",
    **attributes,
) -> Page:
    """Build the frame of a page that has an address in each language.

    ``urls`` has the path per language; ``available`` the languages whose page is in that
    language; ``main_language`` the one that ``x-default`` names (None: ``/``);
    ``canonical_language`` the one whose page search engines should keep (the present one by
    default); ``query`` is kept by the switcher.
    """
    language = translation.get_language()
    canonical_language = canonical_language or language
    # A live language whose text is partly borrowed keeps its hreflang, so that it stays reciprocal.
    is_listed = attributes.pop("is_indexed", True) and language in available
    return Page(
        canonical_url=request.build_absolute_uri(urls[canonical_language]),
        alternates=_alternates(request, urls, available, main_language) if is_listed else [],
        is_indexed=is_listed and canonical_language == language,
        language_links=[
            LanguageLink(
                code, facts(code).endonym, urls[code] + query, code == language, code in available
            )
            for code in language_codes()
        ],
        **{"feed_url": reverse("blog:feed"), "feed_title": _("News"), **attributes},
    )


def error_page(request, title: str) -> Page:
    """The frame of a page that says what went wrong: it links home, and is kept by nobody."""
    urls = {code: home_url(code) for code in language_codes()}
    page = make_page(request, urls=urls, available=language_codes(), title=title, is_indexed=False)
    return Page(**{**page.__dict__, "canonical_url": ""})


def open_graph_for(reading, page_url: str, image=None) -> OpenGraph:
    """The share card of an entry."""
    language = reading.title.language
    others = [code for code in reading.languages if code != language]
    return OpenGraph(
        type="article",
        title=reading.title.text,
        description=reading.teaser.text if reading.teaser else "",
        url=page_url,
        locale=facts(language).open_graph,
        alternate_locales=[facts(code).open_graph for code in others],
        image=image,
    )


def _alternates(request, urls, available, main_language):
    alternates = [
        Alternate(code, request.build_absolute_uri(urls[code]))
        for code in language_codes()
        if code in available
    ]
    default = urls[main_language] if main_language else reverse("home")
    return [*alternates, Alternate("x-default", request.build_absolute_uri(default))]


def languages_read(language: str, *, own_only: bool = False) -> list[str]:
    """The languages whose entries a reader of ``language`` is shown."""
    return [language] if own_only else [language, *fallbacks(language)]
