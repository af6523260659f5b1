"""Addresses for many new entries at once."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from blog.models import Entry, FormerSlug, free_slug
from blog.models.address import STEM_LENGTH
from blog.slugs import make_slug


class Slugs:
    """Free addresses, two queries for a batch whose titles are new.

    What ``free_slug`` of the blog gives one by one. For a title that comes again and again it counts on
    from the last number instead of asking for each.
    """

    def __init__(self):
        self.last: dict[str, int] = {}
        self.taken: set[str] = set()

    def look_up(self, titles: Iterable[str]) -> None:
        """Learn which of the addresses that ``titles`` would have are taken."""
        stems = {self._stem(title) for title in titles}
        has_slug = Q()
        columns = Entry.slug_columns().values()
        for column in columns:
            has_slug |= Q(**{f"{column}__in": stems})
        self.taken = {slug for row in Entry.objects.filter(has_slug) for slug in row_slugs(row)}
        kind = ContentType.objects.get_for_model(Entry)
        former = FormerSlug.objects.filter(content_type=kind, slug__in=stems)
        self.taken |= set(former.values_list("slug", flat=True))

    def take(self, title: str) -> str:
        """An address for ``title`` that no other entry has or had."""
        stem = self._stem(title)
        slug = stem
        if slug in self.taken or stem in self.last:
            number = self.last.get(stem, 1) + 1
            slug = f"{stem}-{number}"
            while slug in self.taken or free_slug(Entry, slug) != slug:
                number += 1
                slug = f"{stem}-{number}"
            self.last[stem] = number
        self.taken.add(slug)
        return slug

    @staticmethod
    def _stem(title):
        return make_slug(title, max_length=STEM_LENGTH) or Entry._meta.model_name


def row_slugs(entry: Entry) -> set[str]:
    """All addresses of ``entry``."""
    return {slug for column in Entry.slug_columns().values() if (slug := getattr(entry, column))}
