"""Errors of a translation keep it from readers, also where it is published past the desk.

Somebody publishes in the form of an entry, or several entries at once: the texts are laid beside one
another by structure, as they would be taken over, and the checks are run. What an editor has overridden
at the desk is no objection.
"""

from collections.abc import Iterator
from itertools import pairwise

from django.dispatch import receiver
from django.utils.translation import ngettext

from blog.models import Entry
from blog.signals import going_live
from translation_desk.checks import ERROR, Pair, findings
from translation_desk.glossary import glossary
from translation_desk.models import Dismissal
from translation_desk.realigning import realign
from translation_desk.segments import Segment
from translation_desk.sources import Sides

MOST_TOLD = 3


@receiver(going_live, sender=Entry)
def object_to_errors(entry, language, **kwargs) -> list[str]:
    """What the checks call an error in ``language`` of ``entry``, in a sentence; nothing of an original."""
    if language == entry.original_language:
        return []
    errors = errors_of(entry, language)
    if not errors:
        return []
    told = " ".join(dict.fromkeys(errors[:MOST_TOLD]))
    message = ngettext(
        "The checks of the translation desk found %(count)s error: %(errors)s Correct it, or save a "
        "draft and let an editor override it at the desk.",
        "The checks of the translation desk found %(count)s errors: %(errors)s Correct them, or save a "
        "draft and let an editor override them at the desk.",
        len(errors),
    )
    return [message % {"count": len(errors), "errors": told}]


def errors_of(entry: Entry, locale: str) -> list[str]:
    """The messages of the errors in what ``entry`` says in ``locale``, stored or not."""
    sides = Sides(entry)
    source, target = sides.source.segments, sides[locale].segments
    if not source or not target:
        return []
    terms = glossary()
    dismissed = Dismissal.objects.filter(translation__entry=entry.pk, translation__locale=locale)
    dismissed = {*dismissed.values_list("check_id", "key")}
    pairs = (
        Pair(source[place], target[found], sides.source.locale, locale, terms)
        for place, found in with_gaps(realign(source, target).pairs, source, target)
    )
    return [
        one.message
        for pair in pairs
        for one in findings(pair)
        if one.severity == ERROR and (one.check, one.key) not in dismissed
    ]


def with_gaps(
    pairs: list[tuple[int, int]], source: list[Segment], target: list[Segment]
) -> Iterator[tuple[int, int]]:
    """``pairs``, and those between two of them that are blocks of the same kinds in the same order.

    A wrong number alone is reason enough not to place a segment; here it is what is looked for.
    """
    edges = [(-1, -1), *sorted(pairs), (len(source), len(target))]
    for (place, found), (next_place, next_found) in pairwise(edges):
        between = range(place + 1, next_place), range(found + 1, next_found)
        kinds = [
            [(side[one].kind, side[one].tag) for one in gap]
            for side, gap in zip((source, target), between, strict=True)
        ]
        if kinds[0] == kinds[1]:
            yield from zip(*between, strict=True)
        if next_place < len(source):
            yield next_place, next_found
