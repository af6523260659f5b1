"""Never lose a word: what was typed survives whatever ends its page, and is offered to its author alone."""

import os
import signal
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from blog.models import Entry
from blog.publishing import publish
from blog.roles import AUTHOR, EDITOR
from tests.browser.axe import FOR_AXE, findings
from tests.browser.keeping import (
    assert_nothing_offered,
    make_older,
    offer,
    offered,
    rows,
    wait_until_kept,
)
from tests.browser.windows import assert_fits
from tests.browser.writing import open_form, surface, write
from tests.factories import (
    make_attachment,
    make_author,
    make_entry,
    make_picture,
    make_tag,
    make_user,
)
from tests.posting import ADD, change

# The version that the form began with; the field is there already where the server looks at it.
VERSION = """(version) => {
  const field = document.getElementById("id_based_on") ?? Object.assign(
    document.createElement("input"), { type: "hidden", id: "id_based_on" });
  field.value = version;
  document.getElementById("entry_form").append(field);
}"""
CHOOSE = "(input, id) => { input.value = id; input.dispatchEvent(new Event('change', { bubbles: true })); }"
PREVIEW = """() => {
  const button = Object.assign(document.createElement("button"), {
    id: "seen-first", formTarget: "_blank", formAction: "/admin/", formMethod: "get" });
  document.getElementById("entry_form").prepend(button);
}"""
WITHOUT_HTTPS = """
Object.defineProperty(Crypto.prototype, "subtle", { value: undefined });
Object.defineProperty(Navigator.prototype, "locks", { value: undefined });"""
SAVE = "[name=_save]"
FIELDS = [
    *("title_az", "body_az", "published_at_az", "attachments-0-label_az", "attachments-1-label_en"),
    *("attachments-2-label_en", "based_on"),
]


@pytest.fixture
def editor(transactional_db):
    return make_user(EDITOR)


@pytest.fixture
def entry(editor):
    return make_entry(drafts=["az"], title_az="Köhnə başlıq", slug_az="kohne")


def log_in_by_form(page, user):
    page.fill("#id_username", user.username)
    page.fill("#id_password", "secret")
    with page.expect_navigation():
        page.click("#login-form [type=submit]")


def kept_names(page):
    """What the offer says is kept, a line for each language."""
    return [" ".join(text.split()) for text in page.locator(".kept-names").all_inner_texts()]


def values(page, *names):
    """What stands in fields of the form."""
    return {name: page.locator(f"#id_{name}").input_value() for name in names}


def put_back(page, index=0):
    offered(page).nth(index).get_by_role("button", name="Put it back").click()


def test_closed_window_dead_server_and_saving(log_in, submit, editor, entry):
    make_attachment(entry, label_az="Hesabat")
    entry.tags.set([make_tag(name_en="Youth")])
    make_tag(name_en="Courts")
    cover = make_picture(name="dag.jpg")
    page = log_in(editor)
    open_form(page, entry)
    page.evaluate(VERSION, "begun")
    page.fill("#id_title_az", "Yeni başlıq")
    page.fill("#id_published_at_az", "2031-05-03T14:30")
    page.fill("#id_attachments-0-label_az", "Hesabat, 2026")
    page.fill("#id_attachments-1-label_en", "No file yet")
    page.locator(".add-row a").click()
    page.fill("#id_attachments-2-label_en", "Nor here")
    page.get_by_label("Youth").uncheck()
    page.get_by_label("Courts").check()
    page.locator("#id_cover").evaluate(CHOOSE, str(cover.pk))
    write(page, "az", " Yazdığım söz.")
    wait_until_kept(page)
    expect(page.locator(".kept-line")).to_contain_text("Kept in this browser at")
    beside = page.context.new_page()
    page.close()

    page = beside
    open_form(page, entry)
    expect(offered(page)).to_have_count(1)
    expect(offer(page)).to_contain_text("just now")
    expect(offer(page).locator("blockquote[lang=az]")).to_have_text("Görüşdük. Yazdığım söz.")
    assert kept_names(page) == [
        "Azərbaycanca: Title, Text, Goes live, Label (hesabat.pdf)",
        "For all languages: Cover, Tags",
        "English: Label (#2), Label (#3)",
    ]
    # Nothing is put back by itself.
    assert page.locator("#id_title_az").input_value() == "Köhnə başlıq"
    assert surface(page, "az").inner_text() == "Görüşdük."
    offered(page).get_by_role("button", name="Look").click()
    look = offer(page).locator("table")
    expect(look.locator("tr", has_text="Tags").locator("td")).to_have_text(["Courts", "Youth"])
    expect(look.locator("tr", has_text="Title").locator("mark")).to_have_text(["Yeni", "Köhnə"])

    page.evaluate(VERSION, "stored since")
    put_back(page)
    expect(offer(page).get_by_role("status")).to_contain_text("It is back in the form")
    expect(offered(page)).to_have_count(0)
    assert surface(page, "az").inner_text() == "Görüşdük. Yazdığım söz."
    surface(page, "az").press("Control+z")
    expect(surface(page, "az")).to_have_text("Görüşdük.")
    surface(page, "az").press("Control+y")
    expect(page.locator(".cover-box")).to_contain_text("dag.jpg")
    wait_until_kept(page)
    assert values(page, *FIELDS) == {
        "title_az": "Yeni başlıq",
        "body_az": "<p>Görüşdük. Yazdığım söz.</p>",
        "published_at_az": "2031-05-03T14:30",
        "attachments-0-label_az": "Hesabat, 2026",
        "attachments-1-label_en": "No file yet",
        "attachments-2-label_en": "Nor here",
        "based_on": "begun",
    }

    page.route(f"**{change(entry)}", lambda route: route.abort())
    page.locator(SAVE).click()
    page.wait_for_url("chrome-error://**")
    page.unroute(f"**{change(entry)}")
    open_form(page, entry)
    # What was put back and what it came from are the same text: it is offered once.
    expect(offered(page)).to_have_count(1)
    version = page.evaluate("document.getElementById('id_based_on')?.value ?? ''")
    put_back(page)
    page.fill("#id_attachments-1-label_en", "")
    page.fill("#id_attachments-2-label_en", "")
    page.evaluate(VERSION, version)
    submit(page, SAVE)
    entry.refresh_from_db()
    assert (entry.title_az, entry.state_in("az"), entry.cover) == (
        "Yeni başlıq",
        "scheduled",
        cover,
    )
    assert [tag.name_en for tag in entry.tags.all()] == ["Courts"]
    assert entry.attachments.get().label_az == "Hesabat, 2026"
    assert page.context.asked == []
    open_form(page, entry)
    assert_nothing_offered(page)
    assert rows(page) == []


def test_saved_while_the_answer_was_lost(log_in, editor):
    """The server stored it and its answer got lost: it is not offered again, but what came after is."""
    author = make_author()
    page = log_in(editor)
    page.goto(ADD)
    page.click("role=tab >> text=English")
    page.select_option("#id_author", str(author.pk))
    page.fill("#id_title_en", "Open day")
    wait_until_kept(page)

    def lose(route):
        route.fetch(max_redirects=0)
        # The browser stays where it is, as when one presses Esc.
        route.fulfill(status=204)

    page.route(f"**{ADD}", lose)
    with page.expect_response(f"**{ADD}"):
        page.locator(SAVE).click()
    page.unroute(f"**{ADD}")
    assert Entry.objects.get().title_en == "Open day"
    beside = page.context.new_page()
    beside.goto(ADD)
    assert_nothing_offered(beside)
    page.fill("#id_title_en", "Open day in May")
    wait_until_kept(page)
    page.close()
    beside.goto("/admin/")
    beside.goto(ADD)
    expect(offered(beside)).to_have_count(1)
    expect(offer(beside).locator("blockquote")).to_contain_text("in May")

    # What the page of an entry shows as stored needs no offer, however it came there.
    entry = Entry.objects.get()
    open_form(beside, entry, "en")
    beside.fill("#id_slug_en", "Open Day!")
    beside.fill("#id_title_en", " Open day in June ")
    write(beside, "en", "Come.")
    wait_until_kept(beside)
    entry.slug_en, entry.title_en = "open-day-2", "Open day in June"
    entry.body_en = "<p>Come.</p>\n"
    entry.save()
    beside.goto(change(entry))
    expect(offered(beside)).to_have_count(1)
    assert kept_names(beside) == ["English: Page address"]
    Entry.objects.update(slug_en="open-day")
    beside.goto(change(entry))
    assert_nothing_offered(beside)
    assert [row["place"] for row in rows(beside)] == ["new"]


def test_killed_browser(chromium, launching, log_in, live_server, editor, entry, tmp_path):
    cookies = log_in(editor).context.cookies()

    def begin():
        context = chromium.browser_type.launch_persistent_context(
            tmp_path, base_url=live_server.url, **launching
        )
        context.add_cookies(cookies)
        return context, context.pages[0]

    _context, page = begin()
    open_form(page, entry)
    write(page, "az", " Yazdığım söz.")
    wait_until_kept(page)
    with page.expect_event("close"):
        os.kill(number_of_browser(tmp_path), signal.SIGKILL)
    context, page = begin()
    open_form(page, entry)
    expect(offer(page).locator("blockquote")).to_have_text("Görüşdük. Yazdığım söz.")
    put_back(page)
    expect(surface(page, "az")).to_have_text("Görüşdük. Yazdığım söz.")
    context.close()


def number_of_browser(folder):
    """The process of the browser that keeps its data in ``folder``, not those it has started."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            command = (process / "cmdline").read_text(errors="replace")
            if f"--user-data-dir={folder}" in command and "--type=" not in command:
                return int(process.name)
    raise AssertionError("The browser does not run.")


def test_expired_session_and_another_user(log_in, editor, entry):
    colleague = make_user(EDITOR)
    page = log_in(editor)
    open_form(page, entry)
    page.fill("#id_title_az", "Gizli başlıq")
    write(page, "az", " Gizli söz.")
    wait_until_kept(page)
    Session.objects.all().delete()
    with page.expect_navigation():
        page.locator(SAVE).click()
    assert "/admin/login/" in page.url
    entry.refresh_from_db()
    assert entry.title_az == "Köhnə başlıq"

    log_in_by_form(page, colleague)
    assert page.url.endswith(change(entry))
    assert_nothing_offered(page)
    # Nor can it be read with the tools of the browser, nor does the browser put it back by itself.
    (row,) = rows(page)
    assert "Gizli" not in row["content"]
    # By way of the login to the page on which it was typed.
    page.go_back()
    page.go_back()
    assert page.url.endswith(change(entry))
    assert_nothing_offered(page)
    assert "Gizli" not in page.content()
    assert page.locator("#id_title_az").input_value() == "Köhnə başlıq"
    assert page.locator("#entry_form").get_attribute("autocomplete") == "off"
    page.goto(ADD)
    assert_nothing_offered(page)

    page.locator("#logout-form button").click()
    page.goto(change(entry))
    log_in_by_form(page, editor)
    expect(offer(page).locator("blockquote")).to_have_text("Görüşdük. Gizli söz.")
    offered(page).get_by_role("button", name="Throw it away").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    page.keyboard.press("Enter")
    expect(offered(page)).to_have_count(1)
    offered(page).get_by_role("button", name="Throw it away").click()
    dialog.get_by_role("button", name="Throw it away").click()
    expect(offer(page).get_by_role("status")).to_have_text("It is thrown away.")
    assert rows(page) == []


def test_logged_in_again_beside_it_without_https(log_in, submit, editor, entry):
    """The token of the form is then of a session that is gone: the page says where the text is.

    Without HTTPS a browser has no cipher and no locks: the text is kept as it is, for its account.
    """
    page = log_in(editor)
    page.context.add_init_script(WITHOUT_HTTPS)
    open_form(page, entry)
    page.fill("#id_title_az", "Yeni başlıq")
    wait_until_kept(page)
    assert "Yeni başlıq" in rows(page)[0]["content"]
    beside = page.context.new_page()
    beside.goto(change(entry))
    for user in (make_user(EDITOR), editor):
        beside.locator("#logout-form button").click()
        beside.goto(change(entry))
        log_in_by_form(beside, user)
        if user != editor:
            assert_nothing_offered(beside)
    page.expected.append("403")
    submit(page, SAVE)
    expect(page.locator(".message")).to_contain_text("What you typed is kept in this browser")
    submit(page, ".message a >> text=Back to the form")
    put_back(page)
    submit(page, SAVE)
    entry.refresh_from_db()
    assert entry.title_az == "Yeni başlıq"
    assert rows(page) == []


def test_several_windows_and_what_stands_in_the_way(log_in, submit, editor, entry):
    other = make_entry(drafts=["az"])
    page = log_in(editor)
    windows = [page.context.new_page() for _ in range(2)]
    for number, window in enumerate(windows, start=1):
        open_form(window, entry)
        window.fill("#id_title_az", f"Başlıq {number}")
        wait_until_kept(window)
    for path in (ADD, change(other), change(entry)):
        # They are open still, or of another entry.
        page.goto(path)
        assert_nothing_offered(page)
    for window in windows:
        window.close()
    make_older(page, minutes=12)
    open_form(page, entry)
    page.fill("#id_title_az", "Başlıq 3")
    expect(offered(page)).to_have_count(2)
    expect(offered(page).locator("blockquote")).to_have_text(["Başlıq 2", "Başlıq 1"])
    expect(offered(page).locator("strong")).to_have_text(["12 minutes ago"] * 2)
    put_back(page, 1)
    # What would have been written over is offered in its place.
    expect(offered(page).locator("blockquote")).to_have_text(["Başlıq 3", "Başlıq 2"])
    assert page.locator("#id_title_az").input_value() == "Başlıq 1"
    wait_until_kept(page)
    # What stands in an open window is offered in no other.
    beside = page.context.new_page()
    open_form(beside, entry)
    expect(offered(beside).locator("blockquote")).to_have_text(["Başlıq 3", "Başlıq 2"])
    beside.close()
    submit(page, SAVE)
    entry.refresh_from_db()
    assert entry.title_az == "Başlıq 1"
    open_form(page, entry)
    expect(offered(page).locator("blockquote")).to_have_text(["Başlıq 3", "Başlıq 2"])
    make_older(page, days=30)
    page.reload()
    assert_nothing_offered(page)
    assert rows(page) == []


def test_form_that_comes_back_and_questions_on_leaving(log_in, submit, editor, entry):
    page = log_in(editor)
    open_form(page, entry)
    page.goto("/admin/")
    assert page.context.asked == []
    open_form(page, entry)
    page.locator("#id_title_az").press("End")
    page.keyboard.type(": ")
    page.locator("#id_title_az").press("End")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.goto("/admin/")
    # Nothing is left of the change.
    assert page.context.asked == []
    assert rows(page) == []

    open_form(page, entry)
    page.evaluate("document.getElementById('id_title_az').removeAttribute('maxlength')")
    page.click("#id_title_az")
    page.keyboard.insert_text("Ə" * 300)
    submit(page, SAVE)
    assert page.context.asked == []
    assert page.locator(".errornote").is_visible()
    assert_nothing_offered(page)
    wait_until_kept(page)
    page.click("#id_summary_az")
    page.keyboard.type("Qısa.")
    wait_until_kept(page)
    # Closed now, it is one text, with what was typed before and after.
    beside = page.context.new_page()
    page.close()
    open_form(beside, entry)
    expect(offered(beside)).to_have_count(1)
    assert kept_names(beside) == ["Azərbaycanca: Title, Summary"]
    put_back(beside)
    beside.fill("#id_title_az", "Qısa başlıq")

    # A preview in another window saves nothing: leaving is still asked about.
    beside.evaluate(PREVIEW)
    with beside.context.expect_page() as opened:
        beside.click("#seen-first")
    opened.value.close()
    beside.goto("/admin/")
    assert page.context.asked == ["beforeunload"]
    open_form(beside, entry)
    put_back(beside)
    submit(beside, SAVE)
    entry.refresh_from_db()
    assert (entry.title_az, entry.summary_az) == ("Qısa başlıq", "Qısa.")
    assert page.context.asked == ["beforeunload"]
    assert rows(beside) == []


def test_browser_that_keeps_nothing_lets_one_write(log_in, submit, editor, entry):
    page = log_in(editor)
    page.add_init_script("IDBFactory.prototype.open = () => { throw new Error('private'); };")
    open_form(page, entry)
    assert page.locator(".kept-line").inner_text() == ""
    write(page, "az", " Yazdığım söz.")
    expect(page.locator(".kept-line")).to_have_text(
        "This browser cannot keep what you type. Save often."
    )
    page.goto("/admin/")
    assert page.context.asked == ["beforeunload"]
    open_form(page, entry)
    write(page, "az", " Yazdığım söz.")
    submit(page, SAVE)
    entry.refresh_from_db()
    assert entry.body_az == "<p>Görüşdük. Yazdığım söz.</p>"


def test_text_of_who_may_not_write_there_any_more(log_in, transactional_db):
    """An editor published the language meanwhile: the text has no place, but can be read and copied."""
    author = make_user(AUTHOR)
    entry = make_entry(drafts=["az"], author=make_author(user=author))
    page = log_in(author)
    open_form(page, entry)
    write(page, "az", " Yazdığım söz.")
    page.click("role=tab >> text=English")
    page.fill("#id_title_en", "Title")
    wait_until_kept(page)
    publish(entry, "az")
    entry.save()
    page.goto(change(entry))
    put_back(page)
    expect(offer(page)).to_contain_text("The form has no place for this now")
    assert page.locator("#id_title_en").input_value() == "Title"
    assert kept_names(page) == ["Azərbaycanca: Text"]
    expect(offered(page).get_by_role("button", name="Put it back")).to_have_count(0)
    offered(page).get_by_role("button", name="Look").click()
    expect(offer(page).locator("td").first).to_have_text("Görüşdük. Yazdığım söz.")


@pytest.mark.one_database
def test_offer_is_accessible_and_fits(log_in, editor, entry):
    entry.body_az = f"<p>{'Uzun sözlər. ' * 80}{'Uzunsöz' * 30}</p>"
    entry.save()
    page = log_in(editor, language="az", **FOR_AXE)
    open_form(page, entry)
    page.fill("#id_title_az", "Başlıq")
    write(page, "az", " Bir söz.")
    wait_until_kept(page)
    for language in ("en", "ru", "az"):
        cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": page.url}
        page.context.add_cookies([cookie])
        page.goto(change(entry))
        offered(page).locator("[aria-expanded]").click()
        assert_fits(page, [1280, 390, 320])
    found = findings(page, "offer, 320")
    page.set_viewport_size({"width": 1280, "height": 900})
    found += findings(page, "offer, 1280", part=".kept-offer")
    offered(page).locator(".button").last.click()
    found += findings(page, "throwing away", part="dialog")
    assert found == []
