"""What the desk shows of entries that are scheduled, live, or lack a language, and its long lists."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.desk import ROWS, desk_of, entries_on
from blog.history.recording import record
from blog.models import Entry
from blog.roles import AUTHOR, EDITOR
from tests.desks import desk, links, titles, translator
from tests.factories import ago, ahead, make_author, make_entry, make_submission, make_user
from tests.parsed import Parsed
from tests.posting import change

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


def lacking(user):
    """Language → titles of the entries that lack it."""
    return {section.language: titles(section) for section in desk_of(user, "en").lacking}


# Scheduled, lately live


def test_scheduled_are_shown_in_the_time_of_the_site_the_next_first(client):
    later = datetime(2031, 5, 3, 22, 30, tzinfo=UTC)
    make_entry(
        scheduled=["az", "ru"], title_az="Bakı", published_at_az=later, published_at_ru=later
    )
    make_entry(scheduled=["az", "ru"], title_az="Şəki", published_at_ru=ahead(days=1, minutes=5))
    page = desk(client, make_user(EDITOR))
    section = '//section[@aria-labelledby="desk-scheduled"]'
    assert page.texts(f'{section}//a[@class="desk-title"]') == ["Şəki", "Şəki", "Bakı"]
    assert page.texts(f'{section}//*[@class="desk-meta"]') == [
        "Azərbaycanca",
        "Русский",
        "Русский Azərbaycanca",
    ]
    assert page.texts(f"{section}//time")[-1] == "4 May 2031, 02:30"
    assert page.texts(f'{section}//*[@class="desk-zone"]') == ["Time zone of the site: Asia/Baku"]
    assert page.texts(f'{section}//*[@class="desk-when"]/span')[0] == "in 1 hour"


def test_lately_live_leads_to_the_pages_of_readers(client):
    make_entry(
        live=["az"], drafts=["ru"], title_az="Köhnə", slug_az="kohne", published_at_az=ago(days=9)
    )
    new = make_entry(live=["en", "az"], title_en="New", slug_en="new", slug_az="yeni")
    Entry.objects.filter(pk=new.pk).update(
        published_at_az=new.published_at_en,
        published_at_ru=ago(days=400),
        title_ru="Ёж",
        slug_ru="ezh",
    )
    page = desk(client, make_user(EDITOR))
    section = '//section[@aria-labelledby="desk-live"]'
    assert page.texts(f'{section}//a[@class="desk-title"]') == ["New", "Köhnə", "New"]
    assert page.tree.xpath(f"{section}//a[@hreflang]/@href") == [
        "/en/blog/new/",
        "/az/blog/yeni/",
        "/az/blog/kohne/",
        "/ru/blog/ezh/",
    ]


# Entries that lack a language


def test_translator_finds_what_lacks_their_language(client):
    user = translator("ru")
    make_entry(scheduled=["en"], title_en="To come")
    make_entry(live=["az"], title_az="Köhnə", published_at_az=ago(days=400))
    fresh = make_entry(live=["az"], drafts=["ru"], title_az="Təzə", title_ru="")
    # Not theirs to do: live in Russian, not yet for readers at all, with an editor.
    make_entry(live=["ru"], title_ru="Есть")
    make_entry(drafts=["az"], title_az="Qaralama")
    make_submission(make_entry(live=["az"], drafts=["ru"]), "ru", by=translator("ru"))
    assert lacking(user) == {"ru": ["To come", "Təzə", "Köhnə"]}
    page = desk(client, user)
    assert links(page, "lacking")["Təzə"] == f"{change(fresh)}#language-ru"
    meta = page.texts('//section[@aria-labelledby="desk-lacking"]//*[@class="desk-meta"]')
    assert meta[:2] == ["English in 1 hour", "Azərbaycanca 1 hour ago draft"]


def test_draft_of_ones_own_is_not_lacking_as_well():
    user = translator("ru")
    entry = make_entry(live=["az"], drafts=["ru"])
    record(entry, by=user, languages=["ru"])
    assert len(desk_of(user, "en").drafts.rows) == 1
    assert lacking(user) == {}
    assert [*lacking(translator("ru"))] == ["ru"]


def test_editor_is_told_of_every_language_and_author_of_their_own_entries():
    author = make_user(AUTHOR)
    make_entry(live=["en"], title_en="Mine", author=make_author(user=author))
    make_entry(live=["ru", "az"], title_ru="Ёж")
    assert lacking(make_user(EDITOR)) == {"en": ["Ёж"], "ru": ["Mine"], "az": ["Mine"]}
    assert lacking(author) == {"ru": ["Mine"], "az": ["Mine"]}


def test_author_who_translates_has_both():
    user = translator("az", AUTHOR)
    make_entry(live=["en"], title_en="Mine", author=make_author(user=user))
    make_entry(live=["ru"], title_ru="Ёж")
    found = desk_of(user, "en")
    assert (found.may_add, found.is_for_publishing, found.is_for_translating) == (
        True,
        False,
        False,
    )
    # The language that they were given comes first.
    assert [(one.language, titles(one)) for one in found.lacking] == [
        ("az", ["Ёж", "Mine"]),
        ("ru", ["Mine"]),
    ]


# The whole


def fill(user, count):
    """So many rows in each section of ``user``."""
    mine = make_author(user=user)
    for _ in range(count):
        make_submission(make_entry(drafts=["az"]), "az", by=make_user(AUTHOR))
        make_entry(drafts=["az"], author=mine)
        make_entry(scheduled=["en", "ru", "az"])
        make_entry(live=["az"])


@pytest.mark.parametrize("count", [1, 3])
def test_desk_takes_as_many_queries_for_many_rows_and_loads_no_text(client, count):
    user = make_user(EDITOR)
    fill(user, count)
    client.force_login(user)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = Parsed(client.get("/admin/"))
    sections = page.tree.xpath("//section")
    assert [len(one.xpath('.//a[@class="desk-title"]')) for one in sections] == (
        [count, count, 2 * count, count, count]
    )
    # Session, account, 2 × rights, submissions, drafts, 3 × lacking, scheduled, 3 × live, entries,
    # their submissions.
    assert len(queries) == 15
    selected = [one["sql"].partition(" FROM ")[0] for one in queries.captured_queries]
    assert not [sql for sql in selected if re.search(r'"(body|summary)(_\w+)?"(,|$)', sql)]


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("drafts", {"drafts": ["az"]}),
        ("scheduled", {"scheduled": ["az"]}),
        ("live", {"live": ["az"]}),
        ("lacking-ru", {"live": ["az"]}),
        ("waiting", {"drafts": ["ru"]}),
    ],
)
def test_long_list_is_shown_whole_among_the_entries(client, name, kinds):
    editor = make_user(EDITOR)
    mine = make_author(user=editor)
    others = make_entry(drafts=["en"], live=["ru"], title_en="Else")
    entries = [make_entry(**kinds, author=mine) for _ in range(ROWS + 1)]
    for entry in entries if name == "waiting" else []:
        make_submission(entry, "ru", by=make_user(AUTHOR))
    page = desk(client, editor)
    (path,) = page.tree.xpath(f'//a[contains(@href, "desk={name}")]/@href')
    found = client.get(path).context["cl"].queryset
    expected = {entry.pk for entry in entries} | ({others.pk} if name == "live" else set())
    assert {entry.pk for entry in found} == expected
    count = page.texts(f'//*[@id="desk-{name}"]/*[@class="desk-count"]')
    # Of what went live lately nobody asks how much it is.
    assert count == ([] if name == "live" else [str(len(expected))])


def test_short_list_has_no_way_to_the_whole(client):
    user = make_user(EDITOR)
    fill(user, 1)
    assert not desk(client, user).tree.xpath('//a[contains(@href, "desk=")]')


def test_list_of_entries_names_the_list_it_shows(client):
    client.force_login(make_user(EDITOR))
    make_entry(live=["az"], title_az="Şəki")
    make_entry(drafts=["az"], title_az="Quba")
    page = Parsed(client.get("/admin/blog/entry/?desk=lacking-ru"))
    assert page.texts("//tbody//th") == ["Şəki"]
    assert "Entries that lack a language: Русский" in page.texts('//*[@id="changelist-filter"]//li')
    for rubbish in ("", "?desk=rubbish", "?desk=lacking-xx", "?desk=lacking", "?desk=live-az"):
        page = Parsed(client.get(f"/admin/blog/entry/{rubbish}"))
        assert page.texts("//tbody//th") == ["Quba", "Şəki"]
        assert "list of the desk" not in page.response.content.decode()


def test_list_of_the_desk_shows_nobody_more_than_they_may_see(client):
    make_entry(live=["az"], scheduled=["en"], title_az="Özgə")
    author = make_user(AUTHOR)
    client.force_login(author)
    for name in ("waiting", "drafts", "scheduled", "live", "lacking-ru"):
        assert not entries_on(name, author).exists()
        assert "Özgə" not in client.get(f"/admin/blog/entry/?desk={name}").content.decode()


def test_desk_is_in_the_language_of_the_interface(client):
    make_entry(live=["en", "ru"], title_en="Hedgehog", title_ru="Ёж")
    user = make_user(EDITOR)
    assert [*links(desk(client, user, "ru"), "live")] == ["Ёж"]
    # Without a title of its own, that of the original.
    page = desk(client, user, "az")
    assert [*links(page, "live")] == ["Hedgehog"]
    assert page.one('//section[@aria-labelledby="desk-live"]//a[@class="desk-title"]/@lang') == "en"
