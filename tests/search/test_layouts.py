"""What was meant by letters of another keyboard or script."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.search.folding import fold
from blog.search.layouts import likelihood, readings, rewritten


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # Russian with a Latin keyboard
        ("vbuhfwbz", "миграция"),
        ("VBUHFWBZ", "миграция"),
        ("dbpf", "виза"),
        ("hf,jnf", "работа"),
        ("vbuhfwbz.", "миграция"),
        ("vbuhfwb.", "миграцию"),
        ("j,]tpl", "объезд"),
        ("rehcs d <fre", "курсы в баку"),
        ("vbuhfwbz 2022", "миграция 2022"),
        ("eckeub", "услуги"),
        ("Lkz ltntq", "для детей"),
        ("moodle vbuhfwbz", "moodle миграция"),
        # with an Azerbaijani one
        ("vbuhfübz", "миграция"),
        # another language with the Russian one
        ("ьшпкфешщт", "migration"),
        ("ищквук", "border"),
        ("ьшйкфышнф", "miqrasiya"),
        ("ьэлеэи", "məktəb"),
        ("йфвжт", "qadın"),
        # Azerbaijani in Cyrillic
        ("миграсија", "miqrasiya"),
        ("Азәрбајҹан", "azərbaycan"),
        ("ҝүрҹүстан", "gürcüstan"),
        ("шәһәр", "şəhər"),
        # in the letters of a Russian keyboard
        ("шехери", "şeheri"),
        # as English would spell it
        ("sheher", "seher"),
    ],
)
def test_likeliest_is_what_was_meant(typed, meant):
    assert rewritten(typed)[0] == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("миграсия", "miqrasiya"),
        ("чыхыш", "çıxış"),
        ("азербайджан", "azerbaycan"),
        ("баку", "baku"),
    ],
)
def test_what_was_meant_is_among_others(typed, meant):
    assert meant in rewritten(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # Azerbaijani with an English keyboard, and English with an Azerbaijani one
        (".'h'r x'rit'si", "şəhər xəritəsi"),
        ("a];ll; l[vh'", "ağıllı lövhə"),
        ("üorkshop", "workshop"),
        # Russian that is not like Russian
        ("pbvyzz irjkf", "зимняя школа"),
        # as Russian writes names of Azerbaijan
        ("лянкяран", "lenkeran"),
        ("гянджя", "gence"),
        # Russian in Latin letters: after passports, and by ear
        ("migratsiia", "миграция"),
        ("migratsiya", "миграция"),
        ("novyy spravochnik", "новый справочник"),
        ("yazyk", "язык"),
        ("pol'skiy", "польский"),
        ("ultra-violet", "ultraviolet"),
    ],
)
def test_everything_that_could_be_meant_is_a_reading(typed, meant):
    assert meant in map(fold, readings(typed)) or meant in readings(typed)


@pytest.mark.parametrize(
    "q",
    [
        "migration",
        "border management",
        "miqrasiya",
        "sərhəd",
        "vətəndaşlıq",
        "hüquq",
        "2022",
        "",
        "?",
    ],
)
def test_likely_words_are_left_alone(q):
    assert rewritten(q) == []
    assert rewritten(fold(q)) == []


@pytest.mark.parametrize("q", ["миграция", "граница", "обучение", "виза россии"])
def test_likely_russian_words_are_only_read_as_azerbaijani(q):
    assert all(fold(text).replace(" ", "").isascii() for text in rewritten(q))


def test_quotes_and_minus_stay():
    assert rewritten('"nhel" -dbpf') == ['"труд" -виза']


def test_likelihood_is_a_share():
    assert likelihood("border", {" ": "b", "b": "o"}) == 2 / 7
    assert likelihood("", {}) == 0


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(), max_size=400) | st.text("vbuhйцукеə,.\"-' ", max_size=400))
def test_any_text_is_rewritten_in_few_ways(q):
    found = rewritten(q)
    assert len(found) <= 9
    assert len(set(found)) == len(found)
    assert len(readings(q)) <= 16
