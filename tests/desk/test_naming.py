"""Readers find by the glossary's names what is called otherwise in another language."""

import pytest
from django.core.management import CommandError, call_command

from blog.languages import language_codes
from blog.search.indexing import rebuild
from blog.search.naming import KEY_LENGTH, key_of
from blog.search.proving import problems
from blog.search.searching import search
from tests.desk.side import make_term
from tests.factories import make_entry, make_tag
from translation_desk import naming
from translation_desk.demo.site import fill_glossary
from translation_desk.glossary_changes import carry_out, plan, set_names
from translation_desk.glossary_csv import read_glossary
from translation_desk.models import Term, TermName
from translation_desk.naming import name_words

pytestmark = pytest.mark.django_db


def named(q, locale=None):
    """(Words, names in ``locale``, or in all) of what ``q`` is told to mean, in the order of ``q``."""
    words = q.split()
    found = [(one.start, one.end, one.names) for one in name_words([words])]
    return [
        (" ".join(words[start:end]), names if locale is None else names.get(locale, ()))
        for start, end, names in sorted(found, key=lambda one: one[:2])
    ]


def found(q, locale):
    return [(row.entry, row.locale) for row in search(q, locale).rows]


def keys():
    return {name.text: name.key for name in TermName.objects.all()}


@pytest.fixture
def glossary():
    fill_glossary()


# What is found


def test_reader_finds_the_entry_that_is_only_in_russian(glossary):
    russian = make_entry(
        live=["ru"],
        title_ru="Новый протокол",
        body_ru="<p>Стороны обсудили ход реадмиссии.</p>",
        tags=[make_tag(name_en="Law", slug_en="law", name_ru="Право", slug_ru="pravo")],
    )
    assert found("readmission", "en") == [(russian, "ru")]
    assert found("readmissiyanın", "az") == [(russian, "ru")]
    (row,) = search("readmission", "en").rows
    assert [text for text, is_marked in row.passage_pieces if is_marked] == ["реадмиссии"]


@pytest.mark.parametrize("q", ["iş icazəsi", "is icazesi", "İŞ İCAZƏSİNİN", '"iş icazəsi"'])
def test_name_of_several_words_is_found_in_each_language(glossary, q):
    english = make_entry(live=["en"], title_en="How to get a work permit")
    russian = make_entry(live=["ru"], body_ru="<p>Выдача разрешения на работу.</p>")
    make_entry(live=["en"], title_en="Permits and other work")
    assert {*found(q, "az")} == {(english, "en"), (russian, "ru")}


def test_family_is_reunited_in_three_languages(glossary):
    english = make_entry(live=["en"], body_en="<p>Family reunifications take a year.</p>")
    azeri = make_entry(live=["az"], body_az="<p>Ailənin birləşməsi barədə.</p>")
    assert {*found("воссоединение семьи", "ru")} == {(english, "en"), (azeri, "az")}
    assert {*found("воссоединения семей", "ru")} == {(english, "en"), (azeri, "az")}


# What is known of a query


def test_names_are_those_of_other_languages_than_the_one_typed_in():
    term = make_term(en="readmission", ru="реадмиссия", az="readmissiya")
    TermName.objects.create(term=term, locale="en", text="taking back", position=1)
    TermName.objects.create(term=term, locale="ru", text="приём обратно", position=1)
    TermName.objects.create(term=term, locale="ru", text="возвращение", is_forbidden=True)

    names = {"ru": ("реадмиссия", "приём обратно", "возвращение"), "az": ("readmissiya",)}
    assert named("the readmissions") == [("readmissions", names)]
    assert named("Taking Back Baku") == [("Taking Back", names)]
    assert named("возвращения", "en") == [("возвращения", ("readmission", "taking back"))]
    assert named("readmit") == []


def test_names_within_names_are_all_known():
    make_term(en="permit", ru="пропуск")
    make_term(en="work permit", ru="разрешение на работу")
    make_term(en="permit", ru="квитанция")
    assert named("work permit", "ru") == [
        ("work permit", ("разрешение на работу",)),
        ("permit", ("пропуск",)),
        ("permit", ("квитанция",)),
    ]


def test_words_of_different_runs_make_no_name():
    make_term(en="work permit", ru="разрешение на работу")
    assert name_words([["work"], ["permit"]]) == []
    (meaning,) = name_words([["baku"], ["work", "permit"]])
    assert meaning[:3] == (1, 0, 2)


@pytest.mark.parametrize(
    ("name", "q", "is_known"),
    [
        ("IOM", "IOM", True),
        ("IOM", "iom", True),
        ("IOM", "IOM’s", True),
        ("UN Women", "un women", True),
        ("WHO", "WHO", True),
        ("WHO", "who", False),
        ("WHO", "Who", False),
        ("US", "us", False),
        ("US", "US", True),
    ],
)
def test_capitals_matter_only_where_it_is_another_word_without(name, q, is_known):
    term = make_term(en=name, ru="Организация")
    Term.objects.filter(pk=term.pk).update(is_case_sensitive=True)
    assert bool(named(q)) is is_known


def test_russian_ending_of_an_abbreviation_is_understood():
    term = make_term(ru="МИД", en="MFA")
    Term.objects.filter(pk=term.pk).update(is_case_sensitive=True)
    assert named("МИДом", "en") == [("МИДом", ("MFA",))]


def test_name_that_is_the_same_everywhere_is_nothing_to_look_for():
    make_term(en="MIEUX", ru="MIEUX", az="MIEUX")
    assert named("mieux") == []


def test_languages_that_the_site_has_not_are_not_asked():
    term = make_term(en="asylum", ru="убежище")
    TermName.objects.create(term=term, locale="tr", text="sığınma")
    assert named("sığınma") == []


def test_one_query_however_much_there_is(django_assert_num_queries):
    with django_assert_num_queries(1):
        name_words([["work", "permit"]])
    for _number in range(3):
        make_term(en="work permit", ru="разрешение на работу")
    with django_assert_num_queries(1):
        assert len(name_words([["work", "permit"] * 6, ["work", "permit"]])) == 3 * 7


def test_many_things_of_one_name_are_bounded(monkeypatch):
    monkeypatch.setattr(naming, "MOST_ROWS", 4)
    for _number in range(5):
        make_term(en="visa", ru="виза")
    assert len(named("visa")) <= 4


# Keys


def test_key_is_made_however_a_name_is_written():
    term = make_term(en="Work permits")
    set_names(term, {"ru": ["Разрешения на работу"]}, {"az": ["iş icazəsi"]})
    read = read_glossary("en,ru\nborder guards,пограничники\n".encode(), language_codes())
    carry_out(plan([], read.entries))
    assert keys() == {
        "Разрешения на работу": key_of("разрешение на работу", "ru"),
        "iş icazəsi": key_of("İŞ İCAZƏSİ", "az"),
        "border guards": "border guard",
        "пограничники": key_of("пограничник", "ru"),
    }


def test_renamed_term_is_known_by_its_new_name_and_deleted_one_by_none():
    term = make_term(en="guard", ru="пограничник")
    name = term.names.get(locale="en")
    name.text = "officers"
    name.save()
    assert (named("guard"), named("officer", "ru")) == ([], [("officer", ("пограничник",))])
    term.delete()
    assert named("officer") == []


def test_longest_name_has_a_key_that_fits():
    name = TermName(term=Term.objects.create(), locale="en", text="ﷺ" * 200)
    name.save()
    assert len(name.key) <= KEY_LENGTH


def test_keys_are_made_anew_with_the_index():
    make_term(en="guards", ru="пограничники")
    right = keys()
    TermName.objects.update(key="of other rules")
    rebuild()
    assert keys() == right


def test_names_with_other_keys_are_problems_until_all_is_made_anew():
    make_term(en="guard", ru="пограничник")
    assert list(problems()) == []
    name = TermName.objects.get(locale="ru")
    # Whoever goes round ``save`` leaves the old key.
    TermName.objects.filter(pk=name.pk).update(text="граница")
    assert list(problems()) == [
        f"Name {name.pk} of term {name.term_id} in ru: the glossary has another key."
    ]
    with pytest.raises(CommandError, match="the glossary has another key"):
        call_command("check_search")
    rebuild()
    assert list(problems()) == []
