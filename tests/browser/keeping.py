"""What a browser keeps of a form, looked at and changed from outside, for tests."""

import subprocess
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import expect

ROWS = """() => new Promise((resolve, reject) => {
  const request = indexedDB.open("rtcm-kept");
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const rows = request.result.transaction("forms").objectStore("forms").getAll();
    rows.onsuccess = () => {
      request.result.close();
      resolve(rows.result.map((row) => ({ ...row, content: JSON.stringify({
        ...row.content, data: row.content.data && String.fromCharCode(...new Uint8Array(row.content.data)) }) })));
    };
  };
})"""
MAKE_OLDER = """(minutes) => new Promise((resolve, reject) => {
  const request = indexedDB.open("rtcm-kept");
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const transaction = request.result.transaction("forms", "readwrite");
    const cursor = transaction.objectStore("forms").openCursor();
    cursor.onsuccess = () => {
      if (!cursor.result) return;
      cursor.result.update({ ...cursor.result.value, at: cursor.result.value.at - minutes * 60 * 1000 });
      cursor.result.continue();
    };
    transaction.oncomplete = () => { request.result.close(); resolve(); };
  };
})"""


def rows(page):
    """What is kept in this browser, by whomever."""
    return page.evaluate(ROWS)


def make_older(page, **age):
    """Let all that is kept be older: ``make_older(page, minutes=12)``."""
    minutes = age.get("minutes", 0) + 60 * 24 * age.get("days", 0)
    page.evaluate(MAKE_OLDER, minutes)


def offer(page):
    """The notice that offers what was kept."""
    return page.locator(".kept-offer")


def offered(page):
    """The texts that are offered, newest first."""
    return offer(page).locator("li")


def wait_until_kept(page):
    """Wait until all that has been typed is kept."""
    page.locator("#entry_form[data-kept=yes]").wait_for()


def assert_nothing_offered(page):
    # By the time this is there, an offer would be.
    page.locator("#entry_form[data-keeping=yes]").wait_for()
    expect(offer(page)).to_have_count(0)


def log_in_by_form(page, user):
    page.fill("#id_username", user.username)
    page.fill("#id_password", "secret")
    with page.expect_navigation():
        page.click("#login-form [type=submit]")


def kept_names(page):
    """What the offer says is kept, a line for each language."""
    return [" ".join(text.split()) for text in page.locator(".kept-names").all_inner_texts()]


def values(page, *names):
    """What stands in fields of the form."""
    return {name: page.locator(f"#id_{name}").input_value() for name in names}


def put_back(page, index=0):
    offered(page).nth(index).get_by_role("button", name="Put it back").click()


def number_of_browser(folder):
    """The process of the browser that keeps its data in ``folder``, not those it has started."""
    for number, command in running():
        if f"--user-data-dir={folder}" in command and "--type=" not in command:
            return number
    raise AssertionError("The browser does not run.")


def running():
    """The number and the command of each process; Linux tells them in files, macOS by a program."""
    if Path("/proc/self").exists():
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                yield int(process.name), (process / "cmdline").read_text(errors="replace")
    else:
        command = ["/bin/ps", "-axwwo", "pid=,command="]
        for line in subprocess.run(command, capture_output=True, text=True).stdout.splitlines():
            number, command = line.split(maxsplit=1)
            yield int(number), command
