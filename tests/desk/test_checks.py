"""The registry of checks, what a finding is, and the documentation."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils.translation import override

from tests.desk.checking import ids_of, pair_of
from translation_desk.checks import CHECKS, ERROR, WARNING, findings
from translation_desk.kinds import TITLE
from translation_desk.management.commands.list_checks import Command


def test_every_check_has_an_id_of_its_own_a_name_and_an_explanation():
    assert len({check.id for check in CHECKS}) == len(CHECKS)
    assert all(check.name and check.explanation for check in CHECKS)
    assert {check.severity for check in CHECKS} == {ERROR, WARNING}


def test_errors_come_first():
    found = findings(pair_of("It has 46 pages.", "Там  64 страницы."))

    assert [(one.check, one.severity) for one in found] == [
        *(("number-missing", ERROR), ("number-added", WARNING), ("double-spaces", WARNING))
    ]


def test_a_key_lasts_until_a_text_changes_whatever_language_one_reads():
    pair = pair_of("It has 46 pages.", "Там страницы.")
    (found,) = findings(pair)
    with override("ru"):
        (in_russian,) = findings(pair_of("It has 46 pages.", "Там страницы."))
    (changed,) = findings(pair_of("It has 46 pages.", "Тут страницы."))

    assert found.key == in_russian.key != changed.key
    assert len(found.key) == 20


def test_what_is_wrong_twice_has_two_keys():
    target = "IRAN və INKİŞAF"
    found = findings(pair_of("Iran and growth", target, languages="en az", kind=TITLE))

    assert [one.check for one in found] == ["dotless-i", "dotless-i"]
    assert len({one.key for one in found}) == 2


@pytest.mark.parametrize(
    "text", ["", " ", "\0", "<", "<a href=", "</em></em>", "\ufffc", "İ̇", "1" * 5000, "(" * 5000]
)
def test_nothing_crashes(text):
    for languages in ("en ru", "ru az", "az el", "xx yy", "zh-hans en-gb"):
        ids_of(text, "A word", languages=languages)
        ids_of("A word", text, languages=languages)
        ids_of(text, text, languages=languages, kind=TITLE)


def test_the_documentation_is_printed():
    out = StringIO()
    call_command(Command(), language="en", stdout=out)

    assert out.getvalue().count("(error): ") + out.getvalue().count("(warning): ") == len(CHECKS)
    assert "number-missing (error): Number missing" in out.getvalue()
