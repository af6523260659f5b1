"""The admin's front page as three people use it: a reporter, an editor, a translator."""

import pytest

from blog.models import Entry
from blog.models.entry import translate_permission
from blog.roles import AUTHOR, EDITOR, TRANSLATOR
from tests.browser.windows import assert_fits
from tests.factories import make_author, make_entry, make_submission, make_user
from tests.posting import change

WIDTHS = [1280, 390]
IN_WINDOW = """(node) => {
  const { top, bottom } = node.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}"""
SAVE_AND_CONTINUE = "[name=_continue]:not(.default-submit)"


@pytest.fixture
def newsroom(transactional_db):
    """An entry that came back to its reporter, and a translation that waits for an editor."""
    reporter, editor = make_user(AUTHOR, first_name="Tural"), make_user(EDITOR)
    translator = make_user(TRANSLATOR, rights=[translate_permission("ru")])
    mine = make_author(user=reporter)
    returned = make_entry(
        drafts=["az", "en"], title_az="Quba məktəbliləri", title_en="", body_en="", author=mine
    )
    make_submission(returned, "az", by=reporter, returned_by=editor, note="Sayı yoxlayın.")
    waits = make_entry(live=["az"], drafts=["ru"], title_ru="Ёж", title_az="", slug_ru="ezh")
    make_submission(waits, "ru", by=translator)
    make_entry(live=["az", "en"], title_az="Şəki", title_en="Shaki")
    return reporter, editor, translator


def section(page, name):
    return page.get_by_role("region", name=name)


def open_tab(page):
    return page.locator("[role=tab][aria-selected=true] [lang]").get_attribute("lang")


@pytest.mark.each_database
def test_each_goes_on_from_the_desk(log_in, submit, newsroom):
    reporter, editor, translator = newsroom
    page = log_in(reporter)
    page.goto("/admin/")
    assert page.locator("h1").inner_text() == "Hello, Tural"
    assert_fits(page, WIDTHS)
    waiting = section(page, "Waiting for me")
    assert waiting.locator("blockquote").inner_text() == "Sayı yoxlayın."
    with page.expect_navigation():
        waiting.get_by_role("link", name="Quba məktəbliləri").press("Enter")
    assert open_tab(page) == "az"
    page.goto("/admin/")
    submit(page, "text=New entry")
    assert page.url.endswith("/admin/blog/entry/add/")

    page = log_in(editor)
    page.goto("/admin/")
    assert_fits(page, WIDTHS)
    assert section(page, "Scheduled").inner_text().endswith("Nothing is scheduled.")
    with page.expect_navigation():
        section(page, "Waiting for me").get_by_role("link", name="Ёж").click()
    # The original is Azerbaijani, and comes first; what waits is the translation.
    assert open_tab(page) == "ru"
    submit(page, "[role=tabpanel]:not([hidden]) >> text=Save and publish")
    assert open_tab(page) == "ru"
    page.goto("/admin/")
    assert section(page, "Waiting for me").locator(".desk-title").count() == 0
    with page.expect_navigation():
        live = section(page, "Lately live").locator("li", has_text="Ёж")
        live.get_by_role("link", name="Русский").click()
    assert page.url.endswith("/ru/blog/ezh/")

    page = log_in(translator)
    page.goto("/admin/")
    assert_fits(page, WIDTHS)
    with page.expect_navigation():
        section(page, "lack a language").get_by_role("link", name="Shaki").click()
    assert open_tab(page) == "ru"
    page.fill("#id_title_ru", "Шеки, ещё не всё")
    submit(page, "[name=_save]")
    page.goto("/admin/")
    assert section(page, "My drafts").locator(".desk-title").all_inner_texts() == ["Shaki"]
    assert section(page, "lack a language").locator(".desk-title").count() == 0


def test_form_opens_at_the_language_of_its_address_once(log_in, submit, newsroom):
    page = log_in(newsroom[1])
    form = change(Entry.objects.readable_in("en").get())
    page.goto(f"{form}#language-en")
    assert open_tab(page) == "en"
    assert page.evaluate("scrollY") == 0
    page.click("[role=tab]:has([lang=ru])")
    submit(page, SAVE_AND_CONTINUE)
    assert open_tab(page) == "ru"
    page.reload()
    assert open_tab(page) == "ru"
    # A link in the open form, to a language and to one of its fields.
    for asked, opened in (("language-az", "az"), ("id_published_at_ru", "ru")):
        page.evaluate(f"location.hash = '{asked}'")
        page.locator(f"[role=tab][aria-selected=true]:has([lang={opened}])").wait_for()
    assert page.locator("#id_published_at_ru").evaluate(IN_WINDOW)
    # What the address asks for goes before what was seen last; of what it cannot mean nothing comes.
    for asked, opened in (("language-az", "az"), ("language-xx", "az"), ("", "az")):
        page.goto("/admin/")
        page.goto(f"{form}#{asked}")
        assert open_tab(page) == opened
