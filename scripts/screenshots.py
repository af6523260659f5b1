"""Take the pictures of the documentation: the demo, in a real browser, in a scratch folder."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from urllib.request import urlopen

from browser import find_browser
from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
# Name, address, width, scheme, account.
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
    ("form", "/admin/blog/entry/?q=passport", 1280, "light", "author"),
    ("list", "/admin/blog/entry/", 1280, "light", "editor"),
]


def main():
    IMAGES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as scratch,
        served(scratch) as url,
        sync_playwright() as driver,
    ):
        root = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = driver.chromium.launch(
            executable_path=find_browser(), args=["--disable-gpu", *root]
        )
        for name, path, width, scheme, account in PICTURES:
            take(browser, url, name, path, width, scheme, account)


@contextmanager
def served(scratch):
    """The demo on a free port; everything it writes goes to ``scratch``."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "DEBUG": "1",
        "DATABASE_URL": f"sqlite:///{scratch}/db.sqlite3",
        "MEDIA_ROOT": f"{scratch}/media",
    }
    for command in (["migrate"], ["demo"]):
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    command = [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"]
    server = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(f"{url}/en/")
        yield url
    finally:
        server.terminate()
        server.wait()


def wait_for(url):
    for _ in range(60):
        try:
            urlopen(url, timeout=2).close()  # noqa: S310  (our own server)
            return
        except OSError:
            time.sleep(0.5)
    sys.exit(f"{url} does not answer.")


def take(browser, url, name, path, width, scheme, account):
    context = browser.new_context(
        base_url=url, viewport={"width": width, "height": 900}, color_scheme=scheme, locale="en-GB"
    )
    page = context.new_page()
    if account:
        page.goto("/admin/login/?next=/admin/")
        page.fill("#id_username", account)
        page.fill("#id_password", "rtcm-demo")
        page.press("#id_password", "Enter")
        page.wait_for_url("**/admin/")
    page.goto(path, wait_until="networkidle")
    if name == "form":
        page.click("#result_list tbody th a")
        page.wait_for_load_state("networkidle")
    picture = Image.open(BytesIO(page.screenshot()))
    picture.convert("RGB").quantize(128).save(IMAGES / f"{name}.png", optimize=True)
    print(f"docs/images/{name}.png")
    context.close()


if __name__ == "__main__":
    main()
