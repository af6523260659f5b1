"""How pg_dump writes, in its plain format."""

import re

from moodle_import.sources.dialects import BACKSLASHED, DOUBLE_QUOTED, Dialect, pattern, pieces

ENCODINGS = {
    "utf8": "utf-8",
    "utf-8": "utf-8",
    "unicode": "utf-8",
    "latin1": "latin-1",
    **{f"win{number}": f"cp{number}" for number in range(1250, 1259)},
}
CLIENT_ENCODING = pattern(rb"SET\s+client_encoding\s*(?:=|TO)\s*'?([\w-]+)")
CONFORMING = pattern(rb"SET\s+standard_conforming_strings\s*(?:=|TO)\s*'?(\w+)")

# The last look keeps the halves of E'it''s' together: alone, the second would read its
# backslashes as letters.
ESCAPE_STRING = rb"[eE](?:" + BACKSLASHED + rb")+(?!')"
COPY_ESCAPE = re.compile(rb"\\([0-7]{1,3}|x[0-9A-Fa-f]{1,2}|.)", re.DOTALL)
STRING_ESCAPE = re.compile(
    rb"\\([0-7]{1,3}|x[0-9A-Fa-f]{1,2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)|''", re.DOTALL
)
ESCAPED = {b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}


class PostgreSQLDialect(Dialect):
    """Backslashes mean something in ``E'…'`` and in the rows of a COPY, else in no string."""

    # Lines with a backslash (\restrict, \connect) are for the program psql.
    BLANK = pattern(
        rb"\s+|\xef\xbb\xbf|--[^\n]*|/\*.*?\*/|\\[^\n]*|(?:pg_dump|pg_dumpall)(?:\.exe)?: [^\n]*"
    )

    def __init__(self):
        self._use_strings(rb"'[^']*+'")

    def _use_strings(self, plain):
        self.plain_has_backslashes = plain == BACKSLASHED
        strings = rb"[eE](?!')|" + ESCAPE_STRING + rb"|" + plain
        self.TOKEN = pieces(
            rb"[^'\"$;/eE-]++|" + strings + rb"|" + DOUBLE_QUOTED + rb"|;|/\*.*?\*/|/(?!\*)"
            rb"|--[^\n]*|-(?!-)|(\$(?:[A-Za-z_]\w*)?\$).*?\1|\$(?!(?:[A-Za-z_]\w*)?\$)"
        )
        self.ROW = pieces(rb"\s*\((?:[^'()eE]++|" + strings + rb")*\)\s*")
        self.VALUE = pieces(ESCAPE_STRING + rb"|(?:" + plain + rb")+(?!')|[^\s,()']++")

    def quotes(self, piece: bytes) -> int:
        # Escaped or not, pg_dump writes a quote twice.
        return piece.count(b"'")

    def text(self, raw: bytes) -> str | None:
        if raw[:1] == b"'" and not self.plain_has_backslashes:
            return self.decoded(raw[1:-1].replace(b"''", b"'"))
        if raw[-1:] == b"'":
            body = raw[raw.index(b"'") + 1 : -1]
            return self.decoded(STRING_ESCAPE.sub(self._meaning, body))
        return None if raw.upper() == b"NULL" else self.decoded(raw)

    def copied(self, raw: bytes) -> str | None:
        """The value that a row of a COPY holds as ``raw``."""
        if raw == rb"\N":
            return None
        if b"\\" in raw:
            raw = COPY_ESCAPE.sub(self._meaning, raw)
        return self.decoded(raw)

    def _meaning(self, escape):
        code = escape[1]
        if code is None:
            return b"'"
        if code[:1] in b"01234567":
            return bytes([int(code, 8) & 255])
        if len(code) == 1:
            return ESCAPED.get(code, code)
        number = int(code[1:], 16)
        return bytes([number]) if code[:1] == b"x" else chr(number).encode(self.encoding, "replace")

    def obey(self, statement: bytes) -> None:
        if found := CLIENT_ENCODING.match(statement):
            self.set_encoding(found[1], ENCODINGS)
        elif found := CONFORMING.match(statement):
            off = found[1].lower() in (b"off", b"false", b"0")
            self._use_strings(BACKSLASHED if off else rb"'[^']*+'")
