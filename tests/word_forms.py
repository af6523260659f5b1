"""Tables of the forms of words: a word a line."""

import pytest


def lines(table):
    """A parameter for each line of ``table``, a list of the forms; it is named after the first."""
    return [pytest.param(line.split(), id=line.split()[0]) for line in table.split("\n") if line]
