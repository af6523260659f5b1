"""The dialog of a link: an address is typed, or one of our entries is found by its title."""

import re

import pytest
from playwright.sync_api import expect

from blog.roles import EDITOR
from tests.browser.tools import answer, choose, select, type_keys
from tests.browser.writing import open_form, stored, surface, write
from tests.factories import make_entry, make_user

LINK = '<p>Bax: <a href="https://example.org" rel="noopener noreferrer">sayt</a></p>'


@pytest.fixture
def entry(transactional_db):
    return make_entry(drafts=["az"], body_az="")


@pytest.fixture
def page(log_in, entry):
    page = log_in(make_user(EDITOR))
    open_form(page, entry)
    return page


def test_link_is_made_changed_and_removed(page, submit, entry):
    ours = make_entry(live=["az"], title_az="Pasport laboratoriyası")
    make_entry(live=["az"], title_az="Pasportun İşığı")
    dialog, where = page.get_by_role("dialog", name="Link"), page.locator("dialog [name=where]")
    write(page, "az", "Bax: ")
    type_keys(page, "<Control+k>", "heç nə", "<Tab>", "sayt", "<Enter>")
    expect(dialog).to_be_visible()
    for refused in ("heç nə", "javascript:alert(1)", "localhost:80", "picture:1", "data:,x"):
        where.fill(refused)
        assert where.evaluate("node => node.validationMessage").startswith("This is no address")
    answer(page, where="example.org")
    assert stored(page, submit, entry) == LINK

    for typed, href in {
        "a@example.org": "mailto:a@example.org",
        "+994 12 404-12-34": "tel:+994124041234",
        "пример.рф:80/ё?a=1": "https://пример.рф:80/ё?a=1",
        "/az/#x": "/az/#x",
        f"entry:{ours.pk}#x": f"entry:{ours.pk}#x",
    }.items():
        select(page, "sayt")
        choose(page, "Change the link")
        answer(page, where=typed, hreflang="ru", title="ё")
        expect(surface(page, "az").locator("a")).to_have_attribute("href", href)
    select(page, "sayt")
    type_keys(page, "<Control+k>")
    expect(where).to_have_value("Pasport laboratoriyası")
    answer(page, title="")
    expect(surface(page, "az").locator("a")).to_have_attribute("href", f"entry:{ours.pk}#x")
    choose(page, "Change the link")
    answer(page, "Remove")
    assert stored(page, submit, entry) == "<p>Bax: sayt</p>"


def test_link_to_an_entry_is_found_by_words_of_its_title(page, submit, entry):
    ours = make_entry(live=["az"], title_az="Pasport laboratoriyası")
    make_entry(live=["az"], title_az="Pasportun işığı")
    where, options = page.locator("dialog [name=where]"), page.locator("dialog li")
    write(page, "az", "Bax: ")
    type_keys(page, "<Control+k>", "pasport")
    expect(options).to_have_count(2)
    expect(where).to_have_attribute("aria-expanded", "true")
    type_keys(page, "<ArrowUp>")
    expect(options.last).to_have_attribute("aria-selected", "true")
    type_keys(page, "<Tab>")
    assert page.evaluate("document.activeElement.name") == "text"
    type_keys(page, "<Shift+Tab>", " ")
    assert where.get_attribute("aria-activedescendant") is None
    type_keys(page, "<Escape>")
    expect(options).to_have_count(0)
    type_keys(page, " lab")
    expect(options).to_have_text([re.compile("^Pasport laboratoriyası")])
    type_keys(page, "<ArrowUp>", "<ArrowDown>")
    expect(options).to_have_attribute("aria-selected", "true")
    assert where.get_attribute("aria-activedescendant") == options.get_attribute("id")
    type_keys(page, "<Enter>")
    expect(where).to_have_value("Pasport laboratoriyası")
    type_keys(page, "<Enter>", "!")
    link = f'<a href="entry:{ours.pk}" rel="noopener noreferrer">Pasport laboratoriyası</a>'
    assert stored(page, submit, entry) == f"<p>Bax: {link}!</p>"

    # Without an answer of the server one can still see, change and make a link.
    page.route("**/entry/links/**", lambda route: route.abort())
    select(page, "Pasport")
    choose(page, "Change the link")
    expect(where).to_have_value(f"entry:{ours.pk}")
    where.fill("pasport")
    with page.expect_event("requestfailed"):
        where.press("x")
    answer(page, where="example.org")
    expect(surface(page, "az").locator("a")).to_have_attribute("href", "https://example.org")
