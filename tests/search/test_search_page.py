"""The page of results, and what is offered while somebody types."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection

from blog.views.search import suggestions
from tests.factories import ago, make_entry, make_tag
from tests.parsed import Parsed

pytestmark = pytest.mark.django_db
SUGGESTIONS = "/{}/search/suggest/"


def get(client, path, **data):
    response = client.get(path, data)
    assert response.status_code == 200
    return Parsed(response)


def results(page):
    return page.texts('//*[@class="found"]//h3')


def suggested(client, q, language="en"):
    response = client.get(SUGGESTIONS.format(language), {"q": q})
    assert response.status_code == 200
    return response.json()


@pytest.fixture
def entries():
    """An English entry, one in Russian alone, and drafts that no reader may find."""
    tag = make_tag(name_en="Training", slug_en="training", name_ru="Обучение", slug_ru="obuchenie")
    other = make_tag(name_ru="Ёлка", slug_ru="elka")
    make_entry(
        live=["en"],
        drafts=["az"],
        title_en="Harvest of walnuts",
        body_en="<p>In the valley a <em>walnut</em> is worth a day of walking.</p>",
        title_az="Qoz yığımı",
        tags=[tag],
    )
    make_entry(
        live=["ru"],
        title_ru="Сбор урожая",
        body_ru="<p>Орехи walnut и каштаны.</p>",
        published_at_ru=ago(days=800),
        tags=[other],
    )
    make_entry(drafts=["en"], title_en="A walnut nobody may see")
    make_entry(scheduled=["en"], title_en="A walnut to come")


def test_results_show_title_passage_date_and_language(client, entries):
    page = get(client, "/en/search/", q="walnut")
    assert results(page) == ["Harvest of walnuts", "Сбор урожая"]
    assert page.texts('//h2[@id="found"]') == ["2 entries found"]
    assert page.tree.xpath('//*[@class="found"]//h3/@lang') == ["ru"]
    assert page.tree.xpath('//p[@class="passage"]/@lang') == ["ru"]
    assert page.texts('//*[@class="found"]//*[@class="badge"]') == [
        "Not in your language; it is in: Russian Русский"
    ]
    marked = {word.lower() for word in page.texts('//*[@class="passage"]//mark')}
    assert marked == {"walnut"}
    assert len(page.tree.xpath('//*[@class="found"]//time/@datetime')) == 2


def test_entry_found_by_its_topic_shows_its_topics(client, entries):
    page = get(client, "/en/search/", q="training")
    assert results(page) == ["Harvest of walnuts"]
    assert page.texts('//*[@class="found"]//mark') == []
    assert page.texts('//*[@class="found"]//a[contains(@href, "/tags/")]') == ["Training"]
    page = get(client, "/en/search/", q="walnut")
    assert page.tree.xpath('//*[@class="found"]//a[contains(@href, "/tags/")]') == []


def test_own_language_comes_first(client, entries):
    assert results(get(client, "/ru/search/", q="walnut"))[0] == "Сбор урожая"


def test_nothing_that_is_not_live_is_told_of(client, entries):
    page = get(client, "/az/search/", q="yığımı")
    assert results(page) == []
    page = get(client, "/en/search/", q="nobody")
    assert results(page) == []
    assert "may see" not in page.response.content.decode()
    for q in ("walnut to come", "walnut nob"):
        answer = json.dumps(suggested(client, q))
        assert "to come" not in answer
        assert "nobody" not in answer


def test_words_are_marked_and_never_markup(client):
    make_entry(live=["en"], title_en="<b>Chestnut</b>", body_en="<p>1 &lt; 2 chestnut</p>")
    page = get(client, "/en/search/", q="chestnut")
    assert results(page) == ["<b>Chestnut</b>"]
    assert page.texts('//*[@class="found"]//h3//mark') == ["Chestnut"]
    assert page.tree.xpath('//*[@class="found"]//b') == []


def test_language_links_keep_the_search(client, entries):
    page = get(client, "/en/search/", q="walnut & co", language="ru", order="newest")
    url = urlsplit(page.switcher["ru"])
    assert url.path == "/ru/search/"
    assert parse_qs(url.query) == {"q": ["walnut & co"], "language": ["ru"], "order": ["newest"]}


def test_machines_keep_no_results(client, entries):
    for data in ({"q": "walnut"}, {}):
        page = get(client, "/en/search/", **data)
        assert page.is_noindex
        assert page.alternates == {}
        assert page.canonical == "http://testserver/en/search/"
    assert client.get(SUGGESTIONS.format("en"))["X-Robots-Tag"] == "noindex"


def option(page, name, text):
    """The value of the option that a reader sees as ``text``."""
    return page.one(f'//select[@name="{name}"]/option[normalize-space()="{text}"]/@value')


def test_filters_choose_among_the_results(client, entries):
    page = get(client, "/en/search/", q="walnut")
    topic, year = option(page, "tag", "Ёлка"), str(ago(days=800).year)
    assert page.tree.xpath('//select[@name="tag"]/option/@lang') == ["ru"]
    for chosen in ({"tag": topic}, {"year": option(page, "year", year)}, {"language": "ru"}):
        page = get(client, "/en/search/", q="walnut", **chosen)
        assert results(page) == ["Сбор урожая"]
        (name,) = chosen
        assert page.tree.xpath(f'//select[@name="{name}"]/option[@selected]/@value') == [
            chosen[name]
        ]


def test_topics_without_anything_to_read_are_not_told(client, entries):
    make_entry(drafts=["en"], tags=[make_tag(name_en="Secret", slug_en="secret")])
    page = get(client, "/en/search/", q="walnut")
    assert page.texts('//select[@name="tag"]/option') == ["Any topic", "Training", "Ёлка"]
    assert "Secret" not in page.response.content.decode()


def test_year_of_what_is_to_come_is_not_told(client):
    make_entry(scheduled=["en"])
    page = get(client, "/en/search/", q="walnut")
    assert page.texts('//select[@name="year"]/option') == ["Any year"]


def test_newest_comes_first_when_asked(client):
    for title, days in (("Cherry", 30), ("About a cherry", 2), ("One more cherry", 9)):
        make_entry(live=["en"], title_en=title, published_at_en=ago(days=days))
    page = get(client, "/en/search/", q="cherry", order="newest")
    assert results(page) == ["About a cherry", "One more cherry", "Cherry"]


@pytest.mark.parametrize(
    "data",
    [
        {"tag": "no"},
        {"tag": "9" * 40},
        {"year": "0"},
        {"language": "xx"},
        {"order": "-pk"},
        {"page": "-1"},
        {"page": "\0"},
    ],
)
def test_filter_that_is_none_is_left_out(client, entries, data):
    assert results(get(client, "/en/search/", q="walnut", **data)) == [
        *("Harvest of walnuts", "Сбор урожая")
    ]


def test_pages_lead_to_one_another(client):
    for _number in range(25):
        make_entry(live=["en"], title_en="Apricot")
    seen, url = [], "/en/search/?q=apricot&language=en"
    while url:
        page = get(client, url)
        seen.append(len(results(page)))
        assert parse_qs(urlsplit(url).query)["language"] == ["en"]
        url = next(iter(page.tree.xpath('//a[@rel="next"]/@href')), "")
    assert sum(seen) == 25
    assert len(seen) > 1
    assert page.tree.xpath('//a[@rel="prev"]')
    assert page.texts("//title") == ["Search: apricot · Page 3 of 3 · RTCM Blog"]


def test_page_past_the_end_is_the_last(client, entries):
    assert len(results(get(client, "/en/search/", q="walnut", page="999"))) == 2


def test_slip_of_the_finger_is_forgiven_and_told(client, entries):
    page = get(client, "/en/search/", q="walntu", language="en")
    assert results(page) == ["Harvest of walnuts"]
    assert page.texts('//p[@class="meant"]') == [
        "Nothing was found for what you typed. Did you mean: walnut"
    ]
    assert page.tree.xpath('//p[@class="meant"]/a/@href') == ["/en/search/?q=walnut&language=en"]
    assert page.texts('//h2[@id="found"]') == ["1 entry found for “walnut”"]


def test_some_of_the_words_are_better_than_nothing(client, entries):
    page = get(client, "/en/search/", q="walnut submarine")
    assert results(page)[0] == "Harvest of walnuts"
    assert "No entry has all of these words. These have some of them." in page.texts("//main//p")


def test_nothing_found_leads_on(client, entries):
    page = get(client, "/en/search/", q="qqqzzz", language="en")
    assert page.texts("//h1 | //h2")[:2] == ["Search", "Nothing was found"]
    links = page.tree.xpath("//main//a/@href")
    assert "/en/search/?q=qqqzzz" in links
    assert "/en/tags/training/" in links
    assert "/en/" in links


def test_topic_without_entries_leads_to_all_of_them(client, entries):
    page = get(client, "/en/search/", q="training", language="az")
    assert page.texts("//h1 | //h2")[:2] == ["Search", "No entries found"]
    assert "/en/search/?q=training" in page.tree.xpath("//main//a/@href")


@pytest.mark.parametrize("q", ["-walnut", "?!"])
def test_nothing_to_look_for_is_told(client, entries, q):
    page = get(client, "/en/search/", q=q)
    assert page.texts("//main//section/p") == [
        "Type a word to look for. A hyphen before a word only leaves entries out."
    ]
    assert page.texts("//main//section//li")[:1] == ["Training"]


def test_empty_search_shows_how_to_search(client, entries):
    for data in ({}, {"q": ""}, {"q": "  "}, {"q": "\0"}):
        page = get(client, "/en/search/", **data)
        assert page.texts("//h1 | //h2") == ["Search", "How to search", "Topics"]
        assert page.one('//input[@name="q"]/@value') == ""


def test_box_is_on_every_page(client, entries):
    for path in ("/en/", "/ru/tags/obuchenie/", "/en/search/", "/az/blog/yoxdur/"):
        page = Parsed(client.get(path))
        form = page.one('//form[@role="search"]')
        assert form.get("action") == f"{path[:3]}/search/".replace("//", "/")
        assert form.get("method") == "get"


BAD = {
    "ten kilobytes": "миграция " * 1200,
    "spaces": "   ",
    "punctuation": "!?.,;:()[]{}<>*+-'\"\\/|&~^%$#@",
    "nul": "a\0b",
    "operators of tsquery": "a & | ! <-> :* (b)) '' \\",
    "operators of fts5": 'NEAR(a b, 3) AND OR NOT "a" ^b* {title}: - +',
    "an open quote": '"walnut',
    "sql": "'; DROP TABLE blog_entry; --",
    "right to left": "\u202ewalnut\u200f\u2066",
    "emoji": "🌰👩‍👩‍👧",
    "only minus": "- -- -a",
}


@pytest.mark.parametrize("q", BAD.values(), ids=BAD)
def test_bad_words_are_answered(client, entries, q):
    page = get(client, "/en/search/", q=q)
    assert len(page.texts("//h1 | //h2")) >= 2
    assert isinstance(suggested(client, q)["suggestions"], list)


@pytest.mark.parametrize("bytes_", ["%ED%A0%80", "%FF%FE", "a%00b", "%F0%9F"])
def test_bytes_that_are_no_text_are_answered(client, bytes_):
    for path in ("/en/search/", SUGGESTIONS.format("en")):
        assert client.get(path, QUERY_STRING=f"q={bytes_}").status_code == 200


def test_lone_surrogates_are_answered(rf, entries):
    """No server lets them through; a test client does."""
    request = rf.get("/en/search/suggest/")
    request.GET = {"q": "walnut \ud800"}
    assert json.loads(suggestions(request).content)["suggestions"] is not None


def test_long_search_is_cut_and_says_so(client, entries):
    page = get(client, "/en/search/", q="walnut " * 100)
    assert len(page.one('//input[@name="q"]/@value')) == 300
    assert page.texts('//*[@class="search-note"]') == [
        "That was long: only its beginning was looked for."
    ]


def test_suggestions_name_a_foreign_language(client, entries):
    answer = suggested(client, "сбор", "az")
    (found,) = answer["suggestions"]
    assert found["url"].startswith("/az/blog/")
    assert "".join(text for text, _is_marked in found["title"]) == "Сбор урожая"
    assert (found["language"], found["language_name"]) == ("ru", "Русский")
    assert answer["status"]
    assert suggested(client, "")["suggestions"] == []


def test_result_leads_to_the_best_language_of_the_reader(client):
    make_entry(
        live=["en", "ru"], title_en="Bridge", title_ru="Виадук", slug_en="bridge", slug_ru="viaduk"
    )
    (found,) = suggested(client, "виадук")["suggestions"]
    assert found["url"] == "/en/blog/bridge/"


def test_only_reading_is_allowed(client):
    assert client.post("/en/search/").status_code == 405
    assert client.post(SUGGESTIONS.format("en")).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_counts_do_not_grow(client, count, django_assert_num_queries):
    for _number in range(count):
        make_entry(live=["en"], title_en="Quince", tags=[make_tag(), make_tag()])
    # SQLite looks into titles by a query of its own, in each language.
    by_relevance = 9 if connection.vendor == "sqlite" else 6
    expected = {
        "/en/search/?q=quince": 5
        + by_relevance,  # topics and authors; the first year, in each language
        "/en/search/?q=quince&order=newest": 5 + 6,
        "/en/search/": 1,  # topics
        "/en/search/suggest/?q=quince": 1 + by_relevance,  # words with this beginning
        "/en/search/suggest/": 0,
    }
    for path, number in expected.items():
        with django_assert_num_queries(number):
            assert client.get(path).status_code == 200
