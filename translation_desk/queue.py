"""The queue: entries × locales, and what is to be done in each cell.

It is answered from the narrow table of translations; texts of entries are never read. What a cell shows
is ``Translation.shown_state``; the orders and filters ask the database for the same.
"""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    Sum,
    Value,
    When,
)
from django.utils import timezone

from blog.desk import title_of
from blog.languages import Text
from blog.models import Entry
from translation_desk.catching_up import catch_up
from translation_desk.demand import wanted
from translation_desk.models import Translation
from translation_desk.rights import locales_of
from translation_desk.standing import ensure

ROWS = 50
ENSURED_AT_ONCE = 1000
CAUGHT_UP_AT_ONCE = 20
NEWEST, DEMAND = "newest", "demand"
Shown = Translation.Shown
# What readers miss most comes first; these are ranks of one cell.
MISSED, OUTDATED, LIVE, DRAFT = range(4)


@dataclass(frozen=True)
class Filters:
    """What of the queue is asked for. Without ``locales``: those that the person holds.

    ``due`` is the last day on which what is listed, and not there yet, is due; ``tag`` the number of a tag.
    """

    locales: list[str] = field(default_factory=list)
    state: str = ""
    tag: int | None = None
    is_mine: bool = False
    due: date | None = None
    is_due_any: bool = False
    order: str = NEWEST


@dataclass(frozen=True)
class Cell:
    """A locale of an entry: ``state`` is one of ``Translation.Shown``, or "original"."""

    locale: str
    state: str
    translation: Translation | None = None
    wanted: int = 0


@dataclass(frozen=True)
class Row:
    """An entry, and a cell for each locale that was asked for."""

    entry: Entry
    title: Text | None
    cells: list[Cell]


@dataclass(frozen=True)
class Page:
    """A page of the queue; ``number`` counts from 1, and ``count`` is that of all rows."""

    rows: list[Row]
    number: int
    count: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // ROWS))


@dataclass(frozen=True)
class Total:
    """How far a locale is: live originals, how many of them it has, and the words to do for the rest."""

    locale: str
    live: int
    available: int
    words_left: int

    @property
    def share(self) -> int:
        """In percent; all is there only when nothing lacks."""
        return self.available * 100 // self.live if self.live else 100


def rows(user, filters: Filters, page: int = 1, *, language: str) -> Page:
    """The page ``page`` of what ``user`` sees; titles are in ``language`` where there is one in it.

    Seven queries for any number of entries whose figures are current.
    """
    _ensure_some()
    catch_up(CAUGHT_UP_AT_ONCE)
    locales = _locales(user, filters)
    found = _filtered(user, filters, locales)
    if filters.order == DEMAND:
        numbers = _by_demand(found, locales)
        count = len(numbers)
    else:
        count = found.aggregate(n=Count("entry_id", distinct=True))["n"]
        numbers = _newest(found)
    number = min(max(1, page), max(1, -(-count // ROWS)))
    numbers = list(numbers[(number - 1) * ROWS : number * ROWS])
    return Page(_told(user, numbers, locales, language), number, count)


def totals(user, locales: list[str] | None = None) -> list[Total]:
    """How far each of ``locales`` is (those that ``user`` holds), for two queries."""
    locales = locales_of(user) if locales is None else locales
    live = Translation.objects.asked().of_live_originals()
    all_live = live.aggregate(n=Count("entry_id", distinct=True))["n"]
    is_live = Q(live_at__lte=timezone.now())
    figures = live.filter(locale__in=locales).order_by().values("locale")
    figures = figures.annotate(
        asked=Count("pk"), available=Count("pk", filter=is_live), words=Sum("words_left")
    )
    by_locale = {one["locale"]: one for one in figures}
    nothing = {"asked": 0, "available": 0, "words": 0}
    found = [(locale, by_locale.get(locale, nothing)) for locale in locales]
    return [
        # Originals in the locale ask for no translation into it.
        Total(locale, all_live, all_live - one["asked"] + one["available"], one["words"])
        for locale, one in found
    ]


def _ensure_some():
    """Let entries that came in past every signal, by an import, be seen; ``rebuild_queue`` does the rest."""
    known = Translation.objects.filter(entry=OuterRef("pk"))
    lacking = Entry.objects.filter(~Exists(known)).order_by("pk")
    if lacking := list(lacking.without_texts()[:ENSURED_AT_ONCE]):
        ensure(lacking)


def _locales(user, filters):
    held = locales_of(user)
    return [code for code in held if code in filters.locales] if filters.locales else held


def _filtered(user, filters, locales):
    """The translations that make an entry a row."""
    found = Translation.objects.asked().filter(locale__in=locales)
    if not (user.has_perm("blog.change_any_entry") or user.has_perm("blog.view_any_entry")):
        # Asked only where it says something: it joins the long rows.
        found = found.filter(entry__in=Entry.objects.visible_to(user).values("pk"))
    if filters.state in Shown.values:
        found = found.in_state(filters.state)
    if filters.tag is not None:
        tagged = Entry.tags.through.objects.filter(tag=filters.tag)
        found = found.filter(entry__in=tagged.values("entry_id"))
    if filters.is_mine:
        found = found.filter(assignee=user)
    if filters.due is not None:
        # What is there is late for nobody.
        found = found.filter(due__lte=filters.due)
        found = found.exclude(Translation.is_in_state(Shown.LIVE))
        found = found.exclude(Translation.is_in_state(Shown.SCHEDULED))
    if filters.is_due_any:
        found = found.filter(due__isnull=False)
    return found


def _newest(found):
    """Numbers of the entries of ``found``: what readers miss, what is outdated, the rest; newest first."""
    now = timezone.now()
    is_source_live, is_live = Q(source_live_at__lte=now), Q(live_at__lte=now)
    rank = Case(
        When(is_source_live & ~is_live, then=Value(MISSED)),
        When(is_source_live & Q(outdated_at__isnull=False), then=Value(OUTDATED)),
        When(is_source_live, then=Value(LIVE)),
        default=Value(DRAFT),
    )
    entries = found.order_by().values("entry_id")
    entries = entries.annotate(rank=Min(rank), newest=Max("source_live_at"))
    entries = entries.order_by("rank", F("newest").desc(nulls_last=True), "-entry_id")
    return entries.values_list("entry_id", flat=True)


def _by_demand(found, locales):
    """Numbers of the entries of ``found``: those that most readers wanted first, else the newest.

    Each table is read once and they are joined here: databases join them row by row, for ten times as long.
    """
    readers = wanted(locales)
    newest_first = found.order_by(F("source_live_at").desc(nulls_last=True), "-entry_id")
    counts = {}
    for pk, locale in newest_first.values_list("entry_id", "locale"):
        counts[pk] = counts.get(pk, 0) + readers.get((pk, locale), 0)
    return sorted(counts, key=lambda pk: -counts[pk])


def _told(user, numbers, locales, language):
    entries = Entry.objects.without_texts().select_related("author").in_bulk(numbers)
    found = Translation.objects.filter(entry__in=numbers, locale__in=locales)
    found = found.select_related("assignee").defer("target_digests")
    translations = {(one.entry_id, one.locale): one for one in found}
    readers = wanted(locales, numbers)

    def cell(entry, locale):
        if locale == entry.original_language:
            return Cell(locale, "original")
        one = translations.get((entry.pk, locale))
        state = one.shown_state if one else Shown.MISSING
        return Cell(locale, state, one, readers.get((entry.pk, locale), 0))

    return [
        Row(entries[pk], title_of(entries[pk], language), [cell(entries[pk], c) for c in locales])
        for pk in numbers
        if pk in entries
    ]
