"""Atom feeds: what is live in one language, of all the news, a tag or an author."""

import re

from django.contrib.syndication.views import Feed
from django.http import Http404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from blog.models import Author, Entry, Tag, find_by_slug
from blog.reading import read_all, read_author, read_tag

SIZE = 20
# What XML 1.0 cannot hold at all (section 2.2, Char).
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class NewsFeed(Feed):
    """The news in the language of the URL; no fallbacks: a feed is kept by machines."""

    feed_type = Atom1Feed

    def get_object(self, request):
        self.language = translation.get_language()

    def get_scope(self, thing):
        return Entry.objects.all()

    def feed_url(self, thing):
        return reverse("blog:feed")

    def link(self, thing):
        return reverse("blog:entry-list")

    def title(self, thing):
        return _("RTCM Blog")

    def subtitle(self, thing):
        return _("News of the Regional Training Centre on Migration")

    def items(self, thing):
        entries = self.get_scope(thing).listed_for([self.language]).select_related("author")
        return read_all(entries.prefetch_related("tags")[:SIZE], self.language)

    def item_title(self, reading):
        return NOT_XML.sub("", reading.title.text)

    def item_description(self, reading):
        return NOT_XML.sub("", reading.teaser.text) if reading.teaser else ""

    def item_link(self, reading):
        return reading.url

    def item_pubdate(self, reading):
        return timezone.localtime(reading.published_at)

    def item_updateddate(self, reading):
        return timezone.localtime(max(reading.published_at, reading.entry.modified_at))

    def item_author_name(self, reading):
        return NOT_XML.sub("", reading.author.name.text)

    def item_categories(self, reading):
        return [NOT_XML.sub("", tag.name.text) for tag in reading.tags]


class NamedFeed(NewsFeed):
    """The feed of a tag or an author; there is none while nothing of theirs is live in the language."""

    def get_object(self, request, slug):
        super().get_object(request)
        thing = find_by_slug(self.model.objects.all(), self.language, slug)
        if not (thing and self.get_scope(thing).readable_in(self.language).exists()):
            raise Http404("No such feed.")
        return thing

    def link(self, thing):
        return thing.url_in(self.language)

    def feed_url(self, thing):
        return thing.url_in(self.language) + "feed/"

    def title(self, thing):
        return NOT_XML.sub("", self.read(thing, self.language).name.text)


class TagFeed(NamedFeed):
    model = Tag
    read = staticmethod(read_tag)

    def get_scope(self, thing):
        return Entry.objects.filter(tags=thing)


class AuthorFeed(NamedFeed):
    model = Author
    read = staticmethod(read_author)

    def get_scope(self, thing):
        return Entry.objects.filter(author=thing)
