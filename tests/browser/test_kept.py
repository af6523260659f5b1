"""Never lose a word: what was typed survives a closed window, a dead server and a crash."""

import os
import signal

import pytest
from playwright.sync_api import expect

from blog.models import Entry
from blog.roles import EDITOR
from tests.browser.keeping import (
    assert_nothing_offered,
    kept_names,
    number_of_browser,
    offer,
    offered,
    put_back,
    rows,
    values,
    wait_until_kept,
)
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

CHOOSE = "(input, id) => { input.value = id; input.dispatchEvent(new Event('change', { bubbles: true })); }"
SAVE = "[name=_save]"
FIELDS = [
    *("title_az", "body_az", "published_at_az", "attachments-0-label_az", "attachments-1-label_en"),
    "attachments-2-label_en",
]


@pytest.fixture
def editor(transactional_db):
    return make_user(EDITOR)


@pytest.fixture
def entry(editor):
    return make_entry(drafts=["az"], title_az="Köhnə başlıq", slug_az="kohne")


def test_closed_window_dead_server_and_saving(log_in, submit, editor, entry):
    make_attachment(entry, label_az="Hesabat")
    entry.tags.set([make_tag(name_en="Youth")])
    make_tag(name_en="Courts")
    cover = make_picture(name="dag.jpg")
    page = log_in(editor)
    open_form(page, entry)
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
    }

    page.route(f"**{change(entry)}", lambda route: route.abort())
    page.locator(SAVE).click()
    page.wait_for_url("chrome-error://**")
    page.unroute(f"**{change(entry)}")
    open_form(page, entry)
    # What was put back and what it came from are the same text: it is offered once.
    expect(offered(page)).to_have_count(1)
    put_back(page)
    page.fill("#id_attachments-1-label_en", "")
    page.fill("#id_attachments-2-label_en", "")
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
