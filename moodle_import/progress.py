"""A bar with the time left: drawn on a terminal, a line now and then elsewhere."""

import sys

from tqdm import tqdm

SECONDS_BETWEEN = {True: 0.5, False: 10}


def bar(name: str, total: int) -> tqdm:
    """A bar for ``total`` steps; use it in a ``with``, or close it."""
    seconds = SECONDS_BETWEEN[sys.stderr.isatty()]
    return tqdm(total=total, desc=name, unit="", mininterval=seconds, file=sys.stderr)
