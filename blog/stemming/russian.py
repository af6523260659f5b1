"""Russian: endings of nouns and adjectives, and the plainest of verbs.

As in Snowball, an ending is only looked for after the first vowel. Unlike there, endings are taken
off until none is left: «диплом» seems to end in -ом, and so «диплома» must lose it too. Verbs give
little, as half of their endings end nouns (визит, канал, приют), which terms are made of.
"""

import re

VOWELS = frozenset("аеиоуыэюя")
FIRST_VOWEL = re.compile("[аеиоуыэюя]")
NOUNS = (
    *("а", "я", "о", "е", "у", "ю", "ы", "и", "ь", "й", "ом", "ем", "ой", "ей", "ам", "ям"),
    *("ами", "ями", "ах", "ях", "ов", "ев", "ия", "ие", "ии", "ию", "ий", "ией", "ием", "иям"),
    *("иями", "иях", "иев", "ья", "ье", "ьи", "ью", "ьей", "ьям", "ьями", "ьях", "ьев", "ьми"),
)
ADJECTIVES = (
    *("ый", "ая", "яя", "ое", "ее", "ые", "ого", "его", "ому", "ему", "ым", "им", "ых", "их"),
    *("ыми", "ими", "ую", "юю", "ою", "ею"),
)
VERBS = ("ать", "ять", "еть", "ить", "ыть", "уть", "ает", "яет", "ают", "яют", "ует", "уют")
ENDINGS = frozenset({*NOUNS, *ADJECTIVES, *VERBS})
LONGEST = max(map(len, ENDINGS))
ENOUGH_FOR_REFLEXIVE = 6
# What seems to have an ending, and would meet another word without it; and the nouns like verbs.
WHOLE = {
    **{word: word for word in ("остров", "основ", "режим", "прием", "объем", "подъем", "паром")},
    **{word: word for word in ("диплом", "симптом", "отдых", "систем", "проблем", "экстрим")},
    "кровать": "кроват",
    "память": "памят",
    "печать": "печат",
    "люд": "люд",
}


def stem(word: str) -> str:
    """The stem of ``word``, which is in small letters."""
    word = word.replace("ё", "е")
    # «учащихся», «вернуться»
    if word.endswith("ся") and len(word) > ENOUGH_FOR_REFLEXIVE:
        word = word[:-2]
    return _without_fleeting(_without_endings(word))


def _without_endings(word):
    while word not in WHOLE:
        shorter = _shorter(word)
        if not shorter:
            return word
        word = next((one for one in shorter if one in WHOLE), shorter[0])
    return WHOLE[word]


def _shorter(word):
    """What ``word`` may be without an ending; that without the longest first."""
    first = FIRST_VOWEL.search(word)
    longest = min(LONGEST, len(word) - first.end()) if first else 0
    return [
        word[:-length]
        for length in range(longest, 0, -1)
        if word[-length:] in ENDINGS and _is_enough(word[:-length])
    ]


def _is_enough(rest):
    """Three letters; or a vowel and a consonant, as in «ум»."""
    return len(rest) > 2 or (len(rest) == 2 and rest[1] not in VOWELS)


def _without_fleeting(word):
    """«беженец» as in «беженца», «ребенок» as in «ребенка», «граждан» for «гражданин»."""
    if word.endswith(("анин", "янин")):
        return word[:-2]
    if word.endswith(("ок", "ек", "ец")):
        rest = word[:-2]
        if len(rest) > 1 and rest[-1] not in VOWELS and VOWELS & set(rest):
            return rest + word[-1]
    return word
