"""The table of entries and languages."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from blog.models import Entry, Revision
from blog.roles import AUTHOR, TRANSLATOR
from tests.desk.factories import (
    confirm_all,
    confirm_row,
    make_original,
    rows_of,
    translation_of,
)
from tests.factories import ago, make_author, make_entry, make_tag, make_user
from translation_desk import steps
from translation_desk.models import Demand, Translation
from translation_desk.queue import Filters, rows, totals

pytestmark = pytest.mark.django_db
Shown = Translation.Shown


def entries_of(page):
    return [row.entry.pk for row in page.rows]


def seen(user, **filters):
    return rows(user, Filters(**filters), language="en")


def cells(page):
    return [{cell.locale: cell.state for cell in row.cells} for row in page.rows]


def test_each_cell_has_one_state(editor, translator):
    live = make_entry(live=["en", "ru"], scheduled=["az"])
    begun = make_original()
    confirm_row(translation_of(begun), rows_of(translation_of(begun))[0], "Стол", by=translator)
    waiting = make_original()
    confirm_all(translation_of(waiting), by=translator)
    steps.ask_for_review(translation_of(waiting), by=translator)
    outdated = make_entry(live=["en", "ru"])
    outdated.body_en = "<p>We meet again.</p>"
    outdated.save()

    told = dict(zip(entries_of(seen(editor)), cells(seen(editor)), strict=True))
    assert told[live.pk] == {"en": "original", "ru": "live", "az": "scheduled"}
    assert told[begun.pk] == {"en": "original", "ru": "in_progress", "az": "missing"}
    assert told[waiting.pk] == {"en": "original", "ru": "in_review", "az": "missing"}
    assert told[outdated.pk] == {"en": "original", "ru": "outdated", "az": "missing"}


def test_filter_by_state_asks_what_a_cell_shows(editor, translator):
    make_entry(live=["en", "ru"], scheduled=["az"])
    make_entry(live=["en"], drafts=["ru"])
    outdated = make_entry(live=["en", "ru"])
    outdated.title_en = "Another"
    outdated.save()
    waiting = make_original()
    confirm_all(translation_of(waiting), by=translator)
    steps.ask_for_review(translation_of(waiting), by=translator)

    for state in Shown.values:
        found = set(Translation.objects.in_state(state))
        assert found == {one for one in Translation.objects.all() if one.shown_state == state}
    assert entries_of(seen(editor, state="outdated")) == [outdated.pk]
    assert entries_of(seen(editor, state="in_review")) == [waiting.pk]


def test_what_readers_miss_comes_first_and_newest_first(editor):
    draft = make_entry(drafts=["en"])
    done = make_entry(live=["en", "ru", "az"])
    old = make_entry(live=["en"], published_at_en=ago(days=9))
    new = make_entry(live=["az"])

    assert entries_of(seen(editor)) == [new.pk, old.pk, done.pk, draft.pk]
    # In Azerbaijani nobody misses what was written in it.
    assert entries_of(seen(editor, locales=["az"])) == [old.pk, done.pk, draft.pk]


def test_order_by_demand_of_the_last_ninety_days(editor):
    new, wanted, long_ago = make_original(), make_original(), make_original()
    today = timezone.localdate()
    Demand.objects.create(entry=wanted, locale="az", day=today, count=400)
    Demand.objects.create(entry=wanted, locale="az", day=today - timedelta(days=3), count=12)
    Demand.objects.create(entry=new, locale="az", day=today, count=1)
    Demand.objects.create(entry=long_ago, locale="az", day=today - timedelta(days=100), count=900)

    page = seen(editor, order="demand", locales=["az"])
    assert [row.cells[0].wanted for row in page.rows] == [412, 1, 0]
    assert entries_of(page) == [wanted.pk, new.pk, long_ago.pk]


def test_person_sees_the_languages_they_hold_and_the_entries_they_find(translator):
    make_original()
    assert cells(seen(translator)) == [{"ru": "missing"}]
    assert seen(translator, locales=["az"]).count == 0
    author = make_user(AUTHOR, rights=["translate_into_az"])
    own = make_entry(live=["en"], author=make_author(user=author))
    assert entries_of(seen(author)) == [own.pk]
    assert seen(make_user(TRANSLATOR)).count == 0


def test_filters(editor, translator):
    tag = make_tag()
    tagged, other = make_original(tags=[tag]), make_original()
    steps.assign(
        translation_of(other), by=editor, assignee=translator, due=date(2026, 5, 9), note="Скоро"
    )

    assert entries_of(seen(editor, tag=tag.pk)) == [tagged.pk]
    assert entries_of(seen(translator, is_mine=True)) == [other.pk]
    assert entries_of(seen(editor, due=date(2026, 5, 9))) == [other.pk]
    assert seen(editor, due=date(2026, 5, 8)).count == 0
    assert entries_of(seen(editor, is_due_any=True)) == [other.pk]
    (cell,) = seen(translator, is_mine=True).rows[0].cells
    assert (cell.translation.assignee, cell.translation.note) == (translator, "Скоро")


@pytest.mark.parametrize("entries", [1, 3])
def test_query_count_does_not_grow(translator, entries, django_assert_num_queries):
    for _ in range(entries):
        make_original()
    translator.has_perm("blog.change_entry")

    with django_assert_num_queries(7):
        page = seen(translator)
        assert [cell.translation.entry_id for row in page.rows for cell in row.cells]
    assert page.count == entries
    with django_assert_num_queries(7):
        seen(translator, order="demand")
    with django_assert_num_queries(2):
        totals(translator)


def test_totals_say_how_far_a_language_is(editor):
    make_entry(live=["en", "ru"])
    make_entry(live=["az"])
    make_original()
    make_entry(drafts=["en"])

    english, russian, azerbaijani = totals(editor)
    assert (english.live, english.available, english.share) == (3, 2, 66)
    assert (russian.available, azerbaijani.available) == (1, 1)
    assert russian.words_left == 15 + 4


def test_entries_of_an_import_are_seen_and_counted_by_the_command(editor):
    author = make_author()
    entry = Entry(
        author=author,
        original_language="az",
        title_az="Şəki",
        title_ru="Шеки",
        slug_az="seki",
        slug_ru="sheki",
        body_az="<p>Görüş oldu.</p>",
        published_at_az=ago(days=1),
        published_at_ru=ago(days=1),
    )
    Entry.objects.insert([entry])

    assert cells(seen(editor)) == [{"en": "missing", "ru": "live", "az": "original"}]
    call_command("rebuild_queue", verbosity=0)

    russian = translation_of(entry)
    assert (russian.segments, russian.confirmed, russian.words_left) == (2, 1, 2)
    assert cells(seen(editor)) == [{"en": "missing", "ru": "live", "az": "original"}]
    assert not Revision.objects.exists()


def test_another_original_language_turns_the_cells(editor):
    entry = make_original()
    entry.original_language = "az"
    entry.save()

    (row,) = seen(editor).rows
    assert {cell.locale: cell.state for cell in row.cells} == {
        "en": "live",
        "ru": "missing",
        "az": "original",
    }
