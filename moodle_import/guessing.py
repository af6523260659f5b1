"""Which language a text without language tags is in, as far as its letters tell."""

from collections.abc import Sequence

from blog.languages import facts, lower

# Share of the letters. Names of places bring some of a neighbour's letters into any text.
SHARE_OF_SCRIPT = 0.5
SHARE_OF_LETTERS = 0.05


def guess_language(text: str, languages: Sequence[str]) -> str | None:
    """The one of ``languages`` whose letters ``text`` (no markup) has; None when they do not tell.

    A letter tells when no other of the languages has it: ə for Azerbaijani beside English and
    Russian, all of Cyrillic for Russian. Of a language that has its script to itself, half of the
    letters must be; of others every twentieth.
    """
    letters = [letter for letter in lower(text, "") if letter.isalpha()]
    shares = {}
    for language in languages:
        own = letters_of(language, languages)
        needed = SHARE_OF_SCRIPT if own == set(facts(language).alphabet) else SHARE_OF_LETTERS
        share = sum(letter in own for letter in letters) / max(1, len(letters))
        if share >= needed:
            shares[language] = share
    return max(shares, key=shares.get) if shares else None


def letters_of(language: str, languages: Sequence[str]) -> set[str]:
    """The letters that ``language`` alone has among ``languages``."""
    others = {letter for code in languages if code != language for letter in facts(code).alphabet}
    return set(facts(language).alphabet) - others
