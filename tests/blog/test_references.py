"""Links and pictures of a text that name things of the site, and what readers get for them."""

import pytest

from blog.markup import clean_html
from blog.references import described_images, resolved
from blog.roles import AUTHOR
from tests.factories import make_author, make_entry, make_picture, make_tag, make_user
from tests.parsed import Parsed

pytestmark = pytest.mark.django_db
LINKS = "/admin/blog/entry/links/"


def link(entry, more=""):
    return f'<p>Bax: <a href="entry:{entry.pk}{more}" rel="noopener noreferrer">bu <em>yazı</em></a>!</p>'


# Links


def test_link_follows_a_changed_address(client):
    other = make_entry(live=["az"], slug_az="kohne")
    entry = make_entry(live=["az"], slug_az="seki", body_az=link(other, "#bir"))
    other.slug_az = "yeni"
    other.save()
    (found,) = Parsed(client.get("/az/blog/seki/")).tree.xpath('//div[@class="prose"]//a')
    assert found.get("href") == "/az/blog/yeni/#bir"
    assert found.get("rel") is None
    assert entry.body_az == link(other, "#bir")


def test_link_leads_each_reader_to_their_language():
    other = make_entry(live=["az", "ru"], slug_az="ev", slug_ru="dom")
    assert 'href="/ru/blog/dom/"' in resolved(link(other), "ru")
    assert 'href="/az/blog/ev/"' in resolved(link(other), "az")
    assert 'href="/en/blog/ev/"' in resolved(link(other), "en")


def test_link_to_what_nobody_can_read_leaves_its_words():
    draft = make_entry(drafts=["az"], scheduled=["ru"])
    words = "<p>Bax: bu <em>yazı</em>!</p>"
    assert resolved(link(draft), "az") == words
    gone = link(draft)
    draft.delete()
    assert resolved(gone, "az") == words
    assert resolved(gone + gone, "az") == words + words


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        (
            '<p><a href="ENTRY:12">x</a></p>',
            '<p><a href="entry:12" rel="noopener noreferrer">x</a></p>',
        ),
        ('<p><a href="entry:12x">x</a></p>', '<p><a rel="noopener noreferrer">x</a></p>'),
        ('<p><a href="entry:">x</a></p>', '<p><a rel="noopener noreferrer">x</a></p>'),
        ('<p><a href="picture:1">x</a></p>', '<p><a rel="noopener noreferrer">x</a></p>'),
        ('<p>a<img src="entry:1" alt="b"></p>', "<p>ab</p>"),
        ('<p><img src="Picture:1" alt="b"></p>', '<p><img alt="b" src="picture:1"></p>'),
        ('<p>a<img src="picture:1/../x" alt="b"></p>', "<p>ab</p>"),
        (
            '<p><img src="picture:1" alt="b" role="presentation"></p>',
            '<p><img alt="b" src="picture:1"></p>',
        ),
        (
            '<p><img src="picture:1" role="presentation"></p>',
            '<p><img alt="" role="presentation" src="picture:1"></p>',
        ),
        ('<p>a<img src="picture:1" role="button"></p>', '<p>a<img alt="" src="picture:1"></p>'),
        ('<p><q cite="entry:1">x</q></p>', "<p><q>x</q></p>"),
    ],
)
def test_only_true_references_are_let_through(html, clean):
    assert clean_html(html) == clean


@pytest.mark.parametrize("title", ["a &gt; b", "&lt;/a&gt;", "a &quot; b", "1>0"])
def test_attributes_of_a_link_confuse_nobody(title):
    other = make_entry(live=["az"], slug_az="ev")
    html = clean_html(f'<p><a href="entry:{other.pk}" title="{title}">x</a> y</p>')
    assert 'href="/az/blog/ev/"' in resolved(html, "az")
    other.published_at_az = None
    other.save()
    assert resolved(html, "az") == "<p>x y</p>"


# Pictures


def test_picture_of_a_text_has_its_sources_measures_and_credit():
    shown = make_picture(size=(1200, 800), credit="Aysel & Tural")
    html = clean_html(
        f'<figure><img src="picture:{shown.pk}" alt="Dağ &amp; &quot;çay&quot;">'
        "<figcaption>Şəki</figcaption></figure>"
    )
    page = Parsed(type("Page", (), {"content": f"<div>{resolved(html, 'az')}</div>".encode()}))
    image = page.one("//figure//img")
    assert image.get("alt") == 'Dağ & "çay"'
    assert (image.get("width"), image.get("height")) == ("800", "533")
    assert image.get("loading") == "lazy"
    assert [source.get("type") for source in page.tree.xpath("//source")] == [
        *("image/avif", "image/webp", "image/jpeg")
    ]
    assert page.texts('//*[@class="credit"]') == ["Aysel & Tural"]
    assert page.texts("//figcaption") == ["Şəki"]


def test_words_in_another_language_carry_it():
    shown = make_picture()
    html = f'<p><img alt="Mountain" lang="en" src="picture:{shown.pk}"></p>'
    assert ' alt="Mountain" lang="en"' in resolved(html, "az")


@pytest.mark.parametrize(
    "html",
    [
        '<figure><img alt="x" src="picture:9999"><figcaption>y</figcaption></figure>',
        '<figure lang="ru"><figcaption><em>y</em></figcaption><img alt="x" src="picture:9999"></figure>',
        '<figure>\n<img alt="a > b" role="presentation" src="picture:9999">\n</figure>',
    ],
)
def test_picture_that_is_gone_takes_its_figure_along(html):
    kept = make_picture()
    other = f'<figure><img alt="z" src="picture:{kept.pk}"><figcaption>w</figcaption></figure>'
    found = resolved(f"<p>a</p>{html}{other}", "az")
    assert found.startswith("<p>a</p><figure><picture>")
    assert found.count("<figure") == 1
    assert "picture:" not in found


def test_picture_in_a_line_that_is_gone_leaves_the_line():
    assert resolved('<p>a <img alt="x" src="picture:9999"> b</p>', "az") == "<p>a  b</p>"


def test_descriptions_are_read_with_their_captions():
    html = clean_html(
        '<figure><img src="picture:1" alt="a &amp; b"><figcaption>c <em>d</em></figcaption></figure>'
        '<figure><figcaption>e</figcaption><img src="picture:2" role="presentation"></figure>'
        '<p><img src="picture:3" alt="ə"></p>'
    )
    assert list(described_images(html)) == [(1, "a & b", "c d"), (2, "", "e"), (3, "ə", "")]


def test_no_reference_reaches_a_reader(client):
    shown, other = make_picture(), make_entry(live=["ru"])
    body = f'<p>İlk sözlər.</p>{link(other)}<figure><img alt="x" src="picture:{shown.pk}"></figure>'
    entry = make_entry(live=["az"], body_az=body, slug_az="seki", tags=[make_tag(slug_az="t")])
    for path in ("/az/", "/az/blog/seki/", "/ru/blog/seki/", "/az/feed/", "/az/tags/t/"):
        content = client.get(path).content.decode()
        assert f"entry:{other.pk}" not in content
        assert "picture:" not in content.replace("<picture", ""), (path, entry)


# The dialog of a link


def entries(client, **asked):
    return client.get(LINKS, asked).json()["entries"]


def test_entries_are_found_by_words_of_any_language(client, editor):
    entry = make_entry(live=["az"], drafts=["ru"], title_az="Şəki şəhəri", title_ru="Город Шеки")
    make_entry(drafts=["en"], title_en="Other")
    for words in ("şəki", "ŞƏKİ", "шеки", "город шеки"):
        (found,) = entries(client, q=words)
        assert (found["id"], found["href"]) == (entry.pk, f"entry:{entry.pk}")
    assert found["title"] == "Şəki şəhəri"


@pytest.mark.parametrize(
    "address",
    [
        "/az/blog/seki/",
        "/ru/blog/seki/",
        "http://testserver/az/blog/seki/?a=1#b",
        "/az/blog/kohne/",
    ],
)
def test_entry_is_found_by_its_address(client, editor, address):
    entry = make_entry(live=["az"], slug_az="kohne")
    entry.slug_az = "seki"
    entry.save()
    assert [found["id"] for found in entries(client, q=address)] == [entry.pk]


@pytest.mark.parametrize("asked", ["/az/blog/yoxdur/", "/", "http://[", "a/b", "\0/", "/az/"])
def test_address_of_nothing_finds_nothing(client, editor, asked):
    make_entry(live=["az"])
    assert entries(client, q=asked) == []


@pytest.mark.parametrize("number", ["x", "9" * 40, "-1", "0"])
def test_number_of_nothing_finds_nothing(client, editor, number):
    make_entry(live=["az"])
    assert entries(client, id=number) == []


def test_nul_among_the_words_is_passed_over(client, editor):
    entry = make_entry(live=["az"], title_az="Şəki şəhəri")
    assert [found["id"] for found in entries(client, q="şəki\0şəhəri")] == [entry.pk]


def test_drafts_of_others_are_not_found(client):
    author = make_user(AUTHOR)
    client.force_login(author)
    own = make_entry(drafts=["az"], title_az="Sirr", author=make_author(user=author))
    foreign = make_entry(drafts=["az"], title_az="Sirr")
    live = make_entry(live=["az"], title_az="Sirr")
    assert {found["id"] for found in entries(client, q="Sirr")} == {own.pk, live.pk}
    assert entries(client, id=foreign.pk) == []


def test_dialog_is_for_staff_who_see_entries(client):
    assert client.get(LINKS, {"q": "x"})["Location"].startswith("/admin/login/")
    client.force_login(make_user())
    assert client.get(LINKS, {"q": "x"}).status_code == 403
