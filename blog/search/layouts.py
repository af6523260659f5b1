"""What was meant by letters typed with another keyboard, or in another script; pure.

Without a dictionary: a word is as likely as its pairs of letters are common in a language. So
nothing here is certain, and it is for a search that finds too little. Who has a dictionary asks for
all readings, and keeps those that make sense.
"""

import re
from functools import partial
from itertools import pairwise

from blog.search.folding import SCRIPT, fold, in_latin
from blog.search.queries import LONGEST_QUERY

# The same keys in the same order.
LATIN_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
CYRILLIC_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбю"
AZERBAIJANI_KEYS = "`qüertyuiopöğasdfghjklıəzxcvbnmçş"
TO_CYRILLIC = str.maketrans(
    f'{LATIN_KEYS}{AZERBAIJANI_KEYS}~{{}}:"<>', f"{CYRILLIC_KEYS}{CYRILLIC_KEYS}ёхъжэбю"
)
TO_LATIN = (
    str.maketrans(CYRILLIC_KEYS, LATIN_KEYS),
    str.maketrans(CYRILLIC_KEYS, AZERBAIJANI_KEYS),
)
# All of them the other way round, too: who types Azerbaijani forgets that the English layout is on.
OTHER_KEYS = (
    TO_CYRILLIC,
    *TO_LATIN,
    str.maketrans(f"{LATIN_KEYS}{{}}:<>", f"{AZERBAIJANI_KEYS}öğıçş"),
    str.maketrans(AZERBAIJANI_KEYS, LATIN_KEYS),
)
# As Azerbaijani is typed with a Russian keyboard, which has no letters for ə, g, h, c and y.
TYPED = SCRIPT | str.maketrans(
    {"й": "y", "х": "h", "э": "e", "ц": "s", "щ": "ş", "я": "ya", "ю": "yu", "ё": "ö", "ь": ""}
)
TYPED_SCRIPTS = tuple(TYPED | str.maketrans({"г": g, "х": h}) for g, h in ("qh", "gh", "qx", "gx"))
# "Лянкяран" is how Russian writes the ə of Lənkəran.
SCHWA = re.compile("(?<=[бвгджзклмнпрстфхцчшщ])я")
# Russian as passports and keyboards without Cyrillic letters have it, after ICAO 9303 and by sound.
LATIN_TO_RUSSIAN = {
    **dict.fromkeys(("shch", "sch"), "щ"),
    **dict.fromkeys(("yu", "iu", "ju"), "ю"),
    **dict.fromkeys(("ya", "ia", "ja"), "я"),
    **dict.fromkeys(("yo", "jo"), "ё"),
    **dict(zip(("zh", "kh", "ts", "ch", "sh"), "жхцчш", strict=True)),
    **dict(zip("abcdefghijklmnopqrstuvwxz'", "абцдефгхийклмнопкрстуввхзь", strict=True)),
}
# "ultra-violet"
HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
LATIN_LETTERS = re.compile("|".join([*LATIN_TO_RUSSIAN, "y"]))
DIGRAPHS = (("sh", "s"), ("ch", "c"), ("gh", "g"))
# Letters that follow a letter (a space is the end of a word) in more than 0.6 of 1000 pairs, in
# the words of Django’s catalogs and ours.
RUSSIAN_PAIRS = {
    " ": "абвгдезиклмнопрстуфхцчшэюя",
    "а": " бвгдежзийклмнпрстхцчшюя",
    "б": "аелоруы",
    "в": " аеиклнорстуыь",
    "г": " аилору",
    "д": " аеилнорсуьы",
    "е": " бвгдежзийклмнрстхцчш",
    "ж": " абдеин",
    "з": " авдмноы",
    "и": " вгдезийклмнорстфхцчюя",
    "й": " нст",
    "к": " аеилорсту",
    "л": " аеилосуьюя",
    "м": " аеиоуы",
    "н": " адеиностуцыя",
    "о": " бвгдежзийклмнпрстхчшя",
    "п": "аеиору",
    "р": " аежикмностуы",
    "с": " авеиклнопрстуыья",
    "т": " авеикнопрсуыь",
    "у": " бгджзкмпрстчющ",
    "ф": "аиор",
    "х": " ор",
    "ц": "аеи",
    "ч": "аеинт",
    "ш": "аеик",
    "щ": "аеи",
    "ъ": "ея",
    "ы": " бейлмх",
    "ь": " змнюстяе",
    "ю": " тщ",
    "я": " здтщ",
}
LATIN_PAIRS = {
    " ": "abcdefghijklmnopqrstuvwxyz",
    "a": " bcdghiklmnpqrstuvxyz",
    "b": " aeiloru",
    "c": " acehiklortu",
    "d": " adeilou",
    "e": " abcdefghiklmnpqrstvxyz",
    "f": " aeiloru",
    "g": " aehioru",
    "h": " aeiotu",
    "i": " abcdefgklmnopqrstvxyz",
    "j": "aeou",
    "k": " aeilost",
    "l": " adeiklmostuy",
    "m": " abeilmopu",
    "n": " acdegiklmostu",
    "o": " cdfgklmnoprstuvwxyz",
    "p": " aehlort",
    "q": "aeilru",
    "r": " acdegiklmorstuy",
    "s": " acdehilmnopstu",
    "t": " adehilmorstuy",
    "u": " abcdegklmnpqrstuz",
    "v": "aei",
    "w": " aeio",
    "x": " aeiltu",
    "y": " adeiloty",
    "z": " aeil",
}
# How likely a word is that is worth a try, and how much likelier than what was typed.
LIKELY = 0.6
LIKELIER = 0.12
IN_LATIN = 0.8
SHORT = 3
CHUNK = re.compile(r"\S+")
EDGES = '-−"«»“„”?!()'
CYRILLIC_LETTER = re.compile("[\u0400-\u04ff]")


def rewritten(q: str) -> list[str]:
    """What ``q`` may have been meant to be, in small letters and the likeliest first."""
    typed = q[:LONGEST_QUERY].lower()
    found = [
        _each_word(typed, in_latin),
        *(_with_keys(typed, keys, pairs, others) for keys, pairs, others in KEYBOARDS),
        *(_each_word(typed, partial(_in_latin, script)) for script in TYPED_SCRIPTS),
        _each_word(typed, _without_digraphs),
    ]
    return [text for text in dict.fromkeys(found) if text != typed]


def readings(q: str) -> list[str]:
    """All that ``q`` could be if it was typed in another way, however unlikely."""
    typed = q[:LONGEST_QUERY].lower()
    found = []
    for text in (typed, typed.rstrip(".,;:")):
        found += [
            _each_word(text, lambda word, keys=keys: word.translate(keys)) for keys in OTHER_KEYS
        ]
    if CYRILLIC_LETTER.search(typed):
        azerbaijani = SCHWA.sub("э", typed).replace("дж", "ҹ")
        found += [azerbaijani.translate(script) for script in TYPED_SCRIPTS]
    found += [LATIN_LETTERS.sub(_in_russian, typed), HYPHEN.sub("", typed)]
    return [text for text in dict.fromkeys(found) if text != typed]


def likelihood(word: str, pairs: dict[str, str]) -> float:
    """Which share of the pairs of letters in ``word`` is common in a language, from 0 to 1."""
    letters = f" {fold(word)} "
    common = [second in pairs.get(first, "") for first, second in pairwise(letters)]
    return sum(common) / len(common)


def _each_word(typed, change):
    """``typed`` with its words changed, but for quotes and a minus around them."""

    def changed(chunk):
        word = chunk.group().strip(EDGES)
        return chunk.group().replace(word, change(word), 1) if word else chunk.group()

    return CHUNK.sub(changed, typed)


def _with_keys(typed, keys, pairs, others):
    """``typed`` as the same keys write it elsewhere, where that is likelier.

    Short words say little by themselves, and go along with the others.
    """

    def of_word(word):
        if CYRILLIC_LETTER.search(word) and pairs is RUSSIAN_PAIRS:
            return word
        # Some keys are a letter in one layout and a comma in the other.
        bare = word.rstrip(".,;:")
        meant = max(
            word.translate(keys), bare.translate(keys), key=partial(likelihood, pairs=pairs)
        )
        return meant if _is_likelier(meant, pairs, likelihood(bare, others) + LIKELIER) else word

    def of_short_word(word):
        meant = word.translate(keys)
        return meant if len(word) <= SHORT and meant.isalpha() else of_word(word)

    is_meant = _each_word(typed, of_word) != typed
    return _each_word(typed, of_short_word) if is_meant else typed


def _in_latin(script, word):
    """An Azerbaijani word in those Cyrillic letters that a Russian keyboard has."""
    if not CYRILLIC_LETTER.search(word):
        return word
    meant = word.replace("дж", "ҹ").translate(script)
    return meant if _is_likelier(meant, LATIN_PAIRS, IN_LATIN) else word


def _in_russian(letters):
    """The Russian for Latin ``letters``: a y is й after a vowel, and ы else."""
    return LATIN_TO_RUSSIAN.get(letters.group()) or ("й" if _follows_vowel(letters) else "ы")


def _follows_vowel(letters):
    return letters.string[letters.start() - 1 : letters.start()] in tuple("aeiouy")


def _without_digraphs(word):
    """An Azerbaijani word typed as English would spell it: "sheher"."""
    for digraph, letter in DIGRAPHS:
        word = word.replace(digraph, letter)
    return word


def _is_likelier(meant, pairs, than):
    is_written = meant.replace("-", "").isalpha()
    return is_written and likelihood(meant, pairs) >= max(LIKELY, than)


KEYBOARDS = (
    (TO_CYRILLIC, RUSSIAN_PAIRS, LATIN_PAIRS),
    *((keys, LATIN_PAIRS, RUSSIAN_PAIRS) for keys in TO_LATIN),
)
