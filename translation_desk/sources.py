"""What an entry says in a locale, as the desk looks at it: a part, its segments, its version."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from blog.history.snapshots import TEXTS, digest_of
from blog.languages import in_language
from blog.models import Attachment
from translation_desk.segments import Segment, split_part

FIELDS = [name for name in TEXTS if name != "slug"]


@dataclass
class Side:
    """An entry in one locale: ``part`` as ``translation_desk.segments`` takes it."""

    locale: str
    part: dict

    @cached_property
    def segments(self) -> list[Segment]:
        return split_part(self.part)

    @cached_property
    def version(self) -> str:
        """What tells whether anything in it has changed, without splitting it."""
        return digest_of(self.part)


class Sides:
    """``entry`` in each of its locales; one query for its ``files``, where these are not given."""

    def __init__(self, entry, files: list[Attachment] | None = None):
        self.entry = entry
        own = Attachment.objects.filter(entry=entry.pk).order_by("pk")
        self._files = list(own) if files is None else files
        self._sides = {}

    def __getitem__(self, locale: str) -> Side:
        if locale not in self._sides:
            self._sides[locale] = Side(locale, self._part(locale))
        return self._sides[locale]

    @property
    def source(self) -> Side:
        """The original."""
        return self[self.entry.original_language]

    def _part(self, locale):
        labels = [
            [one.file.name, label]
            for one in self._files
            if (label := getattr(one, in_language("label", locale)))
        ]
        return {name: self.entry.text(name, locale) for name in FIELDS} | {"labels": labels}


def sides_of(entries: list) -> dict[int, Sides]:
    """The sides of each of ``entries``, by its number; one query for all."""
    files = defaultdict(list)
    for one in Attachment.objects.filter(entry__in=entries).order_by("pk"):
        files[one.entry_id].append(one)
    return {entry.pk: Sides(entry, files[entry.pk]) for entry in entries}
