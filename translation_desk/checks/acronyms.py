"""Acronyms, which each language has its own of: IOM is МОМ and BMqT."""

from functools import lru_cache

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from translation_desk.checks.base import Check, Pair, listed

# One thing a row; of several forms the first is the one agreed on, the others are let be.
LOCALES = ("en", "ru", "az")
AGREED = """
IOM         МОМ         BMqT
UN          ООН         BMT
EU          ЕС          Aİ
UNHCR       УВКБ        QAK
ILO         МОТ         BƏT
WHO         ВОЗ         ÜST
OSCE        ОБСЕ        ATƏT
CIS         СНГ         MDB
USA|US      США         ABŞ
UAE         ОАЭ         BƏƏ
ICMPD       МЦРМП|ICMPD ICMPD|MSİBM
UNICEF      ЮНИСЕФ      UNICEF|YUNİSEF
UNESCO      ЮНЕСКО      UNESCO|YUNESKO
UNODC       УНП         UNODC|NCİ
NATO        НАТО        NATO
SMS         ГМС         DMX
MFA         МИД         XİN
MIA         МВД         DİN
NGO|NGOs    НПО|НКО     QHT
SDG|SDGs    ЦУР         DİM
GDP         ВВП         ÜDM
VAT         НДС         ƏDV
HIV         ВИЧ         HİV|İİV
AIDS        СПИД        QİÇS
TV          ТВ          TV
IT          ИТ          İT
RTCM        РУЦМ|RTCM   MRTM|RTCM
"""
# What people write instead.
WRONG = {
    "az": {"AB": "Aİ", "AI": "Aİ", "BMQT": "BMqT", "İOM": "BMqT", "UN": "BMT", "ABS": "ABŞ"},
    "ru": {"ИОМ": "МОМ", "ЮН": "ООН", "ЕУ": "ЕС"},
}


class Row(dict):
    """Language → the forms of one acronym, the agreed one first."""


@lru_cache(maxsize=8)
def rows(locale: str) -> dict[str, Row]:
    """Acronym in ``locale`` → its row."""
    return {form: row for row in _ROWS for form in row.get(locale.partition("-")[0], [])}


def _read(line):
    return Row(zip(LOCALES, (forms.split("|") for forms in line.split()), strict=True))


_ROWS = [_read(line) for line in AGREED.strip().split("\n")]


def acronyms(words: list[str]) -> list[str]:
    """Those of ``words`` that begin with two capitals, each once."""
    return list(dict.fromkeys(word for word in words if word[1:] and word[:2].isupper()))


class OtherAcronym(Check):
    id, name = "acronym", _("Acronym that is not the agreed one")
    explanation = _(
        "International organisations and the like have an acronym in each language: IOM is МОМ in Russian and BMqT in "
        "Azerbaijani, UN is ООН and BMT."
    )

    def find(self, pair: Pair):
        source, target = acronyms(pair.source_words), acronyms(pair.target_words)
        if not source:
            return
        locale = pair.target_locale.partition("-")[0]
        known, agreed = rows(pair.source_locale), rows(locale)
        asked = [known[one] for one in source if one in known and locale in known[one]]
        others = [one for one in target if one in agreed and agreed[one] not in asked]
        wrong = WRONG.get(locale, {})
        for row in asked:
            if any(form in target for form in row[locale]):
                continue
            # Where it is written in full there is none; another in its place is wrong.
            instead = [
                one for one in target if one in source and one in known and known[one] is row
            ]
            instead += [one for one in target if wrong.get(one) == row[locale][0]]
            instead += [one for one in others if one not in instead]
            if instead:
                yield gettext("Instead of %(found)s this language has %(agreed)s.") % {
                    "found": listed(instead[:1]),
                    "agreed": listed(row[locale][:1]),
                }


CHECKS = [OtherAcronym()]
