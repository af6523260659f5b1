"""The page of one entry: what its template is given, for readers and for those who look ahead."""

from collections.abc import Sequence
from dataclasses import replace

from blog.languages import language_codes
from blog.models import Entry
from blog.notes import Note
from blog.pages import Page, languages_read, make_page, open_graph_for
from blog.reading import Reading, read_all

MORE = 3


def entry_context(request, reading: Reading, notes: Sequence[Note] = ()) -> dict[str, object]:
    """What ``blog/entry_detail.html`` is made of, in the active language."""
    return {
        "reading": reading,
        "notes": notes,
        "more": _more_news(reading),
        "page": _page_of(request, reading),
    }


def _more_news(reading):
    """The newest other entries."""
    listed = Entry.objects.listed_for(languages_read(reading.language)).select_related("cover")
    return read_all(listed.exclude(pk=reading.entry.pk)[:MORE], reading.language)


def _page_of(request, reading) -> Page:
    entry = reading.entry
    urls = {code: entry.url_in(code) for code in language_codes()}
    canonical = reading.language if reading.is_own else reading.borrowed_language
    page_url = request.build_absolute_uri(urls[canonical])
    image = reading.share_image
    if image:
        image = replace(image, url=request.build_absolute_uri(image.url))
    return make_page(
        request,
        urls=urls,
        available=reading.languages,
        main_language=reading.main_language,
        canonical_language=canonical,
        title=reading.title.text,
        description=reading.teaser.text if reading.teaser else "",
        open_graph=open_graph_for(reading, page_url, image),
    )
