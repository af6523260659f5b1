"""Readers find what is live, however they type it, on each database alike."""

import pytest
from django.utils import timezone

from blog.models import SearchWord
from blog.search.asking import corrections
from blog.search.searching import NEWEST, search, suggest
from tests.factories import ago, ahead, make_entry, make_tag

pytestmark = pytest.mark.django_db


def found(q, locale="en", **options):
    """Pairs of an entry and the language it was found in, in order."""
    return [(row.entry, row.locale) for row in search(q, locale, **options).rows]


def numbers(results):
    return [row.entry.pk for row in results.rows]


@pytest.fixture
def migration():
    return make_entry(
        live=["en", "ru", "az"],
        title_en="Labour migration policy",
        title_ru="Политика трудовой миграции",
        title_az="Əmək miqrasiyası siyasəti",
        body_en="<p>Trainings of border guards in Baku.</p>",
        body_ru="<p>Ещё одно занятие пограничников прошло в Баку.</p>",
        body_az="<p>Bakıda sərhədçilər üçün təlimlər; İstanbulda şəhərlər.</p>",
    )


@pytest.mark.parametrize(
    ("q", "locale"),
    [
        ("migration", "en"),
        ("MIGRATION policies", "en"),
        ("training", "en"),
        ("миграцией", "ru"),
        ("еще", "ru"),
        ("ПОЛИТИКА", "ru"),
        ("miqrasiyanın", "az"),
        ("emek", "az"),
        ("seherler", "az"),
        ("ISTANBULDA", "az"),
        ("İSTANBULDA", "az"),
        ('"labour migration"', "en"),
        ("migration -asylum", "en"),
    ],
)
def test_words_are_found_as_people_type_them(migration, q, locale):
    make_entry(live=["en", "az"])
    assert found(q, locale)[:1] == [(migration, locale)]


@pytest.mark.parametrize("q", ['"migration labour"', "migration -policy", "readmission", "port"])
def test_words_that_are_not_there_are_not_found(migration, q):
    assert found(q) == []


def test_draft_and_scheduled_language_are_found_by_nothing():
    make_entry(
        scheduled=["en"],
        drafts=["ru"],
        title_en="Secret readmission",
        title_ru="Секретная реадмиссия",
    )
    for q in ("readmission", "readmisson", "секретная", "secret readmission", "rea"):
        results = search(q, "en")
        assert (results.rows, results.count, results.did_you_mean) == ([], 0, "")
        assert suggest(q, "en") == []


def test_words_of_a_text_to_come_are_no_readers_words(monkeypatch):
    live = make_entry(live=["en"], title_en="Harvest")
    to_come = make_entry(scheduled=["en"], title_en="Harvested, as opposed to harvset")

    def meant(q):
        results = search(q, "en")
        return numbers(results), results.did_you_mean

    # Neither offered as what was meant, nor taken for a word that somebody wrote.
    for q in ("harvestde", "harvset"):
        assert meant(q) == ([live.pk], "harvest")
    later = ahead(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert meant("harvset") == ([to_come.pk], "")


def test_entry_is_found_from_the_moment_it_goes_live(monkeypatch):
    entry = make_entry(scheduled=["en"], title_en="Readmission")
    later = ahead(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert found("readmission") == [(entry, "en")]


def test_entry_is_found_once_and_shown_in_the_best_language_of_the_reader(migration):
    other = make_entry(live=["ru"], title_ru="Баку")
    assert found("Баку", "az") == [(other, "ru"), (migration, "az")]
    assert found("баку", "en") == [(other, "ru"), (migration, "en")]


def test_own_language_comes_first():
    tag = make_tag(name_en="Readmission", name_ru="Реадмиссия", slug_en="r", slug_ru="r-ru")
    russian = make_entry(live=["ru"], title_ru="Соглашение", tags=[tag])
    english = make_entry(live=["en"], body_en="<p>On readmission.</p>")
    assert found("readmissions", "en") == [(english, "en"), (russian, "ru")]
    assert found("реадмиссией", "az") == [(russian, "ru")]


def test_filters_narrow_what_is_found():
    tag = make_tag()
    old = make_entry(live=["en"], title_en="Visit", published_at_en=ago(days=800))
    tagged = make_entry(live=["en", "ru"], title_en="Visit", title_ru="Visit", tags=[tag])
    year = old.published_at_en.year
    assert found("visit", year=year) == [(old, "en")]
    assert found("visit", tag=tag) == [(tagged, "en")]
    assert found("visit", language="ru") == [(tagged, "ru")]
    assert found("visit", order=NEWEST) == [(tagged, "en"), (old, "en")]
    assert found("visit", year=0) == found("visit", language="xx") == []


def test_title_counts_more_than_text():
    in_title = make_entry(live=["en"], title_en="Asylum", published_at_en=ago(days=9))
    make_entry(live=["en"], body_en="<p>asylum asylum asylum</p>")
    assert found("asylum")[0] == (in_title, "en")


@pytest.mark.parametrize(
    ("q", "meant"),
    [("migratoin", "migration"), ("vbuhfwbz", "миграция"), ("polocy labuor", "policy labour")],
)
def test_what_is_nowhere_is_read_anew(migration, q, meant):
    make_entry(live=["ru"], title_ru="Миграция")
    results = search(q, "en")
    assert results.rows
    assert results.did_you_mean == meant


@pytest.mark.parametrize("word", ["ﷺ" * 20, "harvestde" * 5, "жатва" * 20])
def test_word_that_is_too_long_for_a_slip_costs_no_corrections(word, django_assert_num_queries):
    """One letter may become eighteen; each slip of hundreds of letters is as long as the word."""
    make_entry(live=["en"], title_en="Harvest")
    with django_assert_num_queries(0):
        assert corrections(word, "en", SearchWord.objects.all()) == []


def test_reading_that_makes_sense_comes_before_a_guess(migration):
    meant = make_entry(live=["az"], title_az="Şəhər xəritəsi")
    results = search(".'h'r x'rit'si", "az")
    assert (numbers(results), results.did_you_mean) == ([meant.pk], "şəhər xəritəsi")
    assert search("politika", "en").did_you_mean == "политика"
    assert [row.entry for row in suggest("gjkbn", "ru")] == [migration]


def test_question_is_answered_as_its_words_are(migration):
    make_entry(live=["en"], title_en="What is it?")
    results = search("what is the labour migration policy?", "en")
    assert (numbers(results), results.did_you_mean) == ([migration.pk], "")


def test_question_with_the_other_keyboard_is_answered(migration):
    results = search("rfr gjkexbnm gjkbnbre nheljdjq vbuhfwbb", "ru")
    assert numbers(results) == [migration.pk]
    assert (results.did_you_mean, results.is_relaxed) == (
        "как получить политику трудовой миграции",
        True,
    )


def test_unfinished_word_may_be_the_only_one_that_is_there(migration):
    assert [row.entry for row in suggest("zeppelin migr", "en")] == [migration]


def test_only_the_word_that_nobody_wrote_is_corrected(migration):
    results = search("how are migrations and polocy", "en")
    assert (numbers(results), results.is_relaxed) == ([migration.pk], False)
    assert results.did_you_mean == "how are migrations and policy"


def test_word_of_another_language_is_no_form_of_one_in_this():
    tag = make_tag(name_en="Youth", name_az="Gənclər")
    make_entry(live=["en"], title_en="Open day", tags=[tag])
    town = make_entry(live=["az"], title_az="Gəncədə təlim")
    assert found("gence", "en") == [(town, "az")]


def test_any_of_the_words_is_the_last_thing_that_is_tried(migration):
    results = search("migration zeppelin", "en")
    assert numbers(results) == [migration.pk]
    assert results.is_relaxed


def test_unfinished_word_is_suggested_and_found(migration):
    for q in ("migratio", "labour migr", "mi"):
        assert [row.entry for row in suggest(q, "en")] == [migration]
        assert numbers(search(q, "en")) == [migration.pk]


def test_words_are_marked_in_title_and_passage(migration):
    (row,) = search("migration trainings", "en").rows
    assert [text for text, is_marked in row.title_pieces if is_marked] == ["migration"]
    assert [text for text, is_marked in row.passage_pieces if is_marked] == ["Trainings"]


def test_pages_follow_one_another():
    entries = [make_entry(live=["en"], title_en="Visit") for _ in range(12)]
    first, second, beyond = (search("visit", "en", page=page) for page in (1, 2, 99))
    assert (first.count, first.pages, len(first.rows)) == (12, 2, 10)
    assert {*numbers(first), *numbers(second)} == {entry.pk for entry in entries}
    assert (beyond.page, numbers(beyond)) == (2, numbers(second))


@pytest.mark.parametrize("entries", [1, 3])
def test_query_count_does_not_grow(entries, django_assert_max_num_queries):
    tag = make_tag()
    for _ in range(entries):
        make_entry(live=["en"], title_en="Visit", tags=[tag])
    with django_assert_max_num_queries(10):
        assert search("visit", "en").count == entries


@pytest.mark.parametrize(
    "q",
    [
        "",
        "   ",
        "!!! ()&|:*",
        "\0",
        "visit\0",
        "\ud800",
        "' OR 1=1 --",
        "a & b | !c <-> d:*",
        "NEAR(a b, 3) AND title:x NOT y* ^z",
        '"',
        '""" "a',
        "-",
        "-visit",
        "‏visit‎",
        "😀",
        "½ ² ﬁ",
        "x" * 10_000,
        "слово " * 2_000,
        "\\ % _ %s %% {0}",
    ],
)
def test_bad_input_is_answered(q, django_assert_max_num_queries):
    make_entry(live=["en"], title_en="Visit")
    with django_assert_max_num_queries(95):
        search(q, "en")
        suggest(q, "ru")


def test_entries_of_a_topic_follow_its_entries_not_its_name():
    tag, other = make_tag(name_en="Borders"), make_tag(name_en="Borders")
    tagged = make_entry(live=["en"], title_en="Visit", tags=[tag, other])
    make_entry(live=["en"], title_en="Visit", tags=[other])
    written = make_entry(live=["en"], title_en="Guests", body_en="<p>A visit.</p>", tags=[tag])
    make_entry(live=["en"], title_en="Visit", body_en=f"<p>0tag{tag.pk}</p>")
    assert found("visit", tag=tag) == [(tagged, "en"), (written, "en")]
    assert found("visit guests -visits", tag=tag) == []
    tagged.tags.remove(tag)
    tag.name_en = "Frontiers"
    tag.save()
    assert found("visit", tag=tag) == [(written, "en")]
