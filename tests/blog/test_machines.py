"""What feed readers and search engines get."""

import pytest
from lxml import etree

from blog import sitemaps
from tests.factories import ago, make_author, make_entry, make_tag

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def xml(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return etree.fromstring(response.content)


def test_feed_has_only_what_is_live_in_its_language(client):
    make_entry(live=["az"], title_az="Şəki", summary_az="Xülasə", slug_az="seki")
    make_entry(live=["ru"], scheduled=["az"])
    make_entry(drafts=["az"])
    feed = xml(client, "/az/feed/")
    assert [e.text for e in feed.iter(f"{ATOM}title")][1:] == ["Şəki"]
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "az"
    assert [e.get("href") for e in feed.find(f"{ATOM}entry").iter(f"{ATOM}link")] == [
        "http://testserver/az/blog/seki/"
    ]


def test_tag_and_author_have_feeds(client):
    tag, author = make_tag(name_az="Təlim", slug_az="telim"), make_author(slug="aysel")
    make_entry(live=["az"], title_az="Bir", tags=[tag], author=author)
    make_entry(live=["az"], title_az="Başqa")
    for path in ("/az/tags/telim/feed/", "/az/authors/aysel/feed/"):
        assert [e.text for e in xml(client, path).iter(f"{ATOM}title")][1:] == ["Bir"]
    assert client.get("/ru/tags/telim/feed/").status_code == 404


def test_feed_survives_characters_that_xml_lacks(client):
    make_entry(live=["az"], title_az="Şə\x0bki", body_az="<p>a\x08b</p>")
    assert [e.text for e in xml(client, "/az/feed/").iter(f"{ATOM}title")][1:] == ["Şəki"]


@pytest.mark.parametrize("entries", [1, 3])
def test_feed_query_count_does_not_grow(client, entries, django_assert_num_queries):
    for _ in range(entries):
        make_entry(live=["az"], tags=[make_tag()])
    with django_assert_num_queries(2):
        assert len(xml(client, "/az/feed/").findall(f"{ATOM}entry")) == entries


def test_sitemap_names_each_page_with_its_other_languages(client):
    make_entry(live=["az", "ru"], scheduled=["en"], slug_az="seki", slug_ru="sheki")
    make_entry(drafts=["az"])
    urls = {
        url.find(f"{SITEMAP}loc").text: {
            link.get("hreflang"): link.get("href") for link in url.iter(f"{XHTML}link")
        }
        for url in xml(client, "/sitemap.xml")
    }
    entry = {
        "ru": "http://testserver/ru/blog/sheki/",
        "az": "http://testserver/az/blog/seki/",
        "x-default": "http://testserver/az/blog/seki/",
    }
    assert urls.pop(entry["ru"]) == entry
    assert urls.pop(entry["az"]) == entry
    assert [*urls] == [f"http://testserver/{code}/" for code in ("en", "ru", "az")]


def test_sitemap_leaves_out_pages_that_borrow_their_text(client):
    make_entry(live=["en", "az"], slug_en="queues", slug_az="novbeler", body_az="")
    places = [url.find(f"{SITEMAP}loc").text for url in xml(client, "/sitemap.xml")]
    assert "http://testserver/en/blog/queues/" in places
    assert "http://testserver/az/blog/novbeler/" not in places


def test_large_sitemap_comes_in_parts(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "PART_SIZE", 6)
    for number in range(5):
        make_entry(live=["az"], published_at_az=ago(days=number))
    parts = [part.find(f"{SITEMAP}loc").text for part in xml(client, "/sitemap.xml")]
    assert parts == [f"http://testserver/sitemap-{n}.xml" for n in (1, 2, 3)]
    places = [url.find(f"{SITEMAP}loc").text for part in parts for url in xml(client, part)]
    assert len(places) == len(set(places)) == 5 + 3
    assert client.get("/sitemap-4.xml").status_code == 404


def test_machines_are_told_where_the_sitemap_is(client):
    assert b"Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content
