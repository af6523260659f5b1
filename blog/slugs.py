"""Addresses out of titles: one table for the server and for the browser of the author.

Azerbaijani by its own Latin letters (ə is e, as in Django's admin); Russian by ICAO Doc 9303, part 3,
section 6, as in passports, with the letters that Ukrainian and Belarusian add (their г and и stay as
in Russian); the letters of Azerbaijani Cyrillic that Russian lacks by BGN/PCGN 1993.
"""

import re
import unicodedata

# Small letters without marks: those of ç ğ ö ş ü İ, ё й ї ў are off before the table is asked.
TABLE = (
    # Azerbaijani and Turkish; the second schwa is a look-alike, as is a Cyrillic one below
    {"ı": "i", "ə": "e", "ǝ": "e"}
    # Russian
    | dict(zip("абвгдезиклмнопрстуфыэ", "abvgdeziklmnoprstufye", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "ie", "ь": ""}
    | {"ю": "iu", "я": "ia"}
    # Ukrainian and Belarusian
    | {"є": "ie", "і": "i", "ґ": "g"}
    # Azerbaijani Cyrillic
    | {"ә": "e", "ғ": "g", "ҝ": "g", "ј": "y", "ө": "o", "ү": "u", "һ": "h", "ҹ": "c"}
    # Latin letters that no decomposition opens
    | {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th"}
    # An apostrophe joins
    | {"'": "", "’": "", "ʼ": "", "ʻ": "", "‘": "", "`": ""}
    # So does what cannot be seen (soft hyphen, joiners, byte order mark), as pasted out of Word
    | {"\u00ad": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": ""}
)
LETTERS = str.maketrans(TABLE)


def make_slug(text: str, *, max_length: int = 80) -> str:
    """``text`` as a part of an address: small ASCII letters, digits and single hyphens.

    Cut at the end of a word where there is one. "" when no letter or digit is left (an emoji).
    ``static/blog/slug.js`` does the same, step by step, with the same table.
    """
    letters = re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text)).lower()
    ascii_only = letters.translate(LETTERS)
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    if len(slug) > max_length:
        whole_words = slug[: max_length + 1].rpartition("-")[0]
        slug = whole_words or slug[:max_length]
    return slug


def browser_table() -> dict[str, str]:
    """The table for ``slug.js``."""
    return dict(TABLE)
