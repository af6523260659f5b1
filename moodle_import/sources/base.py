"""What the import reads a Moodle through, wherever that Moodle lies."""

import re
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence

from moodle_import.sources.tables import NEEDED_TABLES, TABLES

VALUES_OF_A_QUERY = 500
PREFIX = re.compile(r"[A-Za-z0-9_]*")
# Columns are written in lower case and SQL's own words in capitals; the "s" of %s is neither.
WORD = re.compile(r"(?<!%)\b[a-z_]+\b")


class SourceError(Exception):
    """Why Moodle's tables cannot be read: a sentence for the keeper, without any password."""


class Source(ABC):
    """The tables of one Moodle, read and never written; a context manager that closes itself.

    ``where`` and ``order`` are SQL that MySQL, PostgreSQL and SQLite understand alike: plain
    column names in lower case, key words in capitals, ``%s`` for each of the ``parameters``.
    How letters compare and sort is the database's affair, except for equal ones.

    A table that this Moodle lacks has no rows, and a column that it lacks is NULL.
    Every method raises SourceError when Moodle cannot be read any more.
    """

    kind = ""
    quote = '"'

    def __init__(self, *, description: str, prefix: str, tables: Mapping[str, Collection[str]]):
        """``tables``: the columns of every table that there is, by its name with the prefix."""
        self.description = description
        self.prefix = prefix
        self.tables = tables

    def __enter__(self) -> "Source":
        return self

    def __exit__(self, *exception) -> None:
        self.close()

    @abstractmethod
    def close(self) -> None:
        """Let go of the connection and of whatever was kept on the disk."""

    @abstractmethod
    def rows(self, sql: str, parameters: Sequence) -> Sequence[tuple]:
        """The rows that ``sql`` finds, with ``%s`` as the place of each parameter."""

    def select(
        self,
        table: str,
        columns: Sequence[str],
        where: str = "",
        parameters: Sequence = (),
        *,
        order: str = "",
        limit: int | None = None,
    ) -> list[dict[str, object]]:
        """Rows of ``table`` (its name without the prefix): texts as str, numbers as int.

        Raises ValueError for a table or a column that the import may not read.
        """
        kinds = kinds_of(table, columns)
        if self.prefix + table not in self.tables:
            return []
        names = ", ".join(self._column(table, column) for column in columns)
        sql = self._query(table, names, where, order, limit)
        return [
            dict(zip(columns, map(as_kind, row, kinds), strict=True))
            for row in self.rows(sql, parameters)
        ]

    def select_in(
        self,
        table: str,
        columns: Sequence[str],
        column: str,
        values: Iterable,
        where: str = "",
        parameters: Sequence = (),
        *,
        order: str = "",
    ) -> list[dict[str, object]]:
        """Rows whose ``column`` is one of ``values``, however many these are.

        ``order`` holds among the rows of one value; there are several queries for many values.
        """
        values = list(dict.fromkeys(values))
        found = []
        for start in range(0, len(values), VALUES_OF_A_QUERY):
            some = values[start : start + VALUES_OF_A_QUERY]
            condition = f"{column} IN ({', '.join(['%s'] * len(some))})"
            if where:
                condition = f"{condition} AND ({where})"
            found += self.select(table, columns, condition, [*some, *parameters], order=order)
        return found

    def count(self, table: str, where: str = "", parameters: Sequence = ()) -> int:
        """How many rows ``table`` has."""
        kinds_of(table, ())
        if self.prefix + table not in self.tables:
            return 0
        return self.rows(self._query(table, "COUNT(*)", where), parameters)[0][0]

    def _query(self, table, names, where, order="", limit=None):
        parts = ["SELECT", names, "FROM", self._quoted(self.prefix + table)]
        if where:
            parts += ["WHERE", self._with_columns(table, where)]
        if order:
            parts += ["ORDER BY", self._with_columns(table, order)]
        if limit is not None:
            parts += ["LIMIT", str(int(limit))]
        return " ".join(parts)

    def _with_columns(self, table, sql):
        """``sql`` with its columns quoted, as some databases have words of their own for them."""
        return WORD.sub(
            lambda word: self._column(table, word[0]) if word[0] in TABLES[table] else word[0], sql
        )

    def _column(self, table, column):
        return self._quoted(column) if column in self.tables[self.prefix + table] else "NULL"

    def _quoted(self, name):
        return f"{self.quote}{name}{self.quote}"


def kinds_of(table: str, columns: Iterable[str]) -> list[type]:
    """The kind of each column; ValueError for what the import may not read."""
    if table not in TABLES:
        raise ValueError(f"The import may not read the table {table!r}.")
    for column in columns:
        if column not in TABLES[table]:
            raise ValueError(f"The import may not read the column {column!r} of {table!r}.")
    return [TABLES[table][column] for column in columns]


def as_kind(value: object, kind: type) -> object:
    """A value of a database as int or str; NUL is left out, as PostgreSQL cannot store it."""
    if value is None or kind is int:
        return value if value is None else int(value)
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return text.replace("\0", "")


def check_prefix(prefix: str) -> None:
    """SourceError when a table's name cannot begin with ``prefix``."""
    if not PREFIX.fullmatch(prefix):
        raise SourceError(
            f"The prefix {prefix!r} cannot be: it has letters, digits and underscores only."
        )


def check_tables(description: str, prefix: str, names: Collection[str]) -> None:
    """SourceError when a table that every Moodle has is not among ``names``."""
    missing = [prefix + table for table in NEEDED_TABLES if prefix + table not in names]
    if not missing:
        return
    others = sorted(
        name.removesuffix("post")
        for name in names
        if name.endswith("post") and f"{name.removesuffix('post')}user" in names
    )
    advice = [f"try --prefix={other}" if other else 'try --prefix=""' for other in others]
    lead = f"The {description} has no table {missing[0]}, so its prefix is not {prefix!r}"
    raise SourceError(
        f"{lead}: {' or '.join(advice)}." if advice else f"{lead}, or no Moodle is there."
    )
