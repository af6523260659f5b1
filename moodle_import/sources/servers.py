"""Read Moodle's tables on a MySQL, MariaDB or PostgreSQL server.

The whole life of a source is one transaction that is read-only and sees one moment, so an import
reads a Moodle in use without changing it, and without entries whose files came later.
"""

from collections.abc import Mapping
from urllib.parse import quote

import psycopg2
import pymysql

from moodle_import.sources.addresses import Address
from moodle_import.sources.base import Source, SourceError, check_tables

CONNECT_SECONDS = 10
IDLE_SECONDS = 14 * 24 * 3600

# Between two reads the import may work on pictures for longer than a server likes to wait.
MYSQL_SESSION = (
    f"SET SESSION wait_timeout = {IDLE_SECONDS}",
    "SET SESSION net_read_timeout = 3600, SESSION net_write_timeout = 3600",
    "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
    "SET SESSION TRANSACTION READ ONLY",
    "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",
)
MYSQL_TABLES = (
    "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = DATABASE()"
)
MYSQL_REASONS = {
    1044: "this user may not read it",
    1045: "the user name or the password is wrong",
    1049: "there is no database of this name",
    1698: "the user name or the password is wrong",
    2003: "no server answers there",
}
# Killed, shut down, gone, lost, timed out.
MYSQL_LOST = {1053, 1927, 2006, 2013, 2055, 4031}

# By way of pg_settings, as not every version has each of them.
POSTGRESQL_SESSION = (
    "SELECT set_config(name, '0', false) FROM pg_settings WHERE name IN"
    " ('idle_in_transaction_session_timeout', 'statement_timeout', 'transaction_timeout')",
    "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
    "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
)
POSTGRESQL_TABLES = (
    "SELECT relname, attname FROM pg_class"
    " JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped"
    " WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND pg_table_is_visible(pg_class.oid)"
    " AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)"
)
POSTGRESQL_REASONS = {
    "password authentication failed": "the user name or the password is wrong",
    "no password supplied": "it wants a password, and none was given",
    "does not exist": "there is no such database or user",
    "Connection refused": "no server answers there",
}


class ServerSource(Source):
    """Tables on a server, by a driver of Python's."""

    driver = None

    def __init__(self, connection, *, description: str, prefix: str, session, tables: str):
        """Begin the transaction; ``connection`` is closed if that fails."""
        super().__init__(description=description, prefix=prefix, tables={})
        self.connection = connection
        try:
            for statement in session:
                self._run(statement)
            self.tables = _by_table(self.rows(tables))
            check_tables(description, prefix, self.tables)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self.connection.close()

    def rows(self, sql, parameters=()):
        return self._run(sql, tuple(parameters), fetch=True)

    def _run(self, sql, parameters=None, *, fetch=False):
        try:
            with self.connection.cursor() as cursor:
                cursor.execute(sql, parameters or None)
                return cursor.fetchall() if fetch else []
        except self.driver.Error as error:
            if self._is_lost(error):
                raise SourceError(
                    f"The connection to the {self.description} was lost: "
                    "run the command again to continue."
                ) from error
            raise SourceError(f"The {self.description} refuses to answer: {error}") from error


class MySQLSource(ServerSource):
    """Tables on a MySQL or MariaDB server."""

    kind = "mysql"
    quote = "`"
    driver = pymysql

    def close(self) -> None:
        if self.connection.open:
            self.connection.close()

    def _is_lost(self, error):
        return not self.connection.open or error.args[:1] and error.args[0] in MYSQL_LOST


class PostgreSQLSource(ServerSource):
    """Tables on a PostgreSQL server, in the schemas that the user's search path names."""

    kind = "postgresql"
    driver = psycopg2

    def _is_lost(self, error):
        return bool(self.connection.closed)


def open_server(address: Address, prefix: str) -> ServerSource:
    """The tables at ``address``. Raises SourceError when one cannot get in or no Moodle is there."""
    return (
        _open_mysql(address, prefix)
        if address.kind == "mysql"
        else _open_postgresql(address, prefix)
    )


def _open_mysql(address, prefix):
    try:
        connection = pymysql.connect(
            host=address.host or "localhost",
            port=address.port or 3306,
            user=address.user or None,
            password=address.password.encode(),  # as text it would have to be Latin-1
            database=address.database,
            unix_socket=address.parameters.get("unix_socket"),
            charset="utf8mb4",
            connect_timeout=CONNECT_SECONDS,
            autocommit=True,
        )
    # RuntimeError: a way of signing in that needs a package which is not installed.
    except (pymysql.Error, RuntimeError) as error:
        reason = MYSQL_REASONS.get(error.args[0] if error.args else None, "")
        raise _not_opened(
            "MySQL", address, reason, str(error.args[-1:] and error.args[-1])
        ) from None
    name = "MariaDB" if "mariadb" in connection.get_server_info().lower() else "MySQL"
    return MySQLSource(
        connection,
        description=_description(name, address),
        prefix=prefix,
        session=MYSQL_SESSION,
        tables=MYSQL_TABLES,
    )


def _open_postgresql(address, prefix):
    given = {
        "host": address.parameters.get("host") or address.host,
        "port": address.port,
        "user": address.user,
        "password": address.password,
        "sslmode": address.parameters.get("sslmode"),
    }
    try:
        connection = psycopg2.connect(
            dbname=address.database,
            connect_timeout=CONNECT_SECONDS,
            client_encoding="UTF8",
            **{name: value for name, value in given.items() if value},
        )
    except psycopg2.Error as error:
        words = str(error).strip()
        reason = next((why for mark, why in POSTGRESQL_REASONS.items() if mark in words), "")
        raise _not_opened("PostgreSQL", address, reason, words) from None
    connection.autocommit = True  # the transaction is begun by a statement of ours
    return PostgreSQLSource(
        connection,
        description=_description("PostgreSQL", address),
        prefix=prefix,
        session=POSTGRESQL_SESSION,
        tables=POSTGRESQL_TABLES,
    )


def _description(name, address):
    return f'{name} database "{address.database}" on {address.place}'


def _not_opened(name, address, reason, words):
    """The refusal as a SourceError: our reason, and the driver's words without the password."""
    for secret in {address.password, quote(address.password, safe="")} - {""}:
        words = words.replace(secret, "***")
    said = f"{reason} ({words})" if reason else words
    return SourceError(f"The {_description(name, address)} cannot be opened: {said}.")


def _by_table(rows) -> Mapping[str, set[str]]:
    tables = {}
    for table, column in rows:
        tables.setdefault(table, set()).add(column)
    return tables
