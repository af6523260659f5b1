"""The page of an import in the admin."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from blog.roles import AUTHOR, EDITOR, KEEPER
from moodle_import.apps import let_keepers_see
from moodle_import.models import ImportRun
from tests.factories import make_user
from tests.moodle.makers import THREE, entry_of
from tests.parsed import Parsed

LIST = reverse("admin:moodle_import_importrun_changelist")


@pytest.fixture
def run(moodle, bring):
    """An import of two entries, one of which has no tags."""
    moodle.add_entry(THREE)
    moodle.add_entry("<b>Sadə</b> yazı İ")
    moodle.add_comment(77, "orphan")
    bring()
    return ImportRun.objects.get()


@pytest.fixture
def keeper(db):
    let_keepers_see()
    return make_user(KEEPER)


def page_of(run):
    return reverse("admin:moodle_import_importrun_change", args=[run.pk])


def test_page_names_numbers_and_problems_with_their_entries(client, run, keeper):
    client.force_login(keeper)
    page = Parsed(client.get(page_of(run)))

    (text,) = page.texts('//div[@class="import-report"]')
    assert "2 entries" in text
    assert "Comment 1 belongs to an entry that Moodle no longer has." in text
    assert "No language tags: taken as Azərbaycanca, by its letters." in text
    entry = reverse("admin:blog_entry_change", args=[entry_of(2).pk])
    assert page.one(f'//a[@href="{entry}"]').text == "Sadə yazı İ"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "Языковых меток нет. Язык: Azərbaycanca, судя по буквам."),
        ("az", "Dil nişanı yoxdur. Dil: Azərbaycanca, hərflərinə görə."),
    ],
)
def test_page_speaks_the_language_of_the_keeper(client, run, keeper, language, words):
    client.force_login(keeper)
    client.cookies["django_language"] = language
    assert words in client.get(page_of(run)).content.decode()


def test_list_counts_problems_by_weight(client, run, keeper):
    client.force_login(keeper)
    row = Parsed(client.get(LIST)).one('//table[@id="result_list"]/tbody/tr')
    cells = {cell.get("class"): cell.text_content() for cell in row}
    assert [cells[f"field-{name}"] for name in ("entry_count", "lost", "to_look_at", "notes")] == [
        "2",
        "1",
        "1",
        "0",
    ]


def test_report_is_downloaded_as_json(client, run, keeper):
    client.force_login(keeper)
    response = client.get(reverse("admin:moodle_import_importrun_json", args=[run.pk]))
    assert response.json() == run.report
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("role", [AUTHOR, EDITOR])
def test_reports_are_for_keepers(client, run, role):
    client.force_login(make_user(role))
    assert client.get(LIST).status_code == 403
    assert client.get(page_of(run)).status_code == 403
    assert (
        client.get(reverse("admin:moodle_import_importrun_json", args=[run.pk])).status_code == 403
    )
    assert not Group.objects.get(name=role).permissions.filter(
        content_type__app_label="moodle_import"
    )


def test_nothing_is_changed_there(client, run, keeper):
    client.force_login(keeper)
    assert client.post(page_of(run), {"source": "x"}).status_code == 403
