"""The history of an entry in a real browser: two versions compared, one put back, one recovered."""

import pytest

from blog.history.recording import note_found, record, set_aside
from blog.history.snapshots import parts_of
from blog.models import Entry
from blog.roles import EDITOR
from tests.browser.axe import FOR_AXE, findings
from tests.browser.writing import open_form, stored, write
from tests.factories import make_attachment, make_entry, make_picture, make_tag, make_user
from tests.posting import change

BODY = """<h2>Proqram</h2><p>Birinci gün görüş oldu.</p><ul><li>bir</li><li>iki</li></ul>
<table><tr><th>Ad</th><td>1</td></tr></table><blockquote><p>Sitat</p></blockquote>
<p>Bu abzas dəyişmir.</p><p>Bu da.</p><p>Bu da dəyişmir.</p><p>Bu da.</p><p>Son söz.</p>"""


@pytest.fixture
def entry(transactional_db):
    """An entry that has a history of every kind."""
    entry = make_entry(live=["az"], drafts=["ru"], title_az="Şəkidə təlim", body_az=BODY)
    user = make_user(first_name="Aysel", last_name="Əliyeva")
    note_found(entry)
    entry.cover = make_picture(size=(600, 400))
    figure = f'<figure><img alt="Dağ" src="picture:{entry.cover_id}"></figure>'
    entry.body_az = BODY.replace("Birinci gün", "<strong>Birinci</strong> gün Şəkidə") + figure
    entry.save()
    entry.tags.add(make_tag(name_az="Təlim"))
    make_attachment(entry, label_az="Hesabat")
    record(entry, by=user)
    record(entry, by=user, event="returned", languages=["ru"], note="Проверьте имена.")
    set_aside(entry.pk, {"az": {**parts_of(entry)["az"], "title": "Kənarda"}}, by=user)
    return entry


def boxes(page, selector):
    """Where the first of two sides that are compared stand."""
    row = page.locator(".difference-row.row-changed").first
    return [row.locator(side).bounding_box() for side in selector]


@pytest.mark.each_database
def test_author_compares_puts_back_deletes_and_recovers(log_in, submit, entry):
    page = log_in(make_user(EDITOR), language="az")
    open_form(page, entry)
    write(page, "az", " Bu cümlə sonradır.")
    assert "Bu cümlə sonradır." in stored(page, submit, entry)
    submit(page, ".historylink")
    # The last two are chosen; a person chooses the one before what was set aside.
    assert page.locator("[name=new]:checked").get_attribute("value") == "5"
    page.locator("[name=old][value='3']").check()
    submit(page, ".history form button")
    assert page.locator(".difference ins").all_inner_texts() == ["Bu cümlə sonradır."]
    assert page.locator(".difference del").count() == 0
    before, after = boxes(page, [".before", ".after"])
    assert before["y"] == after["y"]
    assert before["x"] < after["x"]
    # What lies far from a change is folded, and can be unfolded.
    assert not page.get_by_text("Proqram", exact=True).is_visible()
    page.locator(".difference summary").first.click()
    assert page.get_by_text("Proqram", exact=True).is_visible()

    page.set_viewport_size({"width": 390, "height": 800})
    before, after = boxes(page, [".before", ".after"])
    assert after["y"] >= before["y"] + before["height"]
    assert page.evaluate("document.documentElement.scrollWidth") == 390

    submit(page, ".history-links a[href*=restore]")
    submit(page, ".history-question button")
    assert page.locator(".messagelist .success").is_visible()
    assert "sonradır" not in Entry.objects.get().body_az

    page.goto(change(entry).replace("change", "delete"))
    submit(page, "#content form [type=submit]")
    assert not Entry.objects.exists()
    submit(page, ".object-tools a[href$='/deleted/']")
    submit(page, ".step .button")
    submit(page, ".history-question button")
    assert page.url.endswith(change(entry))
    again = Entry.objects.get()
    assert (again.pk, again.title_az, again.live_languages) == (entry.pk, "Şəkidə təlim", [])


@pytest.mark.parametrize(("language", "width"), [("az", 390), ("ru", 1280)])
def test_history_is_accessible(log_in, entry, language, width):
    gone = make_entry(live=["az"])
    record(gone)
    Entry.objects.filter(pk=gone.pk).delete()
    page = log_in(make_user(EDITOR), language=language, width=width, **FOR_AXE)
    found = []
    for path in (
        f"{entry.pk}/history/",
        f"{entry.pk}/compare/?old=1&new=3",
        f"{entry.pk}/history/2/",
        f"{entry.pk}/history/1/restore/",
        "deleted/",
        f"{gone.pk}/recover/",
    ):
        page.goto(f"/admin/blog/entry/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        found += findings(page, path)
    assert found == []
