"""Journeys of an author: publishing one language and then another, and pasting Moodle's tags."""

import json
from pathlib import Path

import pytest

from blog.models import Entry
from blog.roles import AUTHOR, EDITOR
from tests.browser.windows import assert_fits
from tests.browser.writing import write
from tests.factories import make_author, make_entry, make_user

TITLES = json.loads((Path(__file__).parents[1] / "data" / "titles.json").read_text("utf-8"))
WORDS = {
    "en": ("Save and publish", "See the page"),
    "ru": ("Сохранить и опубликовать", "Открыть страницу"),
    "az": ("Yadda saxla və yayımla", "Səhifəyə bax"),
}


@pytest.fixture
def author(transactional_db):
    return make_user(AUTHOR, rights=["publish_entry"], first_name="Aysel", last_name="Məmmədova")


@pytest.mark.parametrize("language", ["en", "ru", "az"])
def test_author_logs_in_and_out(open_browser, submit, author, language):
    page = open_browser(language=language)
    page.goto("/admin/blog/entry/")
    page.fill("#id_username", author.username)
    for password in ("wrong", "secret"):
        page.fill("#id_password", password)
        with page.expect_navigation():
            page.press("#id_password", "Enter")
        assert page.locator(".errornote").is_visible() == (password == "wrong")
    assert page.url.endswith("/admin/blog/entry/")
    submit(page, "#logout-form button")
    page.goto("/admin/blog/entry/")
    assert page.locator("#id_password").is_visible()


@pytest.mark.parametrize(
    ("language", "width"),
    [pytest.param("az", 1280, marks=pytest.mark.each_database), ("ru", 390), ("en", 1280)],
)
def test_author_publishes_azerbaijani_and_later_russian(log_in, submit, author, language, width):
    publish, see = WORDS[language]
    page = log_in(author, language=language, width=width)
    page.goto("/admin/blog/entry/add/")
    page.select_option("#id_original_language", "az")
    page.click("role=tab >> text=Azərbaycanca")
    page.fill("#id_title_az", "İqtisadi əlaqələr")
    write(page, "az", "Birinci abzas.\nİkinci abzas.")
    submit(page, f"[role=tabpanel]:not([hidden]) >> text={publish}")
    tabs = page.locator("[role=tab]").all_inner_texts()
    assert tabs[0].startswith("Azərbaycanca")
    submit(page, f".messagelist >> text={see}")
    assert page.url.endswith("/az/blog/iqtisadi-elaqeler/")
    assert page.locator("h1").inner_text() == "İqtisadi əlaqələr"
    assert page.locator(".prose p").all_inner_texts() == ["Birinci abzas.", "İkinci abzas."]

    page.goto(f"/admin/blog/entry/{Entry.objects.get().pk}/change/")
    page.click("role=tab >> text=Русский")
    page.fill("#id_title_ru", "Экономические связи")
    submit(page, f"[role=tabpanel]:not([hidden]) >> text={publish}")
    entry = Entry.objects.get()
    assert entry.live_languages == ["ru", "az"]
    assert entry.published_at_ru == entry.published_at_az
    submit(page, f".messagelist >> text={see}")
    assert page.locator("h1").inner_text() == "Экономические связи"


def test_tabs_are_used_by_keyboard(log_in, author):
    entry = make_entry(live=["az"], drafts=["ru"], author=make_author(user=author))
    page = log_in(author)
    page.goto(f"/admin/blog/entry/{entry.pk}/change/")
    tabs = page.locator("[role=tab]")
    tabs.first.focus()
    for key, language in (
        ("ArrowRight", "English"),
        ("End", "Русский"),
        ("ArrowRight", "Azərb"),
        ("ArrowLeft", "Рус"),
    ):
        page.keyboard.press(key)
        selected = page.locator("[role=tab][aria-selected=true]")
        assert selected.inner_text().startswith(language)
        assert page.locator("[role=tabpanel]:not([hidden])").count() == 1
        assert selected.evaluate("node => node === document.activeElement")


def test_enter_in_a_field_publishes_nothing(log_in, author):
    entry = make_entry(drafts=["az"], author=make_author(user=author))
    page = log_in(author)
    page.goto(f"/admin/blog/entry/{entry.pk}/change/")
    page.fill("#id_title_az", "Yeni başlıq")
    with page.expect_navigation():
        page.press("#id_title_az", "Enter")
    entry.refresh_from_db()
    assert (entry.title_az, entry.state_in("az")) == ("Yeni başlıq", "draft")


@pytest.mark.parametrize("language", ["en", "ru", "az"])
def test_form_fits_the_screen(log_in, author, language):
    entry = make_entry(live=["az"], drafts=["ru"], author=make_author(user=author))
    page = log_in(author, language=language, width=320)
    for path in ("/admin/", "/admin/blog/entry/", f"/admin/blog/entry/{entry.pk}/change/"):
        page.goto(path)
        for width in (320, 390, 768):
            assert_fits(page, [width])
            # Nothing lies over it, wherever the head wraps.
            page.locator("#logout-form button").click(trial=True)
    for width in (320, 390, 768):
        assert_fits(page, [width])
        box = page.locator("[role=tabpanel]:not([hidden]) textarea").first.bounding_box()
        assert box["x"] + box["width"] <= width


def test_tab_with_an_error_opens_and_says_so(log_in, submit, author):
    entry = make_entry(live=["en"], drafts=["az"], author=make_author(user=author))
    page = log_in(author)
    page.goto(f"/admin/blog/entry/{entry.pk}/change/")
    page.evaluate("document.getElementById('id_title_az').removeAttribute('maxlength')")
    page.click("role=tab >> text=Azərbaycanca")
    page.fill("#id_title_az", "Ə" * 300)
    page.click("role=tab >> text=English")
    submit(page, "[name=_save]")
    selected = page.locator("[role=tab][aria-selected=true]")
    assert "Azərbaycanca" in selected.inner_text()
    assert page.locator("#id_title_az").input_value() == "Ə" * 300


def test_without_scripts_all_languages_are_there(log_in, submit, author):
    page = log_in(author, javascript=False)
    page.goto("/admin/blog/entry/add/")
    for code in ("en", "ru", "az"):
        assert page.locator(f"#id_title_{code}").is_visible()
    page.fill("#id_title_az", "Şəki")
    submit(page, "fieldset.language:has(#id_title_az) [name=_publish]")
    assert Entry.objects.get().live_languages == ["az"]


def test_address_is_foretold_as_the_server_makes_it(log_in, author):
    page = log_in(author)
    page.goto("/admin/blog/entry/add/")
    for title, slug in TITLES.items():
        page.fill("#id_title_en", title)
        assert page.locator("#id_slug_en").get_attribute("placeholder") == slug

    page.evaluate("document.getElementById('id_title_en').removeAttribute('maxlength')")
    page.fill("#id_title_en", "Şəki şəhəri " * 16)
    foretold = page.locator("#id_slug_en").get_attribute("placeholder")
    with page.expect_navigation():
        page.press("#id_title_en", "Enter")
    assert Entry.objects.get().slug_en == foretold


@pytest.mark.parametrize("language", ["en", "ru", "az"])
def test_author_used_to_moodle(log_in, submit, transactional_db, language):
    page = log_in(make_user(EDITOR), language=language)
    author = make_author()
    page.goto("/admin/blog/entry/add/")
    page.evaluate("document.getElementById('id_title_en').removeAttribute('maxlength')")
    page.click("role=tab >> text=English")
    page.fill(
        "#id_title_en", "{mlang en}Roll-out session{mlang}{mlang ru}{mlang}{mlang az}Təlim{mlang}"
    )
    write(page, "en", "{mlang en}We met.{mlang}{mlang az}Görüşdük.{mlang}")
    page.select_option("#id_author", str(author.pk))
    submit(page, "[name=_save]")

    assert not Entry.objects.exists()
    assert page.locator(".errorlist.nonfield li").count() == 2
    fields = {
        f"{name}_{code}": page.locator(f"#id_{name}_{code}").input_value()
        for name in ("title", "body")
        for code in ("en", "ru", "az")
    }
    assert fields == {
        "title_en": "Roll-out session",
        "title_ru": "",
        "title_az": "Təlim",
        "body_en": "<p>We met.</p>",
        "body_ru": "",
        "body_az": "<p>Görüşdük.</p>",
    }
    submit(page, "[name=_save]")
    entry = Entry.objects.get()
    assert (entry.title_en, entry.title_ru, entry.title_az) == ("Roll-out session", None, "Təlim")
