"""The preview of an entry in the admin: the readers' page of what is not saved, and nothing written."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.models import Author, Entry, Picture, Revision
from blog.previewing import as_if_live
from blog.roles import AUTHOR, EDITOR, TRANSLATOR
from tests.factories import (
    ago,
    ahead,
    make_attachment,
    make_author,
    make_comment,
    make_entry,
    make_picture,
    make_tag,
    make_user,
    picture,
)
from tests.parsed import Parsed
from tests.posting import ADD, change, filled, post
from tests.previewing import framed, main_of, notes, preview_path, problems, told, typed_preview

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
ADD_PREVIEW = "/admin/blog/entry/add/preview/az/"


def preview(client, entry, language="az", **changes):
    return typed_preview(client, change(entry), preview_path(entry, language), **changes)


def stored_rows():
    """All that a save could touch, as it is stored."""
    return [
        list(model.objects.order_by("pk").values_list())
        for model in (Entry, Entry.tags.through, Author, Picture, Revision)
    ]


# The same page


def test_preview_is_the_page_that_readers_then_get(client, editor):
    """The page in the frame, and the page once the same form was published, are one and the same."""
    shown, linked = make_picture(credit="RTCM"), make_entry(live=["az"])
    tag = make_tag(name_az="Sərhəd", slug_az="serhed")
    entry = make_entry(live=["en"], drafts=["az"], title_en="Light", slug_az="yazi")
    Entry.objects.filter(pk=entry.pk).update(published_at_en=ago(days=30))
    file = make_attachment(entry, label_az="Köhnə hesabat")
    make_comment(entry, text_az="<p>Şərh</p>")
    typed = {
        "title_az": "İşıq & “ə” <b>",
        "summary_az": "Xülasə",
        "body_az": f'<p>Mətn <a href="entry:{linked.pk}">keçid</a> "ə"</p><script>alert(1)</script>'
        f'<figure><img src="picture:{shown.pk}" alt="Dağ"></figure>',
        "cover": str(make_picture(color="red").pk),
        "cover_alt_az": "Qırmızı",
        "tags": [str(tag.pk)],
        "author": str(make_author(name_az="Aysel Məmmədova").pk),
        "attachments-0-label_az": "Yeni hesabat",
    }
    seen = framed(preview(client, entry, **typed))
    assert post(client, change(entry), **typed, _publish="az").status_code == 302
    real = Parsed(client.get("/az/blog/yazi/")).tree

    assert main_of(seen) == main_of(real)
    assert told(seen) == told(real)
    text = main_of(seen)
    for expected in (
        "İşıq &amp; “ə” &lt;b&gt;",
        "Sərhəd",
        "Aysel Məmmədova",
        "Yeni hesabat",
        "Şərh",
    ):
        assert expected in text
    assert f"/files/{file.pk}/" in text
    assert "alert" not in text


def test_date_is_what_publishing_now_would_make_it(client, editor):
    entry = make_entry(live=["en"], drafts=["az"], scheduled=["ru"])
    Entry.objects.filter(pk=entry.pk).update(
        published_at_en=ago(days=400), published_at_ru=ahead(days=9)
    )
    entry.refresh_from_db()
    dates = [
        framed(preview(client, entry, code)).xpath("string(//article//time/@datetime)")
        for code in ("az", "ru")
    ]
    assert dates == [
        timezone.localtime(date).isoformat()
        for date in (entry.published_at_en, entry.published_at_ru)
    ]


def test_only_live_languages_stand_in_for_what_is_missing(client, editor):
    entry = make_entry(
        live=["en"],
        drafts=["az", "ru"],
        body_az="",
        body_en="<p>Public words</p>",
        body_ru="<p>Тайные слова</p>",
        slug_ru="taina",
    )
    page = framed(preview(client, entry))
    assert "Public words" in main_of(page)
    assert "Тайные" not in main_of(page)
    # Other languages lead to what is public of them.
    switcher = page.xpath('//ul[contains(@class, "languages")]//a/@href')
    assert switcher == [entry.url_in("en"), "/ru/", preview_path(entry, "az")]


def test_draft_alone_borrows_nothing_and_leads_home(client, editor):
    entry = make_entry(drafts=["az", "ru"], body_az="", body_ru="<p>Тайные слова</p>")
    page = framed(client.get(preview_path(entry, "az")))
    assert "Тайные" not in main_of(page)
    switcher = page.xpath('//ul[contains(@class, "languages")]//a/@href')
    assert switcher == ["/en/", "/ru/", preview_path(entry, "az")]


def test_stored_entry_is_previewed_in_the_language_of_its_page(client, editor):
    client.cookies["django_language"] = "ru"
    entry = make_entry(drafts=["az"], title_az="Şəki")
    response = client.get(preview_path(entry, "az"))
    page = framed(response)
    assert page.xpath("string(//h1)") == "Şəki"
    assert page.xpath("/html/@lang") == ["az"]
    assert Parsed(response).one("/html").get("lang") == "ru"
    # Nothing that runs, and nothing that the frame itself would be led away by.
    assert page.xpath("//base/@target") == ["_blank"]
    assert not page.xpath("//script")
    assert "allow-scripts" not in Parsed(response).one("//iframe/@sandbox")


def test_new_entry_is_previewed_without_being_made(client):
    user = make_user(AUTHOR, first_name="İlqar", last_name="Qarağözov")
    client.force_login(user)
    tag, cover = make_tag(name_az="Təlim", slug_az="telim"), make_picture()
    before = stored_rows()
    response = typed_preview(
        client, ADD, ADD_PREVIEW, title_az="Şəki", tags=[tag.pk], cover=cover.pk
    )
    page = framed(response)
    assert page.xpath("string(//h1)") == "Şəki"
    assert page.xpath('string(//a[@rel="author"])') == "İlqar Qarağözov"
    assert page.xpath('string(//a[@rel="tag"])') == "Təlim"
    assert cover.digest[:32] in page.xpath('string(//*[@class="entry-cover"]//img/@src)')
    assert stored_rows() == before
    # Nothing to make a link to.
    assert not Parsed(response).tree.xpath('//*[@id="links"]')


# Nothing is written


def test_preview_only_reads(client, editor):
    entry = make_entry(live=["en"], drafts=["az"], slug_az="kohne", tags=[make_tag()])
    make_attachment(entry)
    before = stored_rows()
    sent = {**filled(client, change(entry)), "title_az": "Yeni", "slug_az": "", "_publish": "az"}
    with CaptureQueriesContext(connection) as queries:
        response = client.post(preview_path(entry, "az"), sent)
    assert framed(response).xpath("string(//h1)") == "Yeni"
    # Django asks for the check constraints of a form within a savepoint each.
    verbs = {one["sql"].split()[0] for one in queries}
    assert verbs - {"SAVEPOINT", "RELEASE"} == {"SELECT"}
    assert stored_rows() == before


def test_public_pages_know_nothing_of_a_preview(client, editor):
    entry = make_entry(live=["en"], drafts=["az"], tags=[make_tag()])
    make_entry(live=["az"])
    paths = [
        "/az/",
        "/az/feed/",
        "/en/feed/",
        "/sitemap.xml",
        entry.url_in("en"),
        entry.url_in("az"),
    ]
    before = [client.get(path).content for path in paths]
    assert preview(client, entry, title_az="Gizli").status_code == 200
    client.post(f"{preview_path(entry, 'az')}links/")
    assert [client.get(path).content for path in paths] == before
    assert client.get(f"/az/blog/{entry.slug_az}/").status_code == 404


def test_uploads_are_not_taken_in(client, editor):
    """The button sends the names of files alone; whoever sends the files themselves, stores nothing."""
    entry = make_entry(drafts=["az"])
    make_attachment(entry)
    before = stored_rows()
    files = {"cover_file": picture(name="Dağ.jpg"), "attachments-0-file": picture(name="x.jpg")}
    assert preview(client, entry, **files).status_code == 200
    assert stored_rows() == before

    response = preview(
        client,
        entry,
        **{"cover_file": "Dağ.jpg", "attachments-1-file": "C:\\fakepath\\hesabat.pdf"},
    )
    (about,) = Parsed(response).texts('//*[@class="preview-about"]')
    assert about.endswith("so not shown here: Dağ.jpg, hesabat.pdf.")


def test_file_that_will_be_removed_is_not_shown(client, editor):
    entry = make_entry(drafts=["az"])
    make_attachment(entry, label_az="Qalır")
    make_attachment(entry, label_az="Gedir")
    page = framed(preview(client, entry, **{"attachments-1-DELETE": "on"}))
    assert [link.text for link in page.xpath('//*[@class="files"]/li/a')] == ["Qalır"]


def test_copy_that_is_shown_as_live_refuses_to_be_saved():
    entry = make_entry(drafts=["az"])
    shown = as_if_live(entry, "az")
    assert (shown.state_in("az"), entry.state_in("az")) == ("live", "draft")
    with pytest.raises(ValueError, match="never to be saved"):
        shown.save()
    assert Entry.objects.get().state_in("az") == "draft"


# What is wrong with it


def test_errors_are_listed_with_field_and_language(client, editor):
    entry = make_entry(drafts=["az"])
    make_attachment(entry)
    response = preview(
        client,
        entry,
        title_az="Ə" * 300,
        published_at_ru="sabah",
        author="",
        **{"attachments-0-label_az": "x" * 200},
    )
    found = problems(response)
    assert [problem.split(":")[0] for problem in found] == [
        *("Title, Azərbaycanca", "Goes live, Русский", "Author", "Label, Azərbaycanca")
    ]
    assert "sabah" in found[1]
    assert not Parsed(response).tree.xpath("//iframe")


def test_language_tags_are_to_be_taken_apart_first(client, editor):
    entry = make_entry(drafts=["az"])
    tangled = "{mlang en}Session{mlang}{mlang az}Təlim{mlang}"
    assert problems(preview(client, entry, title_az=tangled, summary_az=tangled)) == [
        "There are language tags in the texts. Save the entry: they are taken apart."
    ]


@pytest.mark.parametrize("body", ["", "<p> </p>", "<script>alert(1)</script>"])
def test_language_without_a_text_has_no_preview(client, editor, body):
    entry = make_entry(live=["en"])
    (problem,) = problems(preview(client, entry, body_az=body, summary_az="Xülasə"))
    assert problem.startswith("There is nothing to show yet")
    assert problems(client.get(preview_path(entry, "az"))) == [problem]


# Rights


def test_entry_of_another_has_no_preview(client):
    client.force_login(make_user(AUTHOR))
    entry = make_entry(live=["en"], drafts=["az"])
    assert client.get(preview_path(entry, "az")).status_code == 404
    assert client.post(preview_path(entry, "az"), {"title_az": "x"}).status_code == 404
    assert client.post(f"{preview_path(entry, 'az')}links/").status_code == 404


def test_stranger_is_asked_to_log_in(client):
    entry = make_entry(drafts=["az"], title_az="Gizli")
    for path in (preview_path(entry, "az"), ADD_PREVIEW):
        for response in (client.get(path), client.post(path)):
            assert response.status_code == 302
            assert response["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("forged", [{"published_at_az": "2020-01-01T10:00"}, {"author": "1"}])
def test_forged_field_is_refused_as_in_the_form(client, forged):
    user = make_user(AUTHOR)
    client.force_login(user)
    entry = make_entry(drafts=["az"], author=make_author(user=user))
    assert preview(client, entry, **forged).status_code == 403
    assert typed_preview(client, ADD, ADD_PREVIEW, title_az="x", **forged).status_code == 403


def test_translator_previews_every_language_and_writes_their_own(client):
    client.force_login(make_user(TRANSLATOR, rights=["translate_into_ru"]))
    entry = make_entry(drafts=["az", "ru"], title_az="Şəki")
    page = framed(preview(client, entry, "az", title_ru="Шеки"))
    assert page.xpath("string(//h1)") == "Şəki"
    assert framed(preview(client, entry, "ru", title_ru="Шеки")).xpath("string(//h1)") == "Шеки"
    assert preview(client, entry, "az", title_az="Başqa").status_code == 403
    assert client.get(ADD_PREVIEW).status_code == 403


def test_who_may_only_read_sees_what_is_stored(client):
    client.force_login(make_user(rights=["view_entry", "view_any_entry"]))
    entry = make_entry(drafts=["az"], title_az="Şəki")
    form = Parsed(client.get(change(entry)))
    assert form.tree.xpath('//a[contains(@class, "preview-button")]/@href') == [
        preview_path(entry, "az")
    ]
    assert not form.tree.xpath("//button[@data-previews]")
    assert framed(client.get(preview_path(entry, "az"))).xpath("string(//h1)") == "Şəki"
    assert client.post(preview_path(entry, "az"), {}).status_code == 403


def test_address_that_names_nothing_is_no_page(client, editor):
    entry = make_entry(drafts=["az"])
    assert client.get(preview_path(entry, "xx")).status_code == 404
    assert client.post("/admin/blog/entry/add/preview/xx/").status_code == 404
    assert client.get(f"/admin/blog/entry/{entry.pk + 1}/preview/az/").status_code == 404
    # Where a login leads back to after the session has ended.
    assert client.get(ADD_PREVIEW)["Location"] == ADD


def test_button_stands_in_each_pane_and_sends_no_files(client, editor):
    entry = make_entry(drafts=["az"])
    for form, prefix in ((change(entry), f"{entry.pk}/preview"), (ADD, "add/preview")):
        buttons = Parsed(client.get(form)).tree.xpath("//button[@data-previews]")
        assert {button.get("data-previews"): button.get("formaction") for button in buttons} == {
            code: f"/admin/blog/entry/{prefix}/{code}/" for code in ("en", "ru", "az")
        }
        for button in buttons:
            assert button.get("formtarget") == "_blank"
            assert button.get("formenctype") == "application/x-www-form-urlencoded"
            assert button.get("name") is None


# Elsewhere


def test_search_result_and_card_are_made_of_the_head(client, editor):
    entry = make_entry(drafts=["az"], slug_az="seki", title_az="Şəki", summary_az="Xülasə")
    cover = make_picture()
    page = Parsed(preview(client, entry, cover=cover.pk, cover_alt_az="Dağ"))
    assert page.texts('//*[@class="search-result"]/p') == [
        *("testserver › az › blog › seki", "Şəki · RTCM bloqu", "Xülasə")
    ]
    assert page.texts('//*[@class="share-card"]//p')[1:] == ["Şəki", "Xülasə"]
    image = page.one('//*[@class="share-card"]/img')
    assert image.get("src").startswith("http://testserver/media/")
    assert image.get("alt") == "Dağ"
    assert page.one('//*[@class="share-card"]').get("lang") == "az"
    assert notes(page.response) == []


def test_what_is_missing_is_said(client, editor):
    entry = make_entry(drafts=["az"], title_az="", body_az="<p>Birinci sözlər</p>")
    assert notes(client.get(preview_path(entry, "az"))) == [
        "There is no title: the first words of the entry stand in.",
        "There is no summary: the first words of the text stand in.",
        "There is no cover: the card has no picture.",
    ]


def test_what_is_borrowed_and_cut_is_said(client, editor):
    entry = make_entry(
        live=["en"],
        drafts=["az"],
        title_az="",
        title_en="long " * 15,
        summary_az="uzun " * 40,
        cover=make_picture(),
    )
    response = client.get(preview_path(entry, "az"))
    assert notes(response) == [
        "Search engines will be asked to leave this page out, as a part of it is in another language.",
        "There is no title in this language: that of another stands in.",
        "The title is long: about 60 characters of it are seen.",
        "The summary is long: about 160 characters of it are seen.",
        "Nobody has said what the cover shows, for readers who do not see it.",
    ]
    _trail, title, words = Parsed(response).texts('//*[@class="search-result"]/p')
    assert title == " ".join(["long"] * 11) + " …"
    assert words == " ".join(["uzun"] * 31) + " …"


def test_decorative_cover_needs_no_words(client, editor):
    entry = make_entry(
        drafts=["az"], summary_az="Xülasə", cover=make_picture(), cover_is_decorative=True
    )
    assert notes(client.get(preview_path(entry, "az"))) == []


def test_live_language_is_shown_as_it_is(client):
    client.force_login(make_user(EDITOR))
    entry = make_entry(live=["az"], slug_az="seki")
    response = client.get(preview_path(entry, "az"))
    assert main_of(framed(response)) == main_of(Parsed(client.get("/az/blog/seki/")).tree)
    about = Parsed(response).one('//*[@class="preview-about"]')
    assert about.xpath("a/@href") == ["/az/blog/seki/"]
