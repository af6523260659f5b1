"""The page of one entry."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.utils import translation
from django.views.generic import TemplateView

from blog.entry_pages import entry_context
from blog.models import Entry, find_by_slug
from blog.notes import notes_on
from blog.reading import Reading
from blog.signals import fallback_shown


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
        if is_borrowed:
            fallback_shown.send(Entry, request=request, entry_pk=entry.pk, language=self.language)
        return super().get(request)

    def get_context_data(self, **kwargs):
        context = entry_context(self.request, self.reading, notes_on(self.request, self.reading))
        return super().get_context_data(**context, **kwargs)
