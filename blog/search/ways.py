"""The ways in which what a person typed may be meant, as questions to an engine.

First with all words as typed. Then as beginnings of words, as typed with another keyboard, without
words that say nothing, with slips corrected; at last with any of the words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from blog.languages import language_codes
from blog.models import SearchWord
from blog.search.asking import Vocabulary, ask, beginnings_of, corrections, making_sense
from blog.search.engines.base import Filters, Question
from blog.search.fillers import without_fillers
from blog.search.layouts import readings, rewritten
from blog.search.queries import Query, parse

RELEVANCE, NEWEST = "relevance", "newest"
# Ways to read a query anew that are tried, and words of it that are corrected.
MOST_REWRITTEN = 3
MOST_CORRECTED = 3
MOST_REWRITTEN_AND_CORRECTED = 1
# Who types so forgot which keyboard is on, if that makes sense: ".'ki" is Şəki.
KEYS_IN_WORDS = re.compile(r"[\[\];,.'`](?=[^\W\d])")


@dataclass(frozen=True)
class Scope:
    """Where is looked: languages, the reader's own first, what is let through, and the order."""

    locales: tuple[str, ...]
    filters: Filters
    order: str = RELEVANCE

    @property
    def known_words(self):
        """The words that may help: no reader's search knows those that stand in nothing live."""
        words, now = SearchWord.objects.all(), self.filters.now
        return words if now is None else words.filter(public_at__lte=now)


@dataclass(frozen=True)
class Way:
    """A way to read what was typed: a question for each language that there is one for."""

    query: Query
    questions: list[Question]
    # No document has to have all of the words.
    is_relaxed: bool = False

    def did_you_mean(self, typed: Query) -> str:
        """The text that is looked for instead of what was ``typed``; "" when it is that."""
        return "" if self.query.text == typed.text else self.query.text

    @property
    def terms(self) -> dict[str, set[str]]:
        """Language → what is looked for in it."""
        return {one.locale: one.terms for one in self.questions}


def ways(query: Query, scope: Scope, *, is_unfinished=False) -> Iterator[Way]:
    """How ``query`` may be read, the likeliest first; each is worked out when it is asked for."""
    vocabulary = Vocabulary(query, scope.known_words)
    asked = without_fillers(query, scope.locales[:1])
    guesses = rewritten(query.text)
    has_keys = bool(KEYS_IN_WORDS.search(query.text))
    if has_keys:
        yield from _read_anew(query, guesses, scope, is_unfinished)
    if not (is_unfinished and asked.is_prefix):
        yield _way(asked, vocabulary, scope)
    if asked.is_prefix:
        yield _way(asked, vocabulary, scope, beginnings=beginnings_of(asked, scope.known_words))
    if not has_keys:
        yield from _read_anew(query, guesses, scope, is_unfinished)
    if is_unfinished and guesses:
        yield _meant(parse(guesses[0]), scope, is_unfinished)
    essential = without_fillers(query, language_codes(), with_names=False)
    if essential.words != asked.words:
        yield _way(essential, vocabulary, scope)
    yield from _near(query, vocabulary, guesses[:MOST_REWRITTEN_AND_CORRECTED], scope)


def _near(query, vocabulary, guesses, scope):
    """What comes near ``query``, or near what it may have been meant to be."""
    # The text of a query has the same words, so what is known of them holds for both.
    several = [(parse(query.text), vocabulary)]
    for meant in map(parse, guesses):
        several.append((meant, Vocabulary(meant, scope.known_words)))
    for read, known in several:
        for meant in _corrected(read, known, scope):
            yield _meant(meant, scope, meant.is_prefix)
    for read, known in several:
        yield from _any(read, known, scope)


def _read_anew(query, guesses, scope, is_unfinished):
    """``query`` as typed with other keys or letters, where that makes sense."""
    texts = dict.fromkeys([*guesses, *readings(query.text)])
    for text in making_sense(list(texts), scope.known_words)[:MOST_REWRITTEN]:
        yield _meant(parse(text), scope, is_unfinished)


def _meant(query, scope, is_unfinished=False):
    """``query``, which was not typed so."""
    asked = without_fillers(query, scope.locales[:1])
    beginnings = beginnings_of(asked, scope.known_words) if is_unfinished else None
    return _way(asked, Vocabulary(query, scope.known_words), scope, beginnings=beginnings)


def _any(query, vocabulary, scope):
    """Any of the words."""
    query = without_fillers(query, language_codes(), with_names=False)
    beginnings = beginnings_of(query, scope.known_words)
    if len(query.words) + len(query.phrases) > 1 and (vocabulary.known_terms or beginnings):
        yield _way(query, vocabulary, scope, beginnings=beginnings, is_any=True)


def _corrected(query, vocabulary, scope) -> Iterator[Query]:
    """``query`` with each word that is not known replaced; with one such word, by one after another."""
    is_begun = bool(beginnings_of(query, scope.known_words))
    wanted = without_fillers(query, language_codes()).words
    wanted = [word for word in wanted if not (is_begun and word == query.words[-1])]
    unknown = [word for word in wanted if not vocabulary.knows_a_form_of(word)]
    unknown = unknown or [word for word in wanted if not vocabulary.knows(word)]
    # What has a name is no slip, though nobody wrote of it yet.
    unknown = [word for word in unknown if not vocabulary.naming.knows(word)]
    likely = {
        word: corrections(word, scope.locales[0], scope.known_words)[:MOST_CORRECTED]
        for word in unknown[:MOST_CORRECTED]
    }
    most = max(map(len, likely.values()), default=0)
    for attempt in range(most if len(unknown) == 1 else min(most, 1)):
        words = [likely[w][attempt] if likely.get(w) else w for w in query.words]
        yield replace(query, words=words, text=_text(query, words), is_prefix=is_begun)


def _text(query, words):
    """How a person would type ``query`` with other ``words``."""
    excluded = [*query.excluded, *map(_quoted, query.excluded_phrases)]
    return " ".join([*words, *map(_quoted, query.phrases), *(f"-{one}" for one in excluded)])


def _quoted(phrase):
    return f'"{" ".join(phrase)}"'


def _way(query, vocabulary, scope, *, beginnings=None, is_any=False):
    questions = [
        ask(query, code, vocabulary, beginnings=(beginnings or {}).get(code, ()), is_any=is_any)
        for code in scope.locales
    ]
    return Way(query, [one for one in questions if one], is_relaxed=is_any)
