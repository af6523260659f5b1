"""Journey of a reader who searches: by the box of any page, by keyboard, with and without scripts."""

import re
from io import BytesIO

import pytest
from PIL import Image

from tests.browser.axe import FOR_AXE, findings
from tests.browser.windows import assert_fits
from tests.factories import ago, make_entry, make_tag

BODY = "<p>Six people planted a walnut grove, and one of them counted every tree twice.</p>"
OPTIONS = "#search-suggestions [role=option]"


@pytest.fixture
def grove(transactional_db):
    """Entries about walnuts in each language, one of them in Russian alone."""
    tag = make_tag(name_en="Training", slug_en="training", name_az="Təlim", slug_az="telim")
    make_entry(
        live=["en", "az", "ru"],
        title_en="Walnut harvest",
        title_az="Qoz yığımı: walnut",
        title_ru="Сбор орехов: walnut",
        slug_en="walnut-harvest",
        body_en=BODY,
        tags=[tag],
    )
    make_entry(live=["en"], title_en="Walnut grove", slug_en="walnut-grove", body_en=BODY)
    make_entry(
        live=["ru"],
        title_ru="Ореховая роща walnut",
        slug_ru="roshcha",
        published_at_ru=ago(days=90),
        tags=[tag],
    )
    make_entry(drafts=["en"], title_en="Walnut secret")


def type_words(page, words):
    box = page.get_by_role("combobox")
    box.press_sequentially(words)
    page.locator(OPTIONS).first.wait_for()
    return box


@pytest.mark.parametrize(("language", "width", "scripts"), [("ru", 1280, True), ("az", 390, False)])
def test_search_from_any_page(open_browser, submit, grove, language, width, scripts):
    page = open_browser(language=language, width=width, javascript=scripts)
    page.goto(f"/{language}/blog/walnut-grove/")
    page.fill("header [name=q]", "walnut")
    submit(page, "header [type=submit]")
    assert page.url.endswith(f"/{language}/search/?q=walnut")
    assert page.locator(".found").count() == 3
    assert page.locator(".found mark").first.inner_text().lower() == "walnut"
    assert page.locator("[name=q]").input_value() == "walnut"
    page.select_option("[name=language]", "en")
    submit(page, ".search-filters button")
    assert page.locator(".found .badge").count() == page.locator(".found").count() > 0
    submit(page, ".languages >> text=English")
    assert page.locator("[name=q]").input_value() == "walnut"
    assert page.locator("[name=language]").input_value() == "en"
    assert page.locator(".found .badge").count() == 0
    submit(page, ".found >> nth=0 >> a")
    assert "/en/blog/walnut-" in page.url


def test_suggestions_are_chosen_by_keyboard(open_browser, grove):
    page = open_browser()
    page.goto("/en/")
    box = page.get_by_role("combobox")
    assert box.get_attribute("aria-expanded") == "false"
    type_words(page, "waln")
    assert box.get_attribute("aria-expanded") == "true"
    texts = page.locator(OPTIONS).all_inner_texts()
    assert len(texts) == 3
    assert "secret" not in "".join(texts)
    assert page.locator("#search-status").inner_text() == "3 suggestions"
    assert box.get_attribute("aria-activedescendant") is None

    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == "suggestion-0"
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    assert page.locator(f"{OPTIONS}[aria-selected=true]").get_attribute("id") == "suggestion-2"
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.get_attribute("aria-activedescendant") is None
    assert box.input_value() == "waln"
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == "suggestion-0"
    # What is typed is never replaced: the focus stays in the box.
    assert page.evaluate("document.activeElement.name") == "q"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/en/blog/walnut-" in page.url


def test_typing_leads_back_to_the_box(open_browser, grove):
    page = open_browser()
    page.goto("/en/")
    box = type_words(page, "waln")
    for key in ("ArrowLeft", "ArrowRight", "Home", "End", "u"):
        page.keyboard.press("ArrowDown")
        assert box.get_attribute("aria-activedescendant") == "suggestion-0"
        page.keyboard.press(key)
        assert box.get_attribute("aria-activedescendant") is None, key
    # What was listed for fewer letters is not what Enter follows.
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/en/search/?q=walnu")


def test_list_answers_what_is_typed(open_browser, grove):
    page = open_browser()
    page.expected = ["500"]
    page.goto("/en/")
    status = page.locator("#search-status")
    for fail in (lambda route: route.abort(), lambda route: route.fulfill(status=500)):
        page.fill("[name=q]", "")
        box = type_words(page, "waln")
        page.route("**/suggest/**", fail)
        box.press_sequentially("ut")
        page.locator(OPTIONS).first.wait_for(state="detached")
        assert box.get_attribute("aria-expanded") == "false"
        assert status.text_content() == ""
        page.unroute("**/suggest/**")
    # Nothing is listed, and the arrow asks for it.
    page.keyboard.press("ArrowDown")
    page.locator(OPTIONS).first.wait_for()
    assert status.text_content() == "3 suggestions"
    page.keyboard.press("Escape")
    assert status.text_content() == ""


def test_slow_answer_is_not_shown_for_other_words(open_browser, grove):
    page = open_browser()
    page.goto("/en/")
    held = []
    page.route(re.compile(r"suggest/\?q=waln$"), lambda route: held.append(route))
    box = page.get_by_role("combobox")
    box.press_sequentially("waln")
    with page.expect_request(lambda request: request.url.endswith("q=waln")):
        pass
    box.press_sequentially("ut har")
    page.locator(OPTIONS).first.wait_for()
    assert page.locator(OPTIONS).all_inner_texts() == ["Walnut harvest"]
    late = {"url": "/en/", "title": [["Late", False]], "language_name": ""}
    held[0].fulfill(json={"status": "", "suggestions": [late]})
    page.evaluate("new Promise((resolve) => setTimeout(resolve, 50))")
    assert page.locator(OPTIONS).all_inner_texts() == ["Walnut harvest"]


def test_way_back_leads_to_the_search_as_it_was(open_browser, grove):
    page = open_browser()
    page.goto("/en/search/?q=walnut")
    page.select_option("[name=language]", "ru")
    page.fill("[name=q]", "grove")
    with page.expect_navigation():
        page.press("[name=q]", "Enter")
    page.go_back()
    assert page.locator("[name=q]").input_value() == "walnut"
    assert page.locator("[name=language]").input_value() == ""
    # As a page is when the browser kept all of it.
    page.select_option("[name=language]", "ru")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert page.locator("[name=language]").input_value() == ""


def test_marked_words_are_seen_in_colours_of_the_system(open_browser, grove):
    page = open_browser(scheme="dark", forced_colors="active")
    page.goto("/en/search/?q=walnut")
    picture = Image.open(BytesIO(page.locator(".found mark").first.screenshot()))
    assert len(picture.getcolors()) > 1


def test_printed_page_says_what_was_looked_for(open_browser, grove):
    page = open_browser()
    page.goto("/en/search/?q=training&language=en")
    assert page.locator(".search-called").is_visible()
    page.emulate_media(media="print")
    assert page.locator("[name=q]").is_visible()
    assert page.locator("[name=language]").is_visible()
    assert not page.locator(".search-called, main button").filter(visible=True).count()
    page.goto("/en/search/")
    assert not page.locator(".search-topics").is_visible()


@pytest.mark.parametrize("language", ["en", "ru", "az"])
def test_head_of_a_page_is_one_row_from_1000_pixels(open_browser, grove, language):
    page = open_browser(language=language, width=1000)
    page.goto(f"/{language}/")
    boxes = [page.locator(f"header {part}").bounding_box() for part in (".search", "nav")]
    middles = {round(box["y"] + box["height"] / 2) for box in boxes}
    assert len(middles) == 1


def test_words_longer_than_a_line_are_broken(open_browser, transactional_db):
    word = "Rindfleischetikettierungsüberwachung" * 2
    tag = make_tag(name_ru=f"Зубр{word}"[:60], slug_ru="zubr")
    # Without its words in the text, a result names its topics.
    for title, body in ((f"{word} зубр", f"<p>{word}</p>"), (word, f"<p>зубр {word}</p>")):
        make_entry(live=["ru"], title_ru=title, body_ru=body, tags=[tag])
    make_entry(live=["ru"], title_ru=word, tags=[tag])
    page = open_browser(width=320)
    for query in ("?q=зубр", f"?q=зубр{word}", ""):
        page.goto(f"/en/search/{query}")
        assert_fits(page, [320])
    type_words(page, "зубр")
    listed = page.locator("#search-suggestions").evaluate(
        "(list) => [list.scrollWidth, list.clientWidth]"
    )
    assert listed[0] == listed[1]
    assert_fits(page, [320])


def test_enter_searches_while_nothing_is_chosen(open_browser, grove):
    page = open_browser()
    page.goto("/en/")
    type_words(page, "walnut")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/en/search/?q=walnut")


def test_suggestions_by_touch_and_gone_with_the_focus(open_browser, submit, grove):
    page = open_browser(width=390, language="az")
    page.goto("/az/")
    type_words(page, "walnut")
    page.keyboard.press("Tab")
    assert not page.locator("#search-suggestions").is_visible()
    page.locator("header [name=q]").fill("")
    type_words(page, "рощ")
    option = page.locator(OPTIONS)
    assert option.locator("[lang=ru]").first.inner_text() == "Ореховая роща walnut"
    submit(page, f"{OPTIONS} >> nth=0")
    assert page.url.endswith("/az/blog/roshcha/")


@pytest.mark.parametrize(
    ("language", "width", "queries"),
    [
        ("en", 1280, ["?q=training", ""]),
        ("ru", 390, ["?q=walnut"]),
        ("az", 1280, ["?q=zzzz&language=az", "?q=walntu"]),
    ],
    ids=["en", "ru", "az"],
)
def test_search_is_accessible_and_fits(open_browser, grove, language, width, queries):
    page = open_browser(language=language, width=width, **FOR_AXE)
    found = []
    for query in queries:
        page.goto(f"/{language}/search/{query}")
        found += findings(page, query)
        assert_fits(page, [320, 390, 768, width])
    page.goto(f"/{language}/")
    type_words(page, "walnut")
    page.keyboard.press("ArrowDown")
    found += findings(page, "suggestions")
    assert_fits(page, [320, width])
    assert found == []
