"""What a role may not post on an entry's way to readers: it is refused, and nothing is changed."""

import pytest

from blog.models import Entry, Submission
from blog.models.entry import translate_permission
from blog.roles import TRANSLATOR
from tests.factories import make_entry, make_user
from tests.parsed import Parsed
from tests.posting import change, filled
from tests.submissions import NOTE, entry_of, reporter, steps, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def author(client):
    user = reporter()
    client.force_login(user)
    return user


def forbidden(client, entry, **forged):
    """Post a forged button; everything must be as it was."""
    before = everything(entry)
    response = client.post(change(entry), {**sendable(client, entry), **forged})
    assert everything(entry) == before
    return response.status_code == 403


def everything(entry):
    """Every column of the entry, its steps, and all that was submitted."""
    stored = Entry.objects.get(pk=entry.pk)
    columns = {
        field.attname: getattr(stored, field.attname) for field in Entry._meta.concrete_fields
    }
    return columns, steps(entry), [*Submission.objects.values()]


def sendable(client, entry):
    response = client.get(change(entry))
    form = Parsed(response).tree.xpath('//form[@id="entry_form"]') if response.content else []
    return filled(client, change(entry)) if form else {}


@pytest.mark.parametrize(
    "forged",
    [
        {"_publish": "az"},
        {"_return": "az", "return_note_az": NOTE},
        {"_withdraw": "az"},
        {"_submit": "xx"},
        {"_submit": ""},
        {"_take_back": "fr"},
        {"_return": ""},
        {"_submit": "az", "_publish": "az"},
    ],
    ids=str,
)
def test_author_does_not_do_what_is_an_editors(client, author, forged):
    entry = submitted(entry_of(author))
    assert forbidden(client, entry, **forged)


@pytest.mark.parametrize("button", ["_submit", "_take_back"])
def test_author_asks_for_nothing_that_has_a_date(client, author, button):
    entry = entry_of(author, live=["az"], scheduled=["ru"], drafts=["en"])
    assert forbidden(client, entry, **{button: "az"})
    assert forbidden(client, entry, **{button: "ru"})


@pytest.mark.parametrize("button", ["_submit", "_take_back", "_return", "_publish"])
def test_stranger_does_nothing_to_an_entry_of_somebody_else(client, author, button):
    entry = submitted(entry_of(reporter()))
    is_forbidden = forbidden(client, entry, **{button: "az", "return_note_az": NOTE})
    # Or told that there is no such entry, as for one that does not exist.
    gone = client.post(change(entry), {button: "az"}, follow=True)
    assert is_forbidden or "doesn’t exist" in gone.content.decode()


@pytest.mark.parametrize(
    "forged",
    [
        {"_submit": "az"},
        {"_take_back": "az"},
        {"_return": "az", "return_note_az": NOTE},
        {"_return": "ru", "return_note_ru": NOTE},
        {"_publish": "ru"},
    ],
    ids=str,
)
def test_translator_has_only_the_languages_they_are_given(client, forged):
    client.force_login(make_user(TRANSLATOR, rights=[translate_permission("ru")]))
    entry = entry_of(reporter(), drafts=["az", "ru"])
    submitted(submitted(entry, "az"), "ru")
    assert forbidden(client, entry, **forged)


def test_translator_without_a_language_submits_nothing(client):
    client.force_login(make_user(TRANSLATOR))
    assert forbidden(client, entry_of(reporter()), _submit="az")


def test_who_may_publish_need_not_submit(client, editor):
    entry = make_entry(drafts=["az"])
    assert forbidden(client, entry, _submit="az")


def test_nobody_does_anything_without_an_account(client):
    entry = entry_of(reporter())
    response = client.post(change(entry), {"_submit": "az"})
    assert response["Location"].startswith("/admin/login/")
    assert not Submission.objects.exists()
