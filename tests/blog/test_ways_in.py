"""From the bare address to the reader's language, and what is remembered."""

import pytest

from tests.factories import make_entry
from tests.parsed import Parsed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accept", "cookie", "home"),
    [
        ("az,ru;q=0.8,en;q=0.5", None, "/az/"),
        ("ru-RU,ru;q=0.9", None, "/ru/"),
        ("fr-FR,fr;q=0.9", None, "/en/"),
        ("tr;q=1,az;q=0.4,ru;q=0.6", None, "/ru/"),
        ("", None, "/en/"),
        ("ru", "az", "/az/"),
        ("ru", "xx", "/ru/"),
        ("ru", "../../etc", "/ru/"),
        (";;;q=,,*", None, "/en/"),
    ],
)
def test_bare_address_leads_to_the_readers_language(client, accept, cookie, home):
    if cookie:
        client.cookies["django_language"] = cookie
    response = client.get("/", headers={"accept-language": accept})
    assert (response.status_code, response["Location"]) == (302, home)
    assert {"Accept-Language", "Cookie"} <= {name.strip() for name in response["Vary"].split(",")}


def test_switching_is_remembered(client):
    response = client.get("/ru/", headers={"referer": "http://testserver/az/"})
    assert response.cookies["django_language"].value == "ru"
    assert client.get("/", headers={"accept-language": "az"})["Location"] == "/ru/"


@pytest.mark.parametrize(
    "referer",
    [
        "",
        "http://testserver/ru/blog/x/",
        "http://elsewhere.example/az/",
        "http://testserver/admin/",
        "http://[",
    ],
)
def test_no_other_page_sets_a_cookie(client, referer):
    make_entry(live=["ru"])
    response = client.get("/ru/", headers={"referer": referer} if referer else {})
    assert response.status_code == 200
    assert not response.cookies


def test_page_of_a_language_is_the_same_for_every_reader(client):
    response = client.get("/az/", headers={"accept-language": "ru"})
    assert response["Content-Language"] == "az"
    vary = {name.strip() for name in response.get("Vary", "").split(",")}
    assert not {"Accept-Language", "Cookie"} & vary


@pytest.mark.parametrize(
    "path",
    [
        "/tr/",
        "/tr/blog/x/",
        "/az/blog/",
        "/az/blog/yoxdur/",
        "/az/tags/yoxdur/",
        "/az/authors/yoxdur/",
        "/az/archive/2026/00/",
        "/az/archive/0000/01/",
        "/az/blog/%00/",
        "/az/%00",
        "/%00",
        "/media/%00",
        "/az/blog/%ff%fe/",
        "/%c3%28",
        "/az/blog/şəki/",
        "/az/blog/" + "x" * 3000 + "/",
    ],
)
def test_address_of_nothing_is_an_ordinary_404(client, path):
    response = client.get(path, headers={"accept-language": "az"})
    assert response.status_code == 404
    page = Parsed(response)
    assert page.one("/html").get("lang") == "az"
    assert page.texts("//h1") == ["Səhifə tapılmadı"]
    assert page.is_noindex


def test_pages_speak_the_language_of_the_reader_when_the_form_is_forged(settings, client):
    client.handler.enforce_csrf_checks = True
    response = client.post("/admin/login/", {}, headers={"accept-language": "ru"})
    assert response.status_code == 403
    assert Parsed(response).texts("//h1") == ["Доступ запрещён"]


def test_policy_allows_nothing_inline_and_no_other_host(client):
    for path in ("/az/", "/admin/login/"):
        policy = client.get(path)["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "http" not in policy
        assert "default-src 'none'" in policy
