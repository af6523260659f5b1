"""Hundreds of words looked up at once, which go to the database as one value."""

import json
from collections.abc import Iterable

from django.db.models import F, Lookup

ON_POSTGRESQL = "{column} = ANY(%s)"
ON_SQLITE = "{column} IN (SELECT value FROM json_each(%s))"


class Among(Lookup):
    """A condition like ``column__in=words``, for as many words as are wanted.

    Of each word Django would make a parameter, and the database a condition; for seven hundred that
    takes longer than to look them up.
    """

    lookup_name = "among"
    prepare_rhs = False

    def __init__(self, column: str, words: Iterable[str]):
        super().__init__(F(column), list(words))

    def as_postgresql(self, compiler, connection):
        column, parameters = self.process_lhs(compiler, connection)
        return ON_POSTGRESQL.format(column=column), [*parameters, self.rhs]

    def as_sqlite(self, compiler, connection):
        column, parameters = self.process_lhs(compiler, connection)
        return ON_SQLITE.format(column=column), [*parameters, json.dumps(self.rhs)]
