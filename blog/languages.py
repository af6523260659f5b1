"""The languages of the site, and the facts about them that Python and Django get wrong.

Which languages there are is a setting; the table of facts below may know more than the site uses,
and a code it does not know gets plain ones. Sources: CLDR 45 (quotes, alphabets, casing), ogp.me.
"""

import unicodedata
from dataclasses import dataclass

from django.conf import settings
from django.conf.locale import LANG_INFO
from modeltranslation.utils import build_localized_fieldname


@dataclass(frozen=True)
class Facts:
    """What is true of a language, whatever site uses it."""

    endonym: str
    open_graph: str
    direction: str = "ltr"
    quotes: tuple[str, str] = ("“", "”")
    inner_quotes: tuple[str, str] = ("‘", "’")
    alphabet: str = "abcdefghijklmnopqrstuvwxyz"
    has_dotless_i: bool = False
    # Letter → the one it stands with in a dictionary; they differ only between equal words.
    sorted_as: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Text:
    """A text and the code of the language it is in; foreign when the page is in another."""

    text: str
    language: str
    is_foreign: bool = False

    def __str__(self):
        return self.text


CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
KNOWN = {
    "en": Facts("English", "en_GB"),
    "ru": Facts(
        "Русский",
        "ru_RU",
        quotes=("«", "»"),
        inner_quotes=("„", "“"),
        alphabet=CYRILLIC,
        sorted_as=(("ё", "е"),),
    ),
    "az": Facts(
        "Azərbaycanca",
        "az_AZ",
        alphabet="abcçdeəfgğhxıijkqlmnoöprsştuüvyz",
        has_dotless_i=True,
    ),
    "tr": Facts("Türkçe", "tr_TR", alphabet="abcçdefgğhıijklmnoöprsştuüvyz", has_dotless_i=True),
    "uz": Facts("Oʻzbekcha", "uz_UZ", quotes=("“", "”")),
    "ka": Facts(
        "ქართული", "ka_GE", quotes=("„", "“"), alphabet="აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"
    ),
}


def language_codes() -> list[str]:
    """Codes of the site's languages, in the order of tabs and switcher."""
    return [code for code, _name in settings.LANGUAGES]


def in_language(name: str, language: str) -> str:
    """The column of a translated field: ``in_language("title", "ru")`` is ``"title_ru"``.

    Raises ValueError when the site does not have the language.
    """
    if language not in language_codes():
        raise ValueError(f"{language!r} is not a language of this site.")
    return build_localized_fieldname(name, language)


def fallbacks(language: str) -> list[str]:
    """The languages that a reader of ``language`` is shown when it is missing, best first."""
    chosen = getattr(settings, "FALLBACK_LANGUAGES", {}).get(language, [])
    in_order = dict.fromkeys([*chosen, *language_codes()])
    return [code for code in in_order if code != language]


def facts(language: str) -> Facts:
    """The facts about ``language``; plain ones, with its name from Django, for one not in the table."""
    if language in KNOWN:
        return KNOWN[language]
    name = LANG_INFO.get(language, {}).get("name_local", language)
    # Never from LANG_INFO, which calls Azerbaijani right-to-left.
    first, _hyphen, region = language.partition("-")
    direction = "rtl" if first in settings.LANGUAGES_BIDI else "ltr"
    return Facts(name, f"{first}_{region.upper()}" if region else first, direction)


def correct_language_info() -> None:
    """Make Django's table say that Azerbaijani is written from left to right, as it is.

    ``{% get_language_info %}`` and ``|language_bidi`` read it there.
    """
    for code, known in KNOWN.items():
        if code in LANG_INFO:
            LANG_INFO[code]["bidi"] = known.direction == "rtl"


# Casing (Unicode SpecialCasing.txt: az and tr have i/İ and ı/I)


def upper(text: str, language: str) -> str:
    """``text`` in capitals."""
    return (text.replace("i", "İ") if facts(language).has_dotless_i else text).upper()


def lower(text: str, language: str) -> str:
    """``text`` in small letters; no combining dot is left of İ, in any language."""
    text = text.replace("I\u0307", "İ")  # as macOS writes it in names of files
    if facts(language).has_dotless_i:
        text = text.replace("I", "ı")
    return text.replace("İ", "i").lower()


def capitalize(text: str, language: str) -> str:
    """``text`` with a capital first letter; the rest stays as it is."""
    first = text[:1]
    if first == "i":
        return upper(first, language) + text[1:]
    # Not upper(): Georgian has capitals for whole words only, and "ß" would become "SS".
    return first.title() + text[1:]


def quote(text: str, language: str) -> str:
    """``text`` in the quotes of ``language``."""
    opening, closing = facts(language).quotes
    return f"{opening}{text}{closing}"


# Order


def collation_key(text: str, language: str) -> tuple:
    """A key that sorts texts as a dictionary of ``language`` does.

    First by letters of its alphabet, regardless of case, marks that are no letters of their own
    and punctuation; digits come before, other scripts after. Then by the text itself.
    """
    known = facts(language)
    small = unicodedata.normalize("NFC", lower(text, language))
    letters = [dict(known.sorted_as).get(letter, letter) for letter in small if letter.isalnum()]
    return [_rank(letter, known.alphabet) for letter in letters], small, text


def _rank(letter, alphabet):
    """Digits, then the letters of the alphabet, then others; a mark that makes none is left off."""
    if letter.isdigit():
        return (0, letter)
    if letter not in alphabet:
        letter = unicodedata.normalize("NFD", letter)[0]
    place = alphabet.find(letter)
    return (1, chr(place)) if place >= 0 else (2, letter)
