"""The passage of a text that answers a query, with the words that were found; pure.

Pieces of text and whether they are marked: how a mark looks is for the page to say.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection
from functools import lru_cache

from blog.search.analysing import WORD, Token, exact, term
from blog.search.folding import SCRIPT, fold

# What is read of a text; a word found further on is not shown in its passage.
MOST_LETTERS = 50_000
MOST_FOUND = 500
ELLIPSIS = "…"
# The share of what is left of a passage that stands before the first word found.
BEFORE = 3
NOTHING: frozenset[str] = frozenset()


def passage(
    text: str, query_terms: Collection[str], locale: str, length: int = 200
) -> list[tuple[str, bool]]:
    """Pieces of the best passage of ``text``, of about ``length`` letters, and whether to mark each.

    Best is where the most of ``query_terms`` are, then the most words, then the first; with none
    it is the beginning. Terms with spaces between them are words that stand one after another, and
    are marked only there.
    """
    text = " ".join(text[:MOST_LETTERS].split())
    found = _found(text, query_terms, locale)
    start, end = _best(found, length) if found else (0, 0)
    start, end = _widened(text, start, end, length)
    inside = [token for token, _terms in found if start <= token.start and token.end <= end]
    return _pieces(text, start, end, inside)


def _found(text, query_terms, locale):
    """The words of ``text`` that are wanted, each with the terms it answers."""
    wanted = frozenset(query_terms)
    words = WORD.findall(text)
    in_phrases = _in_phrases(words, wanted, locale)
    answers = _answers(wanted, locale)
    # A text has most of its words several times, and few of them begin like one that is wanted.
    begins = answers.begins
    answering = {
        word: answered for word in set(words) if begins[word[0]] and (answered := answers[word])
    }
    if not answering and not in_phrases:
        return []
    found = []
    for place, match in enumerate(WORD.finditer(text)):
        answered = answering.get(match.group(), NOTHING) | in_phrases.get(place, NOTHING)
        if answered:
            found.append((Token(match.group(), *match.span()), answered))
            if len(found) == MOST_FOUND:
                break
    return found


# Of the searches that are just being answered: each marks some dozens of texts.
@lru_cache(maxsize=32)
def _answers(wanted, locale):
    return Answers(wanted, locale)


class Beginnings(dict):
    """A letter → whether a word that begins with it may answer ``wanted``.

    A word and its stem begin with one letter; to take the endings off all words of a page would be
    half of a search.
    """

    def __init__(self, wanted: frozenset[str]):
        super().__init__()
        self.initials = {one[0] for one in wanted if one}

    def __missing__(self, letter):
        folded = {fold(letter)[:1], fold(letter.translate(SCRIPT))[:1]}
        self[letter] = not self.initials.isdisjoint(folded)
        return self[letter]


class Answers(dict):
    """A word → the terms of ``wanted`` that it answers."""

    def __init__(self, wanted: frozenset[str], locale: str):
        super().__init__()
        self.wanted, self.locale, self.begins = wanted, locale, Beginnings(wanted)

    def __missing__(self, word):
        self[word] = {term(word, self.locale), exact(word)} & self.wanted
        return self[word]


def _in_phrases(words, wanted, locale):
    """Place of each of ``words`` that stands in a phrase of ``wanted`` → those phrases."""
    starting = defaultdict(list)
    for phrase in wanted:
        if " " in phrase:
            starting[phrase.partition(" ")[0]].append((phrase, phrase.split()))
    if not starting:
        return {}
    terms = [term(word, locale) for word in words]
    found = defaultdict(set)
    for place, first in enumerate(terms):
        for phrase, parts in starting.get(first, ()):
            if terms[place : place + len(parts)] == parts:
                for other in range(place, place + len(parts)):
                    found[other].add(phrase)
    return found


def _best(found, length):
    """Where the best words of ``found`` that fit into ``length`` begin and end."""
    starts = [token.start for token, _terms in found]
    ends = [token.end for token, _terms in found]
    best, span = (0, 0), (starts[0], ends[0])
    for first, start in enumerate(starts):
        after = max(bisect_right(ends, start + length), first + 1)
        answered = frozenset().union(*(terms for _token, terms in found[first:after]))
        worth = (len(answered), after - first)
        if worth > best:
            best, span = worth, (start, ends[after - 1])
    return span


def _widened(text, start, end, length):
    """A passage of about ``length`` letters around what is found, which ends between words."""
    if len(text) <= length:
        return 0, len(text)
    spare = max(0, length - (end - start))
    wide_start = max(0, min(start - spare // BEFORE, len(text) - length))
    wide_end = max(end, min(len(text), wide_start + length))
    if wide_start:
        wide_start = _after_gap(text, wide_start, start)
    if wide_end < len(text):
        wide_end = _before_gap(text, end, wide_end)
    return wide_start, wide_end


def _after_gap(text, earliest, latest):
    """Where the first whole word from ``earliest`` on begins, but not after ``latest``."""
    gap = text.find(" ", earliest - 1, latest)
    return gap + 1 if gap >= 0 else latest


def _before_gap(text, earliest, latest):
    """Where the last whole word up to ``latest`` ends; in the middle of one that is the only one."""
    gap = text.rfind(" ", earliest, latest + 1)
    return gap if gap > 0 else latest


def _pieces(text, start, end, marked):
    """The text from ``start`` to ``end`` in pieces, none of them empty."""
    pieces = [(ELLIPSIS if start else "", False)]
    for token in marked:
        pieces += [(text[start : token.start], False), (text[token.start : token.end], True)]
        start = token.end
    pieces += [(text[start:end], False), (ELLIPSIS if end < len(text) else "", False)]
    return _joined([piece for piece in pieces if piece[0]])


def _joined(pieces):
    joined = []
    for text, is_marked in pieces:
        if joined and not is_marked and not joined[-1][1]:
            text = joined.pop()[0] + text
        joined.append((text, is_marked))
    return joined
