"""The forms of tags and authors, really posted."""

import pytest

from blog.models import Author, Tag
from tests.factories import make_author, make_entry, make_tag
from tests.parsed import Parsed
from tests.posting import errors

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
    pytest.mark.usefixtures("editor"),
]


def test_tag_gets_an_address_in_each_language_it_has(client):
    client.post("/admin/blog/tag/add/", {"name_az": "Əmək miqrasiyası", "name_ru": "Щит"})
    tag = Tag.objects.get()
    assert (tag.slug_en, tag.slug_ru, tag.slug_az) == (None, "shchit", "emek-miqrasiyasi")


def test_name_with_tags_of_moodle_comes_back_split(client):
    name = "{mlang en}Report{mlang}{mlang ru}Отчёт{mlang}"
    response = client.post("/admin/blog/tag/add/", {"name_az": name})
    form = dict(Parsed(response).one('//form[@id="tag_form"]').form_values())
    assert (form["name_en"], form["name_ru"]) == ("Report", "Отчёт")
    assert not form.get("name_az")
    assert not Tag.objects.exists()


def test_part_of_a_language_that_the_site_lacks_stays_where_it_was(client):
    name = "{mlang az}Hesabat{mlang}{mlang tr}Rapor{mlang}"
    response = client.post("/admin/blog/tag/add/", {"name_ru": name})
    form = dict(Parsed(response).one('//form[@id="tag_form"]').form_values())
    assert (form["name_az"], form["name_ru"]) == ("Hesabat", "{mlang tr}Rapor{mlang}")


def test_thing_without_a_name_is_refused(client):
    assert errors(client.post("/admin/blog/tag/add/", {})) == [
        "Write a name in at least one language."
    ]


def test_address_of_another_is_refused(client):
    make_tag(name_en="Work", slug_en="emek")
    response = client.post("/admin/blog/tag/add/", {"name_az": "Əmək", "slug_az": "Əmək"})
    assert len(errors(response)) == 1
    client.post("/admin/blog/tag/add/", {"name_az": "Əmək"})
    assert Tag.objects.latest("pk").slug_az == "emek-2"


def test_author_has_one_address_for_all_languages(client):
    client.post("/admin/blog/author/add/", {"name_ru": "Щербаков", "bio_ru": "Пишет."})
    assert Author.objects.get().slug == "shcherbakov"


def test_author_of_entries_is_not_deleted(client):
    author = make_author()
    make_entry(live=["az"], author=author)
    assert (
        client.post(f"/admin/blog/author/{author.pk}/delete/", {"post": "yes"}).status_code == 403
    )


@pytest.mark.parametrize("tags", [1, 3])
def test_list_query_count_does_not_grow(client, tags, django_assert_num_queries):
    for _ in range(tags):
        make_entry(live=["az"], tags=[make_tag()])
    client.get("/admin/blog/tag/")
    with django_assert_num_queries(7):
        page = Parsed(client.get("/admin/blog/tag/"))
    assert len(page.tree.xpath('//table[@id="result_list"]/tbody/tr')) == tags
