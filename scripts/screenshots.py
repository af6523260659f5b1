"""Take the pictures of the documentation: the demo, in a real browser, in a scratch folder."""

import os
import tempfile
from io import BytesIO

from browser import find_browser
from PIL import Image
from playwright.sync_api import sync_playwright
from serving import ROOT, environment_in, manage, served

IMAGES = ROOT / "docs" / "images"
FORM = "/admin/blog/entry/?q=passport"
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
    ("form", FORM, 1280, "light", "author"),
    ("form-ru", FORM, 1280, "light", "author"),
    ("form-az", FORM, 1280, "light", "author"),
    ("words", FORM, 900, "light", "author"),
    ("words-ru", FORM, 900, "light", "author"),
    ("words-az", FORM, 900, "light", "author"),
    ("library", "/admin/blog/picture/", 1280, "light", "editor"),
    ("list", "/admin/blog/entry/", 1280, "light", "editor"),
    ("report", "/admin/moodle_import/importrun/1/change/", 1280, "light", "keeper"),
]
# The Moodle of the tests: what a report looks like.
SAMPLE = ROOT / "tests" / "data" / "moodle"


def main():
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
        for name, path, width, scheme, account in PICTURES:
            take(browser, url, name, path, width, scheme, account)


def demo_in(scratch):
    """The environment of a demo that is kept in ``scratch``."""
    environment = environment_in(scratch)
    for command in ("migrate", "demo"):
        manage(environment, command)
    source = ["--dump", f"{SAMPLE}/mariadb.sql.gz", "--moodledata", f"{SAMPLE}/moodledata"]
    manage(environment, "import_moodle", "--dry-run", "--report", f"{scratch}/plan.json", *source)
    return environment


def take(browser, url, name, path, width, scheme, account):
    kind, _hyphen, language = name.partition("-")
    is_admin = account is not None
    context = browser.new_context(
        base_url=url,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        locale=language if is_admin and language else "en-GB",
    )
    page = context.new_page()
    if is_admin:
        page.goto("/admin/login/?next=/admin/")
        page.fill("#id_username", account)
        page.fill("#id_password", "rtcm-demo")
        page.press("#id_password", "Enter")
        page.wait_for_url("**/admin/")
    page.goto(path, wait_until="networkidle")
    if kind in ("form", "words"):
        page.click("#result_list tbody th a")
        page.wait_for_load_state("networkidle")
        page.click(f"[role=tab]:has([lang={language or 'en'}])")
    if kind == "words":
        page.click("[role=tabpanel]:not([hidden]) [data-tool=picture]")
        page.click(".library li:nth-child(2) button")
        page.wait_for_load_state("networkidle")
    picture = Image.open(BytesIO(page.screenshot()))
    picture.convert("RGB").quantize(128).save(IMAGES / f"{name}.png", optimize=True)
    print(f"docs/images/{name}.png")
    context.close()


if __name__ == "__main__":
    main()
