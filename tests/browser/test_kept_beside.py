"""Never lose a word: expired sessions, other users and windows, forms that come back."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from blog.publishing import publish
from blog.roles import AUTHOR, EDITOR
from tests.browser.axe import FOR_AXE, findings
from tests.browser.keeping import (
    assert_nothing_offered,
    kept_names,
    log_in_by_form,
    make_older,
    offer,
    offered,
    put_back,
    rows,
    wait_until_kept,
)
from tests.browser.windows import assert_fits
from tests.browser.writing import open_form, write
from tests.factories import (
    make_author,
    make_entry,
    make_user,
)
from tests.posting import ADD, change

PREVIEW = """() => {
  const button = Object.assign(document.createElement("button"), {
    id: "seen-first", formTarget: "_blank", formAction: "/admin/", formMethod: "get" });
  document.getElementById("entry_form").prepend(button);
}"""
WITHOUT_HTTPS = """
Object.defineProperty(Crypto.prototype, "subtle", { value: undefined });
Object.defineProperty(Navigator.prototype, "locks", { value: undefined });"""
SAVE = "[name=_save]"


def version(page):
    """The parts of the version that the form was made of, or will be taken for."""
    return dict(part.split("=") for part in page.input_value("#id_based_on").split(","))


@pytest.fixture
def editor(transactional_db):
    return make_user(EDITOR)


@pytest.fixture
def entry(editor):
    return make_entry(drafts=["az"], title_az="Köhnə başlıq", slug_az="kohne")


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


def test_another_saved_it_before_the_text_was_put_back(log_in, submit, editor, entry):
    """The server is told what the text was written on, until somebody has looked at both versions."""
    colleague = log_in(make_user(EDITOR))
    page = log_in(editor)
    open_form(page, entry)
    write(page, "az", " Mənim sözüm.")
    wait_until_kept(page)
    begun = version(page)
    page.close()
    open_form(colleague, entry)
    write(colleague, "az", " Onların sözü.")
    colleague.click("role=tab >> text=English")
    colleague.fill("#id_title_en", "Theirs")
    submit(colleague, SAVE)

    for attempt in ("left", "saved"):
        # Who leaves both versions without a choice is asked again the next time.
        page = page.context.new_page()
        open_form(page, entry)
        now = version(page)
        put_back(page)
        # What is put back is of a language; of the others the form shows what is stored.
        assert version(page) == now | {"az": begun["az"]}
        assert now["en"] != begun["en"]
        submit(page, SAVE)
        expect(page.locator("#merge")).to_contain_text("Onların sözü.")
        wait_until_kept(page)
        entry.refresh_from_db()
        assert entry.body_az == "<p>Görüşdük. Onların sözü.</p>"
        if attempt == "left":
            page.close()
    page.check("[name=merge_body_az][value=hand]")
    write(page, "az", " Onların sözü.")
    submit(page, SAVE)
    entry.refresh_from_db()
    assert entry.body_az == "<p>Görüşdük. Mənim sözüm. Onların sözü.</p>"
    assert entry.title_en == "Theirs"
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
