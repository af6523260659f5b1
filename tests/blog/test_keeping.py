"""What the server tells a browser of the texts it keeps: whose they are, and which are saved."""

import json

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import translation

from blog.admin.keeping import DAYS_KEPT, accounts, ages
from blog.models import Entry
from blog.roles import AUTHOR, EDITOR
from tests.factories import make_attachment, make_author, make_entry, make_user
from tests.parsed import Parsed
from tests.posting import ADD, change, post

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

FORM = f"{'1f' * 16}.7"
PUT_BACK = f"{'2e' * 16}.3"
LIST = "/admin/blog/entry/"


def keeping(response):
    return json.loads(Parsed(response).one('//script[@id="keeping"]').text)


def saved(client, path=LIST):
    """The forms that the page at ``path`` calls saved."""
    return Parsed(client.get(path)).tree.xpath('//meta[@name="saved-forms"]/@content')


def test_account_is_the_same_after_a_new_login_and_a_new_password(client, editor):
    before = keeping(client.get(ADD))["accounts"]
    client.logout()
    editor.set_password("another")
    editor.save()
    client.force_login(editor)
    assert keeping(client.get(ADD))["accounts"] == before
    assert [len(one["name"]) for one in before] == [64]


def test_no_account_is_told_that_of_another(client, editor):
    told = keeping(client.get(ADD))["accounts"][0]
    client.force_login(make_user(EDITOR))
    other = keeping(client.get(ADD))["accounts"][0]
    assert not {*told.values()} & {*other.values()}


def test_account_outlasts_a_new_secret(editor, settings):
    settings.SECRET_KEY = "old"
    before = accounts(editor)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", ["old"]
    present, *older = accounts(editor)
    assert older == before
    assert present not in before


def test_form_says_whose_place_it_keeps(client, editor):
    entry = make_entry(drafts=["az"])
    assert keeping(client.get(ADD))["place"] == "new"
    told = keeping(client.get(change(entry)))
    assert (told["place"], told["cameBack"]) == (str(entry.pk), None)


def test_saved_form_is_named_on_the_next_page_and_on_no_other_account(client, editor):
    entry = make_entry(drafts=["az"])
    assert saved(client) == []
    post(client, change(entry), title_az="Yeni", kept_as=f"{FORM} {PUT_BACK}")
    assert saved(client) == [f"{FORM} {PUT_BACK}"]
    # A page whose answer was lost is asked for again.
    assert saved(client, ADD) == [f"{FORM} {PUT_BACK}"]
    other = Client()
    other.force_login(make_user(EDITOR))
    assert saved(other) == []
    client.logout()
    client.force_login(editor)
    assert saved(client) == []


@pytest.mark.parametrize("button", ["_save", "_continue", "_addanother", "_publish"])
def test_each_way_of_saving_a_new_entry_names_its_form(client, editor, button):
    sent = {"title_az": "Şəki", "author": make_author().pk, button: "az", "kept_as": FORM}
    assert post(client, ADD, **sent).status_code == 302
    assert saved(client) == [FORM]


def test_form_that_comes_back_goes_on_under_its_name_and_is_not_saved(client, editor):
    entry = make_entry(drafts=["az"])
    attachment = make_attachment(entry)
    response = post(
        client,
        change(entry),
        title_az="Ə" * 300,
        kept_as=f"{FORM} {PUT_BACK}",
        **{"attachments-0-label_az": "Hesabat"},
    )
    assert response.status_code == 200
    assert attachment.label_az is None
    field = Parsed(response).one('//form[@id="entry_form"]//input[@name="kept_as"]')
    assert (field.get("value"), field.get("type")) == (f"{FORM} {PUT_BACK}", "hidden")
    assert keeping(response)["cameBack"] == ["title_az", "attachments-0-label_az"]
    assert saved(client) == []


def test_refused_form_is_not_saved(client):
    author = make_user(AUTHOR)
    client.force_login(author)
    entry = make_entry(live=["az"], author=make_author(user=author))
    assert post(client, change(entry), title_az="Başqa", kept_as=FORM).status_code == 403
    assert saved(client) == []


@pytest.mark.parametrize("sent", ["", "x", '"><script>.1', "1f.1", f"{'1F' * 16}.1", "1f" * 16])
def test_what_is_no_name_of_a_form_is_dropped(client, editor, sent):
    entry = make_entry(drafts=["az"])
    post(client, change(entry), title_az="Yeni", kept_as=sent)
    assert saved(client) == []
    response = post(client, change(entry), title_az="Ə" * 300, kept_as=sent)
    assert Parsed(response).one('//input[@name="kept_as"]').get("value") == ""


def test_session_remembers_the_latest_forms_only(client, editor, monkeypatch):
    monkeypatch.setattr("blog.admin.keeping.REMEMBERED", 2)
    entry = make_entry(drafts=["az"])
    first, second, third = (f"{number:032x}.1" for number in range(3))
    for sent in (first, second, third, second):
        post(client, change(entry), kept_as=sent)
    assert saved(client) == [f"{third} {second}"]


def test_saving_holds_when_the_session_ends_meanwhile(client, editor, monkeypatch):
    """Somebody logs out in another window while the form is on its way: the entry is stored."""
    entry = make_entry(drafts=["az"])
    as_it_was = Entry.save

    def save_and_log_out(self, *args, **kwargs):
        as_it_was(self, *args, **kwargs)
        Session.objects.all().delete()

    monkeypatch.setattr(Entry, "save", save_and_log_out)
    assert post(client, change(entry), title_az="Yeni", kept_as=FORM).status_code == 302
    entry.refresh_from_db()
    assert entry.title_az == "Yeni"


def test_name_is_remembered_with_the_entry_or_not_at_all(client, editor, monkeypatch):
    """Both are one transaction: what is not stored is never called saved."""
    entry = make_entry(drafts=["az"])

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("django.contrib.admin.ModelAdmin.response_change", fail)
    with pytest.raises(RuntimeError):
        post(client, change(entry), title_az="Yeni", kept_as=FORM)
    entry.refresh_from_db()
    assert entry.title_az != "Yeni"
    assert saved(client) == []


def test_refused_token_leads_back_to_the_form_whose_text_is_kept(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    path = change(make_entry(drafts=["az"]))
    response = client.post(path, {"kept_as": FORM, "title_az": "Yeni"})
    assert response.status_code == 403
    page = Parsed(response)
    assert page.texts("//h1") == ["Not saved yet"]
    assert page.texts(f'//a[@href="{path}"]') == ["Back to the form"]

    # Without scripts nothing is kept, and nothing is promised; other forms keep nothing.
    for other, sent in [(path, {}), ("/admin/blog/tag/add/", {"kept_as": FORM})]:
        page = Parsed(client.post(other, sent))
        assert page.texts("//h1") == ["Not allowed"]
        assert page.texts(f'//a[@href="{other}"]') == []


def test_every_age_up_to_the_last_is_in_words():
    told = ages()
    assert [len(told[unit]) for unit in ("minutes", "hours", "days")] == [59, 23, DAYS_KEPT]
    assert (told["minutes"][0], told["minutes"][11]) == ("1 minute ago", "12 minutes ago")
    assert told["days"][-1] == "30 days ago"


@pytest.mark.parametrize("language", ["en", "ru", "az"])
def test_form_speaks_its_own_language(client, editor, language):
    with translation.override(language):
        title, age = translation.gettext("Put it back"), ages()["hours"][1]
    client.cookies["django_language"] = language
    told = keeping(client.get(ADD))
    assert (told["words"]["putBack"], told["ages"]["hours"][1]) == (title, age)
