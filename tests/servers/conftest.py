"""A real server on a real database: the kind of database that the suite itself runs on."""

import json
import os
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg2
import pytest
from django.conf import settings

from scripts.serving import ROOT, environment_in, in_production, manage

PREPARE = """
from django.contrib.auth.models import User
from tests.factories import make_author, make_entry, make_picture, make_tag, make_user
for name in ("leyla", "kamran"):
    user = make_user("Editor", first_name=name.capitalize(), last_name="X")
    User.objects.filter(pk=user.pk).update(username=name)
author = make_author()
for color in ("red", "lime", "blue"):
    make_tag()
    make_picture(color=color, size=(300, 200))
for _ in range(4):
    make_entry(live=["en", "ru", "az"], author=author)
"""

LOOK = """
import django
django.setup()
from tests.servers.looking import main
main()
"""


@contextmanager
def database(scratch):
    """The URL of an empty database."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        yield f"sqlite:///{scratch}/db.sqlite3"
        return
    server = os.environ.get("TEST_POSTGRESQL_URL")
    if not server:
        pytest.fail("TEST_POSTGRESQL_URL is not set: run make test, or -m 'not servers'.")
    name = f"newsroom_{uuid4().hex[:12]}"
    with closing(psycopg2.connect(server)) as keeper:
        keeper.autocommit = True
        keeper.cursor().execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            keeper.cursor().execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The environment of a site with two editors, three tags and pictures, and four live entries."""
    scratch = tmp_path_factory.mktemp("site")
    with database(scratch) as url:
        plain = {"DJANGO_SETTINGS_MODULE": "tests.servers.plain_settings"}
        environment = environment_in(scratch, DATABASE_URL=url, **plain)
        manage(environment, "migrate", "--verbosity", "0")
        manage(environment, "shell", "--verbosity", "0", stdin=PREPARE)
        yield in_production(environment)


class Looker:
    """Looks into the database of the site from a process of its own, by ``looking.py``."""

    def __init__(self, environment):
        self.process = subprocess.Popen(
            [sys.executable, "-c", LOOK],
            cwd=ROOT,
            env=environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def ask(self, question):
        self.process.stdin.write(f"{question}\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def end(self):
        self.process.communicate()


@pytest.fixture
def look(site):
    """Ask what stands in the database: ``look("texts 1")``."""
    looker = Looker(site)
    yield looker.ask
    looker.end()


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in Path(item.path).parents:
            item.add_marker(pytest.mark.servers)
