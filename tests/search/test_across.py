"""Words that are a name of something are looked for by its names in other languages, too."""

import pytest

from blog.models import SearchWord
from blog.search.asking import Vocabulary, ask
from blog.search.engines.base import Wanted
from blog.search.naming import MOST_NAMES, Meaning, key_of
from blog.search.queries import Query, parse
from blog.search.searching import search, suggest
from blog.signals import search_asked
from tests.factories import make_entry, make_tag

pytestmark = pytest.mark.django_db
NAMES = [
    {"en": ["readmission"], "ru": ["реадмиссия"], "az": ["readmissiya"]},
    {"en": ["work permit"], "ru": ["разрешение на работу"], "az": ["iş icazəsi"]},
    {"en": ["border guard"], "ru": ["пограничник"]},
    {"en": ["permit"], "ru": ["пропуск"]},
]


def meanings(runs, **kwargs):
    """What ``NAMES`` say of ``runs``, as an app that knows names would."""
    return [
        Meaning(run, start, end, {code: tuple(names[code]) for code in names if code != locale})
        for run, words in enumerate(runs)
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
        for names in NAMES
        for locale in names
        if key_of(" ".join(words[start:end]), locale) == key_of(names[locale][0], locale)
    ]


@pytest.fixture(autouse=True)
def known_names():
    search_asked.connect(meanings, sender=Query)
    yield
    search_asked.disconnect(meanings, sender=Query)


def asked(q, locale):
    query = parse(q)
    return ask(query, locale, Vocabulary(query, SearchWord.objects.all()))


def found(q, locale="en"):
    return [(row.entry, row.locale) for row in search(q, locale).rows]


def test_word_may_be_another_in_another_language():
    (own,) = asked("readmission", "en").wanted
    (russian,) = asked("readmission", "ru").wanted
    assert (own.terms, own.phrases) == (("readmission",), ())
    assert (russian.terms, russian.phrases) == (("readmission", "реадмисс"), ())


def test_each_word_of_a_name_may_be_all_of_it():
    work, permit = asked("work permits", "ru").wanted
    phrase = tuple(key_of("разрешение на работу", "ru").split())
    assert (work.terms, work.phrases) == (("work",), (phrase,))
    assert (permit.terms, permit.phrases) == (("permits", "пропуск"), (phrase,))
    assert [one.phrases for one in asked("permit work", "ru").wanted] == [(), ()]


def test_phrase_that_is_a_name_may_be_another():
    question = asked('"border guard" "work permit"', "ru")
    guard, permit = question.wanted
    assert guard == Wanted(("пограничник",), phrases=(("border", "guard"),))
    assert permit.phrases == (
        ("work", "permit"),
        tuple(key_of("разрешение на работу", "ru").split()),
    )
    assert question.phrases == ()


def test_phrase_that_has_a_name_in_it_stays_as_it_is():
    question = asked('"border guard course"', "ru")
    assert (question.wanted, question.phrases) == ((), (("border", "guard", "course"),))


def test_excluded_word_is_only_itself():
    assert asked("visit -readmission", "ru").excluded == ("rureadmission",)
    assert all("реадмисс" not in term for term in asked("visit -readmission", "ru").excluded)


def test_names_of_a_word_are_not_without_number(monkeypatch):
    many = {"en": ["readmission"], "ru": [f"возврат{number}" for number in range(50)]}
    monkeypatch.setattr(f"{__name__}.NAMES", [many])
    (wanted,) = asked("readmission", "ru").wanted
    assert len(wanted.terms) == 1 + MOST_NAMES


def test_entry_of_another_language_is_found_by_its_name_there():
    russian = make_entry(
        live=["ru"],
        title_ru="Протокол о реадмиссии",
        body_ru="<p>Реадмиссией занимаются двое.</p>",
        tags=[make_tag(name_en="Law", slug_en="law")],
    )
    assert found("readmission") == [(russian, "ru")]
    assert found("READMISSIONS", "az") == [(russian, "ru")]
    (row,) = search("readmission", "en").rows
    assert [text for text, is_marked in row.title_pieces if is_marked] == ["реадмиссии"]
    assert [text for text, is_marked in row.passage_pieces if is_marked] == ["Реадмиссией"]


def test_name_of_several_words_has_to_stand_together():
    together = make_entry(live=["ru"], title_ru="О разрешениях на работу")
    make_entry(live=["ru"], title_ru="Разрешение на въезд и работа")
    english = make_entry(live=["en"], title_en="Work without a permit")
    assert found("work permit", "en") == [(english, "en"), (together, "ru")]
    assert found('"work permit"', "en") == [(together, "ru")]
    (row,) = search('"work permit"', "en").rows
    marked = [text for text, is_marked in row.title_pieces if is_marked]
    assert marked == ["разрешениях", "на", "работу"]


def test_name_goes_with_other_words():
    both = make_entry(live=["ru"], title_ru="Реадмиссия: SOP")
    make_entry(live=["ru"], title_ru="Реадмиссия")
    assert found("readmission sop") == [(both, "ru")]


@pytest.mark.parametrize("q", ["куфвьшыышщт", "readmision", "readmisssion"])
def test_what_is_typed_otherwise_is_carried_over_as_it_was_meant(q):
    russian = make_entry(live=["ru"], title_ru="Реадмиссия")
    english = make_entry(live=["en"], body_en="<p>On readmission.</p>")
    assert found(q) == [(english, "en"), (russian, "ru")]
    assert search(q, "en").did_you_mean == "readmission"


def test_name_is_suggested_when_it_is_typed_to_its_end():
    russian = make_entry(live=["ru"], title_ru="Пограничник")
    assert [row.entry for row in suggest("border guards", "en")] == [russian]


def test_nothing_that_is_not_live_is_found_by_a_name():
    make_entry(drafts=["ru"], scheduled=["az"], title_ru="Реадмиссия", title_az="Readmissiya")
    results = search("readmission", "en")
    assert (results.rows, results.count, results.did_you_mean) == ([], 0, "")
    assert suggest("readmission", "en") == []


def test_name_is_asked_for_once_in_all_languages():
    told = []

    def listen(runs, **kwargs):
        told.append(runs)

    search_asked.connect(listen, sender=Query)
    make_entry(live=["ru"], title_ru="Реадмиссия")
    search('readmission "border guard" -visa', "ru", language="ru")
    make_entry(live=["en"], title_en="Readmission")
    found("readmission")
    search_asked.disconnect(listen, sender=Query)
    assert told[-1] == [["readmission"]]
    assert told[0] == [["readmission"], ["border", "guard"]]


@pytest.mark.parametrize(
    ("q", "locale"),
    [
        ("how to get a work permit", "en"),
        ("как получить разрешение на работу", "ru"),
        ("iş icazəsini necə almaq olar", "az"),
    ],
)
def test_names_are_known_among_words_that_only_ask(q, locale):
    names = {"en": ("work", "permit"), "ru": ("разрешен", "на", "работ"), "az": ("is", "icaze")}
    for code in names.keys() - {locale}:
        phrases = [one.phrases for one in asked(q, code).wanted if one.phrases]
        assert phrases
        assert all(len(several[0]) == len(names[code]) for several in phrases)


def test_name_of_something_is_no_slip():
    make_entry(live=["en"], title_en="Readnission")
    assert search("readmision", "en").did_you_mean == "readnission"
    results = search("readmission", "en")
    assert (results.rows, results.did_you_mean) == ([], "")
