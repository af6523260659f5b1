"""Links, pictures and contacts that are missing or changed."""

import pytest

from tests.desk.checking import ids_of


def link(address):
    return f'<a href="{address}" rel="noopener noreferrer">x</a>'


SAME = [
    ("entry:12", "entry:12"),
    ("entry:12#top", "entry:12"),
    ("/en/blog/a-passport/", "/ru/blog/pasport/"),
    ("/en/tags/training/", "/ru/tags/obuchenie/"),
    ("https://www.example.org/en/about", "https://example.org/ru/o-nas"),
    ("https://en.wikipedia.org/wiki/Baku", "https://ru.wikipedia.org/wiki/Баку"),
    ("mailto:Info@example.org", "mailto:info@example.org"),
    ("tel:+994125550101", "tel:+994 12 555-01-01"),
    ("/media/files/form.pdf", "/media/files/form.pdf"),
    ("https://example.org/?id=5", "https://example.org/?id=5"),
    ("http://[", "http://["),
    ("#note", "#note"),
]
CHANGED = [
    *(("entry:12", "entry:13"), ("/en/blog/a/", "/ru/tags/a/"), ("/en/blog/a/", "/ru/")),
    *(("https://example.org/a", "https://example.org/b"), ("mailto:a@b.org", "mailto:c@b.org")),
    *(("https://example.org/?id=5", "https://example.org/?id=6"), ("tel:102", "tel:103")),
]


@pytest.mark.parametrize(("source", "target"), SAME)
def test_the_same_link_in_another_language_is_right(source, target):
    assert ids_of(f"See {link(source)}.", f"См. {link(target)}.") == []


@pytest.mark.parametrize(("source", "target"), CHANGED)
def test_a_changed_link_is_an_error(source, target):
    assert ids_of(f"See {link(source)}.", f"См. {link(target)}.") == ["link-missing"]


def test_a_link_that_is_gone_is_missing_and_its_markup_lost():
    assert ids_of(f"See {link('entry:1')}.", "См. там.") == ["link-missing", "markup-lost"]


def test_a_link_more_is_a_warning():
    assert ids_of("See there.", f"См. {link('entry:1')}.") == ["link-added"]


def test_a_link_to_the_page_in_the_source_language_is_a_warning():
    text = f"См. {link('/en/tags/training/')}."
    assert ids_of(f"See {link('/en/tags/training/')}.", text) == ["link-language"]


def test_a_picture_must_stay():
    assert ids_of('Look: <img alt="" src="picture:3"> here.', "Смотрите: вот.") == [
        "picture-missing"
    ]
    assert (
        ids_of('<img alt="a cat" src="picture:3"> Cat', '<img alt="кошка" src="picture:3"> Кот')
        == []
    )


@pytest.mark.parametrize(
    ("languages", "source", "target"),
    [
        ("en ru", "Write to info@example.org.", "Пишите на info@example.org."),
        ("en az", "Call +994 12 555 01 01.", "(012) 555-01-01 nömrəsinə zəng edin."),
        ("ru az", "Тел.: 555-01-01.", "Tel.: 555-01-01."),
        ("en ru", "See https://example.org/en/x.", "См. https://example.org/ru/y."),
        ("az ru", "Ünvan: www.example.org", "Адрес: www.example.org"),
    ],
)
def test_contacts_that_are_there_do_not_alarm(languages, source, target):
    assert ids_of(source, target, languages=languages) == []


@pytest.mark.parametrize(
    ("languages", "source", "target"),
    [
        ("en ru", "Write to info@example.org.", "Пишите на inf@example.org."),
        ("en az", "Call +994 12 555 01 01.", "+994 12 555 01 10 nömrəsinə zəng edin."),
        ("ru az", "Адрес: www.example.org", "Ünvan: www.example.com"),
    ],
)
def test_contacts_that_differ_are_errors(languages, source, target):
    assert ids_of(source, target, languages=languages) == ["contact-missing"]
