"""axe finds nothing on any kind of page, in any language, scheme and width (WCAG 2.2 AA)."""

import pytest

from blog.publishing import publish
from blog.roles import AUTHOR, EDITOR
from tests.browser.axe import FOR_AXE, findings
from tests.browser.writing import press
from tests.factories import (
    ago,
    make_attachment,
    make_author,
    make_comment,
    make_entry,
    make_picture,
    make_submission,
    make_tag,
    make_user,
)

LANGUAGES = ["en", "ru", "az"]
# Each language and each width; what is wrong with a colour is so in all of them.
LOOKS = [("az", 1280), ("ru", 390), ("en", 390)]
WORDS = {f"alt_{code}": "Dağ" for code in LANGUAGES}
BODY = """<h2>Bir</h2><p>Mətn <a href="/az/">keçid</a> və <strong>qalın</strong>.</p><ul><li>ə</li></ul>
<blockquote><p>Sitat</p><p><cite>Kimsə</cite></p></blockquote>
<table><caption>Cədvəl</caption><thead><tr><th scope="col">A</th></tr></thead><tbody><tr><td>1</td></tr>
</tbody></table>"""


@pytest.fixture
def site(transactional_db):
    """Every kind of page has something to show."""
    tag = make_tag(name_az="Təlim", slug_az="telim")
    author = make_author(name_en="Aysel", bio_en="Writes.", slug="aysel")
    full = make_entry(
        drafts=LANGUAGES,
        **{f"body_{code}": BODY for code in LANGUAGES},
        **{f"summary_{code}": "Xülasə" for code in LANGUAGES},
        tags=[tag],
        author=author,
        cover=make_picture(size=(600, 400), credit="RTCM", **WORDS),
    )
    for code in LANGUAGES:
        publish(full, code, at=ago(days=1))
    full.save()
    make_attachment(full, label_az="Hesabat")
    make_comment(full, text_az=BODY)
    make_comment(full, text_ru="<p>Ёж</p>")
    for number in range(14):
        make_entry(live=[LANGUAGES[number % 3]], tags=[tag], author=author)
    make_entry(live=["en", "az", "ru"], body_az="", body_ru="", slug_az="yarim", slug_ru="yarim")
    return full


@pytest.fixture
def reporter(site):
    """An author whose desk, and with it that of an editor, has a row of every kind."""
    user = make_user(AUTHOR, first_name="Aysel")
    mine = {"author": make_author(user=user), "title_az": "İlk yazı"}
    make_submission(make_entry(drafts=["az", "ru"], **mine), "az", by=user)
    returned = make_entry(live=["en"], drafts=["ru"], **mine)
    note = "Ёж?\n\nБолее точно."
    make_submission(returned, "ru", by=user, returned_by=make_user(EDITOR), note=note)
    make_entry(scheduled=["az", "en"], **mine)
    return user


def pages_of_readers(full, language):
    foreign = next(code for code in LANGUAGES if code != language)
    lonely = type(full).objects.readable_in(foreign).exclude(pk=full.pk)
    only_foreign = next(e for e in lonely if e.live_languages == [foreign])
    when = full.date_in("en")
    return [
        f"/{language}/",
        f"/{language}/?only=1",
        full.url_in(language),
        only_foreign.url_in(language),
        f"/{language}/blog/yarim/",
        f"/{language}/tags/telim/",
        f"/{language}/authors/aysel/",
        f"/{language}/archive/{when:%Y}/{when:%m}/",
        f"/{language}/blog/yoxdur/",
    ]


@pytest.mark.parametrize(("language", "width"), LOOKS)
def test_readers_pages_are_accessible(open_browser, site, language, width):
    page = open_browser(language=language, width=width, **FOR_AXE)
    found = []
    for path in pages_of_readers(site, language):
        page.goto(path)
        found += findings(page, path)
    assert found == []


@pytest.mark.parametrize(("language", "width"), LOOKS)
def test_admin_is_accessible(open_browser, log_in, submit, site, reporter, language, width):
    anonymous = open_browser(language=language, width=width, **FOR_AXE)
    anonymous.goto("/admin/login/")
    found = findings(anonymous, "login")
    page = log_in(reporter, language=language, width=width, **FOR_AXE)
    page.goto("/admin/")
    found += findings(page, "desk of an author")
    page = log_in(make_user(EDITOR), language=language, width=width, **FOR_AXE)
    # The row of buttons sticks to the foot of the window; in a tall one it covers nothing.
    page.set_viewport_size({"width": width, "height": 4000})
    picture = f"/admin/blog/picture/{site.cover_id}/change/"
    entry = f"/admin/blog/entry/{site.pk}/change/"
    for path in ("/admin/", "/admin/blog/entry/", "/admin/blog/picture/", picture, entry):
        page.goto(path)
        found += findings(page, path)
    press(
        page, "picture", page.locator("[role=tab][aria-selected=true] [lang]").get_attribute("lang")
    )
    page.locator(".library li img").wait_for()
    found += findings(page, "choosing a picture")
    page.locator(".library button").first.click()
    page.locator("dialog[open] [name=alt]").wait_for()
    found += findings(page, "words of a picture")
    page.locator("dialog[open] button[type=submit]").click()
    found += findings(page, "a picture in the text")
    page.goto("/admin/blog/entry/add/")
    submit(page, "[name=_save]")
    found += findings(page, "a form with errors")
    assert found == []
