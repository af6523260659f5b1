"""The news, tags, authors and months: order, fallback, pages, counts of queries."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from tests.factories import ago, make_author, make_entry, make_tag
from tests.parsed import Parsed

pytestmark = pytest.mark.django_db
BAKU = ZoneInfo("Asia/Baku")


def get(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return Parsed(response)


def test_news_come_newest_first_each_in_the_best_language(client):
    make_entry(live=["az"], title_az="Şəki", published_at_az=ago(days=3))
    make_entry(live=["en", "ru"], title_en="Both", title_ru="Обе", published_at_ru=ago(days=2))
    make_entry(live=["ru"], title_ru="Ёлка", published_at_ru=ago(days=1))
    make_entry(drafts=["az"], scheduled=["ru"])

    assert get(client, "/ru/").titles == ["Ёлка", "Обе", "Şəki"]
    # In English "Both" has a date of its own: an hour ago.
    assert get(client, "/en/").titles == ["Both", "Ёлка", "Şəki"]


def test_entry_in_another_language_is_named_as_such(client):
    make_entry(live=["az"], title_az="Şəki")
    page = get(client, "/ru/")
    assert page.one('//article[contains(@class, "card")]//h2').get("lang") == "az"
    assert page.texts('//*[@class="badge"]/*[@aria-hidden]') == ["Azərbaycanca"]
    assert not get(client, "/az/").tree.xpath('//*[@class="badge"]')


def test_only_in_my_language(client):
    make_entry(live=["az"], title_az="Şəki")
    make_entry(live=["ru"], title_ru="Ёлка")
    page = get(client, "/ru/?only=1")
    assert page.titles == ["Ёлка"]
    assert page.is_noindex
    assert page.switcher["az"] == "/az/?only=1"
    assert get(client, "/en/?only=1").titles == []


def test_pages_by_cursor_show_every_entry_once(client):
    at = ago(days=1)
    entries = [make_entry(live=["az"], title_az=f"Yazı {n}", published_at_az=at) for n in range(30)]
    page, seen = get(client, "/az/"), []
    while True:
        seen += page.titles
        older = page.tree.xpath('//a[@rel="next"]/@href')
        if not older:
            break
        page = get(client, older[0])
    assert seen == [entry.title_az for entry in entries[::-1]]

    newer = page.tree.xpath('//a[@rel="prev"]/@href')
    back = []
    while newer:
        page = get(client, newer[0])
        back = page.titles + back
        newer = page.tree.xpath('//a[@rel="prev"]/@href')
    assert back == seen[: len(back)]
    assert len(back) >= 13


def test_cursor_keeps_its_page_while_news_come_in(client):
    for n in range(20):
        make_entry(live=["az"], title_az=f"Yazı {n}", published_at_az=ago(days=n + 1))
    older = get(client, "/az/").tree.xpath('//a[@rel="next"]/@href')[0]
    before = get(client, older).titles
    make_entry(live=["az"])
    assert get(client, older).titles == before


def test_switcher_keeps_the_page_of_the_list(client):
    for n in range(20):
        make_entry(live=["az"], published_at_az=ago(days=n + 1))
    older = get(client, "/az/").tree.xpath('//a[@rel="next"]/@href')[0]
    assert get(client, older).switcher["ru"] == older.replace("/az/", "/ru/")


@pytest.mark.parametrize("language", ["en", "ru", "az"])
@pytest.mark.parametrize(
    "cursor",
    ["rubbish", "", "20260101T000000000000-", "20269901T000000000000-1", "99999-1", "%00", "ə-٣"]
    + ["20260101T000000000000-99999999999999999999", "20260101T000000000000-٣"],
)
def test_rubbish_cursor_is_an_ordinary_404(client, language, cursor):
    make_entry(live=["az"])
    for name in ("before", "after"):
        response = client.get(f"/{language}/?{name}={cursor}")
        assert response.status_code == 404
        assert Parsed(response).one("/html").get("lang") == language


@pytest.mark.parametrize("at", ["00010101T000000000000", "99991231T235959999999"])
def test_cursor_at_the_end_of_time_is_an_empty_page(client, at):
    make_entry(live=["az"], title_az="Şəki")
    assert get(client, f"/az/?before={at}-1").titles in ([], ["Şəki"])
    assert get(client, f"/az/?after={at}-1").titles in ([], ["Şəki"])


def test_month_of_another_language_is_there_when_filtered_and_says_so(client):
    make_entry(live=["az"], published_at_az=datetime(2024, 5, 3, tzinfo=BAKU))
    assert get(client, "/ru/archive/2024/05/?only=1").titles == []
    assert client.get("/ru/archive/2024/06/?only=1").status_code == 404


def test_empty_site_says_so(client):
    assert client.get("/az/").status_code == 200


def test_home_names_its_alternates(client):
    page = get(client, "/az/")
    assert page.alternates == {
        **{code: f"http://testserver/{code}/" for code in ("en", "ru", "az")},
        "x-default": "http://testserver/",
    }


def test_tag_lists_its_entries_and_falls_back(client):
    tag = make_tag(name_az="Təlim", slug_az="telim", name_en="Training", slug_en="training")
    make_entry(live=["az"], title_az="Şəki", tags=[tag])
    make_entry(drafts=["az"], tags=[tag])
    make_entry(live=["az"])

    page = get(client, "/az/tags/telim/")
    assert page.titles == ["Şəki"]
    assert page.switcher == {
        "en": "/en/tags/training/",
        "ru": "/ru/tags/training/",
        "az": "/az/tags/telim/",
    }
    assert set(page.alternates) == {"az", "x-default"}
    assert get(client, "/en/tags/training/").is_noindex
    assert get(client, "/ru/tags/training/").one("//h1").get("lang") == "en"


def test_tag_address_of_another_language_moves_to_ones_own(client):
    tag = make_tag(name_az="Təlim", slug_az="telim", name_en="Training", slug_en="training")
    make_entry(live=["az"], tags=[tag])
    response = client.get("/en/tags/telim/?only=0")
    assert (response.status_code, response["Location"]) == (301, "/en/tags/training/?only=0")


@pytest.mark.parametrize("language", ["en", "ru", "az"])
def test_old_address_of_a_tag_and_an_author_moves_for_good(client, language):
    tag, author = make_tag(name_az="Təlim", slug_az="talim"), make_author(slug="aisel")
    make_entry(live=["az"], tags=[tag], author=author)
    tag.slug_az, author.slug = "telim", "aysel"
    tag.save()
    author.save()
    for old, new in (("tags/talim", "tags/telim"), ("authors/aisel", "authors/aysel")):
        response = client.get(f"/{language}/{old}/")
        assert (response.status_code, response["Location"]) == (301, f"/{language}/{new}/")


def test_tag_without_anything_to_read_does_not_exist(client):
    tag = make_tag(name_az="Təlim", slug_az="telim")
    make_entry(drafts=["az"], scheduled=["ru"], tags=[tag])
    assert client.get("/az/tags/telim/").status_code == 404


def test_author_page_has_the_name_and_bio_of_the_language(client):
    author = make_author(slug="aysel", name_ru="Айсель", bio_ru="Пишет.", name_en="Aysel")
    make_entry(live=["ru"], author=author)
    page = get(client, "/ru/authors/aysel/")
    assert page.texts("//h1") == ["Айсель"]
    assert page.texts('//*[@class="intro"]') == ["Пишет."]
    assert page.switcher["en"] == "/en/authors/aysel/"


def test_month_is_that_of_the_site_and_not_of_greenwich(client):
    # In Baku it is already May; in UTC still April.
    first = datetime(2024, 5, 1, 0, 30, tzinfo=BAKU)
    make_entry(live=["ru"], title_ru="Первое мая", published_at_ru=first)
    make_entry(live=["ru"], title_ru="Июнь", published_at_ru=datetime(2024, 6, 1, tzinfo=BAKU))

    assert get(client, "/ru/archive/2024/05/").titles == ["Первое мая"]
    months = get(client, "/ru/archive/2024/05/").tree.xpath('//nav[@class="pages"]/a/@href')
    assert months == ["/ru/archive/2024/06/"]
    assert client.get("/ru/archive/2024/04/").status_code == 404
    assert client.get("/ru/archive/2024/13/").status_code == 404
    assert client.get("/ru/archive/9999/12/").status_code == 404


@pytest.mark.parametrize(
    ("language", "month", "date"),
    [
        ("en", "May 2024", "3 May 2024"),
        ("ru", "май 2024", "3 мая 2024 г."),
        ("az", "may 2024", "3 may 2024"),
    ],
)
def test_dates_are_written_as_in_the_language(client, language, month, date):
    at = datetime(2024, 5, 3, 12, tzinfo=BAKU)
    make_entry(live=["en", "ru", "az"], **{f"published_at_{c}": at for c in ("en", "ru", "az")})
    page = get(client, f"/{language}/archive/2024/05/")
    assert page.texts("//h1") == [month]
    assert page.texts("//time") == [date]


def test_topics_are_sorted_by_the_alphabet_of_the_reader(client):
    names = ["Xəbər", "Həyat", "İdman", "Ərzaq", "Elm", "Qış", "Kitab", "Çay", "Ziyarət", "Ailə"]
    with translation.override("az"):
        tags = [make_tag(name_az=name, slug_az=f"t{n}") for n, name in enumerate(names)]
    make_entry(live=["az"], tags=tags)
    topics = get(client, "/az/").texts('//section[@aria-labelledby="topics"]//a')
    assert topics == [
        *("Ailə", "Çay", "Elm", "Ərzaq", "Həyat", "Xəbər", "İdman", "Kitab", "Qış", "Ziyarət")
    ]


def test_topics_count_only_what_can_be_read(client):
    tag = make_tag(name_az="Təlim", slug_az="telim")
    make_entry(live=["az"], tags=[tag])
    make_entry(live=["ru"], drafts=["az"], tags=[tag])
    make_entry(drafts=["az"], scheduled=["en"], tags=[tag])
    assert get(client, "/az/").texts('//section[@aria-labelledby="topics"]//li') == ["Təlim2"]
    assert get(client, "/az/?only=1").texts('//section[@aria-labelledby="topics"]//li') == [
        "Təlim1"
    ]


@pytest.mark.parametrize("entries", [1, 3])
def test_query_counts_do_not_grow(client, entries, django_assert_num_queries):
    tag = make_tag(name_az="Təlim", slug_az="telim")
    author = make_author(slug="aysel")
    at = datetime(2024, 5, 3, 12, tzinfo=BAKU)
    for _ in range(entries):
        make_entry(live=["az"], tags=[tag, make_tag()], author=author, published_at_az=at)

    expected = {
        "/az/": 4,  # entries with authors, their tags, topics, months
        "/az/tags/telim/": 4,  # the tag, entries, their tags, languages
        "/az/authors/aysel/": 4,  # the author, entries, their tags, languages
        "/az/archive/2024/05/": 4,  # entries, their tags, languages, months beside
    }
    for path, count in expected.items():
        with django_assert_num_queries(count):
            page = get(client, path)
        assert len(page.titles) == entries
