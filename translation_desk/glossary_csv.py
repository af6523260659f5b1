"""A glossary as a table in a file, for spreadsheets: read, and written; pure.

The first row names the columns: for each locale ``en`` (the preferred name), ``en_others`` (allowed as
well) and ``en_forbidden``; then ``note``, ``keep`` (do not translate) and ``case`` (letters must be
exactly these). Several names in a cell are parted by "|".

A cell that a spreadsheet would take for a formula is written with an apostrophe before it, which is
taken away again when the file is read.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.utils.text import Truncator
from django.utils.translation import gettext

from translation_desk.terms import TermEntry
from translation_desk.words import words

NOTE, KEEP, CASE = "note", "keep", "case"
OTHERS, FORBIDDEN = "_others", "_forbidden"
ENDS = ("", OTHERS, FORBIDDEN)
BOM = "\ufeff"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
SEPARATORS = ",;\t"
# "sep=;" is for Excel, and no row.
SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.I)
# OWASP, "CSV Injection"; with the apostrophes that were there before.
FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
# "|" within a name is written "\|", and so "\" before either is "\\".
NAME = re.compile(r"(?:\\[\\|]|[^|])+")
ESCAPED = re.compile(r"\\([\\|])")
LONGEST_NAME = 200
LONGEST_NOTE = 5000
# A cell may go over some lines; a quotation mark that nobody closed may not take all that follows.
MOST_LINES = 100
MOST_BYTES = 5_000_000
# As people write it, and as Excel does in its languages.
YES = {"yes", "y", "true", "1", "x", "+", "да", "истина", "bəli", "hə"}
NO = {"", "no", "n", "false", "0", "-", "нет", "ложь", "xeyr", "yox"}


class UnreadableError(ValueError):
    """The file is no table that can be read; the message says why, to whoever sent it."""


class RowError(ValueError):
    """A row is broken; the message says why."""


class Problem(NamedTuple):
    """What was not read: the number of the row, as spreadsheets count, and why."""

    row: int
    message: str


class Reading(NamedTuple):
    """What was read. The ``id`` of an entry is the number of its row."""

    entries: list[TermEntry]
    problems: list[Problem]


class Header(NamedTuple):
    """Column → its place in a row; how many cells a row has; and the locales that were asked for."""

    places: dict[str, int]
    width: int
    locales: Sequence[str]


# Reading


def read_glossary(data: bytes, locales: Sequence[str]) -> Reading:
    """The entries in a file, and what could not be read of it.

    Raises UnreadableError when nothing can be.
    """
    text = _decoded(data)
    named = SEPARATOR_LINE.match(text)
    text, separator = (text[named.end() :], named[1]) if named else (text, _separator(text))
    rows = _rows(text, separator, first=2 if named else 1)
    number, first = next(((number, row) for number, row in rows if row != []), (1, None))
    header, problems = _header(first or [], locales, number)
    entries = []
    for number, row in rows:
        try:
            entries += _entries(number, row, header)
        except RowError as error:
            problems.append(Problem(number, str(error)))
    return Reading(entries, problems)


def _decoded(data):
    if len(data) > MOST_BYTES:
        raise UnreadableError(gettext("The file is too large for a glossary."))
    if data.startswith(UTF_16) or b"\0" in data:
        raise UnreadableError(
            gettext("This is no CSV file in UTF-8. In Excel, save it as “CSV UTF-8”.")
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            gettext(
                "The file is not in UTF-8 (line %(line)d). In Excel, save it as “CSV UTF-8”; "
                "elsewhere, choose the encoding UTF-8."
            )
            % {"line": line}
        ) from error
    if not text.strip():
        raise UnreadableError(gettext("The file is empty."))
    return text


def _separator(text):
    first = text.lstrip().partition("\n")[0]
    return max(SEPARATORS, key=first.count)


def _rows(text, separator, *, first) -> Iterator[tuple[int, list[str] | None]]:
    """The number of each row and its cells: none if it is empty, None instead if it is broken."""
    lines = io.StringIO(text, newline="").readlines()
    place, number, width = 0, first, 0
    while place < len(lines):
        cells, used = _row(lines[place : place + MOST_LINES], separator, width)
        width = width or len(cells or [])
        yield number, cells
        place, number = place + used, number + 1


def _row(lines, separator, width):
    """The row that the first of ``lines`` begins, and how many of them it takes.

    When something is wrong with its quotation marks it is broken and takes one, so that no mark
    that was forgotten swallows the rows below.
    """
    quotes = 0
    for used, line in enumerate(lines, 1):
        quotes += line.count('"')
        if quotes % 2:
            continue
        cells = _cells("".join(lines[:used]), separator)
        if used == 1 or (cells and len(cells) == width):
            return cells, used
        break
    return None, 1


def _cells(text, separator):
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        return None
    cells = [_as_it_was(cell.strip()) for row in rows for cell in row]
    return cells if any(cells) else []


def _header(names, locales, number):
    """What the first row says, and what is to be said of columns that are not known."""
    known = {f"{code}{end}".lower(): f"{code}{end}" for code in locales for end in ENDS}
    known |= {name: name for name in (NOTE, KEEP, CASE)}
    places, problems = {}, []
    for place, name in enumerate(names):
        column = known.get(name.lower())
        if column in places:
            raise UnreadableError(gettext("There are two columns “%(name)s”.") % {"name": name})
        if column:
            places[column] = place
        elif name:
            message = gettext("The column “%(name)s” is not known; it was not read.")
            problems.append(Problem(number, message % {"name": _short(name)}))
    if not places.keys() & set(locales):
        raise UnreadableError(
            gettext("The first row must name the columns: %(columns)s.")
            % {"columns": ", ".join(known.values())}
        )
    return Header(places, len(names), locales), problems


def _entries(number, row, header):
    """The entry of a row; none of an empty one. Raises RowError."""
    if row is None:
        raise RowError(gettext("A quotation mark is missing, or there is one too many."))
    if any(row[header.width :]):
        raise RowError(gettext("There are more cells than columns in the first row."))
    cells = {name: row[place] for name, place in header.places.items() if place < len(row)}
    if not row:
        return []
    names = {code: _names(cells, code) for code in header.locales}
    forbidden = {code: _split(cells.get(f"{code}{FORBIDDEN}", "")) for code in header.locales}
    if not any(names.values()):
        raise RowError(gettext("There is no name in any language."))
    for code in header.locales:
        _refuse_both(names[code], forbidden[code])
    note = cells.get(NOTE, "")
    if len(note) > LONGEST_NOTE:
        raise RowError(gettext("The note is too long."))
    return [
        TermEntry(
            id=number,
            names={code: several for code, several in names.items() if several},
            forbidden={code: several for code, several in forbidden.items() if several},
            note=note.replace("\r\n", "\n").replace("\r", "\n"),
            keep=_is_yes(cells.get(KEEP, ""), KEEP),
            is_case_sensitive=_is_yes(cells.get(CASE, ""), CASE),
        )
    ]


def _names(cells, code):
    """The preferred name in a locale, and the others."""
    preferred, others = _split(cells.get(code, "")), _split(cells.get(f"{code}{OTHERS}", ""))
    if others and not preferred:
        message = gettext("There is something in “%(others)s”, and nothing in “%(preferred)s”.")
        raise RowError(message % {"others": f"{code}{OTHERS}", "preferred": code})
    return list(dict.fromkeys(preferred + others))


def _split(cell):
    """The names in a cell, each once."""
    parts = (ESCAPED.sub(r"\1", part) for part in NAME.findall(cell))
    names = list(dict.fromkeys(name for part in parts if (name := " ".join(part.split()))))
    for name in names:
        if len(name) > LONGEST_NAME:
            raise RowError(gettext("This name is too long: %(name)s") % {"name": _short(name)})
        if not any(words(name)):
            raise RowError(gettext("This name has no letters: %(name)s") % {"name": _short(name)})
    return names


def _refuse_both(names, forbidden):
    both = [name for name in names if name in forbidden]
    if both:
        message = gettext("This name is both allowed and forbidden: %(name)s")
        raise RowError(message % {"name": both[0]})


def _is_yes(cell, column):
    said = cell.lower()
    if said not in YES | NO:
        message = gettext("In “%(column)s” write “yes” or nothing, not “%(cell)s”.")
        raise RowError(message % {"column": column, "cell": _short(cell)})
    return said in YES


def _short(text):
    return Truncator(text).chars(60)


def _as_it_was(cell):
    """A cell before it was written so that no spreadsheet runs it."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


# Writing


def write_glossary(entries: Iterable[TermEntry], locales: Sequence[str]) -> bytes:
    """``entries`` as a file: UTF-8 that Excel knows as such."""
    columns = [*(f"{code}{end}" for code in locales for end in ENDS), NOTE, KEEP, CASE]
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(columns)
    writer.writerows(map(_harmless, _row_of(entry, locales)) for entry in entries)
    return (BOM + file.getvalue()).encode()


def _row_of(entry, locales):
    for code in locales:
        preferred, *others = entry.names.get(code) or [""]
        yield _joined([preferred])
        yield _joined(others)
        yield _joined(entry.forbidden.get(code, []))
    yield entry.note
    yield "yes" if entry.keep else ""
    yield "yes" if entry.is_case_sensitive else ""


def _joined(names):
    return "|".join(name.replace("\\", "\\\\").replace("|", "\\|") for name in names)


def _harmless(cell):
    """A cell that no spreadsheet takes for a formula."""
    cell = cell.strip()
    return f"'{cell}" if FORMULA.match(cell) else cell
