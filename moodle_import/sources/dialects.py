"""What the dumps of MySQL and PostgreSQL have in common, and how they are told apart."""

import re
from abc import ABC, abstractmethod
from functools import lru_cache

from moodle_import.sources.base import SourceError

# Everywhere below: a single class is repeated possessively, and a group only where it cannot fail
# half-way, since Python before 3.11.5 goes wrong there (gh-106052).
BACKSLASHED = rb"'(?:[^'\\]++|\\.?)*+'"
DOUBLE_QUOTED = rb'"[^"]*+"'
NAME = rb"(?:`[^`]++`|\"[^\"]++\"|[\w$\x80-\xff]++)"
FULL_NAME = NAME + rb"(?:\s*\.\s*" + NAME + rb"){0,2}"


def pattern(source: bytes) -> re.Pattern[bytes]:
    """A pattern of key words, whose letter case is free."""
    return re.compile(source, re.IGNORECASE | re.DOTALL)


def pieces(source: bytes) -> re.Pattern[bytes]:
    """A pattern that runs over everything: heeding letter case is twice as fast."""
    return re.compile(source, re.DOTALL)


INSERT = pattern(
    rb"(?:INSERT|REPLACE)\s+(?:(?:IGNORE|LOW_PRIORITY|DELAYED|HIGH_PRIORITY)\s+)*"
    rb"(?:INTO\s+)?(" + FULL_NAME + rb")\s*"
)
VALUES = pattern(rb"(\([^()]*\)\s*)?(?:OVERRIDING\s+\w+\s+VALUE\s+)?VALUES?\s*(?=\()")
CREATE = pattern(
    rb"CREATE\s+(?:\w+\s+){0,2}?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(" + FULL_NAME + rb")"
)
COPY = pattern(rb"COPY\s+(" + FULL_NAME + rb")\s*(\([^()]*\)\s*)?FROM\s+stdin[^;]*;[ \t]*\r?\n")

COLUMN_TOKEN = pieces(BACKSLASHED + rb"|`[^`]*+`|\"[^\"]*+\"|[(),]|[^\s'`\"(),]++")
NO_COLUMNS = {
    *(b"check", b"constraint", b"exclude", b"foreign", b"fulltext", b"index", b"key", b"like"),
    *(b"period", b"primary", b"spatial", b"unique"),
}


class Dialect(ABC):
    """How one kind of database writes: its patterns, and what its values mean.

    ``BLANK`` is white space or one comment, ``TOKEN`` a piece of a statement that has no
    semicolon inside (or the semicolon), ``ROW`` a row of an INSERT and ``VALUE`` one of its values.
    """

    BLANK: re.Pattern[bytes]
    TOKEN: re.Pattern[bytes]
    ROW: re.Pattern[bytes]
    VALUE: re.Pattern[bytes]

    encoding = "utf-8"

    @abstractmethod
    def quotes(self, piece: bytes) -> int:
        """How many quotes in ``piece`` begin or end a string (two more or less do not matter)."""

    @abstractmethod
    def text(self, raw: bytes) -> str | None:
        """The value of an INSERT that is written as ``raw``."""

    @abstractmethod
    def obey(self, statement: bytes) -> None:
        """Heed a statement that says how what follows is written."""

    def decoded(self, raw: bytes) -> str:
        """Letters out of bytes; without NUL, which PostgreSQL cannot store."""
        return raw.decode(self.encoding, "replace").replace("\0", "")

    def set_encoding(self, name: bytes, known: dict[str, str]) -> None:
        """Read on in the encoding that the database calls ``name``."""
        encoding = known.get(name.decode("ascii", "replace").lower())
        if not encoding:
            raise SourceError(
                f"The dump is in the encoding {name.decode('ascii', 'replace')!r}, which is not "
                "read: make it again in UTF-8 (--default-character-set=utf8mb4 or --encoding=UTF8)."
            )
        self.encoding = encoding


@lru_cache
def last_name(full_name: bytes) -> str:
    """The table's or column's own name, without quotes, database and schema."""
    own = re.findall(NAME, full_name)[-1]
    return own.strip(b'`"').decode("utf-8", "replace")


def listed_names(names: bytes) -> list[str]:
    """The names of a list in parentheses."""
    return [last_name(name) for name in re.findall(NAME, names)]


def created_columns(statement: bytes) -> list[str]:
    """The columns of a CREATE TABLE, in their order; ``statement`` begins behind the name."""
    columns, depth, at_start = [], 0, False
    for token in COLUMN_TOKEN.findall(statement):
        if token == b"(":
            depth += 1
            at_start = depth == 1
        elif token == b")":
            depth -= 1
            if not depth:
                break
        elif token == b"," and depth == 1:
            at_start = True
        elif at_start:
            at_start = False
            if token.lower() not in NO_COLUMNS:
                columns.append(last_name(token).lower())
    return columns
