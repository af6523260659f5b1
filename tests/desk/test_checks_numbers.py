"""Numbers, dates and amounts: good and bad translations, as people make them."""

import pytest

from tests.desk.checking import ids_of, messages_of

GOOD = [
    ("en ru", "The school ran on 29–30 September 2022.", "Школа прошла 29–30 сентября 2022 года."),
    (
        "en az",
        "The school ran on 29–30 September 2022.",
        "Məktəb 29-30 sentyabr 2022-ci ildə keçirildi.",
    ),
    ("ru az", "С 8 по 19 июля 2023 года.", "İyulun 8-dən 19-dək, 2023-cü il."),
    ("az en", "Dinləyicilərin 46%-i qadındır.", "Women make up 46% of the trainees."),
    ("az ru", "Dinləyicilərin 46 faizi qadındır.", "Женщины составляют 46 % слушателей."),
    ("en ru", "It cost $1,500 in 2021.", "В 2021 году это стоило 1500 долларов."),
    ("en az", "1,500,000 people, 2.5 million cars", "1.500.000 nəfər, 2,5 milyon avtomobil"),
    ("ru en", "Это 1 500 человек и 3,5 часа.", "These are 1,500 people and 3.5 hours."),
    ("en ru", "The 2 guests met on the 3rd floor.", "Два гостя встретились на третьем этаже."),
    ("en az", "Two guests and 12 hosts met.", "2 qonaq və on iki ev sahibi görüşdü."),
    ("en ru", "Doors open at 2 p.m., 14 June.", "Двери откроются в 14:00, 14 июня."),
    ("en az", "It begins at 14:30 on Monday.", "Bazar ertəsi saat 14:30-da başlayır."),
    ("ru az", "Встреча в 14 часов в среду.", "Görüş çərşənbə günü saat 14:00-da."),
    ("en ru", "The hotline works 24/7.", "Горячая линия работает круглосуточно."),
    ("en ru", "A three-day course in the 21st century.", "Трёхдневный курс в XXI веке."),
    ("en az", "A 3-day course for 30 people", "30 nəfər üçün üçgünlük kurs"),
    ("en ru", "From 20 to 30% of them came.", "Пришли 20–30 % из них."),
    ("en az", "It grew by 5 percentage points.", "O, beş faiz bəndi artdı."),
    ("en ru", "Both came at half past six.", "Оба пришли в половине седьмого."),
    ("en ru", "We met in May 2023, on Friday.", "Мы встретились в мае 2023 г., в пятницу."),
    ("en az", "Weekly meetings, every seven days", "Hər həftə görüşlər"),
    ("az ru", "Kurs 1 fevral 2024-cü ildə başlayır.", "Курс начнётся 01.02.2024."),
    ("az en", "Onlar üçün 15 manat, altında 2 kitab", "15 manats for them, 2 books underneath"),
    ("ka ru", "ორშაბათს 12 ადამიანი", "В понедельник 12 человек"),
]
BAD = [
    ("number-missing", "en ru", "There were 15 trainees.", "Было много слушателей."),
    ("number-missing", "en az", "The year 2022 was hard.", "İl çətin keçdi."),
    (
        "number-missing",
        "az en",
        "Dinləyicilərin 46%-i qadındır.",
        "Women make up much of the trainees.",
    ),
    ("number-missing", "ru az", "Двери открываются в 14:30.", "Qapılar günorta açılır."),
    ("number-added", "en ru", "There were trainees.", "Было 15 слушателей."),
    ("number-added", "az ru", "Kurs yazda başlayır.", "Курс начнётся весной 2024 года."),
    ("number-format", "en ru", "It took 1,500 days.", "Это заняло 1,500 дней."),
    ("number-format", "en az", "There were 30% of them.", "Onların 30 nəfəri var idi."),
    ("number-words", "en ru", "There were sixteen trainees.", "Было пятнадцать слушателей."),
    ("number-words", "ru az", "Сорок дней и семь ночей.", "Qırx gün və səkkiz gecə."),
    ("month", "en ru", "We met on 5 September.", "Мы встретились 5 октября."),
    ("month", "en az", "We met on 5 June.", "Biz 5 iyulda görüşdük."),
    ("month", "az ru", "Görüş 3 mart 2024-cü ildə oldu.", "Встреча состоялась 03.05.2024."),
    ("day", "en az", "We met on Tuesday.", "Biz çərşənbə günü görüşdük."),
    ("day", "ru en", "Мы встретились во вторник.", "We met on Thursday."),
    ("currency", "en ru", "It costs 500 dollars.", "Это стоит 500 манатов."),
    ("currency", "ru az", "Это стоит 20 евро.", "Bunun qiyməti 20 ₼-dır."),
]


@pytest.mark.parametrize(("languages", "source", "target"), GOOD)
def test_right_numbers_do_not_alarm(languages, source, target):
    assert ids_of(source, target, languages=languages) == []


@pytest.mark.parametrize(("check", "languages", "source", "target"), BAD)
def test_wrong_numbers_alarm(check, languages, source, target):
    assert ids_of(source, target, languages=languages) == [check]


def test_a_wrong_digit_is_missing_and_added():
    assert messages_of("It has 46 pages.", "Там 64 страницы.") == [
        *("Not in the translation: “46”", "Not in the source text: “64”")
    ]
