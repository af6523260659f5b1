"""After an import: the keeper reads the report, a reader comes by an old address."""

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from moodle_import.apps import let_keepers_see
from tests.browser.axe import FOR_AXE, findings
from tests.browser.windows import assert_fits
from tests.factories import make_user
from tests.moodle.sample import MARIADB_DUMP, MOODLEDATA

REPORT = "/admin/moodle_import/importrun/"


@pytest.fixture
def brought(transactional_db, tmp_path):
    """The sample Moodle is here."""
    source = ["--dump", str(MARIADB_DUMP), "--moodledata", str(MOODLEDATA)]
    call_command("import_moodle", *source, "--report", str(tmp_path / "report.json"))


@pytest.fixture
def keeper(brought):
    let_keepers_see()
    return make_user("Keeper")


@pytest.mark.each_database
def test_keeper_reads_the_report_and_goes_to_an_entry(log_in, submit, keeper):
    page = log_in(keeper, language="ru")
    page.goto(REPORT)
    submit(page, "#result_list tbody th a")

    expect(page.locator("h1")).to_have_text("Перенос: dump mariadb.sql.gz")
    cut = page.locator("#title-cut")
    expect(cut.locator("h2")).to_have_text("Заголовки, обрезанные на 128 знаках")
    notes = page.locator("#file-empty")
    expect(notes.locator("li")).to_be_hidden()
    notes.locator("summary").click()
    expect(notes.locator("li")).to_be_visible()
    submit(page, "#title-cut a")
    expect(page.locator("#id_title_ru")).to_have_value("Река, мост и рынок нашего города")


@pytest.mark.parametrize(("language", "width"), [("az", 1280), ("ru", 390), ("en", 390)])
def test_report_is_accessible_and_fits(log_in, submit, keeper, language, width):
    page = log_in(keeper, language=language, width=width, **FOR_AXE)
    page.goto(REPORT)
    found = findings(page, "list")
    submit(page, "#result_list tbody th a")
    found += findings(page, "report")
    assert found == []
    assert_fits(page, [width])


@pytest.mark.each_database
def test_reader_comes_by_an_old_address(open_browser, brought):
    page = open_browser(language="ru", width=390)
    page.goto("/blog/index.php?entryid=3")

    assert page.url.endswith("/ru/blog/spring-fair-in-the-old-town/")
    expect(page.locator("h1")).to_have_text("Spring fair in the old town")
    comments = page.locator("[aria-labelledby=comments] article")
    expect(comments).to_have_count(3)
    expect(comments.first).to_contain_text("Отлично!")
    expect(comments.nth(2).locator("[lang=az]")).to_have_text("Çox gözəl 🎉")
    page.goto("/blog/index.php?entryid=34&lang=az")
    picture = page.locator(".prose img").first
    expect(picture).to_have_attribute("alt", "Şəkil")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
