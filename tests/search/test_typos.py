"""Words that may have been meant."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.search.typos import MOST, near, slips

WORDS = [
    "migration",
    "migrant",
    "miqrasiya",
    "border",
    "миграция",
    "граница",
    "sehri",
    "seher",
    "visa",
]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("migratoin", ["migration"]),
        ("migraton", ["migration"]),
        ("imgration", ["migration"]),
        ("migratoins", ["migration"]),
        ("Miqrasyia", ["miqrasiya"]),
        ("bordre", ["border"]),
        ("bordr", ["border"]),
        ("мигарция", ["миграция"]),
        ("грнаица", ["граница"]),
        ("sehir", ["sehri", "seher"]),
        ("şəhir", ["sehri", "seher"]),
        ("visa", []),
        ("vis", []),
        ("bodrers", []),
        ("", []),
        ("completely", []),
    ],
)
def test_slips_are_forgiven(word, meant):
    assert near(word, WORDS) == meant


def test_fewer_slips_and_a_right_first_letter_come_first():
    words = ["kurs", "turs", "turk"]
    assert near("turx", words) == ["turs", "turk"]
    assert near("surs", ["kurs", "surx"]) == ["surx", "kurs"]
    assert near("migrations", ["migrating", "migration"]) == ["migration", "migrating"]


def test_few_words_are_offered():
    assert len(near("aaaaaaaa", [f"aaaaaa{number}" for number in range(10, 99)])) == MOST


@pytest.mark.parametrize(
    ("word", "other", "count"),
    [("ab", "ba", 1), ("abc", "", 3), ("abcd", "badc", 2), ("a" * 9, "b" * 9, 3), ("ca", "abc", 3)],
)
def test_slips_are_counted_up_to_a_bound(word, other, count):
    assert slips(word, other, 2) == count


@settings(max_examples=40, deadline=None)
@given(st.text("abcə", max_size=10), st.text("abcə", max_size=10))
def test_slips_are_those_of_the_whole_table(word, other):
    assert slips(word, other, 2) == min(3, distance(word, other))
    assert slips(word, other, 2) == slips(other, word, 2)


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(), max_size=20), st.lists(st.text(st.characters()), max_size=5))
def test_any_words_are_compared(word, words):
    assert set(near(word, words)) <= set(words)


def distance(word, other):
    table = {}
    for row in range(len(word) + 1):
        for column in range(len(other) + 1):
            if not row or not column:
                table[row, column] = row + column
                continue
            is_wrong = word[row - 1] != other[column - 1]
            table[row, column] = min(
                table[row - 1, column] + 1,
                table[row, column - 1] + 1,
                table[row - 1, column - 1] + is_wrong,
            )
            if row > 1 and column > 1 and word[row - 2 : row] == other[column - 2 : column][::-1]:
                swapped = table[row - 2, column - 2] + 1
                table[row, column] = min(table[row, column], swapped)
    return table[len(word), len(other)]
