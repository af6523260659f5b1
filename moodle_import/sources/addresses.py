"""Read the address of a database server out of a URL."""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from moodle_import.sources.base import SourceError

KINDS = {
    "mysql": "mysql",
    "mariadb": "mysql",
    "mysqli": "mysql",
    "postgres": "postgresql",
    "postgresql": "postgresql",
    "pgsql": "postgresql",
}
PARAMETERS = {"mysql": {"unix_socket"}, "postgresql": {"sslmode", "host"}}
HOST_AND_PORT = re.compile(r"(\[[^\]]*\]|[^:\[\]]*)(?::(\d{1,5})?)?")


@dataclass(frozen=True)
class Address:
    """Where a database is and how one gets in; its text never shows the password."""

    kind: str
    database: str
    host: str = ""
    port: int | None = None
    user: str = ""
    password: str = field(default="", repr=False)
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """The host or the socket, for people."""
        return (
            self.parameters.get("unix_socket")
            or self.parameters.get("host")
            or self.host
            or "this machine"
        )


def parse_address(url: str, password: str = "") -> Address:
    """The address that ``url`` names; ``password`` wins over the one in it.

    Raises SourceError, which quotes nothing that might be a piece of the password.
    """
    parts = _split(url)
    kind = KINDS.get(parts.scheme.lower())
    if not kind:
        raise SourceError(
            "The address of the database begins with mysql://, mariadb:// or postgresql://, "
            "as in mysql://reader@db.example.org/moodle."
        )
    login, _, place = parts.netloc.rpartition("@")
    user, _, own_password = login.partition(":")
    found = HOST_AND_PORT.fullmatch(place)
    database = unquote(parts.path[1:])
    if not found or parts.fragment or any("@" in part for part in parts[2:]):
        raise _unclear()
    if not database or "/" in parts.path[1:]:
        raise SourceError("The address names no database: it ends in the name, as in …/moodle.")
    return Address(
        kind=kind,
        database=database,
        host=unquote(found[1].strip("[]")),
        port=int(found[2]) if found[2] else None,
        user=unquote(user),
        password=password or unquote(own_password),
        parameters=_parameters(kind, parts.query),
    )


def _split(url):
    try:
        return urlsplit(url)
    except ValueError:
        raise _unclear() from None  # its words may quote the password


def _unclear():
    return SourceError(
        "The address of the database is not understood. Special characters in a name or "
        "password are written as in URLs: %40 for @, %3A for :, %2F for /, %23 for #, %3F for ?."
    )


def _parameters(kind, query):
    parameters = dict(parse_qsl(query, keep_blank_values=True))
    for name in parameters:
        if name not in PARAMETERS[kind]:
            known = " and ".join(sorted(PARAMETERS[kind]))
            raise SourceError(f"The address has the parameter {name!r}; only {known} can be given.")
    return parameters
