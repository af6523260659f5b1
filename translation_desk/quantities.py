"""Numbers, dates, amounts and times found in a plain text, the same in all languages; pure.

"29–30 September 2022", «29–30 сентября 2022 года» and "29-30 sentyabr 2022-ci il" have the same
``quantities``. Of a language that has no table (translation_desk/figure_words.py) digits are read.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from blog.languages import lower
from translation_desk.figure_words import FigureWords, figure_words
from translation_desk.figures import FIGURE, read_figure

# How sure a quantity is: written in digits; in words; as an ordinal in words; perhaps none ("one", "pair", "IV").
DIGITS, WORDS, ORDINAL, HINT = "digits", "words", "ordinal", "hint"
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+")
WORD = re.compile(r"[^\W\d_]+")
BETWEEN = re.compile(r"[\s\u00ad-]+")
DIGIT_NEAR = re.compile(r"\d[^\w]{0,3}(?:\w{1,3}[\s-]){0,2}\Z|\d\Z")
DIGIT_AFTER = re.compile(r"\A[^\w]{0,3}\d")
NEAR = 12  # letters
HUNDRED, THOUSAND = 100, 1000
OF_SHARES = {"50%": (("2",), ("0.5",)), "25%": (("4",), ("0.25",)), "75%": (("3", "4"), ("0.75",))}


class Quantity(NamedTuple):
    """One quantity: where it stands, its keys, other readings as good, doubtful ones, how sure it is."""

    start: int
    end: int
    text: str
    keys: tuple[str, ...]
    others: tuple = ()
    doubtful: tuple = ()
    level: str = DIGITS


def quantities(text: str, locale: str) -> Counter:
    """The keys of what is surely a quantity in ``text``: "1500", "30%", "month 9", "14:30", "AZN"."""
    return Counter(key for one in found(text, locale) if one.level != HINT for key in one.keys)


@lru_cache(maxsize=512)
def found(text: str, locale: str) -> tuple[Quantity, ...]:
    """Every quantity of ``text``, in its order; addresses of pages and mailboxes hold none."""
    text = unicodedata.normalize("NFC", text).replace("I\u0307", "İ")
    if "@" in text or "www." in text or "://" in text:
        text = ADDRESS.sub(lambda address: " " * len(address[0]), text)
    words = figure_words(locale)
    in_digits = list(_in_digits(text, words))
    taken = bytearray(len(text))
    for one in in_digits:
        taken[one.start : one.end] = b"\1" * (one.end - one.start)
    in_words = _in_words(text, locale, words, taken) if words.numbers else []
    return tuple(sorted([*in_digits, *in_words]))


def _in_digits(text, words):
    place = 0
    while match := FIGURE.search(text, place):
        reading, place = read_figure(match, words)
        level = DIGITS if reading.is_sure else HINT
        yield Quantity(
            *(match.start(), place, text[match.start() : place], reading.keys),
            *(tuple(reading.others), tuple(reading.doubtful), level),
        )


def _in_words(text, locale, words: FigureWords, taken):
    # İ is one letter and becomes one, so places are the same in both.
    small = lower(text, locale).replace("ё", "е")
    run = _Run(text, small, words)
    for day in _days(tuple(words.days)).finditer(small):
        yield Quantity(*day.span(), day[0], (f"day {words.days[day[0]]}",), level=WORDS)
    for match in WORD.finditer(small):
        word, start, end = match[0], match.start(), match.end()
        if taken[start]:
            continue
        value = words.numbers.get(word)
        hint = words.hints.get(word)
        if value is not None or hint is not None:
            yield from run.add(start, end, value or hint, is_hint=value is None)
        elif word in words.months and _is_month(text, match, words):
            yield Quantity(
                start, end, text[start:end], (f"month {words.months[word]}",), level=WORDS
            )
        elif word in words.currencies:
            yield Quantity(start, end, text[start:end], (words.currencies[word],), level=WORDS)
        elif key := words.shares.get(word) or _part_of(word, words):
            others = OF_SHARES.get(key, ())
            yield Quantity(start, end, text[start:end], (key,), others, level=HINT)
    yield from run.close()


def _part_of(word, words):
    """The key of a number that ``word`` is composed with; "" if with none."""
    part = words.compound.match(word)
    value = part and (words.numbers.get(part[1]) or words.hints.get(part[1]))
    return str(value) if value else ""


@lru_cache(maxsize=16)
def _days(names):
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first) or '(?!)'})\b")


def _is_month(text, match, words):
    start, end = match.span()
    if not words.other_words.fullmatch(text[start:end]) and not words.other_words.fullmatch(
        match[0]
    ):
        return True
    before = text[max(0, start - NEAR) : start]
    if DIGIT_NEAR.search(before) or DIGIT_AFTER.match(text[end : end + NEAR]):
        return True
    return text[start].isupper() and bool(words.before_month.search(before))


class _Run:
    """Words that make one number together: "on iki min", «шестьдесят один», "one hundred and two"."""

    def __init__(self, text, small, words):
        self.text, self.small, self.words = text, small, words
        self._begin()

    def _begin(self):
        self.start = self.end = None
        self.total = self.current = 0
        self.is_hint = True
        self.is_ordinal = False

    def add(self, start, end, value, *, is_hint):
        """Take a word into the number, or give the number that ended before it."""
        if self.start is not None and not (self._follows(start) and self._can_take(value)):
            yield from self.close()
        if self.start is None:
            self.start = start
        self.end = end
        self.is_hint = self.is_hint and is_hint
        self.is_ordinal = bool(self.words.ordinal.fullmatch(self.small[start:end]))
        if value >= THOUSAND:
            self.total += (self.current or 1) * value
            self.current = 0
        elif value == HUNDRED and 0 < self.current < 10:
            self.current *= HUNDRED
        else:
            self.current += value

    def close(self):
        """The number that was collected, if any."""
        if self.start is None:
            return
        before = self.text[max(0, self.start - 2 * NEAR) : self.start]
        after = self.text[self.end : self.end + NEAR]
        is_half = self.words.half_before.search(before) or self.words.half_after.match(after)
        level = HINT if self.is_hint or is_half else ORDINAL if self.is_ordinal else WORDS
        key = str(self.total + self.current)
        yield Quantity(self.start, self.end, self.text[self.start : self.end], (key,), level=level)
        self._begin()

    def _follows(self, start):
        between = self.text[self.end : start]
        return BETWEEN.fullmatch(between) or between.strip().lower() in self.words.inside

    def _can_take(self, value):
        current = self.current
        if value >= THOUSAND:
            return 0 < current < THOUSAND and (not self.total or value < self.total)
        if value >= HUNDRED:
            return (
                0 < current < 10 if value == HUNDRED and current else not current and self.total > 0
            )
        if value >= 10:
            return current % HUNDRED == 0 and (current > 0 or self.total > 0)
        return current % 10 == 0 and (current > 0 or self.total > 0)
