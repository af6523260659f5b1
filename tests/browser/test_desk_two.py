"""Two translators on one text: each sees what the other confirmed, and none overwrites the other silently."""

from playwright.sync_api import expect

from blog.roles import TRANSLATOR
from tests.browser.desking import confirm, field, open_side, row
from tests.desk.factories import make_original
from tests.factories import make_user

POLL = 16_000


def test_two_translate_at_once(log_in, transactional_db):
    entry = make_original()
    rights = {"rights": ["translate_into_ru"]}
    alyona = log_in(make_user(TRANSLATOR, first_name="Алёна", **rights))
    yosif = log_in(make_user(TRANSLATOR, first_name="Ёсиф", **rights))
    yosif.clock.install()
    open_side(alyona, entry)
    open_side(yosif, entry)

    # Both are at the title; Yosif is told before he confirms his.
    field(yosif, 0).fill("Совещание")
    field(alyona, 0).focus()
    confirm(alyona, 0, "Круглый стол")
    confirm(alyona, 3, "Горячая линия ещё открыта.")
    yosif.clock.fast_forward(POLL)
    theirs = row(yosif, 0).locator(".row-theirs")
    expect(theirs).to_contain_text("Confirmed meanwhile by Алёна:")
    expect(theirs.locator("blockquote")).to_have_text("Круглый стол")
    assert field(yosif, 0).input_value() == "Совещание"
    expect(field(yosif, 3)).to_have_text("Горячая линия ещё открыта.")
    expect(yosif.locator(".side-figures")).to_contain_text("2 of 4 confirmed")
    expect(yosif.locator("#side-said")).to_contain_text("Others have changed segments meanwhile")

    # The key would go over hers without a word: it is refused, until he says so.
    yosif.expected.append("409")
    field(yosif, 0).focus()
    yosif.keyboard.press("Control+Enter")
    expect(row(yosif, 0).locator(".row-said")).to_contain_text("Алёна has changed this segment")
    theirs.get_by_role("button", name="Keep mine").click()
    expect(theirs).to_have_count(0)
    expect(row(yosif, 0).locator(".row-who")).to_contain_text("Ёсиф")

    # She has not been told yet, and takes his.
    alyona.expected.append("409")
    confirm_again = "Круглый стол, ещё раз"
    field(alyona, 0).fill(confirm_again)
    alyona.keyboard.press("Control+Enter")
    expect(row(alyona, 0).locator(".row-theirs blockquote")).to_have_text("Совещание")
    assert field(alyona, 0).input_value() == confirm_again
    alyona.get_by_role("button", name="Take theirs").click()
    expect(row(alyona, 0).locator(".row-who")).to_contain_text("Ёсиф")
    assert field(alyona, 0).input_value() == "Совещание"
    # Hers is kept.
    alyona.reload()
    expect(alyona.locator("details.side-left")).to_contain_text("1 old translation is kept")
