"""The page of results, and what the box offers while somebody types."""

from dataclasses import dataclass
from datetime import datetime

from django.http import JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from blog.languages import facts, language_codes
from blog.pages import make_page
from blog.reading import Named, Reading
from blog.search.queries import LONGEST_QUERY
from blog.search.searching import search, suggest
from blog.search_forms import (
    SearchForm,
    authors_for,
    called,
    topics_for,
    typed,
    years_of_entries,
)


@dataclass(frozen=True)
class Found:
    """An entry among the results; the pieces are pairs of a text and whether it is to be marked.

    ``topics`` are there when nothing is marked: what was looked for is among them, or stands further
    down in the text.
    """

    url: str
    language: str
    language_name: str
    is_foreign: bool
    title: list[tuple[str, bool]]
    passage: list[tuple[str, bool]]
    published_at: datetime
    topics: list[Named]


def found_by(result, language: str) -> Found:
    """``result`` of the search for a reader of ``language``.

    It leads to the reader's own page, except where the words stand in none of what that shows.
    """
    reading = Reading(result.entry, language)
    is_shown = reading.shown_language == result.locale
    return Found(
        url=reading.url if is_shown else result.entry.url_in(result.locale),
        language=result.locale,
        language_name=facts(result.locale).endonym,
        is_foreign=result.locale != language,
        title=result.title_pieces or [(reading.title.text, False)],
        passage=result.passage_pieces,
        published_at=result.entry.date_in(result.locale),
        topics=[] if result.is_marked else reading.tags,
    )


class SearchView(TemplateView):
    """What was found in the language of the URL and its fallbacks; without words, how to search."""

    template_name = "blog/search.html"

    def get_context_data(self, **kwargs):
        self.language = translation.get_language()
        self.words = typed(self.request.GET)
        self.query = self.words[:LONGEST_QUERY]
        topics = topics_for(self.language)
        context = {"query": self.query, "topics": [topic for _tag, topic in topics]}
        if self.query:
            context |= self.get_results(topics)
        return super().get_context_data(page=self.get_page(), **context, **kwargs)

    def get_results(self, topics):
        form = SearchForm(self.request.GET, topics=topics, years=years_of_entries())
        self.chosen = form.chosen
        self.results = results = search(self.query, self.language, **form.asked)
        return {
            "form": form,
            "results": results,
            "found": [found_by(row, self.language) for row in results.rows],
            "topics_called": called(results.query, topics),
            "authors_called": called(results.query, authors_for(self.language)),
            "is_cut": len(self.words) > LONGEST_QUERY,
            "meant_url": self.url_with(q=results.did_you_mean, page=None),
            "unfiltered_url": self.url_with(tag=None, year=None, language=None, page=None),
            "is_filtered": bool({"tag", "year", "language"} & {*self.chosen}),
            "previous_url": self.url_with(page=results.page - 1) if results.page > 1 else "",
            "next_url": self.url_with(page=results.page + 1)
            if results.page < results.pages
            else "",
        }

    def url_with(self, **changes):
        """The address of this search with some of it changed; None takes a part away."""
        asked = {"q": self.query, **self.chosen, **changes}
        asked = {name: value for name, value in asked.items() if value}
        return f"{self.request.path}?{urlencode(asked)}"

    def get_page(self):
        kept = {**({"q": self.query} if self.query else {}), **getattr(self, "chosen", {})}
        return make_page(
            self.request,
            urls={code: search_url(code) for code in language_codes()},
            available=language_codes(),
            query=f"?{urlencode(kept)}" if kept else "",
            title=self.get_title(),
            is_indexed=False,
        )

    def get_title(self):
        if not self.query:
            return _("Search")
        title = _("Search: %(query)s") % {"query": self.query}
        if self.results.page == 1:
            return title
        pages = {"number": self.results.page, "total": self.results.pages}
        return f"{title} · {_('Page %(number)s of %(total)s') % pages}"


def search_url(language: str) -> str:
    """The path of the search in ``language``."""
    with translation.override(language):
        return reverse("blog:search")


@require_safe
def suggestions(request):
    """Entries for what is typed so far, for the box of static/site/search.js."""
    language = translation.get_language()
    query = typed(request.GET)[:LONGEST_QUERY]
    found = [found_by(row, language) for row in suggest(query, language)] if query else []
    count = len(found)
    status = ngettext("%(count)d suggestion", "%(count)d suggestions", count) % {"count": count}
    answer = {"status": status, "suggestions": [_suggestion(one) for one in found]}
    return JsonResponse(answer, headers={"X-Robots-Tag": "noindex"})


def _suggestion(found):
    name = _(get_language_info(found.language)["name"])
    note = _("Not in your language; it is in: %(name)s") % {"name": name}
    return {
        "url": found.url,
        "title": found.title,
        "language": found.language,
        "language_name": found.language_name if found.is_foreign else "",
        "note": note if found.is_foreign else "",
    }
