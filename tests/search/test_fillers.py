"""What says nothing of what is looked for."""

import pytest

from blog.search.fillers import FILLERS, without_fillers
from blog.search.folding import fold
from blog.search.queries import parse


def left(q, *locales, **options):
    query = without_fillers(parse(q), locales, **options)
    return " ".join([*query.words, *(" ".join(phrase) for phrase in query.phrases)])


@pytest.mark.parametrize(
    ("q", "locale", "words"),
    [
        ("how to get a work permit", "en", "work permit"),
        ("what is readmission?", "en", "readmission"),
        ("как получить разрешение на работу", "ru", "получить разрешение работу"),
        ("что такое реадмиссия", "en", "реадмиссия"),
        ("iş icazəsini necə almaq olar", "az", "iş icazəsini almaq"),
        ("is icazesi ne ucun lazimdir", "az", "is icazesi"),
        ("on iki", "az", "on iki"),
        ("what is it", "en", "what is it"),
        ("", "en", ""),
        ('the "open day"', "en", "open day"),
        ("WHO report", "en", "WHO report"),
        ("WHAT IS READMISSION", "en", "READMISSION"),
    ],
)
def test_words_that_only_ask_are_left_out(q, locale, words):
    assert left(q, locale) == words


def test_phrases_keep_all_their_words():
    assert left('"end of the line"', "en") == "end of the line"


def test_capitals_are_no_name_when_little_else_is_found():
    assert left("WHO report", "en", with_names=False) == "report"


def test_unfinished_word_is_the_last_that_is_left():
    assert without_fillers(parse("work per"), ["en"]).is_prefix
    assert not without_fillers(parse("work in"), ["en"]).is_prefix


def test_fillers_are_folded():
    assert all(word == fold(word) for words in FILLERS.values() for word in words)
