"""The form of an entry meets what is stored: nothing that came in meanwhile is overwritten unseen."""

from dataclasses import replace

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from blog.attachment_rows import PREFIX, Rows
from blog.history.snapshots import SHARED, as_version, digests, parts_of
from blog.languages import in_language, language_codes
from blog.merging import (
    Began,
    FieldMerge,
    PartMerge,
    column_of,
    combined,
    compared,
    in_form,
    written,
)

BASED_ON = "based_on"
# The fields of which a page asked which version is to stay, and the answer: ``merge_title_ru``.
ASKED = "merge_asked"
ANSWER = "merge_"
# "hand": as it stands in the form, where somebody may have written it anew. So does "mine".
ANSWERS = ["theirs", "mine", "hand"]
LABELS = "labels"


class VersionField(forms.CharField):
    """The version that a page was made of; it is nothing that a person changes."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data):
        return False


class Merging:
    """One form that came back, and the entry as it is stored now (held by this request).

    ``prepare`` comes before the form is made of the data, ``apply`` while it is cleaned. Then
    ``parts`` are those that others changed meanwhile, ``conflicts`` those among them that the
    person must look at. To be kept although it is not saved: ``aside``, what they wrote into a form
    that is stopped, and ``given``, what they now give up for the other version.
    """

    def __init__(self, entry, data):
        self.entry = entry
        self.stored = parts_of(entry)
        self.now = digests(self.stored)
        self.began = Began(entry.pk, data.get(BASED_ON, ""))
        self.changed = self.began.changed(self.now)
        asked = {*data.getlist(ASKED)}
        self.given_up = {name for name in asked if data.get(f"{ANSWER}{name}") == "theirs"}
        self.open = {name for name in asked if data.get(f"{ANSWER}{name}") not in ANSWERS}
        self.to_publish = data.get("_publish")
        self.rows = None
        self.parts: list[PartMerge] = []
        self.aside: dict[str, dict] = {}
        self.given: dict[str, dict] = {}

    @property
    def is_needed(self):
        return bool(self.changed or self.open or self.given_up)

    @property
    def conflicts(self):
        return [part for part in self.parts if part.is_conflict]

    def base(self, key):
        """What the person began with in a part; None when nobody knows."""
        return self.began.parts[key] if key in self.changed else self.stored[key]

    def prepare(self, data, files):
        """Put into ``data``, and ``files``, what the person chose of the other version."""
        for key in self.now:
            self._give_up(key, data)
        labels = {code: in_language(LABELS, code) for code in language_codes()}
        base = {key: self.base(key) for key in self.now}
        base |= {code: None for code, name in labels.items() if name in self.open}
        self.rows = Rows(
            data,
            files,
            stored=self.entry.attachments.all(),
            base=base,
            theirs=[code for code, name in labels.items() if name in self.given_up],
        )
        if f"{PREFIX}-TOTAL_FORMS" in data:
            self.rows.fit()

    def _give_up(self, key, data):
        base = self.base(key)
        columns = {column_of(name, key): name for name in base or ()}
        names = [column for column in columns if column in self.given_up and column in data]
        if not names:
            return
        mine = written(data, names, key, base)
        if mine != base:
            self.given[key] = mine
        for column in names:
            put(data, column, in_form(columns[column], base[columns[column]]))

    def apply(self, form):
        """Take in what others changed, and stop the form where both did."""
        form.data = form.data.copy()
        mine = {key: self._mine(key, form) for key in self.now}
        for key in self.now:
            part = self._compared(key, mine[key], form)
            if key in self.changed or part.is_conflict:
                self.parts.append(part)
                self._take_in(part, form)
        form.data[BASED_ON] = as_version(self.now)
        if self.conflicts:
            for key, part in mine.items():
                if part != (self.base(key) or self.stored[key]):
                    self.aside[key] = part
            form.add_error(None, ValidationError(refusal(), code="conflict"))
        elif self.rows.gone:
            for code in self.rows.labels:
                self.given.setdefault(code, mine[code])

    def _mine(self, key, form):
        part = written(form.data, {*form.fields}, key, self.base(key) or self.stored[key])
        if key != SHARED and key in self.rows.labels:
            part[LABELS] = self.rows.labels[key]
        return part

    def _compared(self, key, mine, form):
        fields = [
            replace(one, by_them=True, by_me=True) if one.column in self.open else one
            for one in compared(key, self.base(key), self.stored[key], mine, {*form.fields})
        ]
        labels = self.rows.conflicts.get(key, [])
        if labels:
            theirs, own = (
                [f"{one.file}: {getattr(one, side)}" for one in labels] for side in SIDES
            )
            fields.append(FieldMerge(LABELS, key, theirs, own, by_them=True, by_me=True))
        must_be_seen = key == self.to_publish and key in self.changed
        return PartMerge(key, fields, must_be_seen)

    def _take_in(self, part, form):
        """Put what only others changed, and what can be combined, into the form."""
        for one in part.fields:
            if one.name == "tags" and one.by_both and one.column not in self.open:
                base = self.base(part.key)
                tags = combined(base["tags"] if base else [], one.theirs, one.mine)
                put(form.data, one.column, in_form(one.name, tags))
            elif one.by_them and not one.by_me:
                put(form.data, one.column, in_form(one.name, one.theirs))
                form.errors.pop(one.column, None)
                form.cleaned_data[one.column] = stored_value(self.entry, one.column)


SIDES = ["theirs", "mine"]


def refusal():
    return gettext(
        "This was changed while you had it open, so nothing has been saved yet. Look at both versions, "
        "choose, and save again."
    )


def put(data, column, value):
    """Put ``value`` into sent data as a browser would send it."""
    if isinstance(value, list):
        data.setlist(column, value)
    elif value == "" and column == "cover_is_decorative":
        data.pop(column, None)
    else:
        data[column] = value


def stored_value(entry, column):
    """What a cleaned form would hold to leave ``column`` of ``entry`` as it is."""
    return list(entry.tags.all()) if column == "tags" else getattr(entry, column)


class MergingMixin:
    """Form mixin: it carries the version that its page was made of, and meets the stored one.

    ``merging`` is set by the admin for a form that may be saved; a preview compares nothing.
    """

    merging: Merging | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields[BASED_ON] = VersionField(required=False)
            if not self.is_bound:
                self.initial[BASED_ON] = as_version(digests(parts_of(self.instance)))

    def clean(self):
        cleaned = super().clean()
        if self.merging and self.merging.is_needed:
            self.merging.apply(self)
        return cleaned
