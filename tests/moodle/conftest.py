"""The sample Moodle on real servers, and small ones that a test fills."""

import json

import pytest
from django.core.management import call_command

from moodle_import.report import Report
from tests.moodle.makers import FakeMoodle
from tests.moodle.servers import fresh_name, mariadb_database, postgresql_database, server_url


@pytest.fixture(scope="session")
def mariadb_url():
    """The URL of a database with the sample on the MariaDB that ``TEST_MARIADB_URL`` names."""
    with mariadb_database(server_url("TEST_MARIADB_URL"), fresh_name()) as url:
        yield url


@pytest.fixture(scope="session")
def postgresql_url():
    """The URL of a database with the sample on the server that ``TEST_POSTGRESQL_URL`` names."""
    with postgresql_database(server_url("TEST_POSTGRESQL_URL"), fresh_name()) as url:
        yield url


@pytest.fixture
def moodle(tmp_path):
    """An empty Moodle to be filled by the test."""
    return FakeMoodle(tmp_path)


@pytest.fixture
def bring(moodle, db, tmp_path, capsys):
    """Run import_moodle on ``moodle``; return the report."""

    def run(*arguments, command="import_moodle"):
        report = tmp_path / "report.json"
        more = ["--report", str(report)] if command == "import_moodle" else []
        call_command(
            command,
            "--dump",
            str(moodle.dump()),
            "--moodledata",
            str(moodle.moodledata),
            *more,
            *arguments,
        )
        return Report.from_json(json.loads(report.read_text(encoding="utf-8")))

    return run
