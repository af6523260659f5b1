"""English: plural, possessive, -ing and -ed; after M. F. Porter’s steps 1a to 1c, and 5a.

Endings that make another word of a word (-er, -tion, -ment) stay. British and American spelling are
one, by the differences that en.wikipedia.org/wiki/American_and_British_English_spelling_differences
states as rules: -our, -re, -ise, -yse, -ence, -logue, -dgement, and l or ll before an ending.
"""

import re

from blog.stemming.english_verbs import PAST

# Not a verb in -ing or -ed, nor a plural.
WHOLE = ("during", "evening", "hundred", "morning", "news", "series")
IRREGULAR = {
    "calves": "calf",
    "children": "child",
    "crises": "crisis",
    "criteria": "criterion",
    "feet": "foot",
    "halves": "half",
    "knives": "knife",
    "hypotheses": "hypothesis",
    "indices": "index",
    "lives": "life",
    "loaves": "loaf",
    "men": "man",
    "mice": "mouse",
    "phenomena": "phenomenon",
    "scarves": "scarf",
    "shelves": "shelf",
    "teeth": "tooth",
    "theses": "thesis",
    "thieves": "thief",
    "wives": "wife",
    "wolves": "wolf",
    "women": "woman",
    # Too short to be asked for a syllable.
    "freed": "free",
    "used": "use",
    "using": "use",
    # No rule of spelling meets these.
    "grey": "gray",
    "ageing": "aging",
    "burnt": "burned",
    "learnt": "learned",
    "spelt": "spelled",
    **{word: word for word in WHOLE},
}
# Stem of the words that a search takes for others: "people", and "lives", which is a verb, too.
SAME = {"peopl": "person", "lif": "liv", "analysis": "analys"}
# "died" and "dying".
SHORT_IE = re.compile("([a-z])(?:ied|ying)")
# "fishermen", "grandchildren"; but not these.
NO_MEN = {"abdomen", "acumen", "regimen", "specimen", "stamen", "turkmen"}
VOWELS = frozenset("aeiouy")
SHORTEST = 3
# Ends of words, after a syllable and without their last e, that are spelled in two ways.
SPELLINGS = [
    (re.compile(rf"^(.*[aeiouy].*){ours}$"), rf"\1{theirs}")
    for ours, theirs in (
        (r"our(er|hood|ful|less|abl|abli|al|it|li|i)?", r"or\2"),
        (r"iz(er|abl|ation|ational)?", r"is\2"),
        (r"lyz(er)?", r"lys\2"),
        (r"ll(er|or|ment|ful)", r"l\2"),
        (r"ens", "enc"),
        (r"logu", "log"),
        (r"dgement", "dgment"),
        (r"ctis", "ctic"),
    )
]
# Most words have none of these, and all words of a text come by.
SPELLED = ("ller", "llor", "llment", "llful", "ens", "logu", "dgement", "ctis")


def stem(word: str) -> str:
    """The stem of ``word``, which is in small letters."""
    word = word.removesuffix("’s").removesuffix("’")
    word = IRREGULAR.get(word) or _irregular(word)
    return word if word in WHOLE else _spelled(_bare(_without_ing(_singular(word))))


def search_stem(word: str) -> str:
    """What ``word`` has in common with its verb: "translation" and "translate".

    For a search, which would rather find too much; "migration" and "migrant" stay two.
    """
    return _family(stem(PAST.get(word, word)))


def _family(stem):
    stem = SAME.get(stem, stem)
    if not stem.endswith(("ation", "ction")):
        return stem
    if stem.endswith("isation"):
        return stem[:-5]
    # Not "station", nor "faction" and "fact".
    syllables = sum(letter in VOWELS for letter in stem[:-5])
    return stem[:-3] if syllables > (stem[-5] == "c") else stem


def _irregular(word):
    if word.endswith("children"):
        return word[:-3]
    if word.endswith("men") and len(word) > len("women") and word not in NO_MEN:
        return word[:-3] + "man"
    return word


def _singular(word):
    if word.endswith("ies") and len(word) > SHORTEST + 1:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > SHORTEST:
        return word[:-1]
    return word


def _without_ing(word):
    """``word`` without -ing or -ed, where a syllable is left that may be a verb."""
    if SHORT_IE.fullmatch(word):
        return f"{word[0]}ie"
    if word.endswith("ied"):
        return word[:-3] + "y"
    if word.endswith("eed"):
        # "agreed", but not "need" and "proceed".
        is_verb = VOWELS.intersection(word[:-3]) and not word.endswith("ceed")
        return word[:-1] if is_verb else word
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= SHORTEST and VOWELS & set(rest) and _may_end(rest):
            return rest
    return word


def _may_end(rest):
    """Whether a verb may end so: with an e only in "queueing" and "agreeing"."""
    return rest[-1] != "e" or rest[-2:] in ("ee", "oe", "ue")


def _bare(word):
    """One end for "policy" and what was "policies", "smuggle" and "smuggling", "plan" and "planned"."""
    if len(word) <= SHORTEST:
        return word
    if word.endswith("y") and word[-2] not in VOWELS:
        return word[:-1] + "i"
    word = word.removesuffix("e")
    is_doubled = word[-1] == word[-2] and word[-1].isalpha() and word[-1] not in VOWELS
    return word[:-1] if is_doubled else word


def _spelled(word):
    """One spelling for "labour" and "labor", "organise" and "organize", "centre" and "center"."""
    if word.endswith(("br", "tr")):
        return word[:-1] + "er"
    if "our" in word or "z" in word or word.endswith(SPELLED):
        for pattern, theirs in SPELLINGS:
            word = pattern.sub(theirs, word)
    return word
