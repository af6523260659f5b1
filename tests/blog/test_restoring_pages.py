"""Putting back and recovering by the pages of the history: who may, and what they do."""

import pytest

from blog.history.recording import set_aside
from blog.history.recovering import delete
from blog.history.snapshots import parts_of
from blog.models import Entry, Revision
from blog.models.entry import translate_permission
from blog.publishing import publish
from blog.roles import AUTHOR, EDITOR, TRANSLATOR
from tests.factories import (
    ago,
    make_author,
    make_comment,
    make_entry,
    make_user,
)
from tests.histories import (
    DELETED,
    LIST,
    comparison,
    confirmed,
    history,
    log_in,
    make_history,
    marks,
    recovery,
    said,
    save,
)
from tests.parsed import Parsed
from tests.posting import change

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def entry():
    return make_history()


# Putting back


def test_editor_puts_back_all_of_a_version_after_seeing_what_changes(client, editor, entry):
    page = Parsed(client.get(history(entry, 1, "restore/")))
    assert marks(page) == (["и уж", "Şəkidə", "ə"], ["Bakıda"])
    response = confirmed(client, history(entry, 1, "restore/"))
    assert response["Location"] == change(entry)
    entry.refresh_from_db()
    assert (entry.title_az, entry.title_ru, entry.live_languages) == ("Bakıda görüş", "Ёж", ["az"])
    last = Revision.objects.last()
    assert (last.event, last.made_by, last.note) == ("restored", editor, "1")
    assert said(client, response) == [
        "Version 1 was put back. What stood there is the version before."
    ]
    assert Parsed(client.get(history(entry))).texts('//p[@class="step-what"]')[0] == (
        "restored (version 1) Русский Azərbaycanca"
    )


def test_one_language_is_put_back_alone(client, editor, entry):
    confirmed(client, history(entry, 1, "restore/?language=az"))
    entry.refresh_from_db()
    assert (entry.title_az, entry.title_ru) == ("Bakıda görüş", "Ёж и уж")


def test_looking_changes_nothing(client, editor, entry):
    before = Revision.objects.count()
    for path in ("history/", "compare/", "history/1/", "history/1/restore/"):
        assert client.get(f"/admin/blog/entry/{entry.pk}/{path}").status_code == 200
    for path in ("compare/", "history/1/"):
        assert client.post(f"/admin/blog/entry/{entry.pk}/{path}").status_code == 405
    assert Revision.objects.count() == before
    assert Entry.objects.get().title_az == entry.title_az


def test_what_changed_since_the_question_is_shown_before_it_is_replaced(client, editor, entry):
    path = history(entry, 1, "restore/")
    form = Parsed(client.get(path)).one('//form[contains(@class, "history-question")]')
    save(entry, title_az="Araya girən")
    response = client.post(path, dict(form.form_values()))
    assert response.status_code == 200
    page = Parsed(response)
    assert page.texts('//p[@class="errornote"]') == [
        "The entry has changed since you were asked. Look once more at what would change."
    ]
    assert "Araya girən" in marks(page)[0]
    assert Entry.objects.get().title_az == "Araya girən"
    again = page.one('//form[contains(@class, "history-question")]')
    assert client.post(path, dict(again.form_values())).status_code == 302
    assert Entry.objects.get().title_az == "Bakıda görüş"


def test_nothing_to_put_back_is_said(client, editor, entry):
    page = Parsed(client.get(history(entry, 3, "restore/")))
    assert page.texts('//p[@class="history-told"]') == [
        "Nothing differs: all of it stands there already."
    ]
    assert page.tree.xpath('//form[contains(@class, "history-question")]') == []


def test_dates_come_back_only_when_that_is_chosen(client, editor, entry):
    save(entry, published_at_az=None)
    assert confirmed(client, history(entry, 3, "restore/")).status_code == 302
    assert Entry.objects.get().live_languages == []
    page = Parsed(client.get(history(entry, 3, "restore/")))
    box = page.one('//input[@name="with_dates"]')
    assert box.get("checked") is None
    confirmed(client, history(entry, 3, "restore/"), with_dates="on")
    assert Entry.objects.get().published_at_az == entry.published_at_az
    assert (
        Parsed(client.get(history(entry, 3, "restore/"))).tree.xpath("//input[@name='with_dates']")
        == []
    )


def test_text_that_cannot_be_saved_is_an_error_on_the_page(client, editor, entry):
    part = {**parts_of(entry)["ru"], "title": "ё" * 201}
    set_aside(entry.pk, {"ru": part}, by=editor)
    response = confirmed(client, history(entry, 4, "restore/"))
    assert response.status_code == 200
    assert Parsed(response).texts('//ul[contains(@class, "errorlist")]/li') == [
        "Ensure this value has at most 200 characters (it has 201)."
    ]


# Who may


def test_translator_puts_back_their_language_and_nothing_else(client, entry):
    log_in(client, TRANSLATOR, rights=[translate_permission("ru")])
    page = Parsed(client.get(history(entry, 1)))
    # The whole, of which they may put back their part, and the one language.
    buttons = page.tree.xpath('//a[contains(@href, "restore")]/@href')
    assert buttons == [history(entry, 1, "restore/"), history(entry, 1, "restore/?language=ru")]
    asked = Parsed(client.get(history(entry, 1, "restore/")))
    assert asked.texts('//p[@class="history-told"]') == [
        "What you may not change stays as it is: English, Azərbaycanca, For all languages."
    ]
    assert client.get(history(entry, 1, "restore/?language=az")).status_code == 403
    form = dict(asked.one('//form[contains(@class, "history-question")]').form_values())
    assert client.post(history(entry, 1, "restore/"), {**form, "language": "az"}).status_code == 403
    assert client.post(history(entry, 1, "restore/"), {**form, "language": "xx"}).status_code == 404
    Entry.objects.filter(pk=entry.pk).update(published_at_ru=ago(hours=2))
    form = dict(
        Parsed(client.get(history(entry, 1, "restore/")))
        .one('//form[contains(@class, "history-question")]')
        .form_values()
    )
    dated = {**form, "with_dates": "on"}
    assert client.post(history(entry, 1, "restore/"), dated).status_code == 403
    assert client.post(history(entry, 1, "restore/"), form).status_code == 302
    after = Entry.objects.get()
    assert (after.title_ru, after.title_az) == ("Ёж", "Şəkidə görüş")
    assert after.published_at_ru is not None


def test_author_without_the_right_to_publish_puts_back_drafts_only(client):
    user = log_in(client, AUTHOR)
    entry = make_entry(live=["az"], drafts=["ru"], title_ru="Ёж", author=make_author(user=user))
    save(entry, title_ru="Уж", title_az="Yeni")
    assert client.get(history(entry, 1, "restore/?language=az")).status_code == 403
    confirmed(client, history(entry, 1, "restore/"))
    entry.refresh_from_db()
    assert (entry.title_ru, entry.title_az) == ("Ёж", "Yeni")


def test_rights_are_asked_when_the_button_is_pressed(client):
    """Between the question and the answer an editor may have published the text."""
    user = log_in(client, AUTHOR)
    entry = make_entry(drafts=["az"], title_az="Əvvəl", author=make_author(user=user))
    save(entry, title_az="Sonra")
    path = history(entry, 1, "restore/")
    form = Parsed(client.get(path)).one('//form[contains(@class, "history-question")]')
    entry.refresh_from_db()
    publish(entry, "az")
    entry.save()
    # English and Russian are still theirs, but they were asked about another state.
    response = client.post(path, dict(form.form_values()))
    assert response.status_code == 200
    assert Entry.objects.get().title_az == "Sonra"


def test_author_does_not_find_the_history_of_others(client, entry):
    log_in(client, AUTHOR)
    for path in ("history/", "compare/", "history/1/", "history/1/restore/"):
        address = f"/admin/blog/entry/{entry.pk}/{path}"
        assert client.get(address).status_code == 404
    assert client.post(history(entry, 1, "restore/")).status_code == 404
    assert client.get(recovery(entry)).status_code == 404
    assert client.post(recovery(entry)).status_code == 404


def test_link_to_the_draft_of_another_tells_nothing_of_it(client):
    user = log_in(client, AUTHOR)
    hidden = make_entry(drafts=["az"], title_az="Gizli")
    mine = make_entry(drafts=["az"], author=make_author(user=user))
    save(mine, body_az=f'<p>Bax <a href="entry:{hidden.pk}">bura</a></p>')
    for path in (history(mine), comparison(mine), history(mine, 2), history(mine, 1, "restore/")):
        page = client.get(path).content.decode()
        assert "Gizli" not in page
        assert hidden.slug_az not in page


def test_nobody_finds_anything_without_an_account(client, entry):
    delete(make_entry(), by=None)
    for path in (history(entry), comparison(entry), history(entry, 1), DELETED, recovery(entry)):
        assert client.get(path).status_code == 302
        assert "/login/" in client.get(path)["Location"]


# Deleting and recovering


@pytest.mark.parametrize("way", ["one", "many"])
def test_deleted_entry_is_listed_looked_at_and_recovered(client, editor, entry, way):
    make_comment(entry)
    if way == "one":
        client.post(f"{LIST}{entry.pk}/delete/", {"post": "yes"})
    else:
        selected = {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"}
        client.post(LIST, selected)
    assert not Entry.objects.exists()
    last = Revision.objects.last()
    assert (last.event, last.made_by) == ("deleted", editor)

    assert DELETED in Parsed(client.get(LIST)).tree.xpath('//ul[@class="object-tools"]//a/@href')
    page = Parsed(client.get(DELETED))
    assert page.texts('//p[@class="step-what"]/strong') == ["Şəkidə görüş"]
    for path in (history(entry), history(entry, 2), comparison(entry, old=1, new=2)):
        assert client.get(path).status_code == 200
    assert client.get(history(entry, 1, "restore/")).status_code == 404

    response = confirmed(client, recovery(entry))
    assert response["Location"] == change(entry)
    assert said(client, response) == ["The entry was recovered. All its languages are drafts."]
    again = Entry.objects.get()
    assert (again.pk, again.title_az, again.live_languages) == (entry.pk, "Şəkidə görüş", [])
    assert again.comments.count() == 1
    # A second press finds it there.
    response = client.post(recovery(entry))
    assert said(client, response) == ["The entry is there: somebody has recovered it already."]


def test_dates_of_a_deleted_entry_come_back_when_that_is_chosen(client, editor, entry):
    delete(entry, by=editor)
    page = Parsed(client.get(recovery(entry)))
    assert page.one('//input[@name="with_dates"]').get("checked") is None
    response = confirmed(client, recovery(entry), with_dates="on")
    assert Entry.objects.get().live_languages == ["az"]
    assert said(client, response) == ["The entry was recovered."]


def test_author_recovers_their_own_and_no_others(client, entry):
    user = log_in(client, AUTHOR)
    mine = make_entry(drafts=["az"], title_az="Mənim", author=make_author(user=user))
    delete(mine, by=user)
    delete(entry, by=user)
    assert Parsed(client.get(DELETED)).texts('//p[@class="step-what"]/strong') == ["Mənim"]
    for path in (history(entry), history(entry, 1), comparison(entry), recovery(entry)):
        assert client.get(path).status_code == 404
    assert client.post(recovery(entry)).status_code == 404
    assert confirmed(client, recovery(mine)).status_code == 302
    assert [*Entry.objects.all()] == [mine]


def test_author_without_the_right_to_publish_brings_no_dates_back(client):
    user = log_in(client, AUTHOR)
    mine = make_entry(live=["az"], author=make_author(user=user))
    delete(mine, by=make_user(EDITOR))
    page = Parsed(client.get(recovery(mine)))
    assert page.tree.xpath('//input[@name="with_dates"]') == []
    assert client.post(recovery(mine), {"with_dates": "on"}).status_code == 403
    assert not Entry.objects.exists()
    assert client.post(recovery(mine)).status_code == 302
    assert Entry.objects.get().live_languages == []


def test_translator_finds_no_deleted_entries(client, entry):
    log_in(client, TRANSLATOR, rights=[translate_permission("ru")])
    delete(entry, by=None)
    assert client.get(DELETED).status_code == 403
    assert DELETED not in client.get(LIST).content.decode()
    assert client.get(history(entry)).status_code == 404
    assert client.post(recovery(entry)).status_code == 404
    assert not Entry.objects.exists()


def test_entry_that_went_live_while_its_author_was_asked_is_not_deleted(client):
    user = log_in(client, AUTHOR)
    entry = make_entry(live=["az"], author=make_author(user=user))
    assert client.post(f"{LIST}{entry.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Entry.objects.exists()
    assert not Revision.objects.filter(event="deleted").exists()


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_deleted_entries_takes_the_same_queries(
    client, editor, count, django_assert_num_queries
):
    for _ in range(count):
        delete(make_entry(drafts=["az"]), by=editor)
    client.get(DELETED)
    with django_assert_num_queries(7):
        client.get(DELETED)


def test_pages_speak_the_language_of_the_interface(client, editor, entry):
    client.cookies["django_language"] = "ru"
    page = Parsed(client.get(history(entry)))
    assert page.one("//html/@lang") == "ru"
