"""English words that no rule brings together; and what only a search takes for one."""

import pytest

from blog.search.analysing import term
from blog.stemming import stem
from tests.word_forms import lines

FORMS = """
use uses used using
die dies died dying
try tries tried trying
apply applies applied applying
free frees freed freeing
flee flees fleeing
phenomenon phenomena
hypothesis hypotheses
index indexes indices
wolf wolves
ageing aging
"""
OF_A_SEARCH = """
person persons people people’s person’s
analysis analyses analyse analyze analysed
live lives lived living life
flee fled fleeing
seek sought seeking
send sent
teach taught teaching
write wrote written writing
withdraw withdrew withdrawn
"""
APART = ["use user us", "die dye", "person personal", "try tree", "seek sea", "flee fly fleet"]


@pytest.mark.parametrize("forms", lines(FORMS))
def test_forms_of_a_word_have_one_stem(forms):
    assert {stem(form, "en") for form in forms} == {stem(forms[0], "en")}


@pytest.mark.parametrize("forms", lines(OF_A_SEARCH))
def test_search_takes_them_for_one(forms):
    assert {term(form, "en") for form in forms} == {term(forms[0], "en")}


@pytest.mark.parametrize("words", APART)
def test_other_words_stay_apart(words):
    assert len({term(word, "en") for word in words.split()}) == len(words.split())


def test_people_are_no_person_among_terms():
    """A stateless person is what the glossary asks for, and people are something else there."""
    assert stem("people", "en") != stem("person", "en")
