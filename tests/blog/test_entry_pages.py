"""The page of one entry: its own language, the honest fallback, and what never leaks."""

import pytest

from blog.models import FormerSlug
from tests.factories import ago, make_author, make_entry, make_tag
from tests.parsed import Parsed

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
# No filter and no place in a list makes a page of what is none.
PLACE = "20300101T000000000000-1"
QUERIES = ["", "?only=1", f"?before={PLACE}", f"?after={PLACE}", f"?only=1&before={PLACE}"]


def get(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return Parsed(response)


def test_entry_is_read_in_its_language(client):
    make_entry(live=["az"], title_az="İqtisadi əlaqələr və işıq", slug_az="iqtisadi-elaqeler")
    page = get(client, "/az/blog/iqtisadi-elaqeler/")

    assert page.texts("//h1") == ["İqtisadi əlaqələr və işıq"]
    assert page.one("/html").get("lang") == "az"
    assert page.one("/html").get("dir") == "ltr"
    assert not page.is_noindex
    assert page.canonical == f"{SITE}/az/blog/iqtisadi-elaqeler/"
    assert not page.tree.xpath('//*[@class="notice"]')


def test_alternates_name_exactly_the_live_languages(client):
    make_entry(
        live=["az", "en"], scheduled=["ru"], slug_az="seki", slug_en="shaki", slug_ru="sheki"
    )
    expected = {
        "en": f"{SITE}/en/blog/shaki/",
        "az": f"{SITE}/az/blog/seki/",
        "x-default": f"{SITE}/az/blog/seki/",
    }
    assert get(client, "/az/blog/seki/").alternates == expected
    assert get(client, "/en/blog/shaki/").alternates == expected


def test_missing_language_is_an_honest_page_around_the_original(client):
    make_entry(live=["en"], title_en="Study visit", slug_en="study-visit")
    page = get(client, "/ru/blog/study-visit/")

    assert page.one("/html").get("lang") == "ru"
    assert page.one("//article").get("lang") == "en"
    assert page.one("//h1").get("lang") == "en"
    assert len(page.texts('//*[@class="notice"]')) == 1
    assert page.is_noindex
    assert page.canonical == f"{SITE}/en/blog/study-visit/"
    assert page.alternates == {}


def test_fallback_url_moves_for_good_once_the_translation_is_live(client):
    entry = make_entry(live=["en"], drafts=["ru"], slug_en="visit", slug_ru="vizit")
    assert client.get("/ru/blog/visit/").status_code == 200

    entry.published_at_ru = ago(minutes=1)
    entry.save()
    response = client.get("/ru/blog/visit/")
    assert (response.status_code, response["Location"]) == (301, "/ru/blog/vizit/")


def test_old_slugs_move_for_good_in_every_language(client):
    entry = make_entry(live=["az", "ru"], slug_az="kohne", slug_ru="staryi")
    entry.slug_az = "yeni"
    entry.save()
    entry.slug_az = "en-yeni"
    entry.save()

    for old in ("kohne", "yeni"):
        response = client.get(f"/az/blog/{old}/")
        assert (response.status_code, response["Location"]) == (301, "/az/blog/en-yeni/")
        response = client.get(f"/ru/blog/{old}/")
        assert (response.status_code, response["Location"]) == (301, "/ru/blog/staryi/")
        response = client.get(f"/en/blog/{old}/")
        assert (response.status_code, response["Location"]) == (301, "/en/blog/en-yeni/")


def test_language_live_without_a_text_borrows_it_and_says_so(client):
    make_entry(
        live=["en", "az"],
        title_en="Queues",
        slug_en="queues",
        title_az="Növbələr",
        slug_az="novbeler",
        body_az="",
    )
    page = get(client, "/az/blog/novbeler/")

    assert page.texts("//h1") == ["Növbələr"]
    assert page.one('//div[@class="prose"]').get("lang") == "en"
    assert len(page.texts('//*[@class="notice"]')) == 1
    assert page.is_noindex
    assert page.canonical == f"{SITE}/en/blog/queues/"
    # Live all the same: reciprocal with the English page.
    assert page.alternates == get(client, "/en/blog/queues/").alternates
    assert set(page.alternates) == {"en", "az", "x-default"}


def test_text_of_a_language_that_is_not_live_is_no_fallback(client):
    make_entry(
        live=["az"],
        drafts=["en"],
        scheduled=["ru"],
        slug_az="bos",
        body_az="",
        summary_az="",
        summary_en="Secret summary",
        body_en="<p>Secret draft</p>",
        body_ru="<p>Секрет</p>",
    )
    text = client.get("/az/blog/bos/").content.decode()
    assert "Secret" not in text
    assert "Секрет" not in text


@pytest.mark.parametrize("language", ["en", "ru", "az"])
@pytest.mark.parametrize("state", ["drafts", "scheduled"])
def test_unpublished_entry_is_an_ordinary_404(client, language, state):
    tag, author = make_tag(name_az="Gizli mövzu", slug_az="gizli"), make_author(name_az="Gizli")
    make_entry(
        **{state: ["az"]},
        title_az="Gizli yazı",
        slug_az="gizli-yazi",
        tags=[tag],
        author=author,
    )
    for path in (
        f"/{language}/blog/gizli-yazi/",
        *(f"/{language}/tags/gizli/{query}" for query in QUERIES),
        *(f"/{language}/authors/{author.slug}/{query}" for query in QUERIES),
        f"/{language}/tags/gizli/feed/",
        f"/{language}/authors/{author.slug}/feed/",
    ):
        response = client.get(path)
        assert response.status_code == 404, path
        assert "Gizli" not in response.content.decode()
    for path in (f"/{language}/", f"/{language}/feed/", "/sitemap.xml"):
        assert "izli" not in client.get(path).content.decode().replace("gizlilik", "")


def test_draft_language_of_a_live_entry_leaks_nowhere(client):
    make_entry(live=["en"], drafts=["ru"], title_ru="Тайна", slug_ru="taina", slug_en="open")
    assert client.get("/ru/blog/taina/").status_code == 404
    assert client.get("/en/blog/taina/").status_code == 404
    page = get(client, "/en/blog/open/")
    assert "Тайна" not in page.response.content.decode()
    assert page.switcher["ru"] == "/ru/blog/open/"
    assert "ru" not in page.alternates


def test_switcher_keeps_the_entry(client):
    make_entry(live=["az", "ru"], slug_az="seki", slug_ru="sheki")
    page = get(client, "/az/blog/seki/")
    assert page.switcher == {
        "en": "/en/blog/seki/",
        "ru": "/ru/blog/sheki/",
        "az": "/az/blog/seki/",
    }


def test_author_and_tags_are_named_in_the_script_of_the_page(client):
    author = make_author(name_en="Aysel Mammadova", name_ru="Айсель Мамедова", slug="aysel")
    tag = make_tag(name_en="Training", slug_en="training", name_ru="Обучение", slug_ru="obuchenie")
    make_entry(live=["ru"], slug_ru="vstrecha", author=author, tags=[tag])
    page = get(client, "/ru/blog/vstrecha/")

    assert page.texts('//a[@rel="author"]') == ["Айсель Мамедова"]
    assert page.texts('//a[@rel="tag"]') == ["Обучение"]
    assert page.tree.xpath('//a[@rel="tag"]/@href') == ["/ru/tags/obuchenie/"]


def test_name_that_falls_back_carries_its_language(client):
    tag = make_tag(name_en="In the regions", slug_en="regions")
    make_entry(live=["ru"], slug_ru="vstrecha", tags=[tag])
    assert get(client, "/ru/blog/vstrecha/").one('//a[@rel="tag"]').get("lang") == "en"


def test_share_card_has_the_locale_and_the_others(client):
    make_entry(live=["az", "ru"], slug_az="seki", title_az="Şəki")
    page = get(client, "/az/blog/seki/")
    cards = {
        meta.get("property"): meta.get("content") for meta in page.tree.xpath("//meta[@property]")
    }
    assert cards["og:title"] == "Şəki"
    assert cards["og:locale"] == "az_AZ"
    assert cards["og:locale:alternate"] == "ru_RU"
    assert cards["og:url"] == f"{SITE}/az/blog/seki/"


def test_title_is_text_and_not_markup(client):
    make_entry(live=["en"], slug_en="x", title_en='<script>alert("t")</script> & "q"')
    page = get(client, "/en/blog/x/")
    assert page.texts("//h1") == ['<script>alert("t")</script> & "q"']
    assert page.texts("//script") == [""]  # that of the search


@pytest.mark.parametrize("others", [1, 3])
def test_query_count_does_not_grow(client, others, django_assert_num_queries):
    entry = make_entry(live=["az"], slug_az="seki", tags=[make_tag() for _ in range(others)])
    for _ in range(others):
        make_entry(live=["az"], tags=[make_tag()])

    # The entry with its author, its tags, its files, its comments, more news
    with django_assert_num_queries(5):
        page = get(client, "/az/blog/seki/")

    assert len(page.titles) == others
    assert entry.tags.count() == others


def test_former_slug_of_a_gone_entry_is_a_404(client):
    entry = make_entry(live=["az"], slug_az="kohne")
    entry.slug_az = "yeni"
    entry.save()
    entry.published_at_az = None
    entry.save()
    assert FormerSlug.objects.count() == 2
    assert client.get("/az/blog/kohne/").status_code == 404
    assert client.get("/az/blog/yeni/").status_code == 404
