"""The files of an entry in a form that comes back after somebody changed them.

A form names its rows by their numbers. Between its page and its return rows go, come and change, and
Django would put one row's labels on another, or break. ``Rows.fit`` makes the sent data fit what is
stored: every row that is there, each once, then the new ones. A row is merged by itself: files that
either side added stay, labels go to the row that they were typed for; only where two labels of one
file in one language differ there is something to choose.
"""

from dataclasses import dataclass, field

from blog.history.snapshots import SHARED
from blog.languages import in_language, language_codes

PREFIX = "attachments"
# Nobody attaches more; a form that says so is none of ours.
MOST_ROWS = 500


@dataclass
class Row:
    """What was sent of one row: field → values, and uploads."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    uploads: dict[str, object] = field(default_factory=dict)

    def value(self, name):
        return (self.fields.get(name) or [""])[0]

    def label(self, language):
        """The label typed, or None where this form has no field for it."""
        values = self.fields.get(in_language("label", language))
        return values[0].strip() if values else None

    @property
    def is_ticked(self):
        return "DELETE" in self.fields


@dataclass(frozen=True)
class LabelConflict:
    """Two labels of one file in one language."""

    file: str
    theirs: str
    mine: str


class Rows:
    """The rows that were sent, made to fit those that are ``stored``.

    ``base`` are the parts that the entry held when the page was made (None: not known), ``theirs``
    languages whose labels the person gave up. Then: ``conflicts`` by language, the ``labels`` that
    the person has typed by language, of each language where they differ from before, and what became
    of files: ``kept`` (ticked for removal, changed meanwhile), ``beside`` (a new file for a place that
    has another now), ``gone`` (removed meanwhile, though labels were typed).
    """

    def __init__(self, data, files, *, stored, base, theirs=()):
        self.data, self.files = data, files
        self.stored, self.base, self.theirs = list(stored), base, theirs
        self.conflicts: dict[str, list[LabelConflict]] = {}
        self.labels: dict[str, list[list[str]]] = {}
        self.kept, self.beside, self.gone = [], [], []
        self.is_changed = False
        self.sent, self.extra = self._read()
        # As they were sent: merging puts others in their place.
        self.typed = {code: self._typed(code) for code in language_codes()}

    def _typed(self, language):
        labels = {number: row.label(language) for number, row in self.sent.items()}
        return {number: label for number, label in labels.items() if label is not None}

    def _count(self, name):
        value = self.data.get(f"{PREFIX}-{name}", "")
        return min(int(value), MOST_ROWS) if value.isdecimal() and len(value) < 9 else 0

    def _read(self):
        """Number → row of those that the page had, and the new rows."""
        rows: dict[int, Row] = {}
        for source, kind in ((self.data, "fields"), (self.files, "uploads")):
            for key in source:
                prefix, _hyphen, rest = key.partition("-")
                index, _hyphen, name = rest.partition("-")
                if prefix == PREFIX and index.isdecimal() and int(index) < MOST_ROWS and name:
                    row = rows.setdefault(int(index), Row())
                    getattr(row, kind)[name] = source.getlist(key)
        initial, total = self._count("INITIAL_FORMS"), self._count("TOTAL_FORMS")
        sent = [rows.get(index, Row()) for index in range(min(initial, total))]
        extra = [rows.get(index, Row()) for index in range(initial, total)]
        return {row.value("id"): row for row in sent}, extra

    def fit(self) -> None:
        """Merge, and put the data of all rows in the place of those that were sent."""
        before = self._before()
        rows, stored = [], {str(one.pk): one for one in self.stored}
        for number, one in stored.items():
            row = self.sent.get(number)
            rows.append(self._merged(one, row, before.get(number)) if row else self._shown(one))
        for number, row in self.sent.items():
            if number not in stored:
                self._leave(row, before.get(number))
        self.note_labels()
        if [*self.sent] != [*stored] or self.beside or self.kept or self.is_changed:
            self._write(rows)

    def _before(self):
        """Number of a row → its file, its name and its labels when the page was made."""
        shared = self.base[SHARED]
        files = shared["attachments"] if shared else []
        if len(files) != len(self.sent):
            return {}
        labels = {
            code: dict(self.base[code]["labels"]) for code in self.base if code and self.base[code]
        }
        return {
            number: (file, name, {code: known.get(file, "") for code, known in labels.items()})
            for number, (file, name, *_more) in zip(self.sent, files, strict=True)
        }

    def _merged(self, one, row, before):
        file, _name, labels = before or (None, "", {})
        has_new_file = file is not None and file != one.file.name
        if row.uploads and has_new_file:
            self.extra.insert(0, Row({}, row.uploads))
            self.beside.append(one.name)
            row.uploads = {}
        changed = [self._merge_label(one, row, code, labels.get(code)) for code in language_codes()]
        if row.is_ticked and (has_new_file or any(changed)):
            del row.fields["DELETE"]
            self.kept.append(one.name)
        return row

    def _merge_label(self, one, row, language, before):
        """Settle one label; return whether somebody else has changed it."""
        mine, stored = row.label(language), getattr(one, in_language("label", language)) or ""
        by_them = before is not None and before != stored
        if mine is None or mine == stored:
            return by_them
        if language in self.theirs or (before is not None and mine == before):
            row.fields[in_language("label", language)] = [stored]
            self.is_changed = True
        elif before is None or by_them:
            conflict = LabelConflict(one.name, stored, mine)
            self.conflicts.setdefault(language, []).append(conflict)
        return by_them

    def _shown(self, one):
        """A row that came meanwhile, as a page made now would send it."""
        columns = [in_language("label", code) for code in language_codes()]
        labels = {column: [getattr(one, column) or ""] for column in columns}
        return Row({"id": [str(one.pk)], "entry": [str(one.entry_id)], **labels})

    def _leave(self, row, before):
        """A row whose file was removed meanwhile: a new file for it becomes a row of its own."""
        _file, name, labels = before or (None, "", {})
        typed = {code: row.label(code) or "" for code in language_codes()}
        if row.uploads:
            own = {in_language("label", code): [label] for code, label in typed.items()}
            self.extra.insert(0, Row(own, row.uploads))
            self.beside.append(name)
        elif any(label != labels.get(code, "") for code, label in typed.items()):
            self.gone.append(name)

    def note_labels(self):
        """Keep, by language, the labels as they were typed, where the person changed one."""
        before, stored = self._before(), {str(one.pk): one for one in self.stored}
        for language in language_codes():
            column, typed, is_mine = in_language("label", language), [], False
            for number, label in self.typed[language].items():
                one, (file, _name, labels) = stored.get(number), before.get(number, ("", "", {}))
                known = labels.get(language)
                if known is None:
                    known = getattr(one, column) or "" if one else ""
                is_mine = is_mine or label != known
                if label:
                    typed.append([file or (one.file.name if one else number), label])
            if is_mine:
                self.labels[language] = typed

    def _write(self, rows):
        for source in (self.data, self.files):
            for key in [key for key in source if key.startswith(f"{PREFIX}-")]:
                if key.split("-")[1].isdecimal():
                    del source[key]
        for index, row in enumerate([*rows, *self.extra]):
            for name, values in row.fields.items():
                self.data.setlist(f"{PREFIX}-{index}-{name}", values)
            for name, values in row.uploads.items():
                self.files.setlist(f"{PREFIX}-{index}-{name}", values)
        self.data[f"{PREFIX}-INITIAL_FORMS"] = str(len(rows))
        self.data[f"{PREFIX}-TOTAL_FORMS"] = str(len(rows) + len(self.extra))


def typed_labels(data, base) -> dict[str, list[list[str]]]:
    """By language, the labels that were typed, where one of them is not that of the parts ``base``."""
    rows = Rows(data, {}, stored=[], base=base)
    rows.note_labels()
    return rows.labels
