"""What the checks call an error is not published past the desk."""

import pytest

from blog.bulk import PUBLISH, change_dates
from tests.desk.factories import RUSSIAN_BODY, make_original, translation_of
from tests.posting import change, errors, post, value
from translation_desk import steps
from translation_desk.findings import errors_in
from translation_desk.objecting import with_gaps
from translation_desk.segments import Segment
from translation_desk.standing import standing

pytestmark = pytest.mark.django_db
WRONG = RUSSIAN_BODY.replace("5 мая", "7 мая")
TEXTS = {"title_ru": "Круглый стол", "body_ru": WRONG}


@pytest.fixture
def draft():
    return make_original(drafts=["ru"], **TEXTS)


def published(entry):
    entry.refresh_from_db()
    return entry.published_at_ru is not None


def test_form_is_refused_in_words_and_loses_nothing(client, editor):
    entry = make_original()
    client.force_login(editor)

    response = post(client, change(entry), _publish="ru", **TEXTS)

    (message,) = errors(response)
    assert message.startswith("The checks of the translation desk found 1 error: ")
    assert "5" in message
    assert value(response, "body_ru") == WRONG
    assert not published(entry)


def test_date_that_is_typed_is_refused_as_well(client, editor, draft):
    client.force_login(editor)
    response = post(
        client, change(draft), published_at_ru_0="2031-05-01", published_at_ru="2031-05-01T10:00"
    )
    assert any("found 1 error" in message for message in errors(response))
    assert not published(draft)


def test_draft_is_saved_and_what_is_right_goes_live(client, editor, draft):
    client.force_login(editor)
    assert post(client, change(draft), _save="1").status_code == 302

    assert post(client, change(draft), _publish="ru", body_ru=RUSSIAN_BODY).status_code == 302
    assert published(draft)


def test_what_an_editor_has_overridden_is_no_objection(client, editor):
    # The a of the heading is a Latin one.
    entry = make_original(
        drafts=["ru"], title_ru="Круглый стол", body_ru=RUSSIAN_BODY.replace("Ра", "Рa")
    )
    russian = translation_of(entry)
    (error,) = errors_in(standing(russian))
    client.force_login(editor)
    assert post(client, change(entry), _publish="ru").status_code == 200

    steps.dismiss(russian, error.check, error.key, by=editor, reason="A trade mark.")

    assert post(client, change(entry), _publish="ru").status_code == 302
    assert published(entry)


def test_pairs_are_found_between_pairs():
    texts = ["h2", "p", "p", "li", "p"]
    source = [Segment("body", "x", tag) for tag in texts]
    target = [Segment("body", "y", tag) for tag in [*texts, "p"]]
    assert [*with_gaps([(3, 3)], source, target)] == [(0, 0), (1, 1), (2, 2), (3, 3)]
    assert [*with_gaps([], source, source)] == [(place, place) for place in range(5)]
    assert [*with_gaps([(0, 1)], source, target)] == [(0, 1)]


def test_several_at_once_leave_it_out(editor, draft):
    fine = make_original(drafts=["ru"], title_ru="Круглый стол", body_ru=RUSSIAN_BODY)

    happened = change_dates([draft.pk, fine.pk], ["ru"], PUBLISH, by=editor)

    assert (happened.done, happened.refused) == ({"ru": [fine]}, {"objected": [(draft, "ru")]})
    assert published(fine)
    assert not published(draft)


def test_original_is_not_checked(client, editor):
    entry = make_original(live=[], drafts=["en", "ru"], **TEXTS)
    client.force_login(editor)

    assert post(client, change(entry), _publish="en").status_code == 302
