"""Terms of the glossary in the translation, in whatever form they stand there."""

import pytest

from tests.desk.checking import ids_of, messages_of
from translation_desk.terms import Glossary, TermEntry

GLOSSARY = Glossary(
    [
        TermEntry(
            1,
            {
                "en": ["border crossing point"],
                "ru": ["пункт пропуска", "пограничный пункт"],
                "az": ["sərhəd-buraxılış məntəqəsi"],
            },
            {"ru": ["погранпереход"], "az": ["keçid məntəqəsi"]},
        ),
        TermEntry(2, {"en": ["migrant"], "ru": ["мигрант"], "az": ["miqrant"]}, {"az": ["köçkün"]}),
        TermEntry(3, {"en": ["Eurovisa"]}, {}, keep=True),
        TermEntry(6, {"en": ["shelter"], "az": ["sığınacaq"]}, {}),
        TermEntry(7, {"en": ["sanctuary"], "az": ["sığınacaq"]}, {}),
        TermEntry(4, {"en": ["asylum"]}, {"en": ["illegal alien"]}),
        TermEntry(6, {"en": ["refuge"], "az": ["sığınacaq"]}, {}),
        TermEntry(7, {"en": ["shelter"], "az": ["sığınacaq"]}, {}),
    ]
)


@pytest.mark.parametrize(
    ("languages", "source", "target"),
    [
        ("en ru", "At the border crossing points.", "На пунктах пропуска."),
        ("en ru", "At the border crossing points.", "На пограничных пунктах."),
        ("en az", "At the border crossing points.", "Sərhəd-buraxılış məntəqələrində."),
        ("ru az", "С мигрантами говорили.", "Miqrantlarla danışdılar."),
        ("az en", "Miqrantların işi.", "The work of migrants."),
        ("en ru", "About Eurovisa and asylum.", "О Eurovisa и убежище."),
        ("az en", "Sığınacaqda.", "In a shelter."),
        ("ka ru", "Eurovisa", "Eurovisa"),
        ("az en", "Sığınacaq tapdılar.", "They found shelter."),
        ("az en", "Sığınacaq tapdılar.", "They found sanctuary."),
    ],
)
def test_agreed_terms_do_not_alarm(languages, source, target):
    assert ids_of(source, target, languages=languages, glossary=GLOSSARY) == []


@pytest.mark.parametrize(
    ("check", "languages", "source", "target"),
    [
        ("term-missing", "en ru", "At the border crossing points.", "На границе, на заставах."),
        ("term-missing", "ru az", "С мигрантами говорили.", "Onlarla danışdılar."),
        ("term-missing", "en ru", "About Eurovisa.", "О Евровизе."),
        ("term-forbidden", "en ru", "At the border.", "На погранпереходах."),
        ("term-forbidden", "en az", "People came.", "Köçkünlər gəldi."),
        ("term-forbidden", "az en", "Miqrantlar gəldi.", "Migrants, illegal aliens came."),
    ],
)
def test_other_terms_alarm(check, languages, source, target):
    assert ids_of(source, target, languages=languages, glossary=GLOSSARY) == [check]


def test_the_agreed_names_are_told_once():
    source = "Border crossing points are border crossing points."
    assert messages_of(source, "Заставы и снова заставы стоят.", glossary=GLOSSARY) == [
        "For “border crossing point” the glossary has: «пункт пропуска», «пограничный пункт»"
    ]


def test_what_should_be_written_is_told():
    assert messages_of(
        "People came.", "Köçkünlər gəldi.", languages="en az", glossary=GLOSSARY
    ) == ["Instead of “köçkün” write: “miqrant”"]


def test_text_with_terms_that_are_kept_may_be_the_same():
    kept = Glossary([TermEntry(5, {"en": ["open data portal"]}, {}, keep=True)])
    found = ids_of("open data portal", "open data portal", languages="en az", glossary=kept)

    assert found == []
