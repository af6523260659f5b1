"""Where the import reads a Moodle: a MySQL, MariaDB or PostgreSQL server, or a dump."""

from pathlib import Path

from moodle_import.sources.addresses import parse_address
from moodle_import.sources.base import Source, SourceError, check_prefix
from moodle_import.sources.dumps import DumpSource
from moodle_import.sources.servers import open_server

__all__ = ["Source", "SourceError", "open_source"]


def open_source(
    *, url: str = "", dump: str = "", password: str = "", prefix: str = "mdl_"
) -> Source:
    """The Moodle at ``url``, or in the file ``dump``; close it, or use it in a ``with``.

    ``password`` wins over the one in ``url``. Raises SourceError when one cannot get in, when the
    dump is damaged, or when there is no Moodle with this ``prefix``.
    """
    if bool(url) == bool(dump):
        raise SourceError("Name one source: the address of a database or the file of a dump.")
    check_prefix(prefix)
    if dump:
        return DumpSource(Path(dump), prefix)
    return open_server(parse_address(url, password), prefix)
