"""The pages of the history, really asked for: what they show, to whom, and what they do."""

import pytest

from blog.history.recording import note_found, record, set_aside
from blog.history.recovering import delete
from blog.history.snapshots import parts_of
from blog.models import Entry, Revision
from blog.models.entry import translate_permission
from blog.publishing import publish
from blog.roles import AUTHOR, EDITOR, TRANSLATOR
from tests.factories import (
    ago,
    make_attachment,
    make_author,
    make_comment,
    make_entry,
    make_picture,
    make_tag,
    make_user,
)
from tests.parsed import Parsed
from tests.posting import change

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
LIST = "/admin/blog/entry/"
DELETED = "/admin/blog/entry/deleted/"


def history(entry, number=None, what=""):
    tail = f"history/{number}/{what}" if number else "history/"
    return f"/admin/blog/entry/{entry.pk}/{tail}"


def comparison(entry, **versions):
    asked = "&".join(f"{name}={number}" for name, number in versions.items())
    return f"/admin/blog/entry/{entry.pk}/compare/?{asked}"


def recovery(entry):
    return f"/admin/blog/entry/{entry.pk}/recover/"


def save(entry, *, by=None, **fields):
    """Save as a person does, with the history."""
    entry = Entry.objects.get(pk=entry.pk)
    note_found(entry)
    for name, value in fields.items():
        setattr(entry, name, value)
    entry.save()
    return record(entry, by=by)


def log_in(client, *groups, **kwargs):
    user = make_user(*groups, **kwargs)
    client.force_login(user)
    return user


@pytest.fixture
def entry():
    """An entry of three versions."""
    made = make_entry(live=["az"], drafts=["ru"], title_az="Bakıda görüş", title_ru="Ёж")
    save(made, title_az="Şəkidə görüş", body_az="<p>Görüşdük ə.</p>")
    save(made, title_ru="Ёж и уж", by=make_user(first_name="Aysel", last_name="Əliyeva"))
    return Entry.objects.get(pk=made.pk)


def confirmed(client, path, **more):
    """Press the button on the page that asks."""
    form = Parsed(client.get(path)).one('//form[contains(@class, "history-question")]')
    # A browser sends a box that is checked as "on".
    return client.post(path.partition("?")[0], {**dict(form.form_values()), **more})


def said(client, response):
    return Parsed(client.get(response["Location"])).texts('//ul[@class="messagelist"]/li')


# The steps


def test_history_tells_what_was_done_by_whom_and_when_the_last_first(client, editor, entry):
    record(entry, by=editor, event="returned", languages=["ru"], note="Проверьте\nимена")
    page = Parsed(client.get(history(entry)))
    assert page.texts('//p[@class="step-what"]') == [
        "returned Русский",
        "saved Русский",
        "saved Azərbaycanca",
        "was here already",
    ]
    who = [text.partition(" · ")[0] for text in page.texts('//p[@class="step-who"]')]
    assert who == [
        editor.username,
        "Aysel Əliyeva",
        "an import or a script",
        "an import or a script",
    ]
    assert page.texts('//dl[@class="step-changes"]/div')[:2] == [
        "Русский title",
        "Azərbaycanca title, text",
    ]
    assert page.texts("//blockquote") == ["Проверьтеимена"]
    assert "Asia/Baku" in page.one('//p[@class="history-zone"]').text_content()


def test_times_are_those_of_the_site_in_every_year(client, editor, entry):
    """Baku had summer time until 2015."""
    times = {"2015-07-01T10:00:00+00:00": "15:00", "2026-07-01T10:00:00+00:00": "14:00"}
    for (moment, _time), number in zip(times.items(), (1, 2), strict=True):
        Revision.objects.filter(number=number).update(made_at=moment)
    page = Parsed(client.get(history(entry)))
    assert [text[-5:] for text in page.texts("//time")[:0:-1]] == [*times.values()]


def test_form_of_the_entry_leads_to_the_history_and_that_to_the_comparison(client, editor, entry):
    assert history(entry) in client.get(change(entry)).content.decode()
    form = Parsed(client.get(history(entry))).one('//form[contains(@action, "compare")]')
    assert dict(form.form_values()) == {"old": "2", "new": "3"}


@pytest.mark.parametrize("count", [1, 3])
def test_history_takes_the_same_queries_for_any_number_of_steps(
    client, editor, count, django_assert_num_queries
):
    entry = make_entry(drafts=["az"])
    for number in range(count):
        save(entry, title_az=f"Ə {number}")
    Revision.objects.filter(event="found").delete()
    client.get(history(entry))
    with django_assert_num_queries(9):
        client.get(history(entry))


def test_long_history_is_paged(client, editor, entry):
    for number in range(55):
        record(entry, event="submitted", languages=["ru"], note=str(number))
    first, second = (Parsed(client.get(history(entry) + f"?p={page}")) for page in (1, 2))
    assert len(first.texts('//li[contains(@class, "step")]')) == 50
    assert len(second.texts('//li[contains(@class, "step")]')) == 8
    # What changed is known without the page before.
    assert second.texts('//dl[@class="step-changes"]/div')[0] == "Русский title"
    assert client.get(history(entry) + "?p=nonsense").status_code == 200


def test_entry_without_history_says_so(client, editor):
    page = Parsed(client.get(history(make_entry())))
    assert page.texts('//li[@class="step"]') == [
        "Nothing was noted yet: the next save begins the history."
    ]


# Two versions


def marks(page):
    return page.texts('//div[@class="difference"]//del'), page.texts(
        '//div[@class="difference"]//ins'
    )


def test_two_versions_are_compared_with_the_words_marked(client, editor, entry):
    page = Parsed(client.get(comparison(entry, old=1, new=3)))
    assert page.texts('//section[@class="compared-part"]/h2') == ["Русский", "Azərbaycanca"]
    assert page.texts("//section/h3") == ["Title", "Title", "Text"]
    assert marks(page) == (["Bakıda"], ["и уж", "Şəkidə", "ə"])
    languages = page.tree.xpath('//div[@class="difference"]/@lang')
    assert languages == ["ru", "az", "az"]
    assert page.texts('//p[@class="compared-same"]') == [
        "Nothing differs here: English, For all languages."
    ]


@pytest.mark.parametrize(
    ("asked", "headings"),
    [
        ({}, ["Version 2", "Version 3"]),
        ({"new": 2}, ["Version 1", "Version 2"]),
        ({"old": 1}, ["Version 1", "Version 3"]),
        ({"old": 3, "new": 1}, ["Version 1", "Version 3"]),
        ({"new": 1}, ["Nothing", "Version 1"]),
        ({"old": 2, "new": 2}, ["Version 2", "Version 2"]),
    ],
)
def test_versions_compared_are_those_asked_for(client, editor, entry, asked, headings):
    page = Parsed(client.get(comparison(entry, **asked)))
    assert page.texts('//div[@class="compared-head"]//h2') == headings


@pytest.mark.parametrize("asked", ["old=9", "new=99", "new=x", "old=-1", f"new={10**30}", "new=0"])
def test_versions_that_are_not_there_are_not_found(client, editor, entry, asked):
    assert client.get(f"/admin/blog/entry/{entry.pk}/compare/?{asked}").status_code == 404


@pytest.mark.parametrize("pk", [0, 10**6, 10**30])
def test_pages_of_no_entry_are_not_found(client, editor, pk):
    for path in ("history/", "compare/", "history/1/", "history/1/restore/", "recover/"):
        assert client.get(f"/admin/blog/entry/{pk}/{path}").status_code == 404
    assert client.get("/admin/blog/entry/nonsense/history/").status_code == 404


def test_equal_versions_are_said_to_be(client, editor, entry):
    page = Parsed(client.get(comparison(entry, old=2, new=2)))
    assert page.texts('//p[@class="history-told"]') == ["Nothing differs."]


def test_everything_that_can_differ_is_shown(client, editor):
    cover, other = make_picture(name="dağ.jpg"), make_picture(color="red", name="dəniz.jpg")
    author, tag = make_author(name_en="Aysel"), make_tag(name_en="Training")
    entry = make_entry(live=["az"], slug_az="evvel", cover=cover, author=author, tags=[tag])
    make_attachment(entry, label_az="Hesabat")
    note_found(entry)
    entry.tags.set([make_tag(name_en="Calls")])
    entry.attachments.all().delete()
    make_attachment(entry, name="yeni.pdf", content=b"%PDF-1.7 other")
    save(
        entry,
        slug_az="sonra",
        summary_az="Xülasə",
        cover_alt_az="Alt",
        cover=other,
        cover_caption_az="Altyazı",
        published_at_az=None,
        author=make_author(name_en="Ilqar"),
        original_language="ru",
        cover_is_decorative=True,
    )
    # Between them a revision found the tags and files changed: all in all is between 1 and 3.
    last = Revision.objects.last().number
    page = Parsed(client.get(comparison(entry, old=1, new=last)))
    assert page.texts("//section/h3") == [
        *("Page address", "Summary", "What the cover shows", "Caption of the cover", "Goes live"),
        *("Labels of the files", "Original language", "Author", "Tags", "Cover"),
        *("The cover is decoration", "Attachments"),
    ]
    deleted, inserted = marks(page)
    assert {"evvel", "Azərbaycanca", "Aysel", "Training", "dağ", "no"} < {*deleted}
    assert {"sonra", "a draft", "Русский", "Ilqar", "Calls", "dəniz", "yes"} < {*inserted}


def test_what_was_set_aside_is_listed_compared_and_put_back(client, editor, entry):
    written = {"az": {**parts_of(entry)["az"], "title": "Mənim başlığım"}}
    set_aside(entry.pk, written, by=editor)
    page = Parsed(client.get(history(entry)))
    assert len(page.texts('//li[contains(@class, "step-is-aside")]')) == 1
    assert page.texts('//dl[@class="step-changes"]/div')[0] == "Azərbaycanca title"
    compared = Parsed(client.get(comparison(entry, old=3, new=4)))
    # Only what was written is compared: nothing of the others was taken away.
    assert compared.texts("//section/h2") == ["Azərbaycanca"]
    assert client.get(history(entry, 4)).status_code == 200
    confirmed(client, history(entry, 4, "restore/"))
    entry.refresh_from_db()
    assert (entry.title_az, entry.title_ru) == ("Mənim başlığım", "Ёж и уж")


def test_what_is_not_html_of_ours_does_no_harm(client, editor, entry):
    harmful = '<p onclick="x()">Ə</p><script>alert(1)</script><img src=x onerror=alert(1)>'
    part = {**parts_of(entry)["az"], "body": harmful, "title": "<b>T</b>"}
    set_aside(entry.pk, {"az": part}, by=editor)
    look = client.get(history(entry, 4)).content.decode()
    compare = client.get(comparison(entry, old=3, new=4)).content.decode()
    for page in (look, compare):
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert '<p onclick="x()">' not in page
        assert "<b>T</b>" not in page


# One version


def test_version_is_shown_as_it_was(client, editor, entry):
    page = Parsed(client.get(history(entry, 1)))
    sections = page.texts('//section[@class="look-part"]//h2')
    assert sections == ["Русский", "Azərbaycanca", "For all languages"]
    assert "Bakıda görüş" in page.texts("//section//dd[@lang='az']")
    for number in (0, 9, 10**30):
        assert client.get(history(entry, number or "0")).status_code == 404


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
