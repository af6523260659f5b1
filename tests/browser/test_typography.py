"""What a typesetter would mend is offered, in each language by its own rules, and done when asked."""

import pytest
from playwright.sync_api import expect

from blog.languages import facts
from blog.roles import EDITOR
from tests.browser.writing import editor_of, open_form, stored, surface, write
from tests.factories import make_entry, make_user

# Marked so that it can be seen: ⍽ is a no-break space.
MENDED = [
    ("en", 'He said "yes" -- twice...', "He said “yes” – twice…"),
    ("en", '"It\'s" («ok»), she said', "“It’s” (“ok”), she said"),
    ("en", '"A" and ["B"], "the "C" of D"', "“A” and [“B”], “the ‘C’ of D”"),
    ("en", "in 1990's terms  , 25 % of 2019-2021", "in 1990’s terms, 25% of 2019–2021"),
    ("en", 'See "https://example.org/a-b?c=1-2" now', "See “https://example.org/a-b?c=1-2” now"),
    ("en", "a 10-12-year-old  child", "a 10–12-year-old child"),
    ("ru", 'Он сказал "да" - и ушёл', "Он сказал «да»⍽— и⍽ушёл"),
    ("ru", '- Да, – ответил он в "Ёж"', "—⍽Да,⍽— ответил он в⍽«Ёж»"),
    ("ru", '"Группа "Йод"" и «Газета “Ёж”»', "«Группа „Йод“» и⍽«Газета „Ёж“»"),
    ("ru", "“да” и „нет“", "«да» и⍽„нет“"),
    ("ru", "№5 и § 7, 25% или 5 %", "№⍽5 и⍽§⍽7, 25⍽% или 5⍽%"),
    ("ru", "А.С. Пушкин, Й. Ёлкин", "А.⍽С.⍽Пушкин, Й.⍽Ёлкин"),
    ("ru", "В 2019-2021 гг., с 3-4 июня", "В⍽2019–2021⍽гг., с⍽3–4 июня"),
    ("ru", "д'Артаньян ; он...", "д’Артаньян; он…"),
    ("az", 'Azərbaycan\'ın "işıq" sözü - budur', "Azərbaycan’ın “işıq” sözü – budur"),
    ("az", "- İqtisad — ğ, 25 %...", "– İqtisad – ğ, 25%…"),
    ("az", "Әli vә Ǝli, mәәttәl, ǝsas, ә", "Əli və Əli, məəttəl, əsas, ə"),
    ("az", '2019-2021-ci illər, "Ilıq "ı""', "2019–2021-ci illər, “Ilıq ‘ı’”"),
]
LEFT_ALONE = [
    ("en", "On 2026-05-31, in 2026-05; +994 12 404-12-34, 555-1234, 055-123-45-67"),
    ("en", "https://example.org/a'b...?c=10-20, www.example.org/it's, a.b-1-2@example.org"),
    ("en", "ISBN 978-5-699-12014-7, covid-19, well-known, 3.5, 1,000, § 7, № 12-45"),
    ("en", "a 5\" disk, x=\"1\", dogs' tails, rock 'n' roll, “The ‘good’ one”—yes…"),
    ("ru", "31.05.2026, 2026-05-31, 10:30, 3:2, 8-800-555, 1-й, 90-е, из-за, кто-то"),
    ("ru", "«Газета „Ёж“ вышла»,⍽— сказал он. А.⍽С.⍽Пушкин, №⍽5, 25⍽%, 2026⍽г., т.⍽е."),
    ("ru", "США. Вот Ё. Й"),
    ("az", "2026-05-31, (012) 404-12-34, 1-ci, ARDNŞ-nin, “İşıq” – ‘ı’, «Kitab», 25%"),
    ("az", "Азәрбајҹан Әли, https://example.org/ә-1-2"),
]
APPLIED = """async ([language, quotes, text]) => {
  const { suggestionsFor } = await import("/static/blog/admin/editor/typography.js");
  const found = suggestionsFor(text, { language, quotes });
  return found.reverse().reduce(
    (done, { at, length, replacement }) => done.slice(0, at) + replacement + done.slice(at + length), text);
}"""
BODY = (
    '<p>O, "<strong>bəli"</strong> dedi...</p>\n<p><span lang="ru">"ёж"...</span> <code>"x"</code> - ə</p>\n'
    '<blockquote lang="ru"><p>"Ёлка" - да</p></blockquote>\n<pre>"y"...</pre>'
)
MENDED_BODY = (
    BODY.replace('"<strong>bəli"', "“<strong>bəli”")
    .replace("dedi...", "dedi…")
    .replace("</code> - ə", "</code> – ə")
)


@pytest.fixture
def mend(open_browser, transactional_db):
    page = open_browser()
    page.goto("/admin/login/")

    def mend(language, text):
        quotes = [*facts(language).quotes, *facts(language).inner_quotes]
        mended = page.evaluate(APPLIED, [language, quotes, text.replace("⍽", "\u00a0")])
        return mended.replace("\u00a0", "⍽")

    return mend


def test_suggestions_are_those_of_the_language(mend):
    """In one window: the tables are long."""
    assert [mend(language, text) for language, text, _ in MENDED] == [row[2] for row in MENDED]
    assert [mend(language, mended) for language, _, mended in MENDED] == [row[2] for row in MENDED]
    assert [mend(language, text) for language, text in LEFT_ALONE] == [row[1] for row in LEFT_ALONE]


def test_suggestions_are_applied_when_asked(log_in, submit, transactional_db):
    entry = make_entry(drafts=["az"], body_az=f"{BODY}\n<p>son</p>")
    page = log_in(make_user(EDITOR))
    open_form(page, entry)
    editor = editor_of(page, "az")
    button, rows = editor.locator(".editor-typography"), editor.locator(".editor-suggestions li")
    expect(editor.locator(".editor-length")).to_have_text("Words: 12 · Reading time: 1 min")
    expect(button).to_have_text("Typography, suggestions: 4")
    write(page, "az", " ki")
    expect(editor.locator(".editor-length")).to_have_text("Words: 13 · Reading time: 1 min")
    button.click()
    expect(surface(page, "az").locator(".suggested")).to_have_text(['"', '"', "...", " - "])
    expect(rows).to_have_count(5)
    expect(rows.nth(3)).to_contain_text("dedi...…")
    assert stored(page, submit, entry) == f"{BODY}\n<p>son ki</p>"

    button.click()
    rows.nth(3).get_by_role("button").click()
    expect(button).to_have_text("Typography, suggestions: 3")
    expect(rows.nth(3).get_by_role("button")).to_be_focused()
    one_mended = BODY.replace("dedi...", "dedi…")
    assert stored(page, submit, entry) == f"{one_mended}\n<p>son ki</p>"

    write(page, "az", '"')
    button.click()
    # With the list open what is shown follows the text at once.
    page.keyboard.press("Control+Home")
    surface(page, "az").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Bax ")
    editor.get_by_role("button", name="Apply all").click()
    expect(button).to_be_hidden()
    expect(surface(page, "az")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(button).to_have_text("Typography, suggestions: 3")
    page.keyboard.press("Control+Shift+z")
    expect(button).to_be_hidden()
    expected = MENDED_BODY.replace("O, ", "Bax O, ") + '\n<p>son ki"</p>'
    assert stored(page, submit, entry) == expected
