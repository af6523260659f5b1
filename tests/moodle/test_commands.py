"""The commands as the keeper runs them, on the real sample, out of each kind of source."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from blog.models import Attachment, Author, Comment, Entry, Picture, Tag
from moodle_import.models import ImportedEntry, ImportedFile, ImportRun
from moodle_import.options import without_password
from tests.moodle.sample import EXPECTED, MARIADB_DUMP, MOODLEDATA, POSTGRESQL_DUMP

ROOT = Path(__file__).parents[2]
ROWS = json.loads(EXPECTED.read_text("utf-8"))
FILES = ["--moodledata", str(MOODLEDATA)]
EVERYTHING = ["--external", "import", "--site-entries", "publish", "--deleted-authors", "keep"]


@pytest.fixture(
    params=[
        pytest.param("mariadb_url", marks=pytest.mark.servers),
        pytest.param("postgresql_url", marks=pytest.mark.servers),
        "mariadb_dump",
        "postgresql_dump",
    ]
)
def source(request):
    """The sample, as the commands are told where it is."""
    dumps = {"mariadb_dump": MARIADB_DUMP, "postgresql_dump": POSTGRESQL_DUMP}
    if request.param in dumps:
        return ["--dump", str(dumps[request.param])]
    return [request.getfixturevalue(request.param)]


def letters(text):
    return "".join(re.sub(r"\{\s*mlang[^}]*\}", "", text, flags=re.I).split())


def test_sample_comes_whole(db, source, tmp_path, client, capsys):
    report = ["--report", str(tmp_path / "report.json")]
    call_command("import_moodle", *source, *FILES, *EVERYTHING, *report)

    memories = ImportedEntry.objects.select_related("entry").in_bulk(field_name="moodle_id")
    assert sorted(memories) == sorted(row["id"] for row in ROWS)
    for row in ROWS:
        entry = memories[row["id"]].entry
        assert entry.created_at.timestamp() == row["created"]
        assert entry.modified_at.timestamp() == row["lastmodified"]
        assert bool(entry.live_languages) == (row["publishstate"] != "draft")
        assert entry.comments.count() == len(row["comments"])
        assert entry.tags.count() == len(row["tags"])
        assert [(a.name, a.size) for a in entry.attachments.order_by("name")] == sorted(
            (file["filename"], file["size"]) for file in row["attachments"]
        )
        files = ImportedFile.objects.filter(moodle_entry=row["id"], area="post")
        assert {f.sha1 for f in files} == {file["sha1"] for file in row["inline"]}
    assert (Author.objects.count(), Tag.objects.count(), Comment.objects.count()) == (5, 13, 9)
    assert (Picture.objects.count(), Attachment.objects.count()) == (5, 11)
    assert_readers_get_what_moodle_shows(client, memories)
    call_command("check_moodle_import", *source, *FILES, *EVERYTHING)
    assert "27 entries compared, 0 differences." in capsys.readouterr().out


def assert_readers_get_what_moodle_shows(client, memories):
    for row in ROWS:
        for language, shown in row["shown"].items():
            url = memories[row["id"]].entry.url_in(language)
            if url:
                page = client.get(url).content.decode()
                assert "{mlang" not in page
                assert not re.search(r"<script[^>]*>[^<]*alert|javascript:|onerror", page)
                title = memories[row["id"]].entry.text("title", language)
                if title and row["key"] != "title128":
                    assert letters(title) == letters(shown["subject"])


def test_plan_is_what_the_import_does(db, source, tmp_path):
    paths = [tmp_path / "plan.json", tmp_path / "import.json"]
    call_command("import_moodle", *source, *FILES, "--dry-run", "--report", str(paths[0]))
    assert not Entry.objects.exists()
    call_command("import_moodle", *source, *FILES, "--report", str(paths[1]))

    plan, brought = (json.loads(path.read_text("utf-8")) for path in paths)
    assert plan == brought
    assert plan["states"] == {"live": 23, "draft": 3, "skipped": 1}
    dry, real = ImportRun.objects.order_by("pk")
    assert (dry.is_dry, real.is_dry, dry.report) == (True, False, plan)


def test_source_is_named_once(db):
    for arguments in ([], ["mysql://root@127.0.0.1/x", "--dump", "x"]):
        with pytest.raises(CommandError, match="Name one source"):
            call_command("import_moodle", *arguments)


def test_folder_without_contents_is_refused(db, tmp_path):
    with pytest.raises(CommandError, match="has no folder filedir"):
        call_command("import_moodle", "--dump", str(MARIADB_DUMP), "--moodledata", str(tmp_path))


@pytest.mark.parametrize(
    ("argument", "bare"),
    [
        ("mysql://u:s%40c%2F@db.test:3306/m", ("mysql://u@db.test:3306/m", "s@c/")),
        ("postgres://u:x@[::1]/m?sslmode=require", ("postgres://u@[::1]/m?sslmode=require", "x")),
        ("mysql://u@db.test/m", ("mysql://u@db.test/m", "")),
        ("--dump", ("--dump", "")),
        ("mysql://[", ("mysql://[", "")),
        ("http://a.test/b:c@d", ("http://a.test/b:c@d", "")),
    ],
)
def test_password_is_taken_off_an_address(argument, bare):
    assert without_password(argument) == bare


def test_password_is_nowhere_to_be_seen(tmp_path):
    """Neither in what the command says nor in its arguments, where anybody could read it."""
    code = (
        "import sys; from moodle_import.options import hide_password; hide_password();"
        "import os; print(sys.argv, 'PASSWORD' in os.environ['MOODLE_PASSWORD'])"
    )
    address = "mysql://keeper:PASSWORD@127.0.0.1:1/moodle"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "rtcm_site.settings"}
    command = [sys.executable, "-c", code, "import_moodle", address]
    seen = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert "PASSWORD" not in seen.stdout
    assert seen.stdout.strip().endswith("True")

    environment["DATABASE_URL"] = f"sqlite:///{tmp_path}/db.sqlite3"
    command = [sys.executable, "manage.py", "import_moodle", address, "--dry-run"]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert run.returncode == 1
    assert "127.0.0.1" in run.stderr
    assert "PASSWORD" not in run.stdout + run.stderr
