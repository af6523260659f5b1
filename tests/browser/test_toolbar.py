"""Every tool of the editor makes the HTML it is named after, and is reached by mouse, key and thumb."""

import re

import pytest
from playwright.sync_api import expect

from blog.markup import TAGS
from blog.roles import EDITOR
from tests.browser.axe import FOR_AXE, findings
from tests.browser.tools import actions, answer, choose, fill_text, select, type_keys
from tests.browser.writing import editor_of, open_form, press, stored, surface, write
from tests.factories import make_entry, make_user

PLAIN_MARKS = ["s", "strong", "em", "u", "mark", "small", "sub", "sup", "kbd", "code", "q", "cite"]
MARKED = (
    "<p><s>s</s> <strong>strong</strong> <em>em</em> <u>u</u> <mark>mark</mark> <small>small</small>"
    " <sub>sub</sub> <sup>sup</sup> <kbd>kbd</kbd> <code>code</code> <q>q</q> <cite>cite</cite>"
    ' <abbr title="Beynəlxalq Miqrasiya Təşkilatı">BMqT</abbr>'
    ' <time datetime="2026-05-31">31 may</time> <span lang="ru">ещё</span></p>'
)
BLOCKS = """<h2>İki</h2>
<h3>Üç</h3>
<h4>Dörd</h4>
<ul><li>ağ<ul><li>ıldırım</li></ul></li></ul>
<ol start="3"><li>üç</li><li>dörd</li></ol>
<p>sətir<br>sətir</p>
<hr>
<blockquote cite="https://example.org/ə"><p>Sitat</p><p><cite>Кто-то</cite></p></blockquote>
<pre>a  b
c</pre>
<dl><dt>söz</dt><dd>məna</dd><dt>слово</dt><dd>значение</dd></dl>
<p>son</p>"""
TABLE = (
    '<table><caption>Şəhərlər &lt;2026&gt;</caption><thead><tr><th scope="col">A</th>'
    '<th scope="col">B</th></tr></thead><tbody><tr><th scope="row">1</th><td>2</td></tr>'
    '<tr><th colspan="2" scope="row">3</th></tr></tbody>'
    '<tfoot><tr><th scope="row">4</th><td></td></tr></tfoot></table>'
)


@pytest.fixture
def entry(transactional_db):
    return make_entry(drafts=["az"], body_az="")


@pytest.fixture
def page(log_in, entry):
    page = log_in(make_user(EDITOR))
    open_form(page, entry)
    return page


def kind(page):
    return editor_of(page, "az").get_by_role("combobox", name="Kind of paragraph")


def test_tools_together_make_all_that_is_let_through():
    """Pictures and links have tests of their own."""
    made = set(re.findall(r"<([a-z0-9]+)", MARKED + BLOCKS + TABLE))
    assert made == TAGS - {"a", "img", "figure", "figcaption"}


def test_marks_are_made_and_removed(page, submit, entry):
    write(page, "az", f"{' '.join(PLAIN_MARKS)} BMqT 31 may ещё")
    for tag in PLAIN_MARKS:
        select(page, tag)
        press(page, tag)
    select(page, "BMqT")
    press(page, "abbr")
    answer(page, title="Beynəlxalq Miqrasiya Təşkilatı")
    select(page, "31 may")
    press(page, "time")
    answer(page, datetime="2026-05-31")
    select(page, "ещё")
    press(page, "span")
    answer(page, lang="ru")
    assert stored(page, submit, entry) == MARKED

    select(page, "strong")
    expect(editor_of(page, "az").locator("[data-tool=strong]")).to_have_attribute(
        "aria-pressed", "true"
    )
    press(page, "strong")
    select(page, "BMqT")
    press(page, "abbr")
    answer(page, "Remove")
    assert stored(page, submit, entry) == re.sub("</?(abbr|strong)[^>]*>", "", MARKED)

    surface(page, "az").click()
    page.keyboard.press("Control+A")
    press(page, "clear")
    assert stored(page, submit, entry) == f"<p>{re.sub('<[^>]*>', '', MARKED)}</p>"


def test_mark_that_ends_asks_for_words(page):
    write(page, "az", "söz ")
    press(page, "kbd")
    expect(page.get_by_role("dialog")).to_contain_text("Select the words first.")
    answer(page, "Close")
    select(page, "söz")
    press(page, "kbd")
    select(page, "öz")
    type_keys(page, "<ArrowLeft>")
    expect(editor_of(page, "az").locator("[data-tool=kbd]")).to_be_checked()
    press(page, "kbd")
    press(page, "q")
    answer(page, "Close")
    page.locator("#id_title_az").focus()
    assert page.locator("#id_body_az").input_value() == "<p>söz </p>"


def test_blocks_are_made(page, submit, entry):
    surface(page, "az").click()
    for name, words in (("h2", "İki"), ("h3", "Üç"), ("h4", "Dörd")):
        kind(page).select_option(name)
        type_keys(page, words, "<Enter>")
    press(page, "bulletList")
    type_keys(page, "ağ", "<Enter>", "ıldırım")
    choose(page, "Indent")
    type_keys(page, "<Enter>", "<Enter>", "<Enter>")
    press(page, "orderedList")
    type_keys(page, "üç", "<Enter>", "dörd")
    choose(page, "Begin with number")
    answer(page, start="3")
    type_keys(page, "<Enter>", "<Enter>", "sətir", "<Shift+Enter>", "sətir")
    press(page, "hr")
    press(page, "blockquote")
    type_keys(page, "Sitat")
    choose(page, "Source of the quotation")
    answer(page, source="Кто-то", address="example.org/ə")
    type_keys(page, "<Control+End>")
    kind(page).select_option("pre")
    type_keys(page, "a  b", "<Enter>", "c", "<Control+End>")
    press(page, "termList")
    type_keys(page, "söz", "<Enter>", "məna", "<Enter>", "<Enter>")
    type_keys(page, "слово", "<Enter>", "значение", "<Enter>", "<Enter>", "<Enter>", "son")
    assert stored(page, submit, entry) == BLOCKS


def cell(page, row, column):
    return surface(page, "az").locator("tr").nth(row).locator("td, th").nth(column)


def choose_at(page, row, column, *labels):
    """Go to a cell and choose what shall be done."""
    cell(page, row, column).click()
    for label in labels:
        choose(page, label)


def test_table_is_made_and_changed(page, submit, entry):
    surface(page, "az").click()
    press(page, "table")
    type_keys(page, "A", "<Tab>", "B", "<Tab>", "C", "<Tab>", "1", "<Tab>", "2")
    choose_at(page, 0, 2, "Delete column")
    choose_at(page, 1, 1, "Column before", "Column after")
    choose_at(page, 0, 1, "Delete column")
    choose_at(page, 0, 2, "Delete column")
    expect(surface(page, "az").locator("tr").first).to_have_text("AB")
    choose_at(page, 2, 0)
    type_keys(page, "3", "<Tab>", "<Tab>", "4")
    choose(page, "Row above")
    choose(page, "Row below")
    choose_at(page, 3, 0, "Delete row")
    choose_at(page, 4, 0, "Delete row")
    choose_at(page, 3, 0, "Footer row", "Footer row", "Footer row")
    choose_at(page, 0, 0, "Header row", "Header row")
    for done in ("Merge cells", "Split cell", "Merge cells"):
        cell(page, 2, 0).click()
        if done == "Merge cells":
            cell(page, 2, 1).click(modifiers=["Shift"])
        choose(page, done)
    choose_at(page, 1, 0, "Header column", "Caption of the table")
    answer(page, caption="Şəhərlər <2026>")
    assert stored(page, submit, entry) == TABLE
    choose_at(page, 1, 1, "Delete table")
    assert stored(page, submit, entry) == ""


def test_what_can_be_done_is_offered_where_it_applies(page, submit, entry):
    cells = ["Row above", "Row below", "Delete row", "Column before", "Column after"]
    cells = [*cells, "Delete column", "Header row", "Header column", "Delete table"]
    html = (
        "<p>heç nə</p><ul><li>tək</li></ul><ol><li>bir</li><li>iki</li></ol>"
        "<blockquote><p>sitat</p></blockquote><table><tbody><tr><td>xana</td></tr></tbody></table>"
        '<p><a href="https://example.org/">keçid</a></p><p lang="ru">щука</p>'
    )
    fill_text(page, html)
    for words, offered in {
        "he": [],
        "tə": ["Outdent"],
        "bi": ["Outdent", "Begin with number"],
        "ik": ["Indent", "Outdent", "Begin with number"],
        "sita": ["Source of the quotation"],
        "xan": ["Caption of the table", *cells],
        "keç": ["Change the link", "Remove the link"],
        "щу": ["Language of the paragraph: Русский"],
        "heç nə": ["Language of the paragraph"],
    }.items():
        select(page, words)
        expect(actions(page)).to_have_text(offered)
    choose(page, "Language of the paragraph")
    answer(page, lang="az-Cyrl")
    select(page, "щука")
    choose(page, "Language of the paragraph: Русский")
    answer(page, lang="")
    select(page, "iki")
    choose(page, "Indent")
    choose(page, "Outdent")
    select(page, "keçid")
    choose(page, "Remove the link")
    changed = html.replace("<p>heç", '<p lang="az-Cyrl">heç').replace('<p lang="ru">', "<p>")
    changed = re.sub("</?a[^>]*>", "", changed)
    assert stored(page, submit, entry).replace("\n", "") == changed


def test_source_is_edited_and_what_was_done_is_undone(page, submit, entry):
    tools = editor_of(page, "az")
    write(page, "az", "mətn")
    press(page, "source")
    source = page.locator("#id_body_az")
    expect(source).to_be_focused()
    expect(source).to_have_value("<p>mətn</p>")
    expect(tools).to_be_hidden()
    source.fill('<h1 class="x">Ё</h1><p onclick="x()">ə<b>ı</b></p><div>son</div>')
    page.get_by_role("button", name="Back to the editor").click()
    expect(surface(page, "az")).to_be_focused()
    clean = "<h2>Ё</h2>\n<p>ə<strong>ı</strong></p>\n<p>son</p>"
    assert stored(page, submit, entry) == clean
    expect(tools.locator("[data-tool=undo]")).to_have_attribute("aria-disabled", "true")

    write(page, "az", "!")
    fill_text(page, "<p>başqa</p>")
    press(page, "undo")
    expect(surface(page, "az")).to_contain_text("son!")
    press(page, "undo")
    press(page, "redo")
    press(page, "source")
    expect(source).to_have_value(clean.replace("son", "son!"))
    # Written back to what it was: the editor shows that, and sends it.
    source.fill(clean)
    page.get_by_role("button", name="Back to the editor").click()
    expect(surface(page, "az")).not_to_contain_text("!")
    press(page, "source")
    assert stored(page, submit, entry) == clean


def test_toolbar_is_used_by_keyboard(page, submit, entry):
    bar = editor_of(page, "az").get_by_role("toolbar", name="Formatting")
    stops = bar.locator("select, .editor-group button, .editor-menu > button")
    surface(page, "az").click()
    type_keys(page, "<Control+b>", "ə", "<Control+b>", "ı", "<Alt+F10>")
    expect(kind(page)).to_be_focused()
    type_keys(page, "<ArrowLeft>")
    expect(stops.last).to_be_focused()
    type_keys(page, "<Home>", "<ArrowRight>", "<ArrowRight>")
    expect(bar.locator("[data-tool=em]")).to_be_focused()
    assert bar.locator("[tabindex='0']").count() == 1
    # The select goes from kind to kind and keeps the focus.
    type_keys(page, "<Home>", "<ArrowDown>", "<ArrowDown>")
    expect(kind(page)).to_have_value("h3")
    expect(kind(page)).to_be_focused()
    type_keys(page, "<Escape>")
    expect(surface(page, "az")).to_be_focused()

    type_keys(page, "<Alt+F10>", "<End>", "<ArrowLeft>", "<ArrowLeft>")
    more = bar.locator("[data-tool=more]")
    expect(more).to_be_focused()
    type_keys(page, "<ArrowUp>")
    expect(page.get_by_role("menuitem", name="Keyboard shortcuts")).to_be_focused()
    type_keys(page, "<Escape>")
    expect(more).to_be_focused()
    expect(more).to_have_attribute("aria-expanded", "false")
    type_keys(page, "<Enter>", "<ArrowUp>", "<Enter>")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog.get_by_role("row", name="Bold")).to_contain_text("Ctrl+B")
    type_keys(page, "<Enter>")
    expect(surface(page, "az")).to_be_focused()
    type_keys(page, "<Shift+Home>", "<Alt+F10>", "<ArrowDown>", "<Home>", "<End>", "<Enter>")
    type_keys(page, "<Escape>", "<End>", "!")
    assert stored(page, submit, entry) == "<h3><strong>ə</strong>ı!</h3>"
    surface(page, "az").click()
    type_keys(page, "<Control+Home>", "<Control+Alt+2>")
    expect(kind(page)).to_have_value("h2")


@pytest.mark.parametrize("width", [1280, 390])
def test_editor_is_accessible_and_fits(log_in, entry, width):
    page = log_in(make_user(EDITOR), width=width, **FOR_AXE)
    make_entry(live=["az"], title_az="Pasport laboratoriyası")
    open_form(page, entry)
    editor = editor_of(page, "az")
    write(page, "az", 'Mətn "ə"...')
    press(page, "table")
    type_keys(page, "A", "<Tab>", "B", "<Tab>", "C")
    editor.locator(".editor-typography").click()
    editor.locator("[data-tool=more]").click()
    expect(editor.locator(".editor-suggestions")).to_be_visible()
    expect(actions(page).first).to_be_visible()
    box = page.get_by_role("menu").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    found = findings(page, "menu", part=".editor:has(.editor-suggestions:not([hidden]))")
    page.get_by_role("menuitem", name="Keyboard shortcuts").click()
    found += findings(page, "shortcuts", part="dialog")
    page.keyboard.press("Escape")
    expect(surface(page, "az")).to_be_focused()
    type_keys(page, "<Control+k>", "pasport")
    page.locator("dialog li").wait_for()
    page.keyboard.press("ArrowDown")
    expect(page.locator("dialog [aria-selected=true]")).to_be_visible()
    found += findings(page, "link", part="dialog")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert found == []
