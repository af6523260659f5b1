"""Words that may have been meant by one with a slip of the fingers in it; pure.

A slip is a letter too many, too few or wrong, or two that changed places (Damerau–Levenshtein,
in its form where no letter slips twice).
"""

from collections import Counter
from collections.abc import Iterable

from blog.search.analysing import exact

SHORTEST = 4
# From so many letters on, two slips are forgiven.
LONG = 8
MOST = 8


def slips_allowed(word: str) -> int:
    """How many slips a person is believed to make in ``word``; none where it would be another."""
    if len(word) < SHORTEST:
        return 0
    return 1 if len(word) < LONG else 2


def near(word: str, vocabulary: Iterable[str]) -> list[str]:
    """The words of ``vocabulary`` that ``word`` may be a slip of, the likeliest first.

    Those of the vocabulary are folded, and of equally near ones the first there comes first.
    """
    word = exact(word)
    most = slips_allowed(word)
    if not most:
        return []
    letters, found = set(word), {}
    for other in vocabulary:
        # Most words have nothing to do with it: a slip changes two of the letters used at most.
        if not other or len(letters.symmetric_difference(other)) > 2 * most:
            continue
        count = slips(word, other, most)
        if 0 < count <= most:
            # The first letter is seldom wrong, and letters are left out sooner than made up.
            made_up = (Counter(word) - Counter(other)).total()
            found.setdefault(other, (count, other[0] != word[0], made_up))
    return sorted(found, key=found.get)[:MOST]


def slips(word: str, other: str, most: int) -> int:
    """How many slips are between two words; ``most`` + 1 for whatever is more."""
    if word == other:
        return 0
    if abs(len(word) - len(other)) > most:
        return most + 1
    before, above = [], list(range(len(other) + 1))
    for row in range(1, len(word) + 1):
        current = _row(word, other, row, most, above, before)
        if min(current) > most:
            return most + 1
        before, above = above, current
    return min(above[-1], most + 1)


def _row(word, other, row, most, above, before):
    """Slips between the beginning of ``word`` and those of ``other`` that are about as long."""
    current = [row if row <= most else most + 1] + [most + 1] * len(other)
    for column in range(max(1, row - most), min(len(other), row + most) + 1):
        is_wrong = word[row - 1] != other[column - 1]
        fewest = min(
            current[column - 1] + 1, above[column] + 1, above[column - 1] + is_wrong, most + 1
        )
        if (
            is_wrong
            and row > 1
            and column > 1
            and word[row - 2 : row] == other[column - 2 : column][::-1]
        ):
            fewest = min(fewest, before[column - 2] + 1)
        current[column] = fewest
    return current
