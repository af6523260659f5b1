"""Addresses out of titles."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.slugs import make_slug

TITLES = json.loads((Path(__file__).parents[1] / "data" / "titles.json").read_text("utf-8"))


@pytest.mark.parametrize(("title", "slug"), TITLES.items())
def test_title_becomes_an_address(title, slug):
    assert make_slug(title) == slug


def test_long_title_is_cut_between_words():
    assert make_slug("Beynəlxalq miqrasiya konfransı", max_length=25) == "beynelxalq-miqrasiya"
    assert make_slug("ə" * 50, max_length=10) == "e" * 10


@given(st.text())
def test_slug_is_an_address_or_nothing(text):
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", make_slug(text))


@given(st.text())
def test_slug_of_a_slug_is_itself(text):
    assert make_slug(make_slug(text)) == make_slug(text)
