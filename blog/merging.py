"""What a person wrote, what they began with, and what is stored now: compared part by part.

The parts are those of ``blog/history/snapshots.py``. Values are compared as a form shows them, so
that a page that is sent back untouched has changed nothing, whatever browsers do to line ends.
"""

from dataclasses import dataclass
from functools import cached_property
from html import escape

from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from blog.fields import is_key
from blog.history.snapshots import SHARED, TEXTS, as_text, from_version, moment_of, unpacked
from blog.languages import in_language, language_codes
from blog.markup import clean_html, nesting
from blog.models import Author, Entry, RevisionPart
from blog.models.address import SLUG_LENGTH
from blog.slugs import make_slug

# Files and their labels are compared row by row: blog/attachment_rows.py.
FIELDS = ["original_language", "author", "cover", "cover_is_decorative", "tags"]
SHOWN_MOMENT = "%Y-%m-%dT%H:%M:%S"
# To clean what is deeper takes long; the form refuses it (blog/forms.py).
TOO_DEEP = 500


class Began:
    """What the entry ``number`` held when the page was made that comes back with ``version``.

    ``parts`` has None for a part that its history does not know: an old one was forgotten, or the
    version is garbled. Nobody knows then what the person changed.
    """

    def __init__(self, number: int, version: str):
        self.number = number
        known = {SHARED, *language_codes()}
        self.version = {k: v for k, v in from_version(version).items() if k in known}

    @cached_property
    def parts(self) -> dict[str, dict | None]:
        wanted = Q(pk__in=[])
        for beginning in self.version.values():
            wanted |= Q(digest__startswith=beginning)
        found = list(RevisionPart.objects.filter(wanted, entry=self.number))
        return {
            key: next(
                (unpacked(one.content) for one in found if self._names(key, one.digest)), None
            )
            for key in [SHARED, *language_codes()]
        }

    def _names(self, key, digest):
        return key in self.version and digest.startswith(self.version[key])

    def changed(self, digests: dict[str, str]) -> list[str]:
        """The parts that are others now that the entry has ``digests``."""
        return [key for key, digest in digests.items() if not self._names(key, digest)]

    def entry(self) -> Entry | None:
        """The entry as it was, not for saving: for who could write what in it. None: not known."""
        if None in self.parts.values():
            return None
        entry = Entry(pk=self.number, original_language=self.parts[SHARED]["original_language"])
        author = self.parts[SHARED]["author"]
        entry.author = Author.objects.filter(pk=author).first() if author else None
        for code in language_codes():
            for name in TEXTS:
                setattr(entry, in_language(name, code), self.parts[code][name])
            date = self.parts[code]["published_at"]
            setattr(entry, in_language("published_at", code), moment_of(date))
        return entry


@dataclass(frozen=True)
class FieldMerge:
    """One field that was changed: by whom, and what each side has (values of a part)."""

    name: str
    key: str
    theirs: object
    mine: object
    by_them: bool
    by_me: bool

    @property
    def column(self) -> str:
        return column_of(self.name, self.key)

    @property
    def by_both(self) -> bool:
        return self.by_them and self.by_me


@dataclass(frozen=True)
class PartMerge:
    """A part that was changed meanwhile, field by field.

    ``must_be_seen``: it is about to go live, and this person has not seen what came in.
    """

    key: str
    fields: list[FieldMerge]
    must_be_seen: bool = False

    @property
    def is_conflict(self) -> bool:
        """Whether it needs a person: each side would take away something of the other's."""
        by_them = any(one.by_them for one in self.fields)
        return by_them and (self.must_be_seen or any(one.by_me for one in self.fields))


def column_of(name: str, key: str) -> str:
    """The field of the form that holds ``name`` of a part."""
    return in_language(name, key) if key else name


def names_of(key: str) -> list[str]:
    """The fields of a part that are compared one by one."""
    return [*TEXTS, "published_at"] if key else FIELDS


def as_shown(name: str, value) -> object:
    """``value`` of a part as its field of the form shows it, so that two can be compared."""
    if name == "published_at":
        date = moment_or_none(value)
        return timezone.localtime(date).strftime(SHOWN_MOMENT) if date else value or ""
    if name == "body":
        return cleaned(value or "")
    return plain(value or "") if name in TEXTS else value


def plain(text: str) -> str:
    """A text as a field of a form takes it, with line ends of one kind."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def cleaned(html: str) -> str:
    """``html`` as it will be stored; what is too deep for that becomes its source, as plain text."""
    return escape(html) if nesting(html) > TOO_DEEP else clean_html(html.strip())


def moment_or_none(value):
    try:
        date = moment_of(value)
    except ValueError:
        return None
    return date if date is None or timezone.is_aware(date) else None


def written(data, columns, key: str, known: dict) -> dict:
    """The part ``key`` as the sent ``data`` have it; what is none of their ``columns`` as ``known``."""
    part = dict(known)
    for name in names_of(key):
        column = column_of(name, key)
        if column in columns:
            value = read(data, column, name)
            # What is shown in another way than it is stored stays as it was.
            if value != as_shown(name, known[name]):
                part[name] = STORED_AS.get(name, lambda value: value)(value)
    return part


def read(data, column: str, name: str):
    """What was typed or chosen in one field, as ``as_shown`` has it."""
    raw = data.get(column) or ""
    if name == "tags":
        several = data.getlist(column) if hasattr(data, "getlist") else raw or []
        return sorted({int(one) for one in map(str, several) if is_key(one)})
    if name in ("cover", "author"):
        return int(raw) if is_key(str(raw)) else None
    if name == "cover_is_decorative":
        return raw not in ("", "False", "false", False)
    if name == "published_at":
        return f"{raw}:00" if len(raw) == len("2031-05-03T14:30") else raw
    return cleaned(raw) if name == "body" else plain(raw)


def typed_moment(value: str) -> str | None:
    """A moment of the site's time zone as a part has it; what is none stays as it was typed."""
    try:
        date = parse_datetime(value)
    except ValueError:
        return value
    if date is None:
        return value or None
    aware = date if timezone.is_aware(date) else timezone.make_aware(date)
    return as_text(aware)


STORED_AS = {
    "slug": lambda value: make_slug(value, max_length=SLUG_LENGTH) if value else "",
    "published_at": typed_moment,
}


def compared(key: str, base: dict | None, theirs: dict, mine: dict, columns) -> list[FieldMerge]:
    """The fields among ``columns`` that somebody changed, and that are not the same on both sides.

    Without a base, whatever differs counts as changed by both.
    """
    found = []
    for name in names_of(key):
        if column_of(name, key) not in columns or theirs[name] == mine[name]:
            continue
        stored, typed = as_shown(name, theirs[name]), as_shown(name, mine[name])
        if stored == typed:
            continue
        began = as_shown(name, base[name]) if base else None
        by_them, by_me = base is None or stored != began, base is None or typed != began
        found.append(FieldMerge(name, key, theirs[name], mine[name], by_them, by_me))
    return found


def combined(base: list, theirs: list, mine: list) -> list:
    """A set that both changed: what either added, without what either took away."""
    gone = (set(base) - set(theirs)) | (set(base) - set(mine))
    return sorted((set(theirs) | set(mine)) - gone)


def in_form(name: str, value) -> str | list[str]:
    """``value`` of a part as a form would send it."""
    if name == "tags":
        return [str(one) for one in value]
    if name == "cover_is_decorative":
        return "on" if value else ""
    return str(as_shown(name, value) or "")
