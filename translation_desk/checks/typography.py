"""Quotes, dashes, spaces, the end and the beginning of a text."""

import re
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.languages import facts, quote
from translation_desk.checks.base import MOST, Check, Pair, listed

QUOTES = re.compile(r'[«»„“”]|(?<!\d)"')
HYPHEN_AS_DASH = re.compile(
    r"(?<=\S)[ \u00a0]+(?:-|--|‑)[ \u00a0]+(?=\S)|(?<=\w)--(?=\w)|\A- (?=\w)"
)
SHORT_DASH = re.compile(r"(?<=\S)[ \u00a0]–[ \u00a0](?=\S)")
NEVER = re.compile(r"(?!)")
NEAR = 40  # letters
SPACES = re.compile(r"[ \u00a0]{2,}")
BEFORE_MARK = re.compile(r"(?<=[\w)»”])[ \u00a0]+(?:[,;:!?]{1,2}|\.(?!\w|\.))(?=\s|\Z|[»”)])")
AFTER_MARK = re.compile(r"[,;!?](?<=[^\W\d_]{2}.)(?=[^\W\d_]{2})")
BRACKETS = [("(", ")"), ("[", "]"), ("«", "»"), ("„", "“")]
CLOSING = " \t\n\r\u00a0.,:;!?…)]»”“\"'’*\ufffc"
ENDS = str.maketrans({"…": ".", "!": "."})
LETTER = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class Marks:
    """The quotes that a language does not have, and the dash with spaces around it."""

    quotes: frozenset
    wrong_dash: re.Pattern = NEVER


# Beside the quotes of blog/languages.py an Azerbaijani text may have « ». Where “ closes in a language, „ opens.
KNOWN = {
    "en": Marks(frozenset('«»„"')),
    "ru": Marks(frozenset('”"'), SHORT_DASH),
    "az": Marks(frozenset('„"')),
}
# Of a language that is not in the table nothing is known but that it has typographic quotes.
PLAIN = Marks(frozenset('"'))


def marks(locale: str) -> Marks:
    return KNOWN.get(locale.partition("-")[0], PLAIN)


class Quotes(Check):
    id, name = "quotes", _("Quotation marks of another language")
    explanation = _(
        "English and Azerbaijani have “ ”, Russian has « » with „ “ inside; Azerbaijani may have « », too. Straight "
        "ones are of no language."
    )

    def find(self, pair: Pair):
        wrong = marks(pair.target_locale).quotes
        text = pair.target_own
        found = [match[0] for match in QUOTES.finditer(text) if match[0] in wrong]
        if "„" in facts(pair.target_locale).inner_quotes and "“" in text and "„" not in text:
            found.append("“")
        if found:
            yield gettext("%(found)s are not the quotation marks of this language: %(right)s") % {
                "found": " ".join(dict.fromkeys(found)),
                "right": quote("…", pair.target_locale),
            }


class Brackets(Check):
    id, name = "brackets", _("Bracket or quotation mark without its pair")
    explanation = _(
        "A bracket or a quotation mark is opened and not closed, or the other way round."
    )

    def find(self, pair: Pair):
        lonely = self._lonely(pair.target_text)
        # A list "а) … б) …" is so in the source text as well.
        if lonely and not self._lonely(pair.source_text):
            yield gettext("Without its pair: %s") % " ".join(lonely)

    def _lonely(self, text):
        # Without „ the mark “ opens, as in English and Azerbaijani.
        pairs = BRACKETS if "„" in text else [*BRACKETS[:-1], ("“", "”")]
        return [
            opening + closing
            for opening, closing in pairs
            if text.count(opening) != text.count(closing)
        ]


class Dashes(Check):
    id, name = "dashes", _("Hyphen or dash of another language")
    explanation = _(
        "A hyphen with spaces around it is no dash. Russian has the long dash (—); English and Azerbaijani have – or —."
    )

    def find(self, pair: Pair):
        text = pair.target_own
        found = _with_neighbours(text, HYPHEN_AS_DASH)
        if found:
            yield gettext("A dash, not a hyphen, is due: %s") % listed(found)
        found = _with_neighbours(text, marks(pair.target_locale).wrong_dash)
        if found:
            yield gettext("Not the dash of this language: %s") % listed(found)


def _with_neighbours(text, pattern):
    """The first matches of ``pattern`` in ``text``, each with the words beside it."""
    found = []
    for match in islice(pattern.finditer(text), MOST):
        start, end = match.span()
        before = text[max(0, start - NEAR) : start].rsplit(maxsplit=1)[-1:]
        after = text[end : end + NEAR].split(maxsplit=1)[:1] if text[end : end + 1].strip() else []
        found.append(" ".join("".join([*before, match[0], *after]).split()))
    return found


class DoubleSpaces(Check):
    id, name = "double-spaces", _("Several spaces")
    explanation = _("Two or more spaces stand between words.")

    def find(self, pair: Pair):
        if pair.target.tag == "pre":
            return
        found = _with_neighbours(pair.target_text.strip(), SPACES)
        if found:
            yield gettext("Several spaces in: %s") % listed(found)


class SpaceBeforeMark(Check):
    id, name = "space-before-mark", _("Space before a punctuation mark")
    explanation = _("No space stands before a comma, a full stop, a colon, a question mark …")

    def find(self, pair: Pair):
        found = _with_neighbours(pair.target_own, BEFORE_MARK)
        if found:
            yield gettext("A space too many: %s") % listed(found)


class NoSpaceAfterMark(Check):
    id, name = "space-after-mark", _("No space after a punctuation mark")
    explanation = _("A space stands after a comma, a semicolon, a question mark …")

    def find(self, pair: Pair):
        found = _with_neighbours(pair.target_own, AFTER_MARK)
        if found:
            yield gettext("A space is missing: %s") % listed(found)


class End(Check):
    id, name = "end", _("Ends in another way")
    explanation = _(
        "The source text ends with a full stop, a question mark, a colon …, and the translation does not, or the "
        "other way round."
    )

    def find(self, pair: Pair):
        ends = _end(pair.source_text), _end(pair.target_text)
        if ends[0] == ends[1] or set(ends[0]) & set(ends[1]) or self._is_choice(pair, ends):
            return
        if not ends[1]:
            yield gettext("The source text ends with %s, the translation with no mark.") % listed(
                ends[0][-1]
            )
        elif not ends[0]:
            yield gettext("The translation ends with %s, the source text with no mark.") % listed(
                ends[1][-1]
            )
        else:
            yield gettext(
                "The source text ends with %(source)s, the translation with %(target)s."
            ) % {
                "source": listed(ends[0][-1]),
                "target": listed(ends[1][-1]),
            }

    def _is_choice(self, pair, ends):
        """Whether what comes after a colon may be a question, or not, as the translator likes."""
        is_question = {"?", "."} == {ends[0][-1:], ends[1][-1:]}
        return is_question and (":" in pair.source_text or ":" in pair.target_text)


def _end(text):
    """The marks at the end of ``text``; quotes and brackets close before or after them."""
    tail = text[len(text.rstrip(CLOSING)) :].translate(ENDS)
    return "".join(mark for mark in tail if mark in ".,:;?")


class Beginning(Check):
    id, name = "beginning", _("Begins with another case")
    explanation = _(
        "The source text begins with a capital letter and the translation with a small one, or the other way round."
    )

    def find(self, pair: Pair):
        first = _first(pair.source_text), _first(pair.target_text)
        if not all(letter.isupper() or letter.islower() for letter in first):
            return
        if first[0].isupper() and first[1].islower() and not _has_moved_name(pair):
            yield gettext("The source text begins with a capital letter.")
        elif first[0].islower() and first[1].isupper() and not _is_name(pair):
            yield gettext("The source text begins with a small letter.")


def _first(text):
    match = LETTER.search(text)
    return match[0] if match else "1"


def _has_moved_name(pair):
    """Whether the source may begin with a name that stands elsewhere in the translation."""
    is_sentence = "." in _end(pair.source_text) or "?" in _end(pair.source_text)
    return not is_sentence and any(word[0].isupper() for word in pair.target_words)


def _is_name(pair):
    """Whether the first word of the translation may be a name or an acronym: the source has such, too."""
    if len(pair.target_words) > 0 and pair.target_words[0].isupper():
        return True
    return any(word[0].isupper() for word in pair.source_words)


CHECKS = [
    *(Quotes(), Brackets(), Dashes(), DoubleSpaces(), SpaceBeforeMark(), NoSpaceAfterMark()),
    *(End(), Beginning()),
]
