"""Addresses out of titles: one table for the server and for the browser of the author.

Azerbaijani by its own Latin letters (ə is e, as in Django's admin); Russian by ICAO Doc 9303, part 3,
section 6, as in passports; the letters of Azerbaijani Cyrillic that Russian lacks by BGN/PCGN 1993.
"""

import re
import unicodedata

TABLE = (
    # Azerbaijani and Turkish; İ as such, because its small letter would be two characters
    {"İ": "i", "I": "i", "ı": "i", "ə": "e", "Ə": "e", "ǝ": "e", "Ǝ": "e"}
    # Russian
    | dict(zip("абвгдеёзийклмнопрстуфыэ", "abvgdeeziiklmnoprstufye", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "ie", "ь": ""}
    | {"ю": "iu", "я": "ia"}
    # Azerbaijani Cyrillic
    | {"ә": "e", "ғ": "g", "ҝ": "g", "ј": "y", "ө": "o", "ү": "u", "һ": "h", "ҹ": "c"}
    # Latin letters that no decomposition opens
    | {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th"}
    # An apostrophe joins
    | {"'": "", "’": "", "ʼ": "", "ʻ": "", "‘": "", "`": ""}
)


def make_slug(text: str, *, max_length: int = 80) -> str:
    """``text`` as a part of an address: small ASCII letters, digits and single hyphens.

    Cut at the end of a word where there is one. "" when no letter or digit is left (an emoji).
    ``static/blog/slug.js`` does the same, step by step, with the same table.
    """
    letters = "".join(TABLE.get(letter, letter) for letter in text).lower()
    letters = "".join(TABLE.get(letter, letter) for letter in unicodedata.normalize("NFC", letters))
    ascii_only = re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFKD", letters)).lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    if len(slug) > max_length:
        whole_words = slug[: max_length + 1].rpartition("-")[0]
        slug = whole_words or slug[:max_length]
    return slug


def browser_table() -> dict[str, str]:
    """The table for ``slug.js``."""
    return dict(TABLE)
