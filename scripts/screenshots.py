"""Take the pictures of the documentation: the demo, in a real browser, in a scratch folder.

screenshots.py [names of some of them]
"""

import os
import re
import sys
import tempfile
from io import BytesIO

from browser import find_browser
from PIL import Image
from playwright.sync_api import sync_playwright
from serving import ROOT, environment_in, manage, served

IMAGES = ROOT / "docs" / "images"
FORM = "/admin/blog/entry/?q=passport"
QUEUE = "/admin/translation_desk/translation/"
MINE, OUTDATED = f"{QUEUE}?mine=on&state=in_progress", f"{QUEUE}?state=outdated"
# Name, address, width, scheme, account; a name that ends in a language has its interface in it.
PICTURES = [
    ("home", "/en/", 1280, "light", None),
    (
        "entry-az-phone-dark",
        "/az/blog/iqtisadi-elaqeler-ve-isiq-qis-mektebi-ismayillida-basladi/",
        390,
        "dark",
        None,
    ),
    ("fallback-ru", "/ru/blog/a-research-fellowship-on-seasonal-work/", 1280, "light", None),
    ("search", "/en/search/?q=migratoin", 1280, "light", None),
    ("form", FORM, 1280, "light", "author"),
    ("form-ru", FORM, 1280, "light", "author"),
    ("form-az", FORM, 1280, "light", "author"),
    ("words", FORM, 900, "light", "author"),
    ("words-ru", FORM, 900, "light", "author"),
    ("words-az", FORM, 900, "light", "author"),
    ("library", "/admin/blog/picture/", 1280, "light", "editor"),
    ("list", "/admin/blog/entry/", 1280, "light", "editor"),
    ("desk", "/admin/", 1280, "light", "editor"),
    ("preview", FORM, 1280, "light", "author"),
    ("history", FORM, 1280, "light", "editor"),
    ("merge", FORM, 1280, "light", "editor"),
    ("desk-queue", QUEUE, 1280, "light", "editor"),
    ("desk-queue-ru", QUEUE, 1280, "light", "editor"),
    ("desk-queue-az", QUEUE, 1280, "light", "editor"),
    ("desk-side", MINE, 1280, "light", "ru"),
    ("desk-side-ru", MINE, 1280, "light", "ru"),
    ("desk-side-az", MINE, 1280, "light", "ru"),
    ("desk-change", OUTDATED, 1280, "light", "ru"),
    ("report", "/admin/moodle_import/importrun/1/change/", 1280, "light", "keeper"),
]
LANGUAGE_AT_END = re.compile("(.*?)(?:-(ru|az))?")
# The Moodle of the tests: what a report looks like.
SAMPLE = ROOT / "tests" / "data" / "moodle"


def main(names):
    IMAGES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as scratch,
        served(demo_in(scratch)) as url,
        sync_playwright() as driver,
    ):
        root = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = driver.chromium.launch(
            executable_path=find_browser(), args=["--disable-gpu", *root]
        )
        for name, *how in PICTURES:
            if not names or name in names:
                take(browser, url, name, *how)


def demo_in(scratch):
    """The environment of a demo that is kept in ``scratch``."""
    environment = environment_in(scratch)
    for command in ("migrate", "demo"):
        manage(environment, command)
    source = ["--dump", f"{SAMPLE}/mariadb.sql.gz", "--moodledata", f"{SAMPLE}/moodledata"]
    manage(environment, "import_moodle", "--dry-run", "--report", f"{scratch}/plan.json", *source)
    return environment


def take(browser, url, name, path, width, scheme, account):
    kind, language = LANGUAGE_AT_END.fullmatch(name).groups()
    locale = language if account and language else "en-GB"
    page = window(browser, url, width, scheme, locale, account)
    page.goto(path, wait_until="networkidle")
    if path == FORM:
        page.click("#result_list tbody th a")
        page.wait_for_load_state("networkidle")
        page.click(f"[role=tab]:has([lang={language or 'en'}])")
    if kind in SCENES:
        SCENES[kind](page, lambda who: window(browser, url, width, scheme, locale, who))
        page.wait_for_load_state("networkidle")
    picture = Image.open(BytesIO(page.screenshot()))
    picture.convert("RGB").quantize(128).save(IMAGES / f"{name}.png", optimize=True)
    print(f"docs/images/{name}.png")
    page.context.close()


def window(browser, url, width, scheme, locale, account):
    """A window of ``account``, logged in, or of a reader (None)."""
    context = browser.new_context(
        base_url=url,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        locale=locale,
    )
    page = context.new_page()
    if account:
        page.goto("/admin/login/?next=/admin/")
        page.fill("#id_username", account)
        page.fill("#id_password", "rtcm-demo")
        page.press("#id_password", "Enter")
        page.wait_for_url("**/admin/")
    return page


def choose_picture(page, _other):
    page.click("[role=tabpanel]:not([hidden]) [data-tool=picture]")
    page.click(".library li:nth-child(2) button")


def show_preview(page, _other):
    page.goto(page.url.partition("/change/")[0] + "/preview/en/")


def show_history(page, _other):
    """Save twice, and look at what that left."""
    for words in (" and new hours", " and new opening hours"):
        save(page, page.input_value("#id_title_en").partition(" and ")[0] + words)
    page.goto(page.url.partition("/change/")[0] + "/history/")


def show_merge(page, other):
    """Somebody else saves first."""
    title = page.input_value("#id_title_en").partition(" and ")[0]
    first = other("author")
    first.goto(page.url, wait_until="networkidle")
    save(first, f"{title} and a new address")
    first.context.close()
    save(page, f"{title} and longer hours")
    page.locator("#merge").scroll_into_view_if_needed()


def save(page, title):
    page.fill("#id_title_en", title)
    with page.expect_navigation():
        page.click("[name=_continue]:not(.default-submit)")
    page.wait_for_load_state("networkidle")


def show_side(page, _other):
    """The first translation of the queue, at its first open segment."""
    page.click(".queue-open")
    show_row(page, ".row-open")


def show_change(page, _other):
    """The first translation of the queue, at a segment whose original was changed."""
    page.click(".queue-open")
    show_row(page, ".row-stale")


def show_row(page, which):
    """Work at a segment in the middle of the window."""
    page.wait_for_load_state("networkidle")
    page.locator(f"{which} :is(.row-surface, textarea:not([hidden]))").first.click()
    page.locator(which).first.evaluate("row => row.scrollIntoView({block: 'center'})")


# What is done to a page before its picture is taken.
SCENES = {
    "words": choose_picture,
    "preview": show_preview,
    "history": show_history,
    "merge": show_merge,
    "desk-side": show_side,
    "desk-change": show_change,
}


if __name__ == "__main__":
    main(sys.argv[1:])
