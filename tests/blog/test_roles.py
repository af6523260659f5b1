"""What a role may not do is absent from its screen, and refused by the server."""

import pytest
from django.contrib.auth.models import Group, User

from blog.models import Author, Entry
from blog.models.entry import translate_permission
from blog.roles import AUTHOR, EDITOR, KEEPER, TRANSLATOR
from tests.factories import make_author, make_entry, make_user
from tests.parsed import Parsed
from tests.posting import ADD, change, post

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


def login(client, *groups, **kwargs):
    user = make_user(*groups, **kwargs)
    client.force_login(user)
    return user


def inputs(client, path):
    """Names of the fields and buttons on the form."""
    form = Parsed(client.get(path)).one('//form[@id="entry_form"]')
    return {*form.inputs.keys(), *form.xpath(".//button/@name")} - {None}


def test_groups_are_made_with_the_database():
    assert {*Group.objects.values_list("name", flat=True)} == {AUTHOR, EDITOR, TRANSLATOR, KEEPER}


def test_author_signs_their_own_entry(client):
    user = login(client, AUTHOR, first_name="İlqar", last_name="Qarağözov")
    assert "author" not in inputs(client, ADD)
    post(client, ADD, title_az="Şəki")
    entry = Entry.objects.get()
    assert entry.author.user == user
    assert (entry.author.name_en, entry.author.slug) == ("İlqar Qarağözov", "ilqar-qaragozov")
    assert Author.objects.count() == 1


def test_author_cannot_sign_as_another(client):
    login(client, AUTHOR)
    response = post(client, ADD, title_az="Şəki", author=make_author().pk)
    assert response.status_code == 403
    assert not Entry.objects.exists()


@pytest.mark.parametrize("forged", [{"_publish": "az"}, {"published_at_az": "2020-01-01T10:00"}])
def test_author_cannot_publish(client, forged):
    user = login(client, AUTHOR)
    entry = make_entry(drafts=["az"], author=make_author(user=user))
    assert not inputs(client, change(entry)) & {"_publish", "published_at_az"}
    assert post(client, change(entry), **forged).status_code == 403
    entry.refresh_from_db()
    assert entry.state_in("az") == "draft"


def test_author_cannot_withdraw_or_change_what_is_live(client):
    user = login(client, AUTHOR)
    entry = make_entry(live=["az"], drafts=["ru"], author=make_author(user=user))
    assert not inputs(client, change(entry)) & {"_withdraw", "title_az", "body_az"}
    assert post(client, change(entry), _withdraw="az").status_code == 403
    assert post(client, change(entry), title_az="Başqa").status_code == 403
    assert post(client, change(entry), cover_is_decorative="on").status_code == 403
    assert post(client, change(entry), original_language="ru").status_code == 403
    assert post(client, change(entry), title_ru="Ёж").status_code == 302
    entry.refresh_from_db()
    assert (entry.state_in("az"), entry.title_ru) == ("live", "Ёж")


def test_author_with_the_right_to_publish_publishes_their_own(client):
    user = login(client, AUTHOR, rights=["publish_entry"])
    entry = make_entry(drafts=["az"], author=make_author(user=user))
    assert post(client, change(entry), _publish="az").status_code == 302
    entry.refresh_from_db()
    assert entry.state_in("az") == "live"


def test_author_does_not_find_the_entries_of_others(client):
    login(client, AUTHOR)
    entry = make_entry(live=["az"], title_az="Özgə yazısı")
    page = client.get("/admin/blog/entry/")
    assert "Özgə" not in page.content.decode()
    assert client.get(change(entry)).status_code == 302
    assert client.post(change(entry), {"title_az": "x"}).status_code in (302, 403)
    entry.refresh_from_db()
    assert entry.title_az == "Özgə yazısı"


def test_author_deletes_drafts_and_not_what_is_live(client):
    user = login(client, AUTHOR)
    mine = make_author(user=user)
    live, draft = make_entry(live=["az"], author=mine), make_entry(drafts=["az"], author=mine)
    for entry in (live, draft):
        client.post(f"/admin/blog/entry/{entry.pk}/delete/", {"post": "yes"})
    selected = {"action": "delete_selected", "_selected_action": [live.pk], "post": "yes"}
    client.post("/admin/blog/entry/", selected)
    assert [*Entry.objects.all()] == [live]


def translator(client, language="ru", **kwargs):
    return login(client, TRANSLATOR, rights=[translate_permission(language)], **kwargs)


def test_translator_changes_the_language_they_are_given(client):
    translator(client)
    entry = make_entry(live=["az"], title_az="Şəki")
    assert post(client, change(entry), title_ru="Шеки", body_ru="Ёж").status_code == 302
    entry.refresh_from_db()
    assert (entry.title_ru, entry.body_ru) == ("Шеки", "<p>Ёж</p>")
    assert entry.state_in("ru") == "draft"


@pytest.mark.parametrize(
    "forged",
    [
        {"title_az": "Başqa"},
        {"slug_en": "x"},
        {"cover": "1"},
        {"cover_file": "x"},
        {"cover_caption_az": "x"},
        {"original_language": "ru"},
        {"author": "1"},
        {"_publish": "ru"},
        {"_withdraw": "az"},
        {"published_at_ru": "2020-01-01T10:00"},
        {"tags": "1"},
    ],
    ids=str,
)
def test_translator_changes_nothing_else(client, forged):
    translator(client)
    entry = make_entry(live=["az"], title_az="Şəki")
    assert not {*forged} & inputs(client, change(entry))
    assert post(client, change(entry), **forged).status_code == 403
    entry.refresh_from_db()
    assert (entry.title_az, entry.live_languages) == ("Şəki", ["az"])


def test_translator_makes_and_deletes_no_entries(client):
    translator(client)
    entry = make_entry(live=["az"])
    assert client.get(ADD).status_code == 403
    assert client.post(ADD, {"title_ru": "x"}).status_code == 403
    assert client.post(f"/admin/blog/entry/{entry.pk}/delete/", {"post": "yes"}).status_code == 403


def test_translator_without_a_language_only_reads(client):
    login(client, TRANSLATOR)
    entry = make_entry(live=["az"])
    assert client.get(change(entry)).status_code == 200
    assert client.post(change(entry), {"title_ru": "x"}).status_code == 403


def test_split_of_tags_does_not_reach_a_language_one_lacks(client):
    translator(client)
    entry = make_entry(live=["az"], title_az="Şəki")
    response = post(client, change(entry), title_ru="{mlang ru}Шеки{mlang}{mlang az}Başqa{mlang}")
    form = dict(Parsed(response).one('//form[@id="entry_form"]').form_values())
    assert form["title_ru"] == "Шеки {mlang az}Başqa{mlang}"
    entry.refresh_from_db()
    assert entry.title_az == "Şəki"


def test_editor_changes_and_publishes_everything(client):
    login(client, EDITOR)
    entry = make_entry(drafts=["az"])
    post(client, change(entry), title_az="Yeni", _publish="az", author=make_author().pk)
    entry.refresh_from_db()
    assert (entry.title_az, entry.state_in("az")) == ("Yeni", "live")
    assert client.get("/admin/auth/user/").status_code == 403


def test_keeper_gives_languages_to_a_translator(client):
    login(client, KEEPER)
    user = make_user(TRANSLATOR)
    path = f"/admin/auth/user/{user.pk}/change/"
    form = Parsed(client.get(path)).one('//form[@id="user_form"]')
    fields = [(name, value) for name, value in form.form_values() if name != "_continue"]
    data = {}
    for name, value in [*fields, ("languages", "ru"), ("languages", "az")]:
        data.setdefault(name, []).append(value)
    assert client.post(path, data).status_code == 302
    user = User.objects.get(pk=user.pk)
    assert user.has_perm("blog.translate_into_ru")
    assert user.has_perm("blog.translate_into_az")
    assert not user.has_perm("blog.translate_into_en")


def test_keeper_makes_nobody_a_superuser(client):
    login(client, KEEPER)
    user, root = make_user(), make_user(is_superuser=True)
    path = f"/admin/auth/user/{user.pk}/change/"
    form = Parsed(client.get(path)).one('//form[@id="user_form"]')
    assert "is_superuser" not in form.inputs.keys()  # noqa: SIM118  (of lxml, not a dictionary)
    client.post(path, {**dict(form.form_values()), "is_superuser": "on"})
    assert not User.objects.get(pk=user.pk).is_superuser
    assert client.post(f"/admin/auth/user/{root.pk}/change/", {}).status_code == 403
    assert client.post(f"/admin/auth/user/{root.pk}/delete/", {"post": "yes"}).status_code == 403


def test_stranger_is_sent_to_the_login(client):
    entry = make_entry(live=["az"])
    assert client.get(change(entry)).status_code == 302
    assert client.get(change(entry))["Location"].startswith("/admin/login/")
