"""Terms in a text: in whatever form, the longest first, and where they stand."""

import tomllib
from pathlib import Path

import pytest

from blog.markup import clean_html, plain_text
from translation_desk.glossary_csv import read_glossary
from translation_desk.segmenting import split
from translation_desk.terms import Glossary, TermEntry

LOCALES = ["en", "ru", "az"]
DEMO = read_glossary(Path("translation_desk/demo/glossary.csv").read_bytes(), LOCALES)
CONTENT = sorted(Path("blog/demo/content").glob("[0-9]*.toml"))


def make_entry(number=1, *, forbidden=None, keep=False, is_case_sensitive=False, **names):
    """An entry; names are given by locale, parted by "|"."""
    several = {code: text.split("|") for code, text in names.items()}
    banned = {code: text.split("|") for code, text in (forbidden or {}).items()}
    return TermEntry(number, several, banned, "", keep, is_case_sensitive)


def found(text, locale, *entries):
    """What is found in a text, as it stands there."""
    return [text[one.start : one.end] for one in Glossary(entries).find(text, locale)]


@pytest.mark.parametrize(
    ("locale", "name", "text", "places"),
    [
        (
            "ru",
            "пограничный контроль",
            "После пограничного контроля – чай.",
            ["пограничного контроля"],
        ),
        ("ru", "пограничный контроль", "Пограничные и контроль", []),
        ("ru", "страна происхождения", "из стран происхождения", ["стран происхождения"]),
        ("ru", "трудящийся-мигрант", "права трудящихся-мигрантов", ["трудящихся-мигрантов"]),
        ("ru", "приём", "Приём закрыт, приёма нет.", ["Приём", "приёма"]),
        ("ru", "приём", "прием открыт", ["прием"]),
        ("ru", "лицо, ищущее убежище", "Лицам, ищущим убежища, помогут", ["Лицам, ищущим убежища"]),
        ("ru", "лицо, ищущее убежище", "Лица. Ищущие убежища", []),
        ("az", "sərhəd nəzarəti", "Sərhəd nəzarətinin qaydası", ["Sərhəd nəzarətinin"]),
        ("az", "sərhəd nəzarəti", "sərhəddə nəzarət", ["sərhəddə nəzarət"]),
        ("az", "qaçqın", "QAÇQINLARIN hüququ", ["QAÇQINLARIN"]),
        ("az", "İran", "İrandan və iranlıdan", ["İrandan"]),
        (
            "az",
            "iş icazəsi",
            "İş icazələrini, iş\u00a0icazəsi",
            ["İş icazələrini", "iş\u00a0icazəsi"],
        ),
        ("az", "miqrant", "miqrantlar, miqrantdır, miqrasiya", ["miqrantlar", "miqrantdır"]),
        ("az", "BMT", "BMT-nin qərarı", ["BMT"]),
        (
            "az",
            "sərhəd-buraxılış məntəqəsi",
            "sərhəd buraxılış məntəqələri",
            ["sərhəd buraxılış məntəqələri"],
        ),
        ("en", "work permit", "Work-permits, work\npermits", ["Work-permits", "work\npermits"]),
        ("en", "work permit", "They work. Permits are given.", []),
        ("en", "work permit", "work “permit”; work, permit; work – permit", []),
        ("en", "migrant", "The migrant’s and the migrants' rights", ["migrant’s", "migrants"]),
        ("en", "policy", "the police and its policies", ["policies"]),
        ("en", "border", "bor\u00adders", ["bor\u00adders"]),
        ("de", "Grenze", "die GRENZE, die Grenzen", ["GRENZE"]),
    ],
)
def test_name_is_found_in_the_forms_of_its_words(locale, name, text, places):
    assert found(text, locale, make_entry(**{locale: name})) == places


def test_places_are_those_of_the_text():
    text = "Salam! “İranın sərhədlərində” – 2 nəfər."
    border = make_entry(az="sərhəd")
    assert Glossary([border]).find(text, "az") == [(border, 15, 28, "sərhəd")]
    assert text[15:28] == "sərhədlərində"


def test_longest_wins_wherever_it_begins():
    entries = [
        make_entry(1, en="migration"),
        make_entry(2, en="labour migration"),
        make_entry(3, en="migration policy of the state"),
    ]
    text = "The labour migration policy of the State; labour migration; migration."
    assert found(text, "en", *entries) == [
        "migration policy of the State",
        "labour migration",
        "migration",
    ]


def test_preferred_name_goes_before_another_term_with_the_same():
    asylum, shelter = make_entry(1, ru="приют|убежище"), make_entry(2, ru="убежище")
    (one,) = Glossary([asylum, shelter]).find("право убежища", "ru")
    assert one.term is shelter


def test_other_names_are_found_too():
    (one,) = Glossary([make_entry(en="asylum seeker|claimant")]).find("the claimants", "en")
    assert one.name == "claimant"


def test_letters_matter_where_the_entry_says_so():
    entry = make_entry(is_case_sensitive=True, en="IOM|Global Compact", ru="МОМ")
    assert found("IOM, Iom, iom, IOM’s, IOM-led, IOMs", "en", entry) == ["IOM", "IOM’s", "IOM"]
    assert found("the Global Compact, a global compact", "en", entry) == ["Global Compact"]
    assert found("МОМ и мом", "ru", entry) == ["МОМ"]


def test_what_is_kept_has_its_name_in_every_language():
    entry = make_entry(keep=True, is_case_sensitive=True, en="MIEUX")
    for locale in ("ru", "az", "ka"):
        assert found("MIEUX+, MIEUX-in", locale, entry) == ["MIEUX", "MIEUX"]
    assert found("MIEUX", "ru", make_entry(en="MIEUX")) == []


IRREGULAR = make_entry(
    1,
    en="irregular migrant",
    ru="неурегулированный мигрант",
    az="nizamsız miqrant",
    forbidden={
        "en": "illegal migrant|illegal alien",
        "ru": "нелегальный мигрант|нелегал",
        "az": "qeyri-qanuni miqrant",
    },
)


@pytest.mark.parametrize(
    ("locale", "text", "places"),
    [
        ("en", "Illegal migrants were met", ["Illegal migrants"]),
        ("en", "irregular migrants; illegal work", []),
        ("ru", "о нелегальных мигрантах и нелегалах", ["нелегальных мигрантах", "нелегалах"]),
        ("az", "qeyri-qanuni miqrantlara", ["qeyri-qanuni miqrantlara"]),
        ("az", "nizamsız miqrantlara", []),
        ("ka", "illegal migrant", []),
    ],
)
def test_forbidden_names_are_found_in_the_same_way(locale, text, places):
    glossary = Glossary([IRREGULAR])
    assert [text[one.start : one.end] for one in glossary.forbidden(text, locale)] == places


def test_forbidden_word_may_be_part_of_a_longer_name():
    entries = [
        make_entry(1, en="foreigner", forbidden={"en": "alien"}),
        make_entry(2, en="resident alien"),
    ]
    text = "resident aliens and other aliens"
    (one,) = Glossary(entries).forbidden(text, "en")
    assert (one.start, one.name) == (26, "alien")


def test_missing_is_what_the_translation_does_not_name():
    border = make_entry(1, en="border control", ru="пограничный контроль")
    migrant = make_entry(2, en="migrant", ru="мигрант")
    worker = make_entry(3, en="migrant worker", ru="трудящийся-мигрант")
    glossary = Glossary([border, migrant, worker])
    source = "Border control: migrants, more border control"
    (one,) = glossary.missing(source, "en", "У трудящихся-мигрантов есть чай", "ru")
    assert (one.term, one.start) == (border, 0)
    assert glossary.missing(source, "en", "мигранту о пограничном контроле", "ru") == []
    # Nothing is asked of a language in which the term has no name.
    assert glossary.missing(source, "en", "miqrantlar", "az") == []


def test_name_with_two_meanings_is_translated_by_either():
    entries = [
        make_entry(1, en="asylum", az="sığınacaq"),
        make_entry(2, en="shelter", az="sığınacaq"),
    ]
    glossary = Glossary(entries)
    assert glossary.missing("Sığınacağın ünvanı", "az", "The address of the shelter", "en") == []
    (one,) = glossary.missing("Sığınacağın ünvanı", "az", "The address", "en")
    assert one.name == "sığınacaq"


def test_empty_glossary_text_and_names_do_no_harm():
    assert not Glossary([])
    assert Glossary([]).find("text", "en") == []
    assert Glossary([make_entry(en="—|", ru="")]).find("— text", "en") == []
    assert Glossary([IRREGULAR]).find("", "en") == []


# The demo


def test_starter_glossary_is_whole():
    assert DEMO.problems == []
    assert 80 <= len(DEMO.entries) <= 92
    for entry in DEMO.entries:
        assert set(entry.names) == set(LOCALES), entry
    for code in LOCALES:
        names = [entry.names[code][0] for entry in DEMO.entries]
        twice = {name for name in names if names.count(name) > 1}
        # Asylum and shelter are one word in Azerbaijani.
        assert twice <= {"sığınacaq"}


def test_starter_glossary_finds_its_own_names():
    glossary = Glossary(DEMO.entries)
    for entry in DEMO.entries:
        for code in LOCALES:
            for name in entry.names[code]:
                assert entry.id in glossary.present(f"«{name}».", code), name
            for name in entry.forbidden.get(code, []):
                assert glossary.forbidden(f"«{name}».", code), name


def texts_of(part):
    body = split(clean_html(part.get("body", ""))).segments
    return [part["title"], part.get("summary", ""), *(plain_text(one.text) for one in body)]


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_demo_has_its_terms_in_every_language(path):
    content, glossary = tomllib.loads(path.read_text()), Glossary(DEMO.entries)
    texts = {code: texts_of(content[code]) for code in LOCALES if code in content}
    for code, several in texts.items():
        for text in several:
            assert glossary.forbidden(text, code) == []
        for other in texts.keys() - {code}:
            for source, target in zip(several, texts[other], strict=False):
                assert glossary.missing(source, code, target, other) == []
