"""Both versions side by side, as the form of an entry shows them."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import get_language, gettext

from blog import differences
from blog.fields import is_key
from blog.history.comparing import said, thumbnails_in
from blog.history.snapshots import TEXTS
from blog.languages import capitalize, facts
from blog.meanwhile import Change, name_of_part
from blog.merge_forms import ANSWER, LABELS, in_form
from blog.merging import FieldMerge, moment_or_none
from blog.models import Author, Entry, Picture, Tag
from blog.renditions import thumbnail_url


@dataclass(frozen=True)
class FieldPanel:
    """One field in both versions."""

    field: FieldMerge
    is_asked: bool

    @property
    def label(self):
        if self.field.name == LABELS:
            return gettext("Labels of the files")
        name = Entry._meta.get_field(self.field.name).verbose_name
        return capitalize(str(name), get_language())

    @property
    def column(self):
        return self.field.column

    @property
    def answer(self):
        return f"{ANSWER}{self.column}"

    @property
    def has_field(self):
        """Whether one field of the form holds it, where it can be written anew."""
        return self.field.name != LABELS

    @cached_property
    def difference(self):
        theirs, mine = (shown(self.field.name, value) for value in self.sides)
        return differences.compared(theirs, mine, is_html=self.field.name == "body")

    @property
    def sides(self):
        return self.field.theirs, self.field.mine

    @cached_property
    def thumbnails(self):
        """Number → address, of the pictures in either text."""
        return thumbnails_in([*self.sides]) if self.field.name == "body" else {}

    @cached_property
    def covers(self):
        """The addresses of both covers, "" for none; None of another field."""
        if self.field.name != "cover":
            return None
        found = Picture.objects.in_bulk([number for number in self.sides if number])
        return [thumbnail_url(found[one]) if one in found else "" for one in self.sides]


@dataclass(frozen=True)
class PartPanel:
    """A part of which there are two versions."""

    key: str
    change: Change | None
    fields: list[FieldPanel]
    must_be_seen: bool

    @property
    def name(self):
        return name_of_part(self.key)

    @property
    def who(self):
        """Whose the other version is."""
        return str(self.change) if self.change else gettext("Stored now")

    @property
    def asked(self):
        return [one for one in self.fields if one.is_asked]

    @property
    def settled(self):
        return [one for one in self.fields if not one.is_asked]


def panels(merging, changes: list[Change]) -> list[PartPanel]:
    """What the person has to look at, and choose."""
    by_key = {change.key: change for change in changes}
    return [
        PartPanel(
            part.key,
            by_key.get(part.key),
            [FieldPanel(one, is_asked(one, merging)) for one in part.fields],
            part.must_be_seen,
        )
        for part in merging.conflicts
    ]


def is_asked(one: FieldMerge, merging) -> bool:
    """Whether the person must choose: tags of both are put together, unless that was asked already."""
    return one.by_both and (one.name != "tags" or one.column in merging.open)


def values(parts: list[PartPanel]) -> dict[str, dict]:
    """What a script puts into the field when a version is chosen: column → both."""
    return {
        one.column: {
            side: in_form(one.field.name, value)
            for side, value in zip(("theirs", "mine"), one.sides, strict=True)
        }
        for part in parts
        for one in part.asked
        if one.has_field
    }


def shown(name: str, value) -> str:
    """``value`` of a part in words."""
    if name in TEXTS:
        return value or ""
    if name in SHOWN:
        return SHOWN[name](value)
    return "\n".join(value)


def _moment(value):
    date = moment_or_none(value)
    if date is None:
        return value or gettext("draft")
    return said(date)


def _language(code):
    return facts(code).endonym if code else ""


def _named(model):
    def name(number):
        found = model.objects.filter(pk=number).first() if is_key(str(number or "")) else None
        return str(found) if found else "–"

    return name


SHOWN = {
    "published_at": _moment,
    "original_language": _language,
    "author": _named(Author),
    "cover": _named(Picture),
    "cover_is_decorative": lambda value: gettext("Yes") if value else gettext("No"),
    "tags": lambda numbers: "\n".join(str(tag) for tag in Tag.objects.filter(pk__in=numbers)),
}
