"""A translation against the present source."""

import pytest

from blog.history.recording import lock, note_found, record
from tests.desk.factories import (
    confirm_all,
    make_original,
    rows_of,
    states_of,
    translation_of,
)
from tests.factories import make_entry
from translation_desk.models import Translation
from translation_desk.standing import opened, refresh, standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def russian(entry, translator):
    translation = translation_of(entry)
    confirm_all(translation, by=translator)
    return translation


def edit(entry, **texts):
    """Save ``texts`` as the form of the entry does."""
    stored = lock(entry.pk)
    note_found(stored)
    for name, text in texts.items():
        setattr(stored, name, text)
    stored.save()
    record(stored)
    return stored


def figures(translation):
    translation.refresh_from_db()
    return translation.confirmed, translation.stale, translation.added


def test_there_is_a_row_for_every_other_language(entry):
    assert [one.locale for one in Translation.objects.filter(entry=entry)] == ["az", "ru"]


def test_untouched_segments_stay_confirmed(entry, russian):
    edit(entry, body_en=entry.body_en.replace("On 5 May", "On 6 May"))

    (stale,) = standing(translation_of(entry)).in_state("stale")
    assert (stale.position, stale.target) == (2, "5 мая мы встретились в <strong>Баку</strong>.")
    assert stale.old_source == "On 5 May we met in <strong>Baku</strong>."
    assert (stale.size, stale.is_size_decided) == ("urgent", False)
    assert figures(russian) == (3, 1, 0)


def test_moved_segments_stay_confirmed(entry, russian):
    edit(entry, body_en="<p>The hotline is open.</p><h2>Working day</h2>")

    assert states_of(russian) == ["confirmed"] * 3
    assert figures(russian) == (3, 0, 0)


def test_added_segment_is_asked_for(entry, russian):
    edit(entry, body_en=entry.body_en + "<p>Come and see.</p>")

    assert states_of(russian) == ["confirmed"] * 4 + ["open"]
    assert figures(russian) == (4, 0, 1)


def test_removed_segment_is_kept_and_comes_back(entry, russian):
    before = entry.body_en
    edit(entry, body_en="<h2>Working day</h2>")
    kept = standing(translation_of(entry)).kept
    assert [one.target_text for one in kept] == [
        "5 мая мы встретились в <strong>Баку</strong>.",
        "Горячая линия ещё открыта.",
    ]
    assert russian.texts.filter(is_kept=True).count() == 2

    edit(entry, body_en=before)
    assert states_of(russian) == ["confirmed"] * 4
    assert not russian.texts.filter(is_kept=True).exists()


def test_source_put_back_as_it_was_asks_for_nothing(entry, russian):
    before = entry.body_en
    edit(entry, body_en=before.replace("open", "closed"))
    edit(entry, body_en=before)

    assert figures(russian) == (4, 0, 0)


def test_translation_written_in_the_form_is_taken_over():
    entry = make_entry(live=["en", "ru"])

    translation = translation_of(entry)
    assert figures(translation) == (2, 0, 0)
    assert translation.shown_state == "live"
    assert translation.steps.get().event == "adopted"
    assert states_of(translation) == ["confirmed", "confirmed"]


def test_part_of_a_translation_is_live_and_not_outdated():
    entry = make_original(
        title_ru="Круглый стол",
        slug_ru="stol",
        published_at_ru=make_entry(live=["ru"]).published_at_ru,
    )
    translation = translation_of(entry)

    assert figures(translation) == (1, 0, 0)
    assert (translation.shown_state, translation.words_left) == ("live", 13)


def test_what_is_edited_in_the_form_later_is_taken_over(entry, russian, editor):
    body = "<h2>Рабочий день</h2><p>5 мая собрались в <strong>Баку</strong>.</p><p>Ещё не всё.</p>"
    edit(entry, title_ru="Круглый стол", body_ru=body)
    edit(entry, title_ru="Совещание")

    rows = rows_of(russian)
    assert [row.target for row in rows] == [
        "Совещание",
        "Рабочий день",
        "5 мая собрались в <strong>Баку</strong>.",
        "Ещё не всё.",
    ]
    assert [row.version for row in rows] == [2, 1, 2, 2]
    assert figures(russian)[0] == 4


def test_only_what_was_written_anew_is_based_on_the_new_source():
    entry = make_entry(
        live=["en", "ru"],
        body_en="<p>First one.</p><p>Second one.</p>",
        body_ru="<p>Первый.</p><p>Второй.</p>",
    )
    edit(
        entry,
        body_en="<p>First one here.</p><p>Second one here.</p>",
        body_ru="<p>Первый.</p><p>Второй здесь.</p>",
    )

    assert states_of(translation_of(entry)) == ["confirmed", "stale", "confirmed"]


def test_work_at_the_desk_is_not_undone_by_the_form(translator):
    entry = make_entry(
        live=["en", "ru"],
        body_en="<p>First one.</p><p>Second one.</p>",
        body_ru="<p>Первый.</p><p>Второй.</p>",
    )
    translation = translation_of(entry)
    confirm_all(translation, by=translator, words={"First one.": "Самый первый."})
    edit(entry, body_ru="<p>Первый.</p><p>Второй, ещё раз.</p>")

    assert [row.target for row in rows_of(translation)[1:]] == ["Самый первый.", "Второй, ещё раз."]


def test_what_has_no_place_is_shown():
    entry = make_entry(
        live=["en", "ru"], body_en="<p>One.</p>", body_ru="<p>Один.</p><ul><li>Ещё.</li></ul>"
    )

    assert [one.text for one in standing(translation_of(entry)).unplaced] == ["Ещё."]


def test_opening_takes_over_what_an_import_brought():
    entry = make_entry(live=["en"])
    type(entry).objects.filter(pk=entry.pk).update(title_ru="Занятие")

    assert [row.target for row in opened(translation_of(entry)).rows] == ["Занятие", ""]


def test_withdrawn_translation_is_in_progress():
    entry = make_entry(live=["en", "ru"])
    entry.published_at_ru = None
    entry.save()

    assert translation_of(entry).shown_state == "in_progress"


def test_refresh_of_what_stands_costs_little(entry, django_assert_num_queries):
    stored = lock(entry.pk)
    with django_assert_num_queries(5):  # two of them make a savepoint and release it
        refresh(stored)


def test_standing_costs_the_same_for_any_length(entry, russian, django_assert_num_queries):
    translation = translation_of(entry)
    with django_assert_num_queries(4):
        standing(translation)
