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
    # Genitives with a vowel that the other forms have not.
    "денег": "деньг",
    "окон": "окн",
    "писем": "письм",
    "сестер": "сестр",
    "чисел": "числ",
    "песен": "песн",
    "земель": "земл",
    # «день», which has its vowel in one form only.
    **dict.fromkeys(("дня", "дню", "днем", "дне", "дни", "дней", "дням", "днями", "днях"), "ден"),
}
# Verbs common in our field, without what their forms begin to differ in; a noun that is one with them
# is made of them (отказ, разрешение). Snowball takes such endings off every word (визит, журнал).
VERBS_OF_SEARCH = (
    *("возвращ", "выбир", "выбр", "выезж", "выех", "говор", "готов", "задерж", "закр", "заполн"),
    *("запис", "запрещ", "зарегистрир", "заявл", "звон", "измен", "изуч", "написа", "начин"),
    *("обсужд", "обуч", "объясн", "опублик", "организ", "отказ", "откр", "отвеч", "ответ"),
    *("отправл", "оформл", "перевод", "переезж", "переех", "пересек", "подпис", "позвон", "показ"),
    *("получ", "помог", "предлаг", "предлож", "приглаш", "приезж", "приех", "провер", "продолж"),
    *("прожив", "прочит", "работ", "разреш", "рассказ", "регистрир", "смотр", "собир", "собр"),
    *("созд", "сократ", "сокращ", "составл", "стажир", "счит", "трудоустро", "уезж", "уех"),
    *("улучш", "чит"),
)
# What is left behind these when endings are gone: «получил», «открыта», «работающих», «началась».
VERB_FORM = re.compile(
    rf"({'|'.join(VERBS_OF_SEARCH)})(?:ов)?(?:[аеиоуыяю](?:л[аио]?|нн?|т|в|вш|ющ)?|[аяую][тщ])?с?"
)
BEGINNINGS = frozenset(verb[:3] for verb in VERBS_OF_SEARCH)


def family(stem: str) -> str:
    """What ``stem`` has in common with other forms of one verb, if it is of a verb that is known.

    For a search: terms are nouns, so nobody looks for verbs among them.
    """
    found = VERB_FORM.fullmatch(stem) if stem[:3] in BEGINNINGS else None
    return found[1] if found else stem


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
