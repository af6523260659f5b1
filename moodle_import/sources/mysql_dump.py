"""How mysqldump, mariadb-dump and phpMyAdmin write."""

import re

from moodle_import.sources.base import SourceError
from moodle_import.sources.dialects import BACKSLASHED, Dialect, pattern, pieces

ENCODINGS = {
    "utf8mb4": "utf-8",
    "utf8mb3": "utf-8",
    "utf8": "utf-8",
    "binary": "utf-8",  # bytes as Moodle stored them, and it stores UTF-8
    "latin1": "cp1252",  # MySQL's latin1 is Windows's
}
DOUBLE_BACKSLASHED = rb'"(?:[^"\\]++|\\.?)*+"'
# A string with doubled quotes is several here. Only VALUE joins them: repeated once more, there
# would be too many ways to read a row that is not yet whole.
STRING = BACKSLASHED + rb"|" + DOUBLE_BACKSLASHED
WHOLE_STRING = rb"(?:" + BACKSLASHED + rb")+|(?:" + DOUBLE_BACKSLASHED + rb")+"

SET_NAMES = pattern(rb"(?:/\*!\d*\s*)?SET\s+NAMES\s+['\"]?(\w+)")
PREFIXED = pattern(rb"(?:_(\w+)\s*|([xXnN]))?(['\"])(.*)['\"]")
ESCAPE = re.compile(rb"\\(.)|''|\"\"", re.DOTALL)
ESCAPED = {b"0": b"\0", b"b": b"\b", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"Z": b"\x1a"}
# Only for LIKE do these lose their backslash.
ESCAPED |= {b"%": b"\\%", b"_": b"\\_"}


class MySQLDialect(Dialect):
    """Backslashes in strings, backticks around names, statements in ``/*! … */``."""

    # /*M! … */ is MariaDB's alone: the sandbox mode. A warning of mysqldump lands in the file
    # when its errors are redirected, too.
    BLANK = pattern(
        rb"\s+|\xef\xbb\xbf|--(?=\s|\Z)[^\n]*|#[^\n]*|/\*(?!!).*?\*/"
        rb"|(?:mysqldump|mariadb-dump)(?:\.exe)?: [^\n]*"
    )
    TOKEN = pieces(
        rb"[^'\"`;/#-]++|" + STRING + rb"|`[^`]*+`|;|/\*(?!!).*?\*/|/(?!\*(?!!))"
        rb"|--(?=\s|\Z)[^\n]*|-(?!-\s)|#[^\n]*"
    )
    ROW = pieces(rb"\s*\((?:[^'\"()]++|" + STRING + rb")*\)\s*")
    VALUE = pieces(rb"(?:_\w+\s*|[xXnN])?(?:" + WHOLE_STRING + rb")|[^\s,()'\"]++")

    def quotes(self, piece: bytes) -> int:
        # No program writes a value in double quotes; a hand that does is told of a dump cut off.
        return piece.replace(b"\\\\", b"").replace(b"\\'", b"").count(b"'")

    def text(self, raw: bytes) -> str | None:
        if raw[:1] == b"'":
            return self.decoded(_unescaped(raw[1:-1], b"'"))
        if raw.upper() == b"NULL":
            return None
        if raw[:2] in (b"0x", b"0X"):
            return self.decoded(bytes.fromhex(raw[2:].decode("ascii")))
        prefixed = PREFIXED.fullmatch(raw)
        return self._prefixed(*prefixed.groups()) if prefixed else self.decoded(raw)

    def _prefixed(self, encoding, kind, quote, body):
        if kind in (b"x", b"X"):
            return self.decoded(bytes.fromhex(body.decode("ascii")))
        body = _unescaped(body, quote)
        if encoding in (None, b"binary"):
            return self.decoded(body)
        known = ENCODINGS.get(encoding.decode("ascii").lower())
        if not known:
            raise SourceError(f"The dump has a value in the encoding {encoding.decode('ascii')!r}.")
        return body.decode(known, "replace").replace("\0", "")

    def obey(self, statement: bytes) -> None:
        if found := SET_NAMES.match(statement):
            self.set_encoding(found[1], ENCODINGS)


def _unescaped(body, quote):
    if b"\\" not in body and quote not in body:
        return body

    def meaning(escape):
        if escape[1] is None:
            return quote if escape[0][:1] == quote else escape[0]
        return ESCAPED.get(escape[1], escape[1])

    return ESCAPE.sub(meaning, body)
