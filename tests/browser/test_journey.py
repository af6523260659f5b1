"""The whole way of a story: written in Azerbaijani with pictures, a table and a link, then in Russian."""

import pytest

from blog.models import Entry, Picture
from blog.roles import AUTHOR
from tests.browser.writing import (
    as_file,
    confirm,
    editor_of,
    give,
    press,
    say,
    stored,
    surface,
    write,
)
from tests.factories import make_entry, make_user, noise, picture


@pytest.fixture
def author(transactional_db):
    return make_user(AUTHOR, rights=["publish_entry"], first_name="Aysel", last_name="Məmmədova")


def photograph(name, seed):
    upload = picture(name=name)
    upload.file.seek(0)
    noise(size=(1500, 1000), seed=seed).save(upload.file, "JPEG")
    return upload


def insert_table(page):
    press(page, "table")
    for word in ("Şəhər", "İl", "Say", "Şəki", "2026", "16", "Quba", "2025", "12"):
        page.keyboard.type(word)
        page.keyboard.press("Tab")
    # Tab in the last cell has made a row, which is not wanted.
    editor_of(page, "az").locator(".editor-context >> text=Sətri sil").click()


def link_to(page, words):
    press(page, "link")
    page.fill("dialog[open] [name=where]", words)
    page.locator("dialog[open] [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    confirm(page)


@pytest.mark.parametrize("width", [1280, pytest.param(390, marks=pytest.mark.each_database)])
def test_story_from_the_first_word_to_two_languages(log_in, submit, author, width):
    other = make_entry(
        live=["az", "ru"], title_az="Köhnə xəbər", slug_az="kohne-xeber", slug_ru="staraia"
    )
    page = log_in(author, language="az", width=width)
    page.goto("/admin/blog/entry/add/")
    page.fill("#id_title_az", "Şəkidə təlim")
    page.fill("#id_summary_az", "İki gün, on altı iştirakçı.")
    write(page, "az", "## Birinci gün\nGörüşdük və işlədik: ")
    link_to(page, "köhnə")
    page.keyboard.type(".\n")
    press(page, "picture")
    page.set_input_files("dialog[open] input[type=file]", as_file(photograph("dağ.jpg", 1)))
    say(page, alt="Dağ yolu", caption="Şəkiyə gedən yol")
    give(surface(page, "az"), "paste", photograph("zal.jpg", 2))
    say(page, alt="Zal", caption="")
    insert_table(page)
    html = "".join(page.locator("#id_body_az").evaluate_all("nodes => nodes.map(n => n.value)"))
    assert "{mlang" not in html
    page.select_option("#id_original_language", "az")
    give(page.locator(".cover-box"), "drop", photograph("örtük.jpg", 3))
    page.locator(".cover-box > .help >> text=örtük.jpg").wait_for()
    page.fill("#id_cover_alt_az", "Şəki")
    submit(page, "[role=tabpanel]:not([hidden]) >> text=Yadda saxla və yayımla")

    entry = Entry.objects.exclude(pk=other.pk).get()
    assert entry.live_languages == ["az"]
    cover, hall, road = Picture.objects.all()
    assert entry.body_az == (
        "<h2>Birinci gün</h2>\n"
        f'<p>Görüşdük və işlədik: <a href="entry:{other.pk}" rel="noopener noreferrer">'
        "Köhnə xəbər</a>.</p>\n"
        f'<figure><img alt="Dağ yolu" src="picture:{road.pk}">'
        "<figcaption>Şəkiyə gedən yol</figcaption></figure>\n"
        f'<figure><img alt="Zal" src="picture:{hall.pk}"></figure>\n'
        '<table><thead><tr><th scope="col">Şəhər</th><th scope="col">İl</th>'
        '<th scope="col">Say</th></tr></thead><tbody><tr><td>Şəki</td><td>2026</td><td>16</td></tr>'
        "<tr><td>Quba</td><td>2025</td><td>12</td></tr></tbody></table>"
    )

    page.click("role=tab >> text=Русский")
    page.fill("#id_title_ru", "Обучение в Шеки")
    write(page, "ru", "Мы встретились и работали ещё два дня.")
    submit(page, "[role=tabpanel]:not([hidden]) >> text=Yadda saxla və yayımla")
    entry.refresh_from_db()
    assert entry.live_languages == ["ru", "az"]

    page.goto("/az/blog/sekide-telim/")
    assert page.locator(".prose a").get_attribute("href") == "/az/blog/kohne-xeber/"
    for image in page.locator("article img").all():
        image.scroll_into_view_if_needed()
        assert image.evaluate("image => image.decode().then(() => image.currentSrc)").endswith(
            "avif"
        )
    assert page.locator(".prose table th").count() == 3
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(entry.url_in("ru"))
    assert page.locator(".prose").inner_text() == "Мы встретились и работали ещё два дня."
    assert page.locator(".entry-cover img").get_attribute("alt") == "Şəki"
    assert cover.name == "örtük.jpg"
    assert stored_is_unchanged(page, submit, entry)


def stored_is_unchanged(page, submit, entry):
    """Opening the form and saving it changes nothing."""
    page.goto(f"/admin/blog/entry/{entry.pk}/change/")
    return stored(page, submit, entry) == entry.body_az
