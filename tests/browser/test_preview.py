"""The journey of a preview: from what was just typed to an outsider who sees it, and no longer."""

import pytest

from blog.models import Entry, PreviewLink
from blog.roles import AUTHOR
from tests.browser.axe import FOR_AXE, findings
from tests.browser.windows import assert_fits
from tests.browser.writing import as_file, open_form, write
from tests.factories import (
    make_attachment,
    make_author,
    make_entry,
    make_picture,
    make_user,
    picture,
)

OWN_FONT = """() => document.fonts.ready.then(() =>
  [...document.fonts].filter((font) => font.status === "loaded").map((font) => font.family))"""

INSIDE = "document.documentElement.clientWidth"
SCROLLS = "document.documentElement.scrollHeight > document.documentElement.clientHeight"


@pytest.fixture
def draft(transactional_db):
    """A draft of an author who may not publish: a picture in the text, a cover, a file."""
    shown = make_picture(size=(1000, 600), color="navy")
    entry = make_entry(
        drafts=["az"],
        author=make_author(user=make_user(AUTHOR), name_az="Aysel"),
        title_az="İşıq",
        summary_az="Xülasə",
        body_az=f'<p>Bir.</p><figure><img alt="Dağ" src="picture:{shown.pk}"></figure>',
        cover=make_picture(),
        cover_alt_az="Dəniz",
    )
    make_attachment(entry, name="hesabat.txt", content=b"secret", label_az="Hesabat")
    make_entry(live=["az"], title_az="Başqa yazı")
    return entry


def press_preview(page, language="az"):
    """Press the button of the pane, and return the window that opens."""
    button = page.locator(f"[data-previews={language}]")
    with page.context.expect_page() as opened:
        button.click()
    opened.value.wait_for_load_state()
    return opened.value


def frame_of(preview):
    """The page in the frame, once its pictures are there."""
    frame = next(frame for frame in preview.frames if frame.parent_frame)
    frame.wait_for_load_state()
    return frame


@pytest.mark.parametrize(
    ("language", "width"), [("az", 1280), pytest.param("ru", 390, marks=pytest.mark.each_database)]
)
def test_author_shows_what_was_typed_to_an_outsider(
    open_browser, log_in, submit, draft, language, width
):
    page = log_in(draft.author.user, language=language, width=width, **FOR_AXE)
    open_form(page, draft)
    page.fill("#id_title_az", "İşıq və əmək")
    write(page, "az", "\nYazıldı.")
    page.set_input_files("[name=attachments-1-file]", as_file(picture(name="sonra.jpg")))

    # What stands in the form, nothing of it saved or sent away
    sent = []
    page.context.on("request", lambda request: sent.append(request))
    preview = press_preview(page)
    (post,) = [request for request in sent if request.method == "POST"]
    assert post.headers["content-type"] == "application/x-www-form-urlencoded"
    assert "sonra.jpg" in preview.locator(".preview-about").inner_text()
    frame = frame_of(preview)
    assert frame.locator("h1").inner_text() == "İşıq və əmək"
    assert frame.locator(".prose > p").all_inner_texts() == ["Bir.", "Yazıldı."]
    assert Entry.objects.get(pk=draft.pk).title_az == "İşıq"
    assert page.locator("#id_title_az").input_value() == "İşıq və əmək"

    # The page in the frame is whole: fonts, pictures, both widths
    assert "Source Serif 4" in " ".join(frame.evaluate(OWN_FONT))
    assert all(frame.evaluate("[...document.images].map((image) => image.naturalWidth > 0)"))
    assert frame.evaluate(INSIDE) == 390
    assert frame.evaluate(SCROLLS)
    found = findings(preview, "phone")
    preview.locator("label[for=width-desktop]").click()
    assert frame.evaluate(INSIDE) >= 1190
    found += findings(preview, "desktop")
    assert_fits(preview, [width])
    # A link in it opens a window of its own, outside of the box
    with preview.context.expect_page() as opened:
        frame.locator(".more a").click()
    opened.value.wait_for_load_state()
    assert opened.value.locator("h1").inner_text() == "Başqa yazı"
    opened.value.close()

    # A link for an outsider; it shows what is saved
    submit(preview, "#links form button")
    preview.context.grant_permissions(["clipboard-read", "clipboard-write"])
    preview.locator("[data-copy]").click()
    preview.wait_for_function(
        "(button) => button.textContent === button.dataset.copied",
        arg=preview.locator("[data-copy]").element_handle(),
    )
    address = preview.evaluate("navigator.clipboard.readText()")
    assert f"/az/preview/{PreviewLink.objects.get().pk}-" in address
    found += findings(preview, "with a link")
    outsider = open_browser(language=language, width=width, **FOR_AXE)
    assert outsider.goto(address).headers["x-robots-tag"] == "noindex"
    assert outsider.locator("h1").inner_text() == "İşıq"
    assert "(Asia/Baku)" in outsider.locator(".preview-strip").inner_text()
    assert_fits(outsider, [width])
    found += findings(outsider, "of the outsider")
    with outsider.expect_download() as download:
        outsider.click(".files a")
    assert download.value.path().read_bytes() == b"secret"

    # Revoked
    submit(preview, ".link-facts button")
    assert outsider.goto(address).status == 404
    assert found == []


def test_without_scripts_and_with_errors(log_in, draft):
    page = log_in(draft.author.user, javascript=False, width=390)
    page.goto(f"/admin/blog/entry/{draft.pk}/change/")
    page.fill("#id_body_az", "Bir.\n\nİki.")
    preview = press_preview(page)
    frame = frame_of(preview)
    assert frame.locator(".prose p").all_inner_texts() == ["Bir.", "İki."]
    assert preview.locator("iframe").bounding_box()["width"] == 390
    # On a phone, a desktop is seen whole
    preview.locator("label[for=width-desktop]").click()
    assert frame.evaluate(INSIDE) == 1200
    assert round(preview.locator("iframe").bounding_box()["width"]) == 390
    assert preview.locator("#links form").is_visible()

    page.fill("#id_title_az", "")
    page.fill("#id_body_az", "")
    empty = press_preview(page)
    assert empty.locator(".preview-problems li").count() == 1
    assert_fits(empty, [320, 390, 1280])
