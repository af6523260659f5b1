"""Bad input to the form of an entry: a clear message, and nothing lost; and what becomes of covers."""

from urllib.parse import urlencode

import pytest

from blog.admin.entries import EntryAdmin
from blog.models import Entry
from blog.models.entry import BODY_LENGTH
from tests.factories import make_author, make_entry
from tests.parsed import Parsed
from tests.posting import ADD, change, errors, filled, post, value

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


# Bad input


def test_slug_of_another_entry_is_refused_with_a_proposal(client, editor):
    make_entry(live=["en"], slug_en="seki", title_en="Shaki")
    response = post(client, ADD, author=make_author().pk, title_az="Şəki", slug_az="Şəki")
    (error,) = errors(response)
    assert "seki-2" in error
    assert "Shaki" in error
    assert value(response, "title_az") == "Şəki"


def test_slug_of_a_draft_is_refused_without_its_title(client, editor):
    make_entry(drafts=["en"], slug_en="seki", title_en="Secret")
    response = post(client, ADD, author=make_author().pk, title_az="Şəki", slug_az="seki")
    (error,) = errors(response)
    assert "seki-2" in error
    assert "Secret" not in error


def test_former_slug_of_another_entry_is_refused(client, editor):
    entry = make_entry(live=["az"], slug_az="kohne")
    entry.slug_az = "yeni"
    entry.save()
    response = post(client, ADD, author=make_author().pk, title_az="X", slug_az="kohne")
    assert len(errors(response)) == 1


def test_slug_is_made_by_the_table_and_never_collides(client, editor):
    make_entry(live=["ru"], slug_ru="shcherbakov")
    post(client, ADD, author=make_author().pk, title_ru="Щербаков", _publish="ru")
    assert Entry.objects.latest("pk").slug_ru == "shcherbakov-2"


def test_address_taken_at_the_last_moment_loses_no_text(client, editor, monkeypatch):
    sent = {**filled(client, ADD), "author": make_author().pk, "title_az": "Şəki"}
    save_form = EntryAdmin.save_form

    def taken_meanwhile(self, *args, **kwargs):
        make_entry(live=["az"], slug_az="seki")
        return save_form(self, *args, **kwargs)

    # What the admin calls between the checks of the form and the saving.
    monkeypatch.setattr(EntryAdmin, "save_form", taken_meanwhile)
    assert client.post(ADD, sent).status_code == 302
    assert {*Entry.objects.values_list("slug_az", flat=True)} == {"seki", "seki-2"}


@pytest.mark.parametrize("date", ["31.02.2026", "tomorrow", "2026-13-45T99:99", "٣"])
def test_date_that_is_none_is_quoted(client, editor, date):
    response = post(client, ADD, author=make_author().pk, title_az="Şəki", published_at_az=date)
    (error,) = errors(response)
    assert date in error
    assert value(response, "title_az") == "Şəki"
    assert value(response, "published_at_az") == date


def test_form_that_comes_back_tells_what_is_stored(client, editor):
    entry = make_entry(drafts=["az"])
    response = post(client, change(entry), title_en="x" * 300, published_at_az="2020-01-01T10:00")
    states = Parsed(response).texts('//*[@class="pane-head"]//*[contains(@class, "state")]')
    assert states == ["draft", "empty", "empty"]


def test_long_title_is_refused_and_kept(client, editor):
    title = "Ə" * 300
    response = post(client, ADD, author=make_author().pk, title_az=title)
    assert len(errors(response)) == 1
    assert value(response, "title_az") == title


def test_entry_in_no_language_is_refused(client, editor):
    response = post(client, ADD, author=make_author().pk, summary_az="Yalnız xülasə")
    assert errors(response) == ["Write a title or a text in at least one language."]
    assert value(response, "summary_az").strip() == "Yalnız xülasə"


def test_publishing_an_empty_language_is_refused(client, editor):
    response = post(client, ADD, author=make_author().pk, title_az="Şəki", _publish="ru")
    assert len(errors(response)) == 1
    assert not Entry.objects.exists()


def test_body_of_five_megabytes_is_refused_and_kept(client, editor):
    body = "söz " * (5 * 1024 * 1024 // 5)
    response = post(client, ADD, author=make_author().pk, title_az="Şəki", body_az=body)
    (error,) = errors(response)
    assert str(BODY_LENGTH) in error.replace(",", "")
    assert value(response, "body_az").strip() == body.strip()


@pytest.mark.parametrize("unit", ["<ul><li>x", "<BLOCKQUOTE>x", "<strong>x", "<table><tr><td>x"])
def test_ten_thousand_levels_are_refused_and_kept(client, editor, unit):
    body = unit * 10_000
    response = post(client, ADD, author=make_author().pk, title_az="Şəki", body_az=body)
    (error,) = errors(response)
    assert "50 levels" in error
    assert value(response, "body_az").strip() == body
    assert not Entry.objects.exists()


def test_fifty_levels_are_enough_for_everybody(client, editor):
    body = "<blockquote>" * 49 + "<p>ə</p>" + "</blockquote>" * 49
    post(client, ADD, author=make_author().pk, title_az="Şəki", body_az=body)
    assert Entry.objects.get().body_az == body


def test_bytes_that_are_no_letters_are_shown_as_such(client, editor):
    sent = {**filled(client, ADD), "author": make_author().pk, "title_az": "Şəki"}
    data = urlencode(sent).encode() + b"&body_az=%3Cp%3Ea%ff%fe%ed%a0%80b%3C/p%3E"
    response = client.post(ADD, data, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 302
    entry = Entry.objects.get()
    assert entry.body_az.startswith("<p>a\ufffd")
    assert entry.body_az.endswith("b</p>")


def test_hostile_html_is_cleaned_in_every_language(client, editor):
    hostile = '<p onclick="x">ə ё</p><script>alert(1)</script><a href="javascript:x">a</a>'
    bodies = {f"body_{code}": hostile for code in ("en", "ru", "az")}
    titles = {f"title_{code}": f"T {code}" for code in ("en", "ru", "az")}
    post(client, ADD, author=make_author().pk, **bodies, **titles)
    entry = Entry.objects.get()
    for code in ("en", "ru", "az"):
        assert entry.text("body", code) == '<p>ə ё</p>\n<p><a rel="noopener noreferrer">a</a></p>'


def test_nul_in_a_title_is_a_message(client, editor):
    response = post(client, ADD, author=make_author().pk, title_az="a\0b")
    assert len(errors(response)) == 1


@pytest.mark.parametrize(
    "path",
    [
        "/admin/blog/entry/?q=%00",
        "/admin/blog/entry/?q=" + "ə" * 3000,
        "/admin/blog/entry/?missing=%00&live=%ff",
        "/admin/blog/entry/?tags__id__exact=rubbish",
        "/admin/blog/entry/?author__id__exact=99999999999999999999",
        "/admin/blog/entry/99999999999999999999/change/",
        "/admin/blog/entry/rubbish/change/",
        "/admin/blog/tag/?q=%00",
    ],
)
def test_rubbish_in_an_address_of_the_admin_is_no_error(client, editor, path):
    assert client.get(path).status_code in (200, 302, 400)


def test_form_too_large_to_read_is_a_plain_400(client, editor, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = client.post(ADD, {"body_az": "söz " * 1000}, headers={"accept-language": "az"})
    assert response.status_code == 400
    assert Parsed(response).texts("//h1") == ["Yanlış sorğu"]


def test_deleted_entry_is_gone_for_readers(client, editor):
    entry = make_entry(live=["az"], slug_az="seki")
    client.post(f"/admin/blog/entry/{entry.pk}/delete/", {"post": "yes"})
    assert client.get("/az/blog/seki/").status_code == 404
