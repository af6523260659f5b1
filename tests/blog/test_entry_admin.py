"""The form of an entry, really posted: languages, publishing, Moodle's tags."""

import pytest
from django.utils import timezone

from blog.models import Entry
from tests.factories import ago, ahead, make_author, make_entry, make_tag
from tests.parsed import Parsed
from tests.posting import ADD, change, errors, post, value

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


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
    links = page.tree.xpath('//*[@class="pane-head"]//a[not(@class="pane-way")]/@href')
    assert links == ["/az/blog/seki-seheri/"]
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
    with django_assert_num_queries(11):  # among them what goes live next, and what was submitted
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
