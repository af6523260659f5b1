"""Texts in three languages, as many as are asked for, for bench_search.py: always the same ones.

A word of a language is as frequent as its place among the others says (Zipf). The frequent ones are
words that we wrote, those of the catalogues; the others are made of syllables and endings.
"""

from itertools import accumulate, product
from pathlib import Path
from random import Random

import polib

from blog.search.analysing import WORD

LOCALES = Path(__file__).resolve().parent.parent / "locale"
WORDS, SHORTEST = 80_000, 3
BODY, SUMMARY, TITLE = range(150, 251), range(15, 26), range(5, 9)
SENTENCE, PARAGRAPH = 12, 5
# How a syllable of a made-up word begins, and how it ends; and the endings of such a word.
ONSETS = {
    "en": "b br c d f g gr h l m n p r s st t tr v w",
    "ru": "б в г д ж з к л м н п р с ст т тр ф х ч ш",
    "az": "b c ç d f g ğ h k q l m n p r s ş t v x y z",
}
VOWELS = {"en": "a e i o u ea ou", "ru": "а е и о у ы я", "az": "a e ə i ı o ö u ü"}
ENDINGS = {
    "en": ["", "s", "ed", "ing", "er", "ers", "ly", "ness"],
    "ru": ["", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах"],
    "az": ["", "lar", "ın", "ı", "da", "dan", "ların", "ları", "larda", "lardan"],
}


class Language:
    """The words of a language, the most frequent first, and texts of them."""

    def __init__(self, code: str):
        self.code, self.dice = code, Random(code)  # noqa: S311  (no secret)
        written = written_words(code)
        made = made_up_words(code, self.dice)
        self.words = list(dict.fromkeys([*written, *made]))[:WORDS]
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.words))))

    def title(self) -> str:
        return " ".join(self._some(TITLE)).capitalize()

    def summary(self) -> str:
        return self._sentence(self._some(SUMMARY))

    def body(self) -> str:
        words = self._some(BODY)
        said = [self._sentence(words[at : at + SENTENCE]) for at in range(0, len(words), SENTENCE)]
        parts = [" ".join(said[at : at + PARAGRAPH]) for at in range(0, len(said), PARAGRAPH)]
        return "".join(f"<p>{part}</p>" for part in parts)

    def _some(self, counts):
        count = self.dice.choice(counts)
        return self.dice.choices(self.words, cum_weights=self.weights, k=count)

    def _sentence(self, words):
        return " ".join(words).capitalize() + "."


def written_words(code: str) -> list[str]:
    """The words of what we say in this language, the most frequent first."""
    catalogue = polib.pofile(LOCALES / ("ru" if code == "en" else code) / "LC_MESSAGES/django.po")
    counts: dict[str, int] = {}
    for entry in catalogue:
        for word in WORD.findall((entry.msgid if code == "en" else entry.msgstr).lower()):
            if word.isalpha() and len(word) >= SHORTEST:
                counts[word] = counts.get(word, 0) + 1
    return sorted(counts, key=counts.get, reverse=True)


def made_up_words(code: str, dice: Random) -> list[str]:
    """Every form of made-up words, in no order."""
    onsets = ONSETS[code].split()
    syllables = ["".join(pair) for pair in product(onsets, VOWELS[code].split())]
    stems = {"".join(dice.choices(syllables, k=dice.randint(2, 4))) for _ in range(WORDS // 5)}
    stems = [stem + dice.choice(onsets) for stem in sorted(stems)]
    forms = [stem + ending for stem in stems for ending in ENDINGS[code]]
    dice.shuffle(forms)
    return forms
