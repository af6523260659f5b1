"""Azerbaijani: a chain of suffixes, taken off from the end while each agrees with the vowel before it.

``ölkələrimizdəki`` is ölkə-lər-imiz-də-ki: plural, possessive, case, and what makes it again a noun.
What a suffix makes another word of (-lıq, -çı, -lı, -sız) stays.

A suffix is named by its kinds of vowel: A is a or ə, I is ı, i, u or ü, by the last vowel of what it
stands on. Some ends can be read in two ways: "Vətənin" is vətən-in, "ölkənin" is ölkə-nin. There
WHOLE knows the words of our field, and for others both ways lead to one stem: an -n after a or ə is
taken off where no suffix stands, too.
"""

BACK, FRONT = "aıou", "eəiöü"
VOWELS = frozenset(BACK + FRONT)
# High vowel of a suffix → vowels it stands after.
HIGH = {"ı": "aı", "i": "eəi", "u": "ou", "ü": "öü"}
LOW = {"a": BACK, "ə": FRONT}

ANY, VOWEL, CONSONANT, POSSESSED, LOCATED = "any", "vowel", "consonant", "possessed", "located"
# Suffix → what it stands on.
KINDS = {
    **dict.fromkeys(("lAr", "dA", "dAn", "dIr"), ANY),
    **dict.fromkeys(("A", "I", "In", "Im", "ImIz", "InIz", "lA"), CONSONANT),
    **dict.fromkeys(("yA", "nI", "nIn", "sI", "mIz", "nIz", "ylA"), VOWEL),
    # After the possessive of the third person: evi-ndə, evi-nə.
    **dict.fromkeys(("nA", "ndA", "ndAn"), POSSESSED),
    # "sərhəddəki", "ölkəninki"
    "kI": LOCATED,
}


def _spelled(kind):
    """Each spelling of a suffix, and the vowels it agrees with."""
    for high, high_after in HIGH.items():
        for low, low_after in LOW.items():
            spelled = kind.replace("I", high).replace("A", low)
            is_first_high = "I" in kind and not 0 <= kind.find("A") < kind.find("I")
            yield spelled, frozenset(high_after if is_first_high else low_after)


SUFFIXES = {
    spelled: (standing_on, vowels)
    for kind, standing_on in KINDS.items()
    for spelled, vowels in _spelled(kind)
}
LONGEST = max(map(len, SUFFIXES))
PLACES = ("da", "də", "ın", "in", "un", "ün")
# Words that seem to have a suffix, or whose last letter could be the first of one.
WHOLE = frozenset(
    {
        # -n
        *("azərbaycan", "bütün", "düşmən", "fərman", "gürcüstan", "insan", "iran", "izin", "məkan"),
        *("mehriban", "meydan", "orqan", "özbəkistan", "pakistan", "plan", "qazaxıstan", "qadın"),
        *("qırğızıstan", "sudan", "tacikistan", "təyin", "türkmənistan", "üçün", "vətən", "xanım"),
        *("yaxın", "zaman", "əfqanıstan"),
        # -s
        *("atlas", "əsas", "həvəs", "ixtisas", "kampus", "məclis", "miras", "nəfəs", "ofis"),
        *("polis", "servis", "status", "təmas", "virus"),
        # -d
        *("etimad", "etiqad", "ədəd", "iqtisad", "istinad", "məqsəd", "övlad", "savad", "sərhəd"),
        *("sənəd",),
        # -y
        *("alay", "olay", "saray"),
        # -k
        *("bəbək", "bəzək", "böyük", "çiçək", "çörək", "dəstək", "dilək", "əmək", "gələcək"),
        *("gömrük", "göbək", "hörük", "ipək", "istək", "kiçik", "kömək", "köynək", "mələk"),
        *("ördək", "sümük", "ürək", "yemək"),
        # a vowel that is their own
        *("bakı", "əcnəbi", "ərazi", "kişi", "müştəri", "qurğu", "taksi", "vali"),
        # with less they would be other words
        *("ada", "adam", "altı", "ana", "ata", "cümlə", "dollar", "film", "gəncə", "həkim", "iki"),
        *("ilə", "kimi", "onun", "ona", "təlim", "türkiyə"),
    }
)
# "sinfi" is sinif-i.
WITH_VOWEL = {
    "fikr": "fikir",
    "ism": "isim",
    "izn": "izin",
    "oğl": "oğul",
    "ömr": "ömür",
    "qism": "qisim",
    "səbr": "səbir",
    "sinf": "sinif",
    "şəkl": "şəkil",
}


def stem(word: str) -> str:
    """The stem of ``word``, which is in small letters."""
    while word not in WHOLE:
        shorter = _shorter(word)
        if not shorter:
            break
        word = next((one for one in shorter if one in WHOLE), shorter[0])
    return _bare(WITH_VOWEL.get(word, word))


def _bare(word):
    """One end for what is written in two ways: "uşaq" and "uşağ-ı", "xətt-in" and "xət-də"."""
    if word.endswith("ğ"):
        return word[:-1] + "q"
    is_doubled = len(word) > 3 and word[-1] == word[-2] and word[-1].isalpha()
    return word[:-1] if is_doubled else word


def _shorter(word):
    """What ``word`` may be without its last suffix; the likeliest first."""
    found = []
    for length in range(min(LONGEST, len(word) - 2), 0, -1):
        suffix = word[-length:]
        if suffix not in SUFFIXES:
            continue
        standing_on, vowels = SUFFIXES[suffix]
        rest = word[:-length]
        if _is_enough(rest) and _last_vowel(rest) in vowels and _carries(rest, suffix, standing_on):
            found.append(_restored(rest, suffix))
    return found or _without_n_or_k(word)


def _is_enough(rest):
    """Three letters with a vowel; or a vowel and a consonant, as in "ev"."""
    if len(rest) == 2:
        return rest[0] in VOWELS and rest[1] not in VOWELS
    return len(rest) > 2 and not VOWELS.isdisjoint(rest)


def _last_vowel(rest):
    for letter in reversed(rest):
        if letter in VOWELS:
            return letter
    return ""


def _carries(rest, suffix, standing_on):
    """Whether ``suffix`` can stand on ``rest``, whose vowel it agrees with."""
    last = rest[-1]
    if standing_on == LOCATED:
        return rest.endswith(PLACES)
    if standing_on == POSSESSED:
        return last in HIGH and _agrees(rest)
    if standing_on == CONSONANT:
        return last not in VOWELS
    return standing_on == ANY or (last in VOWELS and _carries_on_vowel(rest, suffix))


def _carries_on_vowel(rest, suffix):
    last = rest[-1]
    if rest in WHOLE:
        return True
    if suffix[0] == "y":
        return not (suffix == "yə" and f"{rest}k".endswith(("lik", "lük", "əcək")))
    if suffix[0] == "s":
        # "işçi-si"; but "ofis-i", "status-u", "hüquqşünas-ı".
        return (last in LOW and not rest.endswith("şüna")) or (last in HIGH and rest[-2] in "çl")
    return last in LOW or (last in HIGH and _agrees(rest))


def _agrees(rest):
    """Whether the high vowel at the end may itself be a suffix: "qanu" in "qanunu" is none."""
    return _last_vowel(rest[:-1]) in HIGH[rest[-1]]


def _restored(rest, suffix):
    """``rest`` as it is without a suffix: k between vowels had become y, and q ğ."""
    if suffix[0] not in VOWELS or len([letter for letter in rest if letter in VOWELS]) < 2:
        return rest
    if rest[-1] == "y" and rest[-2] in FRONT:
        return rest[:-1] + "k"
    return rest[:-1] + "q" if rest[-1] == "ğ" else rest


def _without_n_or_k(word):
    """The end of "orqan", as "orqanın" may be orqa-nın; and "işləmək" as "işləməyə"."""
    if word.endswith(("an", "ən", "maq", "mək")) and _is_enough(word[:-1]):
        return [word[:-1]]
    return []
