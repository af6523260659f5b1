"""Letters that look right and are not; dots and strokes that a program or a keyboard got wrong."""

import re
import unicodedata

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.languages import capitalize, facts, lower, upper
from translation_desk.checks.base import ERROR, WORD, Check, Pair, listed

CYRILLIC = re.compile(r"[\u0400-\u052f]")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u0259\u1e00-\u1eff]")
# Cyrillic letters that nobody can tell from Latin ones.
TWINS = frozenset("аАеЕоОрРсСуУхХкКМТНВіІјЈԛԚѕЅәӘҺһ")
# Latin letters that pass for words in a Cyrillic text: "a", "c", "o", "y", "k".
LONELY = re.compile(
    r"(?:\A|(?<![а-яё])(?P<before>[а-яё]+)[,;]?\s|(?<=[\s(«]))(?P<small>[acoyk])(?=\s[а-яёА-ЯЁ«])"
    r"|(?:\A|(?<=[.!?]\s))(?P<first>[BCAOKY])(?=\s[а-яё])"
)
# After these a letter is a letter.
LETTERED = re.compile(r"(?:пункт|подпункт|букв|литер|вариант|план|категори|класс|групп|част|тип)")
SCHWAS = {"ә": "ə", "Ә": "Ə", "ǝ": "ə", "Ǝ": "Ə"}
# "i̇": what Python makes of İ; the dot of a real İ in two parts stands on a capital I.
DOT = re.compile("[^\\WI]\u0307")
ENOUGH = 10
LEAST_CAPITALS = 4

# Beginnings of Azerbaijani words, with dots and strokes as they belong.
DOTTED = re.split(
    " ",
    "azərbaycan avtobiografi bakı beynəlxalq bilik birgə birlik birləşmiş bildiriş britaniya "
    "cinayət daxili deportasiya diaspor dövlətin əcnəbi əlaqələndirici əməkdaşlıq fəaliyyət gürcüstan "
    "haqqında himayə hüquqi ibrahim icazə icma iclas icra ictimai idarə idxal ifadə igid ikili ikinci "
    "iki ilham ilin ilk ilə ildə imkan immiqr imtahan imza indi ingilis ingiltərə inkişaf insan "
    "insident instit integr inteqr internet intervyu iqtisad iran iraq irland irsi iş işçi işğal "
    "işlə islam ismayıl ispani israil istanbul istedad istehsal istiqlal istiqamət istifadə iştirak isveç "
    "isveçrə italiya ittifaq izah izmir kitab milli miqrant miqrasiya mingəçevir nazir nazirlik "
    "nəticə prezident qanunvericilik readmissiya regional respublikası rusiya seminar səfir siyahı siyasət "
    "siyasi statistik şirkət şirvan təhsil təlim təşkilat tiflis türkiyə vətəndaşlıq viza xarici xidmət "
    "yeni ziya",
)
# With a stroke, not a dot: what else begins with I is likely to lack its dot.
UNDOTTED = tuple(
    re.split(
        " ", "ırq ırğ ılı ılğ ıldır ıspanaq ısı ıslan ısla ıxtı ıyrənc ığı ınqılda ıncı ıraq ıtır"
    )
)
# Brands are written as their owners do.
BRANDS = frozenset({"Instagram", "Intel", "IKEA", "IBM", "ISO", "IBAN", "IELTS"})


def folded(word: str) -> str:
    """``word`` in small letters, every i with a dot."""
    return lower(word, "").replace("ı", "i")


DOTTED_BY_FOLD = {folded(word): word for word in DOTTED}
SHORTEST, LONGEST = min(map(len, DOTTED_BY_FOLD)), max(map(len, DOTTED_BY_FOLD))


def belonging(word: str) -> str:
    """How the beginning of ``word`` is written in Azerbaijani; "" when no known word begins so."""
    key = folded(word[:LONGEST])
    for length in range(len(key), SHORTEST - 1, -1):
        if found := DOTTED_BY_FOLD.get(key[:length]):
            return found
    return ""


def has_these_words(locale: str) -> bool:
    """Whether the words above are those of ``locale``: of letters with and without dot, and ə, which Turkish lacks."""
    return {"ı", "ə"} <= set(facts(locale).alphabet)


def begun_with_i(pair: Pair) -> list[str]:
    """The words of the translation that are written with a capital I and small letters."""
    return [word for word in pair.target_words if word[0] == "I" and word[1:].islower()]


def is_cyrillic(locale: str) -> bool:
    return bool(CYRILLIC.search(facts(locale).alphabet))


def has_latin(locale: str) -> bool:
    return "a" in facts(locale).alphabet


class MixedAlphabets(Check):
    id, name = "mixed-alphabets", _("Two alphabets in one word")
    explanation = _(
        "A word has Latin and Cyrillic letters that look alike, such as a Latin “c” in a Russian word. Search does "
        "not find it, and screen readers stumble."
    )
    severity = ERROR

    def find(self, pair: Pair):
        mixed = [
            word
            for word in WORD.findall(pair.target_own)
            if CYRILLIC.search(word) and LATIN.search(word) and not _is_schwa_only(word)
        ]
        if mixed:
            yield gettext("Latin and Cyrillic letters in one word: %s") % listed(mixed)


def _is_schwa_only(word):
    """Whether the only foreign letter is a wrong ə, which has a check of its own."""
    return not any(CYRILLIC.match(letter) and letter not in SCHWAS for letter in word)


class LookAlikes(Check):
    id, name = "look-alikes", _("Letters of another alphabet")
    explanation = _(
        "Letters of another alphabet stand for the ones that look the same: Cyrillic “о” for Latin “o” in "
        "Azerbaijani, Latin “c” for Cyrillic «с» in Russian."
    )
    severity = ERROR

    def find(self, pair: Pair):
        if is_cyrillic(pair.target_locale):
            wrong = [
                one["small"] or one["first"]
                for one in LONELY.finditer(pair.target_own)
                if not LETTERED.match(one["before"] or "")
            ]
        elif has_latin(pair.target_locale):
            wrong = [word for word in CYRILLIC_WORD.findall(pair.target_own) if set(word) <= TWINS]
        else:
            wrong = []
        if wrong:
            yield gettext("Letters that only look right: %s") % listed(wrong)


CYRILLIC_WORD = re.compile(r"\b[\u0400-\u052f]+\b")


class WrongSchwa(Check):
    id, name = "schwa", _("Wrong letter ə")
    explanation = _(
        "The letter ə is U+0259 in Azerbaijani. The Cyrillic ә (U+04D9) and the turned e ǝ (U+01DD) look the same, "
        "and are not found by a search."
    )
    severity = ERROR

    def find(self, pair: Pair):
        if not has_latin(pair.target_locale):
            return
        wrong = [word for word in WORD.findall(pair.target_own) if set(word) & set(SCHWAS)]
        # A word that is Cyrillic as a whole is a quotation; a wrong ə alone makes none.
        wrong = [word for word in wrong if LATIN.search(word) or set(word) <= TWINS | set(SCHWAS)]
        if wrong:
            yield gettext("Not the letter ə of Azerbaijani: %s") % listed(wrong)


class DotLeft(Check):
    id, name = "dot-left", _("Dot left above a letter")
    explanation = _(
        "A program made small letters of İ by the rules of English, and left a dot (U+0307) above the i."
    )
    severity = ERROR

    def find(self, pair: Pair):
        words = unicodedata.normalize("NFC", pair.target_text).split()
        wrong = [word for word in words if DOT.search(word)]
        if wrong:
            yield gettext("A dot too many: %s") % listed(wrong)


class WrongI(Check):
    id, name = "dotless-i", _("I where İ is due")
    explanation = _(
        "Azerbaijani has two letters: İ i and I ı. In capitals “iran” is İRAN, and “ısıq” is ISIQ."
    )
    severity = ERROR

    def find(self, pair: Pair):
        if not has_these_words(pair.target_locale):
            return
        better = {}
        small = {folded(word): word for word in pair.target_words if word[1:].islower()}
        for word in pair.target_words:
            if (
                "I" in word
                and word.isupper()
                and len(word) >= LEAST_CAPITALS
                and word not in BRANDS
            ):
                right = belonging(word) or small.get(folded(word), "")
                fixed = _with_dots(word, right, pair.target_locale)
                if fixed != word:
                    better[word] = fixed
        for word in begun_with_i(pair):
            if belonging(word).startswith("i") and word not in BRANDS:
                better[word] = f"İ{word[1:]}"
        for word, fixed in better.items():
            yield gettext("%(word)s should perhaps be %(better)s.") % {
                "word": listed([word]),
                "better": listed([fixed]),
            }


def _with_dots(word, right, locale):
    """``word`` in capitals, its beginning as ``right`` in capitals has it."""
    beginning = upper(capitalize(right, locale), locale)
    return beginning + word[len(beginning) :]


class DoubtfulI(Check):
    id, name = "doubtful-i", _("I at the beginning of a word")
    explanation = _(
        "Hardly a word of Azerbaijani begins with I (ı): most of them begin with İ. Names of people and firms that "
        "the source text writes in the same way are let be."
    )

    def find(self, pair: Pair):
        if not has_these_words(pair.target_locale):
            return
        known = BRANDS | set(pair.source_words)
        doubtful = [
            word
            for word in begun_with_i(pair)
            if word not in known
            and not belonging(word).startswith("i")
            and not lower(word, pair.target_locale).startswith(UNDOTTED)
        ]
        if doubtful:
            yield gettext("I or İ? Look at: %s") % listed(doubtful)


class WrongAlphabet(Check):
    id, name = "alphabet", _("Text in another alphabet")
    explanation = _(
        "Most letters of the translation are not of the alphabet of its language: perhaps it stands in the wrong place."
    )
    severity = ERROR

    def find(self, pair: Pair):
        if pair.is_copied:  # a name, or another finding
            return
        letters = [
            letter for letter in lower(pair.target_own, pair.target_locale) if letter.isalpha()
        ]
        own = set(facts(pair.target_locale).alphabet)
        if is_cyrillic(pair.target_locale):
            foreign = sum(bool(LATIN.match(letter)) for letter in letters)
        else:
            foreign = sum(letter not in own and bool(CYRILLIC.match(letter)) for letter in letters)
        if len(letters) >= ENOUGH and foreign * 2 > len(letters):
            yield gettext("Most letters are of another alphabet.")


CHECKS = [
    *(MixedAlphabets(), LookAlikes(), WrongSchwa(), DotLeft(), WrongI(), DoubtfulI()),
    WrongAlphabet(),
]
