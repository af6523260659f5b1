"""Check or compile the catalogues, without gettext installed.

catalogues.py check     complete, no guesses, placeholders kept, compiled files up to date;
                        with gettext installed also: every message of the code is in them
catalogues.py compile   write the .mo beside each .po
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "locale"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def main(verb):
    paths = sorted(LOCALES.glob("*/LC_MESSAGES/*.po"))
    if verb == "compile":
        for path in paths:
            polib.pofile(path).save_as_mofile(path.with_suffix(".mo"))
        return
    problems = [problem for path in paths for problem in problems_of(path)]
    sys.exit("\n".join([*problems, *missing_messages(paths)]) or None)


def problems_of(path):
    """What is wrong with one catalogue, one sentence each."""
    catalogue = polib.pofile(path)
    name = path.relative_to(ROOT)
    for entry in catalogue:
        if entry.obsolete or entry.fuzzy or not entry.translated():
            yield f"{name}: {entry.msgid!r} is obsolete, a guess, or not translated"
        yield from (f"{name}: {entry.msgid!r}: {wrong}" for wrong in wrong_placeholders(entry))
    if entries_of(catalogue) != entries_of(compiled(path)):
        yield f"{name} is not compiled: run make messages"


def wrong_placeholders(entry):
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    for text in texts:
        found = set(PLACEHOLDER.findall(text))
        # A language may say "one entry" without the number.
        if not found <= wanted or (wanted - found and not entry.msgid_plural):
            yield f"placeholders differ in {text!r}"


def entries_of(catalogue):
    return {
        (entry.msgctxt, entry.msgid): (entry.msgstr, tuple(sorted(entry.msgstr_plural.items())))
        for entry in catalogue
        if not entry.obsolete
    }


def compiled(path):
    binary = path.with_suffix(".mo")
    return polib.mofile(binary) if binary.exists() else []


def missing_messages(paths):
    """Messages of the code that a catalogue lacks, or has in vain; needs gettext."""
    if not shutil.which("xgettext"):
        if os.environ.get("CI"):
            return ["gettext is missing: the catalogues cannot be compared with the code"]
        print("Left out: comparing the catalogues with the code (gettext is not installed).")
        return []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "site"
        shutil.copytree(
            ROOT, copy, ignore=shutil.ignore_patterns(".venv", "var", ".git", "tests", "*.pyc")
        )
        command = [sys.executable, "manage.py", "makemessages", "--no-wrap", "--no-obsolete"]
        locales = [part for path in paths for part in ("--locale", path.parts[-3])]
        subprocess.run([*command, *locales], cwd=copy, check=True, capture_output=True)
        problems = []
        for path in paths:
            fresh = polib.pofile(copy / path.relative_to(ROOT))
            for key in entries_of(fresh).keys() ^ entries_of(polib.pofile(path)).keys():
                problems.append(f"{path.relative_to(ROOT)}: run make messages for {key[1]!r}")
        return problems


if __name__ == "__main__":
    main(sys.argv[1])
