"""Databases for the tests on real servers, made and filled without client programs."""

import gzip
import io
import os
import re
from contextlib import closing, contextmanager
from urllib.parse import urlsplit

import psycopg2
import pymysql
import pytest
from pymysql.constants import CLIENT

from moodle_import.sources.addresses import parse_address
from tests.moodle.sample import MARIADB_DUMP, POSTGRESQL_DUMP

COPY_LINE = re.compile(r"COPY .* FROM stdin;")


def server_url(variable):
    """The server that ``variable`` names; the test fails without one, as it is not to be missed."""
    url = os.environ.get(variable)
    if not url:
        pytest.fail(f"{variable} is not set: run make test, or -m 'not servers'.", pytrace=False)
    return url


def with_database(url, name):
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def fresh_name():
    """A name for a database that no other run of the tests has."""
    return f"newsroom_moodle_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"


def connect_to_mariadb(url):
    address = parse_address(url)
    return pymysql.connect(
        host=address.host,
        port=address.port or 3306,
        user=address.user,
        password=address.password,
        database=address.database,
        unix_socket=address.parameters.get("unix_socket"),
        charset="utf8mb4",
        autocommit=True,
        client_flag=CLIENT.MULTI_STATEMENTS,
    )


def connect_to_postgresql(url):
    connection = psycopg2.connect(url)
    connection.autocommit = True
    return connection


def run(connection, sql, parameters=None):
    """Run statements on a connection of either kind."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


@contextmanager
def mariadb_database(server, name):
    """The URL of a new database on ``server`` with the sample in it, dropped at the end."""
    url = with_database(server, name)
    with closing(connect_to_mariadb(with_database(server, "mysql"))) as keeper:
        # A source that a failed test left open would hold the drop up for a day.
        run(keeper, "SET SESSION lock_wait_timeout = 10")
        run(keeper, f"CREATE DATABASE {name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci")
        try:
            with closing(connect_to_mariadb(url)) as connection, connection.cursor() as cursor:
                cursor.execute(gzip.decompress(MARIADB_DUMP.read_bytes()).decode())
                while cursor.nextset():
                    pass
            yield url
        finally:
            run(keeper, f"DROP DATABASE {name}")


@contextmanager
def postgresql_database(server, name):
    """The URL of a new database on ``server`` with the sample in it, dropped at the end."""
    url = with_database(server, name)
    with closing(connect_to_postgresql(server)) as keeper:
        run(keeper, f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
        try:
            with closing(connect_to_postgresql(url)) as connection:
                load_into_postgresql(connection)
            yield url
        finally:
            run(keeper, f"DROP DATABASE {name} WITH (FORCE)")


def load_into_postgresql(connection):
    """Do what psql does with the dump: its statements, and the rows behind each COPY."""
    lines = io.StringIO(gzip.decompress(POSTGRESQL_DUMP.read_bytes()).decode(), newline="\n")
    statements = ["SELECT 1;"]  # the driver refuses to execute comments only
    with connection.cursor() as cursor:
        for line in lines:
            if COPY_LINE.match(line):
                cursor.execute("".join(statements))
                statements = ["SELECT 1;"]
                rows = "".join(iter(lambda: next(lines), "\\.\n"))
                cursor.copy_expert(line, io.StringIO(rows))
            elif not line.startswith("\\"):
                statements.append(line)
        cursor.execute("".join(statements))
