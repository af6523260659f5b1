"""A form that comes too late: its entry is deleted, or its language was published meanwhile."""

import pytest
from django.test import Client

from blog.history.recording import lock, note_found, parts_in, record
from blog.models import Entry, Revision, RevisionPart
from blog.roles import AUTHOR, EDITOR, TRANSLATOR
from tests.factories import (
    make_attachment,
    make_author,
    make_entry,
    make_tag,
    make_user,
    picture,
)
from tests.parsed import Parsed
from tests.posting import change, filled, post

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def reporter(client):
    """An author without the right to publish, logged in."""
    user = make_user(AUTHOR, first_name="Rəna")
    client.force_login(user)
    return user


@pytest.fixture
def leyla():
    """An editor who is logged in elsewhere."""
    other = Client()
    other.force_login(make_user(EDITOR, first_name="Leyla", last_name="Həsənova"))
    return other


def own_draft(user, **kwargs):
    return make_entry(drafts=["az", "ru"], author=make_author(user=user), **kwargs)


def set_aside(entry_pk):
    steps = Revision.objects.filter(entry=entry_pk, event=Revision.Event.SET_ASIDE)
    return [(step.made_by, parts_in(step)) for step in steps]


def shown(response):
    return Parsed(response).texts('//*[@class="missed-part"]//*[@lang]')


def delete(entry, user=None):
    """Delete as somebody does, with the step noted."""
    lock(entry.pk)
    record(entry, by=user, event=Revision.Event.DELETED)
    Entry.objects.filter(pk=entry.pk).delete()


# Published meanwhile


def test_text_for_a_language_that_went_live_is_set_aside_and_shown(client, reporter, leyla):
    entry = own_draft(reporter, title_az="Köhnə")
    sent = filled(client, change(entry))
    post(leyla, change(entry), _publish="az")
    mine = {"title_az": "Yeni başlıq", "body_az": "<p>Mənim <b>mətnim</b></p>"}
    response = client.post(change(entry), {**sent, **mine})

    assert response.status_code == 409
    page = Parsed(response)
    reason = page.texts('//*[@class="missed-reason"]')[0]
    assert reason.startswith("Azərbaycanca has gone live meanwhile.")
    assert "Leyla Həsənova" in reason
    assert "Yeni başlıq" in shown(response)
    assert "Mənim mətnim" in shown(response)
    entry.refresh_from_db()
    assert entry.title_az == "Köhnə"
    ((user, kept),) = set_aside(entry.pk)
    assert user == reporter
    assert [*kept] == ["az"]
    assert (kept["az"]["title"], kept["az"]["published_at"]) == ("Yeni başlıq", None)


def test_other_language_is_saved_although_one_went_live(client, reporter, leyla):
    entry = own_draft(reporter)
    sent = filled(client, change(entry))
    post(leyla, change(entry), _publish="az")
    response = client.post(change(entry), {**sent, "title_ru": "Новое"})
    assert response.status_code == 302
    entry.refresh_from_db()
    assert (entry.title_ru, entry.state_in("az")) == ("Новое", "live")
    assert set_aside(entry.pk) == []


def test_all_that_was_written_is_set_aside_together(client, reporter, leyla):
    tag = make_tag()
    entry = own_draft(reporter)
    sent = filled(client, change(entry))
    post(leyla, change(entry), _publish="az")
    response = client.post(change(entry), {**sent, "title_ru": "Новое", "tags": [tag.pk]})
    assert response.status_code == 409
    ((_user, kept),) = set_aside(entry.pk)
    assert (kept["ru"]["title"], kept[""]["tags"]) == ("Новое", [tag.pk])
    assert entry.tags.count() == 0


def test_only_what_was_changed_is_shown(client, reporter, leyla):
    entry = own_draft(reporter, body_az="<p>Dəyişməyən mətn</p>")
    sent = filled(client, change(entry))
    post(leyla, change(entry), _publish="az")
    response = client.post(change(entry), {**sent, "title_az": "Yeni"})
    assert shown(response) == ["Azərbaycanca", "Yeni"]


def test_label_for_a_language_that_went_live_is_set_aside(client, reporter, leyla):
    entry = own_draft(reporter)
    make_attachment(entry, label_az="Köhnə")
    sent = filled(client, change(entry))
    post(leyla, change(entry), _publish="az")
    response = client.post(change(entry), {**sent, "attachments-0-label_az": "Hesabat"})
    assert response.status_code == 409
    assert "Hesabat" in shown(response)
    ((_user, kept),) = set_aside(entry.pk)
    assert [label for _file, label in kept["az"]["labels"]] == ["Hesabat"]


@pytest.mark.parametrize("button", ["_submit", "_take_back"])
def test_button_that_came_too_late_loses_no_text(client, leyla, button):
    # They may go on writing in a language that is live, but there is nothing to submit any more.
    translator = make_user(TRANSLATOR, rights=["translate_into_ru"])
    client.force_login(translator)
    entry = make_entry(drafts=["az", "ru"])
    sent = filled(client, change(entry))
    post(leyla, change(entry), _publish="ru")
    response = client.post(change(entry), {**sent, "title_ru": "Перевод", button: "ru"})
    assert response.status_code == 302
    entry.refresh_from_db()
    assert (entry.title_ru, entry.state_in("ru")) == ("Перевод", "live")
    told = [str(message) for message in response.wsgi_request._messages]
    assert any("the button did nothing" in one for one in told)


def test_files_that_were_not_kept_are_named_as_such(client, reporter, leyla):
    entry = own_draft(reporter)
    sent = filled(client, change(entry))
    post(leyla, change(entry), _publish="az")
    response = client.post(change(entry), {**sent, "cover_file": picture()})
    assert response.status_code == 409
    assert "Files that you had chosen were not kept." in Parsed(response).texts("//p")


def test_entry_of_one_language_that_went_live_loses_nothing_either(client, reporter, leyla):
    # There is nothing left of it that this person may change.
    entry = make_entry(drafts=["az", "en", "ru"], author=make_author(user=reporter))
    sent = filled(client, change(entry))
    for code in ("az", "en", "ru"):
        post(leyla, change(entry), _publish=code)
    assert client.post(change(entry), {**sent, "title_en": "New"}).status_code == 409
    ((_user, kept),) = set_aside(entry.pk)
    assert kept["en"]["title"] == "New"


def test_form_without_a_version_is_still_refused(client, reporter, leyla):
    entry = own_draft(reporter)
    sent = filled(client, change(entry))
    post(leyla, change(entry), _publish="az")
    for version in ("", "az=" + "0" * 20):
        forged = {**sent, "title_az": "x", "based_on": version}
        assert client.post(change(entry), forged).status_code == 403
    assert set_aside(entry.pk) == []


def test_field_that_this_person_never_had_is_refused(client, reporter, leyla):
    entry = own_draft(reporter)
    sent = filled(client, change(entry))
    post(leyla, change(entry), _publish="az")
    forged = {**sent, "published_at_ru": "2020-01-01T10:00"}
    assert client.post(change(entry), forged).status_code == 403
    assert set_aside(entry.pk) == []


def test_entry_that_went_to_another_author_keeps_the_text(client, reporter, leyla):
    entry = own_draft(reporter)
    sent = filled(client, change(entry))
    post(leyla, change(entry), author=make_author().pk)
    response = client.post(change(entry), {**sent, "title_az": "Yeni"})
    assert response.status_code == 409
    ((_user, kept),) = set_aside(entry.pk)
    assert kept["az"]["title"] == "Yeni"


def test_entry_of_somebody_else_is_not_there(client, reporter):
    entry = make_entry(drafts=["az"])
    note_found(entry)
    other = Client()
    other.force_login(make_user(EDITOR))
    sent = filled(other, change(entry))
    response = client.post(change(entry), {**sent, "title_az": "x"})
    assert response.status_code == 403
    assert set_aside(entry.pk) == []


# Deleted meanwhile


def test_deleted_entry_is_said_to_be_with_who_and_the_text_is_kept(client, editor, leyla):
    entry = make_entry(drafts=["az"])
    note_found(entry)
    sent = filled(client, change(entry))
    delete(entry, make_user(first_name="Leyla", last_name="Həsənova"))
    response = client.post(change(entry), {**sent, "title_az": "Yeni", "body_az": "<p>Söz</p>"})

    assert response.status_code == 409
    (reason,) = Parsed(response).texts('//*[@class="missed-reason"]')
    assert reason.startswith("Deleted by Leyla Həsənova, ")
    assert "Yeni" in shown(response)
    ((user, kept),) = set_aside(entry.pk)
    assert user == editor
    assert (kept["az"]["title"], kept["az"]["body"]) == ("Yeni", "<p>Söz</p>")
    assert not Entry.objects.exists()


def test_deleted_entry_that_no_history_knows_still_shows_the_text(client, editor):
    entry = make_entry(drafts=["az"])
    sent = filled(client, change(entry))
    Entry.objects.all().delete()
    RevisionPart.objects.all().delete()
    response = client.post(change(entry), {**sent, "title_az": "Yeni"})
    assert response.status_code == 409
    assert "Yeni" in shown(response)
    assert not Revision.objects.exists()


def test_deleted_entry_of_somebody_else_takes_nothing_in(client, reporter):
    entry = make_entry(drafts=["az"])
    note_found(entry)
    other = Client()
    other.force_login(make_user(EDITOR))
    sent = filled(other, change(entry))
    delete(entry)
    response = client.post(change(entry), {**sent, "title_az": "Mənim"})
    assert "by" not in Parsed(response).texts('//*[@class="missed-reason"]')[0]
    assert set_aside(entry.pk) == []


def test_script_in_a_late_text_does_not_run(client, editor):
    entry = make_entry(drafts=["az"])
    note_found(entry)
    sent = filled(client, change(entry))
    delete(entry)
    hostile = {
        "title_az": "<script>1</script>",
        "body_az": "<p onclick=x>a</p><script>1</script>",
        "body_ru": "<blockquote>" * 900 + "<script>1</script>",
    }
    response = client.post(change(entry), {**sent, **hostile})
    assert response.status_code == 409
    body = Parsed(response).one('//*[@class="missed"]')
    assert body.xpath(".//script | .//*[@onclick]") == []


def test_whoever_may_change_no_entries_gets_no_page(client):
    client.force_login(make_user())
    assert client.post("/admin/blog/entry/999/change/", {"title_az": "x"}).status_code == 403
