"""Russian: endings of nouns and adjectives, and the plainest of verbs.

As in Snowball, an ending is only looked for after the first vowel. Unlike there, endings are taken
off until none is left: «диплом» seems to end in -ом, and so «диплома» must lose it too. Verbs give
little, as half of their endings end nouns (визит, канал, приют), which terms are made of.
"""

import re

from blog.stemming.russian_nouns import OTHER_STEMS, WITHOUT_VOWEL

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
    # They seem to be verbs.
    "мечеть": "мечет",
    "соцсеть": "соцсет",
    **OTHER_STEMS,
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
# Stem of many → that of one.
PLURALS = {"дет": "ребенк", "люд": "человк"}
# What only a participle ends in: «пострадавший», «въезжающий», «находящийся», «финансированный».
PARTICIPLE = re.compile("(.{3,}?)(?:[аеиуыя]вш|[аеиуя]ющ|(?<!св)ящ|ованн)")
# They are nouns and adjectives by now, and not what their verbs are.
NO_PARTICIPLES = {
    *("настоящ", "предстоящ", "следующ", "трудящ", "соответствующ", "действующ", "существующ"),
    *("правящ", "входящ", "подходящ", "минувш"),
}
# What only a verb ends in: «вернулась», «вернувшись», «находится», «возвращаются».
REFLEXIVE = re.compile("(.*?)(?:[аеиоуыя](?:л(?:ся|[аои]сь)|вшись)|[аеиуюя]?[аеиуюя]тся)")
# «бой», «боя», «май», «шея», of which an ending would leave too little.
BETWEEN_VOWELS = re.compile("([бвгжклмпрстфхчш][аеоу])(?:[йюяеи]|е[вм]|я(?:ми?|х))")
# What stands before -ек and -ец, and is soft there → what it is without that vowel.
SOFTENED = {"лек": "льк", "нек": "ньк", "рек": "рьк", "лец": "льц"}


def search_stem(word: str) -> str:
    """What ``word`` has in common with other forms of a verb that is known, or if it can be no noun.

    For a search: terms are nouns, so nobody looks for verbs among them («договорились» is no «договор»).
    «Дети» are of one child, too.
    """
    word = word.replace("ё", "е")
    found = REFLEXIVE.fullmatch(word) if word.endswith(("ся", "сь")) else None
    return _family(stem(found[1] if found and _is_enough(found[1]) else word))


def _family(stem):
    found = VERB_FORM.fullmatch(stem) if stem[:3] in BEGINNINGS else None
    if found:
        return found[1]
    if stem.endswith(("вш", "щ", "нн")) and stem not in NO_PARTICIPLES:
        found = PARTICIPLE.fullmatch(stem)
        # «принимающий» as «принимать», of which more is taken off.
        return _without_endings(found[1]) if found else stem
    return PLURALS.get(stem, stem)


def stem(word: str) -> str:
    """The stem of ``word``, which is in small letters."""
    word = word.replace("ё", "е")
    # «учащихся», «вернуться»
    if word.endswith("ся") and len(word) > ENOUGH_FOR_REFLEXIVE:
        word = word[:-2]
    between = BETWEEN_VOWELS.fullmatch(word)
    return f"{between[1]}й" if between else _without_fleeting(_without_endings(word))


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
    rest, end = word[:-2], word[-2:]
    if end in ("ек", "ец") and rest[-1:] in VOWELS:
        # «построек», «китаец»
        return f"{rest}й{end[-1]}"
    if end in ("ок", "ек", "ец") and len(rest) > 1 and VOWELS & set(rest):
        return rest[:-1] + SOFTENED.get(word[-3:], rest[-1] + end[-1])
    return WITHOUT_VOWEL.get(word, word)
