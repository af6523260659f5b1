"""What was left undone."""

import pytest

from tests.desk.checking import ids_of
from translation_desk.kinds import TITLE


@pytest.mark.parametrize("target", ["", " ", "…", "<em> </em>", "—", "\u00a0"])
def test_an_empty_translation_is_one_error(target):
    assert ids_of("There are 15 words here.", target) == ["empty"]


def test_what_has_no_words_needs_no_translation():
    assert ids_of("…", "") == []


@pytest.mark.parametrize(
    ("check", "languages", "source", "target"),
    [
        ("mlang", "en ru", "Our new law", "{mlang ru}Наш новый закон{mlang}"),
        ("mlang", "en az", "Our new law", "Yeni qanunumuz{mlang}"),
        ("placeholder", "en ru", "Our new law", "Наш новый [перевод]"),
        ("placeholder", "en az", "Our new law", "Yeni [tərcümə]"),
        ("placeholder", "en ru", "Our new law", "Наш ??? закон"),
        ("placeholder", "en ru", "Our new law", "Наш новый закон TODO"),
        ("placeholder", "ru az", "Наш новый закон", "Yeni qanun XXX"),
        ("same-as-source", "en az", "Our new law is here", "Our new law is here"),
        ("same-as-source", "ru ru", "Наш новый закон", "Наш новый закон"),
    ],
)
def test_leftovers_alarm(check, languages, source, target):
    assert ids_of(source, target, languages=languages, kind=TITLE) == [check]


@pytest.mark.parametrize(
    ("languages", "source", "target"),
    [
        ("en az", "Microsoft Office 365", "Microsoft Office 365"),
        ("en ru", "https://example.org/our-new-law", "https://example.org/our-new-law"),
        ("en az", "Rashid Valiyev, Leyla Hasanova", "Rashid Valiyev, Leyla Hasanova"),
        ("en ru", "2022", "2022"),
        ("en az", "Radio", "Radio"),
        ("en ru", "Form XXX, what???", "Форма XXX, что???"),
        ("en ru", "“[text]” is a placeholder.", "«[text]» — это заполнитель."),
    ],
)
def test_what_may_stay_does_not_alarm(languages, source, target):
    assert ids_of(source, target, languages=languages, kind=TITLE) == []


def test_a_placeholder_alone_is_named_and_the_translation_missing():
    assert ids_of("Our new law", "???") == ["empty", "placeholder"]
