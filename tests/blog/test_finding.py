"""The search of the list of entries, and of the dialog for links."""

from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.models import Entry
from tests.factories import ago, make_entry, make_user
from tests.parsed import Parsed

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
LIST = "/admin/blog/entry/"
TITLES = '//table[@id="result_list"]/tbody//th'


def listed(client, q, **asked):
    return Parsed(client.get(LIST, {"q": q, **asked})).texts(TITLES)


def test_list_tells_what_it_found_instead(client, editor):
    make_entry(drafts=["az"], title_az="Miqrasiya təlimi")
    client.cookies["django_language"] = "az"
    page = Parsed(client.get(LIST, {"q": "miqrasyia"}))
    assert page.texts(TITLES) == ["Miqrasiya təlimi"]
    assert page.texts('//ul[@class="messagelist"]/li') == [
        "Yazdığınıza uyğun heç nə tapılmadı. Bunun üzrə tapılanlar göstərilir: miqrasiya"
    ]
    page = Parsed(client.get(LIST, {"q": "təlim yoxdurbelə"}))
    assert page.texts('//ul[@class="messagelist"]/li') == [
        "Bu sözlərin hamısının olduğu yazı yoxdur. Bunlarda onların bir hissəsi var."
    ]


def test_list_has_what_is_so_called_first_and_then_the_newest(client, editor):
    called = make_entry(drafts=["en"], title_en="Asylum")
    for number in range(2):
        make_entry(live=["en"], title_en=f"Visit {number}", body_en="<p>Asylum.</p>")
    Entry.objects.filter(pk=called.pk).update(modified_at=ago(days=9))
    assert listed(client, "asylum") == ["Asylum", "Visit 1", "Visit 0"]
    # By the last column, which says when an entry was changed.
    assert listed(client, "asylum", o="-6") == ["Visit 1", "Visit 0", "Asylum"]
    assert listed(client, "") == ["Visit 1", "Visit 0", "Asylum"]


def test_list_finds_the_page_of_an_address(client, editor):
    entry = make_entry(live=["ru"], title_ru="Съезд", slug_ru="sezd")
    make_entry(live=["ru"], title_ru="ru blog sezd")
    assert listed(client, f"https://testserver{entry.url_in('ru')}") == ["Съезд"]


@pytest.mark.parametrize("entries", [1, 3])
def test_search_of_the_list_asks_no_more_for_more(
    client, editor, entries, django_assert_num_queries
):
    for _ in range(entries):
        make_entry(drafts=["az"], title_az="Təlim")
    client.get(LIST)
    with django_assert_num_queries(14):
        client.get(LIST, {"q": "təlim"})


@pytest.mark.parametrize("entries", [1, 3])
def test_link_dialog_has_the_most_relevant_first(
    client, editor, entries, django_assert_num_queries
):
    called = make_entry(live=["en"], title_en="Readmission")
    for _ in range(entries):
        make_entry(drafts=["en"], body_en="<p>Readmission.</p>")
    client.get(f"{LIST}links/")
    # SQLite asks two for each of three languages, for the newest and for the titles; PostgreSQL takes
    # back what it told its planner, in the two where nobody wrote the word, because this test is a
    # transaction.
    with django_assert_num_queries(15 if connection.vendor == "sqlite" else 14):
        answer = client.get(f"{LIST}links/", {"q": "readmis"}).json()
    assert [one["title"] for one in answer["entries"]][0] == called.title_en
    assert len(answer["entries"]) == entries + 1


LISTS = [
    *("blog/entry", "blog/tag", "blog/author", "blog/comment", "blog/picture"),
    *("auth/user", "auth/group"),
]
PASTED = {
    "words": " ".join(f"word{number}" for number in range(1500)),
    "letters": "a " * 5000,
    "one word": "ə" * 10_000,
    "quotes": '"' * 5000,
    "no text": "a\0b \x85 \ud800 \ufffe",
    "signs of SQL": "%_\\'; -- " * 300,
}


@pytest.mark.parametrize("q", PASTED.values(), ids=PASTED)
@pytest.mark.parametrize("path", LISTS)
def test_what_is_pasted_into_the_box_of_a_list_is_answered(admin_client, path, q):
    """The work is bounded, too: each word is a condition, and SQLite refuses a thousand of them."""
    query = quote(q.encode("utf-8", "surrogatepass"))
    with CaptureQueriesContext(connection) as queries:
        response = admin_client.get(f"/admin/{path}/", QUERY_STRING=f"q={query}")
    # Django leads away from a NUL where it can.
    assert response.status_code in (200, 302)
    assert len(queries) < 60
    assert max(len(one["sql"]) for one in queries) < 50_000


def test_box_of_the_list_of_accounts_takes_words_in_any_case(admin_client):
    make_user(first_name="Şəlalə", last_name="Əliyeva")
    page = Parsed(admin_client.get("/admin/auth/user/", {"q": "əliyeva ŞƏLALƏ"}))
    assert len(page.texts(TITLES)) == 1
