"""The form of an entry, really posted: languages, publishing, Moodle's tags, bad input."""

import re

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from PIL.ExifTags import Base as ImageIFD

from blog.models import Entry
from blog.models.entry import BODY_LENGTH
from blog.roles import EDITOR
from tests.factories import ago, ahead, make_author, make_entry, make_tag, make_user, picture
from tests.parsed import Parsed

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
ADD = "/admin/blog/entry/add/"


@pytest.fixture
def editor(client):
    user = make_user(EDITOR)
    client.force_login(user)
    return user


def change(entry):
    return f"/admin/blog/entry/{entry.pk}/change/"


def filled(client, path):
    """What a browser would send of the form at ``path``, unchanged; without files."""
    form = Parsed(client.get(path)).one('//form[@id="entry_form"]')
    fields = dict(form.form_values())
    fields.pop("_continue", None)
    return {name: value for name, value in fields.items() if name != "cover"}


def post(client, path, **changes):
    return client.post(path, {**filled(client, path), **changes})


def errors(response):
    return Parsed(response).texts('//ul[contains(@class, "errorlist")]/li')


def value(response, name):
    """What stands in the field ``name`` of the form that came back."""
    field = Parsed(response).one(f'//*[@name="{name}"]')
    return field.text[1:] if field.tag == "textarea" and field.text else field.get("value") or ""


def test_author_publishes_the_original_and_later_a_translation(client, editor):
    response = post(
        client,
        ADD,
        author=make_author().pk,
        original_language="az",
        title_az="Şəki şəhəri",
        body_az="Birinci abzas.\n\nİkinci abzas.",
        _publish="az",
    )
    entry = Entry.objects.get()
    assert response["Location"] == change(entry)
    assert entry.live_languages == ["az"]
    assert entry.slug_az == "seki-seheri"
    assert entry.body_az == "<p>Birinci abzas.</p>\n<p>İkinci abzas.</p>"
    page = Parsed(client.get(change(entry)))
    assert page.tree.xpath('//*[@class="pane-head"]//a/@href') == ["/az/blog/seki-seheri/"]
    assert client.get("/az/blog/seki-seheri/").status_code == 200

    Entry.objects.update(published_at_az=ago(days=30))
    post(client, change(entry), title_ru="Город Шеки", _publish="ru")
    entry.refresh_from_db()
    assert entry.live_languages == ["ru", "az"]
    assert entry.published_at_ru == entry.published_at_az


def test_withdrawn_language_leaves_the_site(client, editor):
    entry = make_entry(live=["az", "ru"], slug_az="seki", slug_ru="sheki")
    post(client, change(entry), _withdraw="az")
    entry.refresh_from_db()
    assert entry.live_languages == ["ru"]
    # The old address is kept, and leads to what there is.
    assert client.get("/az/blog/seki/").status_code == 301


def test_date_typed_is_a_time_of_the_site(client, editor):
    entry = make_entry(drafts=["az"])
    post(client, change(entry), published_at_az="2031-05-03T14:30")
    entry.refresh_from_db()
    assert entry.published_at_az.isoformat() == "2031-05-03T10:30:00+00:00"
    assert entry.state_in("az") == "scheduled"


def test_publishing_with_a_coming_date_is_a_schedule(client, editor):
    entry = make_entry(drafts=["az"])
    date = ahead(days=2)
    typed = timezone.localtime(date).strftime("%Y-%m-%dT%H:%M:%S")
    post(client, change(entry), published_at_az=typed, _publish="az")
    entry.refresh_from_db()
    assert entry.published_at_az == date


def test_saving_unchanged_changes_nothing(client, editor):
    entry = make_entry(live=["en", "az"], scheduled=["ru"], tags=[make_tag()])
    before = stored(entry)
    assert post(client, change(entry)).status_code == 302
    assert stored(Entry.objects.get()) == before
    assert entry.tags.count() == 1


def stored(entry):
    """Every column that is data, but for the time of the last change."""
    unsuffixed = {"title", "slug", "summary", "body", "cover_alt", "published_at", "modified_at"}
    names = [field.attname for field in Entry._meta.concrete_fields if field.name not in unsuffixed]
    # An empty text may be NULL or "": both are nothing.
    return {name: getattr(entry, name) or None for name in names}


def test_languages_are_panes_with_the_original_first(client, editor):
    entry = make_entry(live=["az"], drafts=["ru"], scheduled=["en"], original_language="az")
    page = Parsed(client.get(change(entry)))
    assert page.texts('//fieldset[contains(@class, "language")]/h2') == [
        *("Azərbaycanca", "English", "Русский")
    ]
    states = page.texts('//*[@class="pane-head"]//*[contains(@class, "state")]')
    assert states == ["live", "scheduled", "draft"]
    assert page.one('//*[@name="title_az"]').get("lang") == "az"


def test_list_has_a_column_for_each_language(client, editor):
    make_entry(live=["az"], drafts=["ru"], title_az="Şəki")
    page = Parsed(client.get("/admin/blog/entry/"))
    row = page.texts('//table[@id="result_list"]/tbody/tr/td[contains(@class, "field-state")]')
    assert row == ["empty", "draft", "live"]


@pytest.mark.parametrize("interface", ["en", "ru", "az"])
@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("istanbul", "İstanbul səfəri"),
        ("İSTANBUL", "İstanbul səfəri"),
        ("ıŞIQ", "Işıq və işıq"),
        ("МИГРАЦИЯ", "Миграция и ёлка"),
        ("ёлка миграция", "Миграция и ёлка"),
        ("roll-OUT", "Roll-out"),
    ],
)
def test_search_finds_every_language_in_any_casing(client, editor, interface, words, title):
    make_entry(drafts=["az"], title_az="İstanbul səfəri")
    make_entry(drafts=["az"], title_az="Işıq və işıq")
    make_entry(drafts=["ru"], title_ru="Миграция и ёлка")
    make_entry(drafts=["en"], title_en="Roll-out")
    client.cookies["django_language"] = interface
    page = Parsed(client.get("/admin/blog/entry/", {"q": words}))
    assert page.texts('//table[@id="result_list"]/tbody//th') == [title]


def test_filter_shows_what_is_missing_in_a_language(client, editor):
    make_entry(live=["az"], title_az="Yalnız az")
    make_entry(live=["az"], drafts=["ru"], title_az="Qaralama da var")
    page = Parsed(client.get("/admin/blog/entry/?missing=ru"))
    assert page.texts('//table[@id="result_list"]/tbody//th') == ["Yalnız az"]
    assert client.get("/admin/blog/entry/?missing=xx").status_code == 200


@pytest.mark.parametrize("entries", [1, 3])
def test_list_query_count_does_not_grow(client, editor, entries, django_assert_num_queries):
    for _ in range(entries):
        make_entry(live=["az"])
    client.get("/admin/blog/entry/")  # content types are read once per process
    with django_assert_num_queries(9):
        client.get("/admin/blog/entry/")


# Moodle's tags


def test_title_with_tags_comes_back_split(client, editor):
    title = "{mlang en}Roll-out session{mlang}{mlang ru}{mlang}{mlang az}Təlim{mlang}"
    body = "{mlang en}<p>We met.</p>{mlang}{mlang ru}{mlang}{mlang az}<p>Görüşdük.</p>{mlang}"
    author = make_author().pk
    response = post(client, ADD, author=author, title_en=title, body_en=body)

    assert response.status_code == 200
    assert not Entry.objects.exists()
    assert [value(response, f"title_{code}") for code in ("en", "ru", "az")] == [
        *("Roll-out session", "", "Təlim")
    ]
    assert value(response, "body_az").strip() == "<p>Görüşdük.</p>"
    assert len(errors(response)) == 2
    assert "Русский" in errors(response)[0]

    sent = {name: value(response, name) for name in ("title_en", "title_az", "body_en", "body_az")}
    assert post(client, ADD, author=author, **sent).status_code == 302
    entry = Entry.objects.get()
    assert (entry.title_en, entry.title_ru, entry.title_az) == ("Roll-out session", None, "Təlim")
    assert entry.body_az == "<p>Görüşdük.</p>"


def test_broken_part_stays_in_the_original_and_is_quoted(client, editor):
    title = "{mlang en}The river{mlang}{mlang ru}Река{mlang}{mlang az}Çay, körpü və şə"
    response = post(client, ADD, author=make_author().pk, original_language="ru", title_en=title)
    assert not Entry.objects.exists()
    assert value(response, "title_en") == "The river"
    assert value(response, "title_ru") == "Река {mlang az}Çay, körpü və şə"
    assert "{mlang az}Çay, körpü və şə" in errors(response)[0]

    again = post(
        client,
        ADD,
        author=make_author().pk,
        original_language="ru",
        title_ru=value(response, "title_ru"),
    )
    assert again.status_code == 200
    assert not Entry.objects.exists()


def test_part_whose_field_is_filled_is_not_overwritten(client, editor):
    entry = make_entry(drafts=["az", "en"], title_az="Köhnə başlıq", title_en="Old")
    response = post(client, change(entry), title_en="{mlang en}New{mlang}{mlang az}Yeni{mlang}")
    assert value(response, "title_az") == "Köhnə başlıq {mlang az}Yeni{mlang}"
    assert value(response, "title_en") == "New"
    entry.refresh_from_db()
    assert (entry.title_az, entry.title_en) == ("Köhnə başlıq", "Old")


def test_language_the_site_lacks_is_kept_as_it_was(client, editor):
    response = post(
        client, ADD, author=make_author().pk, title_en="{mlang fr}Été{mlang}{mlang en}Summer{mlang}"
    )
    assert value(response, "title_en") == "Summer {mlang fr}Été{mlang}"


def test_spans_of_the_core_filter_are_split_too(client, editor):
    title = '<span lang="en" class="multilang">Spring</span><span lang="az" class="multilang">Yaz</span>'
    response = post(client, ADD, author=make_author().pk, title_en=title)
    assert (value(response, "title_en"), value(response, "title_az")) == ("Spring", "Yaz")


# Bad input


def test_slug_of_another_entry_is_refused_with_a_proposal(client, editor):
    make_entry(live=["en"], slug_en="seki", title_en="Shaki")
    response = post(client, ADD, author=make_author().pk, title_az="Şəki", slug_az="Şəki")
    (error,) = errors(response)
    assert "seki-2" in error
    assert "Shaki" in error
    assert value(response, "title_az") == "Şəki"


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


# Covers


def test_cover_is_stored_without_metadata_and_in_renditions(client, editor):
    author = make_author().pk
    exif = Image.Exif()
    exif[ImageIFD.ImageDescription] = "taken at home"
    sent = {**filled(client, ADD), "author": author, "title_az": "Şəki", "cover_alt_az": "Dağ"}
    upload = picture(size=(1200, 800), exif=exif)
    client.post(ADD, {**sent, "cover": upload, "_publish": "az"})
    entry = Entry.objects.get()

    assert (entry.cover_width, entry.cover_height) == (1200, 800)
    with entry.cover.open() as file:
        assert b"taken at home" not in file.read()
    page = Parsed(client.get(entry.url_in("az")))
    widths = re.findall(r" (\d+)w", " ".join(page.tree.xpath("//article//source/@srcset")))
    assert widths == ["480", "960", "1200"] * 3
    image = page.one("//article//img")
    assert (image.get("width"), image.get("height"), image.get("alt")) == ("960", "640", "Dağ")
    for source in page.tree.xpath("//article//source/@srcset"):
        for file in re.findall(r"/media/(\S+)", source):
            assert default_storage.exists(file)


@pytest.mark.parametrize(
    "upload",
    [
        SimpleUploadedFile("a.jpg", b"no picture at all"),
        SimpleUploadedFile("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        SimpleUploadedFile("a.png", picture(format_="PNG").read()[:300]),
        SimpleUploadedFile("a.jpg", b""),
        picture(size=(6000, 5000), name="huge.png", format_="PNG"),
    ],
    ids=["text", "svg", "cut", "empty", "too many pixels"],
)
def test_upload_that_is_no_picture_is_a_message(client, editor, upload):
    upload.seek(0)
    sent = {**filled(client, ADD), "author": make_author().pk, "title_az": "Şəki"}
    response = client.post(ADD, {**sent, "cover": upload})
    assert len(errors(response)) == 1
    assert value(response, "title_az") == "Şəki"
    assert not Entry.objects.exists()


def test_deleted_entry_is_gone_for_readers(client, editor):
    entry = make_entry(live=["az"], slug_az="seki")
    client.post(f"/admin/blog/entry/{entry.pk}/delete/", {"post": "yes"})
    assert client.get("/az/blog/seki/").status_code == 404
