"""Journey of a reader: from the bare address to an entry, its languages, its neighbours."""

import pytest

from blog.publishing import publish
from tests.browser.windows import assert_fits
from tests.factories import ago, make_author, make_entry, make_picture, make_tag

# Laying the text out is what asks for its fonts.
APPEND = """async (text) => {
  document.querySelector(".prose").append(text);
  document.body.getBoundingClientRect();
  await document.fonts.ready;
}"""


@pytest.fixture
def news(transactional_db):
    """Three entries: in all languages with a cover, in Russian alone, in English alone."""
    tag = make_tag(name_en="Training", slug_en="training", name_az="Təlim", slug_az="telim")
    author = make_author(name_az="Aysel Məmmədova", name_ru="Айсель Мамедова", slug="aysel")
    entry = make_entry(
        drafts=["az", "ru", "en"],
        title_az="İqtisadi əlaqələr və işıq",
        title_ru="Экономические связи и свет",
        title_en="Economy and light",
        slug_az="iqtisadi-elaqeler",
        slug_ru="ekonomicheskie-sviazi",
        tags=[tag],
        author=author,
        cover=make_picture(size=(1600, 900)),
        cover_alt_az="Şəki dağları",
    )
    for code in ("az", "ru", "en"):
        publish(entry, code, at=ago(hours=2))
    entry.save()
    make_entry(live=["ru"], title_ru="Ёлка для всех", published_at_ru=ago(days=40))
    make_entry(
        live=["en"], title_en="Study visit", slug_en="study-visit", published_at_en=ago(days=2)
    )
    return entry


@pytest.mark.parametrize(
    ("width", "javascript"),
    [pytest.param(1280, True, marks=pytest.mark.each_database), (1280, False), (390, True)],
)
def test_reader_from_baku(open_browser, submit, news, width, javascript):
    page = open_browser(language="az-AZ", width=width, javascript=javascript)
    page.goto("/")
    assert page.url.endswith("/az/")
    assert page.locator(".card h2").all_inner_texts() == [
        *("İqtisadi əlaqələr və işıq", "Study visit", "Ёлка для всех")
    ]
    assert page.locator(".badge [aria-hidden]").all_inner_texts() == ["English", "Русский"]
    submit(page, "text=İqtisadi əlaqələr və işıq")
    assert page.url.endswith("/az/blog/iqtisadi-elaqeler/")
    assert page.locator("main > article img").get_attribute("alt") == "Şəki dağları"

    submit(page, ".languages >> text=Русский")
    assert page.url.endswith("/ru/blog/ekonomicheskie-sviazi/")
    assert page.locator("h1").inner_text() == "Экономические связи и свет"
    # The choice is remembered.
    page.goto("/")
    assert page.url.endswith("/ru/")
    submit(page, "text=Study visit")
    assert page.locator(".notice").count() == 1
    assert page.locator("main > article").get_attribute("lang") == "en"

    page.goto("/az/blog/iqtisadi-elaqeler/")
    submit(page, ".tags >> text=Təlim")
    assert page.locator("h1").inner_text() == "Təlim"
    page.go_back()
    submit(page, "a[rel=author]")
    assert page.locator("h1").inner_text() == "Aysel Məmmədova"
    page.goto("/az/")
    submit(page, "section[aria-labelledby=months] a >> nth=0")
    assert "/az/archive/" in page.url
    page.goto("/az/blog/yoxdur/")
    assert page.locator("h1").inner_text() == "Səhifə tapılmadı"


def test_everything_is_reached_by_keyboard(open_browser, news):
    page = open_browser(language="ru")
    page.goto("/ru/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "choice"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Экономические связи и свет"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/ekonomicheskie-sviazi/")


@pytest.mark.parametrize("language", ["en", "ru", "az"])
def test_nothing_is_wider_than_the_screen(open_browser, news, language):
    page = open_browser(width=320)
    for path in (f"/{language}/", news.url_in(language), f"/{language}/blog/yoxdur/"):
        page.goto(path)
        assert_fits(page, [320, 390, 768, 1280])


@pytest.mark.parametrize("language", ["en", "ru", "az"])
def test_cover_shifts_nothing(open_browser, news, language):
    page = open_browser()
    page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) window.shift += entry.value;
        }).observe({type: "layout-shift", buffered: true});"""
    )
    for path in (f"/{language}/", news.url_in(language)):
        page.goto(path, wait_until="networkidle")
        # Web Vitals call up to 0.1 good; the font that replaces the stand-in may take a little.
        assert page.evaluate("window.shift") < 0.02


@pytest.mark.parametrize(("language", "limit"), [("en", 60_000), ("ru", 60_000), ("az", 60_000)])
def test_entry_page_keeps_to_its_budget(open_browser, news, language, limit):
    news.body_en = news.body_ru = news.body_az = "<p>" + "Söz <em>сло́во</em> word. " * 600 + "</p>"
    news.save()
    page = open_browser()
    responses = []
    page.on("response", lambda response: responses.append(response))
    page.goto(news.url_in(language), wait_until="networkidle")
    sizes, kinds = 0, []
    for response in responses:
        kind = response.request.resource_type
        if kind != "image":
            kinds.append(kind)
            sizes += response.request.sizes()["responseBodySize"]
    assert sizes <= limit
    assert kinds.count("stylesheet") == 1
    assert kinds.count("script") <= 1


@pytest.mark.parametrize(
    ("language", "hyphens"), [("en", "auto"), ("ru", "auto"), ("az", "manual")]
)
def test_words_are_parted_only_where_the_rules_are_known(open_browser, news, language, hyphens):
    page = open_browser()
    page.goto(news.url_in(language))
    assert page.locator(".prose").evaluate("node => getComputedStyle(node).hyphens") == hyphens


@pytest.mark.parametrize(
    ("language", "quotes"),
    [("en", '"“" "”" "‘" "’"'), ("ru", '"«" "»" "„" "“"'), ("az", '"“" "”" "‘" "’"')],
)
def test_quotes_are_those_of_the_language(open_browser, news, language, quotes):
    page = open_browser()
    page.goto(news.url_in(language))
    assert page.locator(".prose").evaluate("node => getComputedStyle(node).quotes") == quotes


@pytest.mark.parametrize("letters", ["əƏğĞşŞıİöüç", "ёЁйъщэюя", "«»„“”’—№"])
def test_every_letter_comes_from_our_font(open_browser, news, letters):
    page = open_browser()
    page.goto(news.url_in("az"))
    page.evaluate(APPEND, letters)
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": ".prose"})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    assert {font["familyName"] for font in fonts} == {"Source Serif 4"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_prints_as_text_on_paper(open_browser, news, scheme):
    page = open_browser(scheme=scheme)
    page.goto(news.url_in("ru"))
    page.emulate_media(media="print", color_scheme=scheme)
    assert page.locator("body").evaluate("node => getComputedStyle(node).color") == "rgb(0, 0, 0)"
    assert not page.locator(".languages").is_visible()
    assert page.locator("h1").is_visible()
