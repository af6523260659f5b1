"""Go through a dump, statement by statement, and hand its tables to a store."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from moodle_import.sources.base import SourceError
from moodle_import.sources.dialects import (
    COPY,
    CREATE,
    INSERT,
    VALUES,
    Dialect,
    created_columns,
    last_name,
    listed_names,
    pattern,
)
from moodle_import.sources.dump_text import DumpText
from moodle_import.sources.mysql_dump import MySQLDialect
from moodle_import.sources.postgresql_dump import PostgreSQLDialect

# The start of a statement, or a whole comment, is shorter than this.
HEAD = 64 << 10
DELIMITER = pattern(rb"DELIMITER[ \t]+(\S+)[^\n]*\n?")
# Whoever writes dumps ends a line after a statement; a semicolon of a text may look alike.
END_OF_ROWS = re.compile(rb";(?=\s|\Z)")
WHOSE = re.compile(
    rb"^(?:(?P<postgresql>-- PostgreSQL database|SET (?:client_encoding|standard_conforming_strings"
    rb"|statement_timeout)\b|COPY [^;]* FROM stdin|SELECT pg_catalog|\\restrict)"
    rb"|(?P<mysql>/\*[M!]|-- (?:MySQL|MariaDB|phpMyAdmin)|CREATE TABLE [^(]*`))",
    re.IGNORECASE | re.MULTILINE,
)
BEGIN_MARKS = (b"-- MySQL dump ", b"-- MariaDB dump ", b"-- PostgreSQL database dump")
END_MARKS = (b"-- Dump completed", b"-- PostgreSQL database dump complete")


class Store(Protocol):
    """Where the tables of a dump go."""

    def wanted(self, name: str) -> str | None:
        """The table that ``name`` is in Moodle, if it is kept."""

    def create(self, name: str, columns: list[str]) -> None:
        """Learn that the dump has a table."""

    def columns(self, table: str) -> list[str]:
        """The columns of a table that was created, in their order."""

    def add(
        self,
        table: str,
        columns: list[str],
        rows: Iterable[Sequence[bytes]],
        decode: Callable[[bytes], str | None],
    ) -> None:
        """Keep rows of raw values, which ``decode`` makes readable."""


def dialect_of(start: bytes) -> Dialect:
    """The dialect of a dump that begins with ``start``."""
    found = WHOSE.search(start)
    return PostgreSQLDialect() if found and found["postgresql"] else MySQLDialect()


class DumpReader:
    """Reads one dump into one store."""

    def __init__(self, text: DumpText, store: Store):
        text.ensure(HEAD)
        self.text = text
        self.store = store
        self.dialect = dialect_of(text.data[:HEAD])
        self.is_complete = True

    def read(self) -> None:
        """Read all of the dump. Raises SourceError for what is damaged or not understood."""
        while self._find_statement():
            self._statement()
        if not self.is_complete:
            raise SourceError(
                f"The dump {self.text.name} lacks its last line: it is cut off. Make it again."
            )

    def _find_statement(self):
        """Go over white space and comments; whether there is anything behind them."""
        text = self.text
        while True:
            text.ensure(HEAD)
            found = self.dialect.BLANK.match(text.data, text.place)
            if not found:
                return text.place < len(text.data)
            if text.data.startswith(END_MARKS, text.place):
                self.is_complete = True
            elif text.data.startswith(BEGIN_MARKS, text.place):
                self.is_complete = False
            text.place = found.end()

    def _statement(self):
        data, place = self.text.data, self.text.place
        if found := INSERT.match(data, place):
            self._insert(found)
        elif found := COPY.match(data, place):
            self._copy(found)
        elif found := CREATE.match(data, place):
            self.text.place = found.end()
            self.store.create(last_name(found[1]), created_columns(self._rest()))
        elif found := DELIMITER.match(data, place):
            self._go_over_routines(found)
        else:
            self.dialect.obey(self._rest())

    def _insert(self, head):
        text = self.text
        text.place = head.end()
        table = self.store.wanted(last_name(head[1]))
        if not table:
            self._go_over_rows()
            return
        found = VALUES.match(text.data, text.place)
        if not found:
            raise SourceError(f"The dump {text.name} is not understood near {text.near()}.")
        text.place = found.end()
        columns = listed_names(found[1]) if found[1] else self.store.columns(table)
        self.store.add(table, columns, self._rows(), self.dialect.text)

    def _rows(self):
        text, dialect = self.text, self.dialect
        while True:
            found = text.match(dialect.ROW)
            if not found:
                raise text.cut_off()
            start = text.data.index(b"(", found.start()) + 1
            text.place = found.end()
            end = text.data.rindex(b")", start, found.end())
            yield dialect.VALUE.findall(text.data, start, end)
            if text.data[text.place : text.place + 1] != b",":
                break
            text.place += 1
        self._rest()  # the semicolon, perhaps after ON CONFLICT …

    def _go_over_rows(self):
        """Move behind the end of an INSERT, however long, without building it.

        A semicolon ends it when the quotes before it are even in number.
        """
        text, inside = self.text, 0
        while True:
            end = END_OF_ROWS.search(text.data, text.place)
            if end:
                inside ^= self.dialect.quotes(text.data[text.place : end.start()]) & 1
                text.place = end.end()
                if not inside:
                    return
                continue
            # The last backslashes wait for what follows, lest an escape be halved.
            piece = text.data[text.place :].rstrip(b"\\")
            inside ^= self.dialect.quotes(piece) & 1
            text.place += len(piece)
            if text.ended:
                raise text.cut_off()
            text.fill()

    def _copy(self, head):
        text = self.text
        text.place = head.end()
        table = self.store.wanted(last_name(head[1]))
        if not table:
            text.place -= 1  # the mark may be all there is
            text.go_behind(b"\n\\.")
            text.line()
            return
        columns = listed_names(head[2]) if head[2] else self.store.columns(table)
        self.store.add(table, columns, self._copied_rows(), self.dialect.copied)

    def _copied_rows(self):
        while (line := self.text.line()) != rb"\.":
            if self.text.is_at_end:
                raise self.text.cut_off()
            yield line.split(b"\t")

    def _go_over_routines(self, found):
        """Move behind triggers and routines, whose bodies are statements that say nothing here."""
        self.text.place = found.end()
        mark = found[1]
        while mark != b";":
            found = DELIMITER.match(self.text.line() + b"\n")
            mark = found[1] if found else mark

    def _rest(self):
        """Move behind the end of the statement; what was left of it."""
        text, tokens = self.text, []
        while True:
            found = text.match(self.dialect.TOKEN)
            if not found:
                raise text.cut_off()
            text.place = found.end()
            if found[0] == b";":
                return b"".join(tokens)
            tokens.append(found[0])
