"""Azerbaijani words and their forms: a list of our own, which the index must bring together."""

from pathlib import Path

import pytest

from blog.search.analysing import term
from blog.search.folding import fold
from blog.stemming import stem

LIST = Path(__file__).with_name("az_forms.txt")
ENOUGH = 0.95
# "oğ-la" and "şək-lə" could be words with another suffix, and "sudan" is Sudan, too.
MISSED = ["oğla", "şəklə", "sudan"]


def forms():
    """Each form of the list, with the word it is of."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    words = [line.split(":") for line in lines if line and not line.startswith("#")]
    return [(form, word) for word, others in words for form in others.split()]


def missed(is_same):
    return [form for form, word in forms() if not is_same(form, word)]


def test_list_is_long_enough():
    assert len(forms()) == len(set(forms())) >= 300
    assert len({word for _form, word in forms()}) >= 40


@pytest.mark.parametrize(
    "is_same",
    [
        pytest.param(lambda form, word: stem(form, "az") == stem(word, "az"), id="stem"),
        pytest.param(lambda form, word: term(form, "az") == term(word, "az"), id="term"),
        pytest.param(lambda form, word: term(fold(form), "az") == term(word, "az"), id="plain"),
    ],
)
def test_forms_are_brought_together_with_their_word(is_same):
    assert missed(is_same) == MISSED
    assert len(MISSED) <= (1 - ENOUGH) * len(forms())


@pytest.mark.parametrize(
    ("infinitive", "forms"),
    [
        ("işləmək", "işləyirdi işləyirdilər işləmişdi işləyəcəkdik"),
        ("köçmək", "köçəcəkdi köçmüşdülər"),
        ("gətirmək", "gətirirdi gətirərdi gətirəcəkdi"),
    ],
)
def test_long_past_tenses_are_known_to_a_search(infinitive, forms):
    for form in forms.split():
        assert term(form, "az") == term(fold(form), "az") == term(infinitive, "az")


def test_long_past_tenses_are_no_terms():
    assert stem("köçürürdülər", "az") != stem("köçürülmə", "az")


@pytest.mark.parametrize(
    "words",
    [
        "sərhəd sərhədçi sərhədsiz",
        "vətən vətəndaş vətəndaşlıq",
        "qan qanun qanuni",
        "miqrant miqrasiya immiqrant immiqrasiya emiqrant",
        "hüquq hüquqi hüquqşünas",
        "viza vəsiqə vəzifə",
        "iş işçi işsiz",
        "ad ada adam",
        "gənc Gəncə",
        "türk Türkiyə",
        "səs sessiya ver versiya rus Rusiya",
    ],
)
def test_unlike_words_stay_apart_without_marks_too(words):
    assert len({term(fold(word), "az") for word in words.split()}) == len(words.split())
