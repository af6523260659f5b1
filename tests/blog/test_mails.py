"""Mail about what was submitted: to whom, in whose language, and what a broken server cannot spoil."""

from smtplib import SMTPException, SMTPServerDisconnected

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.utils import translation

from blog.mails import language_of, prefer, send
from blog.models import Entry, Preference, Submission
from blog.models.entry import translate_permission
from blog.roles import AUTHOR, EDITOR, KEEPER, TRANSLATOR
from blog.submitting import submit
from tests.blog.test_invitations import LIST as USERS
from tests.blog.test_invitations import Deaf, link_of, newcomer
from tests.factories import make_author, make_entry, make_user
from tests.parsed import Parsed
from tests.posting import change, filled, post

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
NOTE = "Rəqəmləri yoxlayın.\nİkinci abzas – artıqdır."


@pytest.fixture
def press(client, django_capture_on_commit_callbacks):
    """Post the form of an entry as ``user``; return the mail that was sent: ``press(user, entry, …)``."""

    def press(user, entry, *, interface="en", **changes):
        client.force_login(user)
        client.cookies["django_language"] = interface
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            response = post(client, change(entry), **changes)
        assert response.status_code == 302
        return mail.outbox

    return press


def person(*groups, language=None, rights=(), **kwargs):
    kwargs.setdefault("email", f"{kwargs.get('first_name', 'x').lower()}@example.org")
    user = make_user(*groups, rights=rights, **kwargs)
    if language:
        prefer(user, language)
    return user


@pytest.fixture
def tural():
    return person(AUTHOR, language="az", first_name="Tural", last_name="Kərimov")


@pytest.fixture
def leyla():
    return person(EDITOR, language="ru", first_name="Leyla", last_name="Həsənova")


def entry_of(user, **kwargs):
    kwargs = {"drafts": ["az"], "title_az": "İşıq və iqtisadiyyat", **kwargs}
    return make_entry(author=make_author(user=user), **kwargs)


def addresses(messages):
    return sorted(address for message in messages for address in message.to)


# To whom


def test_everybody_who_may_publish_it_is_told(press, tural, leyla):
    entry = entry_of(tural)
    make_user(EDITOR)  # no address
    person(EDITOR, email="left@example.org", is_active=False)
    person(AUTHOR, email="other-author@example.org", rights=["publish_entry"])
    person(TRANSLATOR, email="ru@example.org", rights=[translate_permission("ru"), "publish_entry"])
    person(TRANSLATOR, email="az@example.org", rights=[translate_permission("az"), "publish_entry"])
    person(email="own@example.org", rights=["change_any_entry", "publish_entry"])
    person(email="only-changes@example.org", rights=["change_any_entry"])
    person(email="root@example.org", is_superuser=True)
    guest = person(email="guest@example.org", is_superuser=True)
    User.objects.filter(pk=guest.pk).update(is_staff=False)
    assert addresses(press(tural, entry, _submit="az")) == [
        *("az@example.org", "leyla@example.org", "own@example.org", "root@example.org")
    ]


def test_author_who_may_publish_is_told_of_a_translation_of_theirs(press, leyla):
    author = person(AUTHOR, first_name="Aysel", rights=["publish_entry"])
    translator = person(TRANSLATOR, rights=[translate_permission("ru")])
    entry = entry_of(author, live=["az"], drafts=["ru"])
    sent = press(translator, entry, _submit="ru")
    assert addresses(sent) == ["aysel@example.org", "leyla@example.org"]


@pytest.mark.parametrize(
    ("changes", "subject"),
    [
        (
            {"_return": "az", "return_note_az": NOTE},
            "Returned with a note: %(title)s (%(language)s)",
        ),
        ({"_publish": "az"}, "Published: %(title)s (%(language)s)"),
        (
            {"published_at_az": "2031-05-03T14:30", "_publish": "az"},
            "Scheduled: %(title)s (%(language)s)",
        ),
        ({"published_at_az": "2031-05-03T14:30"}, "Scheduled: %(title)s (%(language)s)"),
    ],
    ids=str,
)
def test_who_submitted_it_is_told_what_became_of_it(press, tural, leyla, changes, subject):
    entry = entry_of(tural)
    submit(entry, "az", by=tural)
    (message,) = press(leyla, entry, **changes)
    assert message.to == ["tural@example.org"]
    with translation.override("az"):
        words = {"title": "“İşıq və iqtisadiyyat”", "language": "Azərbaycan dili"}
        assert message.subject == translation.gettext(subject) % words


def test_nobody_is_told_of_what_they_did_themselves(press, leyla):
    entry = entry_of(leyla, title_az="Mənim")
    submit(entry, "az", by=leyla)
    assert press(leyla, entry, _publish="az") == []


@pytest.mark.parametrize("changes", [{}, {"_take_back": "az"}], ids=str)
def test_what_needs_nobody_tells_nobody(press, tural, leyla, changes):
    entry = entry_of(tural)
    submit(entry, "az", by=tural)
    assert press(tural, entry, title_az="Yeni", **changes) == []


def test_pressing_twice_sends_once(press, tural, leyla):
    entry = entry_of(tural)
    assert len(press(tural, entry, _submit="az")) == 1
    client_sent = press(tural, entry, title_az="Yenə")
    assert client_sent == []


def test_person_whose_account_is_closed_gets_nothing(press, tural, leyla):
    entry = entry_of(tural)
    submit(entry, "az", by=tural)
    User.objects.filter(pk=tural.pk).update(is_active=False)
    assert press(leyla, entry, _publish="az") == []


# What it says


@pytest.mark.parametrize("interface", ["en", "ru", "az"])
def test_mail_to_an_editor_is_in_the_editors_language(press, tural, leyla, interface):
    entry = entry_of(tural)
    (message,) = press(tural, entry, interface=interface, _submit="az")
    with translation.override("ru"):
        words = translation.gettext("Waits for you: %(title)s (%(language)s)")
    language = "азербайджанский"
    # The title is quoted as its own language does it.
    assert message.subject == words % {"title": "“İşıq və iqtisadiyyat”", "language": language}
    assert "Tural Kərimov" in message.body
    assert "Leyla Həsənova" in message.body
    assert f"http://testserver{change(entry)}#language-az" in message.body
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def test_mail_to_an_author_has_the_note_and_the_link(press, tural, leyla):
    entry = entry_of(tural, drafts=["ru"], title_ru="Ёжик в тумане", title_az="")
    submit(entry, "ru", by=tural)
    (message,) = press(leyla, entry, interface="ru", _return="ru", return_note_ru=NOTE)
    assert message.subject.endswith(": «Ёжик в тумане» (rus dili)")
    assert "    Rəqəmləri yoxlayın.\n    İkinci abzas – artıqdır." in message.body
    assert f"http://testserver{change(entry)}#language-ru" in message.body
    assert "Leyla Həsənova" in message.body


def test_mail_about_what_is_live_leads_to_the_page(press, tural, leyla):
    entry = entry_of(tural, slug_az="isiq")
    submit(entry, "az", by=tural)
    (message,) = press(leyla, entry, _publish="az")
    assert "http://testserver/az/blog/isiq/" in message.body


def test_mail_about_a_schedule_names_the_hour_and_the_zone(press, tural, leyla):
    prefer(tural, "en")
    entry = entry_of(tural)
    submit(entry, "az", by=tural)
    (message,) = press(leyla, entry, published_at_az="2031-05-03T14:30", _publish="az")
    assert "Date: 3 May 2031, 14:30 (Asia/Baku)" in message.body


@pytest.mark.parametrize("language", [None, "xx"])
def test_who_has_chosen_no_language_gets_that_of_the_site(press, tural, language):
    editor = person(EDITOR, first_name="Nigar")
    if language:
        # Of a language that the site had once.
        Preference.objects.create(user=editor, language=language)
    (message,) = press(tural, entry_of(tural), interface="az", _submit="az")
    assert message.subject == "Waits for you: “İşıq və iqtisadiyyat” (Azerbaijani)"


def test_words_of_html_are_left_as_they_are(press, tural, leyla):
    entry = entry_of(tural, title_az="R&D <b>")
    (message,) = press(tural, entry, _submit="az")
    assert "“R&D <b>”" in message.subject
    assert "“R&D <b>”" in message.body


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\x85", "\u2028"])
def test_title_with_an_end_of_line_adds_no_header(press, tural, leyla, end):
    entry = entry_of(tural)
    Entry.objects.filter(pk=entry.pk).update(title_az=f"İşıq{end}Bcc: x@example.org")
    tural.first_name = f"T{end}Bcc: y@example.org"
    tural.save()
    (message,) = press(tural, entry, _submit="az")
    sent = message.message()
    assert "Bcc" not in sent
    assert message.recipients() == ["leyla@example.org"]
    assert "İşıq Bcc: x@example.org" in message.subject


# Which language that is


def test_choice_of_the_admins_language_is_remembered(client, leyla):
    client.force_login(leyla)
    client.post("/admin/language/", {"language": "az", "next": "/admin/"})
    assert language_of(User.objects.get(pk=leyla.pk)) == "az"
    for wrong in ({"language": "xx"}, {"language": "\0"}, {}):
        client.post("/admin/language/", wrong)
    client.get("/admin/language/?language=en")
    assert language_of(User.objects.get(pk=leyla.pk)) == "az"


def test_choice_of_somebody_who_is_not_logged_in_is_nobodys(client):
    response = client.post("/admin/language/", {"language": "az", "next": "/admin/login/"})
    assert client.cookies["django_language"].value == "az"
    assert response.status_code == 302
    assert not Preference.objects.exists()


@pytest.mark.parametrize("language", ["ru", "az"])
def test_first_login_remembers_the_language_of_the_page(client, language):
    user = make_user(EDITOR)
    sent = {"username": user.username, "password": "secret"}
    client.post("/admin/login/", sent, headers={"accept-language": language})
    assert Preference.objects.get().language == language
    client.post("/admin/login/", sent, headers={"accept-language": "en"})
    assert Preference.objects.get().language == language


def test_keeper_sees_and_changes_it(client):
    client.force_login(person(KEEPER))
    user = person(EDITOR, language="ru")
    path = f"/admin/auth/user/{user.pk}/change/"
    form = Parsed(client.get(path)).one('//form[@id="user_form"]')
    data = dict(form.form_values())
    assert data["mail_language"] == "ru"
    for chosen, kept in [("az", "az"), ("", "en")]:
        assert client.post(path, {**data, "mail_language": chosen}).status_code == 302
        assert language_of(User.objects.get(pk=user.pk)) == kept
    assert client.post(path, {**data, "mail_language": "xx"}).status_code == 200


def test_invitation_is_in_the_language_of_the_invited(client):
    client.force_login(person(KEEPER))
    known, unknown = newcomer("bilinən"), newcomer("naməlum")
    prefer(known, "ru")
    selected = {"action": "invite_selected", "_selected_action": [known.pk, unknown.pk]}
    client.post(USERS, selected, headers={"accept-language": "az"})
    subjects = {message.to[0]: message.subject for message in mail.outbox}
    for user, language in [(known, "ru"), (unknown, "az")]:
        with translation.override(language):
            assert translation.gettext("RTCM Blog") in subjects[user.email]
    assert link_of(mail.outbox[0]).startswith("/admin/invitation/")


# What a broken server cannot spoil


class Patient(EmailBackend):
    """A server that accepts a connection and then goes away; it counts how often it was asked."""

    asked = 0

    def send_messages(self, messages):
        type(self).asked += 1
        raise SMTPServerDisconnected("timed out")


class Choosy(EmailBackend):
    """A server that refuses one of the people."""

    def send_messages(self, messages):
        if messages[0].to == ["leyla@example.org"]:
            raise SMTPException
        return super().send_messages(messages)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("backend", [Deaf, Patient, Choosy])
def test_broken_mail_server_loses_no_step_and_is_told(client, settings, leyla, tural, backend):
    settings.EMAIL_BACKEND = f"{backend.__module__}.{backend.__name__}"
    client.force_login(tural)
    entry = entry_of(tural)
    response = client.post(
        change(entry), {**filled(client, change(entry)), "_submit": "az"}, follow=True
    )
    told = Parsed(response).texts('//ul[@class="messagelist"]/li[@class="warning"]')
    assert told == ["The step itself is done, but mail could not be sent to: Leyla Həsənova."]
    assert Submission.objects.get().entry == entry


@pytest.mark.django_db(transaction=True)
def test_author_is_told_when_no_editor_has_an_address(client, tural):
    make_user(EDITOR)
    client.force_login(tural)
    entry = entry_of(tural)
    response = client.post(
        change(entry), {**filled(client, change(entry)), "_submit": "az"}, follow=True
    )
    told = Parsed(response).texts('//ul[@class="messagelist"]/li[@class="warning"]')
    assert told == ["No editor could be told by mail: none has an address here."]


@pytest.mark.django_db(transaction=True)
def test_no_mail_is_sent_for_a_step_that_is_not_stored(client, tural, leyla, monkeypatch):
    client.force_login(tural)
    entry = entry_of(tural)
    sent = {**filled(client, change(entry)), "_submit": "az"}

    def fail(*args, **kwargs):
        raise RuntimeError("The disk is full.")

    # What the admin does last before the transaction ends.
    monkeypatch.setattr("django.contrib.admin.options.ModelAdmin.response_change", fail)
    with pytest.raises(RuntimeError):
        client.post(change(entry), sent)
    assert mail.outbox == []
    assert not Submission.objects.exists()


def test_server_that_went_away_is_asked_once(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Patient"
    Patient.asked = 0
    messages = [EmailMessage("x", "x", to=[f"{n}@example.org"]) for n in range(5)]
    assert send(messages) == [False] * 5
    assert Patient.asked == 1


def test_one_refused_person_does_not_keep_the_mail_of_others(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Choosy"
    people = ["aysel@example.org", "leyla@example.org", "tural@example.org"]
    assert send([EmailMessage("x", "x", to=[to]) for to in people]) == [True, False, True]
    assert addresses(mail.outbox) == ["aysel@example.org", "tural@example.org"]
