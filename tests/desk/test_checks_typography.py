"""Quotes, dashes, spaces, ends and beginnings."""

import pytest

from tests.desk.checking import ids_of

GOOD = [
    ("en ru", "“We begin,” says the teacher.", "«Мы начинаем», — говорит учитель."),
    ("en ru", "The film “A day of ‘rest’” ran.", "Шёл фильм «День „отдыха“»."),
    ("en az", "“We begin,” says the teacher.", "“Biz başlayırıq”, – müəllim deyir."),
    ("en az", "“We begin,” says the teacher.", "«Biz başlayırıq», — müəllim deyir."),
    ("ru en", "Центр — это дом.", "The centre – it is a home."),
    ("az en", "Mərkəz – bizim evimizdir!", "The centre is our home."),
    ("en ru", "A two-day, 10-hour course", "Двухдневный десятичасовой курс, 10 часов"),
    ("en ru", "Who is it?", "Кто это?"),
    ("en ru", "He asked: who is it?", "Он спросил, кто это: он хотел знать."),
    ("en ru", "(See the note.)", "(См. примечание)."),
    ("en az", "five things:", "beş şey:"),
    ("en az", "a paid job in Baku;", "Bakıda ödənişli iş;"),
    ("az en", "Bakıda ödənişli iş;", "a paid job in Baku;"),
    ("en ru", "a) one; b) two", "а) одно; б) другое"),
    ("en ru", 'a 5" pipe', 'труба 5"'),
    ("en ru", "It is 1,5 or a,b…", "Это 1,5 или a,b…"),
    ("ru az", "Но… да", "Amma … hə"),
]
BAD = [
    ("quotes", "en ru", "“We begin,” says he.", "“Мы начинаем”, — говорит он."),
    ("quotes", "en ru", "“We begin,” says he.", '"Мы начинаем", — говорит он.'),
    ("quotes", "ru en", "«Дом» стоит.", "«The house» stands."),
    ("quotes", "ru az", "Дом „Ева“ стоит.", "„Eva“ evi dayanır."),
    ("brackets", "en ru", "A law (new) is here.", "Закон (новый вышел."),
    ("brackets", "en az", "The “house” stands.", "“Ev dayanır."),
    ("dashes", "en ru", "The centre is a home.", "Центр - это дом."),
    ("dashes", "en ru", "The centre is a home.", "Центр – это дом."),
    ("dashes", "en az", "The centre is a home.", "Mərkəz - evdir."),
    ("dashes", "az en", "Mərkəz – evdir.", "The centre -- a home."),
    ("double-spaces", "en ru", "The centre is a home.", "Центр  это дом."),
    ("space-before-mark", "en ru", "Yes, he came.", "Да , он пришёл."),
    ("space-before-mark", "en az", "Yes, he came?", "Bəli, o gəldi ?"),
    ("space-after-mark", "en az", "Yes, he came.", "Bəli,gəldi."),
    ("end", "en ru", "The centre is a home.", "Центр — это дом"),
    ("end", "en az", "The centre is a home", "Mərkəz evdir."),
    ("end", "en az", "Is the centre a home?", "Mərkəz evdir."),
    ("end", "ru az", "Центр предлагает:", "Mərkəz təklif edir."),
    ("beginning", "en ru", "The centre is a home.", "центр — это дом."),
    ("beginning", "en az", "the centre is a home", "Mərkəz evdir"),
    ("beginning", "ru az", "Центр открыт.", "ilk mərkəz açıqdır."),
]


@pytest.mark.parametrize(("languages", "source", "target"), GOOD)
def test_right_typography_does_not_alarm(languages, source, target):
    assert ids_of(source, target, languages=languages) == []


@pytest.mark.parametrize(("check", "languages", "source", "target"), BAD)
def test_wrong_typography_alarms(check, languages, source, target):
    assert ids_of(source, target, languages=languages) == [check]


def test_code_and_other_languages_have_their_own_quotes():
    target = 'Введите <code>"x - y"</code> и <span lang="en">“yes”</span>.'
    assert ids_of('Type <code>"x - y"</code> and <span lang="en">“yes”</span>.', target) == []
