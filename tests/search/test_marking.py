"""The passage of a text that answers a query."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.search.analysing import term
from blog.search.marking import ELLIPSIS, passage

FILLING = "nothing to see here " * 30


def shown(pieces):
    return "".join(f"[{text}]" if is_marked else text for text, is_marked in pieces)


@pytest.mark.parametrize(
    ("text", "words", "locale", "expected"),
    [
        (
            "New trainings for border guards",
            "training border",
            "en",
            "New [trainings] for [border] guards",
        ),
        ("Новости миграции: учёт", "миграция учет", "ru", "Новости [миграции]: [учёт]"),
        ("Miqrasiyanın idarə edilməsi", "miqrasiya", "az", "[Miqrasiyanın] idarə edilməsi"),
        ("İSTANBUL şəhəri", "istanbul", "az", "[İSTANBUL] şəhəri"),
        ("Migrants’ rights", "migrant", "en", "[Migrants]’ rights"),
        ("Borderless", "border", "en", "Borderless"),
        ("", "border", "en", ""),
        ("  border\n\tguards ", "border guards", "en", "[border] [guards]"),
    ],
)
def test_whole_words_are_marked(text, words, locale, expected):
    assert shown(passage(text, {term(word, locale) for word in words.split()}, locale)) == expected


def test_words_of_a_phrase_are_marked_where_they_stand_together():
    text = "Разрешение на въезд; на разрешения на работу, работу"
    terms = {"въезд", " ".join(term(word, "ru") for word in ("разрешение", "на", "работу"))}
    assert shown(passage(text, terms, "ru")) == (
        "Разрешение на [въезд]; на [разрешения] [на] [работу], работу"
    )


def test_passage_is_where_most_terms_are():
    text = f"border border border. {FILLING} the border and the visa. {FILLING} visa"
    pieces = passage(text, ["border", "visa"], "en", 60)
    assert (
        shown(pieces)
        == f"{ELLIPSIS}see here the [border] and the [visa]. nothing to see here{ELLIPSIS}"
    )


def test_of_equal_passages_the_first_is_shown():
    text = f"a border. {FILLING} the border"
    assert (
        shown(passage(text, ["border"], "en", 30)) == f"a [border]. nothing to see here{ELLIPSIS}"
    )


def test_passage_at_the_end_is_as_long_as_others():
    pieces = passage(f"{FILLING} border", ["border"], "en", 40)
    assert shown(pieces) == f"{ELLIPSIS}to see here nothing to see here [border]"


def test_without_a_match_it_is_the_beginning():
    assert (
        shown(passage(FILLING, ["border"], "en", 30)) == f"nothing to see here nothing to{ELLIPSIS}"
    )
    assert shown(passage("no gap", [], "en")) == "no gap"


def test_word_longer_than_a_passage_is_cut():
    assert shown(passage("x" * 500, [], "en", 20)) == "x" * 20 + ELLIPSIS
    assert shown(passage(f"{'x' * 500} border {'y' * 500}", ["border"], "en", 20)) == (
        f"{ELLIPSIS}[border]{ELLIPSIS}"
    )


@settings(max_examples=40, deadline=None)
@given(
    st.text(st.characters(), max_size=300) | st.text("border visa,ə’", max_size=300),
    st.sets(st.sampled_from(["border", "visa", "visa border", "", "e"])),
    st.integers(1, 80),
)
def test_any_text_has_a_passage_within_bounds(text, terms, length):
    pieces = passage(text, terms, "en", length)
    assert all(piece for piece, _is_marked in pieces)
    longest = max((len(word) for word in text.split()), default=0)
    assert sum(len(piece) for piece, _is_marked in pieces) <= max(length, longest) + 2
    assert shown(pieces).replace("[", "").replace("]", "").strip(ELLIPSIS) in " ".join(
        text.split()
    ).replace("[", "").replace("]", "")
