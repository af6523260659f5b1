"""What a person can act on: the sections of the admin's front page.

Each section shows the first few of a list; ``entries_on`` gives the whole of it. Nothing here
knows a page or an address, and no text of an entry is loaded but its titles.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from django.db.models import DateTimeField, F, Q, TextField, Value
from django.db.models.functions import Cast, Coalesce, Greatest
from django.utils import timezone

from blog import roles
from blog.history.recording import name_of
from blog.languages import Text, in_language, language_codes
from blog.models import Entry, Revision, Submission

ROWS = 8
# What asks for nothing takes less room, and so does each of the languages that entries lack.
ROWS_LIVE = 5
ROWS_LACKING = 4
# By these a person writes; who returns or withdraws a text does not make it their own.
WRITING = [Revision.Event.SAVED, Revision.Event.SUBMITTED]
SUBMITTED = ["entry", "language", "state"]
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Mark:
    """The state of one language of an entry: as ``Entry.state_in`` has it, or as a submission has."""

    language: str
    state: str


@dataclass(frozen=True)
class Row:
    """An entry in a section, and what is to be said of it there.

    ``languages`` are those it stands there for; its form opens at the first, of which ``state`` is.
    ``at``, ``by`` and ``note`` are when that was done, or will be, by whom, and what they said.
    ``title`` is None when nobody wrote one.
    """

    entry: int
    languages: list[str]
    at: datetime
    by: str = ""
    note: str = ""
    state: str = ""
    title: Text | None = None
    marks: list[Mark] = field(default_factory=list)
    urls: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Section:
    """The first rows of a list, and how many there are; ``name`` is what ``entries_on`` calls it."""

    name: str
    rows: list[Row]
    count: int
    language: str = ""

    @property
    def has_more(self) -> bool:
        return self.count > len(self.rows)


@dataclass(frozen=True)
class Desk:
    """The sections of a person; None for one that is of no use to them."""

    may_add: bool = False
    is_for_publishing: bool = False
    # Who makes no entries of their own, but writes in those of others, looks first for these.
    is_for_translating: bool = False
    waiting: Section | None = None
    drafts: Section | None = None
    scheduled: Section | None = None
    live: Section | None = None
    lacking: list[Section] = field(default_factory=list)

    @property
    def sections(self) -> list[Section]:
        alone = [self.waiting, self.drafts, self.scheduled, self.live]
        return [section for section in [*alone, *self.lacking] if section]


def desk_of(user, language: str) -> Desk:
    """What ``user`` finds on the desk; titles are in ``language`` where there is one in it."""
    may_add = user.has_perm("blog.add_entry")
    may_write = user.has_perm("blog.change_entry")
    desk = Desk(
        may_add=may_add,
        is_for_publishing=may_write and user.has_perm("blog.publish_entry"),
        is_for_translating=not may_add and bool(roles.languages_given_to(user)),
    )
    if may_write:
        desk = replace(desk, waiting=_waiting(user), drafts=_drafts(user), lacking=_lacking(user))
    if may_write or user.has_perm("blog.view_entry"):
        desk = replace(desk, scheduled=_scheduled(user), live=_live(user))
    return _with_entries(desk, user, language)


def entries_on(name: str, user):
    """All entries of the list ``name`` of the desk of ``user``; None when there is no such list."""
    name, _hyphen, language = name.partition("-")
    if name == "lacking" and language in language_codes():
        return lacking_to(user, language)
    lists = {"waiting": waiting_for, "drafts": drafts_of, "scheduled": scheduled, "live": live}
    return lists[name](user) if name in lists and not language else None


# The lists


def submissions_for(user):
    """The submissions that ``user`` can do something about.

    Those they may publish, be they their own (nobody else is told of these), and those that came
    back to them. What came back to an account that is gone is for the author of the entry.
    """
    theirs = Q(submitted_by=user) | Q(submitted_by=None, entry__author__user=user)
    to_do = Q(state=Submission.State.RETURNED) & theirs
    if user.has_perm("blog.publish_entry"):
        to_do |= Q(state=Submission.State.WAITING)
    writable = Q(pk__in=[])
    for code in language_codes():
        # What has a date is settled, whoever has set it.
        entries = roles.entries_to_write(user, code).undated_in(code)
        writable |= Q(language=code, entry__in=entries.values("pk"))
    return Submission.objects.filter(to_do & writable)


def waiting_for(user):
    """The entries of these submissions."""
    return Entry.objects.filter(pk__in=submissions_for(user).values("entry"))


def drafts_of(user):
    """Entries with a draft that ``user`` has written in, or of which they are the author."""
    mine = Q(pk__in=[])
    for code in language_codes():
        mine |= Q(pk__in=_drafts_in(user, code).values("pk"))
    return Entry.objects.filter(mine)


def _drafts_in(user, language):
    # SQLite cannot ask whether a list in JSON contains something; as text, both databases can.
    said = Revision.objects.annotate(said=Cast("languages", TextField()))
    written = said.filter(made_by=user, event__in=WRITING, said__contains=f'"{language}"')
    mine = Q(author__user=user) | Q(pk__in=written.values("entry"))
    return roles.entries_to_write(user, language).drafts_in(language).filter(mine)


def scheduled(user):
    """Entries that go live in some language."""
    coming = Q(pk__in=[])
    for code in language_codes():
        coming |= Entry.is_coming(code)
    return Entry.objects.visible_to(user).filter(coming)


def live(user):
    """Entries that readers can read."""
    return Entry.objects.visible_to(user).readable_in_any()


def lacking_to(user, language):
    """Entries that readers find in another language, for ``user`` to write in ``language``.

    Left out is what somebody has submitted, and what stands among the person's own drafts.
    """
    submitted = Submission.objects.filter(language=language).values("entry")
    mine = _drafts_in(user, language).values("pk")
    entries = roles.entries_to_write(user, language).lacking(language)
    return entries.exclude(pk__in=submitted).exclude(pk__in=mine)


# The sections


def _first(queryset, rows):
    """The first ``rows`` of a list, and how many there are: counted only if there are more."""
    found = list(queryset[: rows + 1])
    return found[:rows], len(found) if len(found) <= rows else queryset.count()


def _waiting(user):
    people = ["submitted_by", "returned_by"]
    found, count = _first(submissions_for(user).select_related(*people), ROWS)
    return Section("waiting", [_of_submission(one) for one in found], count)


def _of_submission(one):
    if one.state == Submission.State.RETURNED:
        at, by, note = one.returned_at, name_of(one.returned_by), one.note
    else:
        at, by, note = one.submitted_at, name_of(one.submitted_by), ""
    return Row(one.entry_id, [one.language], at, by, note, one.state)


def _drafts(user):
    newest = drafts_of(user).order_by("-modified_at", "-pk").values_list("pk", "modified_at")
    found, count = _first(newest, ROWS)
    return Section("drafts", [Row(number, [], at) for number, at in found], count)


def _scheduled(user):
    dates = [in_language("published_at", code) for code in language_codes()]
    now = timezone.now()
    coming = [
        (date, number, code)
        # In no order: by the default one SQLite would read every entry instead of three indexes.
        for number, *row in scheduled(user).order_by().values_list("pk", *dates)
        for code, date in zip(language_codes(), row, strict=True)
        if date and date > now
    ]
    rows = _together(sorted(coming, key=lambda one: one[:2]))
    return Section("scheduled", rows[:ROWS], len(rows))


def _live(user):
    gone = []
    for code in language_codes():
        # One query for each, since each has an index that begins with the newest.
        date = in_language("published_at", code)
        entries = Entry.objects.visible_to(user).readable_in(code).order_by(f"-{date}", "-pk")
        found = entries.values_list(date, "pk")[: ROWS_LIVE + 1]
        gone += [(at, number, code) for at, number in found]
    rows = _together(sorted(gone, key=lambda one: one[:2], reverse=True))
    return Section("live", rows[:ROWS_LIVE], len(rows))


def _together(dated):
    """A row for each entry and moment, with all the languages of it."""
    rows = {}
    for at, number, code in dated:
        rows.setdefault((number, at), []).append(code)
    return [
        Row(number, [code for code in language_codes() if code in codes], at)
        for (number, at), codes in rows.items()
    ]


def _lacking(user):
    given = roles.languages_given_to(user)
    languages = sorted(language_codes(), key=lambda code: code not in given)
    return [_lacking_in(user, code) for code in languages]


def _lacking_in(user, language):
    dates = [F(in_language("published_at", code)) for code in language_codes()]
    dates = [Coalesce(date, Value(LONG_AGO), output_field=DateTimeField()) for date in dates]
    newest = Greatest(*dates, Value(LONG_AGO), output_field=DateTimeField())
    entries = lacking_to(user, language).annotate(newest=newest).order_by("-newest", "-pk")
    found, count = _first(entries.values_list("pk", "newest"), ROWS_LACKING)
    rows = [Row(number, [language], at) for number, at in found]
    return Section(f"lacking-{language}", rows, count, language)


# The entries of the rows


def _with_entries(desk, user, language):
    """``desk`` with what its rows say of their entries, for two queries in all."""
    numbers = {row.entry for section in desk.sections for row in section.rows}
    entries = Entry.objects.without_texts().select_related("author").in_bulk(numbers)
    submitted = Submission.objects.filter(entry__in=numbers)
    submitted = {(number, code): state for number, code, state in submitted.values_list(*SUBMITTED)}

    def told(section):
        if section is None:
            return None
        # Between these queries an entry may have been deleted.
        rows = [
            _told(row, entries[row.entry], submitted, user, language)
            for row in section.rows
            if row.entry in entries
        ]
        return replace(section, rows=rows)

    return replace(
        desk,
        waiting=told(desk.waiting),
        drafts=told(desk.drafts),
        scheduled=told(desk.scheduled),
        live=told(desk.live),
        lacking=[told(section) for section in desk.lacking if section.rows],
    )


def _told(row, entry, submitted, user, language):
    states = {code: entry.state_in(code) for code in language_codes()}
    told = {
        code: submitted.get((entry.pk, code), state) if state == "draft" else state
        for code, state in states.items()
    }
    open_at = row.languages or _drafts_to_write(user, entry, told)
    return replace(
        row,
        languages=open_at,
        state=row.state or (states[open_at[0]] if open_at else ""),
        title=title_of(entry, language),
        marks=[Mark(code, state) for code, state in told.items() if state != "empty"],
        urls={code: entry.url_in(code) for code in open_at if states[code] == "live"},
    )


def _drafts_to_write(user, entry, states):
    """The languages of a draft that ``user`` goes on with: what came back, the original, the rest.

    What waits for an editor comes last.
    """
    order = ["returned", "draft", "waiting"]
    drafts = [c for c in roles.writable_languages(user, entry) if states[c] in order]
    return sorted(drafts, key=lambda c: (order.index(states[c]), c != entry.original_language))


def title_of(entry, language: str) -> Text | None:
    """The title of ``entry`` for staff: in ``language``, else the original, else any."""
    for code in [language, entry.original_language, *language_codes()]:
        if title := entry.text("title", code):
            return Text(title, code, is_foreign=code != language)
    return None
