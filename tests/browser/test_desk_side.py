"""A translation side by side: from the original to the readers, by keyboard; and nothing typed is lost."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from blog.models import Entry
from blog.roles import AUTHOR, EDITOR, TRANSLATOR
from tests.browser.axe import FOR_AXE, findings
from tests.browser.desking import (
    confirm,
    field,
    open_side,
    row,
    states,
    type_marked,
    wait_until_kept,
)
from tests.browser.tools import fill_text
from tests.browser.windows import assert_fits
from tests.browser.writing import open_form
from tests.desk.factories import confirm_row, make_original, rows_of, translation_of
from tests.desk.side import make_term
from tests.factories import make_author, make_entry, make_user

QUEUE = "/admin/translation_desk/translation/"
BODY = (
    '<p>29–30 sentyabr 2022-ci il tarixində <strong>Bakıda</strong> <a href="https://example.org/">əmək '
    "miqrasiyası</a> üzrə təlim keçirildi.</p><p>Qaynar xətt açıqdır.</p>"
)


@pytest.fixture
def alyona(transactional_db):
    return make_user(TRANSLATOR, first_name="Алёна", rights=["translate_into_ru"])


@pytest.mark.each_database
def test_from_the_original_to_the_readers_and_a_change_of_it(log_in, submit, alyona):
    """The story of the desk."""
    make_term(az="əmək miqrasiyası", ru="трудовая миграция")
    writer = make_user(AUTHOR, first_name="Leyla", rights=["publish_entry"])
    entry = make_entry(
        live=["az"], title_az="Giriş təlimi", body_az=BODY, author=make_author(user=writer)
    )

    # The translator types, with a term that is not the agreed one.
    page = log_in(alyona)
    page.goto(QUEUE)
    page.get_by_role("link", name=re.compile("missing.*Giriş təlimi")).click()
    page.wait_for_selector("#side[data-ready]")
    expect(page.locator(".side-figures")).to_contain_text("0 of 3 confirmed")
    field(page, 0).focus()
    confirm(page, 0, "Вводное занятие")
    expect(row(page, 1)).to_have_class(re.compile("is-active"))
    expect(row(page, 1).locator(".aside-terms")).to_contain_text("трудовая миграция")
    # Alt and a number puts markup of the original around the words that are selected.
    type_marked(page, "29–30 сентября 2022 года в ", "Баку", "1")
    type_marked(page, " обсудили ", "переезд рабочих", "2")
    page.keyboard.type(".")
    warning = row(page, 1).locator(".finding")
    expect(warning).to_contain_text("трудовая миграция")
    page.keyboard.press("Control+Enter")
    expect(row(page, 1)).to_have_attribute("data-state", "confirmed")
    expect(row(page, 1).locator(".row-state")).to_contain_text("1 finding")
    confirm(page, 2, "Горячая линия ещё открыта.")
    expect(page.locator("#side-said")).to_contain_text("No open segment is left.")
    expect(page.locator("#side-review")).not_to_contain_text("not confirmed yet")
    submit(page, "text=Ask for review")
    expect(page.locator(".side-state")).to_have_text("waiting for review")

    # A reviewer puts it live.
    reviewer = log_in(make_user(EDITOR, first_name="Nərgiz"))
    open_side(reviewer, entry)
    submit(reviewer, "text=Put live")
    expect(reviewer.locator(".side-state")).to_have_text("live")
    entry.refresh_from_db()
    assert '<strong>Баку</strong> обсудили <a href="https://example.org/"' in entry.body_ru

    # The author changes one sentence: it alone is asked for, and its words are marked.
    form = log_in(writer)
    open_form(form, entry)
    fill_text(form, BODY.replace("açıqdır", "bağlıdır"))
    submit(form, "[name=_continue]:not(.default-submit)")
    page.goto(QUEUE)
    page.get_by_role("link", name=re.compile("outdated.*Giriş təlimi")).click()
    page.wait_for_selector("#side[data-ready]")
    expect(page.locator(".side-state")).to_have_text("outdated")
    assert states(page) == ["confirmed", "confirmed", "stale"]
    expect(row(page, 2).locator("del")).to_have_text("açıqdır")
    expect(row(page, 2).locator("ins")).to_have_text("bağlıdır")
    assert Entry.objects.get(pk=entry.pk).state_in("ru") == "live"
    confirm(page, 2, "Горячая линия закрыта.")
    expect(row(page, 2).locator("ins")).to_have_count(0)


def test_typed_words_outlive_the_window_the_session_and_the_server(log_in, alyona):
    entry = make_original()
    page = log_in(alyona)
    open_side(page, entry)
    field(page, 1).fill("Рабочий день, набранный и не подтверждённый")
    field(page, 3).fill("Горячая линия ещё")
    wait_until_kept(page, 1, 3)
    beside = page.context.new_page()
    page.close()

    # The window was closed, and one of the sentences is another meanwhile.
    entry.body_en = entry.body_en.replace("is open", "is closed")
    entry.save()
    page = beside
    open_side(page, entry)
    expect(field(page, 1)).to_have_text("Рабочий день, набранный и не подтверждённый")
    expect(row(page, 1).locator(".row-note")).to_contain_text("This is what you typed before")
    lost = page.locator(".side-bar")
    expect(lost).to_contain_text("Original: The hotline is open.")
    assert lost.locator("textarea").input_value() == "Горячая линия ещё"
    lost.get_by_role("button", name="Throw it away").click()
    expect(lost).to_have_count(0)

    # The session ends while somebody types.
    session = next(
        one for one in page.context.cookies() if one["name"] == settings.SESSION_COOKIE_NAME
    )
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    field(page, 0).fill("Круглый стол")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".side-bar")).to_contain_text("You are logged out.")
    assert row(page, 0).get_attribute("data-state") == "open"
    page.context.add_cookies([session])
    page.get_by_role("button", name="Try again").click()
    expect(row(page, 0)).to_have_attribute("data-state", "confirmed")
    expect(page.locator(".side-bar")).to_have_count(0)

    # The server is gone for a while.
    page.route("**/confirm/", lambda route: route.abort())
    field(page, 1).focus()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".side-bar")).to_contain_text("The server does not answer.")
    page.unroute("**/confirm/")
    page.keyboard.press("Control+Enter")
    expect(row(page, 1)).to_have_attribute("data-state", "confirmed")

    # What was confirmed is not offered again; what does not fit is said.
    page.reload()
    page.wait_for_selector("#side[data-ready]")
    expect(page.locator(".row-note:visible, .side-bar")).to_have_count(0)
    page.expected.append("422")
    field(page, 2).fill("ё" * 50_000)
    page.keyboard.press("Control+Enter")
    expect(row(page, 2).locator(".row-said")).to_contain_text("too long for one segment")


def test_it_is_accessible_and_fits(log_in, alyona):
    sentence = "The migration service explained how a work permit is asked for, and whom to call."
    paragraphs = "".join(f"<p>{number}: {sentence}</p>" for number in range(57))
    entry = make_original(body=f"<h2>Day</h2><p>On 5 May <em>all</em> met.</p>{paragraphs}")
    short = make_entry(live=["en"], title_en="We met", body_en="<p>Today</p>")
    make_term(en="work permit", ru="разрешение на работу")
    russian = translation_of(entry)
    confirm_row(russian, rows_of(russian)[2], "5 мая все <em>встретились</em>.", by=alyona)
    entry.body_en = entry.body_en.replace("5 May", "6 May")
    entry.save()

    page = log_in(make_user(EDITOR), **FOR_AXE)
    open_side(page, entry)
    assert page.locator(".side-row").count() == 60
    field(page, 2).focus()
    expect(row(page, 2).locator(".finding-error")).to_be_visible()
    found = findings(page, "long")
    assert_fits(page, [390, 768, 1280])
    page.set_viewport_size({"width": 768, "height": 900})
    page.keyboard.press("Alt+h")
    field(page, 3).fill("Нет")
    found += findings(page, "keys, on a tablet", part=".side-head")
    found += findings(page, "a segment, on a tablet", part="#row-3")
    open_side(page, short)
    found += findings(page, "short")
    assert_fits(page, [768, 1280])
    assert found == []
