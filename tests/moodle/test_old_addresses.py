"""What readers kept of Moodle leads to the page here, in their language; what was not public is 404."""

import pytest
from django.test import Client
from django.urls import reverse

from blog.history.recovering import delete, recover
from blog.models import Attachment, Author, Picture, Tag
from moodle_import.addresses import OldSite
from tests.factories import make_user
from tests.moodle.makers import THREE, entry_of, photograph


@pytest.fixture
def old(moodle, bring):
    """A Moodle with a public entry (1) and a draft (2), each with a tag, a picture and a file."""
    draft_author = moodle.add_user(firstname="Elena", lastname="Draft")
    for number, more in enumerate(({}, {"publishstate": "draft", "userid": draft_author}), 1):
        id_ = moodle.add_entry(
            THREE, '{mlang az}<img src="@@PLUGINFILE@@/f/a b.jpg">{mlang}', **more
        )
        moodle.add_tag(id_, f"İlin Kitabı {number}")
        moodle.add_file(id_, "a b.jpg", photograph(["red", "blue"][number - 1]), path="/f/")
        moodle.add_file(id_, f"ə{number}.pdf", b"%PDF", area="attachment")
    bring()
    return moodle


@pytest.mark.parametrize(
    ("language", "address"), [("en", "report"), ("ru", "otchet-eshche"), ("az", "hesabat-isiq")]
)
def test_entry_leads_to_the_page_in_the_readers_language(old, client, language, address):
    response = client.get("/blog/index.php?entryid=1", headers={"Accept-Language": language})

    assert (response.status_code, response["Location"]) == (301, f"/{language}/blog/{address}/")
    assert {"Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))
    assert client.get(response["Location"]).status_code == 200


def test_cookie_and_the_language_in_the_address_count(old):
    client = Client()
    client.cookies["django_language"] = "ru"
    assert client.get("/blog/index.php?entryid=1")["Location"].startswith("/ru/")
    assert client.get("/blog/index.php?entryid=1&lang=az")["Location"].startswith("/az/")


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("", "/az/"),
        ("?blogpage=3", "/az/"),
        ("?courseid=2", "/az/"),
        ("?groupid=2&modid=4", "/az/"),
        ("?userid=1", "/az/authors/anar-eliyev/"),
        ("?userid=1&blogpage=2", "/az/authors/anar-eliyev/"),
        ("?tagid=1", "/az/tags/ilin-kitabi-1/"),
        ("?tag=i%CC%87lin+kitab%C4%B1+1", "/az/tags/ilin-kitabi-1/"),
        ("?entryid=1&tagid=99", "/az/blog/hesabat-isiq/"),
    ],
)
def test_lists_lead_to_their_pages(old, client, query, page):
    response = client.get(f"/blog/index.php{query}", headers={"Accept-Language": "az"})
    assert (response.status_code, response["Location"]) == (301, page)


def test_search_leads_to_a_page(old, client):
    response = client.get(
        "/blog/index.php?search=i%C5%9F%C4%B1q", headers={"Accept-Language": "az"}
    )
    assert response.status_code == 301
    assert response["Location"] == "/az/search/?q=i%C5%9F%C4%B1q"
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("11/0123abc/blog/site/1/rss.xml", "/az/feed/"),
        ("11/0123abc/blog/course/2/rss.xml", "/az/feed/"),
        ("11/0123abc/blog/user/1/rss.xml", "/az/authors/anar-eliyev/feed/"),
        ("11/0123abc/blog/site/1/1/rss.xml", "/az/tags/ilin-kitabi-1/feed/"),
    ],
)
def test_feeds_lead_to_feeds(old, client, path, page):
    language = {"Accept-Language": "az"}
    response = client.get(f"/rss/file.php/{path}", headers=language)
    assert (response.status_code, response["Location"]) == (301, page)
    assert client.get(page).status_code == 200
    assert client.get(f"/rss/file.php?file=/{path}", headers=language)["Location"] == page


def test_files_lead_to_files(old, client):
    picture = client.get("/pluginfile.php/1/blog/post/1/f/a%20b.jpg?forcedownload=1")
    assert picture.status_code == 301
    assert picture["Location"] in {one.file.url for one in Picture.objects.all()}
    file = client.get("/pluginfile.php/1/blog/attachment/1/%C9%991.pdf")
    assert file["Location"] == Attachment.objects.get(name="ə1.pdf").get_absolute_url()
    download = client.get(file["Location"])
    assert b"".join(download.streaming_content) == b"%PDF"
    other = client.get("/pluginfile.php?file=/1/blog/attachment/1/%C9%991.pdf")
    assert other["Location"] == file["Location"]


@pytest.mark.parametrize(
    "address",
    [
        "/blog/index.php?entryid=2",
        "/blog/index.php?entryid=999",
        "/blog/index.php?entryid=abc",
        "/blog/index.php?entryid=",
        "/blog/index.php?entryid=99999999999999999999",
        "/blog/index.php?userid=2",
        "/blog/index.php?userid=999",
        "/blog/index.php?tagid=2",
        "/blog/index.php?tag=%00",
        "/blog/index.php?tag=nothing",
        "/rss/file.php/11/token/blog/user/2/rss.xml",
        "/rss/file.php/11/token/blog/site/1/2/rss.xml",
        "/rss/file.php/11/token/forum/1/rss.xml",
        "/rss/file.php",
        "/pluginfile.php/1/blog/post/2/f/a%20b.jpg",
        "/pluginfile.php/1/blog/attachment/2/%C9%992.pdf",
        "/pluginfile.php/1/blog/post/1/none.jpg",
        "/pluginfile.php/1/user/icon/1/f1.jpg",
        "/pluginfile.php?file=%00",
        "/pluginfile.php",
    ],
)
def test_what_was_not_public_is_not_found(old, client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert "Draft" not in response.content.decode()
    assert "İlin" not in response.content.decode()


def test_address_works_once_the_entry_is_public(old, client):
    entry = entry_of(2)
    entry.published_at_az = entry.created_at
    entry.save()
    assert client.get("/blog/index.php?entryid=2").status_code == 301


def test_address_of_what_was_deleted_here_is_not_found(old, client):
    entry_of(1).delete()
    Tag.objects.all().delete()
    Author.objects.filter(entries__isnull=True).delete()
    assert client.get("/blog/index.php?entryid=1").status_code == 404
    assert client.get("/blog/index.php?tagid=1").status_code == 404
    assert client.get("/blog/index.php?userid=1").status_code == 404


def test_nothing_is_asked_for_with_post(old, client):
    assert client.post("/blog/index.php?entryid=1").status_code == 405


def test_new_addresses_are_not_in_the_way(old, client):
    assert client.get("/en/blog/report/").status_code == 200
    assert client.get(reverse("blog:entry-list")).status_code == 200


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("@@PLUGINFILE@@/a%20b.png?time=1", "file"),
        ("/pluginfile.php/1/blog/post/3/a.png", "file"),
        ("https://old.example.test/m/pluginfile.php/1/blog/post/3/a.png", "file"),
        ("http://WWW.old.example.test/m/blog/index.php?lang=ru&entryid=3", "entry"),
        ("../blog/index.php?entryid=3", "entry"),
        ("index.php?entryid=3", "entry"),
        ("https://old.example.test/m/blog/index.php?userid=3", "blog"),
        ("https://old.example.test/m/course/view.php?id=2", "moodle"),
        ("/m/draftfile.php/5/user/draft/77/a.png", "draft"),
        ("data:image/png;base64,AAAA", "data"),
        ("https://other.example.test/a", "foreign"),
        ("mailto:a@example.test", "foreign"),
        ("http://[", "unknown"),
    ],
)
def test_addresses_in_texts_are_understood(address, kind):
    assert OldSite("https://old.example.test/m").read(address, post=3).kind == kind


def test_token_of_a_feed_goes_nowhere():
    local = (
        OldSite("https://old.example.test").read("/rss/file.php/5/SECRET/blog/site/1/rss.xml").local
    )
    assert local == "/rss/file.php/5/0/blog/site/1/rss.xml"


def test_addresses_of_an_entry_that_was_deleted_and_recovered_work_again(moodle, bring, client):
    id_ = moodle.add_entry(THREE)
    moodle.add_file(id_, "ə.pdf", b"%PDF", area="attachment")
    bring()
    entry = entry_of(id_)
    dates = [code for code in ("en", "ru", "az") if entry.date_in(code)]
    old = f"/blog/index.php?entryid={id_}"
    address = client.get(old)["Location"]
    file = client.get(f"/pluginfile.php/1/blog/attachment/{id_}/ə.pdf")["Location"]
    delete(entry, by=None)
    assert client.get(old).status_code == 404
    recover(entry.pk, by=make_user(), dates=dates)
    assert client.get(old)["Location"] == address
    assert client.get(f"/pluginfile.php/1/blog/attachment/{id_}/ə.pdf")["Location"] == file
    response = client.get(file)
    assert b"".join(response.streaming_content) == b"%PDF"
