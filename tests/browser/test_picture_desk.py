"""Pictures as an author meets them: in a text, as a cover, in the library."""

import pytest
from playwright.sync_api import expect

from blog.models import Entry, Picture
from blog.roles import EDITOR
from tests.browser.writing import (
    as_file,
    confirm,
    editor_of,
    give,
    open_form,
    press,
    say,
    stored,
    surface,
    write,
)
from tests.factories import make_entry, make_picture, make_user, picture


@pytest.fixture
def author(transactional_db):
    return make_user(EDITOR)


@pytest.fixture
def page(log_in, author):
    """A window at the form of an entry in Azerbaijani, ready to be written in."""
    page = log_in(author)
    page.entry = make_entry(drafts=["az"], body_az="<p>Bir.</p><p>İki.</p>")
    open_form(page, page.entry)
    return page


def after(page, line):
    """Put the cursor into a paragraph of the text."""
    surface(page, "az").locator("p").nth(line).click()


def test_picture_is_uploaded_into_the_text_and_described(page, submit):
    after(page, 0)
    press(page, "picture")
    page.set_input_files("dialog[open] input[type=file]", as_file(picture(name="dağ.jpg")))
    page.locator("dialog[open] [name=alt]").wait_for()
    page.locator("dialog[open] button[type=submit]").click()
    assert page.locator("dialog[open]").count() == 1, "nothing was said of the picture"
    say(page, alt="Dağ", caption="Şəki, may")
    page.keyboard.type("Sonra.")

    kept = Picture.objects.get()
    assert stored(page, submit, page.entry) == (
        f'<p>Bir.</p>\n<figure><img alt="Dağ" src="picture:{kept.pk}">'
        "<figcaption>Şəki, may</figcaption></figure>\n<p>Sonra.</p>\n<p>İki.</p>"
    )
    kept.refresh_from_db()
    assert (kept.name, kept.alt_az, kept.caption_az) == ("dağ.jpg", "Dağ", "Şəki, may")
    page.locator("[role=tabpanel]:not([hidden]) [name=_publish]").click()
    page.click(".messagelist >> text=See the page")
    image = page.locator(".prose figure picture img")
    image.scroll_into_view_if_needed()
    image.evaluate("image => image.decode()")
    assert image.get_attribute("alt") == "Dağ"


@pytest.mark.parametrize("kind", ["paste", "drop"])
def test_picture_is_given_to_the_text(page, submit, kind):
    after(page, 1)
    give(surface(page, "az"), kind, picture(name="xəritə.jpg"))
    page.locator("dialog[open] [name=alt]").wait_for()
    say(page, decorative=True)
    assert page.locator(".uploading").count() == 0
    kept = Picture.objects.get()
    figure = f'<figure><img alt="" role="presentation" src="picture:{kept.pk}"></figure>'
    assert figure in stored(page, submit, page.entry)


def test_file_that_is_no_picture_is_told_and_harms_no_text(page, submit):
    write(page, "az", " Üç.")
    hostile = picture(name="şəkil.jpg")
    hostile.file.truncate(300)
    page.expected = ["400"]
    with page.expect_response("**/upload/"):
        give(surface(page, "az"), "paste", hostile)
    dialog = page.locator("dialog[open]")
    assert "not a picture" in dialog.inner_text()
    dialog.locator("button").click()
    assert page.locator(".uploading").count() == 0
    assert stored(page, submit, page.entry) == "<p>Bir.</p>\n<p>İki. Üç.</p>"


@pytest.mark.parametrize("trouble", ["logged out", "server down", "too large"])
def test_upload_that_fails_is_told_in_the_dialog(page, trouble):
    press(page, "picture")
    if trouble == "logged out":
        page.context.clear_cookies()
    elif trouble == "server down":
        page.route("**/upload/", lambda route: route.abort())
    else:
        page.route("**/upload/", lambda route: route.fulfill(status=413, body="no"))
    page.expected = ["403", "413"]
    page.set_input_files("dialog[open] input[type=file]", as_file(picture()))
    note = page.locator("dialog[open] .upload-line .errornote")
    note.wait_for()
    told = {
        "logged out": "You are logged out",
        "server down": "the connection broke",
        "too large": "larger than the server takes",
    }
    assert told[trouble] in note.inner_text()
    assert page.locator("dialog[open]").count() == 1


def test_saving_waits_for_a_picture_that_is_on_its_way(page, submit):
    held = []
    page.route("**/upload/", lambda route: held.append(route))
    give(page.locator(".cover-box"), "drop", picture(name="dağ.jpg"))
    page.locator(".cover-box progress").wait_for()
    page.click("[name=_save]")
    dialog = page.locator("dialog[open]")
    assert "still on its way" in dialog.inner_text()
    dialog.locator("button").click()
    held[0].continue_()
    expect(page.locator(".cover-box > .help").first).to_have_text("dağ.jpg")
    submit(page, "[name=_save]")
    assert Entry.objects.get().cover.name == "dağ.jpg"


def test_words_and_caption_are_changed_and_the_picture_removed(log_in, author, submit):
    shown = make_picture()
    body = (
        f'<p>Bir.</p><figure><img alt="Dağ" src="picture:{shown.pk}">'
        "<figcaption>Şəki, <em>may</em></figcaption></figure><p>İki.</p>"
    )
    entry = make_entry(drafts=["az"], body_az=body)
    page = log_in(author)
    open_form(page, entry)
    surface(page, "az").locator("figure img").click()
    context = editor_of(page, "az").locator(".editor-context")
    context.locator("text=Words of the picture").click()
    page.locator("dialog[open] [name=alt]").fill("Uca dağ")
    confirm(page)
    # What was not changed keeps its marks.
    assert '<img alt="Uca dağ"' in (html := stored(page, submit, entry))
    assert "<figcaption>Şəki, <em>may</em></figcaption>" in html

    open_form(page, entry)
    surface(page, "az").locator("figure img").click()
    context.locator("text=Words of the picture").click()
    say(page, decorative=True, caption="")
    html = stored(page, submit, entry)
    assert f'<figure><img alt="" role="presentation" src="picture:{shown.pk}"></figure>' in html

    open_form(page, entry)
    surface(page, "az").locator("figure img").click()
    context.locator("text=Remove the picture").click()
    assert stored(page, submit, entry) == "<p>Bir.</p>\n<p>İki.</p>"


def test_picture_is_found_in_the_library(page, submit):
    hill = make_picture(alt_az="Dağ", caption_az="Şəki", color="red", name="a.jpg")
    for number in range(24):
        make_picture(color=(0, 9 * number, 0), size=(20, 10))
    press(page, "picture")
    items = page.locator(".library li")
    items.nth(23).wait_for()
    page.click("dialog[open] >> text=Show more")
    items.nth(24).wait_for()
    page.fill("dialog[open] input[type=search]", "dağ")
    expect(items).to_have_count(1)
    items.first.locator("button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open] [name=alt]")).to_have_value("Dağ")
    confirm(page)
    assert f'<img alt="Dağ" src="picture:{hill.pk}">' in stored(page, submit, page.entry)


def test_cover_is_chosen_replaced_and_removed(page, submit):
    known = make_picture(alt_az="Dağ", caption_az="Şəki", name="dağ.jpg")
    box = page.locator(".cover-box")
    assert "There is no cover yet." in box.inner_text()
    box.locator("text=Choose a picture").click()
    page.locator(".library li button").first.click()
    expect(box).to_contain_text("dağ.jpg")
    expect(page.locator("#id_cover_alt_az")).to_have_value("Dağ")
    submit(page, "[name=_continue]:not(.default-submit)")
    assert Entry.objects.get().cover == known

    give(page.locator(".cover-box"), "drop", picture(color="red", name="bağ.jpg"))
    expect(page.locator(".cover-box > .help").first).to_have_text("bağ.jpg")
    submit(page, "[name=_continue]:not(.default-submit)")
    entry = Entry.objects.get()
    assert entry.cover.name == "bağ.jpg"
    assert (entry.cover_alt_az, entry.cover_caption_az) == ("Dağ", "Şəki")

    page.click(".cover-box >> text=Remove the picture")
    expect(page.locator("#id_cover")).to_have_value("")
    submit(page, "[name=_continue]:not(.default-submit)")
    assert Entry.objects.get().cover is None


def test_focal_point_is_pointed_at(log_in, author, submit):
    shown = make_picture(size=(800, 400))
    page = log_in(author)
    page.goto(f"/admin/blog/picture/{shown.pk}/change/")
    box = page.locator(".focal")
    size = box.bounding_box()
    box.click(position={"x": size["width"] * 0.25, "y": size["height"] * 0.75})
    assert page.input_value("#id_focus_x") == "25"
    assert page.input_value("#id_focus_y") == "75"
    page.fill("#id_focus_x", "80")
    mark = page.locator(".focal-mark").bounding_box()
    assert abs(mark["x"] + mark["width"] / 2 - size["x"] - size["width"] * 0.8) < 2
    submit(page, "[name=_save]")
    shown.refresh_from_db()
    assert shown.focus == (80, 75)


def test_without_scripts_a_cover_is_uploaded(log_in, submit, author):
    entry = make_entry(drafts=["az"])
    page = log_in(author, javascript=False)
    page.goto(f"/admin/blog/entry/{entry.pk}/change/")
    page.set_input_files("#id_cover_file", as_file(picture(name="dağ.jpg")))
    submit(page, "[name=_save]")
    assert Entry.objects.get().cover.name == "dağ.jpg"
