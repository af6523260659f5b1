"""Numbers, dates and amounts that differ, whatever way each language writes them."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from translation_desk.checks.base import ERROR, Check, Pair, listed
from translation_desk.quantities import DIGITS, HINT, WORDS

# Smaller ones said in words are often said without a number.
FEW = 3
PHONE, MONTH, DAY = "phone ", "month ", "day "
CURRENCY_LETTERS = 3


def readings(quantity):
    """What it may mean, as written in its own language."""
    return [quantity.keys, *quantity.others]


def pool(quantities, *, with_doubtful=False):
    """Every key that some reading of ``quantities`` has."""
    return {
        key
        for one in quantities
        for keys in [*readings(one), *(one.doubtful if with_doubtful else ())]
        for key in keys
    }


def is_in(quantity, keys, *, with_doubtful=False) -> bool:
    """Whether the numbers of some reading of ``quantity`` are in ``keys``."""
    ways = [*readings(quantity), *(quantity.doubtful if with_doubtful else ())]
    return any(all(key in keys for key in way if key[0].isdigit()) for way in ways)


def missing(ones, others, *, level):
    """Those of ``ones`` that no reading of ``others`` has; not months, days, currencies and telephones."""
    known = pool(others)
    return [one for one in ones if one.level == level and is_number(one) and not is_in(one, known)]


def is_number(quantity) -> bool:
    return quantity.keys[0][:1].isdigit()


def is_doubtful(quantity, others) -> bool:
    """Whether one of the two may be written as in another language."""
    return is_in(quantity, pool(others, with_doubtful=True), with_doubtful=True)


class MissingNumber(Check):
    id, name = "number-missing", _("Number missing")
    explanation = _(
        "A number of the source text is not in the translation, neither in digits nor in words."
    )
    severity = ERROR

    def find(self, pair: Pair):
        absent = missing(pair.source_quantities, pair.target_quantities, level=DIGITS)
        absent = [one for one in absent if not is_doubtful(one, pair.target_quantities)]
        if absent:
            yield gettext("Not in the translation: %s") % listed(one.text for one in absent)


class AddedNumber(Check):
    id, name = "number-added", _("Number added")
    explanation = _("The translation has a number in digits that the source text does not have.")

    def find(self, pair: Pair):
        extra = missing(pair.target_quantities, pair.source_quantities, level=DIGITS)
        extra = [one for one in extra if not is_doubtful(one, pair.source_quantities)]
        if extra:
            yield gettext("Not in the source text: %s") % listed(one.text for one in extra)


class NumberFormat(Check):
    id, name = "number-format", _("Number written in another way")
    explanation = _(
        "Point, comma, percent sign or the order of a date may be those of the other language: what is "
        "1,500 in English is 1500 or 1 500 in Russian and in Azerbaijani."
    )

    def find(self, pair: Pair):
        unsure = missing(pair.source_quantities, pair.target_quantities, level=DIGITS)
        unsure = [one for one in unsure if is_doubtful(one, pair.target_quantities)]
        if unsure:
            yield gettext("Look at how it is written: %s") % listed(one.text for one in unsure)


class OtherWords(Check):
    id, name = "number-words", _("Number in words differs")
    explanation = _(
        "A number in words has another in its place: “sixteen” in the source text, “fifteen” in the translation."
    )

    def find(self, pair: Pair):
        absent = self._large(missing(pair.source_quantities, pair.target_quantities, level=WORDS))
        extra = self._large(missing(pair.target_quantities, pair.source_quantities, level=WORDS))
        # What is only in one of them may be said in another way: "weekly", "every seven days".
        if absent and extra:
            yield gettext("%(source)s in the source text, %(target)s in the translation.") % {
                "source": listed(one.text for one in absent),
                "target": listed(one.text for one in extra),
            }

    def _large(self, quantities):
        return [one for one in quantities if float(one.keys[0].rstrip("%")) >= FEW]


class OtherName(Check):
    """Months, days and currencies: one is missing, and there is another instead."""

    prefix = ""

    def belongs(self, key: str) -> bool:
        return key.startswith(self.prefix)

    def find(self, pair: Pair):
        ones, others = self._named(pair.source_quantities), self._named(pair.target_quantities)
        absent = [text for key, text in ones.items() if key not in others]
        extra = [text for key, text in others.items() if key not in ones]
        if absent and extra:
            yield gettext("%(source)s in the source text, %(target)s in the translation.") % {
                "source": listed(absent),
                "target": listed(extra),
            }

    def _named(self, quantities):
        return {
            key: one.text
            for one in quantities
            if one.level != HINT
            for key in one.keys
            if self.belongs(key)
        }


class OtherMonth(OtherName):
    id, name = "month", _("Month differs")
    explanation = _(
        "The translation names another month than the source text, in words or in the digits of a date."
    )
    severity, prefix = ERROR, MONTH


class OtherDay(OtherName):
    id, name = "day", _("Day of the week differs")
    explanation = _("The translation names another day of the week than the source text.")
    prefix = DAY


class OtherCurrency(OtherName):
    id, name = "currency", _("Currency differs")
    explanation = _("An amount is in another currency than in the source text.")
    severity = ERROR

    def belongs(self, key):
        return len(key) == CURRENCY_LETTERS and key.isalpha()


CHECKS = [
    *(MissingNumber(), AddedNumber(), NumberFormat(), OtherWords()),
    *(OtherMonth(), OtherDay(), OtherCurrency()),
]
