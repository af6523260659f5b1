"""Dates and numbers as each language writes them (CLDR 45)."""

import datetime

import pytest
from django.template import Context, Template
from django.utils import dates, formats, translation

DAY = datetime.date(2024, 5, 3)
MOMENT = datetime.datetime(2024, 5, 3, 9, 5)


@pytest.mark.parametrize(
    ("language", "name", "text"),
    [
        ("en", "DATE_FORMAT", "3 May 2024"),
        ("ru", "DATE_FORMAT", "3 мая 2024 г."),
        ("az", "DATE_FORMAT", "3 may 2024"),
        ("en", "MONTH_DAY_FORMAT", "3 May"),
        ("ru", "MONTH_DAY_FORMAT", "3 мая"),
        ("az", "MONTH_DAY_FORMAT", "3 may"),
        ("en", "YEAR_MONTH_FORMAT", "May 2024"),
        ("ru", "YEAR_MONTH_FORMAT", "май 2024"),
        ("az", "YEAR_MONTH_FORMAT", "may 2024"),
        ("en", "SHORT_DATE_FORMAT", "03/05/2024"),
        ("ru", "SHORT_DATE_FORMAT", "03.05.2024"),
        ("az", "SHORT_DATE_FORMAT", "03.05.2024"),
        ("en", "DATETIME_FORMAT", "3 May 2024, 09:05"),
        ("ru", "DATETIME_FORMAT", "3 мая 2024 г., 09:05"),
        ("az", "DATETIME_FORMAT", "3 may 2024, 09:05"),
    ],
)
def test_date_is_written_as_in_the_language(language, name, text):
    with translation.override(language):
        assert formats.date_format(MOMENT, name) == text


@pytest.mark.parametrize("language", ["en", "ru", "az"])
@pytest.mark.parametrize("hour", [0, 13, 23])
def test_hours_are_of_a_day_of_24(language, hour):
    with translation.override(language):
        assert formats.time_format(datetime.time(hour, 5)) == f"{hour:02}:05"


@pytest.mark.parametrize("language", ["en", "ru", "az"])
def test_week_begins_on_monday(language):
    with translation.override(language):
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


@pytest.mark.parametrize(
    ("language", "months", "months_of_a_date", "days"),
    [
        (
            "ru",
            "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
            "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
            "понедельник, вторник, среда, четверг, пятница, суббота, воскресенье",
        ),
        (
            "az",
            "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
            "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
            "bazar ertəsi, çərşənbə axşamı, çərşənbə, cümə axşamı, cümə, şənbə, bazar",
        ),
    ],
)
def test_months_and_days_begin_small(language, months, months_of_a_date, days):
    """Django's own catalogues have "Май" and "Cümə"; ours goes before them."""
    with translation.override(language):
        assert " ".join(map(str, dates.MONTHS.values())) == months
        assert " ".join(map(str, dates.MONTHS_ALT.values())) == months_of_a_date
        assert ", ".join(map(str, dates.WEEKDAYS.values())) == days


@pytest.mark.parametrize(
    ("language", "number"),
    [("en", "1,234,567.89"), ("ru", "1\u00a0234\u00a0567,89"), ("az", "1.234.567,89")],
)
def test_number_has_the_separators_of_the_language(language, number):
    with translation.override(language):
        text = formats.number_format(1234567.89, decimal_pos=2, force_grouping=True)
    assert text == number


@pytest.mark.parametrize("language", ["en", "ru", "az"])
@pytest.mark.parametrize(
    "typed",
    ["2024-05-03T09:05", "2024-05-03T09:05:00", "2024-05-03 09:05", "03.05.2024 09:05"],
)
def test_moment_is_understood_from_browsers_and_people(language, typed):
    with translation.override(language):
        assert MOMENT in parsed(typed, "DATETIME_INPUT_FORMATS")


@pytest.mark.parametrize("language", ["en", "ru", "az"])
@pytest.mark.parametrize("typed", ["2024-05-03", "03.05.2024", "03/05/2024"])
def test_day_is_before_month_wherever_it_is_typed(language, typed):
    with translation.override(language):
        assert {moment.date() for moment in parsed(typed, "DATE_INPUT_FORMATS")} == {DAY}


@pytest.mark.parametrize("language", ["en", "ru", "az"])
def test_moment_we_print_can_be_sent_back(language):
    with translation.override(language):
        printed = formats.localize_input(MOMENT)
        assert MOMENT in parsed(printed, "DATETIME_INPUT_FORMATS")


def test_template_writes_the_date_of_the_active_language():
    with translation.override("az"):
        assert Template("{{ day|date }}").render(Context({"day": DAY})) == "3 may 2024"


def parsed(typed, name):
    """What each format of the active language, by its name, makes of ``typed``."""
    moments = []
    for pattern in formats.get_format(name):
        try:
            moments.append(datetime.datetime.strptime(typed, pattern))
        except ValueError:
            continue
    return moments
