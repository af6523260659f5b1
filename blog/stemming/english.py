"""English: plural, possessive, -ing and -ed; after M. F. Porter’s steps 1a to 1c, and 5a.

Endings that make another word of a word (-er, -tion, -ment) stay.
"""

IRREGULAR = {
    "children": "child",
    "crises": "crisis",
    "men": "man",
    "women": "woman",
    # Not a verb in -ing or -ed, nor a plural.
    **{word: word for word in ("during", "evening", "hundred", "morning", "news", "series")},
}
VOWELS = frozenset("aeiouy")
SHORTEST = 3


def stem(word: str) -> str:
    """The stem of ``word``, which is in small letters."""
    word = word.removesuffix("’s").removesuffix("’")
    if word in IRREGULAR:
        return IRREGULAR[word]
    return _bare(_without_ing(_singular(word)))


def _singular(word):
    if word.endswith("ies") and len(word) > SHORTEST + 1:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > SHORTEST:
        return word[:-1]
    return word


def _without_ing(word):
    """``word`` without -ing or -ed, where a syllable is left that may be a verb."""
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= SHORTEST and VOWELS & set(rest) and rest[-1] != "e":
            return rest
    return word


def _bare(word):
    """One end for "policy" and what was "policies", "smuggle" and "smuggling", "plan" and "planned"."""
    if len(word) <= SHORTEST:
        return word
    if word.endswith("y") and word[-2] not in VOWELS:
        return word[:-1] + "i"
    word = word.removesuffix("e")
    is_doubled = word[-1] == word[-2] and word[-1].isalpha() and word[-1] not in VOWELS
    return word[:-1] if is_doubled else word
