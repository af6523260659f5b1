"""Preview links: what an outsider sees, for how long, and that nobody sees anything without one."""

from datetime import timedelta

import pytest
from django.core.checks import run_checks
from django.core.signing import Signer
from django.test import Client
from django.utils import timezone

from blog.models import Entry, PreviewLink, Revision
from blog.previewing import make_link, revoke, token_of, url_of
from blog.publishing import publish
from blog.roles import AUTHOR, EDITOR, TRANSLATOR
from tests.factories import (
    ago,
    make_attachment,
    make_author,
    make_comment,
    make_entry,
    make_tag,
    make_user,
)
from tests.parsed import Parsed
from tests.previewing import framed, preview_path

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def draft():
    return make_entry(drafts=["az", "ru"], title_az="Gizli yazı", slug_az="gizli", slug_ru="taina")


@pytest.fixture
def link(draft):
    return make_link(draft, "az", by=make_user(EDITOR))


@pytest.fixture
def later(monkeypatch):
    """Move the clock: ``later(days=7)``."""
    real = timezone.now

    def move(**delta):
        monkeypatch.setattr("django.utils.timezone.now", lambda: real() + timedelta(**delta))

    return move


def links_of(entry, language="az"):
    return f"{preview_path(entry, language)}links/"


# What the holder sees


def test_holder_sees_the_readers_page_without_an_account(client, draft, link):
    tag = make_tag(name_az="Sərhəd", slug_az="serhed")
    draft.tags.add(tag)
    make_comment(draft, text_az="<p>Şərh</p>")
    page = Parsed(client.get(url_of(link)))
    assert page.texts("//h1") == ["Gizli yazı"]
    assert page.one("/html").get("lang") == "az"

    publish(draft, "az", at=ago(minutes=1))
    draft.save()
    public = Parsed(client.get(draft.url_in("az")))
    # One and the same but for the date.
    for tree in (page.tree, public.tree):
        (date,) = tree.xpath("//article//header//time")
        date.attrib.clear()
    assert [block.text_content() for block in page.tree.xpath("//main")] == [
        block.text_content() for block in public.tree.xpath("//main")
    ]


def test_strip_says_what_it_is_and_until_when(client, settings, later):
    settings.PREVIEW_LINK_DAYS = 3
    entry = make_entry(drafts=["en"])
    link = make_link(entry, "en", by=None)
    assert link.expires_at - link.created_at == timedelta(days=3)
    PreviewLink.objects.update(expires_at=timezone.datetime.fromisoformat("2031-05-03T10:30:00Z"))
    (words,) = Parsed(client.get(url_of(PreviewLink.objects.get()))).texts("//aside/p")
    assert words == (
        "Preview: this page is not public. The link works until 3 May 2031, 14:30 (Asia/Baku)."
    )


def test_machines_are_told_nothing(client, draft, link):
    response = client.get(url_of(link))
    page = Parsed(response)
    assert page.is_noindex
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert page.alternates == {}
    assert not page.tree.xpath('//link[@rel="canonical"] | //meta[@property]')
    # Neither the account of a person nor a session plays a part.
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


def test_other_languages_lead_to_what_is_public(client, draft):
    link = make_link(draft, "az", by=None)
    own = url_of(link)
    assert Parsed(client.get(own)).switcher == {"en": "/en/", "ru": "/ru/", "az": own}
    publish(draft, "ru", at=ago(hours=1))
    draft.save()
    page = Parsed(client.get(own))
    assert page.switcher == {"en": "/en/", "ru": "/ru/blog/taina/", "az": own}
    # The address of the draft is nowhere.
    assert "/gizli/" not in page.response.content.decode()


def test_only_live_languages_stand_in_for_what_is_missing(client):
    entry = make_entry(drafts=["az", "ru"], body_az="", body_ru="<p>Тайные слова</p>")
    text = client.get(url_of(make_link(entry, "az", by=None))).content.decode()
    assert "Тайные" not in text


def test_language_that_went_live_is_a_redirect(client, draft, link):
    publish(draft, "az", at=ago(minutes=1))
    draft.save()
    response = client.get(url_of(link))
    assert (response.status_code, response["Location"]) == (302, "/az/blog/gizli/")
    assert response["Cache-Control"] == "private, no-store"


def test_scheduled_language_goes_from_preview_to_page_to_the_second(client, later):
    entry = make_entry(scheduled=["az"], slug_az="seki")
    link = make_link(entry, "az", by=None)
    later(minutes=59)
    assert client.get(url_of(link)).status_code == 200
    assert client.get("/az/blog/seki/").status_code == 404
    later(minutes=60, seconds=1)
    assert client.get(url_of(link)).status_code == 302
    assert client.get("/az/blog/seki/").status_code == 200


def test_files_of_a_draft_are_had_by_the_link_alone(client, draft, link):
    file = make_attachment(draft, name="hesabat.pdf", content=b"%PDF-1.7 secret")
    page = Parsed(client.get(url_of(link)))
    (path,) = page.tree.xpath('//*[@class="files"]//a/@href')
    response = client.get(path)
    assert b"".join(response.streaming_content) == b"%PDF-1.7 secret"
    assert response["Content-Disposition"] == 'attachment; filename="hesabat.pdf"'
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "private, no-store"

    other = make_attachment(make_entry(drafts=["az"]))
    assert client.get(file.get_absolute_url()).status_code == 404
    assert client.get(path.replace(f"/{file.pk}/", f"/{other.pk}/")).status_code == 404
    revoke(link)
    assert client.get(path).status_code == 404


def test_page_costs_a_fixed_number_of_queries(client, django_assert_num_queries):
    entry = make_entry(drafts=["az"], tags=[make_tag() for _ in range(3)])
    for _ in range(3):
        make_attachment(entry)
        make_entry(live=["az"])
    link = make_link(entry, "az", by=None)
    # The link with the entry and its author, its tags, its files, its comments, more news
    with django_assert_num_queries(5):
        client.get(url_of(link))


# Nobody sees anything without one


def ordinary(client, language="az"):
    return client.get(f"/{language}/blog/yoxdur/").content


def assert_nothing_there(client, path, language="az"):
    response = client.get(path)
    assert response.status_code == 404, path
    assert response.content == ordinary(client, language), path


def test_token_cannot_be_guessed_or_bent(client, draft, link):
    token = token_of(link)
    name, _dot, signature = token.partition(".")
    salted = Signer(salt="blog.preview", sep=".").sign(name)
    unsalted = Signer(sep=".").sign(name)
    keyed = Signer(key="another", salt="blog.preview-link", sep=".").sign(name)
    number, _hyphen, end = name.partition("-")
    bent = [
        *(salted, unsalted, keyed, name, f"{name}.", f".{signature}", signature, str(link.pk)),
        *(f"{token}x", token[:-1], token.swapcase(), token.replace(".", ":"), f" {token}"),
        *(f"{int(number) + 1}-{end}.{signature}", f"{number}-{int(end) + 1}.{signature}"),
        *("x" * 5000, "ə", "%00", "..%2f", "-.-"),
    ]
    for one in bent:
        assert_nothing_there(client, f"/az/preview/{one}/")
    assert client.get(f"/az/preview/{token}/").status_code == 200


def test_link_is_to_one_language(client, draft, link):
    for language in ("en", "ru"):
        path = f"/{language}/preview/{token_of(link)}/"
        assert_nothing_there(client, path, language)


def test_link_ends(client, link, later):
    later(days=6, hours=23)
    assert client.get(url_of(link)).status_code == 200
    later(days=7, seconds=1)
    assert_nothing_there(client, url_of(link))


def test_end_is_fixed_when_the_link_is_made(client, link, settings, later):
    settings.PREVIEW_LINK_DAYS = 100
    later(days=8)
    assert_nothing_there(client, url_of(link))


def test_revoked_link_ends_at_once(client, link):
    revoke(link)
    assert_nothing_there(client, url_of(link))
    # The first end is kept.
    link.refresh_from_db()
    before = link.revoked_at
    revoke(link)
    link.refresh_from_db()
    assert link.revoked_at == before


def test_revoked_link_does_not_even_lead_to_what_is_live(client, draft, link):
    publish(draft, "az", at=ago(minutes=1))
    draft.save()
    revoke(link)
    assert_nothing_there(client, url_of(link))


def test_link_ends_with_its_entry(client, draft, link):
    path = url_of(link)
    draft.delete()
    assert_nothing_there(client, path)


def test_link_to_what_was_emptied_leads_nowhere(client, draft, link):
    Entry.objects.update(title_az="", body_az="")
    assert_nothing_there(client, url_of(link))


def test_number_that_was_given_away_again_opens_nothing(client, draft, link):
    """A restored backup knows nothing of the newest links; their numbers are given away again."""
    path = url_of(link)
    PreviewLink.objects.all().delete()
    again = make_link(make_entry(drafts=["az"]), "az", by=None)
    end = link.expires_at + timedelta(seconds=1)
    PreviewLink.objects.filter(pk=again.pk).update(id=link.pk, expires_at=end)
    assert client.get(url_of(PreviewLink.objects.get())).status_code == 200
    assert_nothing_there(client, path)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_link_is_only_to_be_looked_at(client, link, method):
    assert getattr(client, method)(url_of(link)).status_code == 405


# Making and revoking


def test_editor_makes_a_link_and_finds_it(client, editor, draft):
    response = client.post(links_of(draft))
    assert response["Location"] == f"{preview_path(draft, 'az')}#links"
    link = PreviewLink.objects.get()
    assert (link.entry, link.language, link.created_by) == (draft, "az", editor)
    assert link.expires_at - link.created_at == timedelta(days=7)
    page = Parsed(client.get(preview_path(draft, "az")))
    address = page.one('//*[@class="link-address"]/input').get("value")
    assert address == f"http://testserver{url_of(link)}"
    (facts,) = page.texts('//*[@class="link-facts"]/p')
    assert "(Asia/Baku)" in facts
    assert editor.username in facts
    # Those of another language are not told here.
    other = Parsed(client.get(preview_path(draft, "ru")))
    assert not other.tree.xpath('//*[@class="link-address"]')
    assert Client().get(address).status_code == 200
    assert not Revision.objects.exists()


@pytest.mark.parametrize("links", [1, 3])
def test_query_count_does_not_grow_with_the_links(
    client, editor, draft, links, django_assert_num_queries
):
    for _ in range(links):
        make_link(draft, "az", by=make_user(EDITOR))
    client.get(preview_path(draft, "az"))
    # Session and account, rights, the entry and its author, submissions, tags, files, comments, more news,
    # links
    with django_assert_num_queries(12):
        client.get(preview_path(draft, "az"))


def test_ended_links_are_told_apart(client, editor, draft, later):
    revoked, ended = (make_link(draft, "az", by=editor) for _ in range(2))
    revoke(revoked)
    PreviewLink.objects.filter(pk=ended.pk).update(expires_at=ago(days=1))
    page = Parsed(client.get(preview_path(draft, "az")))
    assert not page.tree.xpath('//*[@class="link-address"]')
    words = page.texts('//*[@class="is-ended"]')
    assert [one.split()[0] for one in words] == ["Ended", "Revoked"]


def test_live_and_empty_languages_get_no_link(client, editor):
    entry = make_entry(live=["az"])
    for language in ("az", "ru"):
        assert client.post(links_of(entry, language)).status_code == 302
    assert not PreviewLink.objects.exists()
    page = Parsed(client.get(preview_path(entry, "az")))
    assert not page.tree.xpath('//*[@id="links"]//form')


def test_links_are_shown_beside_a_form_that_is_not_saved(client, editor, draft):
    make_link(draft, "az", by=editor)
    response = client.post(
        preview_path(draft, "az"),
        {"title_az": "Yeni", "original_language": "az", "author": draft.author_id},
    )
    assert framed(response).xpath("string(//h1)") == "Yeni"
    assert len(Parsed(response).tree.xpath('//*[@class="link-address"]')) == 1


def owner_of(draft):
    user = make_user(AUTHOR)
    draft.author = make_author(user=user)
    draft.save()
    return user


def test_author_shares_their_own_draft(client, draft):
    client.force_login(owner_of(draft))
    assert client.post(links_of(draft)).status_code == 302
    assert PreviewLink.objects.count() == 1


def test_translator_shares_what_they_translate_into(client, draft):
    client.force_login(make_user(TRANSLATOR, rights=["translate_into_ru"]))
    assert client.post(links_of(draft, "ru")).status_code == 302
    assert client.post(links_of(draft, "az")).status_code == 403
    assert [link.language for link in PreviewLink.objects.all()] == ["ru"]
    # Links of others to a language that is not theirs are not for them.
    make_link(draft, "az", by=None)
    page = Parsed(client.get(preview_path(draft, "az")))
    assert not page.tree.xpath('//*[@id="links"]')


def test_who_may_only_read_makes_no_link_and_sees_none(client, draft, link):
    client.force_login(make_user(rights=["view_entry", "view_any_entry"]))
    assert client.post(links_of(draft)).status_code == 403
    assert client.post(f"{links_of(draft)}{link.pk}/").status_code == 403
    assert token_of(link) not in client.get(preview_path(draft, "az")).content.decode()


def test_stranger_makes_and_revokes_nothing(client, draft, link):
    for path in (links_of(draft), f"{links_of(draft)}{link.pk}/"):
        assert client.post(path)["Location"].startswith("/admin/login/")
    link.refresh_from_db()
    assert (link.is_valid, PreviewLink.objects.count()) == (True, 1)


def test_who_made_it_and_who_owns_the_entry_revoke_it(client, draft):
    translators = [make_user(TRANSLATOR, rights=["translate_into_az"]) for _ in range(2)]
    owner, editor = owner_of(draft), make_user(EDITOR)
    for user, status in [
        *((translators[0], 302), (owner, 302), (editor, 302)),
        (translators[1], 403),
    ]:
        link = make_link(draft, "az", by=translators[0])
        client.force_login(user)
        assert client.post(f"{links_of(draft)}{link.pk}/").status_code == status
        link.refresh_from_db()
        assert link.is_valid == (status == 403)
    shown = Parsed(client.get(preview_path(draft, "az")))
    assert shown.tree.xpath('//*[@class="link-address"]')
    assert not shown.tree.xpath('//*[@class="link-revoke"]')


def test_link_is_revoked_where_it_belongs(client, editor, draft, link):
    other = make_entry(drafts=["az"])
    for path in (f"{links_of(other)}{link.pk}/", f"{links_of(draft, 'ru')}{link.pk}/"):
        assert client.post(path).status_code == 404
    assert client.get(f"{links_of(draft)}{link.pk}/").status_code == 405
    assert client.get(links_of(draft)).status_code == 405
    link.refresh_from_db()
    assert link.is_valid


@pytest.mark.parametrize(("days", "found"), [(0, 1), (1, 0), (365, 0), (366, 1)])
def test_setting_without_sense_is_told_at_the_start(settings, days, found):
    settings.PREVIEW_LINK_DAYS = days
    assert [error.id for error in run_checks()].count("blog.E003") == found
