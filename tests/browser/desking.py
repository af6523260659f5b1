"""The side-by-side page as a person uses it, for tests."""

from playwright.sync_api import expect

from tests.desk.side import side_url


def open_side(page, entry, locale="ru"):
    """Open the page, and wait until its scripts are ready."""
    page.goto(side_url(entry, locale))
    page.wait_for_selector("#side[data-ready]")


def row(page, place):
    return page.locator(f"#row-{place}")


def field(page, place):
    """Where the translation of a segment is typed."""
    return row(page, place).locator(
        ".row-target [role=textbox], .row-target > textarea:not([hidden])"
    )


def confirm(page, place, text):
    """Type the translation of a segment and confirm it by the key."""
    field(page, place).fill(text)
    page.keyboard.press("Control+Enter")
    expect(row(page, place)).to_have_attribute("data-state", "confirmed")


def states(page):
    return [one.get_attribute("data-state") for one in page.locator(".side-row").all()]


def wait_until_kept(page, *places):
    """Until what was typed in these segments is kept in the browser."""
    for place in places:
        expect(row(page, place)).to_have_attribute("data-kept", "yes")


def type_marked(page, before, words, number):
    """Type ``before`` and ``words``, and put markup of the original around the words."""
    page.keyboard.type(before + words)
    for _letter in words:
        page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press(f"Alt+{number}")
