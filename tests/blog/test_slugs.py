"""Addresses out of titles."""

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.slugs import browser_table, make_slug

TITLES = json.loads((Path(__file__).parents[1] / "data" / "titles.json").read_text("utf-8"))


@pytest.mark.parametrize(("title", "slug"), TITLES.items())
def test_title_becomes_an_address(title, slug):
    assert make_slug(title) == slug


def test_long_title_is_cut_between_words():
    assert make_slug("Beynəlxalq miqrasiya konfransı", max_length=25) == "beynelxalq-miqrasiya"
    assert make_slug("ə" * 50, max_length=10) == "e" * 10


def test_table_of_the_browser_is_plain_json():
    table = browser_table()
    assert json.loads(json.dumps(table)) == table
    assert [table[letter] for letter in "əıщъь"] == ["e", "i", "shch", "ie", ""]


def test_each_letter_of_the_table_is_met_as_it_stands():
    """NFKD and small letters come before the table: a letter that they change would be dead."""
    for letter in browser_table():
        assert unicodedata.normalize("NFKD", letter).lower() == letter


@given(st.text())
def test_slug_is_an_address_or_nothing(text):
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", make_slug(text))


@given(st.text(), st.integers(min_value=1, max_value=30))
def test_cut_slug_is_an_address_too(text, length):
    slug = make_slug(text, max_length=length)
    assert len(slug) <= length
    assert make_slug(text).startswith(slug)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)


@given(st.text(alphabet=st.characters(codec="cp1251")))
def test_russian_text_leaves_no_letter_out(text):
    letters = [letter for letter in text.lower() if "а" <= letter <= "я" and letter != "ь"]
    assert bool(make_slug("".join(letters))) == bool(letters)


@given(st.text())
def test_slug_of_a_slug_is_itself(text):
    assert make_slug(make_slug(text)) == make_slug(text)
