"""A real browser on the real pages; what it complains of fails the test."""

import os
import shutil
import threading
import time
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import connection, connections
from django.test import Client
from playwright.sync_api import sync_playwright

QUIET = [
    *("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
"""
EXPECTED = (
    # A 404 or 403 that a test asks for is told on the console as well.
    "Failed to load resource",
    # The script above, where a preview's frame lets none run (templates/admin/blog/entry/preview.html).
    "Blocked script execution in 'about:srcdoc'",
)
SECONDS_TO_ANSWER = 20


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)
            # What a page does with its data is tested without a browser, on each database.
            if not item.get_closest_marker("each_database"):
                item.add_marker(pytest.mark.one_database)
            # The stock admin's templates use variables that are not always there.
            item.add_marker(pytest.mark.ignore_template_errors)


@pytest.fixture(scope="session")
def launching():
    """How the browser is started."""
    path = (
        os.environ.get("BROWSER_PATH") or shutil.which("chromium") or shutil.which("google-chrome")
    )
    if not path:
        pytest.fail("No Chromium: run make test, which gets one, or set BROWSER_PATH.")
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": path, "args": [*QUIET, *root]}


@pytest.fixture(scope="session")
def chromium(launching):
    # The driver runs an event loop in this thread; Django would refuse the database there.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(**launching)
        yield browser
        browser.close()
        # While the loop runs this thread has other connections, which nobody reaches afterwards: what a
        # test without a browser, run after one with it, has left open would keep the database in use.
        connections.close_all()


@pytest.fixture
def answered(live_server):
    """Wait until the site has answered all that it was asked: ``answered()``.

    A window that closes does not end the work of the server on what the page still wanted, such as
    a picture. It would get in the way of the emptying of the tables, or leave rows to the next test.
    """
    running = []

    def began(**kwargs):
        running.append(None)

    def ended(**kwargs):
        running.pop()

    def answered():
        end = time.monotonic() + SECONDS_TO_ANSWER
        while running and time.monotonic() < end:
            time.sleep(0.01)
        assert not running, "the site still works on a request"

    request_started.connect(began)
    request_finished.connect(ended)
    yield answered
    request_started.disconnect(began)
    request_finished.disconnect(ended)


@pytest.fixture
def turns(live_server, monkeypatch):
    """A lock by which requests take turns where they must.

    In memory, SQLite has one connection for all threads, and two that write would meet in one
    transaction: the page that is left says so while the next one is asked for.
    """
    turns = threading.RLock()
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        return turns
    get_response = WSGIHandler.get_response

    def in_turn(self, request):
        with turns:
            return get_response(self, request)

    monkeypatch.setattr(WSGIHandler, "get_response", in_turn)
    return turns


@pytest.fixture
def open_browser(chromium, live_server, answered, turns):
    """Make a browser window: ``open_browser(language="az", width=390, scheme="dark")``.

    When the test ends, any complaint of any window fails it.
    """
    windows, complaints = [], []

    def listen(page):
        # What a test provokes on purpose: statuses that are no complaint.
        page.expected = []
        page.on("console", lambda message: _note(complaints, message))
        page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
        page.on("response", lambda response: _answered(complaints, response, page.expected))
        page.on("request", lambda request: _watch(complaints, request, live_server.url))

    def make(*, language="en", width=1280, scheme="light", javascript=True, **options):
        context = chromium.new_context(
            base_url=live_server.url,
            locale=language,
            color_scheme=scheme,
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            reduced_motion="reduce",
            **options,
        )
        windows.append(context)
        context.add_init_script(REPORT_VIOLATIONS)
        # What the browser itself asks, in this window and those beside it.
        context.asked = []
        context.on("dialog", lambda dialog: _answer(dialog, context.asked))
        # What a page opens is listened to as well.
        context.on("page", listen)
        return context.new_page()

    yield make
    for context in windows:
        context.close()
    answered()
    assert complaints == []


def _answer(dialog, asked):
    # Who leaves a changed form is asked, and leaves it here.
    asked.append(dialog.type)
    if dialog.type == "beforeunload":
        dialog.accept()
    else:
        dialog.dismiss()


def _note(complaints, message):
    if message.type == "error" and not message.text.startswith(EXPECTED):
        complaints.append(message.text)


def _answered(complaints, response, expected):
    # A page may be a 404 on purpose; its pictures, styles and scripts may not.
    is_page = response.request.resource_type == "document"
    if response.status >= 400 and not is_page and str(response.status) not in expected:
        complaints.append(f"{response.status} for {response.url}")


def _watch(complaints, request, site):
    if urlsplit(request.url).netloc != urlsplit(site).netloc:
        complaints.append(f"another host was asked: {request.url}")


@pytest.fixture
def log_in(open_browser, live_server, turns):
    """Open a window that is logged in: ``log_in(user, language="ru")``.

    The form and the page after it would cost each test a second; test_author.py goes through them.
    """

    def log_in(user, **window):
        page = open_browser(**window)
        client = Client()
        with turns:
            client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        return page

    return log_in


@pytest.fixture
def submit():
    """Press a button or a link and wait for the page that comes: ``submit(page, "[name=_save]")``."""

    def submit(page, selector):
        with page.expect_navigation():
            page.click(selector)

    return submit
