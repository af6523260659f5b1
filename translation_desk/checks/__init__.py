"""What a careful reviewer would ask of a translated segment: one small class a question; pure.

``findings(Pair(source, target, "en", "ru", glossary))`` says what all checks found. Of a segment whose
translation is empty only that is said.
"""

from translation_desk.checks import (
    acronyms,
    alphabet,
    leftovers,
    lengths,
    links,
    markup,
    numbers,
    terms,
    typography,
)
from translation_desk.checks.base import ERROR, WARNING, Check, Found, Pair

__all__ = ["CHECKS", "ERROR", "WARNING", "Check", "Found", "Pair", "findings"]

# In the order in which they are told.
CHECKS: list[Check] = [
    *(*leftovers.CHECKS, *numbers.CHECKS, *links.CHECKS, *markup.CHECKS, *alphabet.CHECKS),
    *(*terms.CHECKS, *acronyms.CHECKS, *typography.CHECKS, *lengths.CHECKS),
]


def findings(pair: Pair) -> list[Found]:
    """What all checks say about ``pair``, errors first, in the active language."""
    found = [finding for check in CHECKS for finding in check.findings(pair)]
    return sorted(found, key=lambda one: one.severity != ERROR)
