"""Texts that came into an entry by another way than the desk: by its form, or an import.

They are laid beside the structure of the source. What is found there becomes confirmed segments, based on
the present source: nothing is asked of anybody for that. What cannot be placed stays in the entry, and is
shown (``translation_desk.standing``).
"""

from collections import Counter

from django.utils import timezone

from blog.aligning import matches
from blog.history.recording import name_of
from blog.models import Revision
from translation_desk.matching import CONFIRMED, Row
from translation_desk.models import TranslatedSegment, Translation
from translation_desk.realigning import realign
from translation_desk.segments import Segment

STEPS_LOOKED_AT = 50


def adopt(
    translation: Translation, rows: list[Row], target: list[Segment]
) -> list[TranslatedSegment]:
    """Take over what of ``target`` was written since it was looked at last; return what was stored.

    ``rows`` are those of the present source, and hold what was stored afterwards.
    """
    changed = _not_among(target, translation.target_digests)
    if not changed:
        return []
    by = writer_of(translation)
    is_first = not any(row.stored for row in rows)
    known = matches(
        [(row.source.kind, row.target) for row in rows], [(one.kind, one.text) for one in target]
    )
    pairs = realign([row.source for row in rows], target, known, changed).pairs
    adopted = [
        stored
        for place, found in pairs
        if found in changed and (stored := _take(translation, rows[place], target[found], by))
    ]
    if not is_first:
        for stored in adopted:
            stored.save()
        return adopted
    # The translation is as whole as somebody wanted it: the rest is to be written, but not new.
    for row in rows:
        if row.stored is None:
            row.stored = _blank(translation, row)
    TranslatedSegment.objects.bulk_create(row.stored for row in rows)
    return adopted


def writer_of(translation: Translation):
    """The account that wrote last what the entry holds in the locale; None when that is not known."""
    steps = Revision.objects.stored().filter(entry=translation.entry_id)
    steps = steps.select_related("made_by").order_by("-number")[:STEPS_LOOKED_AT]
    return next((step.made_by for step in steps if translation.locale in step.languages), None)


def digests_of(segments: list[Segment]) -> list[str]:
    """What ``Translation.target_digests`` remembers of ``segments``."""
    return [segment.digest for segment in segments]


def _not_among(target, digests):
    """The places of the segments of ``target`` that are not among ``digests``, each of which stands for one."""
    seen, places = Counter(digests), set()
    for place, segment in enumerate(target):
        if seen[segment.digest]:
            seen[segment.digest] -= 1
        else:
            places.add(place)
    return places


def _take(translation, row, segment, by):
    """Put ``segment`` into ``row``; None when that is what is stored."""
    stored = row.stored
    if stored and stored.confirmed_at and stored.target_text == segment.text:
        return None
    return _put(translation, row, segment.text, by)


def store(translation: Translation, row: Row, text: str, *, by) -> TranslatedSegment:
    """Keep ``text`` as the confirmed translation of the source of ``row``.

    What was confirmed before with other words is kept beside it.
    """
    stored = _put(translation, row, text, by)
    stored.save()
    return stored


def _put(translation, row, text, by):
    old = row.stored
    if old and old.confirmed_at and old.target_text and old.target_text != text:
        _keep_copy(old)
    stored = old or TranslatedSegment(translation=translation, version=0)
    base(stored, row)
    stored.target_text = text
    stored.version += 1
    stored.confirmed_at = timezone.now()
    stored.confirmed_by = by
    stored.confirmed_by_name = name_of(by)
    row.stored, row.state, row.old_source, row.size = stored, CONFIRMED, "", ""
    return stored


def base(stored: TranslatedSegment, row: Row) -> None:
    """Let ``stored`` be a translation of the present source of ``row``; the caller saves."""
    stored.kind, stored.source_text, stored.tag, stored.place = row.source
    stored.source_digest = row.source.digest
    stored.position = row.position
    stored.is_kept = False


def _keep_copy(stored):
    copy = TranslatedSegment.objects.get(pk=stored.pk)
    copy.pk, copy.is_kept, copy._state.adding = None, True, True
    copy.save()


def _blank(translation, row):
    stored = TranslatedSegment(translation=translation)
    base(stored, row)
    return stored
