"""Letters as people type them: one letter for all that are taken for each other; pure.

For words of the index and of queries, not for showing or sorting. Folded are case (of every
language at once: I, İ, ı and i are one), the letters of Azerbaijani that a foreign keyboard has
not, ё, and every mark; but й is a letter of its own. What nobody reads is left out.
"""

import re
import unicodedata
from functools import lru_cache

BREVE = "\u0306"
APOSTROPHES = "'’ʼ‘‛＇ʹ`´"
# What is no letter with a mark for Unicode. Two schwas are looked alike: ә is Cyrillic, ǝ neither.
LETTERS = {
    **dict.fromkeys("əәǝ", "e"),
    "ı": "i",
    "ё": "е",
    "ø": "o",
    "đ": "d",
    "ł": "l",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ð": "d",
    **dict.fromkeys(APOSTROPHES, ""),
}

# Azerbaijani in Cyrillic letters (BGN/PCGN 1993), and those of them that no Russian word has.
CYRILLIC = "абвгғдеәжзиыјкҝлмноөпрстуүфхһчҹш"
LATIN = "abvqğdeəjziıykglmnoöprstuüfxhçcş"
SCRIPT = str.maketrans(CYRILLIC + CYRILLIC.upper(), LATIN * 2)
ONLY_AZERBAIJANI = re.compile("[ғәјҝөүһҹҒӘЈҜӨҮҺҸ]")


def in_latin(word: str) -> str:
    """``word`` in Latin letters if its Cyrillic ones can only be Azerbaijani."""
    return word.translate(SCRIPT) if not word.isascii() and ONLY_AZERBAIJANI.search(word) else word


def fold(text: str) -> str:
    """``text`` in folded letters; folding it again changes nothing."""
    if text.isascii() and "'" not in text and "`" not in text:
        return text.lower()
    if BREVE in text:
        # й in two parts is no и with a mark.
        text = unicodedata.normalize("NFC", text)
    return "".join(map(_folded, text))


# A text repeats its letters.
@lru_cache(maxsize=10_000)
def _folded(letter):
    plain = unicodedata.normalize("NFKD", letter).casefold()
    composed = unicodedata.normalize("NFKD", plain).replace(f"и{BREVE}", "й")
    return "".join(LETTERS.get(one, one) for one in composed if _is_read(one))


def _is_read(letter):
    """Whether ``letter`` is no mark on another, and no sign that only steers how text is set."""
    return not unicodedata.combining(letter) and unicodedata.category(letter) != "Cf"
