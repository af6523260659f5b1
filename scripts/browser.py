"""Find a Chromium for the browser tests, or get one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# Debian's Chromium without windows, in which a test is half the work. The command of that name is a script
# around it, and would be what a test kills in its place.
SHELL = "/usr/lib/chromium/chromium-headless-shell"
NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
MAC = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
]


def find_browser() -> str:
    """The path of a Chromium: ``BROWSER_PATH``, the system's, Playwright's own, or Debian's package.

    Where there are several, it is the one without windows.

    Raises LookupError, with what to do, when none of them can be had.
    """
    found = os.environ.get("BROWSER_PATH") or _of_the_system() or _of_playwright()
    if not found and _install_playwrights():
        found = _of_playwright()
    if not found and _install_debians():
        found = _of_the_system()
    if found:
        return found
    raise LookupError(
        "The browser tests need Chromium or Chrome, and none was found or could be installed: "
        "install one, or set BROWSER_PATH to it."
    )


def _of_the_system():
    paths = [path for name in NAMES if (path := shutil.which(name))]
    return next((path for path in [SHELL, *paths, *MAC] if Path(path).exists()), "")


def _of_playwright():
    code = "from playwright.sync_api import sync_playwright as p\nwith p() as b: print(b.chromium.executable_path)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    path = run.stdout.strip()
    return path if path and Path(path).exists() else ""


def _install_playwrights():
    print("Getting a Chromium for the browser tests …", flush=True)
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    try:
        return subprocess.run(command, capture_output=True, timeout=300).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def _install_debians():
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "chromium-headless-shell"]
    for command in (["apt-get", "update", "-qq"], install):
        if subprocess.run(command, env=environment, capture_output=True).returncode:
            return False
    return True
