"""Using the tools of the editor as a person does, for tests."""

import re

from playwright.sync_api import expect

from tests.browser.writing import editor_of, press, surface

# Put the selection on words of the text, until the editor has taken it: it is told a moment later.
SELECT = """async (surface, words) => {
  const { editor } = surface;
  const isTaken = () => {
    const { from, to } = editor.state.selection;
    return editor.state.doc.textBetween(from, to) === words;
  };
  const walker = document.createTreeWalker(surface, NodeFilter.SHOW_TEXT);
  while (walker.nextNode() && !walker.currentNode.data.includes(words));
  const node = walker.currentNode;
  const at = node.data.indexOf(words);
  surface.focus();
  do {
    getSelection().setBaseAndExtent(node, at, node, at + words.length);
    // Within 20 ms of a focus ProseMirror puts its own selection back.
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)));
  } while (!isTaken());
}"""


def fill_text(page, html):
    """Replace the text by ``html``, in the view of the source."""
    press(page, "source")
    page.fill("#id_body_az", html)
    page.get_by_role("button", name="Back to the editor").click()


def select(page, words):
    surface(page, "az").evaluate(SELECT, words)


def type_keys(page, *parts):
    """Type text, and press what stands in angle brackets: ``type_keys(page, "söz", "<Enter>")``."""
    for part in parts:
        if part.startswith("<"):
            page.keyboard.press(part.strip("<>"))
        else:
            page.keyboard.type(part)
    # The editor hears of a cursor that was moved when the keys are done with.
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")


def actions(page):
    """The row under the toolbar: what can be done here."""
    return editor_of(page, "az").locator(".editor-context button")


def choose(page, label):
    actions(page).filter(has_text=re.compile(f"^{re.escape(label)}")).click()


def answer(page, button="Apply", **fields):
    """Fill in the dialog and press its button."""
    dialog = page.get_by_role("dialog")
    for name, value in fields.items():
        control = dialog.locator(f"[name={name}]")
        if control.evaluate("node => node.localName") == "select":
            control.select_option(value)
        else:
            control.fill(value)
    dialog.get_by_role("button", name=button).click()
    expect(dialog).to_have_count(0)
    expect(surface(page, "az")).to_be_focused()
