"""What matches terms: one engine for each kind of database."""

from django.db import connection

from blog.search.engines.base import Engine
from blog.search.engines.postgresql import PostgreSQL
from blog.search.engines.sqlite import SQLite

ENGINES: dict[str, type[Engine]] = {"postgresql": PostgreSQL, "sqlite": SQLite}


def engine() -> Engine:
    """The engine of the database that the site uses."""
    return ENGINES[connection.vendor]()
