"""From a reporter to readers: two people, two windows; then several entries at once."""

import pytest

from blog.models import Entry
from blog.roles import AUTHOR, EDITOR
from tests.browser.axe import FOR_AXE, findings
from tests.browser.windows import assert_fits
from tests.browser.writing import open_form, write
from tests.factories import make_author, make_entry, make_user

LIST = "/admin/blog/entry/"
NOTE = "Rəqəmləri yoxlayın, xahiş edirəm."


@pytest.fixture
def tural(transactional_db):
    return make_user(AUTHOR, first_name="Tural", last_name="Kərimov", email="tural@example.org")


@pytest.fixture
def leyla(transactional_db):
    return make_user(EDITOR, first_name="Leyla", last_name="Həsənova", email="leyla@example.org")


def link_in(message):
    return next(line for line in message.body.splitlines() if line.startswith("http"))


def in_pane(selector):
    """A part of the pane that is seen."""
    return f"[role=tabpanel]:not([hidden]) {selector}"


def tab(page):
    return page.locator("[role=tab][aria-selected=true]").inner_text().split("\n")[0]


@pytest.mark.each_database
def test_text_goes_to_an_editor_and_back_and_to_readers(log_in, submit, tural, leyla, mailoutbox):
    entry = make_entry(
        drafts=["az", "en"],
        title_en="The first week",
        title_az="İlk həftə",
        slug_az="ilk-hefte",
        original_language="en",
        author=make_author(user=tural),
    )
    reporter = log_in(tural, language="az", width=390, **FOR_AXE)
    editor = log_in(leyla, language="ru", **FOR_AXE)
    found = []

    open_form(reporter, entry)
    write(reporter, "az", " On beş gün.")
    submit(reporter, in_pane("[name=_submit]"))
    assert reporter.locator(in_pane("[name=_take_back]")).is_visible()
    found += findings(reporter, "submitted")
    assert_fits(reporter, [320, 390])

    # The mail leads to the language that waits, not to the first one.
    editor.goto(link_in(mailoutbox[0]))
    assert tab(editor).startswith("Azərbaycanca")
    write(editor, "az", " Redaktə.")
    editor.click(in_pane(".return summary"))
    found += findings(editor, "about to return")
    # Without a note nothing is lost, and the form opens where the note is missing.
    submit(editor, in_pane("[name=_return]"))
    assert editor.locator(".errornote").is_visible()
    assert tab(editor).startswith("Azərbaycanca")
    assert editor.locator(in_pane("[name=return_note_az]")).is_visible()
    editor.fill("[name=return_note_az]", NOTE)
    submit(editor, in_pane("[name=_return]"))
    assert NOTE in editor.locator(in_pane(".submission-returned")).inner_text()
    assert "Leyla Həsənova" in editor.locator(".latest-steps li").first.inner_text()

    reporter.goto(LIST)
    reporter.goto(link_in(mailoutbox[1]))
    assert NOTE in mailoutbox[1].body
    assert NOTE in reporter.locator(in_pane(".submission-returned")).inner_text()
    found += findings(reporter, "returned")
    write(reporter, "az", " On beş iş günü.")
    submit(reporter, in_pane("[name=_submit]"))
    assert reporter.locator(in_pane(".submission-returned")).count() == 0

    editor.goto(f"{LIST}?submitted=waiting")
    submit(editor, "#result_list tbody th a")
    editor.click("[role=tab]:has([lang=az])")
    submit(editor, in_pane("[name=_publish]"))
    submit(editor, ".messagelist a[href='/az/blog/ilk-hefte/']")
    text = editor.locator(".prose").inner_text()
    assert "On beş gün. Redaktə. On beş iş günü." in text
    assert [message.to for message in mailoutbox] == [
        ["leyla@example.org"],
        ["tural@example.org"],
        ["leyla@example.org"],
        ["tural@example.org"],
    ]
    assert mailoutbox[-1].body.count("/az/blog/ilk-hefte/") == 1
    assert found == []


@pytest.mark.parametrize("width", [1280, 390])
def test_several_entries_go_live_at_once(log_in, submit, leyla, width):
    first = make_entry(drafts=["az", "ru"], title_az="Bir", title_ru="Раз")
    second = make_entry(drafts=["az"], title_az="İki", title_en="Two", scheduled=["en"])
    page = log_in(leyla, width=width, **FOR_AXE)
    page.goto(LIST)
    found = findings(page, "the list", part=".coming")
    assert page.locator(".coming li").count() == 1
    page.check("#action-toggle")
    page.select_option("select[name=action]", "publish_selected")
    submit(page, "button[name=index]")
    assert_fits(page, [width])
    found += findings(page, "what will happen")
    page.uncheck("input[name=languages][value=ru]")
    submit(page, ".bulk-buttons button")
    assert "2 entries were published." in page.locator(".messagelist").inner_text()
    states = {
        entry.title_az: entry.live_languages for entry in Entry.objects.filter(pk__gte=first.pk)
    }
    assert states == {"Bir": ["az"], "İki": ["az"]}
    page.check("#action-toggle")
    page.select_option("select[name=action]", "add_tags_selected")
    submit(page, "button[name=index]")
    found += findings(page, "tags")
    page.click(".bulk-buttons a")
    assert page.url.endswith(LIST)
    assert second.tags.count() == 0
    assert found == []
