"""Acronyms have a form of their own in each language."""

import pytest

from tests.desk.checking import ids_of, messages_of


@pytest.mark.parametrize(
    ("languages", "source", "target"),
    [
        ("en ru", "IOM and UN met.", "МОМ и ООН встретились."),
        ("en az", "IOM and UN met.", "BMqT və BMT görüşdü."),
        ("en az", "The EU’s programme runs.", "Aİ-nin proqramı davam edir."),
        ("ru az", "ЕС и МОТ помогли.", "Aİ və BƏT kömək etdi."),
        ("az en", "BMqT-nin kursu başladı.", "The course of IOM has begun."),
        ("en ru", "IOM met.", "Международная организация по миграции собралась."),
        ("en ru", "ICMPD met.", "МЦРМП собрался."),
        ("en az", "NGOs met USA.", "QHT-lər ABŞ ilə görüşdü."),
        ("en el", "IOM and UN met.", "IOM and UN met."),
        ("en ru", "XYZ met.", "XYZ собрался."),
    ],
)
def test_agreed_acronyms_do_not_alarm(languages, source, target):
    found = ids_of(source, target, languages=languages)

    assert [check for check in found if check != "same-as-source"] == []


@pytest.mark.parametrize(
    ("languages", "source", "target"),
    [
        ("en ru", "IOM and UN met.", "IOM и ООН встретились."),
        ("en az", "IOM and UN met.", "BMqT və UN görüşdü."),
        ("en az", "The EU helps.", "AB kömək edir."),
        ("en az", "The EU helps.", "AI kömək edir."),
        ("ru az", "МОМ помогает.", "BMQT kömək edir."),
        ("en ru", "ILO helps.", "МОМ помогает."),
        ("az ru", "ATƏT kömək edir.", "БДИПЧ и ООН помогают."),
    ],
)
def test_other_acronyms_alarm(languages, source, target):
    assert ids_of(source, target, languages=languages) == ["acronym"]


def test_the_agreed_one_is_named():
    assert messages_of("IOM helps.", "IOM помогает.") == [
        "Instead of “IOM” this language has “МОМ”."
    ]
