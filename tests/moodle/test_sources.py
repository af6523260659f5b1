"""Moodle's tables, read on servers and out of dumps alike."""

import re
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from moodle_import.sources import SourceError, open_source
from moodle_import.sources.addresses import parse_address
from moodle_import.sources.tables import SETTING_TABLES, SETTINGS, TABLES
from tests.moodle.sample import MARIADB_DUMP, POSTGRESQL_DUMP
from tests.moodle.servers import connect_to_mariadb, connect_to_postgresql, run

# The two samples were made one after the other, in these seconds, which some rows have.
WHEN_MADE = re.compile(r"179548[01]\d{3}")
SECRET = "ş:e/c#r@t ?%"
ESCAPED_SECRET = "%C5%9F%3Ae%2Fc%23r%40t%20%3F%25"


@pytest.fixture(params=["mariadb", "postgresql"])
def server(request):
    """The URL of the sample on each server, and a way to connect to it."""
    connect = {"mariadb": connect_to_mariadb, "postgresql": connect_to_postgresql}[request.param]
    return request.getfixturevalue(f"{request.param}_url"), connect


def everything(source):
    """All rows of all tables; of the settings, those that are read out of dumps, too."""
    found = {}
    for table, columns in TABLES.items():
        names = sorted(SETTINGS) if table in SETTING_TABLES else []
        where = f"name IN ({', '.join(['%s'] * len(names))})" if names else ""
        found[table] = source.select(table, list(columns), where, names, order="id")
    return found


def without_bookkeeping(tables):
    """What must be the same in both samples: no time of making, no number of a draft area."""
    for row in tables["files"]:
        if row["filearea"] == "draft":
            row["itemid"] = "draft"
    return {
        table: [{name: without_time(value) for name, value in row.items()} for row in rows]
        for table, rows in tables.items()
    }


def without_time(value):
    return value if value is None else WHEN_MADE.sub("then", str(value))


def test_the_dumps_give_the_same_rows():
    with (
        open_source(dump=str(MARIADB_DUMP)) as mariadb,
        open_source(dump=str(POSTGRESQL_DUMP)) as postgresql,
    ):
        assert mariadb.count("post") == 28
        rows = everything(mariadb)
        assert without_bookkeeping(rows) == without_bookkeeping(everything(postgresql))
    assert rows["user"][2]["lastname"] == "Əliyev"
    assert rows["user"][5]["firstname"] == "İlqar"


@pytest.mark.servers
@pytest.mark.parametrize(
    ("fixture", "dump"), [("mariadb_url", MARIADB_DUMP), ("postgresql_url", POSTGRESQL_DUMP)]
)
def test_a_server_gives_the_same_rows_as_its_dump(request, fixture, dump):
    with (
        open_source(url=request.getfixturevalue(fixture)) as server,
        open_source(dump=str(dump)) as scratch,
    ):
        assert everything(server) == everything(scratch)
        for table in set(TABLES) - set(SETTING_TABLES):
            assert server.count(table) == scratch.count(table)


@pytest.mark.servers
def test_a_server_is_described_without_user_and_password(mariadb_url, postgresql_url):
    for url, name, kind in (
        (mariadb_url, "MariaDB", "mysql"),
        (postgresql_url, "PostgreSQL", "postgresql"),
    ):
        with open_source(url=url) as source:
            address = parse_address(url)
            assert source.kind == kind
            assert source.description == f'{name} database "{address.database}" on {address.place}'


@pytest.mark.servers
def test_nothing_can_be_written(server):
    url, connect = server
    with open_source(url=url) as source, pytest.raises(source.driver.Error, match="(?i)read.only"):
        run(source.connection, "UPDATE mdl_post SET subject = 'written' WHERE id = 3")
    # Not even by ending the transaction first.
    with open_source(url=url) as source:
        run(source.connection, "COMMIT")
        with pytest.raises(source.driver.Error, match="(?i)read.only"):
            run(source.connection, "UPDATE mdl_post SET subject = 'written' WHERE id = 3")


@pytest.mark.servers
def test_what_others_write_meanwhile_is_not_seen(server):
    url, connect = server
    with closing(connect(url)) as other:
        try:
            with open_source(url=url) as source:
                run(other, "INSERT INTO mdl_tag (id, userid, tagcollid) VALUES (900, 1, 1)")
                assert source.count("tag", "id = %s", [900]) == 0
            with open_source(url=url) as source:
                assert source.count("tag", "id = %s", [900]) == 1
        finally:
            run(other, "DELETE FROM mdl_tag WHERE id = 900")


@pytest.mark.servers
def test_a_lost_connection_is_named(mariadb_url, postgresql_url):
    lost = "The connection to the .* was lost: run the command again to continue"
    with (
        open_source(url=mariadb_url) as source,
        closing(connect_to_mariadb(mariadb_url)) as other,
    ):
        run(other, f"KILL {source.connection.thread_id()}")
        with pytest.raises(SourceError, match=lost):
            source.count("post")
        with pytest.raises(SourceError, match=lost):
            source.count("post")
    with (
        open_source(url=postgresql_url) as source,
        closing(connect_to_postgresql(postgresql_url)) as other,
    ):
        run(other, "SELECT pg_terminate_backend(%s)", [source.connection.info.backend_pid])
        with pytest.raises(SourceError, match=lost):
            source.count("post")


@pytest.mark.servers
def test_a_missing_column_is_none_and_a_missing_table_is_empty(server):
    url, connect = server
    with closing(connect(url)) as other:
        run(other, "ALTER TABLE mdl_user RENAME COLUMN middlename TO secondname")
        run(other, "ALTER TABLE mdl_blog_external RENAME TO mdl_kept")
        try:
            with open_source(url=url) as source:
                check_the_lack(source)
        finally:
            run(other, "ALTER TABLE mdl_user RENAME COLUMN secondname TO middlename")
            run(other, "ALTER TABLE mdl_kept RENAME TO mdl_blog_external")


def check_the_lack(source):
    row = {"id": 3, "middlename": None}
    assert source.select("user", ["id", "middlename"], "id = %s", [3]) == [row]
    assert source.count("user", "middlename IS NULL AND id = %s", [3]) == 1
    assert source.select("blog_external", ["id"]) == []
    assert source.select_in("blog_external", ["id"], "id", [1, 2]) == []
    assert source.count("blog_external") == 0


@pytest.mark.servers
def test_another_prefix_is_suggested(server):
    with pytest.raises(SourceError, match="no table m2_post.*try --prefix=mdl_"):
        open_source(url=server[0], prefix="m2_")


def test_a_prefix_that_cannot_be_is_refused():
    with pytest.raises(SourceError, match="prefix 'mdl_; DROP'"):
        open_source(dump=str(MARIADB_DUMP), prefix="mdl_; DROP")


def as_user(url, user, password):
    """``url`` for another user."""
    place = urlsplit(url).netloc.rpartition("@")[2]
    return urlsplit(url)._replace(netloc=f"{user}:{password}@{place}").geturl()


@pytest.mark.servers
@pytest.mark.parametrize("given", ["in the address", "apart"])
def test_a_wrong_password_is_named_and_not_shown(mariadb_url, given):
    in_url = ESCAPED_SECRET if given == "in the address" else "other"
    url = as_user(mariadb_url, "nobody_here", in_url)
    with pytest.raises(
        SourceError, match="cannot be opened: the user name or the password"
    ) as told:
        open_source(url=url, password="" if given == "in the address" else SECRET)
    assert SECRET not in str(told.value)
    assert ESCAPED_SECRET not in str(told.value)


@pytest.mark.servers
def test_a_user_that_is_not_there_is_named(postgresql_url):
    with pytest.raises(SourceError, match='PostgreSQL database ".*cannot be opened') as told:
        open_source(url=as_user(postgresql_url, "nobody_here", ESCAPED_SECRET))
    assert SECRET not in str(told.value)


@pytest.mark.servers
def test_a_database_that_is_not_there_is_named(server):
    url = urlsplit(server[0])._replace(path="/not_there").geturl()
    with pytest.raises(
        SourceError, match='database "not_there" on .* cannot be opened: there is no'
    ):
        open_source(url=url)


@pytest.mark.parametrize("scheme", ["mysql", "postgresql"])
def test_a_server_that_does_not_answer_is_named(scheme):
    with pytest.raises(
        SourceError, match="on 127.0.0.1 cannot be opened: no server answers"
    ) as told:
        open_source(url=f"{scheme}://reader:{ESCAPED_SECRET}@127.0.0.1:9/moodle")
    assert SECRET not in str(told.value)


def test_an_address_is_decoded():
    address = parse_address(
        f"pgsql://us%40er:{ESCAPED_SECRET}@%2Fvar%2Frun%2FPG:5433/my%20moodle?sslmode=require"
    )
    assert (address.kind, address.user, address.password) == ("postgresql", "us@er", SECRET)
    assert (address.host, address.port, address.database) == ("/var/run/PG", 5433, "my moodle")
    assert address.parameters == {"sslmode": "require"}
    assert parse_address("mysqli://u:a@[::1]/m", password="b").password == "b"
    assert SECRET not in repr(address)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("sqlite:///x", "begins with mysql://"),
        ("mysql://u:hush@h", "names no database"),
        ("mysql://u:hush@h/a/b", "names no database"),
        ("mysql://u:hush@h/m?charset=x", "parameter 'charset'; only unix_socket"),
        ("postgres://u:hush@h/m?unix_socket=/x", "parameter 'unix_socket'; only host and sslmode"),
        ("mysql://u:hush#1@h/m", "not understood"),
        ("mysql://u:hush/1@h/m", "not understood"),
        ("mysql://u:hush?1@h/m", "not understood"),
        ("mysql://u:12/hush@h", "not understood"),
        ("mysql://u:12#hush@h/m", "not understood"),
        ("mysql://u:[hush@h/m", "not understood"),
        ("mysql://u:hush@h:port/m", "not understood"),
    ],
)
def test_an_address_that_is_not_understood_shows_no_password(url, words):
    with pytest.raises(SourceError, match=words) as told:
        open_source(url=url)
    assert "hush" not in str(told.value)
    assert told.value.__cause__ is None


def test_one_source_is_named():
    for given in ({}, {"url": "mysql://h/m", "dump": "m.sql"}):
        with pytest.raises(SourceError, match="Name one source"):
            open_source(**given)


def test_other_columns_are_never_read():
    with open_source(dump=str(MARIADB_DUMP)) as source:
        with pytest.raises(ValueError, match="column 'password' of 'user'"):
            source.select("user", ["id", "password"])
        with pytest.raises(ValueError, match="table 'sessions'"):
            source.count("sessions")


def check_selecting(source):
    columns = ["id", "format"]
    assert [row["id"] for row in source.select("post", ["id"], "id > %s", [75])] == [77]
    rows = source.select("post", columns, "format = %s", [1], order="id DESC", limit=2)
    assert rows == [{"id": 77, "format": 1}, {"id": 75, "format": 1}]
    many = [*range(1, 1200), 3]
    found = source.select_in("post", columns, "id", many, "module = %s", ["notes"], order="id")
    assert found == [{"id": 1, "format": 1}]
    assert len(source.select_in("post", ["id"], "id", many)) == 28
    assert source.select_in("post", ["id"], "id", []) == []
    assert source.select_in("user", ["username"], "lastname", ["Qarağözov"]) == [
        {"username": "ilqar"}
    ]
    assert source.count("tag", "rawname LIKE %s", ["%C++%"]) == 1


def test_rows_of_a_dump_are_selected():
    with open_source(dump=str(POSTGRESQL_DUMP)) as source:
        check_selecting(source)


@pytest.mark.servers
def test_rows_of_a_server_are_selected(server):
    with open_source(url=server[0]) as source:
        check_selecting(source)
