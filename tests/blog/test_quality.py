"""What a careful editor would ask, by a table."""

import pytest
from django.utils import translation

from blog.quality import CHECKS, findings, leads_somewhere, looks_foreign
from blog.roles import TRANSLATOR
from tests.factories import ago, make_author, make_entry, make_picture, make_tag, make_user
from tests.parsed import Parsed
from tests.posting import change

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

GOOD = {
    "title_az": "Şəki şəhəri",
    "summary_az": "Qısa xülasə.",
    "body_az": "<h2>Bir</h2><p>Görüşdük və işlədik.</p><h3>İki</h3>",
    "cover_alt_az": "Dağlar",
}


def ids(language="az", **changes):
    changes.setdefault("cover", make_picture(size=(60, 40)))
    entry = make_entry(drafts=[language], **{**GOOD, **changes})
    return [finding.check for finding in findings(entry, language)]


def test_good_entry_is_left_in_peace():
    assert ids() == []


@pytest.mark.parametrize(
    ("changes", "check"),
    [
        ({"title_az": ""}, "no-title"),
        ({"summary_az": ""}, "no-summary"),
        ({"body_az": ""}, "no-text"),
        ({"cover": None, "cover_alt_az": ""}, "no-cover"),
        ({"cover_alt_az": ""}, "cover-without-words"),
        ({"body_az": '<p>ə <img src="/media/a.png" alt=" "></p>'}, "picture-without-words"),
        ({"body_az": '<p>ə <img src="picture:999999" alt="Dağ"></p>'}, "missing-picture"),
        ({"body_az": '<p>Görüşdük: <a href="entry:999999">keçid</a></p>'}, "broken-link"),
        ({"title_az": "Çox uzun başlıq " * 5}, "long-title"),
        ({"body_az": '<p>Görüşdük: <a href="/az/blog/yoxdur/">keçid</a></p>'}, "broken-link"),
        ({"body_az": '<p>Görüşdük: <a href="/nowhere">keçid</a></p>'}, "broken-link"),
        ({"body_az": "<p>Görüşdük</p><h3>İki</h3>"}, "skipped-heading"),
        ({"body_az": "<h2>Görüşdük</h2><h4>İki</h4>"}, "skipped-heading"),
        ({"body_az": "<p>Мы встретились ещё раз.</p>"}, "another-language"),
        ({"title_az": "Встреча в Шеки"}, "another-language"),
        (
            {
                "summary_az": "We met in the old town, and we will meet there again in a week or two."
            },
            "another-language",
        ),
    ],
)
def test_check_finds_what_it_looks_for(changes, check):
    assert ids(**changes) == [check]


def test_picture_that_is_said_to_be_decoration_needs_no_words():
    shown = make_picture()
    body = f'<p>ə</p><figure><img alt="" role="presentation" src="picture:{shown.pk}"></figure>'
    assert ids(body_az=body, cover_alt_az="", cover_is_decorative=True) == []


def test_link_to_a_draft_is_told_by_its_words():
    draft = make_entry(drafts=["ru"], title_ru="Тайна")
    body = f'<p>Görüşdük: <a href="entry:{draft.pk}">şəhər <em>haqqında</em></a></p>'
    entry = make_entry(drafts=["az"], **{**GOOD, "body_az": body, "cover": make_picture()})
    (finding,) = findings(entry, "az")
    assert "“şəhər haqqında”" in finding.message
    assert "Тайна" not in finding.message


@pytest.mark.parametrize(
    ("text", "language", "is_foreign"),
    [
        ("Azərbaycanda əmək miqrasiyası", "en", True),
        ("Migration in Azerbaijan", "en", False),
        ("Café and résumé", "en", False),
        ("Метро", "az", True),
        ("Metro", "az", False),
        ("Metro", "ru", True),
        ("Обычный текст с NATO внутри, довольно длинный, чтобы судить по буквам", "ru", False),
        ("Ёж и йод", "ru", False),
        ("İSTİQLAL", "az", False),
        ("2026 – 50 %", "ru", False),
        ("", "az", False),
    ],
)
def test_language_is_told_by_its_letters(text, language, is_foreign):
    assert looks_foreign(text, language) is is_foreign


def test_language_nobody_wrote_in_is_left_in_peace():
    assert findings(make_entry(drafts=["az"]), "ru") == []


def test_links_lead_to_what_readers_can_see():
    tag, author = make_tag(name_az="Təlim", slug_az="telim"), make_author(slug="aysel")
    entry = make_entry(live=["az"], slug_az="kohne", tags=[tag], author=author)
    entry.slug_az = "seki"
    entry.save()
    make_entry(drafts=["az"], scheduled=["ru"], slug_az="gizli", slug_ru="taina")
    make_tag(name_az="Boş", slug_az="bos")

    good = ["/az/blog/seki/", "/az/blog/kohne/", "/ru/blog/seki/?a=1#b", "/az/tags/telim/"]
    for path in [*good, "/ru/authors/aysel/", "/az/", "/az/feed/", "/"]:
        assert leads_somewhere(path), path
    for path in ["/az/blog/gizli/", "/ru/blog/taina/", "/az/tags/bos/", "/xx/", "/az/blog/seki"]:
        assert not leads_somewhere(path), path


def test_every_check_has_a_name_in_each_language():
    assert len({check.id for check in CHECKS}) == len(CHECKS)
    names = {}
    for language in ("en", "ru", "az"):
        with translation.override(language):
            names[language] = [str(check.name) for check in CHECKS]
    assert all(len({*names}) == 3 for names in zip(*names.values(), strict=True))


def test_panel_leads_to_the_fields(client):
    client.force_login(make_user("Editor"))
    entry = make_entry(drafts=["az"], live=["ru"], published_at_ru=ago(days=1))
    page = Parsed(client.get(change(entry)))
    fields = {
        link.rpartition("#")[2] for link in page.tree.xpath('//*[@class="findings"]//a/@href')
    }
    assert {"id_summary_az", "id_summary_ru", "id_cover"} <= fields
    for field in fields:
        assert page.tree.xpath(f'//*[@id="{field}"]'), field


def test_panel_of_a_language_one_may_only_read_has_no_links(client):
    client.force_login(make_user(TRANSLATOR))
    page = Parsed(client.get(change(make_entry(drafts=["az"]))))
    assert page.texts('//*[@class="findings"]//li')
    assert not page.tree.xpath('//*[@class="findings"]//a')
