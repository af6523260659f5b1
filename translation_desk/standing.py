"""How a translation stands against the present source, and the figures of it that the queue shows."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext

from blog.history.recording import lock, name_of
from blog.languages import language_codes
from blog.models import Entry
from translation_desk import changes
from translation_desk.adopting import adopt, base, digests_of
from translation_desk.matching import CONFIRMED, STALE, Row, match, nearest, sizes_of, source_of
from translation_desk.models import DeskStep, TranslatedSegment, Translation
from translation_desk.refusals import Gone
from translation_desk.segments import Segment
from translation_desk.sources import Sides, sides_of

State = Translation.State
# What a segment has of the source that it is based on.
BASE = ["position", "is_kept", "kind", "tag", "place", "source_text", "source_digest"]
FEW = 8


@dataclass
class Standing:
    """A translation against the present source: ``rows`` in the order of the page.

    ``kept`` are stored segments that the source no longer asks for; ``unplaced`` is what the entry holds
    in the locale and the desk knows no place for.
    """

    translation: Translation
    sides: Sides
    rows: list[Row]
    kept: list[TranslatedSegment] = field(default_factory=list)
    unplaced: list[Segment] = field(default_factory=list)

    @property
    def source_locale(self) -> str:
        return self.sides.source.locale

    def row_of(self, digest: str, position: int) -> Row:
        """The row of the wording ``digest``, at ``position`` or near it; raises Gone when there is none."""
        row = nearest(self.rows, digest, position)
        if row is None:
            raise Gone(
                gettext("The original was changed here meanwhile. Load the page again to see how.")
            )
        return row

    def in_state(self, state: str) -> list[Row]:
        """The rows that are ``OPEN``, ``CONFIRMED`` or ``STALE``."""
        return [row for row in self.rows if row.state == state]

    @property
    def is_whole(self) -> bool:
        """Whether there is something, and all of it is confirmed."""
        return bool(self.rows) and len(self.in_state(CONFIRMED)) == len(self.rows)

    @property
    def figures(self) -> dict[str, int]:
        """What the queue is told: the columns of ``Translation``."""
        return {
            "segments": len(self.rows),
            "confirmed": len(self.in_state(CONFIRMED)),
            "stale": len(self.in_state(STALE)),
            "added": sum(row.stored is None for row in self.rows),
            "words_left": sum(len(row.source.words) for row in self.rows if row.state != CONFIRMED),
        }


def standing(translation: Translation, *, sides: Sides | None = None) -> Standing:
    """How ``translation`` stands now. Writes nothing; four queries besides that of its entry."""
    sides = {translation.entry_id: sides or Sides(translation.entry)}
    (found,) = _matched_all([translation], sides)
    _propose(found)
    _with_comments(found)
    known = {(one.kind, one.target_text) for one in found.kept}
    known |= {(row.source.kind, row.target) for row in found.rows}
    target = found.sides[translation.locale].segments
    found.unplaced = [one for one in target if (one.kind, one.text) not in known]
    return found


def _matched_all(translations, sides):
    """Each of ``translations`` against its source; two queries for all."""
    stored, sizes = defaultdict(list), sizes_of([*sides])
    texts = TranslatedSegment.objects.filter(translation__in=[one.pk for one in translations])
    for one in texts.order_by("position", "pk"):
        stored[one.translation_id].append(one)
    for translation in translations:
        side = sides[translation.entry_id]
        rows, kept = match(
            side.source.segments, stored[translation.pk], sizes[translation.entry_id]
        )
        yield Standing(translation, side, rows, kept)


def _propose(found):
    for row in found.in_state(STALE):
        row.size = row.size or changes.proposed(
            row.old_source, row.source.text, found.source_locale, is_plain=row.source.is_plain
        )


def _with_comments(found):
    by_segment = {row.stored.pk: row for row in found.rows if row.stored}
    by_source = {row.source.digest: row for row in reversed(found.rows)}
    for one in found.translation.comments.all():
        row = by_segment.get(one.segment_id) or by_source.get(one.source_digest)
        if row:
            row.comments.append(one)


# What is kept of it


def ensure(entries: list[Entry]) -> None:
    """See to it that each of ``entries`` has a row for every locale besides its original."""
    wanted = {
        (entry.pk, code)
        for entry in entries
        for code in language_codes()
        if code != entry.original_language
    }
    there = Translation.objects.filter(entry__in=[entry.pk for entry in entries])
    lacking = wanted - {*there.values_list("entry_id", "locale")}
    Translation.objects.bulk_create(
        (
            Translation(
                entry_id=entry.pk,
                locale=code,
                state=State.DONE if entry.date_in(code) else State.OPEN,
                live_at=entry.date_in(code),
                source_live_at=entry.date_in(entry.original_language),
            )
            for entry in entries
            for code in language_codes()
            if (entry.pk, code) in lacking
        ),
        ignore_conflicts=True,
    )


def opened(translation: Translation) -> Standing:
    """How ``translation`` stands now for whoever opens it: what came into the entry by an import is taken over."""
    sides = Sides(translation.entry)
    if not translation.is_current or _has_changed(translation, sides):
        with transaction.atomic():
            entry = lock(translation.entry_id)
            if entry:
                translation = refresh(entry).get(translation.locale, translation)
                sides = Sides(entry)
    return standing(translation, sides=sides)


def refresh(entry: Entry, *, is_forced=False) -> dict[str, Translation]:
    """Bring what is kept of the stored ``entry`` up to date; locale → ``Translation``.

    What was written in the entry's form is taken over, as whoever saved it wrote it. Nothing is split
    while the texts are those of before, unless ``is_forced``.
    """
    return refresh_all([entry], is_forced=is_forced)[entry.pk]


@transaction.atomic
def refresh_all(entries: list[Entry], *, is_forced=False) -> dict[int, dict[str, Translation]]:
    """Do with several entries what ``refresh`` does with one, reading what is kept of them at once."""
    ensure(entries)
    sides = sides_of(entries)
    columns = {}
    for translation in Translation.objects.filter(entry__in=[*sides]):
        translation.entry = sides[translation.entry_id].entry
        columns[translation] = {"is_current": True, **_dates(translation)}
    changed = [
        one
        for one in columns
        if columns[one]["is_asked"] and (is_forced or _has_changed(one, sides[one.entry_id]))
    ]
    for found in _matched_all(changed, sides) if changed else ():
        columns[found.translation] |= _looked_at(found)
    refreshed = {pk: {} for pk in sides}
    for translation, values in columns.items():
        write(translation, values)
        refreshed[translation.entry_id][translation.locale] = translation
    return refreshed


def _dates(translation):
    if translation.locale not in language_codes():
        return {"is_asked": False}
    entry = translation.entry
    return {
        "is_asked": translation.locale != entry.original_language,
        "source_live_at": entry.date_in(entry.original_language),
        "live_at": entry.date_in(translation.locale),
    }


def _has_changed(translation, sides):
    seen = translation.source_version, translation.target_version
    return seen != (sides.source.version, sides[translation.locale].version)


def _looked_at(found):
    """Take over what is new in the entry, settle what is stored; return the columns that follow."""
    translation, target = found.translation, found.sides[found.translation.locale]
    if target.version != translation.target_version:
        adopted = adopt(translation, found.rows, target.segments)
        if adopted:
            log(translation, DeskStep.Event.ADOPTED, by=adopted[0].confirmed_by)
    _settle(found)
    return {
        **found.figures,
        "source_version": found.sides.source.version,
        "target_version": target.version,
        "target_digests": digests_of(target.segments),
    }


def _settle(found):
    """Store where the segments are now, which are only kept, and that a typo changes nothing."""
    changed, distances = [], defaultdict(list)
    for row in found.rows:
        stored = row.stored
        if stored is None:
            continue
        # What nobody has written yet is of no other wording than the present one.
        is_based = row.state == CONFIRMED or not row.target
        is_new = is_based and source_of(stored) != row.source
        if is_new or stored.is_kept:
            stored.position, stored.is_kept = row.position, False
            if is_new:
                base(stored, row)
            changed.append(stored)
        elif stored.position != row.position:
            distances[row.position - stored.position].append(stored)
            stored.position = row.position
    kept = [one.pk for one in found.kept if not one.is_kept]
    if kept:
        found.translation.texts.filter(pk__in=kept).update(is_kept=True)
    for distance, several in distances.items():
        # Behind a paragraph that is new all have moved by one: to say so takes one short statement.
        if len(several) > FEW:
            numbers = [one.pk for one in several]
            moved = TranslatedSegment.objects.filter(pk__in=numbers)
            moved.update(position=F("position") + distance)
        else:
            changed += several
    # All of them are there. The statement of bulk_update takes much longer to make than to execute.
    TranslatedSegment.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["pk"], update_fields=BASE, batch_size=50
    )


def write(translation: Translation, columns: dict) -> None:
    """Store ``columns`` of ``translation``, and what follows from them for its state."""
    before = {name: getattr(translation, name) for name in [*columns, "state", "outdated_at"]}
    had_date = translation.live_at is not None
    for name, value in columns.items():
        setattr(translation, name, value)
    has_date = translation.live_at is not None
    if has_date and not had_date:
        translation.state = State.DONE
    elif had_date and not has_date and translation.state == State.DONE:
        translation.state = State.OPEN
    translation.outdated_at = _outdated_at(translation)
    changed = {
        name: getattr(translation, name)
        for name, value in before.items()
        if getattr(translation, name) != value
    }
    if changed:
        Translation.objects.filter(pk=translation.pk).update(**changed)


def _outdated_at(translation):
    """Since when readers have what the original no longer says; it ends when it goes live again."""
    if translation.live_at is None:
        return None
    if translation.stale or translation.added:
        return translation.outdated_at or timezone.now()
    return None if translation.state == State.DONE else translation.outdated_at


def log(translation, event, *, by, note="", segment=None) -> DeskStep:
    """Write down what ``by`` did to ``translation``."""
    return DeskStep.objects.create(
        translation=translation,
        event=event,
        by=by,
        by_name=name_of(by),
        note=note,
        segment=segment,
    )
