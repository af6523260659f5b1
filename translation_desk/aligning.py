"""What became of the segments of a source: which are the same, moved, reworded, added, removed; pure."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from blog.aligning import matches
from translation_desk.kinds import BODY, Segment

SAME, MOVED, REWORDED, ADDED, REMOVED = "same", "moved", "reworded", "added", "removed"
# Neither letters and digits nor spaces.
NEITHER = re.compile(r"[^\w\s]|_")
# Words are the same when they begin alike: "təlim" and "təlimlər", «курс» and «курсы».
STEM = 5
# Of the letters of both, what versions of one sentence have in common; less where one is in the place
# of the other, more where it is a part of it.
KINSHIP, KINSHIP_IN_PLACE, KINSHIP_OF_PART = 0.45, 0.3, 0.75
# What has few words may have all of them changed, and still be what stood there.
FEW_WORDS = 6
# Letters that say something.
ENOUGH = 20
# A word that is in more segments than that tells nothing of one; small gaps are looked through whole.
MOST_SEGMENTS, SMALL = 12, 400


class Match(NamedTuple):
    """Places of a segment in the old list and the new; None where it is not there."""

    old: int | None
    new: int | None
    how: str


def align(old: Sequence[Segment], new: Sequence[Segment]) -> list[Match]:
    """A match for every segment of ``new``, in its order; removed ones where they stood."""
    old_keys, new_keys = ([one.digest for one in side] for side in (old, new))
    same = dict(matches(old_keys, new_keys))
    moved = _moved(old_keys, new_keys, same)
    left = _Left(old, new, same, moved)
    left.pair_places()
    left.pair_kin()
    left.pair_neighbours()
    pairs = {
        **{i: Match(i, j, SAME) for i, j in same.items()},
        **{i: Match(i, j, MOVED) for i, j in moved.items()},
        **{i: Match(i, j, REWORDED) for i, j in left.pairs.items()},
    }
    found = {match.new: match for match in pairs.values()}
    removed = _removed(len(old), pairs, left)
    aligned = removed[-1]
    for j in range(len(new)):
        aligned += [found.get(j, Match(None, j, ADDED)), *removed[j]]
    return aligned


def _moved(old_keys, new_keys, same):
    """Old place → new place, of what is in both lists out of order."""
    places = defaultdict(deque)
    taken = set(same.values())
    for j, key in enumerate(new_keys):
        if j not in taken:
            places[key].append(j)
    return {
        i: places[key].popleft()
        for i, key in enumerate(old_keys)
        if i not in same and places.get(key)
    }


def _removed(count, pairs, left):
    """New place → matches of the removed segments that stood behind what is there; -1: at the beginning."""
    found, after = defaultdict(list), -1
    for i in range(count):
        match = pairs.get(i)
        if match is None:
            found[after].append(Match(i, None, REMOVED))
        elif match.how == SAME or left.is_in_place(i, match.new):
            after = match.new
    return found


class _Left:
    """The segments that are in one list only, and which of them are versions of one another."""

    def __init__(self, old, new, same, moved):
        self.segments = old, new
        self.gaps = _gaps(len(old), same.keys()), _gaps(len(new), same.values())
        taken = {*same, *moved}, {*same.values(), *moved.values()}
        self.places = [
            [place for place in range(len(side)) if place not in others]
            for side, others in zip(self.segments, taken, strict=True)
        ]
        self.words = [
            {place: _weights(side[place]) for place in places}
            for side, places in zip(self.segments, self.places, strict=True)
        ]
        self.letters = [
            {place: words.total() for place, words in side.items()} for side in self.words
        ]
        self.pairs = {}

    def is_in_place(self, i, j):
        """Whether nothing that stayed as it was stands between the two."""
        return self.gaps[0][i] == self.gaps[1][j]

    def pair_places(self):
        """A title is a title, whatever it says; so is what one picture shows, or one file is called."""
        kept = [self._by(_place, side) for side in (0, 1)]
        for key in kept[0].keys() & kept[1].keys():
            for i, j in zip(kept[0][key], kept[1][key], strict=False):
                self._pair(i, j)

    def pair_kin(self):
        """What has words in common, most first."""
        kin = [(self._kinship(i, j), i, j) for i, j in self._candidates()]
        for kinship, i, j in sorted(kin, key=lambda one: (-one[0], abs(one[1] - one[2]), one)):
            least = KINSHIP_IN_PLACE if self.is_in_place(i, j) else KINSHIP
            if kinship >= least and i not in self.pairs and j in self.words[1]:
                self._pair(i, j)

    def pair_neighbours(self):
        """Few words in the place of few others, in a block of the same name."""

        kept = [self._by(_short_block, side, with_gap=True) for side in (0, 1)]
        for key in kept[0].keys() & kept[1].keys():
            if len(kept[0][key]) == len(kept[1][key]):
                for i, j in zip(kept[0][key], kept[1][key], strict=True):
                    self._pair(i, j)

    def _by(self, key, side, *, with_gap=False):
        """Key → places of what is left; without that whose key is None."""
        found = defaultdict(list)
        for place in self.words[side]:
            value = key(self.segments[side][place])
            if value is not None:
                found[value, self.gaps[side][place] if with_gap else 0].append(place)
        return found

    def _pair(self, i, j):
        self.pairs[i] = j
        del self.words[0][i], self.words[1][j]

    def _candidates(self):
        """Pairs that may have something in common."""
        found = set()
        gaps = [self._by(_body, side, with_gap=True) for side in (0, 1)]
        for key in gaps[0].keys() & gaps[1].keys():
            if len(gaps[0][key]) * len(gaps[1][key]) <= SMALL:
                found |= set(product(gaps[0][key], gaps[1][key]))
        old_index, new_index = self._index(0), self._index(1)
        for word, olds in old_index.items():
            news = new_index.get(word, ())
            if len(olds) <= MOST_SEGMENTS and len(news) <= MOST_SEGMENTS:
                found |= set(product(olds, news))
        return found

    def _index(self, side):
        """Word → places of the segments of the body that it is left in."""
        found = defaultdict(list)
        for place, words in self.words[side].items():
            if self.segments[side][place].kind == BODY:
                for word in words:
                    found[word].append(place)
        return found

    def _kinship(self, i, j):
        """How much of their words the two have in common: from 0 to 1."""
        old, new = self.words[0][i], self.words[1][j]
        letters = self.letters[0][i], self.letters[1][j]
        shared = sum(min(old[word], new[word]) for word in old.keys() & new.keys())
        if not shared:
            return 0.0
        less = min(letters)
        is_part = shared >= KINSHIP_OF_PART * less and less >= ENOUGH
        return max(2 * shared / sum(letters), KINSHIP if is_part else 0.0)


def _place(segment):
    return None if segment.kind == BODY else (segment.kind, segment.place)


def _body(segment):
    return True if segment.kind == BODY else None


def _short_block(segment):
    is_short = segment.kind == BODY and len(segment.words) <= FEW_WORDS
    return segment.tag if is_short else None


def _gaps(count, kept):
    """For each place, how many of ``kept`` stand before it."""
    found, before, kept = [], 0, set(kept)
    for place in range(count):
        found.append(before)
        before += place in kept
    return found


# The same source is laid beside what each locale was translated from.
@lru_cache(maxsize=1000)
def _weights(segment):
    """The beginnings of the words of ``segment``, each counted by its letters."""
    found = Counter()
    for word in NEITHER.sub("", segment.plain.casefold()).split():
        letters = word[:STEM]
        found[letters] += len(letters)
    return found
