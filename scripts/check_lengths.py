"""Fail when a file of ours is longer than one can read at a sitting (400 lines)."""

import sys
from pathlib import Path

LIMIT = 400
SUFFIXES = {".py", ".html", ".css", ".js", ".sh"}
# Path → why it may be longer.
LONGER = {
    "static/site/site.css": "a page loads one stylesheet, and there is no build step to join two",
    "blog/migrations/0001_initial.py": "written by makemigrations",
    "translation_desk/migrations/0001_the_desk.py": "written by makemigrations",
}
SKIPPED = {".venv", "var", ".git", "node_modules"}


def main():
    too_long = []
    for path in Path().rglob("*"):
        if path.suffix not in SUFFIXES or SKIPPED & set(path.parts) or str(path) in LONGER:
            continue
        length = len(path.read_text("utf-8").splitlines())
        if length > LIMIT:
            too_long.append(f"{path} has {length} lines; {LIMIT} are enough")
    sys.exit("\n".join(too_long) or None)


if __name__ == "__main__":
    main()
