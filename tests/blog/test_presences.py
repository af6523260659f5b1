"""Who else has an entry open: told to the second when they come, and to the first by a heartbeat."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from blog.models import Presence
from blog.roles import AUTHOR, EDITOR, TRANSLATOR
from tests.factories import make_attachment, make_author, make_entry, make_user
from tests.parsed import Parsed
from tests.posting import change, filled, post

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def leyla():
    other = Client()
    other.user = make_user(EDITOR, first_name="Leyla", last_name="Həsənova")
    other.force_login(other.user)
    return other


def beat_url(entry):
    return f"/admin/blog/entry/{entry.pk}/presence/"


def beat(client, entry, based_on):
    return client.post(beat_url(entry), {"based_on": based_on}).json()["notices"]


def told(response):
    return Parsed(response).texts('//*[@id="others"]/p')


def test_second_to_open_is_told_who_has_it_open(client, editor, leyla):
    entry = make_entry(drafts=["az"])
    assert told(leyla.get(change(entry))) == []
    (sentence,) = told(client.get(change(entry)))
    assert sentence.startswith("Somebody else has this entry open: Leyla Həsənova (")
    assert {row.user for row in Presence.objects.all()} == {editor, leyla.user}


def test_several_are_named_together(client, editor, leyla):
    entry = make_entry(drafts=["az"])
    nameless = make_user()
    for user in (leyla.user, nameless):
        Presence.objects.create(entry=entry, user=user, seen_at=timezone.now())
    (sentence,) = told(client.get(change(entry)))
    assert sentence.startswith("2 others have this entry open: Leyla Həsənova (")
    assert nameless.username in sentence


def test_first_is_told_by_the_next_beat(client, editor, leyla):
    entry = make_entry(drafts=["az"])
    sent = filled(client, change(entry))
    assert beat(client, entry, sent["based_on"]) == []
    leyla.get(change(entry))
    (sentence,) = beat(client, entry, sent["based_on"])
    assert "Leyla Həsənova" in sentence


def test_both_are_told_when_the_other_has_saved(client, editor, leyla):
    entry = make_entry(drafts=["az"])
    sent = filled(client, change(entry))
    post(leyla, change(entry), title_az="Yeni")
    (sentence,) = beat(client, entry, sent["based_on"])
    assert sentence.startswith("Saved since you opened this form: Azərbaycanca (Leyla Həsənova, ")
    assert beat(client, entry, filled(client, change(entry))["based_on"]) == []


def test_who_was_not_seen_for_two_minutes_is_gone_and_forgotten(client, editor, leyla):
    entry = make_entry(drafts=["az"])
    long_ago = timezone.now() - timedelta(minutes=2, seconds=1)
    Presence.objects.create(entry=entry, user=leyla.user, seen_at=long_ago)
    assert told(client.get(change(entry))) == []
    assert [row.user for row in Presence.objects.all()] == [editor]


def test_leaving_and_saving_end_a_presence(client, editor, leyla):
    entry = make_entry(drafts=["az"])
    leyla.get(change(entry))
    assert leyla.post(beat_url(entry), {"leave": "1"}).status_code == 204
    assert told(client.get(change(entry))) == []
    post(client, change(entry), title_az="Yeni")
    assert not Presence.objects.exists()


def test_form_that_comes_back_names_the_others_too(client, editor, leyla):
    entry = make_entry(drafts=["az"])
    leyla.get(change(entry))
    (sentence,) = told(post(client, change(entry), published_at_az="sabah"))
    assert "Leyla Həsənova" in sentence


def test_deleted_entry_is_told_to_who_has_it_open(client, editor):
    entry = make_entry(drafts=["az"])
    url = beat_url(entry)
    entry.delete()
    (sentence,) = client.post(url).json()["notices"]
    assert sentence.startswith("This entry is no longer here.")


@pytest.mark.parametrize(
    ("roles", "rights", "owns", "status"),
    [
        ([EDITOR], [], False, 200),
        ([AUTHOR], [], True, 200),
        ([TRANSLATOR], ["translate_into_ru"], False, 200),
        ([TRANSLATOR], [], False, 403),
        ([], ["view_entry", "view_any_entry"], False, 403),
        ([], [], False, 403),
    ],
)
def test_only_who_may_change_the_entry_is_present(client, roles, rights, owns, status):
    user = make_user(*roles, rights=rights)
    entry = make_entry(drafts=["az"], author=make_author(user=user if owns else None))
    client.force_login(user)
    assert client.post(beat_url(entry)).status_code == status
    assert Presence.objects.exists() == (status == 200)
    client.get(change(entry))
    assert Presence.objects.exists() == (status == 200)


def test_entry_of_somebody_else_tells_an_author_nothing(client, leyla):
    client.force_login(make_user(AUTHOR))
    entry = make_entry(drafts=["az"])
    leyla.get(change(entry))
    answer = client.post(beat_url(entry))
    assert "Leyla" not in answer.content.decode()
    assert Presence.objects.count() == 1


def test_beat_wants_a_post_and_a_login(client, editor):
    entry = make_entry(drafts=["az"])
    assert client.get(beat_url(entry)).status_code == 405
    client.logout()
    answer = client.post(beat_url(entry))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(client, editor, rows, django_assert_num_queries):
    entry = make_entry(drafts=["az"])
    for _ in range(rows):
        Presence.objects.create(entry=entry, user=make_user(), seen_at=timezone.now())
    version = filled(client, change(entry))["based_on"]
    # Session, user, rights (2), the entry with its submissions, tags and files (4), who is there (3).
    with django_assert_num_queries(11):
        beat(client, entry, version)
    for number in range(rows):
        post(client, change(entry), title_az=f"Yeni {number}")
    # And the history.
    with django_assert_num_queries(12):
        beat(client, entry, version)


@pytest.mark.parametrize("rows", [1, 3])
def test_form_asks_little_more_than_before(client, editor, rows, django_assert_num_queries):
    entry = make_entry(drafts=["az"])
    client.get(change(entry))
    for number in range(rows):
        make_attachment(entry, name=f"{number}.pdf")
        Presence.objects.create(entry=entry, user=make_user(), seen_at=timezone.now())
    # Three are of presence: who has gone is forgotten, one's own is noted, the others are named. Two
    # are for what the form is based on, the tags and the files; two for the steps.
    with django_assert_num_queries(16):
        client.get(change(entry))
