"""What a cell of the queue says, in words."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from blog.admin.entries import STATES
from blog.history.recording import name_of
from blog.languages import facts
from blog.models import Entry
from translation_desk.models import Translation
from translation_desk.queue import Cell

Shown = Translation.Shown
ORIGINAL = "original"
BEGUN = {Shown.IN_PROGRESS, Shown.IN_REVIEW, Shown.RETURNED}
# What is there needs no more to be done by its day.
THERE = {Shown.LIVE, Shown.SCHEDULED}
# Said after a verb. A language that is not here is named in itself.
IN_LANGUAGES = {
    "en": _("in English"),
    "ru": _("in Russian"),
    "az": _("in Azerbaijani"),
    "tr": _("in Turkish"),
    "uz": _("in Uzbek"),
    "ka": _("in Georgian"),
}


@dataclass(frozen=True)
class Told:
    """A cell in words: ``figures`` are short sentences, ``readers`` is one or nothing."""

    cell: Cell
    state: str
    figures: list[str] = field(default_factory=list)
    readers: str = ""
    assignee: str = ""
    is_overdue: bool = False

    @property
    def is_original(self) -> bool:
        return self.cell.state == ORIGINAL

    @property
    def is_to_do(self) -> bool:
        return not self.is_original and self.cell.state not in THERE


def told(cell: Cell, entry: Entry) -> Told:
    """``cell`` of ``entry`` in the words of the active language."""
    if cell.state == ORIGINAL:
        return Told(cell, gettext("original"), [str(STATES[entry.state_in(cell.locale)])])
    one = cell.translation
    return Told(
        cell,
        str(Shown(cell.state).label),
        figures=figures(cell) if one else [],
        readers=readers(cell.wanted, cell.locale) if cell.wanted else "",
        assignee=name_of(one.assignee) if one else "",
        is_overdue=bool(one and is_overdue(one)),
    )


def is_overdue(translation: Translation) -> bool:
    """Whether the day by which it was to be there is past, and it is not."""
    due = translation.due
    return bool(due and due < timezone.localdate() and translation.shown_state not in THERE)


def figures(cell: Cell) -> list[str]:
    """How far the translation is, and what is left to do."""
    one = cell.translation
    found = []
    if cell.state in BEGUN and one.segments:
        found.append(confirmed_of(one.confirmed, one.segments))
    if cell.state == Shown.OUTDATED and (to_do := one.stale + one.added):
        found.append(segments_to_do(to_do))
    if one.words_left:
        found.append(words_left(one.words_left))
    return found


def confirmed_of(confirmed: int, count: int) -> str:
    words = ngettext(
        "%(confirmed)s of %(count)s segment", "%(confirmed)s of %(count)s segments", count
    )
    return words % {"confirmed": shown(confirmed), "count": shown(count)}


def segments_to_do(count: int) -> str:
    words = ngettext("%(count)s segment to update", "%(count)s segments to update", count)
    return words % {"count": shown(count)}


def words_left(count: int) -> str:
    return ngettext("%(count)s word left", "%(count)s words left", count) % {"count": shown(count)}


def readers(count: int, locale: str) -> str:
    """How many readers wanted to read it in ``locale``."""
    language = IN_LANGUAGES.get(locale)
    if language is None:
        language = gettext("in the language %(name)s") % {"name": facts(locale).endonym}
    words = ngettext(
        "%(count)s reader wanted this %(in_language)s",
        "%(count)s readers wanted this %(in_language)s",
        count,
    )
    return words % {"count": shown(count), "in_language": language}


def shown(number: int) -> str:
    """A number as people write it, with its thousands apart."""
    return number_format(number, force_grouping=True)
