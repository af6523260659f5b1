"""Read Moodle's tables out of a dump.

A dump is a program for a database client: executing it needs a server of the right kind and the
right to make a database, and does whatever the dump says. So it is read as text, and the columns
that the import needs go into a scratch SQLite file, which is then read as a server is.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from moodle_import.sources.base import Source, SourceError, check_tables
from moodle_import.sources.dump_files import refuse_other_formats, unpacked
from moodle_import.sources.dump_reader import HEAD, DumpReader
from moodle_import.sources.dump_text import DumpText
from moodle_import.sources.tables import SETTING_TABLES, SETTINGS, TABLES

# Beside the id, which is the key of every table.
INDEXES = (
    ("tag_instance", "itemid"),
    ("comments", "itemid"),
    ("files", "itemid"),
    ("files", "contenthash"),
    ("context", "instanceid"),
    ("blog_association", "blogid"),
)


class DumpSource(Source):
    """The tables of one dump in a scratch SQLite file, gone when the source is closed."""

    kind = "dump"

    def __init__(self, path: Path, prefix: str):
        """Read the whole dump. Raises SourceError when it is damaged or no Moodle's."""
        super().__init__(description=f"dump {path.name}", prefix=prefix, tables={})
        # No name: a temporary file that SQLite removes by itself, even after a crash.
        self.connection = sqlite3.connect("", isolation_level=None)
        try:
            self._read(path)
            check_tables(self.description, prefix, self.tables)
        except sqlite3.Error as error:
            self.close()
            raise SourceError(
                f"What is needed of the {self.description} cannot be kept: {error}."
            ) from error
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self.connection.close()

    def rows(self, sql, parameters=()):
        sql = sql.replace("%s", "?").replace("%%", "%")
        return self.connection.execute(sql, tuple(parameters)).fetchall()

    def _read(self, path):
        store = ScratchTables(self.connection, path.name, self.prefix)
        with unpacked(path) as file:
            text = DumpText(file, path.name)
            text.ensure(HEAD)
            refuse_other_formats(text.data[:HEAD], path.name)
            DumpReader(text, store).read()
        store.finish()
        self.tables = store.created


class ScratchTables:
    """The tables that are kept of a dump: the ``Store`` of its reader."""

    def __init__(self, connection: sqlite3.Connection, name: str, prefix: str):
        self.connection = connection
        self.name = name
        self.prefix = prefix
        self.created: dict[str, list[str]] = {}
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("BEGIN")

    def wanted(self, name: str) -> str | None:
        table = name.removeprefix(self.prefix)
        return table if self.prefix + table == name and table in TABLES else None

    def create(self, name: str, columns: list[str]) -> None:
        """Note a table of the dump, and make it here when it is wanted.

        Raises SourceError at the second of the same name: one could not tell whose rows are whose.
        """
        table = self.wanted(name)
        if table and name in self.created:
            raise SourceError(
                f"The dump {self.name} creates the table {name} twice: "
                "make a dump of one database (or schema) only."
            )
        self.created[name] = columns
        if table:
            self._make(table)

    def columns(self, table: str) -> list[str]:
        columns = self.created.get(self.prefix + table)
        if not columns:
            raise SourceError(
                f"The dump {self.name} has rows of {self.prefix}{table} but no CREATE TABLE for "
                "it: make it again with the structure of the tables."
            )
        return columns

    def add(
        self,
        table: str,
        columns: list[str],
        rows: Iterable[Sequence[bytes]],
        decode: Callable[[bytes], str | None],
    ) -> None:
        self.columns(table)  # for its refusal
        columns = [column.lower() for column in columns]
        kept = [column for column in TABLES[table] if column in columns]
        names = ", ".join(f'"{column}"' for column in kept)
        marks = ", ".join("?" * len(kept))
        sql = " ".join(["INSERT OR REPLACE INTO", f'"{self.prefix}{table}"'])
        self.connection.executemany(
            f"{sql} ({names}) VALUES ({marks})", self._values(table, columns, kept, rows, decode)
        )

    def finish(self) -> None:
        """Make the indexes, and the rows readable."""
        for table, column in INDEXES:
            if self.prefix + table in self.created:
                self.connection.execute(
                    f'CREATE INDEX "{table}_{column}" ON "{self.prefix}{table}" ("{column}")'
                )
        self.connection.execute("COMMIT")

    def _make(self, table):
        columns = ", ".join(
            f'"{column}" {"TEXT" if kind is str else "INTEGER"}'
            for column, kind in TABLES[table].items()
        ).replace('"id" INTEGER', '"id" INTEGER PRIMARY KEY')
        self.connection.execute(f'CREATE TABLE "{self.prefix}{table}" ({columns})')

    def _values(self, table, columns, kept, rows, decode) -> Iterator[list]:
        places = [(columns.index(column), column, TABLES[table][column]) for column in kept]
        name_at = columns.index("name") if table in SETTING_TABLES else None
        for row in rows:
            if len(row) != len(columns):
                raise SourceError(
                    f"The dump {self.name} has a row of {self.prefix}{table} with {len(row)} "
                    f"values for {len(columns)} columns."
                )
            if name_at is not None and decode(row[name_at]) not in SETTINGS:
                continue
            yield [
                self._number(decode(row[place]), table, column)
                if kind is int
                else decode(row[place])
                for place, column, kind in places
            ]

    def _number(self, text, table, column):
        try:
            return None if text is None else int(text)
        except ValueError:
            raise SourceError(
                f"The dump {self.name} has {text!r} in the column {column} of "
                f"{self.prefix}{table}, where a number belongs."
            ) from None
