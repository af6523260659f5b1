"""How large a change is, and what is marked in it."""

import pytest
from django.utils.safestring import SafeString

from translation_desk.changes import MEANING, TYPO, URGENT, marked, proposed
from translation_desk.negations import negations


@pytest.mark.parametrize(
    ("locale", "old", "new"),
    [
        # Punctuation, spaces, case.
        ("ru", "Курс начался", "Курс начался."),
        ("ru", "Тренинг «Миграция» - в Баку", "Тренинг «Миграция» — в\u00a0Баку"),
        ("ru", "Кто то пришёл", "Кто-то пришёл"),
        ("ru", "Международная Организация по миграции", "Международная организация по миграции"),
        ("az", "iqtisadi inkişaf", "İqtisadi inkişaf"),
        ("az", "Işıq gəldi", "ışıq gəldi!"),
        ("az", "Bakı şəhərində , səhər", "Bakı şəhərində, səhər"),
        ("en", "It is the centre's course", "It is the centre’s course"),
        ("ru", "5 000 слушателей", "5\u00a0000 слушателей"),
        # A slip of the pen in a long word.
        ("ru", "Тренниг в Баку", "Тренинг в Баку"),
        ("ru", "Расписание коррректно", "Расписание корректно"),
        ("ru", "Зачёт по расписнию", "Зачёт по расписанию"),
        ("az", "Mərkəzin kitabxanasi açıldı", "Mərkəzin kitabxanası açıldı"),
        ("az", "Miqrasyia məcəlləsi", "Miqrasiya məcəlləsi"),
        ("en", "The goverment agreed", "The government agreed"),
        # A language without tables.
        ("ka", "გამარჯობა მეგობრო", "გამარჯობა, მეგობრო!"),
    ],
)
def test_a_slip_of_the_pen_is_a_typo(locale, old, new):
    assert proposed(old, new, locale) == TYPO
    assert proposed(new, old, locale, is_plain=True) == TYPO


@pytest.mark.parametrize(
    ("locale", "old", "new"),
    [
        ("ru", "Курс прошёл в Баку", "Курс прошёл в Гяндже"),
        ("ru", "Курс прошёл в Баку", "Курс прошёл в Баку и Гяндже"),
        # One letter, and another word.
        ("ru", "Правила въезда", "Правила выезда"),
        ("ru", "Дом у моря", "Том у моря"),
        ("en", "Rights of the employer", "Rights of the employee"),
        ("en", "How emigration began", "How immigration began"),
        ("en", "The ICMPD opened it", "The ICMPS opened it"),
        ("az", "Yeni gəliş qaydası", "Yeni gediş qaydası"),
        ("az", "Təlim qız üçündür", "Təlim qış üçündür"),
        # Two words, a slip each.
        ("ru", "Тренниг по расписнию", "Тренинг по расписанию"),
        ("az", "Təlim keçirilir", "Təlim davam edir"),
        # What is written to, even if it looks like a slip.
        ("en", "Write to office@rtcm.example", "Write to offices@rtcm.example"),
        ("en", "See https://iom.int/news.", "See https://iom.int/new."),
        ("ka", "გამარჯობა მეგობრო", "ნახვამდის ყველას"),
    ],
)
def test_other_words_mean_something_else(locale, old, new):
    assert proposed(old, new, locale) == MEANING
    assert proposed(new, old, locale, is_plain=True) == MEANING


@pytest.mark.parametrize(
    ("locale", "old", "new"),
    [
        # Numbers, dates, amounts.
        ("ru", "Приём до 15 мая", "Приём до 16 мая"),
        ("ru", "Приём до 15 мая", "Приём до 15 марта"),
        ("ru", "Пошлина 1,5 маната", "Пошлина 15 манатов"),
        (
            "az",
            "Təlim 29–30 sentyabr 2022-ci ildə keçirilir",
            "Təlim 29–30 oktyabr 2022-ci ildə keçirilir",
        ),
        ("az", "Qeydiyyat saat 14:30-da", "Qeydiyyat saat 15:30-da"),
        ("en", "A fee of 50%", "A fee of 5%"),
        # Negations.
        ("ru", "Виза нужна", "Виза не нужна"),
        ("ru", "Вход с документами", "Вход без документов"),
        ("ru", "Курс доступен всем", "Курс недоступен всем"),
        ("ru", "Въезд разрешён", "Въезд никому не разрешён"),
        ("ru", "Здесь можно работать", "Здесь нельзя работать"),
        ("az", "Təlim keçirilir", "Təlim keçirilmir"),
        ("az", "Viza tələb olunur", "Viza tələb olunmur"),
        ("az", "O gələcək", "O gəlməyəcək"),
        ("az", "Qeydiyyat mümkündür", "Qeydiyyat mümkün deyil"),
        ("az", "Yer var", "Yer yoxdur"),
        ("az", "Vizalı səfər", "Vizasız səfər"),
        ("az", "Sənəd olan şəxslər", "Sənəd olmayan şəxslər"),
        ("en", "You may enter", "You may not enter"),
        ("en", "They do leave", "They don’t leave"),
        ("en", "Enter with a visa", "Enter without a visa"),
        ("en", "Stays are regular", "Stays are irregular"),
    ],
)
def test_numbers_and_negations_are_urgent(locale, old, new):
    assert proposed(old, new, locale) == URGENT
    assert proposed(new, old, locale, is_plain=True) == URGENT


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('Bax: <a href="/az/a/">sayt</a>', 'Bax: <a href="/az/b/">sayt</a>', MEANING),
        ("Bu <strong>vacib</strong> qaydadır", "Bu vacib qaydadır", MEANING),
        ("<strong>Bu</strong> vacib qaydadır", "Bu <strong>vacib</strong> qaydadır", MEANING),
        ('Bax <img alt="" src="picture:1"> bura', 'Bax <img alt="" src="picture:2"> bura', MEANING),
        # Spaces, breaks and punctuation around the markup.
        ("Bu <strong>vacib </strong>qaydadır", "Bu <strong>vacib</strong> qaydadır.", TYPO),
        ("Bakı,<br>2022", "Bakı, 2022", TYPO),
        # An entity is no word.
        ("Təhsil &amp; əmək", "Təhsil və əmək", MEANING),
        ("a &lt; b &amp; c", "a &lt; b & c", TYPO),
    ],
)
def test_markup_that_changes_is_no_typo(old, new, expected):
    assert proposed(old, new, "az") == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dəmir yolunun təmiri, namaz, Əhmədin kömürü", 0),
        ("Görüşməsi, gəlmək, keçirilməsinə dair tərcümədir", 0),
        ("Belə deyilir, beləcə deyilən yer", 0),
        ("Təhlükəsizlik və məmurlar, nümayəndəlik, fransız dili, çamadan", 0),
        ("Gəlmədi, olmayıb, işləməsin, bilmirəm, olmaz", 5),
        ("İşsizlik, vizasız, heç kim", 3),
    ],
)
def test_azerbaijani_negates_inside_the_verb(text, count):
    assert negations(text, "az") == count


def test_a_language_of_a_region_negates_as_its_parent():
    assert negations("You can’t", "en-gb") == 1
    assert negations("არა", "ka") == 0


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "Təlim <b>başladı</b>",
            "Təlim <b>bitdi</b>",
            ("Təlim <del>başladı</del>", "Təlim <ins>bitdi</ins>"),
        ),
        ("Bir üç", "Bir iki üç", ("Bir üç", "Bir <ins>iki</ins> üç")),
        ("", "Ёлка", ("", "<ins>Ёлка</ins>")),
        ("a<br>b", "a<br>c", ("a<br><del>b</del>", "a<br><ins>c</ins>")),
        ("1 &lt; 2 ış", "1 &lt; 2 iş", ("1 &lt; 2 <del>ış</del>", "1 &lt; 2 <ins>iş</ins>")),
        (
            'Bax: <a href="/az/a/">sayt</a>',
            'Bax: <a href="/az/b/">sayt</a>',
            (
                "Bax: <del>sayt</del>",
                'Bax: <ins title="link: /az/b/ instead of /az/a/">sayt</ins>',
            ),
        ),
    ],
)
def test_words_that_changed_are_marked(old, new, expected):
    found = marked(old, new)
    assert found == expected
    assert all(isinstance(side, SafeString) for side in found)


def test_plain_text_is_escaped():
    assert marked("<b>ə</b> & й", "<b>e</b> & й", is_plain=True) == (
        "&lt;b&gt;<del>ə</del>&lt;/b&gt; &amp; й",
        "&lt;b&gt;<ins>e</ins>&lt;/b&gt; &amp; й",
    )
