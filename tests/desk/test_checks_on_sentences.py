"""Sentences of the kind that a training centre writes, well translated: nothing to say about either way."""

import pytest

from tests.desk.checking import ids_of

SENTENCES = [
    (
        "en ru",
        "The workshop for 25 border guards was held in Baku on 14–16 March 2023 with the support of IOM and the EU.",
        "Семинар для 25 пограничников прошёл в Баку 14–16 марта 2023 года при поддержке МОМ и ЕС.",
    ),
    (
        "en az",
        "The workshop for 25 border guards was held in Baku on 14–16 March 2023 with the support of IOM and the EU.",
        "2023-cü il martın 14-16-da Bakıda 25 sərhədçi üçün BMqT və Aİ-nin dəstəyi ilə seminar keçirildi.",
    ),
    (
        "az ru",
        "Təlim 2-5 oktyabr tarixlərində keçirilib, 18 nəfər iştirak edib.",
        "Тренинг прошёл со 2 по 5 октября, в нём приняли участие 18 человек.",
    ),
    (
        "az en",
        "Kursun müddəti 6 aydır və 1.200 manatdır.",
        "The course lasts six months and costs AZN 1,200.",
    ),
    ("ru az", "Стипендия — 350 евро в месяц, 12 месяцев.", "Təqaüd ayda 350 avro, 12 ay."),
    (
        "en ru",
        "More than 1 in 5 migrants (21.4%) are under 18.",
        "Более чем каждый пятый мигрант (21,4 %) младше 18 лет.",
    ),
    (
        "en az",
        "More than 1 in 5 migrants (21.4%) are under 18.",
        "Hər beş miqrantdan birindən çoxu (21,4%) 18 yaşdan kiçikdir.",
    ),
    (
        "en ru",
        "Article 5(2) of Law No. 713-IQ of 2 July 2013",
        "Статья 5(2) Закона № 713-IQ от 2 июля 2013 года",
    ),
    (
        "en az",
        "Article 5(2) of Law No. 713-IQ of 2 July 2013",
        "2 iyul 2013-cü il tarixli 713-IQ nömrəli Qanunun 5(2)-ci maddəsi",
    ),
    (
        "en ru",
        "In the first half of 2023, 3.2 million people arrived, up 12 per cent on 2022.",
        "В первом полугодии 2023 года прибыло 3,2 млн человек — на 12 % больше, чем в 2022-м.",
    ),
    ("en ru", "Office hours: Mon–Fri, 9 a.m. to 6 p.m.", "Часы работы: пн–пт, с 9 до 18."),
    (
        "en az",
        "Office hours: Monday to Friday, 9:00–18:00.",
        "İş saatları: bazar ertəsi – cümə, 9:00–18:00.",
    ),
    (
        "ru en",
        "Заявки принимаются до 1 сентября, 18:00 по Баку.",
        "Applications are accepted until 6 p.m. Baku time on 1 September.",
    ),
    (
        "en ru",
        "COVID-19 changed the work of 2 out of 3 centres.",
        "COVID-19 изменил работу двух из трёх центров.",
    ),
    (
        "en az",
        "20th anniversary of the 1951 Convention’s 70th year",
        "1951-ci il Konvensiyasının 70-ci ilinin 20 illiyi",
    ),
    ("en ru", "The two-day event on the 5th and 6th of May", "Двухдневное мероприятие 5 и 6 мая"),
    (
        "en az",
        "The handbook costs 15.50 manats (about €8).",
        "Kitab 15,50 manatdır (təxminən 8 avro).",
    ),
    (
        "en ru",
        "A dozen experts from 12 countries, 50% women",
        "Двенадцать экспертов из 12 стран, половина — женщины",
    ),
    ("en ru", "He said: “Don’t go!” and left…", "Он сказал: «Не ходи!» — и ушёл…"),
    (
        "en az",
        "Dr. Aliyev’s lecture: what’s next?",
        "Dr. Əliyevin mühazirəsi: bundan sonra nə olacaq?",
    ),
    (
        "ru az",
        "Т. е. 5-й и 6-й кварталы, ул. Низами, д. 5.",
        "Yəni 5-ci və 6-cı məhəllələr, Nizami küçəsi, ev 5.",
    ),
    ("en ru", "Photo: RTCM/Leyla Hasanova", "Фото: RTCM/Лейла Гасанова"),
    ("en az", "Phone (012) 555-01-01, ext. 5", "Telefon: (012) 555-01-01, daxili 5"),
    ("en az", "IOM’s new office in İsmayıllı", "BMqT-nin İsmayıllıda yeni ofisi"),
    ("en ru", "Iran, Iraq and Turkey", "Иран, Ирак и Турция"),
    ("en az", "Iran, Iraq, Ireland and Italy", "İran, İraq, İrlandiya və İtaliya"),
    (
        "en az",
        "Seminar ‘Smart borders’ in the 2020s",
        "2020-ci illərdə “Ağıllı sərhədlər” seminarı",
    ),
    (
        "az ru",
        "Layihə çərçivəsində 1 000-dən çox gənc (16–29 yaş) təlim keçib.",
        "В рамках проекта обучение прошли более 1000 молодых людей (16–29 лет).",
    ),
    ("en ru", "We use Zoom (ID: 823 4567 8901).", "Мы используем Zoom (ID: 823 4567 8901)."),
    ("en ru", "Sustainable Development Goal 10.7", "Цель в области устойчивого развития 10.7"),
    (
        "en az",
        "Sustainable Development Goal 10.7 of the UN",
        "BMT-nin 10.7 nömrəli Davamlı İnkişaf Məqsədi",
    ),
    ("en ru", "See the “Rules of stay” (in Russian), p. 5–7.", "См. «Правила пребывания», с. 5–7."),
    ("en az", "It happened twice in 3 years.", "Bu, 3 ildə iki dəfə baş verib."),
    ("en az", "half a million people, 500,000 in all", "yarım milyon insan, cəmi 500 min"),
    ("en ru", "half a million people", "полмиллиона человек"),
    ("en az", "Thursday, 5 December", "5 dekabr, cümə axşamı"),
    ("en az", "On Sunday, not Saturday.", "Şənbə yox, bazar günü."),
    ("en ru", "a third of them", "треть из них"),
    ("en az", "The 1st and 2nd groups, 11th floor", "1-ci və 2-ci qruplar, 11-ci mərtəbə"),
    ("ru az", "Всего 2 тыс. человек, 5 млрд рублей", "Cəmi 2 min nəfər, 5 milyard rubl"),
    ("en az", "in the XXI century, King Charles III", "XXI əsrdə, Kral III Çarlz"),
    ("en ru", "in May and June, may be later", "в мае и июне, а может быть, и позже"),
    ("en az", "The years 2014–2020 and 2021-22", "2014–2020 və 2021-22-ci illər"),
    ("en az", "In Ilham’s and Inna’s words", "İlhamın və İnnanın sözləri ilə"),
]


@pytest.mark.parametrize(("languages", "one", "other"), SENTENCES)
def test_a_good_translation_does_not_alarm_either_way(languages, one, other):
    backwards = " ".join(reversed(languages.split()))

    assert ids_of(one, other, languages=languages) == []
    assert ids_of(other, one, languages=backwards) == []
