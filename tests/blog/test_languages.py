"""The facts of each language: casing, order, quotes, direction."""

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.translation import get_language_info
from hypothesis import given
from hypothesis import strategies as st

from blog import checks
from blog.languages import (
    KNOWN,
    capitalize,
    collation_key,
    facts,
    fallbacks,
    in_language,
    language_codes,
    lower,
    quote,
    upper,
)


@pytest.mark.parametrize(
    ("language", "small", "capitals"),
    [
        ("az", "istiqlal ısıq ə ğ", "İSTİQLAL ISIQ Ə Ğ"),
        ("tr", "istiklal ısık", "İSTİKLAL ISIK"),
        ("en", "istiqlal", "ISTIQLAL"),
        ("ru", "ёжик йод", "ЁЖИК ЙОД"),
    ],
)
def test_casing_is_that_of_the_language(language, small, capitals):
    assert upper(small, language) == capitals
    assert lower(capitals, language) == small


@pytest.mark.parametrize("language", ["az", "tr", "en", "ru"])
@pytest.mark.parametrize("capital", ["İ", "I\u0307"], ids=["one character", "two characters"])
def test_dot_of_a_capital_leaves_no_mark(capital, language):
    assert lower(f"{capital}STİQLAL", language) == "istiqlal"


def test_first_letter_only():
    assert capitalize("istiqlal küçəsi", "az") == "İstiqlal küçəsi"
    assert capitalize("ırmaq", "az") == "Irmaq"
    assert capitalize("", "az") == ""
    assert capitalize("ёжик", "ru") == "Ёжик"


def test_first_letter_of_a_script_without_capitals_stays():
    # Georgian has capitals for whole words only; most fonts lack them.
    assert capitalize("ქართული", "ka") == "ქართული"


def test_filters_of_templates_know_the_language():
    template = Template("{{ text|capfirst }} {{ text|upper }} {{ text|title }} {{ big|lower }}")
    context = Context({"text": "istiqlal ısıq", "big": "İSTİQLAL ISIQ"})
    with translation.override("az"):
        assert template.render(context) == "İstiqlal ısıq İSTİQLAL ISIQ İstiqlal Isıq istiqlal ısıq"
    with translation.override("en"):
        assert template.render(context).startswith("Istiqlal ısıq ISTIQLAL")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "az",
            ["2 yazı", "alma", "çay", "dağ", "el", "ərik", "fil", "ğ", "həyat", "xəbər", "ılıq"]
            + ["iş", "kənd", "qar", "lalə", "ördək", "şəkər", "üzüm", "zəng", "ёж"],
        ),
        (
            "ru",
            ["арбуз", "елка", "ёлка", "ель", "жук", "игла", "йод", "щука", "эхо", "яма", "apple"],
        ),
        ("ru", ["яма", "Éire", "elk", "zoo"]),
        ("en", ["apple", "école", "elk", "zebra", "ёж", "ель", "яма"]),
        ("az", ["vətən", "zəng", "wiki", "Москва"]),
    ],
)
def test_lists_are_sorted_by_the_alphabet(language, words):
    backwards = sorted(words, reverse=True)
    assert sorted(backwards, key=lambda word: collation_key(word, language)) == words


def test_case_and_punctuation_do_not_part_words():
    words = ["Ərzaq", "ərzaqlar", "“Ərik”", "ərik"]
    assert sorted(words, key=lambda word: collation_key(word, "az")) == [
        *("ərik", "“Ərik”", "Ərzaq", "ərzaqlar")
    ]


@given(st.lists(st.text()), st.sampled_from(sorted(KNOWN)))
def test_any_texts_can_be_sorted(texts, language):
    once = sorted(texts, key=lambda text: collation_key(text, language))
    backwards = once[::-1]
    assert sorted(backwards, key=lambda text: collation_key(text, language)) == once


def test_alphabets_are_whole():
    assert [len(facts(code).alphabet) for code in ("en", "ru", "az")] == [26, 33, 32]


def test_quotes_are_those_of_the_language():
    assert quote("Şəki", "az") == "“Şəki”"
    assert quote("Шеки", "ru") == "«Шеки»"


def test_azerbaijani_is_written_from_left_to_right():
    assert get_language_info("az")["bidi"] is False
    assert facts("az").direction == "ltr"
    rendered = Template("{% load i18n %}{{ 'az'|language_bidi }}").render(Context())
    assert rendered == "False"
    rendered = Template(
        "{% load i18n %}{% get_language_info for 'az' as info %}{{ info.bidi }}"
    ).render(Context())
    assert rendered == "False"


def test_open_graph_has_its_own_names():
    assert [facts(code).open_graph for code in ("en", "ru", "az")] == ["en_GB", "ru_RU", "az_AZ"]


def test_language_the_table_does_not_know_has_plain_facts():
    assert facts("de").endonym == "Deutsch"
    assert facts("ar").direction == "rtl"
    assert facts("de").open_graph == "de"
    assert facts("pt-br").open_graph == "pt_BR"


def test_column_of_a_language():
    assert in_language("title", "az") == "title_az"
    with pytest.raises(ValueError, match="xx"):
        in_language("title", "xx")


def test_column_of_a_language_with_a_region(settings):
    settings.LANGUAGES = [("en", "English"), ("pt-br", "Portuguese")]
    assert in_language("title", "pt-br") == "title_pt_br"


def test_fallbacks_are_all_the_others_best_first(settings):
    assert fallbacks("az") == ["en", "ru"]
    settings.FALLBACK_LANGUAGES = {"az": ["ru"]}
    assert fallbacks("az") == ["ru", "en"]
    assert fallbacks("ru") == ["en", "az"]


def test_language_is_no_fallback_of_itself_and_none_comes_twice(settings):
    settings.FALLBACK_LANGUAGES = {"az": ["az", "ru", "ru"]}
    assert fallbacks("az") == ["ru", "en"]


def test_order_of_fallbacks_need_not_be_set(settings):
    del settings.FALLBACK_LANGUAGES
    assert fallbacks("az") == ["en", "ru"]


def test_settings_that_disagree_are_told(settings):
    assert language_codes() == ["en", "ru", "az"]
    settings.LANGUAGE_CODE = "ru"
    settings.FALLBACK_LANGUAGES = {"az": ["tr"]}
    assert [e.id for e in checks.default_language_comes_first(None)] == ["blog.E001"]
    assert [e.id for e in checks.fallbacks_are_languages_of_the_site(None)] == ["blog.E002"]


@pytest.mark.parametrize(
    ("number", "words"), [(1, "минута"), (2, "минуты"), (5, "минут"), (21, "минута")]
)
def test_russian_has_its_plurals(number, words):
    with translation.override("ru"):
        text = translation.ngettext(
            "%(minutes)s minute to read", "%(minutes)s minutes to read", number
        )
        assert text == f"%(minutes)s {words} чтения"


def test_azerbaijani_noun_stays_singular_after_a_number():
    with translation.override("az"):
        texts = {
            translation.ngettext("%(minutes)s minute to read", "%(minutes)s minutes to read", n)
            for n in (1, 2, 5)
        }
        assert texts == {"oxumaq üçün %(minutes)s dəqiqə"}
