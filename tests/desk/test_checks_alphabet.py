"""Letters of the wrong alphabet, and i with and without its dot."""

import pytest

from tests.desk.checking import ids_of, messages_of
from translation_desk.kinds import TITLE

RU, AZ = "en ru", "en az"
GOOD = [
    (RU, "Сотрудники МОМ и Microsoft встретились в Баку"),
    (RU, "Слово әлаг — азербайджанское, ё и й на месте"),
    (RU, "Витамин C, группа A и план B, пункт a и вариант c или a,b"),
    (RU, "E-mail-рассылка и IT-отдел"),
    (AZ, "Şəki şəhəri, Çıraq küçəsi, İSTİQLAL və ISIQ"),
    (AZ, "Irğalanan körpü, ılıq hava, Irq, IV fəsil, III sinif"),
    (AZ, "İRAN, İNKİŞAF, MİQRASİYA və QIŞ MƏKTƏBİ"),
    (AZ, "Instagram səhifəsi"),
    (AZ, "“Дом” sözü rusca evdir"),
    (AZ, "AZƏRBAYCAN RESPUBLİKASININ MİQRASİYA MƏCƏLLƏSİ"),
    ("ru en", "Iran and Istanbul, IRAN"),
    ("az tr", "Işıklı İstanbul, Irmak"),
]
BAD = [
    ("mixed-alphabets", RU, "Новый зaкон о миграции"),  # a Latin a
    ("mixed-alphabets", RU, "Cотрудники центра"),
    ("mixed-alphabets", AZ, "Yeni qаnun çıxdı"),  # a Cyrillic а
    ("mixed-alphabets", "ru en", "A new lаw is here"),
    ("look-alikes", RU, "Сотрудники c опытом"),
    ("look-alikes", RU, "B этом году"),
    ("look-alikes", RU, "Он пришёл, a она нет"),
    ("look-alikes", AZ, "Bu, о deyil"),
    ("schwa", AZ, "Yeni mәktəb açıldı"),
    ("schwa", AZ, "Yeni mǝktəb açıldı"),
    ("schwa", AZ, "Әmək bazarı"),
    ("dot-left", AZ, "i̇stiqlal küçəsi"),
    ("dot-left", RU, "Улица называется i̇stiqlal"),
    ("dotless-i", AZ, "IRAN və Türkiyə"),
    ("dotless-i", AZ, "INKIŞAF proqramı"),
    ("dotless-i", AZ, "Istanbul şəhəri"),
    ("dotless-i", AZ, "MIQRASIYA xidməti"),
    ("dotless-i", AZ, "Internetdə və Indi"),
    ("dotless-i", AZ, "Cəmi BIRINCI oldu, birinci"),
    ("doubtful-i", AZ, "Yeni Ipək yolu"),
    ("alphabet", RU, "This is quite another language"),
    ("alphabet", AZ, "Это совсем другой язык"),
]


@pytest.mark.parametrize(("languages", "target"), GOOD)
def test_right_letters_do_not_alarm(languages, target):
    source = "Something in a language of letters" if languages != "ru en" else "Что-то написано тут"
    assert alphabet_ids(source, target, languages) == []


@pytest.mark.parametrize(("check", "languages", "target"), BAD)
def test_wrong_letters_alarm(check, languages, target):
    assert alphabet_ids("Another text that says so", target, languages) == [check]


def alphabet_ids(source, target, languages):
    others = ("beginning", "end", "acronym", "length")
    found = ids_of(source, target, languages=languages, kind=TITLE)
    return [check for check in found if check not in others]


def test_a_name_that_the_source_writes_so_is_let_be():
    assert ids_of("Ian and Iveta came.", "Ian və Iveta gəldi.", languages=AZ) == []


def test_words_marked_as_foreign_are_let_be():
    target = 'Sözün özü: <span lang="ru">дом, а не о</span>.'
    assert ids_of('The word: <span lang="ru">дом, а не о</span>.', target, languages=AZ) == []


def test_the_right_word_is_named():
    assert messages_of("Iran and others", "IRAN və başqaları", languages=AZ) == [
        "“IRAN” should perhaps be “İRAN”."
    ]


def test_a_language_without_a_table_does_not_crash():
    assert ids_of("A new law", "Ένας νέος νόμος", languages="en el") == []
