"""Topics and authors that are called what was typed."""

import pytest

from blog.search.called import is_called
from blog.search.queries import parse
from tests.factories import ahead, make_author, make_entry, make_tag
from tests.parsed import Parsed

NAMES = [("en", "Aysel Mammadova"), ("ru", "Айсель Мамедова"), ("az", "Aysel Məmmədova")]


@pytest.mark.parametrize(
    "q",
    ["mammadova", "AYSEL", "Aysel mammad", "мамедовой", "Айселью", "memmedova", "Məmmədovanın"],
)
def test_name_is_met_in_any_form_and_language(q):
    assert is_called(parse(q), NAMES)


@pytest.mark.parametrize("q", ["", "ay", "aysel aliyeva", "Айсель Mammadova", "-aysel", "дова"])
def test_what_is_no_part_of_one_name_is_not(q):
    assert not is_called(parse(q), NAMES)


@pytest.mark.django_db
def test_page_leads_to_authors_and_topics_that_are_called_so(client):
    author = make_author(name_en="Aysel Mammadova", name_ru="Айсель Мамедова")
    tag = make_tag(name_en="Readmission", name_ru="Реадмиссия", slug_ru="readmissiya")
    make_entry(live=["en", "ru"], author=author, tags=[tag])
    make_entry(
        scheduled=["ru"], author=make_author(name_ru="Мамедов"), published_at_ru=ahead(days=1)
    )

    def offered(q):
        page = Parsed(client.get("/ru/search/", {"q": q}))
        links = page.tree.xpath('//*[@class="search-called"]//a')
        return [(link.text, link.get("href")) for link in links]

    assert offered("мамедовой") == [("Айсель Мамедова", author.url_in("ru"))]
    assert offered("readmission") == [("Реадмиссия", tag.url_in("ru"))]
    assert offered("visit") == []
    page = Parsed(client.get("/ru/search/", {"q": "Мамедова"}))
    assert page.texts("//h2")[0] == "Записей не нашлось"
