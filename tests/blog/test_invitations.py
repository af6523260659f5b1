"""Accounts that somebody else has made: invited by mail, their people choose a password and are in."""

import re
from smtplib import SMTPException, SMTPRecipientsRefused

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import translation

from blog.roles import AUTHOR, EDITOR, KEEPER
from tests.factories import make_user
from tests.parsed import Parsed

LIST = "/admin/auth/user/"
PASSWORD = "işıq-və-Ёж-2024"
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def keeper(client):
    user = make_user(KEEPER)
    client.force_login(user)
    return user


def newcomer(username, **kwargs):
    """An account as the import makes it: of staff, without a password."""
    kwargs = {"email": f"{username}@example.org", "is_staff": True, **kwargs}
    return User.objects.create_user(username, password=None, **kwargs)


def invite(client, *users, language="en"):
    """What the keeper is told."""
    selected = {"action": "invite_selected", "_selected_action": [user.pk for user in users]}
    response = client.post(LIST, selected, follow=True, headers={"accept-language": language})
    return Parsed(response).texts('//ul[@class="messagelist"]/li')


def link_of(message):
    return re.search(r"https?://\S+", message.body)[0].removeprefix("http://testserver")


@pytest.mark.parametrize("language", ["en", "ru", "az"])
def test_invited_person_chooses_a_password_and_is_in(client, keeper, language):
    user = newcomer("ilqar", first_name="İlqar & Ёж", last_name="Qarağözov")
    invite(client, user, language=language)
    (message,) = mail.outbox
    assert message.to == ["ilqar@example.org"]
    assert "İlqar & Ёж Qarağözov" in message.body
    assert "\n" not in message.subject
    with translation.override(language):
        assert translation.gettext("RTCM Blog") in message.subject
    client.logout()

    headers = {"accept-language": language}
    form = client.get(link_of(message), follow=True, headers=headers)
    page = Parsed(form)
    assert page.one("/html").get("lang") == language
    path = form.redirect_chain[-1][0]
    chosen = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    response = client.post(path, chosen, headers=headers)
    assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert client.get("/admin/").context["user"] == user
    client.logout()
    assert client.login(username="ilqar", password=PASSWORD)


def test_link_works_once(client, keeper):
    user = newcomer("ilqar")
    invite(client, user)
    link = link_of(mail.outbox[0])
    client.logout()
    path = client.get(link)["Location"]
    client.post(path, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    client.logout()
    page = Parsed(client.get(link, follow=True))
    assert page.texts("//h1") == ["This link no longer works"]
    assert not page.tree.xpath('//input[@type="password"]')
    again = {"new_password1": "başqa-" + PASSWORD, "new_password2": "başqa-" + PASSWORD}
    client.post(link, again)
    assert client.login(username="ilqar", password=PASSWORD)


@pytest.mark.parametrize("path", ["MQ/x-y", "x/set-password", "MQ/set-password", "%00/a-b"])
def test_link_that_is_none_says_so(client, path):
    response = client.get(f"/admin/invitation/{path}/")
    assert response.status_code in (200, 404)
    assert b'type="password"' not in response.content


def test_weak_password_is_refused(client, keeper):
    user = newcomer("ilqar")
    invite(client, user)
    client.logout()
    path = client.get(link_of(mail.outbox[0]))["Location"]
    response = client.post(path, {"new_password1": "12345", "new_password2": "12345"})
    assert response.status_code == 200
    user.refresh_from_db()
    assert not user.has_usable_password()


def test_keeper_is_told_who_was_not_invited_and_why(client, keeper):
    users = [
        newcomer("aysel"),
        newcomer("tural"),
        newcomer("passiv", is_active=False),
        newcomer("poçtsuz", email=""),
        newcomer("böyük", is_superuser=True),
        make_user(AUTHOR, email="köhnə@example.org"),
    ]
    assert invite(client, *users) == [
        "2 people were invited.",
        "Not invited, because the account is not active: passiv.",
        "Not invited, because the account has no e-mail address: poçtsuz.",
        f"Not invited, because there is a password already: {users[-1]}.",
        "Not invited, because you may not change the account: böyük.",
    ]
    assert [message.to for message in mail.outbox] == [["aysel@example.org"], ["tural@example.org"]]


def test_superuser_invites_superusers(client):
    client.force_login(make_user(is_superuser=True))
    invite(client, newcomer("böyük", is_superuser=True))
    assert len(mail.outbox) == 1


class Deaf(EmailBackend):
    """A server that cannot be reached."""

    def open(self):
        raise ConnectionRefusedError


class Picky(EmailBackend):
    """A server that does not know one of the people, and hangs up."""

    def send_messages(self, messages):
        if messages[0].to == ["aysel@example.org"]:
            raise SMTPRecipientsRefused({})
        return super().send_messages(messages)

    def close(self):
        raise SMTPException


@pytest.mark.parametrize(
    ("backend", "told", "sent"),
    [
        (Deaf, ["The mail could not be sent. Try again later: aysel, tural."], 0),
        (
            Picky,
            [
                "1 person was invited.",
                "The mail could not be sent. Try again later: aysel.",
            ],
            1,
        ),
    ],
)
def test_mail_that_cannot_be_sent_is_a_message(client, keeper, settings, backend, told, sent):
    settings.EMAIL_BACKEND = f"{__name__}.{backend.__name__}"
    assert invite(client, newcomer("aysel"), newcomer("tural")) == told
    assert len(mail.outbox) == sent


def test_address_that_would_add_a_header_is_a_message(client, keeper):
    told = invite(client, newcomer("aysel", email="a@example.org\nBcc: b@example.org"))
    assert told == ["The mail could not be sent. Try again later: aysel."]
    assert not mail.outbox


@pytest.mark.parametrize("group", [AUTHOR, EDITOR])
def test_others_invite_nobody(client, group):
    client.force_login(make_user(group))
    user = newcomer("aysel")
    selected = {"action": "invite_selected", "_selected_action": [user.pk]}
    assert client.post(LIST, selected).status_code == 403
    assert not mail.outbox
