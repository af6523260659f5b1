"""A scheduled language is there from its second on, everywhere, and nobody may keep the old answer."""

import re
from datetime import UTC, datetime

import pytest

from blog import sitemaps
from blog.models import Entry
from blog.roles import AUTHOR
from tests.clock import Clock
from tests.factories import (
    ago,
    ahead,
    make_attachment,
    make_author,
    make_entry,
    make_tag,
    make_user,
)
from tests.parsed import Parsed
from tests.posting import change, post

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
NOON = datetime(2031, 5, 3, 8, 0, 0, tzinfo=UTC)
LIST = "/admin/blog/entry/"


@pytest.fixture
def clock(monkeypatch):
    """One second before noon in Baku."""
    clock = Clock(monkeypatch, NOON)
    clock.move(seconds=-1)
    return clock


@pytest.fixture
def scheduled(clock):
    """An entry that goes live in Azerbaijani at noon, and is live in Russian already."""
    entry = make_entry(
        live=["ru"],
        scheduled=["az"],
        published_at_az=NOON,
        slug_az="seki",
        slug_ru="sheki",
        title_az="Şəki",
        title_ru="Шеки",
        tags=[make_tag(name_az="Səfər", slug_az="sefer")],
        author=make_author(slug="aysel"),
    )
    make_entry(live=["az"], title_az="O biri", slug_az="o-biri", body_az=link_to(entry))
    return entry


def link_to(entry):
    return f'<p><a href="entry:{entry.pk}">Şəki haqqında</a></p>'


def text(response):
    """What a reader gets; a download is read to its end."""
    return b"".join(response).decode()


ONLY_THEN = [
    "/az/?only=1",
    "/az/tags/sefer/?only=1",
    "/az/authors/aysel/?only=1",
    "/az/archive/2031/05/?only=1",
    "/az/feed/",
    "/az/tags/sefer/feed/",
    "/az/authors/aysel/feed/",
    "/sitemap.xml",
    # Its other languages name it, and links to it lead to the reader's language.
    "/ru/blog/sheki/",
    "/az/blog/o-biri/",
]


@pytest.mark.parametrize("path", ONLY_THEN)
def test_scheduled_language_is_there_from_its_second_on(client, clock, scheduled, path):
    address = "/az/blog/seki/"
    assert address not in text(client.get(path))
    clock.move(seconds=1)
    response = client.get(path)
    assert response.status_code == 200
    assert address in text(response)


def test_page_is_there_from_its_second_on(client, clock, scheduled):
    assert client.get("/az/blog/seki/").status_code == 404
    # Until then readers of the language get the Russian text under the Russian address.
    assert Parsed(client.get("/az/blog/sheki/")).texts("//h1") == ["Шеки"]
    clock.move(seconds=1)
    assert Parsed(client.get("/az/blog/seki/")).texts("//h1") == ["Şəki"]
    assert client.get("/az/blog/sheki/")["Location"] == "/az/blog/seki/"


def test_news_show_the_readers_language_from_its_second_on(client, clock, scheduled):
    assert "Şəki" not in Parsed(client.get("/az/")).titles
    clock.move(seconds=1)
    assert "Şəki" in Parsed(client.get("/az/")).titles


def test_switcher_and_hreflang_name_it_from_its_second_on(client, clock, scheduled):
    before = Parsed(client.get("/ru/blog/sheki/"))
    assert {*before.alternates} == {"ru", "x-default"}
    assert before.switcher["az"] == "/az/blog/sheki/"
    clock.move(seconds=1)
    after = Parsed(client.get("/ru/blog/sheki/"))
    assert {*after.alternates} == {"ru", "az", "x-default"}
    assert after.switcher["az"] == "/az/blog/seki/"


def test_parts_of_a_large_sitemap_have_it_from_its_second_on(client, clock, scheduled, monkeypatch):
    monkeypatch.setattr(sitemaps, "PART_SIZE", 3)
    alone = make_entry(scheduled=["az"], published_at_az=NOON, slug_az="tek")
    parts = [len(re.findall("<loc>", text(client.get("/sitemap.xml"))))]
    clock.move(seconds=1)
    parts.append(len(re.findall("<loc>", text(client.get("/sitemap.xml")))))
    assert parts == [2, 3]
    assert alone.url_in("az") in text(client.get("/sitemap-3.xml"))


def test_files_are_given_out_from_the_second_of_their_entry_on(client, clock):
    entry = make_entry(scheduled=["az"], published_at_az=NOON)
    path = make_attachment(entry).get_absolute_url()
    assert client.get(path).status_code == 404
    clock.move(seconds=1)
    assert text(client.get(path)) == "%PDF-1.7 content"


def test_withdrawn_language_is_gone_at_once(client, clock, scheduled, editor):
    clock.move(hours=1)
    post(client, change(scheduled), _withdraw="az")
    assert client.get("/az/blog/seki/").status_code in (301, 404)
    assert Entry.objects.get(pk=scheduled.pk).state_in("az") == "draft"
    assert "/az/blog/seki/" not in text(client.get("/az/feed/"))


EVERY_PAGE = [*ONLY_THEN, "/az/blog/seki/", "/az/blog/sheki/", "/", "/robots.txt", "/az/blog/x/"]


@pytest.mark.parametrize("path", EVERY_PAGE)
@pytest.mark.parametrize("seconds", [0, 1])
def test_nobody_may_keep_an_answer_without_asking_again(client, clock, scheduled, path, seconds):
    clock.move(seconds=seconds)
    response = client.get(path)
    assert response["Cache-Control"] == "no-cache"
    # Whoever asks again is answered anew.
    again = client.get(path, headers={"if-modified-since": "Sat, 03 May 2031 07:00:00 GMT"})
    assert again.status_code == response.status_code


def test_download_is_asked_for_again(client, clock):
    path = make_attachment(make_entry(live=["az"])).get_absolute_url()
    response = client.get(path)
    assert text(response) == "%PDF-1.7 content"
    assert response["Cache-Control"] == "no-cache"


def test_pages_of_the_admin_are_not_kept_at_all(client, editor):
    assert "no-store" in client.get(LIST)["Cache-Control"]


# What authors and editors see


def test_pane_says_when_it_goes_live(client, clock, editor):
    entry = make_entry(scheduled=["az"], published_at_az=NOON)
    clock.move(days=-3)
    head = Parsed(client.get(change(entry))).texts('//*[@id="language-az"]')[0]
    assert "It goes live on 3 May 2031, 12:00 (Asia/Baku), in 3 days." in head


def test_field_names_the_zone(client, editor):
    page = Parsed(client.get(change(make_entry(drafts=["az"]))))
    assert "Asia/Baku" in page.texts('//*[@id="id_published_at_az_helptext"]')[0]


def test_list_says_what_goes_live_next(client, clock, editor):
    titles = [f"Yazı {number}" for number in range(7)]
    for number, title in enumerate(titles):
        make_entry(scheduled=["az"], title_az=title, published_at_az=ahead(days=9 - number))
    soonest = make_entry(
        scheduled=["ru", "az"],
        title_ru="Ёж",
        title_az="Kirpi",
        published_at_ru=ahead(hours=2),
        published_at_az=ahead(hours=3),
    )
    make_entry(live=["az"], drafts=["ru"])
    page = Parsed(client.get(LIST))
    assert page.texts('//section[@class="coming"]//li/a') == [
        *("Ёж", "Kirpi", "Yazı 6", "Yazı 5", "Yazı 4")
    ]
    first = page.texts('//section[@class="coming"]//li')[0]
    assert first == "3 May 2031, 13:59 Ёж in 2 hours"
    assert page.tree.xpath('//section[@class="coming"]//a/@href')[0] == (
        f"{change(soonest)}#language-ru"
    )
    assert "Asia/Baku" in page.texts('//section[@class="coming"]/p')[0]
    clock.move(hours=2)
    assert Parsed(client.get(LIST)).texts('//section[@class="coming"]//li/a')[0] == "Kirpi"


def test_list_does_not_tell_an_author_what_others_have_scheduled(client):
    user = make_user(AUTHOR)
    client.force_login(user)
    make_entry(scheduled=["az"], title_az="Özgə yazısı")
    assert not Parsed(client.get(LIST)).tree.xpath('//section[@class="coming"]')
    make_entry(scheduled=["az"], title_az="Mənim yazım", author=make_author(user=user))
    page = Parsed(client.get(LIST))
    assert page.texts('//section[@class="coming"]//li/a') == ["Mənim yazım"]


@pytest.mark.parametrize("entries", [1, 3])
def test_what_goes_live_next_costs_the_same_for_any_number(
    client, editor, entries, django_assert_num_queries
):
    for _ in range(entries):
        make_entry(scheduled=["az", "ru"])
    client.get(LIST)
    with django_assert_num_queries(12):
        client.get(LIST)


def test_filter_finds_what_is_scheduled_in_a_language(client, editor):
    make_entry(scheduled=["az"], live=["ru"], title_az="Gələcək", original_language="az")
    make_entry(live=["az"], scheduled=["ru"], title_az="Bu gün", published_at_az=ago(days=1))
    page = Parsed(client.get(f"{LIST}?scheduled=az"))
    assert page.texts('//table[@id="result_list"]/tbody//th') == ["Gələcək"]
    assert client.get(f"{LIST}?scheduled=xx").status_code == 200
