"""The sitemap (sitemaps.org), with the pages of an entry in its other languages beside each."""

from django.core.paginator import EmptyPage, Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from blog.languages import language_codes
from blog.models import Entry
from blog.pages import home_url
from blog.reading import Reading

# Addresses in one part; the protocol allows 50,000, and a part of 10,000 is made in seconds.
PART_SIZE = 10_000


@require_safe
def sitemap(request):
    """The whole sitemap, or an index of its parts when one part cannot hold it."""
    parts = _parts()
    if parts.num_pages == 1:
        return _urlset(request, parts.page(1), with_homes=True)
    urls = [
        request.build_absolute_uri(reverse("sitemap-part", kwargs={"number": number}))
        for number in parts.page_range
    ]
    return render(request, "sitemap_index.xml", {"urls": urls}, content_type="application/xml")


@require_safe
def sitemap_part(request, number):
    """One part of a large sitemap, from 1."""
    try:
        entries = _parts().page(number)
    except EmptyPage as error:
        raise Http404("No such part.") from error
    return _urlset(request, entries, with_homes=number == 1)


def _parts():
    live = Entry.objects.listed_for(language_codes()).order_by("pk")
    return Paginator(live, PART_SIZE // len(language_codes()))


def _urlset(request, entries, *, with_homes):
    homes = [_news(request)] if with_homes else []
    pages = [page for group in [*homes, *(_pages(request, e) for e in entries)] for page in group]
    return render(request, "sitemap.xml", {"pages": pages}, content_type="application/xml")


def _news(request):
    urls = {code: request.build_absolute_uri(home_url(code)) for code in language_codes()}
    urls["x-default"] = request.build_absolute_uri(reverse("home"))
    return [
        {"url": urls[code], "modified_at": None, "alternates": urls.items()}
        for code in language_codes()
    ]


def _pages(request, entry):
    """The pages of ``entry`` that search engines may keep: those wholly in their language."""
    readings = {code: Reading(entry, code) for code in entry.live_languages}
    urls = {code: request.build_absolute_uri(reading.url) for code, reading in readings.items()}
    alternates = {**urls, "x-default": urls[next(iter(readings.values())).main_language]}
    return [
        {
            "url": urls[code],
            "modified_at": max(reading.published_at, entry.modified_at),
            "alternates": alternates.items(),
        }
        for code, reading in readings.items()
        if reading.is_own
    ]
