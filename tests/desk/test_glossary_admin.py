"""The glossary in the admin: written, searched, taken in from a file and given out."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from blog.roles import AUTHOR
from tests.factories import make_user
from tests.parsed import Parsed
from translation_desk.glossary import glossary
from translation_desk.glossary_changes import carry_out, plan
from translation_desk.glossary_csv import read_glossary
from translation_desk.models import Term, TermName
from translation_desk.terms import TermEntry

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
TERMS = "/admin/translation_desk/term/"
IMPORT, EXPORT = f"{TERMS}import/", f"{TERMS}export/"
SHELTER = {"names": {"en": ["shelter"], "ru": ["приют"], "az": ["sığınacaq"]}}
ASYLUM = {"names": {"en": ["asylum"], "ru": ["убежище"], "az": ["sığınacaq"]}, "note": "A right."}
IRREGULAR = {
    "names": {
        "en": ["irregular migrant"],
        "ru": ["неурегулированный мигрант", "мигрант с неурегулированным статусом"],
        "az": ["nizamsız miqrant"],
    },
    "forbidden": {"ru": ["нелегал"], "az": ["qanunsuz miqrant"]},
}


def entry(names, forbidden=None, **kwargs):
    return TermEntry(kwargs.pop("id", 0), names, forbidden or {}, **kwargs)


def make_terms(*terms):
    carry_out(plan([], [entry(**one, id=number) for number, one in enumerate(terms)]))


def told():
    """What is kept, without the numbers of the rows."""
    return [one._replace(id=0) for one in glossary().entries]


def upload(text, name="terms.csv"):
    data = text.encode() if isinstance(text, str) else text
    return {"file": SimpleUploadedFile(name, data, "text/csv")}


def errors(response):
    return Parsed(response).texts('//ul[contains(@class, "errorlist")]/li')


def found(client, words):
    response = client.get(TERMS, {"q": words})
    return sorted(Parsed(response).texts('//*[@id="result_list"]/tbody/tr/th'))


# The form and the list


def test_term_is_written_in_one_form(client, editor):
    client.force_login(editor)
    sent = {
        "preferred_ru": "  неурегулированный   мигрант ",
        "others_ru": "мигрант с неурегулированным статусом\r\n\r\nнеурегулированный мигрант",
        "forbidden_ru": "нелегал\nнелегальный мигрант\nнелегал",
        "preferred_az": "nizamsız miqrant",
        "note": "An act may be illegal; a person is not.",
        "is_case_sensitive": "on",
    }
    assert client.post(f"{TERMS}add/", sent)["Location"] == TERMS
    assert told() == [
        entry(
            {
                "ru": ["неурегулированный мигрант", "мигрант с неурегулированным статусом"],
                "az": ["nizamsız miqrant"],
            },
            {"ru": ["нелегал", "нелегальный мигрант"]},
            note="An act may be illegal; a person is not.",
            is_case_sensitive=True,
        )
    ]
    # The form shows what it stored, and stores what it shows.
    page = Parsed(client.get(f"{TERMS}{Term.objects.get().pk}/change/"))
    fields = dict(page.one('//form[@id="term_form"]').form_values())
    assert fields["preferred_ru"] == "неурегулированный мигрант"
    assert fields["forbidden_ru"].split() == ["нелегал", "нелегальный", "мигрант"]
    assert page.one('//*[@name="preferred_az"]').get("lang") == "az"
    before = told()
    client.post(page.response.request["PATH_INFO"], {**fields, "_save": "1"})
    assert told() == before
    client.post(
        page.response.request["PATH_INFO"], {**fields, "preferred_az": "miqrant", "keep": "on"}
    )
    assert told()[0].names["az"] == ["miqrant"]
    assert told()[0].keep


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"note": "Nothing."}, "Write a name in at least one language."),
        ({"others_az": "sərhəd"}, "Write the name that is to be used first."),
        (
            {"preferred_az": "sərhəd", "forbidden_az": "sərhəd"},
            "This name is both allowed and forbidden: “sərhəd”",
        ),
        ({"preferred_ru": "—"}, "This name has no letters: “—”"),
        ({"preferred_ru": "ё" * 201}, f"This name is too long: “{'ё' * 60}…”"),
    ],
)
def test_term_that_cannot_be_is_refused_with_all_that_was_typed(client, editor, sent, message):
    client.force_login(editor)
    response = client.post(f"{TERMS}add/", sent)
    assert errors(response) == [message]
    fields = dict(Parsed(response).one('//form[@id="term_form"]').form_values())
    assert {name: fields[name].strip() for name in sent} == sent
    assert not Term.objects.exists()


def test_names_in_a_language_that_the_site_lacks_stay(client, editor):
    make_terms(ASYLUM)
    term = Term.objects.get()
    TermName.objects.create(term=term, locale="tr", text="sığınma")
    client.force_login(editor)
    client.post(f"{TERMS}{term.pk}/change/", {"preferred_az": "sığınacaq hüququ"})
    assert sorted(term.names.values_list("locale", "text")) == [
        ("az", "sığınacaq hüququ"),
        ("tr", "sığınma"),
    ]


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("мигрантами", ["irregular migrant"]),
        ("нелегалов", ["irregular migrant"]),
        ("sığınacağında", ["asylum", "shelter"]),
        ("убежища", ["asylum"]),
        ("SHELTERS", ["shelter"]),
        ("siğ", []),
        ("sığ", ["asylum", "shelter"]),
        ("Дети жили в приютах ещё год", ["shelter"]),
        ("ёлка", []),
    ],
)
def test_search_finds_any_name_in_any_form(client, editor, words, terms):
    make_terms(SHELTER, ASYLUM, IRREGULAR)
    client.force_login(editor)
    assert [name.partition(" forbidden")[0] for name in found(client, words)] == terms


@pytest.mark.parametrize("terms", [1, 3])
def test_list_takes_as_many_queries_for_any_number_of_terms(
    client, editor, terms, django_assert_num_queries
):
    make_terms(*[SHELTER, ASYLUM, IRREGULAR][:terms])
    client.force_login(editor)
    # Session, account, its two kinds of rights; two counts, the terms and their names.
    with django_assert_num_queries(4 + 4):
        page = Parsed(client.get(TERMS))
    assert len(page.tree.xpath('//*[@id="result_list"]/tbody/tr')) == terms
    assert page.texts("//thead//th[@scope='col']//span[@lang]") == [
        "English",
        "Русский",
        "Azərbaycanca",
    ]


def test_translator_reads_and_only_reads(client, translator):
    make_terms(IRREGULAR)
    term = Term.objects.get()
    client.force_login(translator)
    page = Parsed(client.get(TERMS))
    assert page.texts('//ul[@class="object-tools"]//a') == ["Export as CSV"]
    form = Parsed(client.get(f"{TERMS}{term.pk}/change/"))
    assert form.texts('//*[@class="readonly"]//s') == [
        "forbidden: нелегал",
        "forbidden: qanunsuz miqrant",
    ]
    assert not form.tree.xpath('//form[@id="term_form"]//textarea')
    assert client.post(f"{TERMS}{term.pk}/change/", {"preferred_ru": "x"}).status_code == 403
    assert client.post(f"{TERMS}{term.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.get(f"{TERMS}add/").status_code == 403
    assert client.get(IMPORT).status_code == 403
    assert client.post(IMPORT, upload("en\nx\n")).status_code == 403
    assert told() == [entry(**IRREGULAR)]
    client.force_login(make_user(AUTHOR))
    assert {client.get(path).status_code for path in (TERMS, IMPORT, EXPORT)} == {403}


# Files


def test_what_is_given_out_changes_nothing_when_it_comes_back(client, editor):
    make_terms(SHELTER, ASYLUM, IRREGULAR, {"names": {"en": ["MIEUX"]}, "keep": True})
    client.force_login(editor)
    response = client.get(EXPORT)
    assert re.fullmatch(
        r'attachment; filename="glossary-\d{4}-\d\d-\d\d\.csv"', response["Content-Disposition"]
    )
    reading = read_glossary(response.content, ["en", "ru", "az"])
    planned = plan(glossary().entries, reading.entries, reading.problems)
    assert (planned.added, planned.changed, planned.same, planned.problems) == ([], [], 4, [])
    page = Parsed(client.post(IMPORT, upload(response.content)))
    assert page.texts('//ul[@class="import-counts"]/li') == [
        "0 new terms",
        "0 changed terms",
        "4 terms stay as they are",
    ]
    assert not page.tree.xpath('//input[@name="content"]')


def test_file_is_looked_at_and_then_taken_in(client, editor):
    make_terms(ASYLUM, IRREGULAR)
    client.force_login(editor)
    text = (
        "en,ru,ru_others,az,note,keep,who\n"
        "irregular migrant,неурегулированный мигрант,мигрант без статуса,,Ещё одно.,,\n"
        "shelter,приют,,sığınacaq,,,\n"
        ",,только это,,,,\n"
        "asylum,убежище,,,,,\n"
        "shelter,приют,,sığınacaq,,,\n"
    )
    page = Parsed(client.post(IMPORT, upload(text)))
    assert page.texts('//ul[@class="import-counts"]/li') == [
        "1 new term",
        "1 changed term",
        "1 term stays as it is",
    ]
    assert page.texts('//*[@class="queue-refused"]//li') == [
        "Row 1 The column “who” is not known; it was not read.",
        "Row 4 There is something in “ru_others”, and nothing in “ru”.",
        "Row 6 This term stands in row 3 already.",
    ]
    assert page.texts('//ol[@class="import-changes"]//ins') == [
        "shelter",
        "приют",
        "sığınacaq",
        "мигрант без статуса",
    ]
    assert page.texts('//ol[@class="import-changes"]//del') == [
        "мигрант с неурегулированным статусом"
    ]
    assert len(told()) == 2

    kept = dict(page.one("//form[.//input[@name='seen']]").form_values())
    response = client.post(IMPORT, kept, follow=True)
    assert Parsed(response).texts('//*[@class="messagelist"]/li') == [
        "1 term was added.",
        "1 term was changed.",
    ]
    # Cells that were empty, or not in the file, changed nothing.
    assert told() == [
        entry(**ASYLUM),
        entry(
            {**IRREGULAR["names"], "ru": ["неурегулированный мигрант", "мигрант без статуса"]},
            IRREGULAR["forbidden"],
            note="Ещё одно.",
        ),
        entry(**SHELTER),
    ]
    # The button pressed again does nothing twice.
    again = client.post(IMPORT, kept)
    assert again.status_code == 200
    assert len(told()) == 3


def test_what_was_changed_meanwhile_is_shown_before_it_is_done(client, editor):
    client.force_login(editor)
    page = Parsed(client.post(IMPORT, upload("en,ru\nasylum,убежище\n")))
    kept = dict(page.one("//form[.//input[@name='seen']]").form_values())
    make_terms(ASYLUM)
    page = Parsed(client.post(IMPORT, kept))
    assert page.texts('//*[@class="messagelist"]/li') == [
        "The glossary was changed meanwhile. Look at what would be done now."
    ]
    assert told() == [entry(**ASYLUM)]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file is empty."),
        ("ru\nёж\n".encode("cp1251"), "The file is not in UTF-8 (line 2)."),
        ("en,ru\nasylum,убежище\n".encode("utf-16"), "This is no CSV file in UTF-8."),
        (b"\x89PNG\r\n\x1a\n\0", "This is no CSV file in UTF-8."),
        (b"a,b\n1,2\n", "The first row must name the columns:"),
        (b"en,en\nx,y\n", "There are two columns “en”."),
        (
            b"en\n" + b"x\n" * 2_500_000,
            "The file is too large for a glossary: at most 5 MB are read.",
        ),
    ],
    ids=["empty", "cp1251", "utf-16", "picture", "columns", "twice", "large"],
)
def test_file_that_cannot_be_read_is_refused(client, editor, data, message):
    client.force_login(editor)
    response = client.post(IMPORT, upload(data))
    (said,) = errors(response)
    assert said.startswith(message)
    assert not Term.objects.exists()


def test_forged_confirmation_is_refused(client, editor):
    client.force_login(editor)
    for content in ("no base64!", "ё", "", "AAAA"):
        response = client.post(IMPORT, {"content": content, "seen": "x"})
        assert len(Parsed(response).texts('//*[@class="messagelist"]/li')) == 1, content
    assert errors(client.post(IMPORT, {})) == ["Choose a file."]
    assert not Term.objects.exists()


# What a row is for


def changed(terms, rows):
    planned = plan(terms, rows)
    return [(one.row, one.before and one.before.id) for one in [*planned.added, *planned.changed]]


def test_row_is_for_the_term_that_it_shares_most_names_with():
    asylum, shelter = entry(**ASYLUM, id=7), entry(**SHELTER, id=8)
    # Another name in one language of three.
    renamed = entry({"en": ["asylum"], "ru": ["право убежища"], "az": ["sığınacaq"]}, id=2)
    english = entry({"en": ["refuge"], "ru": ["приют"], "az": ["sığınacaq"]}, id=3)
    assert changed([asylum, shelter], [renamed, english]) == [(2, 7), (3, 8)]
    # "sığınacaq" alone makes nothing an asylum.
    other = entry({"en": ["den"], "az": ["sığınacaq"]}, id=2)
    assert changed([asylum], [other]) == [(2, None)]
    # Capitals make no other term.
    capital = entry({"az": ["SIĞINACAQ"]}, id=2, note="Ə")
    assert changed([asylum], [capital]) == [(2, 7)]


def test_name_that_becomes_forbidden_is_no_longer_allowed():
    before = entry(**IRREGULAR, id=7)
    row = entry(
        {"ru": ["неурегулированный мигрант"]},
        {"ru": ["мигрант с неурегулированным статусом"], "en": ["irregular"]},
        id=2,
    )
    (change,) = plan([before], [row]).changed
    assert change.after.names["ru"] == ["неурегулированный мигрант"]
    assert change.after.forbidden == {
        "ru": ["мигрант с неурегулированным статусом"],
        "az": ["qanunsuz miqrant"],
        "en": ["irregular"],
    }


def test_many_terms_are_taken_in_by_few_queries(django_assert_max_num_queries):
    rows = [entry({"en": [f"term {n}"], "az": [f"termin {n}"]}, id=n) for n in range(300)]
    # Databases take so many values at once.
    with django_assert_max_num_queries(8):
        carry_out(plan([], rows))
    assert (Term.objects.count(), TermName.objects.count()) == (300, 600)
