"""The words of a text, and what the index holds of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.search.analysing import LONGEST, Token, exact, term, tokens


def test_words_have_their_places():
    assert tokens("«Şəki» – e-mail!") == [
        Token("Şəki", 1, 5),
        Token("e", 9, 10),
        Token("mail", 11, 15),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("migrant’s 'quoted' migrants'", "migrant’s quoted migrants"),
        ("гра\u00adница учё\u0301т", "гра\u00adница учё\u0301т"),
        ("2022-ci il, 3.5 №7", "2022 ci il 3 5 7"),
        ("snake_case a\0b \ud800c 😀", "snake case a b c"),
        ("", ""),
    ],
)
def test_words_are_letters_and_digits(text, words):
    assert [token.word for token in tokens(text)] == words.split()


@pytest.mark.parametrize(
    ("locale", "word", "other"),
    [
        ("ru", "миграция", "миграцией"),
        ("ru", "учёт", "УЧЕТА"),
        ("en", "training", "Trainings"),
        ("en", "migrant", "migrant’s"),
        ("az", "miqrasiya", "miqrasiyanın"),
        ("az", "şəhər", "şəhərlərimizdə"),
        ("az", "şəhər", "seherlerimizde"),
        ("az", "İstanbul", "istanbul"),
        ("az", "Azərbaycan", "АЗӘРБАЈҸАНЫН"),
        ("ru", "miqrasiya", "миграсија"),
        ("de", "Straße", "STRASSE"),
    ],
)
def test_forms_have_one_term(locale, word, other):
    assert term(word, locale) == term(other, locale)


def test_exact_word_keeps_its_ending():
    assert exact("Miqrasiyanın") == "miqrasiyanin"


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(), max_size=120), st.sampled_from(["az", "ru", "en", "ka"]))
def test_any_text_has_words_within_bounds(text, locale):
    for token in tokens(text):
        assert text[token.start : token.end] == token.word
        assert 0 < len(term(token.word, locale)) <= 2 * LONGEST
        term(token.word, locale).encode()


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", "translate translated translation translations translating"),
        ("en", "organise organization organisations organizing"),
        ("en", "protect protection protected"),
        ("ru", "открыть открылась открыта открыли открывает открытый открытие"),
        ("ru", "работать работает работали работающих работы"),
        ("ru", "подписать подписан подписали подписанный подписание"),
        ("ru", "изучать изучают изучила изучающий изучение"),
        ("ru", "организовать организован организуют"),
        ("ru", "стажироваться стажировался"),
    ],
)
def test_families_of_a_verb_are_one_for_a_search(locale, words):
    assert len({term(word, locale) for word in words.split()}) == 1


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", "organ organise"),
        ("en", "station state nation"),
        ("en", "fact faction"),
        ("en", "migrant migration"),
        ("ru", "виза визит"),
        ("ru", "журнал журналист"),
        ("ru", "материал матери"),
        ("ru", "страна странный"),
        ("ru", "организация организм"),
        ("ru", "работа работник рабочий"),
    ],
)
def test_other_words_stay_apart_in_a_search(locale, words):
    assert len({term(word, locale) for word in words.split()}) == len(words.split())
