"""Quantities are the same whatever language says them."""

from collections import Counter

import pytest

from translation_desk.quantities import DIGITS, HINT, WORDS, found, quantities

SAME = [
    (
        ("en", "29–30 September 2022"),
        ("ru", "29–30 сентября 2022 года"),
        ("az", "29-30 sentyabr 2022-ci il"),
    ),
    (("en", "From 8 to 19 July"), ("ru", "С 8 по 19 июля"), ("az", "İyulun 8-dən 19-dək")),
    (
        ("en", "30%"),
        ("en", "30 per cent"),
        ("ru", "30 %"),
        ("ru", "30 процентов"),
        ("az", "30 faiz"),
        ("az", "30%-i"),
    ),
    (
        ("en", "1,500 people"),
        ("ru", "1500 человек"),
        ("ru", "1 500 человек"),
        ("ru", "1\u202f500 человек"),
        ("az", "1.500 nəfər"),
        ("az", "1 500 nəfər"),
    ),
    (("en", "1,234,567.89"), ("ru", "1 234 567,89"), ("az", "1.234.567,89")),
    (("en", "3.5 kg"), ("ru", "3,5 кг"), ("az", "3,5 kq")),
    (
        ("en", "1.5 million"),
        ("ru", "1,5 млн"),
        ("ru", "1,5 миллиона"),
        ("az", "1,5 milyon"),
        ("en", "1,500,000"),
    ),
    (
        ("en", "two hours"),
        ("en", "2 hours"),
        ("ru", "два часа"),
        ("ru", "двумя часами"),
        ("az", "iki saat"),
    ),
    (
        ("en", "forty-eight pages"),
        ("ru", "на сорока восьми страницах"),
        ("az", "qırx səkkiz səhifəyə"),
        ("en", "48 pages"),
    ),
    (("en", "sixty-one courses"), ("ru", "шестьдесят один курс"), ("az", "altmış bir kurs")),
    (
        ("en", "two thousand volumes in eleven languages"),
        ("ru", "две тысячи томов на одиннадцати языках"),
        ("az", "on bir dildə iki min kitab"),
        ("en", "2,000 volumes in 11 languages"),
    ),
    (("en", "one hundred and twenty"), ("ru", "сто двадцать"), ("az", "yüz iyirmi"), ("az", "120")),
    (
        ("en", "the third meeting"),
        ("ru", "третья встреча"),
        ("az", "üçüncü görüş"),
        ("en", "3rd"),
        ("ru", "3-я"),
        ("az", "3-cü"),
    ),
    (("en", "at 14:30"), ("ru", "в 14:30"), ("az", "saat 14:30-da"), ("en", "at 2:30 p.m.")),
    (("en", "on Monday"), ("ru", "в понедельник"), ("az", "bazar ertəsi")),
    (("en", "on Tuesday"), ("ru", "во вторник"), ("az", "çərşənbə axşamı")),
    (("en", "on Friday"), ("ru", "в пятницу"), ("az", "cümə günü")),
    (("en", "$500"), ("ru", "500 долларов"), ("az", "500 dollar"), ("en", "USD 500")),
    (
        ("en", "20 manats"),
        ("ru", "20 манатов"),
        ("az", "20 manat"),
        ("az", "20 ₼"),
        ("az", "20 manatdan"),
    ),
    (("en", "the 1990s"), ("ru", "1990-е"), ("ru", "90-е"), ("az", "1990-cı illər")),
    (("en", "20–30%"), ("ru", "от 20 до 30 %"), ("az", "20-30%"), ("en", "20%–30%")),
    (
        ("en", "five points"),
        ("ru", "пять процентных пунктов"),
        ("az", "beş faiz bəndi"),
        ("en", "5 percentage points"),
    ),
    (
        ("en", "01.02.2023"),
        ("ru", "1 февраля 2023 г."),
        ("az", "1 fevral 2023-cü il"),
        ("en", "2023-02-01"),
    ),
    (("en", "+994 12 555 01 01"), ("ru", "+994 (12) 555-01-01"), ("az", "+994125550101")),
]


@pytest.mark.parametrize(("one", "other"), [(group[0], one) for group in SAME for one in group[1:]])
def test_the_same_is_found_in_every_language(one, other):
    assert quantities(one[1], one[0]) == quantities(other[1], other[0]) != Counter()


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        *(
            ("az", "Onun üçün bir masa, onlar altında"),
            ("az", "maya dəyəri"),
            ("az", "gələn bazar"),
        ),
        *(("en", "One may march on"), ("en", "see https://example.org/2022/30 or a1@example.org")),
        *(
            ("ru", "со своей семьёй и семью друзей, семинар"),
            ("ru", "Марта и Майя"),
            ("ru", "одна из них"),
        ),
        *(("ka", "ორი"), ("az", ""), ("en", "a second later")),
    ],
)
def test_other_words_are_no_quantities(locale, text):
    assert quantities(text, locale) == Counter()


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("en", "29–30 September 2022", {"29": 1, "30": 1, "month 9": 1, "2022": 1}),
        ("en", "May 5, then in May", {"month 5": 2, "5": 1}),
        ("ru", "15 марта, в Марте", {"15": 1, "month 3": 1}),
        ("en", "two or three, ten", {"2": 1, "3": 1, "10": 1}),
        ("az", "on-on iki nəfər", {"10": 1, "12": 1}),
        ("ru", "два-три дня", {"2": 1, "3": 1}),
        ("en", "at half past six", {}),
        ("ru", "в половине седьмого", {}),
        ("az", "yeddinin yarısında", {}),
        ("az", "12 min 500 nəfər", {"12000": 1, "500": 1}),
        ("en", "nineteen twenty-two thousand", {"19": 1, "22000": 1}),
        ("de", "1,500 Menschen, zwei", {"1500": 1}),
        ("en", "003 and 0.50", {"3": 1, "0.5": 1}),
        ("az", "İ" * 5 + " 5 İyul", {"5": 1, "month 7": 1}),
    ],
)
def test_keys(locale, text, expected):
    assert quantities(text, locale) == Counter(expected)


def test_a_quantity_says_where_it_stands_and_how_sure_it_is():
    found_ones = found("İki dəfə: 74-ü XXI əsrdə, bir", "az")

    assert [(one.text, one.level) for one in found_ones] == [
        *(("İki", WORDS), ("74", DIGITS), ("XXI", HINT), ("bir", HINT))
    ]


def test_a_thousand_written_as_elsewhere_is_doubtful():
    (one,) = found("1,500 человек", "ru")

    assert (one.keys, one.doubtful) == (("1.5",), (("1500",),))
