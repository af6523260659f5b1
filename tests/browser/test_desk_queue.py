"""The queue and the glossary as an editor and a translator use them, by keyboard and on a phone."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from blog.roles import EDITOR, TRANSLATOR
from tests.browser.axe import FOR_AXE, findings
from tests.browser.windows import assert_fits
from tests.desk.factories import confirm_row, make_original, rows_of, translation_of
from tests.factories import make_entry, make_user

QUEUE = "/admin/translation_desk/translation/"
TERMS = "/admin/translation_desk/term/"
WIDTHS = [1280, 768, 390]
FILE = (
    "en,ru,ru_forbidden,az,az_others\n"
    "irregular migrant,неурегулированный мигрант,нелегал,nizamsız miqrant,\n"
    ",,,,yalnız bu\n"
)


@pytest.fixture
def newsroom(transactional_db):
    """An editor, a translator, and entries in several states."""
    editor = make_user(EDITOR, first_name="Leyla")
    translator = make_user(TRANSLATOR, first_name="Алёна", rights=["translate_into_ru"])
    begun = make_original()
    confirm_row(translation_of(begun), rows_of(translation_of(begun))[0], "Стол", by=translator)
    make_entry(live=["en", "ru"], scheduled=["az"])
    outdated = make_entry(live=["az", "ru"], title_az="Şəki " + "uzunadlı" * 12)
    outdated.body_az = "<p>Yenə görüşəcəyik.</p>"
    outdated.save()
    translation = translation_of(outdated, "en")
    translation.due = timezone.localdate() - timedelta(days=2)
    translation.note = "Tezliklə lazımdır."
    translation.save()
    return editor, translator


def choose(page, label, value):
    page.get_by_label(label, exact=True).select_option(value)


def test_queue_is_accessible_and_fits(log_in, newsroom):
    page = log_in(newsroom[0], **FOR_AXE)
    page.goto(f"{QUEUE}?state=forgotten")
    found = findings(page, "queue")
    page.set_viewport_size({"width": 390, "height": 900})
    found += findings(page, "queue on a phone")
    assert found == []
    assert_fits(page, WIDTHS)
    # On a phone each cell names its language.
    expect(page.locator("td .queue-language").first).to_be_visible()
    page.goto(page.locator(".queue-assign a").first.get_attribute("href"))
    assert findings(page, "assign") == []
    assert_fits(page, WIDTHS)


def test_editor_assigns_by_keyboard_and_translator_finds_it(log_in, newsroom):
    editor, translator = newsroom
    page = log_in(editor)
    page.goto("/admin/")
    with page.expect_navigation():
        page.get_by_role("link", name="Translation queue").press("Enter")
    page.get_by_role("checkbox", name="Русский").focus()
    # From the languages to the state, and its second choice.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_label("State")).to_be_focused()
    choose(page, "State", "in_progress")
    with page.expect_navigation():
        page.get_by_role("button", name="Show").press("Enter")
    table = page.get_by_role("table", name="1 entry")
    with page.expect_navigation():
        table.get_by_role("link", name=re.compile("^Assign.*Round table, Русский")).press("Enter")
    page.get_by_label("Assigned to").select_option("Алёна")
    page.get_by_label("Note").fill("К круглому столу, ещё в мае.")
    with page.expect_navigation():
        page.get_by_role("button", name="Save").press("Enter")
    assert "state=in_progress" in page.url
    expect(page.locator(".messagelist")).to_have_text(
        "“Round table” (Русский) is assigned to Алёна."
    )
    expect(page.locator("tr:target dd").first).to_have_text("Алёна")

    # All of it works without scripts.
    page = log_in(translator, width=390, javascript=False)
    page.goto(QUEUE)
    expect(page.locator(".queue-languages")).to_have_count(0)
    page.get_by_label("Assigned to me").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Show").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile("^in progress.*Round table, Русский")).click()
    assert page.url.endswith("/ru/")


def test_glossary_is_brought_by_a_file(log_in, newsroom):
    page = log_in(newsroom[0], **FOR_AXE)
    page.goto(TERMS)
    with page.expect_navigation():
        page.get_by_role("link", name="Import terms").press("Enter")
    page.get_by_label("CSV file").set_input_files(
        {"name": "terms.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    )
    with page.expect_navigation():
        page.get_by_role("button", name="Show what would change").press("Enter")
    expect(page.locator(".queue-refused li")).to_have_text(
        "Row 3 There is something in “az_others”, and nothing in “az”."
    )
    found = findings(page, "import")
    assert_fits(page, [390, 1280])
    with page.expect_navigation():
        page.get_by_role("button", name="Store these changes").press("Enter")
    expect(page.locator(".messagelist")).to_have_text("1 term was added.")
    page.fill("#searchbar", "неурегулированных мигрантов")
    with page.expect_navigation():
        page.press("#searchbar", "Enter")
    found += findings(page, "terms", part="#content")
    with page.expect_navigation():
        page.get_by_role("link", name="irregular migrant").press("Enter")
    expect(page.get_by_label("Forbidden").nth(1)).to_have_value("нелегал")
    found += findings(page, "term", part="#content")
    assert found == []
    assert_fits(page, WIDTHS)
