"""The site as its keeper starts it: settings that refuse, scripts that say why, a fourth language."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PLAIN = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}


def run(*command, **environment):
    return subprocess.run(
        command, cwd=ROOT, env={**PLAIN, **environment}, capture_output=True, text=True, timeout=120
    )


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"DEBUG": "0"}, "set SECRET_KEY"),
        ({"DEBUG": "0", "SECRET_KEY": "x"}, "set ALLOWED_HOSTS"),
    ],
)
def test_production_without_its_secrets_refuses_in_a_sentence(environment, sentence):
    answer = run(sys.executable, "manage.py", "check", **environment)
    assert answer.returncode != 0
    assert sentence in answer.stderr.splitlines()[-1]


def test_nothing_set_is_a_local_demo():
    code = (
        "from django.conf import settings as s; s.DATABASES;"
        "print(s.ALLOWED_HOSTS, s.DEBUG, s.SECURE_SSL_REDIRECT)"
    )
    answer = run(sys.executable, "-c", code, DJANGO_SETTINGS_MODULE="rtcm_site.settings")
    assert answer.stdout.strip() == "['localhost', '127.0.0.1', '[::1]'] True False"


@pytest.mark.parametrize("port", ["rubbish", "-1", "99999", "8000; ls", ""])
def test_port_that_is_none_is_a_sentence(port, tmp_path):
    answer = run("sh", "scripts/run.sh", PORT=port or " ")
    assert answer.returncode == 1
    assert len(answer.stderr.strip().splitlines()) == 1
    assert "PORT=" in answer.stderr


@pytest.fixture
def venv_python():
    """The scripts take the Python of .venv; where there is none, it is this one."""
    path = ROOT / ".venv" / "bin" / "python"
    if path.exists():
        return
    pytest.fail("The scripts need .venv: run make test.")


def test_busy_port_is_a_sentence(venv_python):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        answer = run("sh", "scripts/run.sh", PORT=str(busy.getsockname()[1]))
    assert answer.returncode == 1
    assert "cannot be used" in answer.stderr
    assert len(answer.stderr.strip().splitlines()) == 1


def fake_python(folder, script):
    path = folder / "python"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("python", "sentence"),
    [
        ("", "Python 3.11 or newer is needed"),
        ("/nowhere/python3", "Python 3.11 or newer is needed"),
        ("exit 1", "is older than 3.11"),
        ('case "$2" in *ensurepip*) exit 1;; esac', "lacks its venv module"),
    ],
)
def test_python_that_will_not_do_is_a_sentence(tmp_path, python, sentence):
    if python and not python.startswith("/"):
        python = fake_python(tmp_path, python)
    answer = run("sh", "scripts/install.sh", "requirements.txt", PYTHON=python)
    assert answer.returncode == 1
    assert sentence in answer.stderr
    assert len(answer.stderr.strip().splitlines()) == 1


def test_fourth_language_is_one_line_and_a_migration(tmp_path):
    """Turkish joins: a migration is made, and form, pages and switcher have it."""
    answer = run(
        sys.executable,
        "-m",
        "tests.fourth_language",
        str(tmp_path),
        DATABASE_URL=f"sqlite:///{tmp_path}/db.sqlite3",
        DJANGO_SETTINGS_MODULE="tests.turkish_settings",
        PYTHONPATH=str(ROOT),
        SCRATCH=str(tmp_path),
    )
    assert answer.returncode == 0, answer.stderr[-3000:]
    assert answer.stdout.splitlines()[-1] == "Turkish is there."


def test_site_works_without_its_satellites():
    code = (
        "import django; django.setup()\n"
        "from django.core.management import call_command\n"
        "call_command('check', fail_level='WARNING')\n"
        "call_command('migrate', verbosity=0)\n"
        "from django.test import Client\n"
        "print([Client().get(path).status_code for path in ('/az/', '/blog/index.php', '/admin/login/')])"
    )
    answer = run(sys.executable, "-c", code, DJANGO_SETTINGS_MODULE="tests.without_satellites")
    assert answer.stdout.splitlines()[-1:] == ["[200, 404, 200]"], answer.stderr


@pytest.mark.parametrize("path", ["moodle", "/moodle/", "moodle/"])
def test_old_addresses_may_lie_below_a_path(path):
    code = (
        "import django; django.setup()\n"
        "from django.urls import reverse\n"
        "print(reverse('moodle_import:index'))"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "rtcm_site.settings", "MOODLE_PATH": path}
    assert run(sys.executable, "-c", code, **environment).stdout == "/moodle/blog/index.php\n"


@pytest.mark.parametrize("path", ["/", "/en/", "/admin/"])
def test_who_asks_for_another_site_is_told_so(client, settings, path):
    settings.ALLOWED_HOSTS = ["news.example.org"]
    assert client.get(path, headers={"host": "elsewhere.example"}).status_code == 400
