"""The lists of the admin find entries in any language, drafts too, by the rules of readers."""

import pytest

from blog.models import Entry
from blog.search.listing import best, narrow
from blog.search.searching import search, suggest
from tests.factories import ahead, make_entry, make_tag

pytestmark = pytest.mark.django_db


def found(q, locale="en", rows=None):
    """Titles of what is found in the original language, in the order of the numbers."""
    rows = Entry.objects.all() if rows is None else rows
    entries = narrow(rows.order_by("pk"), q, locale).rows
    return [entry.text("title", entry.original_language) for entry in entries]


@pytest.fixture
def draft():
    return make_entry(
        drafts=["az", "ru", "en"],
        title_az="Azərbaycan: məcburi köçkünlər",
        title_ru="Реадмиссия и ещё одно соглашение",
        title_en="Readmission agreements",
        body_en="<p>Trainings of border guards in Istanbul.</p>",
        body_az="<p>İstanbulda sığınacaqlar üçün təlim.</p>",
    )


FORMS = [
    "azerbaycan",
    "kockunlerin",
    "ISTANBUL",
    "сığınacaq",
    "реадмиссией",
    "еще соглашения",
    "agreement",
    "htflvbccbz",
    "agreemnet",
    '"border guard"',
    "readmission -visa",
    "реадм",
    "агреемент readmission",
]


@pytest.mark.parametrize("locale", ["en", "ru", "az"])
@pytest.mark.parametrize("q", FORMS)
def test_draft_is_found_in_any_language_as_people_type(draft, q, locale):
    make_entry(live=["en", "ru", "az"])
    assert found(q, locale) == ["Azərbaycan: məcburi köçkünlər"]


@pytest.mark.parametrize("q", [*FORMS, "readm", "agreementz", "Реадмиссия и ещё одно соглашение"])
def test_no_reader_finds_a_draft_by_anything(draft, q):
    live = make_entry(live=["en", "ru", "az"])
    for locale in ("en", "ru", "az"):
        results = search(q, locale)
        assert results.did_you_mean == ""
        # Some words of a draft stand elsewhere, too.
        assert {row.entry for row in [*results.rows, *suggest(q, locale)]} <= {live}


def test_word_of_a_draft_is_no_correction_for_readers(draft):
    make_entry(live=["en"], title_en="Readmissions of guests")
    assert search("redmission", "en").did_you_mean == "readmissions"


def test_words_that_are_not_there_find_nothing(draft):
    assert found("visa") == []
    assert found('"guards border"') == []
    assert found("readmission -istanbul") == []


@pytest.mark.parametrize("q", ["!!!", "-visit", "\0", "\ud800", '"', "* OR NEAR(", "x" * 10_000])
def test_what_is_no_question_finds_nothing(draft, q):
    assert found(q) == []


def test_tags_and_coming_entries_are_found():
    tag = make_tag(name_az="Sərhəd", name_ru="Граница", slug_az="s", slug_ru="g")
    make_entry(scheduled=["ru"], title_ru="Съезд", tags=[tag], published_at_ru=ahead(days=400))
    assert found("serhed") == found("границей") == found("СЪЕЗДЫ") == ["Съезд"]


def test_what_others_wrote_does_not_stand_in_the_way():
    make_entry(drafts=["en"], title_en="Password vbuhfwbz")
    make_entry(live=["ru"], title_ru="Миграция")
    visible = Entry.objects.readable_in_any()
    assert found("vbuhfwbz") == ["Password vbuhfwbz"]
    assert found("vbuhfwbz", rows=visible) == ["Миграция"]
    assert [entry.title_ru for entry in best(visible, "vbuhfwbz", "en", 8)] == ["Миграция"]
