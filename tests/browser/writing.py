"""Writing in the editor of an entry's text, as a person does, for tests."""

from base64 import b64encode

from blog.models import Entry
from tests.posting import change


def surface(page, language):
    """Where the text of ``language`` is written."""
    return page.locator(f".editor-text[lang={language}]")


def editor_of(page, language):
    """The editor of ``language``, with its toolbar and its status line."""
    return page.locator(".editor").filter(has=surface(page, language))


def write(page, language, text):
    """Go to the end of the text of ``language`` and type; a line break makes a new paragraph."""
    surface(page, language).click()
    # Within 20 ms of a focus ProseMirror puts its own selection back.
    page.wait_for_timeout(50)
    page.keyboard.press("Control+End")
    page.wait_for_timeout(50)
    page.keyboard.type(text)


def press(page, tool, language="az"):
    """Press a button of the toolbar, or one of the menu behind "…", by its name."""
    button = editor_of(page, language).locator(f"[data-tool={tool}]")
    if not button.is_visible():
        editor_of(page, language).locator("[data-tool=more]").click()
    button.click()


def stored(page, submit, entry, language="az"):
    """Save the form, and return the text that is stored then."""
    submit(page, "[name=_continue]:not(.default-submit)")
    return Entry.objects.get(pk=entry.pk).text("body", language)


def open_form(page, entry, language="az"):
    """Open the form of ``entry`` at the tab of ``language``."""
    page.goto(change(entry))
    page.locator(f"[role=tab]:has([lang={language}])").click()
    surface(page, language).wait_for()


GIVE = """(node, [kind, name, type, data]) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name, { type }));
  const box = node.getBoundingClientRect();
  const place = { clientX: box.left + 20, clientY: box.top + 20 };
  const event = kind === "paste"
    ? new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true })
    : new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true, ...place });
  node.dispatchEvent(event);
}"""


def give(locator, kind, upload, *, type_="image/jpeg"):
    """Paste or drop (``kind``) an uploaded file on an element, as a person does from elsewhere."""
    upload.seek(0)
    data = b64encode(upload.read()).decode()
    locator.evaluate(GIVE, [kind, upload.name, type_, data])


def as_file(upload):
    """An uploaded file as Playwright hands it to an input."""
    upload.seek(0)
    return {"name": upload.name, "mimeType": "image/jpeg", "buffer": upload.read()}


def say(page, *, alt="", caption="", decorative=False):
    """Answer the dialog that asks for the words of a picture."""
    dialog = page.locator("dialog[open]")
    if decorative:
        dialog.locator("[name=isDecorative]").check()
    else:
        dialog.locator("[name=alt]").fill(alt)
    dialog.locator("[name=caption]").fill(caption)
    confirm(page)


def confirm(page):
    """Answer a dialog as it stands, and wait until its answer has arrived in the text."""
    page.locator("dialog[open] button[type=submit]").click()
    page.locator("dialog[open]").wait_for(state="detached")
