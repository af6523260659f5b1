"""Two texts compared by words; pure. For the history, and for whoever merges two versions.

``compared(old, new)`` takes plain texts, ``compared(old, new, is_html=True)`` cleaned bodies. Both
give a ``Difference``, whose ``rows`` hold everything that stands in either text, in its order::

    difference = compared(entry_before, entry_after, is_html=True)
    difference.is_same        # nothing differs, not even what nobody sees
    difference.is_unseen      # something does, but nobody sees it
    for row in difference.rows:
        row.state             # "same", "changed", "deleted" or "inserted"
        row.notes             # what is true of the passage: "heading instead of paragraph"
        for passage in row.old:       # [] for what was inserted; row.new likewise
            passage.kind, passage.depth, passage.language   # see blog.passages.Passage
            passage.source            # its part of the old text, with all tags
            for run in passage.runs:
                run.state     # "same", "deleted", "inserted", or "restyled": other formatting
                run.text, run.styles, run.link, run.picture, run.notes

The sources of all passages of one side, joined, are that text; so a text can be put together row by
row (``source_of(row.old)``). The texts of the runs of a passage, joined, are its words.
Notes (``blog.changes.Change``) are turned into words by ``str``, in the active language.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from blog.aligning import matches, meaningful, stretches
from blog.changes import KINDS, NAMES, Change, changes_of_passages, changes_of_word
from blog.passages import PICTURE, PICTURE_NUMBER, Passage, lines, passages

SAME, CHANGED, DELETED, INSERTED, RESTYLED = "same", "changed", "deleted", "inserted", "restyled"
# Passages are versions of one another when they have this much of the shorter in common.
KINSHIP = 0.3
# Rows that are shown on each side of a change, and how many more it takes to fold them.
AROUND, WORTH_FOLDING = 1, 3


@dataclass(frozen=True)
class Run:
    """Words of a passage that have had the same happen to them, and have the same formatting."""

    text: str
    state: str = SAME
    styles: tuple[str, ...] = ()
    link: str = ""
    language: str = ""
    kind: str = ""
    picture: int | None = None
    notes: tuple[Change, ...] = ()

    @property
    def is_blank(self):
        """Whether there is nothing to be seen of it."""
        return not self.kind and not any(letter.isprintable() for letter in self.text.strip())


@dataclass(frozen=True)
class Side:
    """A passage as one of the two texts has it."""

    kind: str
    depth: int
    language: str
    source: str
    runs: tuple[Run, ...]

    @property
    def kind_name(self):
        return KINDS[self.kind]


@dataclass(frozen=True)
class Row:
    """Passages of the old text, and what became of them in the new."""

    old: tuple[Side, ...] = ()
    new: tuple[Side, ...] = ()
    state: str = SAME
    notes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Stretch:
    """Rows that follow one another; folded: they are the same in both texts, and need not be seen."""

    rows: list[Row]
    is_folded: bool = False


def source_of(sides: tuple[Side, ...]) -> str:
    """The part of the text that ``sides`` are."""
    return "".join(side.source for side in sides)


@dataclass(frozen=True)
class Difference:
    """All of two texts, in rows."""

    rows: list[Row] = field(default_factory=list)
    is_same: bool = False

    @cached_property
    def counts(self) -> Counter:
        """State → number of rows."""
        return Counter(row.state for row in self.rows)

    @property
    def is_unseen(self) -> bool:
        """Whether the texts differ, and nobody can see where."""
        return not self.is_same and self.counts.total() == self.counts[SAME]

    @property
    def folded(self) -> list[Stretch]:
        """The rows for a page: what lies far from any change is folded."""
        found, seen = [], 0
        for is_same, rows in groupby(self.rows, key=lambda row: row.state == SAME):
            rows = list(rows)
            begin = AROUND if seen else 0
            seen += len(rows)
            end = len(rows) - (AROUND if seen < len(self.rows) else 0)
            if not is_same or end - begin < WORTH_FOLDING:
                found.append(Stretch(rows))
                continue
            around = (
                Stretch(rows[:begin]),
                Stretch(rows[begin:end], is_folded=True),
                Stretch(rows[end:]),
            )
            found += [stretch for stretch in around if stretch.rows]
        return found


def compared(old: str, new: str, *, is_html: bool = False) -> Difference:
    """``old`` and ``new``, word by word."""
    apart = passages if is_html else lines
    olds, news = apart(old), apart(new)
    pairs = matches([one.key for one in olds], [one.key for one in news])
    rows, i, j = [], 0, 0
    for next_i, next_j in [*pairs, (len(olds), len(news))]:
        rows += _rows(olds[i:next_i], news[j:next_j])
        if next_i < len(olds) and next_j < len(news):
            rows.append(_same(olds[next_i], news[next_j]))
        i, j = next_i + 1, next_j + 1
    return Difference(rows, is_same=old == new)


def _same(old, new):
    return Row((_side(old, _as_it_is(old)),), (_side(new, _as_it_is(new)),))


def _rows(olds: Sequence[Passage], news: Sequence[Passage]) -> list[Row]:
    """The rows of passages of which none stands unchanged in the other text."""
    if not olds or not news:
        return _unpaired(olds, news)
    pairs = _equal_words(olds, news)
    rows, i, j = [], 0, 0
    for i1, i2, j1, j2 in [*_kin(olds, news, pairs), (len(olds), len(olds), len(news), len(news))]:
        rows += _unlike(olds, news, (i, i1), (j, j1), pairs)
        if i1 < i2:
            rows.append(_kindred(olds, news, (i1, i2), (j1, j2), pairs))
        i, j = i2, j2
    return rows


def _equal_words(olds, news):
    """(passage, word) → (passage, word), of the words that are in both."""
    old_places, new_places = _places(olds), _places(news)
    old_words = [olds[i].words[n] for i, n in old_places]
    new_words = [news[j].words[n] for j, n in new_places]
    found = stretches(matches([one.key for one in old_words], [one.key for one in new_words]))
    weights = [one.weight for one in old_words], [one.weight for one in new_words]
    return {
        old_places[stretch.old + n]: new_places[stretch.new + n]
        for stretch in meaningful(found, *weights)
        for n in range(stretch.length)
    }


def _places(several):
    return [(i, n) for i, passage in enumerate(several) for n in range(len(passage.words))]


def _kin(olds, news, pairs):
    """Ranges of passages, old and new, that are versions of one another."""
    shared = Counter()
    for (i, n), (j, _m) in pairs.items():
        shared[i, j] += olds[i].words[n].weight
    ranges = []
    for (i, j), weight in sorted(shared.items()):
        shorter = min(_weight(olds[i]), _weight(news[j]))
        if weight < KINSHIP * shorter:
            continue
        if ranges and (i < ranges[-1][1] or j < ranges[-1][3]):
            ranges[-1] = (ranges[-1][0], max(i + 1, ranges[-1][1]), ranges[-1][2], j + 1)
        else:
            ranges.append((i, i + 1, j, j + 1))
    return ranges


def _weight(passage):
    return sum(word.weight for word in passage.words)


def _unlike(olds, news, old_range, new_range, pairs):
    """Rows of passages that have little in common: side by side where they are of one kind."""
    (i, i2), (j, j2) = old_range, new_range
    kinds = [one.kind for one in olds[i:i2]], [one.kind for one in news[j:j2]]
    like = [(i + n, j + m) for n, m in matches(*kinds)]
    rows = []
    for next_i, next_j in [*like, (i2, j2)]:
        rows += _unpaired(olds[i:next_i], news[j:next_j])
        if next_i < i2 and next_j < j2:
            rows.append(_kindred(olds, news, (next_i, next_i + 1), (next_j, next_j + 1), pairs))
        i, j = next_i + 1, next_j + 1
    return rows


def _unpaired(olds, news):
    gone = [Row(old=(_side(one, _runs(one, {}, DELETED)),), state=DELETED) for one in olds]
    come = [Row(new=(_side(one, _runs(one, {}, INSERTED)),), state=INSERTED) for one in news]
    return gone + come


def _kindred(olds, news, old_range, new_range, pairs):
    """A row of passages that became one another."""
    olds_changes, news_changes = defaultdict(dict), defaultdict(dict)
    for i in range(*old_range):
        for n, word in enumerate(olds[i].words):
            j, m = pairs.get((i, n), (-1, -1))
            if new_range[0] <= j < new_range[1]:
                is_followed = pairs.get((i, n + 1)) == (j, m + 1)
                changes = changes_of_word(word, news[j].words[m], with_space=is_followed)
                olds_changes[i][n] = news_changes[j][m] = changes
    old = [_side(olds[i], _runs(olds[i], olds_changes[i], DELETED)) for i in range(*old_range)]
    new = [_side(news[j], _runs(news[j], news_changes[j], INSERTED)) for j in range(*new_range)]
    notes = changes_of_passages(olds[slice(*old_range)], news[slice(*new_range)])
    is_same = not notes and all(run.state == SAME for side in [*old, *new] for run in side.runs)
    return Row(tuple(old), tuple(new), SAME if is_same else CHANGED, notes)


def _side(passage, runs):
    return Side(passage.kind, passage.depth, passage.language, passage.source, tuple(runs))


def _as_it_is(passage):
    """The runs of a passage of which nothing changed."""
    return [_run(piece, piece.marks) for piece in passage.pieces]


def _runs(passage, changes, otherwise):
    """The runs of a passage: ``changes`` of the words that are in both, ``otherwise`` for the rest."""

    def alike(numbered):
        n, word = numbered
        notes = changes.get(n, ())
        state = RESTYLED if notes else SAME if n in changes else otherwise
        # What is no word is a run of its own.
        return state, notes, word.marks[0], word.kind and n

    for (state, notes, marks, _kind), words in groupby(enumerate(passage.words), key=alike):
        part = [word for _n, word in words]
        text = "".join(word.text for word in part)
        yield _run(part[0]._replace(text=text), marks, state=state, notes=notes)


def _run(part, marks, **more):
    values = dict(marks)
    number = PICTURE_NUMBER.fullmatch(part.source) if part.kind == PICTURE else None
    return Run(
        part.text,
        styles=tuple(sorted(values.keys() & NAMES.keys())),
        link=values.get("a", ""),
        language=values.get("lang", ""),
        kind=part.kind,
        picture=int(number[1]) if number else None,
        **more,
    )
