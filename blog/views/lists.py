"""Lists of entries: the news, a tag, an author, a month."""

from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Count, Max, Min, Q
from django.db.models.functions import TruncMonth
from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from blog.languages import collation_key, language_codes
from blog.models import Author, Entry, Tag, find_by_slug
from blog.pages import home_url, languages_read, make_page
from blog.paging import Cursor, slice_of
from blog.reading import read_all, read_author, read_tag


class EntryListMixin:
    """A page of entries out of ``get_scope()``, in the language of the URL and its fallbacks."""

    # Full rows of two and of three.
    page_size = 12

    def get(self, request, *args, **kwargs):
        self.language = translation.get_language()
        self.is_own_only = request.GET.get("only") == "1"
        return self.find() or super().get(request, *args, **kwargs)

    def find(self):
        """Look up what the list is about; return a redirect, or None to go on."""

    def get_scope(self):
        """The entries the list chooses from, live or not."""
        return Entry.objects.all()

    def get_listed(self, *, own_only=False):
        """The entries that this reader is shown, newest first."""
        return self.get_scope().listed_for(languages_read(self.language, own_only=own_only))

    def is_about_something(self):
        """Whether readers can read any of it. Else there is no page: its name could tell of a draft."""
        return self.get_listed().exists()

    def get_slice(self):
        try:
            before, after = (
                Cursor.parse(self.request.GET[name]) if name in self.request.GET else None
                for name in ("before", "after")
            )
        except ValueError as error:
            raise Http404(str(error)) from error
        entries = self.get_listed(own_only=self.is_own_only)
        entries = entries.select_related("author", "cover").prefetch_related("tags")
        return slice_of(entries, size=self.page_size, before=before, after=after)

    def get_context_data(self, **kwargs):
        part = self.get_slice()
        is_first_page = not {"before", "after"} & set(self.request.GET)
        if not part.entries and not self.is_about_something():
            raise Http404("Nothing to read here.")
        return super().get_context_data(
            readings=read_all(part.entries, self.language),
            older_url=self.url_with(before=part.older) if part.older else "",
            newer_url=self.url_with(after=part.newer) if part.newer else "",
            is_first_page=is_first_page,
            is_own_only=self.is_own_only,
            own_only_url=f"{self.request.path}?only=1",
            all_url=self.request.path,
            page=self.get_page(is_first_page),
            **kwargs,
        )

    def url_with(self, **cursor):
        own_only = {"only": "1"} if self.is_own_only else {}
        return f"{self.request.path}?{urlencode({**own_only, **cursor})}"

    def get_page(self, is_first_page):
        query = self.request.GET.urlencode()
        return make_page(
            self.request,
            urls={code: self.get_url_in(code) for code in language_codes()},
            available=self.get_available(),
            main_language=self.get_main_language(),
            query=f"?{query}" if query else "",
            is_indexed=is_first_page and not self.is_own_only,
            **self.get_page_attributes(),
        )

    def get_available(self):
        """The languages in which the list has entries of its own: one query."""
        counts = {code: Count("pk", filter=Entry.is_public(code)) for code in language_codes()}
        return [code for code, count in self.get_scope().aggregate(**counts).items() if count]

    def get_main_language(self):
        return language_codes()[0]


class EntryListView(EntryListMixin, TemplateView):
    template_name = "blog/entry_list.html"
    # The large one, and full rows below it.
    page_size = 13

    def is_about_something(self):
        return True

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            topics=self.get_topics(), months=self.get_months(), **kwargs
        )

    def get_topics(self):
        """The tags that have something to read, in the order of the reader's alphabet."""
        is_live = Q(pk__in=[])
        for code in languages_read(self.language, own_only=self.is_own_only):
            is_live |= live_through_entries(code)
        tags = Tag.objects.annotate(count=Count("entries", filter=is_live, distinct=True))
        topics = [read_tag(tag, self.language) for tag in tags.filter(count__gt=0)]
        return sorted(topics, key=lambda topic: collation_key(topic.name.text, self.language))

    def get_months(self):
        listed = self.get_listed(own_only=self.is_own_only)
        months = listed.order_by().annotate(month=TruncMonth("listed_at"))
        months = months.values("month").annotate(count=Count("pk")).order_by("-month")
        return [{**month, "url": month_url(self.language, month["month"])} for month in months[:24]]

    def get_available(self):
        return language_codes()

    def get_main_language(self):
        return None

    def get_url_in(self, language):
        return home_url(language)

    def get_page_attributes(self):
        return {
            "title": _("News"),
            "description": _(
                "News of the Regional Training Centre on Migration: trainings, visits, "
                "publications and calls."
            ),
        }


class NamedListMixin(EntryListMixin):
    """The entries of a tag or an author, found by a slug of any language."""

    def find(self):
        self.object = find_by_slug(self.model.objects.all(), self.language, self.kwargs["slug"])
        if self.object is None:
            raise Http404(f"No {self.model._meta.model_name} {self.kwargs['slug']!r}.")
        if self.is_elsewhere() and self.is_about_something():
            query = self.request.META["QUERY_STRING"]
            url = self.get_url_in(self.language)
            return HttpResponsePermanentRedirect(f"{url}?{query}" if query else url)
        return None

    def is_elsewhere(self):
        """Whether the address asked for is not the one that readers of this language use."""
        slugs = self.object.public_slugs()
        own = slugs.get(self.language) or slugs.get("")
        asked = self.kwargs["slug"]
        return asked != own if own else asked not in slugs.values()

    def get_url_in(self, language):
        return self.object.url_in(language)

    def get_page_attributes(self):
        named = self.named
        with translation.override(self.language):
            feed_url = reverse(f"blog:{self.model._meta.model_name}-feed", kwargs=self.kwargs)
        return {
            "title": named.name.text,
            "description": named.bio.text if named.bio else "",
            "feed_url": feed_url,
            "feed_title": named.name.text,
        }


class TagDetailView(NamedListMixin, TemplateView):
    model = Tag
    template_name = "blog/tag_detail.html"

    def get_scope(self):
        return Entry.objects.filter(tags=self.object)

    def get_context_data(self, **kwargs):
        self.named = read_tag(self.object, self.language)
        return super().get_context_data(tag=self.named, **kwargs)


class AuthorDetailView(NamedListMixin, TemplateView):
    model = Author
    template_name = "blog/author_detail.html"

    def get_scope(self):
        return Entry.objects.filter(author=self.object)

    def get_context_data(self, **kwargs):
        self.named = read_author(self.object, self.language)
        return super().get_context_data(author=self.named, **kwargs)


class EntryArchiveView(EntryListMixin, TemplateView):
    template_name = "blog/entry_archive.html"

    def find(self):
        try:
            first = datetime(self.kwargs["year"], self.kwargs["month"], 1)
            self.start = timezone.make_aware(first)
            self.end = timezone.make_aware((first + timedelta(days=31)).replace(day=1))
        except (ValueError, OverflowError) as error:
            raise Http404("No such month.") from error

    def get_listed(self, *, own_only=False):
        listed = super().get_listed(own_only=own_only)
        return listed.filter(listed_at__gte=self.start, listed_at__lt=self.end)

    def get_available(self):
        in_month = {
            code: Count(
                "pk",
                filter=Entry.is_public(code) & Entry.goes_live_between(code, self.start, self.end),
            )
            for code in language_codes()
        }
        return [code for code, count in self.get_scope().aggregate(**in_month).items() if count]

    def get_context_data(self, **kwargs):
        around = (
            super()
            .get_listed()
            .aggregate(
                previous=Max("listed_at", filter=Q(listed_at__lt=self.start)),
                following=Min("listed_at", filter=Q(listed_at__gte=self.end)),
            )
        )
        neighbours = {
            "previous_month_url": self.get_month_url(around["previous"]),
            "next_month_url": self.get_month_url(around["following"]),
        }
        # The view's own "month" and "year" are the numbers of the address.
        return super().get_context_data(**{**kwargs, **neighbours, "month": self.start})

    def get_month_url(self, date):
        return month_url(self.language, date) if date else ""

    def get_url_in(self, language):
        return month_url(language, self.start)

    def get_page_attributes(self):
        return {"title": date_format(self.start, "YEAR_MONTH_FORMAT")}


def live_through_entries(language):
    """The condition that an entry of a tag is live in ``language``."""
    return Q(
        **{f"entries__{lookup}": value for lookup, value in Entry.is_public(language).children}
    )


def month_url(language, date):
    """The path of the archive of the month of ``date``, in the site's time zone."""
    date = timezone.localtime(date)
    with translation.override(language):
        return reverse("blog:entry-archive", kwargs={"year": date.year, "month": date.month})
