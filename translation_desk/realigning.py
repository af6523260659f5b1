"""A translation that was edited freely, laid beside its source again by structure; pure.

What the two have in common besides words is weighed: kinds and names of blocks, their order, numbers,
links, pictures, names of people and places (as they sound), and lengths. What could as well stand
elsewhere is not placed: a translation beside the wrong source is worse than one that somebody is
asked about.
"""

import math
import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from blog.aligning import matches
from blog.slugs import make_slug
from translation_desk.kinds import ALT, BODY, Segment

HEADINGS = {"h2", "h3", "h4"}
CELLS = {"td", "th"}
NUMBER = re.compile(r"\d+")
# 1,240 is 1.240 and 1 240 elsewhere.
THOUSANDS = re.compile(r"(?<=\d)[\s.,’'](?=\d{3}\b)")
# "…/az/…" leads to the same page as "…/ru/…".
HREF = re.compile(r'href="([^"]*)"')
LANGUAGE_IN_PATH = re.compile(r"/[a-z]{2}(?=/)")
# "Muradova" and «Мурадова» have their consonants in common, and so have "seminar" and «семинар».
VOWELS = re.compile("[aeiouy]+")
SOUNDS = str.maketrans({"q": "g", "x": "h", "c": "k", "w": "v"})
# The first three of a word.
NAME = re.compile(r"(?:^|-)([a-z]{3})")
# What each piece of evidence counts.
SAME_TAG, LIKE_TAG, OTHER_TAG, NEVER = 2.0, 1.0, -1.0, -1000.0
NUMBERS, MOST_NUMBERS, NO_NUMBERS = 1.5, 3.0, -1.5
LINKS, MOST_LINKS, NO_LINKS = 2.5, 4.0, -0.5
NAMES, PICTURE = 6.0, 8.0
LENGTH, MOST_LENGTH, FREE_LETTERS = 1.5, 3.0, 8
# What a pair must have to be better than none, and to be better than any other of the two.
LEAST, MARGIN = 1.0, 1.25
# Pairs that are looked at; a tenth of a second for each 20,000.
MOST_PAIRS = 40_000


class Realigned(NamedTuple):
    """Pairs of places in source and target, and the places in the target that none was found for."""

    pairs: list[tuple[int, int]]
    unplaced: list[int]


class Evidence(NamedTuple):
    """What two segments can have in common whatever their languages."""

    kind: str
    tag: str
    place: str
    numbers: frozenset
    links: frozenset
    names: frozenset
    length: float


def realign(
    source: Sequence[Segment],
    target: Sequence[Segment],
    known: Sequence[tuple[int, int]] = (),
    wanted: Collection[int] | None = None,
) -> Realigned:
    """Which segments of ``target``, a translation, are those of ``source``.

    ``known`` are pairs that need not be found, ascending on both sides: only between them is weighed,
    and there only where something of the target is ``wanted``; by default everywhere.
    """
    pairs = _by_place(source, target)
    of_body = [
        [i for i, one in enumerate(side) if one.kind in (BODY, ALT)] for side in (source, target)
    ]
    sources, targets = [source[i] for i in of_body[0]], [target[j] for j in of_body[1]]
    places = [{place: n for n, place in enumerate(side)} for side in of_body]
    anchors = [(places[0][i], places[1][j]) for i, j in known if i in places[0] and j in places[1]]
    is_wanted = [wanted is None or j in wanted for j in of_body[1]]
    found = anchors + _found_between(anchors, sources, targets, is_wanted)
    pairs |= {(of_body[0][i], of_body[1][j]) for i, j in found}
    pairs |= _pictures(source, target, pairs)
    placed = {j for _i, j in pairs}
    return Realigned(sorted(pairs), [j for j in range(len(target)) if j not in placed])


def _by_place(source, target):
    """Title and title, the label of a file and its label."""
    places = {
        (one.kind, one.place): i for i, one in enumerate(source) if one.kind not in (BODY, ALT)
    }
    return {
        (places[one.kind, one.place], j)
        for j, one in enumerate(target)
        if (one.kind, one.place) in places
    }


def _pictures(source, target, pairs):
    """What a picture shows, where it was moved past others."""
    taken = {i for i, _j in pairs}, {j for _i, j in pairs}
    left = [defaultdict(list), defaultdict(list)]
    for found, side, others in zip(left, (source, target), taken, strict=True):
        for place, one in enumerate(side):
            if one.kind == ALT and place not in others:
                found[one.place].append(place)
    return {
        (left[0][address][0], left[1][address][0])
        for address in left[0].keys() & left[1].keys()
        if len(left[0][address]) == len(left[1][address]) == 1
    }


def _found_between(anchors, sources, targets, is_wanted):
    """Pairs of the segments between ``anchors``, where any target is wanted."""
    # Lengths are made comparable: those of the target by the source's.
    letters = [sum(len(one.plain) for one in side) or 1 for side in (sources, targets)]
    scale, found = letters[0] / letters[1], []
    for i1, i2, j1, j2 in _between(anchors, sources, targets):
        if i1 < i2 and any(is_wanted[j1:j2]):
            several = [_evidence(one) for one in sources[i1:i2]]
            others = [_evidence(one) for one in targets[j1:j2]]
            others = [one._replace(length=one.length * scale) for one in others]
            found += [(i1 + i, j1 + j) for i, j in _in_order(several, others)]
    return found


# The same source is laid beside each of its translations.
@lru_cache(maxsize=1000)
def _evidence(segment):
    text = segment.plain
    sounds = make_slug(text, max_length=len(text) * 4 + 1).translate(SOUNDS).replace("kh", "h")
    links = {LANGUAGE_IN_PATH.sub("", address) for address in HREF.findall(segment.text)}
    return Evidence(
        segment.kind,
        segment.tag,
        segment.place,
        frozenset(NUMBER.findall(THOUSANDS.sub("", text))),
        frozenset() if segment.is_plain else frozenset(links),
        frozenset(NAME.findall(VOWELS.sub("", sounds))),
        float(len(text)),
    )


def _in_order(sources, targets):
    """Pairs, ascending on both sides."""
    if len(sources) * len(targets) <= MOST_PAIRS:
        return _filled(_best(sources, targets), sources, targets)
    # Too many to weigh them all: what only one of either side has holds the rest in place.
    sides = [
        [_key(one) or (side, place) for place, one in enumerate(several)]
        for side, several in enumerate((sources, targets))
    ]
    found = anchors = matches(*sides)
    for i1, i2, j1, j2 in _between(anchors, sources, targets):
        if (i2 - i1) * (j2 - j1) <= MOST_PAIRS:
            best = _best(sources[i1:i2], targets[j1:j2])
            found = found + [(i1 + i, j1 + j) for i, j in best]
    return _filled(sorted(found), sources, targets)


def _key(one):
    """What tells a segment from others, when anything does."""
    is_rich = len(one.numbers) > 1 or one.links or one.kind == ALT
    return (one.kind, one.tag, one.place, one.numbers, one.links) if is_rich else None


def _filled(pairs, sources, targets):
    """``pairs`` and, between them, what has the same blocks in the same order on both sides."""
    found = [*pairs]
    for i1, i2, j1, j2 in _between(pairs, sources, targets):
        tags = [
            [(one.kind, one.tag, one.place) for one in side]
            for side in (sources[i1:i2], targets[j1:j2])
        ]
        between = list(zip(range(i1, i2), range(j1, j2), strict=False))
        if tags[0] == tags[1] and all(_score(sources[i], targets[j]) > LEAST for i, j in between):
            found += between
    return found


def _between(pairs, sources, targets):
    """The ranges around ``pairs``."""
    for (i1, j1), (i2, j2) in pairwise([(-1, -1), *pairs, (len(sources), len(targets))]):
        yield i1 + 1, i2, j1 + 1, j2


def _best(sources, targets):
    """The pairs of the best alignment that are in no other as good.

    Both ways through the table of all pairs (Needleman and Wunsch), so that for each pair it is known
    how good the best alignment is that has it.
    """
    if not sources or not targets:
        return []
    scores = [[_score(one, other) - LEAST for other in targets] for one in sources]
    before = _sums(scores)
    after = [row[::-1] for row in _sums([row[::-1] for row in scores[::-1]])[::-1]]
    best = before[-1][-1]
    through = [
        [before[i][j] + score + after[i + 1][j + 1] for j, score in enumerate(row)]
        for i, row in enumerate(scores)
    ]
    columns = [_two_best(column) for column in zip(*through, strict=True)]
    found = []
    for i, row in enumerate(through):
        (value, j), second = _two_best(row)
        is_mutual = columns[j][0][1] == i
        others = max(second[0], columns[j][1][0])
        # Sums of the same numbers in another order differ in their last digits.
        if is_mutual and value > best - 1e-6 and value - others >= MARGIN:
            found.append((i, j))
    return found


def _sums(scores):
    """``sums[i][j]``: how good the best alignment of the first i with the first j is."""
    sums = [[0.0] * (len(scores[0]) + 1)]
    for row in scores:
        above, line = sums[-1], [0.0]
        for j, score in enumerate(row):
            line.append(max(above[j + 1], line[j], above[j] + score))
        sums.append(line)
    return sums


def _two_best(values):
    """The highest of ``values`` with its place, and the next."""
    ranked = sorted(((value, place) for place, value in enumerate(values)), reverse=True)[:2]
    return ranked if len(ranked) == 2 else [*ranked, (-math.inf, -1)]


def _score(one, other):
    """How much speaks for it that ``other`` is the translation of ``one``."""
    if one.kind != other.kind:
        return NEVER
    if one.kind == ALT:
        return PICTURE if one.place == other.place else NEVER
    unlike = abs(math.log((one.length + FREE_LETTERS) / (other.length + FREE_LETTERS)))
    return (
        _of_tags(one.tag, other.tag)
        + _shared(one.numbers, other.numbers, NUMBERS, MOST_NUMBERS, NO_NUMBERS)
        + _shared(one.links, other.links, LINKS, MOST_LINKS, NO_LINKS)
        + NAMES * _likeness(one.names, other.names)
        - min(LENGTH * unlike, MOST_LENGTH)
    )


def _of_tags(tag, other):
    if tag == other:
        return SAME_TAG
    if {tag, other} <= HEADINGS or {tag, other} <= CELLS:
        return LIKE_TAG
    return 2 * OTHER_TAG if (tag in HEADINGS) != (other in HEADINGS) else OTHER_TAG


def _shared(ones, others, each, most, none):
    if not ones and not others:
        return 0.0
    shared = len(ones & others)
    return min(shared * each, most) if shared else none


def _likeness(ones, others):
    return 2 * len(ones & others) / (len(ones) + len(others)) if ones and others else 0.0
