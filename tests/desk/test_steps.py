"""What is done at the desk, and what follows from it."""

import pytest

from blog.history.recording import lock
from blog.models import Attachment, Entry, Revision, Submission
from blog.roles import AUTHOR, TRANSLATOR
from blog.submitting import give_back
from tests.desk.factories import (
    RUSSIAN,
    RUSSIAN_BODY,
    confirm_all,
    confirm_row,
    rows_of,
    states_of,
    translation_of,
)
from tests.factories import make_attachment, make_author, make_user
from translation_desk import steps
from translation_desk.findings import found_in
from translation_desk.models import SourceChange, Translation
from translation_desk.standing import standing

pytestmark = pytest.mark.django_db
State = Translation.State


def events(translation):
    return [step.event for step in translation.steps.all()]


def test_confirmed_segment_is_stored_with_what_it_translates(russian, translator):
    row = rows_of(russian)[2]
    stored = confirm_row(
        russian, row, "5 мая мы встретились в <strong>Баку</strong>.", by=translator
    )

    assert stored.source_text == "On 5 May we met in <strong>Baku</strong>."
    assert (stored.tag, stored.version, stored.confirmed_by_name) == ("p", 1, "Алёна")
    russian.refresh_from_db()
    assert (russian.segments, russian.confirmed, russian.stale) == (4, 1, 0)
    # Round table, Working day, The hotline is open.
    assert russian.words_left == 8
    assert events(russian) == ["confirmed"]


def test_confirming_the_same_again_changes_nothing(russian, translator):
    row = rows_of(russian)[0]
    first = confirm_row(russian, row, "Круглый стол", by=translator)
    again = confirm_row(russian, row, "Круглый  стол\n", by=translator)

    assert (again.pk, again.version) == (first.pk, 1)


def test_newer_version_of_another_is_not_overwritten(russian, translator):
    other = make_user(TRANSLATOR, first_name="Ёсиф", rights=["translate_into_ru"])
    row = rows_of(russian)[0]
    confirm_row(russian, row, "Круглый стол", by=other)

    with pytest.raises(steps.Conflict) as refused:
        confirm_row(russian, row, "Совещание", by=translator)

    assert refused.value.theirs.target_text == "Круглый стол"
    assert refused.value.message == "Ёсиф has changed this segment meanwhile."
    assert rows_of(russian)[0].target == "Круглый стол"


def test_wording_of_before_is_kept(russian, translator):
    confirm_row(russian, rows_of(russian)[0], "Круглый стол", by=translator)
    confirm_row(russian, rows_of(russian)[0], "Встреча", by=translator)

    kept = russian.texts.filter(is_kept=True)
    assert [one.target_text for one in kept] == ["Круглый стол"]
    assert rows_of(russian)[0].target == "Встреча"


@pytest.mark.parametrize(
    ("place", "text", "message"),
    [
        (0, " \n ", "Write the translation before you confirm it."),
        (2, "<strong> </strong>", "Write the translation before you confirm it."),
        (0, "ё" * 201, "At most 200 characters fit here; these are 201."),
        (2, "ё" * 50_000, "This is too long for one segment: at most 20 kB are stored."),
    ],
)
def test_unfit_text_is_refused(russian, translator, place, text, message):
    with pytest.raises(steps.StepRefused) as refused:
        confirm_row(russian, rows_of(russian)[place], text, by=translator)

    assert refused.value.message == message
    assert not russian.texts.exists()


def test_unfit_markup_is_refused(russian, translator):
    with pytest.raises(steps.StepRefused):
        confirm_row(russian, rows_of(russian)[2], "<h2>5 мая</h2>", by=translator)

    stored = confirm_row(russian, rows_of(russian)[2], '5 <b onclick="x()">мая</b>', by=translator)
    assert stored.target_text == "5 <strong>мая</strong>"


def test_segment_is_found_where_it_has_moved(entry, russian, translator):
    row = rows_of(russian)[3]
    entry.body_en = "<p>New.</p>" + entry.body_en
    entry.save()

    assert confirm_row(russian, row, "Горячая линия открыта.", by=translator).position == 4


def test_wording_that_is_gone_is_said_to_be(entry, russian, translator):
    row = rows_of(russian)[3]
    entry.body_en = "<p>Another.</p>"
    entry.save()

    with pytest.raises(steps.Gone):
        confirm_row(russian, row, "Горячая линия открыта.", by=translator)


def test_deleted_entry_loses_nothing_and_is_said_to_be_gone(entry, russian, translator):
    row = rows_of(russian)[0]
    confirm_row(russian, row, "Круглый стол", by=translator)
    number = entry.pk
    entry.delete()

    with pytest.raises(steps.Gone):
        confirm_row(russian, row, "Встреча", by=translator)
    assert not Translation.objects.asked().exists()

    Entry.objects.create(
        pk=number, author=make_author(), title_en="Round table", original_language="en"
    )
    assert [row.target for row in rows_of(russian)] == ["Круглый стол"]
    assert Translation.objects.asked().count() == 2


def test_rights_are_asked_of_each_language(entry, translator):
    azerbaijani = translation_of(entry, "az")
    with pytest.raises(steps.NotAllowed):
        confirm_row(azerbaijani, rows_of(azerbaijani)[0], "Dəyirmi masa", by=translator)
    stranger = make_user(AUTHOR, rights=["translate_into_az"])
    with pytest.raises(steps.NotAllowed):
        confirm_row(azerbaijani, rows_of(azerbaijani)[0], "Dəyirmi masa", by=stranger)


def test_still_right_is_confirmed_for_the_new_source(entry, russian, translator):
    confirm_all(russian, by=translator)
    entry.body_en = entry.body_en.replace("is open", "is now open")
    entry.save()
    row = rows_of(russian)[3]
    assert row.state == "stale"

    steps.still_right(russian, row.position, row.source.digest, version=row.version, by=translator)

    row = rows_of(russian)[3]
    assert (row.state, row.target) == ("confirmed", "Горячая линия ещё открыта.")
    assert row.stored.source_text == "The hotline is now open."


def test_reopened_segment_is_open_and_keeps_its_text(russian, translator):
    confirm_all(russian, by=translator)
    row = rows_of(russian)[1]

    steps.reopen(russian, 1, row.source.digest, version=1, by=translator)

    row = rows_of(russian)[1]
    assert (row.state, row.target, row.version) == ("open", "Рабочий день", 2)


def test_nothing_waits_for_review_before_it_is_whole(russian, translator):
    confirm_row(russian, rows_of(russian)[0], "Круглый стол", by=translator)

    with pytest.raises(steps.StepRefused, match="3 segments are not confirmed yet"):
        steps.ask_for_review(russian, by=translator)


def test_review_is_asked_for_with_a_draft_in_the_entry(entry, russian, translator):
    file = make_attachment(entry, label_en="Report")
    confirm_all(russian, by=translator, words={**RUSSIAN, "Report": "Отчёт"})

    (step,) = steps.ask_for_review(russian, by=translator)

    entry.refresh_from_db()
    assert (step.event, step.language) == ("submitted", "ru")
    assert (entry.title_ru, entry.body_ru) == ("Круглый стол", RUSSIAN_BODY)
    assert (entry.slug_ru, entry.state_in("ru")) == ("kruglyi-stol", "draft")
    assert Attachment.objects.get(pk=file.pk).label_ru == "Отчёт"
    assert Submission.objects.get().submitted_by == translator
    assert [*Revision.objects.values_list("event", flat=True)] == ["found", "saved", "submitted"]
    russian.refresh_from_db()
    assert (russian.state, russian.shown_state) == (State.IN_REVIEW, "in_review")
    # What the desk has written itself is not taken over again.
    assert events(russian)[-1] == "asked"
    assert {row.version for row in rows_of(russian)} == {1}


def test_what_is_returned_comes_with_a_note(russian, translator, editor):
    confirm_all(russian, by=translator)
    steps.ask_for_review(russian, by=translator)
    with pytest.raises(steps.StepRefused):
        steps.give_back(russian, "  ", by=editor)
    with pytest.raises(steps.NotAllowed):
        steps.give_back(russian, "Ещё раз", by=translator)

    (step,) = steps.give_back(russian, "«Ещё» лишнее", by=editor)

    assert step.submitted_by == translator
    russian.refresh_from_db()
    assert russian.shown_state == "returned"
    assert (events(russian)[-1], russian.steps.last().note) == ("returned", "«Ещё» лишнее")


def test_reviewed_translation_goes_live_by_the_date_of_the_original(
    entry, russian, translator, editor
):
    confirm_all(russian, by=translator)
    steps.ask_for_review(russian, by=translator)
    with pytest.raises(steps.NotAllowed):
        steps.put_live(russian, by=translator)

    steps.put_live(russian, by=editor)

    entry.refresh_from_db()
    assert entry.published_at_ru == entry.published_at_en
    assert not Submission.objects.exists()
    russian.refresh_from_db()
    assert (russian.state, russian.shown_state) == (State.DONE, "live")
    assert [event for event in events(russian) if event != "confirmed"] == ["asked", "went_live"]


def test_live_translation_stays_until_the_new_one_is_put_live(entry, russian, translator, editor):
    confirm_all(russian, by=translator)
    steps.ask_for_review(russian, by=translator)
    steps.put_live(russian, by=editor)
    entry.refresh_from_db()
    date = entry.published_at_ru
    entry.body_en = entry.body_en.replace("is open", "is closed")
    entry.save()
    russian.refresh_from_db()
    assert (russian.shown_state, russian.stale, russian.words_left) == ("outdated", 1, 4)

    confirm_row(russian, rows_of(russian)[3], "Горячая линия закрыта.", by=translator)
    russian.refresh_from_db()
    assert (russian.shown_state, russian.stale) == ("outdated", 0)
    assert steps.ask_for_review(russian, by=translator) == []
    entry.refresh_from_db()
    assert entry.body_ru == RUSSIAN_BODY

    steps.put_live(russian, by=editor)

    entry.refresh_from_db()
    assert entry.body_ru == RUSSIAN_BODY.replace("ещё открыта", "закрыта")
    assert entry.published_at_ru == date
    russian.refresh_from_db()
    assert (russian.shown_state, russian.outdated_at) == ("live", None)


def test_without_review_an_editor_puts_live_at_once(settings, russian, editor):
    confirm_all(russian, by=editor)
    with pytest.raises(steps.StepRefused, match="Ask for review"):
        steps.put_live(russian, by=editor)
    settings.TRANSLATION_REVIEW = False

    (step,) = steps.put_live(russian, by=editor)

    assert step.event == "published"


def test_taken_back_is_in_progress(russian, translator):
    confirm_all(russian, by=translator)
    steps.ask_for_review(russian, by=translator)
    (step,) = steps.take_back(russian, by=translator)

    russian.refresh_from_db()
    assert (step.event, russian.shown_state) == ("taken_back", "in_progress")
    assert not Submission.objects.exists()


def test_error_stops_until_an_editor_overrides_it(russian, translator, editor):
    confirm_all(russian, by=translator)
    row = rows_of(russian)[2]
    confirm_row(russian, row, "6 мая мы встретились в <strong>Баку</strong>.", by=translator)
    with pytest.raises(steps.StepRefused, match="1 error"):
        steps.ask_for_review(russian, by=translator)
    (finding,) = [one for one in found_in(standing(russian)) if one.is_error]

    with pytest.raises(steps.NotAllowed):
        steps.dismiss(russian, finding.check, finding.key, by=translator, reason="Так и есть.")
    with pytest.raises(steps.StepRefused, match="Say why"):
        steps.dismiss(russian, finding.check, finding.key, by=editor)
    steps.dismiss(russian, finding.check, finding.key, by=editor, reason="Опечатка в оригинале.")

    assert steps.ask_for_review(russian, by=translator)
    assert "dismissed" in events(russian)


def test_editor_assigns_to_who_may_translate(entry, russian, translator, editor):
    with pytest.raises(steps.NotAllowed):
        steps.assign(russian, by=translator, assignee=translator)
    with pytest.raises(steps.StepRefused, match="Алёна may not translate"):
        steps.assign(translation_of(entry, "az"), by=editor, assignee=translator)

    steps.assign(russian, by=editor, assignee=translator, note="Срочно")

    russian.refresh_from_db()
    assert (russian.assignee, russian.note) == (translator, "Срочно")


def test_comment_stands_at_its_segment_and_is_settled(russian, translator, editor):
    row = rows_of(russian)[1]
    made = steps.comment(russian, 1, row.source.digest, "Лучше «будни»?", by=editor)
    confirm_all(russian, by=translator)

    assert [one.text for one in rows_of(russian)[1].comments] == ["Лучше «будни»?"]
    assert steps.resolve_comment(russian, made.pk, by=translator).resolved


def test_typo_is_decided_by_author_or_editor_and_asks_for_nothing(
    entry, russian, translator, editor
):
    confirm_all(russian, by=translator)
    entry.body_en = entry.body_en.replace("is open.", "is open!")
    entry.save()
    row = rows_of(russian)[3]
    digests = row.stored.source_digest, row.source.digest
    with pytest.raises(steps.NotAllowed):
        steps.decide_size(entry, *digests, SourceChange.Size.TYPO, by=translator)

    steps.decide_size(entry, *digests, SourceChange.Size.TYPO, by=editor)

    assert states_of(russian) == ["confirmed"] * 4
    assert rows_of(russian)[3].stored.source_text == "The hotline is open!"
    russian.refresh_from_db()
    assert (russian.stale, russian.words_left) == (0, 0)


def test_step_in_the_forms_of_the_blog_is_followed(entry, russian, translator, editor):
    confirm_all(russian, by=translator)
    steps.ask_for_review(russian, by=translator)

    give_back(lock(entry.pk), "ru", by=editor, note="Нет даты")

    russian.refresh_from_db()
    assert russian.shown_state == "returned"
    assert russian.steps.last().note == "Нет даты"
