"""What two sequences have in common, in their order; pure, and quick for whatever they are made of."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

# Where nothing is unique, every equal pair has to be looked at: of half a million a second is made.
MOST_PAIRS = 400_000
# Ranges are looked through again for each that they fall into; texts that fall apart badly are
# left unmatched rather than waited for.
MOST_STEPS = 5_000_000


class Stretch(NamedTuple):
    """``length`` things that stand from ``old`` on in one sequence, and from ``new`` on in the other."""

    old: int
    new: int
    length: int


def matches(old: Sequence, new: Sequence) -> list[tuple[int, int]]:
    """Pairs of places (i, j), both ascending, at which ``old[i] == new[j]``.

    Patience: what is there once on either side holds the rest in place, so a word that everybody
    uses pairs with the one in the same sentence. Only between such things the longest common
    subsequence is sought. (``difflib`` takes a minute where this takes a second.)
    """
    found, pairs, steps = [], MOST_PAIRS, MOST_STEPS
    ranges = [(0, len(old), 0, len(new))]
    while ranges:
        ends, (i1, i2, j1, j2) = _without_ends(old, new, *ranges.pop())
        found += ends
        steps -= i2 - i1 + j2 - j1
        if i1 == i2 or j1 == j2 or steps < 0:
            continue
        anchors = _anchors(old, new, i1, i2, j1, j2)
        if anchors:
            found += anchors
            ranges += _between(anchors, i1, i2, j1, j2)
        else:
            common, looked_at = _common(old, new, i1, i2, j1, j2, pairs)
            found += common
            pairs -= looked_at
    return sorted(found)


def _without_ends(old, new, i1, i2, j1, j2):
    """The pairs of the common beginning and end, and the range that is left."""
    ends = []
    while i1 < i2 and j1 < j2 and old[i1] == new[j1]:
        ends.append((i1, j1))
        i1, j1 = i1 + 1, j1 + 1
    while i1 < i2 and j1 < j2 and old[i2 - 1] == new[j2 - 1]:
        i2, j2 = i2 - 1, j2 - 1
        ends.append((i2, j2))
    return ends, (i1, i2, j1, j2)


def _anchors(old, new, i1, i2, j1, j2):
    """The longest ascending row of things that are there once on either side."""
    olds, news = Counter(old[i1:i2]), Counter(new[j1:j2])
    place = {thing: j for j, thing in enumerate(new[j1:j2], j1) if news[thing] == 1}
    once = [
        (i, place[thing])
        for i, thing in enumerate(old[i1:i2], i1)
        if olds[thing] == 1 and thing in place
    ]
    return _ascending(once)


def _ascending(pairs):
    """The longest row of ``pairs``, ascending on the left as given, that ascends on the right too."""
    ends, tops, before = [], [], {}
    for pair in pairs:
        rank = bisect_left(ends, pair[1])
        before[pair] = tops[rank - 1] if rank else None
        ends[rank : rank + 1] = [pair[1]]
        tops[rank : rank + 1] = [pair]
    row, pair = [], tops[-1] if tops else None
    while pair is not None:
        row.append(pair)
        pair = before[pair]
    return row[::-1]


def _between(anchors, i1, i2, j1, j2):
    """The ranges around ``anchors``."""
    for i, j in [*anchors, (i2, j2)]:
        yield i1, i, j1, j
        i1, j1 = i + 1, j + 1


def _common(old, new, i1, i2, j1, j2, most):
    """The longest common subsequence (Hunt and Szymanski), and how many pairs were looked at.

    Nothing when there are more than ``most`` of them.
    """
    olds, news = Counter(old[i1:i2]), Counter(new[j1:j2])
    looked_at = sum(count * news[thing] for thing, count in olds.items())
    if looked_at > most:
        return [], 0
    places = defaultdict(list)
    for j in range(j2 - 1, j1 - 1, -1):
        places[new[j]].append(j)
    # From right to left, so that no two pairs of one row have the same place on the left.
    return _ascending([(i, j) for i in range(i1, i2) for j in places.get(old[i], ())]), looked_at


def stretches(pairs: list[tuple[int, int]]) -> list[Stretch]:
    """``pairs`` that follow one another on both sides, as one."""
    found = []
    for i, j in pairs:
        last = found[-1] if found else None
        if last and (last.old + last.length, last.new + last.length) == (i, j):
            found[-1] = last._replace(length=last.length + 1)
        else:
            found.append(Stretch(i, j, 1))
    return found


def meaningful(
    found: list[Stretch], old_weights: Sequence[int], new_weights: Sequence[int]
) -> list[Stretch]:
    """``found`` without stretches that weigh less than what changed before them, and after them.

    Of a sentence that was written anew a comma and an "and" are always the same; to say so makes it
    unreadable. (The "semantic cleanup" of Neil Fraser's diff-match-patch.)
    """
    olds, news = _sums(old_weights), _sums(new_weights)

    def changed(before, after):
        return max(
            olds[after.old] - olds[before.old + before.length],
            news[after.new] - news[before.new + before.length],
        )

    end = Stretch(len(old_weights), len(new_weights), 0)
    kept = [Stretch(0, 0, 0)]
    for stretch in [*found, end]:
        kept.append(stretch)
        while len(kept) > 2:
            before, small, after = kept[-3:]
            weight = olds[small.old + small.length] - olds[small.old]
            # Nothing between it and its neighbour: that one is what changes its meaning.
            if weight > min(changed(before, small), changed(small, after)):
                break
            if not (_gap(before, small) and _gap(small, after)):
                break
            del kept[-2]
    return kept[1:-1]


def _gap(before, after):
    """Whether anything stands between two stretches, on either side."""
    return before.old + before.length < after.old or before.new + before.length < after.new


def _sums(weights):
    sums = [0]
    for weight in weights:
        sums.append(sums[-1] + weight)
    return sums
