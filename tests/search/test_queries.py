"""What a person typed, read as a query."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.search.queries import LONGEST_QUERY, MOST_WORDS, parse


def test_words_are_as_typed():
    query = parse("  Şəki   şəhəri ")
    assert (query.text, query.words, query.is_prefix) == (
        "Şəki şəhəri",
        ["Şəki", "şəhəri"],
        False,
    )


@pytest.mark.parametrize(
    ("q", "phrases", "words"),
    [
        ('"border management" visa', [["border", "management"]], ["visa"]),
        ("«сухопутная граница» виза", [["сухопутная", "граница"]], ["виза"]),
        ("“sərhəd idarəsi”", [["sərhəd", "idarəsi"]], []),
        ("„граница“ ”виза”", [["граница"], ["виза"]], []),
        ('"not yet closed', [], ["not", "yet", "closed"]),
        ('visa""border', [], ["visa", "border"]),
        ('""', [], []),
    ],
)
def test_phrases_stand_in_quotes_of_any_language(q, phrases, words):
    query = parse(q)
    assert (query.phrases, query.words) == (phrases, words)


@pytest.mark.parametrize(
    ("q", "words", "excluded"),
    [
        ("visa -study", ["visa"], ["study"]),
        ("виза −учёба", ["виза"], ["учёба"]),
        ('visa -"study"', ["visa"], ["study"]),
        ("e-mail 2020-2024", ["e", "mail", "2020", "2024"], []),
        ("visa - study", ["visa", "study"], []),
        ("visa --study -", ["visa"], ["study"]),
    ],
)
def test_minus_before_a_word_excludes_it(q, words, excluded):
    query = parse(q)
    assert (query.words, query.excluded) == (words, excluded)


@pytest.mark.parametrize("q", ['visa -"long study"', "visa −«long study»", "visa -long-study"])
def test_minus_before_a_phrase_excludes_it_as_a_whole(q):
    query = parse(q)
    assert (query.words, query.phrases, query.excluded) == (["visa"], [], [])
    assert query.excluded_phrases == [["long", "study"]]
    assert not query.is_prefix


@pytest.mark.parametrize(
    ("q", "is_prefix"),
    [
        ("vis", True),
        ("visa migr", True),
        ("visa ", False),
        ("visa?", False),
        ('"visa"', False),
        ('"visa" mig', True),
        ("visa -stu", False),
        ("", False),
        ("?", False),
    ],
)
def test_word_at_the_end_may_be_unfinished(q, is_prefix):
    assert parse(q).is_prefix is is_prefix


def test_word_is_once_where_it_was_last():
    assert parse("visa border VISA").words == ["border", "VISA"]
    assert parse("İstanbul ISTANBUL istanbul").words == ["istanbul"]


def test_what_is_only_excluded_is_no_query():
    assert not parse("-visa")
    assert not parse("  ")
    assert parse("visa -visa")
    assert parse('"visa"')


@pytest.mark.parametrize(
    "q",
    ["\0", "\ud800", "!!! ??? ...", "& | ! <-> :* ()", "\u200f\u202e", "😀", "'", "\\", "%_", "*"],
)
def test_what_says_nothing_is_no_query(q):
    assert not parse(q)


def test_operators_are_gaps():
    assert parse("visa & !border:* | NEAR(a b) col:x^2").words == [
        *("visa", "border", "NEAR", "a", "b", "col", "x", "2")
    ]
    assert parse("'; DROP TABLE blog_entry; --").words == ["DROP", "TABLE", "blog", "entry"]
    assert parse("vi\0sa \ud800border").words == ["vi", "sa", "border"]


def test_work_is_bounded():
    query = parse(" ".join(f"w{number}" for number in range(1000)))
    assert query.words == [f"w{number}" for number in range(12)]
    assert not query.is_prefix
    assert [len(word) for word in parse("a" * 10_000).words] == [100]
    assert len(parse('"' * 10_000).text) == LONGEST_QUERY


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(), max_size=400) | st.text("ab \"«»“„”-−'\0\ud800ə", max_size=400))
def test_any_text_is_answered_within_bounds(q):
    query = parse(q)
    phrased = [
        word
        for some in (query.phrases, query.excluded_phrases)
        for phrase in some
        for word in phrase
    ]
    every = [*query.words, *query.excluded, *phrased]
    assert len(every) <= MOST_WORDS
    assert all(0 < len(word) <= 100 for word in every)
    (query.text + "".join(every)).encode()
    assert not query.is_prefix or query.words
