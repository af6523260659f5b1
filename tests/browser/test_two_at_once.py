"""Two people in two windows have one entry open: told, stopped, merged, and nothing is lost."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from blog.history.recording import parts_in
from blog.models import Entry, Revision
from blog.roles import AUTHOR, EDITOR
from tests.browser.axe import FOR_AXE, findings
from tests.browser.windows import assert_fits
from tests.browser.writing import open_form, surface, write
from tests.factories import make_author, make_entry, make_user
from tests.posting import change

SAVE = "[name=_continue]:not(.default-submit)"
BEAT = 31_000


def set_aside(entry):
    steps = Revision.objects.filter(entry=entry.pk, event=Revision.Event.SET_ASIDE)
    return [parts_in(step) for step in steps]


@pytest.mark.each_database
def test_two_write_in_the_same_text(log_in, submit, transactional_db):
    entry = make_entry(
        drafts=["az", "ru"], title_az="Köhnə başlıq", body_az="<p>Birinci abzas.</p>"
    )
    leyla = log_in(make_user(EDITOR, first_name="Leyla", last_name="Həsənova"), **FOR_AXE)
    kamran = log_in(make_user(EDITOR, first_name="Kamran", last_name="Əliyev"), **FOR_AXE)
    leyla.clock.install()

    # The second is told at once, the first a little later.
    open_form(leyla, entry)
    others = leyla.locator("#others")
    expect(others).to_be_empty()
    open_form(kamran, entry)
    expect(kamran.locator("#others")).to_contain_text("Leyla Həsənova")
    leyla.clock.fast_forward(BEAT)
    expect(others).to_contain_text("Kamran Əliyev")

    # Both write; the first to save is not disturbed, and the second is told before saving.
    write(kamran, "az", " Kamran yazır.")
    kamran.fill("#id_title_az", "Kamranın başlığı")
    write(leyla, "az", " Leyla yazır.")
    leyla.fill("#id_title_az", "Leylanın başlığı")
    leyla.fill("#id_summary_az", "Leylanın xülasəsi")
    submit(kamran, SAVE)
    leyla.clock.fast_forward(BEAT)
    expect(others).to_contain_text("Saved since you opened this form: Azərbaycanca (Kamran Əliyev")

    # The second gets both versions, word by word.
    submit(leyla, SAVE)
    entry.refresh_from_db()
    assert entry.title_az == "Kamranın başlığı"
    panel = leyla.locator("#merge")
    expect(panel).to_be_focused()
    expect(panel.locator(".merge-theirs del").first).to_have_text("Kamranın")
    expect(panel.locator(".merge-mine ins").first).to_have_text("Leylanın")
    assert leyla.input_value("#id_title_az") == "Leylanın başlığı"
    (kept,) = set_aside(entry)
    assert kept["az"]["title"] == "Leylanın başlığı"
    assert "Leyla yazır." in kept["az"]["body"]
    found = findings(leyla, "both versions", part="#merge")
    leyla.emulate_media(color_scheme="light")

    # Saving without a choice asks again. A choice is seen in the form; writing there is one, too.
    submit(leyla, SAVE)
    leyla.check("[name=merge_title_az][value=theirs]")
    assert leyla.input_value("#id_title_az") == "Kamranın başlığı"
    leyla.check("[name=merge_title_az][value=mine]")
    assert leyla.input_value("#id_title_az") == "Leylanın başlığı"
    leyla.check("[name=merge_body_az][value=theirs]")
    expect(surface(leyla, "az")).to_have_text("Birinci abzas. Kamran yazır.")
    leyla.click("[data-merge-field=body_az]")
    write(leyla, "az", " Leyla da.")
    expect(leyla.locator("[name=merge_body_az][value=hand]")).to_be_checked()
    submit(leyla, SAVE)
    entry.refresh_from_db()
    assert entry.title_az == "Leylanın başlığı"
    assert entry.body_az == "<p>Birinci abzas. Kamran yazır. Leyla da.</p>"
    assert entry.summary_az == "Leylanın xülasəsi"
    assert leyla.locator("#merge").count() == 0

    # Whoever leaves is no longer there.
    leyla.goto("/admin/blog/entry/")
    kamran.reload()
    expect(kamran.locator("#others")).to_be_empty()
    assert found == []


def test_without_scripts_and_on_a_phone(log_in, submit, transactional_db):
    entry = make_entry(drafts=["az", "ru"], title_az="Köhnə", body_az="<p>Köhnə mətn</p>")
    page = log_in(make_user(EDITOR), width=390, javascript=False)
    page.goto(change(entry))
    Entry.objects.filter(pk=entry.pk).update(title_az="Onların", body_az="<p>Onların mətni</p>")
    page.fill("#id_title_az", "Mənim")
    page.fill("#id_body_az", "<p>Mənim mətnim</p>")
    submit(page, "[name=_save]")
    expect(page.locator("#merge")).to_contain_text("Onların mətni")
    expect(page.locator("#merge")).to_contain_text("Mənim mətnim")
    page.check("[name=merge_title_az][value=mine]")
    page.check("[name=merge_body_az][value=theirs]")
    submit(page, "[name=_save]")
    entry.refresh_from_db()
    assert (entry.title_az, entry.body_az) == ("Mənim", "<p>Onların mətni</p>")


def test_too_late_and_logged_out(log_in, submit, transactional_db):
    reporter = make_user(AUTHOR)
    entry = make_entry(drafts=["az", "ru"], author=make_author(user=reporter))
    page = log_in(reporter, width=390, **FOR_AXE)
    page.clock.install()
    open_form(page, entry)
    write(page, "az", " Mənim sözüm.")
    editor = log_in(make_user(EDITOR))
    open_form(editor, entry)
    submit(editor, "[role=tabpanel]:not([hidden]) [name=_publish]")
    page.expected.append("409")
    submit(page, SAVE)
    expect(page.locator(".missed-part")).to_contain_text("Mənim sözüm.")
    assert "Mənim sözüm." in set_aside(entry)[0]["az"]["body"]
    found = findings(page, "too late")
    assert_fits(page, [320, 390, 1280])

    submit(page, "text=Open the entry as it is now")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.clock.fast_forward(BEAT)
    expect(page.locator("#others")).to_contain_text("You are logged out")
    assert found == []
