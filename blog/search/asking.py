"""Questions to the engine: what a person typed, as the terms of each language.

The vocabulary knows more forms than rules do: who types "seherlerde" is not understood by the
rules of Azerbaijani, but somebody wrote "şəhərlərdə", which is that word in folded letters.
"""

from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from itertools import chain

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from blog.languages import language_codes
from blog.search.among import Among
from blog.search.engines import engine
from blog.search.engines.base import Question, Wanted, marked
from blog.search.fillers import without_fillers
from blog.search.indexing import term_of, word_of
from blog.search.naming import Naming
from blog.search.queries import Query, parse
from blog.search.typos import LONG, near

# Of an unfinished word, as many ways to go on are looked for, and from so many letters on.
ENDINGS = 20
SHORTEST_BEGINNING = 2
ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщъыьэюя")
DIGITS = "0123456789"
# No word that is longer has one slip only, and to write it with each possible slip takes long.
LONGEST_CORRECTED = 40
# Words compared with one that has two slips in it; they begin like it.
COMPARED = 400
SURE_LETTERS = 3
# What is left when nothing is like a word: "тбилисский" begins like «Тбилиси».
# And nearly half of it: "gənclik", and the slip in the endings of "sərhədçilrimizə".
SHORTEST_STEM = 4
ROW = ("count", "word", "term", "form")


class Vocabulary:
    """What is known of the words of a query: one question to the database.

    ``known_words`` are the rows of ``SearchWord`` that may be asked, here and below. ``naming`` is what
    they are called in other languages.
    """

    def __init__(self, query: Query, known_words: QuerySet):
        self.query = query
        words = {word_of(word) for word in _words(query)}
        terms = {term for word in _words(query) for _locale, term in _every_term(word)}
        self.terms: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.known_terms: set[tuple[str, str]] = set()
        rows = known_words.filter(Q(Among("word", words)) | Q(Among("term", terms)))
        # The commonest first: here, where it costs less than to have it said in SQL.
        rows = rows.values_list("count", "pk", "locale", "word", "term")
        for _count, _pk, locale, word, known in sorted(rows, key=lambda row: (-row[0], row[1])):
            self.known_terms.add((locale, known))
            if word in words:
                self.terms[locale, word].append(known)
        self.known = {word for _locale, word in self.terms}

    @cached_property
    def naming(self) -> Naming:
        return Naming(self.query)

    def knows(self, word: str) -> bool:
        return word_of(word) in self.known

    def knows_a_form_of(self, word: str) -> bool:
        return self.knows(word) or not self.known_terms.isdisjoint(_every_term(word))

    def lacks_a_word_of(self, query: Query) -> bool:
        """Whether nobody wrote some word of ``query`` in any form, and it is no name."""
        phrases = [word for phrase in query.phrases for word in phrase]
        unnamed = [word for word in query.words if not self.naming.knows(word)]
        return not all(map(self.knows_a_form_of, [*unnamed, *phrases]))

    def known_terms_of(self, word: str) -> list[str]:
        """The terms of ``word`` by the rules of those languages that it is a word of."""
        return [term for code, term in _every_term(word) if (code, term) in self.known_terms]

    def of_others(self, word: str, locale: str) -> list[str]:
        """The terms of a word of other languages, which ``locale`` has no form of.

        "gence" is no form of a "genc" for who reads English, but the town in Azerbaijani.
        """
        own = term_of(word, locale)
        if own == word_of(word) or (locale, own) in self.known_terms:
            return []
        return self.known_terms_of(word)


def making_sense(texts: list[str], known_words: QuerySet) -> list[str]:
    """Those of ``texts`` whose words are all known, as such or as forms of known ones.

    No entry has all words of another one.
    """
    codes = language_codes()
    words = {text: _words(without_fillers(parse(text), codes)) for text in texts}
    all_words = list(chain.from_iterable(words.values()))
    vocabulary = Vocabulary(Query(words=all_words), known_words)

    def makes_sense(some):
        return some and all(word.isdigit() or vocabulary.knows_a_form_of(word) for word in some)

    return [text for text, some in words.items() if makes_sense(some)]


def _every_term(word):
    """Pairs of a language and the term that ``word`` has there, if it is a word of it."""
    return [(code, term) for code in language_codes() if (term := term_of(word, code))]


def _words(query):
    phrases = chain.from_iterable([*query.phrases, *query.excluded_phrases])
    return [*query.words, *query.excluded, *phrases]


def ask(
    query: Query, locale: str, vocabulary: Vocabulary, *, beginnings=(), is_any=False
) -> Question:
    """``query`` as a question about documents of ``locale``.

    It may lack some of the words that the vocabulary was asked for. ``beginnings`` are terms that the
    last word may become when it is finished.
    """
    wanted = [_wanted(word, locale, vocabulary) for word in query.words]
    if beginnings and wanted:
        last = wanted.pop()
        wanted.append(replace(last, terms=_once([*last.terms, *beginnings])))
    phrases = [_phrase(words, locale, vocabulary) for words in query.phrases]
    named = [vocabulary.naming.of_phrase(number, locale) for number in range(len(phrases))]
    pairs = list(zip(phrases, named, strict=True))
    wanted += [_one_of([phrase, *names]) for phrase, names in pairs if names]
    return Question(
        locale,
        tuple(filter(None, wanted)),
        tuple(phrase for phrase, names in pairs if phrase and not names),
        _once(_excluded(query, locale, vocabulary)),
        is_any,
        is_seldom=not is_any and not beginnings and vocabulary.lacks_a_word_of(query),
    )


def _excluded(query, locale, vocabulary):
    """What no document may have, marked: terms, and those of a phrase with a space between them."""
    for code in language_codes():
        several = [(one,) for word in query.excluded for one in _own_terms(word, code, vocabulary)]
        several += [_phrase(words, code, vocabulary) for words in query.excluded_phrases]
        for terms in several:
            # No document has what the vocabulary has not, and to find that out takes long.
            if code == locale or all((code, one) in vocabulary.known_terms for one in terms):
                yield marked(" ".join(terms), code)


def _wanted(word, locale, vocabulary):
    """``word``, and in its stead any name of what it is, or is part of, the name."""
    own = vocabulary.of_others(word, locale)
    others = []
    if not own:
        own = _own_terms(word, locale, vocabulary)
        others = vocabulary.known_terms_of(word) or [term for _code, term in _every_term(word)]
    named = _one_of(vocabulary.naming.of_word(word, locale))
    terms = _once([*own, *named.terms])
    return Wanted(terms, _once(other for other in others if other not in terms), named.phrases)


def _one_of(several):
    """What answers any of ``several`` phrases, some of which may be of one word."""
    return Wanted(
        tuple(phrase[0] for phrase in several if len(phrase) == 1),
        phrases=tuple(phrase for phrase in several if len(phrase) > 1),
    )


def _phrase(words, locale, vocabulary):
    return tuple(filter(None, (_likeliest(word, locale, vocabulary) for word in words)))


def _own_terms(word, locale, vocabulary):
    known = vocabulary.terms.get((locale, word_of(word)), [])
    return _once([term_of(word, locale), *known])


def _likeliest(word, locale, vocabulary):
    """The one term of a word in a phrase: that of somebody who wrote it, if it was typed otherwise."""
    own, known = term_of(word, locale), vocabulary.terms.get((locale, word_of(word)), [])
    return own if own in known or not known else known[0]


def _once(terms):
    return tuple(dict.fromkeys(filter(None, terms)))


def beginnings_of(query: Query, known_words: QuerySet) -> dict[str, list[str]]:
    """Language → terms of the commonest words that begin like the unfinished last word."""
    beginning = word_of(query.words[-1]) if query.is_prefix and query.words else ""
    if len(beginning) < SHORTEST_BEGINNING:
        return {}
    words = engine().words_beginning(known_words, beginning)
    found = defaultdict(list)
    # Of equally common ones those that are nearly finished.
    rows = words.order_by("-count", Length("word"), "word").values_list("locale", "term")
    for locale, known in rows[: ENDINGS * len(language_codes())]:
        found[locale].append(known)
    return {locale: list(dict.fromkeys(terms))[:ENDINGS] for locale, terms in found.items()}


# Slips


def corrections(word: str, locale: str, known_words: QuerySet) -> list[str]:
    """Words that ``word`` may be a slip of, as people write them, the likeliest first.

    Where words have many endings, each form is rare. So what is like no word may be like one
    without its ending, and its own ending is taken off then, too.
    """
    whole, stem = word_of(word), term_of(word, locale)
    if len(whole) > LONGEST_CORRECTED:
        return []
    return (
        _slips(whole, ("word", "term"), known_words)
        or (stem != whole and _slips(stem, ("term",), known_words))
        or _shorter(whole, known_words)
    )


def _shorter(whole, known_words):
    """The form of the longest term that ``whole`` begins with: the slip was in the ending."""
    shortest = max(SHORTEST_STEM, len(whole) // 2)
    terms = [whole[:length] for length in range(shortest, len(whole))]
    rows = known_words.filter(Among("term", terms)).order_by("-count", "pk").values_list(*ROW)
    forms = _forms(rows, "term")
    return [forms[max(forms, key=len)]] if forms else []


def _slips(whole, columns, known_words):
    """The forms of those in one of ``columns`` that ``whole`` may be a slip of; one slip before two."""
    one_slip = _one_slip_from(whole)
    for column in columns:
        found = _near(whole, known_words.filter(Among(column, one_slip)), [column])
        if found:
            return found
    if len(whole) < LONG:
        return []
    like_it = engine().words_beginning(known_words, whole[:SURE_LETTERS])
    return _near(whole, like_it.order_by("-count", "pk")[:COMPARED], columns)


def _near(whole, words, columns):
    rows = sorted(words.values_list(*ROW), reverse=True)
    for column in columns:
        forms = _forms(rows, column)
        if found := near(whole, forms):
            return [forms[other] for other in found]
    return []


def _forms(rows, column):
    """Word or term → how it is written, the commonest first."""
    forms: dict[str, str] = {}
    for row in rows:
        forms.setdefault(row[ROW.index(column)], row[-1])
    return forms


def _one_slip_from(word):
    """All that ``word`` could be with one letter more, less or another, or two changed."""
    letters = next((a for a in ALPHABETS if set(word) & set(a)), ALPHABETS[0])
    # A digit among letters is no slip, unless there is one already ("covid19").
    letters += DIGITS if set(word) & set(DIGITS) else ""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    fewer = {before + after[1:] for before, after in cuts if after}
    changed = {b + a[1] + a[0] + a[2:] for b, a in cuts if len(a) > 1}
    other = {b + letter + a[1:] for b, a in cuts if a for letter in letters}
    more = {b + letter + a for b, a in cuts for letter in letters}
    return (fewer | changed | other | more) - {word, ""}
