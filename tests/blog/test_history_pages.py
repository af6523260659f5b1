"""The pages of the history, really asked for: what they show, and to whom."""

import pytest

from blog.history.recording import note_found, record, set_aside
from blog.history.snapshots import parts_of
from blog.models import Revision
from tests.factories import (
    make_attachment,
    make_author,
    make_entry,
    make_picture,
    make_tag,
)
from tests.histories import comparison, confirmed, history, make_history, marks, save
from tests.parsed import Parsed
from tests.posting import change

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def entry():
    return make_history()


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
