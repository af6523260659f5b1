"""Words that turn a sentence into its opposite: one table a language, looked up by its code."""

import re
import unicodedata
from typing import NamedTuple

from blog.languages import lower

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘", "'"))
# What follows the sign of negation of an Azerbaijani verb; "gəlmək" and "gəlməsi" negate nothing.
AZERBAIJANI_VERB = re.compile(
    r"""\w\w m (?:
        [ıiuü]r (?:[aə]m|s[aə]n|[ıiuü][kq]|s[ıiuü]n[ıiuü]z|l[aə]r|d[ıiuü]\w*|m[ıiuü]ş\w*|s[aə])?
        | [aə]d(?:[ıi](?!r)\w*|[aə]n)
        | [aə]m[ıiaə]\w*
        | [aə]y(?:[ıi]b|[aə]c[aə]|[aə]n|[aə][kq]|[aə]r[aə])\w*
        | [aə]z (?:[aə]m|s[aə]n|[ıi][kq]|s[ıi]n[ıi]z|l[aə]r|d[ıi]\w*|m[ıi]ş\w*|s[aə])?
        | [aə]s[ıi]n (?:l[aə]r)?
        | [aə]s[aə] (?:m|n|[kq]|n[ıi]z|l[aə]r|y?d[ıi]\w*)?
    )\Z
    | \w\w s[ıiuü]z (?:l[ıiuü][kqğy]\w*|l[aə]r\w*|c[aə]|d[ıiuü]r|[ıiuü]n|[aə])? \Z
    | deyil (?:dir|di|dilər|əm|sən|ik|siniz|lər|miş|sə)? \Z
    """,
    re.X,
)


class Negations(NamedTuple):
    """How a language says no.

    ``forms`` finds a negated form in a word of small letters, unless it begins as one of ``harmless``
    does. A word negates another when it is the same behind one of ``prefixes``. Words that differ in
    a pair of ``endings`` are those of people on two sides.
    """

    words: frozenset = frozenset()
    forms: re.Pattern = re.compile(r"(?!)")
    harmless: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    endings: tuple[tuple[str, str], ...] = ()


KNOWN = {
    "en": Negations(
        frozenset(
            {
                *("no", "not", "never", "none", "nobody", "nothing", "nowhere"),
                *("neither", "nor", "cannot", "without"),
            }
        ),
        re.compile(r"n't\Z"),
        prefixes=("un", "non", "dis", "in", "im", "il", "ir"),
        endings=(("er", "ee"), ("or", "ee")),
    ),
    "ru": Negations(
        frozenset(
            {
                *("не", "нет", "ни", "без", "безо", "нельзя", "никогда"),
                *("нигде", "никуда", "некому", "нечего"),
            }
        ),
        re.compile(r"\Aни(?:кто|кого|кому|кем|ком|чего|что|чему|чем|чём|как\w*|чей|чья|чьё|чьи)\Z"),
        prefixes=("не", "без", "бес"),
    ),
    "az": Negations(
        frozenset({"yox", "yoxdur", "yoxdu", "yoxdurlar", "heç", "olmaz", "qeyri"}),
        AZERBAIJANI_VERB,
        harmless=(
            *("dəmir", "təmir", "xəmir", "əmir", "zəmir", "ömür", "kömür", "namaz", "almaz"),
            *("əhməd", "məhəmməd", "məmməd", "samad", "səməd", "təhlükəsiz", "hamam", "tamam"),
            *("vladimir", "timur", "teymur", "məmur", "yağmur", "fransız"),
            *("nümayənd", "samir", "çamadan"),
            *("memar", "mədən", "nizam", "akadem", "pandem", "epidem"),
        ),
        prefixes=("qeyri", "na"),
    ),
}


def negations(text: str, locale: str) -> int:
    """How many words of plain ``text`` negate something, as far as the language's table knows."""
    known = _of(locale)
    words = WORD.findall(_small(text, locale))
    return sum(_is_negation(word, known) for word in words)


def is_negated(word: str, other: str, locale: str) -> bool:
    """Whether one of two words is the other with a sign of negation: «доступен», «недоступен»."""
    shorter, longer = sorted((_small(one, locale) for one in (word, other)), key=len)
    return any(longer == prefix + shorter for prefix in _of(locale).prefixes)


def are_counterparts(word: str, other: str, locale: str) -> bool:
    """Whether two words differ in their ends alone, and mean people on two sides: trainer, trainee."""
    word, other = _small(word, locale), _small(other, locale)
    ends = [pair for ends in _of(locale).endings for pair in (ends, ends[::-1])]
    return any(
        word.endswith(end) and other == word.removesuffix(end) + other_end
        for end, other_end in ends
    )


def _is_negation(word, known):
    if word in known.words:
        return True
    return bool(known.forms.search(word)) and not word.startswith(known.harmless or ("\0",))


def _of(locale):
    """The table of a language; of one without, an empty one."""
    return KNOWN.get(locale) or KNOWN.get(locale.partition("-")[0]) or Negations()


def _small(text, locale):
    return lower(unicodedata.normalize("NFC", text), locale).translate(APOSTROPHES)
