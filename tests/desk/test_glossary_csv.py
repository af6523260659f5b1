"""A glossary as a file: what spreadsheets make of it is read, and what is broken is named."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translation_desk.glossary_csv import (
    MOST_BYTES,
    UnreadableError,
    read_glossary,
    write_glossary,
)
from translation_desk.terms import TermEntry

LOCALES = ["en", "ru", "az"]
DEMO = Path("translation_desk/demo/glossary.csv").read_bytes()
HEADER = "en,en_others,ru,ru_forbidden,az,note,keep,case\n"
BORDER = "border,frontier|limit,граница,рубеж,sərhəd,Of a state.,,\n"


def read(text):
    return read_glossary(text.encode(), LOCALES)


def problems(text):
    return [(one.row, one.message) for one in read(text).problems]


def names(text):
    """The English names of what is read, by row."""
    return {entry.id: entry.names.get("en") for entry in read(text).entries}


def test_row_is_an_entry():
    assert read(HEADER + BORDER + "MIEUX,,,,,,yes,x\n") == (
        [
            TermEntry(
                id=2,
                names={"en": ["border", "frontier", "limit"], "ru": ["граница"], "az": ["sərhəd"]},
                forbidden={"ru": ["рубеж"]},
                note="Of a state.",
                keep=False,
                is_case_sensitive=False,
            ),
            TermEntry(3, {"en": ["MIEUX"]}, {}, "", keep=True, is_case_sensitive=True),
        ],
        [],
    )


@pytest.mark.parametrize(
    "data",
    [
        (HEADER + BORDER).encode(),
        (HEADER + BORDER).encode("utf-8-sig"),
        (HEADER + BORDER).replace("\n", "\r\n").encode("utf-8-sig"),
        (HEADER + BORDER).replace("\n", "\r").encode(),
        (HEADER + BORDER).replace(",", ";").encode("utf-8-sig"),
        (HEADER + BORDER).replace(",", "\t").encode(),
        (HEADER + BORDER).strip().encode(),
        HEADER.upper().encode() + BORDER.encode(),
        ("En , EN_others, RU,ru_forbidden,az,note,keep,case\n" + BORDER).encode(),
    ],
    ids=[
        "plain",
        "BOM",
        "Windows",
        "Macintosh",
        "semicolons",
        "tabs",
        "no end",
        "capitals",
        "spaces",
    ],
)
def test_every_spreadsheet_is_understood(data):
    reading = read_glossary(data, LOCALES)
    assert reading.problems == []
    assert reading.entries == read(HEADER + BORDER).entries


def test_separator_that_excel_was_told_is_no_row():
    reading = read("sep=;\r\n" + (HEADER + BORDER).replace(",", ";") + ";;;;;;maybe;")
    assert [entry.id for entry in reading.entries] == [3]
    assert [one.row for one in reading.problems] == [4]


@pytest.mark.parametrize("encoding", ["cp1251", "cp1254", "koi8-r"])
def test_old_encoding_is_refused_and_named(encoding):
    word = {"cp1254": "İşçi"}.get(encoding, "граница")
    with pytest.raises(UnreadableError, match=r"not in UTF-8 \(line 2\)"):
        read_glossary(f"en,az\nborder,{word}\n".encode(encoding), LOCALES)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \n", "is empty"),
        ("en,az\nborder,sərhəd".encode("utf-16"), "no CSV file in UTF-8"),
        (b"PK\x03\x04\x00\x00xl/workbook.xml", "no CSV file in UTF-8"),
        (b"term,translation\nborder,x", "must name the columns: en, en_others"),
        (b'"en,ru\nborder,x', "must name the columns: en, en_others"),
        (b"en,ru,EN\nborder,x,y", "two columns “EN”"),
        (b"en\n" + b"x" * MOST_BYTES, "too large"),
    ],
    ids=["empty", "BOM", "UTF-16", "workbook", "no columns", "quote", "two columns", "large"],
)
def test_what_is_no_table_is_refused(data, message):
    with pytest.raises(UnreadableError, match=message):
        read_glossary(data, LOCALES)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (",frontier,граница,,,,,", "There is something in “en_others”, and nothing in “en”."),
        (",,,,,A note.,,", "There is no name in any language."),
        ("border,,,,,,maybe,", "In “keep” write “yes” or nothing, not “maybe”."),
        ("border,,,,,,,2", "In “case” write “yes” or nothing, not “2”."),
        ("border,,,,,,,,more", "There are more cells than columns in the first row."),
        ("—,,,,,,,", "This name has no letters: —"),
        ("b" * 201 + ",,,,,,,", f"This name is too long: {'b' * 59}…"),
        ("border,,,,," + "n" * 5001 + ",,", "The note is too long."),
        ("b,,граница,граница,,,,", "This name is both allowed and forbidden: граница"),
        ('"border,,,,,,,', "A quotation mark is missing, or there is one too many."),
        ('"bor"der,,,,,,,', "A quotation mark is missing, or there is one too many."),
    ],
)
def test_broken_row_is_named_and_nothing_else_is_lost(row, message):
    text = f'{HEADER}first,,,,,,,\n{row}\n,,,,,,,\n\n"last, ""best""",,,,,,,\n'
    assert problems(text) == [(3, message)]
    assert names(text) == {2: ["first"], 6: ['last, "best"']}


def test_forgotten_quotation_mark_swallows_no_row():
    text = f'{HEADER}"a,,,,,,,\nb,,,,,,,\n"c",,,,,,,\nd",,,,,,,\n"e,,,,,"x",,\nf,,,,,,,\n'
    assert names(text) == {3: ["b"], 4: ["c"], 7: ["f"]}
    assert [row for row, _message in problems(text)] == [2, 5, 6]


def test_note_may_have_lines_and_they_are_one_row():
    text = f'{HEADER}border,,,,,"One,\r\ntwo ""three""\n\nfour",,\nvisa,,,,,,,\n'
    assert [entry.note for entry in read(text).entries] == ['One,\ntwo "three"\n\nfour', ""]
    assert names(text) == {2: ["border"], 3: ["visa"]}


def test_column_nobody_knows_is_named():
    text = "en,de,ru,\nborder,Grenze,граница,\n"
    assert problems(text) == [(1, "The column “de” is not known; it was not read.")]
    assert names(text) == {2: ["border"]}


def test_short_rows_and_empty_ones_are_fine():
    text = f"\n{HEADER}border\n,,,\n\nvisa,entry visa\n"
    assert read(text).problems == []
    assert names(text) == {3: ["border"], 6: ["visa", "entry visa"]}


def test_names_are_taken_once_and_without_odd_spaces():
    text = "en,en_others\n border\u00a0 guard |guard,guard||  officer | border guard\n"
    assert names(text) == {2: ["border guard", "guard", "officer"]}


@pytest.mark.parametrize("said", ["yes", "YES", "x", "1", "TRUE", "да", "ИСТИНА", "Hə"])
def test_yes_is_understood_as_people_write_it(said):
    (entry,) = read(f"en,keep\nMIEUX,{said}").entries
    assert entry.keep


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-x", "@SUM(A1)", "＝x", "'=x", "''@x", "'tis", "a=b", "=HYPERLINK(1)|b"]
)
def test_no_cell_is_a_formula(text):
    entry = TermEntry(2, {"en": [text]}, {"en": [f"{text}2"]}, text, False, False)
    data = write_glossary([entry], ["en"])
    cells = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))[1]
    assert not any(
        cell.lstrip("'")[:1] in ("=", "+", "-", "@", "＝") and cell[0] != "'" for cell in cells
    )
    assert read_glossary(data, ["en"]) == ([entry], [])


def test_demo_is_written_and_read_again():
    entries = read_glossary(DEMO, LOCALES).entries
    data = write_glossary(entries, LOCALES)
    assert data.startswith(b"\xef\xbb\xbfen,en_others,en_forbidden,ru,")
    assert read_glossary(data, LOCALES) == (entries, [])


def test_written_glossary_has_the_locales_that_were_asked_for():
    entry = TermEntry(1, {"en": ["border"], "ru": ["граница"]}, {}, "", True, False)
    assert write_glossary([entry], ["az", "ru"]).decode("utf-8-sig").splitlines() == [
        "az,az_others,az_forbidden,ru,ru_others,ru_forbidden,note,keep,case",
        ",,,граница,,,,yes,",
    ]


def as_name(text):
    return " ".join(text.split())


NAMES = st.lists(
    st.text("aəıİğё'|\\\"=-,; \n", min_size=1, max_size=12).map(lambda text: as_name(f"{text}q")),
    unique=True,
    max_size=3,
)


@settings(max_examples=25, deadline=None)
@given(
    en=NAMES, az=NAMES, banned=NAMES, note=st.text("aə'=|\\\",;\n", max_size=12), keep=st.booleans()
)
def test_whatever_is_written_is_read(en, az, banned, note, keep):
    names = {code: several for code, several in (("en", en), ("az", az)) if several}
    banned = [name for name in banned if name not in az]
    entry = TermEntry(
        2, names, {"az": banned} if banned else {}, note.strip(), keep, is_case_sensitive=not keep
    )
    reading = read_glossary(write_glossary([entry], ["en", "az"]), ["en", "az"])
    assert reading == (([entry], []) if names else reading)


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=60) | st.text('en,;"\n\r=|ə', max_size=60).map(str.encode))
def test_no_file_breaks_the_reading(data):
    for start in (b"", b"en,ru\n"):
        try:
            reading = read_glossary(start + data, ["en", "ru"])
        except UnreadableError:
            continue
        assert all(entry.names for entry in reading.entries)
