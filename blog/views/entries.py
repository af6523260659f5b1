"""The page of one entry."""

from dataclasses import replace

from django.http import Http404, HttpResponsePermanentRedirect
from django.utils import translation
from django.views.generic import TemplateView

from blog.languages import language_codes
from blog.models import Entry, find_by_slug
from blog.pages import languages_read, make_page, open_graph_for
from blog.reading import Reading, read_all

MORE = 3


class EntryDetailView(TemplateView):
    """An entry in the language of the URL, or the honest page around the language it has."""

    template_name = "blog/entry_detail.html"

    def get(self, request, *, slug):
        self.language = translation.get_language()
        entries = Entry.objects.select_related("author", "cover")
        entries = entries.prefetch_related("tags", "attachments", "comments")
        entry = find_by_slug(entries, self.language, slug)
        if entry is None or not entry.live_languages:
            raise Http404("No such entry.")
        slugs = entry.public_slugs()
        is_own = slugs.get(self.language) == slug
        is_borrowed = self.language not in slugs and slug in slugs.values()
        if not (is_own or is_borrowed):
            return HttpResponsePermanentRedirect(entry.url_in(self.language))
        self.reading = Reading(entry, self.language)
        return super().get(request)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            reading=self.reading, more=self.get_more(), page=self.get_page(), **kwargs
        )

    def get_more(self):
        """The newest other entries."""
        listed = Entry.objects.listed_for(languages_read(self.language)).select_related("cover")
        return read_all(listed.exclude(pk=self.reading.entry.pk)[:MORE], self.language)

    def get_page(self):
        reading = self.reading
        entry = reading.entry
        urls = {code: entry.url_in(code) for code in language_codes()}
        canonical = self.language if reading.is_own else reading.borrowed_language
        page_url = self.request.build_absolute_uri(urls[canonical])
        image = reading.share_image
        if image:
            image = replace(image, url=self.request.build_absolute_uri(image.url))
        return make_page(
            self.request,
            urls=urls,
            available=reading.languages,
            main_language=reading.main_language,
            canonical_language=canonical,
            title=reading.title.text,
            description=reading.teaser.text if reading.teaser else "",
            open_graph=open_graph_for(reading, page_url, image),
        )
