"""The front page of the admin: each person finds what they can act on, and nothing else."""

import re

import pytest
from django.contrib.auth.models import User

from blog import roles
from blog.desk import desk_of
from blog.desk_site import DeskSite
from blog.history.recording import record, set_aside
from blog.history.snapshots import parts_of
from blog.languages import language_codes
from blog.models import Entry, Revision
from blog.models.entry import translate_permission
from blog.roles import AUTHOR, EDITOR, KEEPER, TRANSLATOR
from blog.signals import desk_shown
from tests.desks import desk, links, titles, translator
from tests.factories import ago, make_author, make_entry, make_submission, make_user
from tests.posting import change

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
WAITING, DRAFTS, SCHEDULED, LIVE = "Waiting for me", "My drafts", "Scheduled", "Lately live"
LACKING = "Entries that lack a language"


# Who sees what


@pytest.mark.parametrize(
    ("make", "headings", "may_add"),
    [
        (lambda: make_user(KEEPER), [WAITING, DRAFTS, LACKING, SCHEDULED, LIVE], True),
        (lambda: make_user(EDITOR), [WAITING, DRAFTS, LACKING, SCHEDULED, LIVE], True),
        (lambda: make_user(AUTHOR), [WAITING, DRAFTS, LIVE], True),
        (
            lambda: make_user(AUTHOR, rights=["publish_entry"]),
            [WAITING, DRAFTS, SCHEDULED, LIVE],
            True,
        ),
        (translator, [LACKING, WAITING, DRAFTS, LIVE], False),
        (lambda: make_user(rights=["view_entry", "view_any_entry"]), [LIVE], False),
        (lambda: make_user(rights=["view_picture"]), [], False),
    ],
    ids=["keeper", "editor", "author", "publishing author", "translator", "onlooker", "pictures"],
)
def test_each_role_has_its_sections(client, make, headings, may_add):
    make_entry(live=language_codes())
    page = desk(client, make())
    assert page.texts("//section/h2") == headings
    assert bool(page.tree.xpath('//a[@href="/admin/blog/entry/add/"]')) == may_add


def test_section_without_rows_says_so(client):
    page = desk(client, make_user(EDITOR))
    assert page.texts('//*[@class="desk-empty"]') == [
        "Nothing waits for you. What others submit will stand here.",
        "You have no drafts.",
        "Nothing is scheduled.",
        "Nothing is live yet.",
    ]
    make_entry(live=language_codes())
    said = desk(client, translator("ru")).texts('//*[@class="desk-empty"]')
    assert said == [
        "Nothing that readers find lacks a language.",
        "Nothing waits for you. What an editor returns will stand here.",
        "You have no drafts.",
    ]


def test_account_without_rights_gets_a_sentence(client):
    make_entry(live=["az"], drafts=["ru"], title_az="Özgə", title_ru="Ёж")
    page = desk(client, make_user())
    assert page.response.status_code == 200
    assert page.texts('//*[@class="desk-none"]')[0].startswith("Your account has no rights here")
    assert not page.tree.xpath("//section | //nav[@class='desk-places']")
    assert not {"Özgə", "Ёж"} & {*re.findall(r"\w+", page.response.content.decode())}


def test_stranger_is_sent_to_the_login(client):
    assert client.get("/admin/")["Location"] == "/admin/login/?next=/admin/"


def test_desk_greets_by_name_and_leads_to_the_tables(client):
    page = desk(client, make_user(EDITOR, first_name="Leyla"))
    assert page.texts("//h1") == ["Hello, Leyla"]
    places = page.texts('//nav[@class="desk-places"]//a')
    # Those of other apps stand after them.
    assert places[:5] == ["Authors", "Comments", "Entries", "Pictures", "Tags"]
    assert "Recent actions" not in page.response.content.decode()
    assert desk(client, make_user(EDITOR)).texts("//h1") == ["Desk"]


def test_other_apps_offer_ways_from_the_desk(client):
    def offer(request, **kwargs):
        return [("/admin/növbə/", f"Növbə: {request.user.first_name}")]

    desk_shown.connect(offer, sender=DeskSite)
    try:
        page = desk(client, make_user(AUTHOR, first_name="Şəhla"))
    finally:
        desk_shown.disconnect(offer, sender=DeskSite)
    assert page.texts('//*[@class="desk-ways"]/a[@href="/admin/növbə/"]') == ["Növbə: Şəhla"]


def test_author_meets_nothing_of_others(client):
    other = make_user(AUTHOR)
    theirs = make_author(user=other)
    for number, kinds in enumerate(
        [
            {"drafts": ["az"]},
            {"live": ["az"]},
            {"scheduled": ["az"]},
            {"live": ["az"], "drafts": ["ru"]},
        ]
    ):
        entry = make_entry(
            **kinds,
            author=theirs,
            title_az=f"Özgənin yazısı {number}",
            title_ru=f"Чужой ёж {number}",
        )
        make_submission(entry, "ru", by=other)
        make_submission(entry, "en", by=other, returned_by=make_user(EDITOR), note="Özgənin qeydi")
    for user in (make_user(AUTHOR), make_user(AUTHOR, rights=["publish_entry"])):
        page = desk(client, user, "az")
        assert page.tree.xpath('//a[@class="desk-title"]') == []
        assert not re.search("Özgə|Чужой", page.response.content.decode())


def test_lists_say_of_all_entries_what_the_roles_say_of_one():
    users = [
        make_user(EDITOR),
        make_user(AUTHOR),
        make_user(AUTHOR, rights=["publish_entry"]),
        translator("ru"),
        translator("az", AUTHOR),
        make_user(AUTHOR, rights=[translate_permission("ru")]),
        make_user(rights=["view_entry", "view_any_entry", translate_permission("ru")]),
        make_user(rights=["publish_entry"]),
    ]
    for user in users:
        make_entry(live=["en"], drafts=["ru"], author=make_author(user=user))
        make_entry(drafts=["az"], author=make_author(user=None))
    said, meant = {}, {}
    for user in users:
        for entry in Entry.objects.all():
            for code in ("ru", "az"):  # neither is dated
                place = (users.index(user), entry.pk, code)
                found = roles.entries_to_write(user, code)
                said[place] = found.filter(pk=entry.pk).exists()
                meant[place] = roles.may_see(user, entry) and (
                    code in roles.writable_languages(user, entry)
                )
    assert said == meant
    assert {*said.values()} == {True, False}


# Waiting for me


def test_editor_finds_what_was_submitted_the_oldest_first(client):
    reporter = make_user(AUTHOR, first_name="Tural", last_name="Kərimov")
    young = make_entry(drafts=["az"], title_az="Şəki")
    old = make_entry(live=["az"], drafts=["ru"], title_ru="Ёж", title_az="Kirpi", title_en="")
    make_submission(young, "az", by=reporter, submitted_at=ago(minutes=5))
    make_submission(old, "ru", by=None, submitted_at=ago(days=3))
    page = desk(client, make_user(EDITOR), "ru")
    assert links(page, "waiting") == {
        "Ёж": f"{change(old)}#language-ru",
        "Şəki": f"{change(young)}#language-az",
    }
    assert page.one('//a[text()="Şəki"]/@lang') == "az"
    assert desk(client, make_user(EDITOR)).texts('//*[@class="desk-meta"]')[:2] == [
        "Русский Submitted by – · 3 days ago",
        "Azərbaycanca Submitted by Tural Kərimov · 5 minutes ago",
    ]


def test_publishing_author_finds_what_was_submitted_of_their_own():
    author = make_user(AUTHOR, rights=["publish_entry"])
    mine = make_entry(live=["az"], drafts=["ru"], author=make_author(user=author))
    for entry in (mine, make_entry(drafts=["ru"])):
        make_submission(entry, "ru", by=translator("ru"))
    assert [row.entry for row in desk_of(author, "en").waiting.rows] == [mine.pk]


def test_own_submission_waits_for_whoever_may_publish_by_now():
    user = make_user(AUTHOR)
    entry = make_entry(drafts=["az"], author=make_author(user=user))
    make_submission(entry, "az", by=user)
    assert desk_of(user, "en").waiting.rows == []
    may = make_user(EDITOR)
    entry.submissions.update(submitted_by=may)
    assert [row.entry for row in desk_of(may, "en").waiting.rows] == [entry.pk]


def test_returned_text_waits_for_its_writer_with_the_note(client):
    editor = make_user(EDITOR, first_name="Leyla", last_name="Həsənova")
    user = make_user(AUTHOR)
    entry = make_entry(drafts=["az"], title_az="Quba", author=make_author(user=user))
    make_submission(
        entry, "az", by=user, returned_by=editor, note="Sayı yoxlayın: 24 < 26.\n\nƏlavə"
    )
    page = desk(client, user)
    assert links(page, "waiting") == {"Quba": f"{change(entry)}#language-az"}
    assert page.texts('//*[@class="desk-meta"]')[0] == (
        "Azərbaycanca Returned by Leyla Həsənova · 1 hour ago"
    )
    assert page.texts("//blockquote/p") == ["Sayı yoxlayın: 24 < 26.", "Əlavə"]
    assert desk_of(editor, "en").waiting.rows == []


def test_text_returned_to_an_account_that_is_gone_is_for_the_author():
    user, former = make_user(AUTHOR), make_user(TRANSLATOR)
    entry = make_entry(live=["az"], drafts=["ru"], author=make_author(user=user))
    make_submission(entry, "ru", by=former, returned_by=make_user(EDITOR), note="?")
    assert desk_of(user, "en").waiting.rows == []
    former.delete()
    assert [row.entry for row in desk_of(user, "en").waiting.rows] == [entry.pk]


def test_nothing_waits_in_a_language_that_was_taken_away():
    user = translator("ru")
    entry = make_entry(live=["az"], drafts=["ru"])
    make_submission(entry, "ru", by=user, returned_by=make_user(EDITOR), note="?")
    assert len(desk_of(user, "en").waiting.rows) == 1
    user.user_permissions.clear()
    assert desk_of(User.objects.get(pk=user.pk), "en").waiting.rows == []


@pytest.mark.parametrize("state", ["live", "scheduled"])
def test_language_with_a_date_waits_for_nobody(state):
    user = make_user(AUTHOR)
    entry = make_entry(**{state: ["az"]}, drafts=["ru"], author=make_author(user=user))
    make_submission(entry, "az", by=user)
    make_submission(entry, "ru", by=user)
    editor = desk_of(make_user(EDITOR), "en")
    assert [row.languages for row in editor.waiting.rows] == [["ru"]]
    (row,) = desk_of(user, "en").drafts.rows
    assert {mark.language: mark.state for mark in row.marks} == {"ru": "waiting", "az": state}


# My drafts


def test_drafts_are_those_one_signs_or_has_written_in():
    user = translator("ru", AUTHOR)
    signed = make_entry(drafts=["az"], title_az="Mənim", author=make_author(user=user))
    translated = make_entry(live=["az"], drafts=["ru"], title_ru="Мой ёж")
    record(translated, by=user, languages=["ru"])
    untouched = make_entry(live=["az"], drafts=["ru"], title_ru="Чужой ёж")
    record(untouched, by=make_user(EDITOR), languages=["ru"])
    # Written in the one language, while the other is the draft; written in, and live by now.
    elsewhere = make_entry(drafts=["az", "ru"], title_ru="Чужой")
    record(elsewhere, by=user, languages=["en"])
    record(make_entry(live=["ru"], title_ru="Вышло"), by=user, languages=["ru"])
    drafts = desk_of(user, "ru").drafts
    assert titles(drafts) == ["Мой ёж", "Mənim"]
    assert [(row.entry, row.languages) for row in drafts.rows] == [
        (translated.pk, ["ru"]),
        (signed.pk, ["az"]),
    ]


@pytest.mark.parametrize("event", [Revision.Event.RETURNED, Revision.Event.WITHDRAWN])
def test_draft_does_not_become_ones_own_by_being_sent_back(event):
    editor = make_user(EDITOR)
    entry = make_entry(drafts=["az"])
    record(entry, by=editor, event=event, languages=["az"], note="?")
    assert desk_of(editor, "en").drafts.rows == []
    record(entry, by=editor, event=Revision.Event.SUBMITTED, languages=["az"])
    assert [row.entry for row in desk_of(editor, "en").drafts.rows] == [entry.pk]


def test_text_that_was_set_aside_makes_no_draft_ones_own():
    editor = make_user(EDITOR)
    entry = make_entry(drafts=["az"])
    set_aside(entry.pk, {"az": parts_of(entry)["az"]}, by=editor)
    assert desk_of(editor, "en").drafts.rows == []


def test_drafts_show_their_languages_the_last_changed_first(client):
    user = make_user(AUTHOR)
    mine = make_author(user=user)
    old = make_entry(live=["az"], drafts=["ru"], scheduled=["en"], title_en="Old", author=mine)
    new = make_entry(drafts=["az", "ru"], title_az="Yeni", title_ru="", body_ru="Ё", author=mine)
    make_submission(new, "az", by=user)
    Entry.objects.filter(pk=old.pk).update(modified_at=ago(days=2))
    page = desk(client, user)
    assert links(page, "drafts") == {
        "Yeni": f"{change(new)}#language-ru",
        "Old": f"{change(old)}#language-ru",
    }
    rows = page.tree.xpath('//section[@aria-labelledby="desk-drafts"]//ul[@class="desk-marks"]')
    marks = [[" ".join(one.text_content().split()) for one in row] for row in rows]
    assert marks == [
        ["Русский: draft", "Azərbaycanca: waiting"],
        ["English: scheduled", "Русский: draft", "Azərbaycanca: live"],
    ]


def test_entry_that_nobody_gave_a_title_has_a_name(client):
    user = make_user(AUTHOR)
    make_entry(drafts=["az"], title_az="", author=make_author(user=user))
    link = desk(client, user).one('//a[@class="desk-title"]')
    assert (link.text, link.get("lang")) == ("Untitled entry", None)


@pytest.mark.parametrize("written", ["title", "summary", "body"])
def test_state_is_known_without_the_texts(written, django_assert_num_queries):
    texts = {"title_ru": "", "body_ru": "", "summary_ru": None, f"{written}_ru": "Ё"}
    made = make_entry(live=["az"], drafts=["ru"], **texts)
    with django_assert_num_queries(1):
        (entry,) = Entry.objects.without_texts()
        states = [entry.state_in(code) for code in language_codes()]
    assert (
        states == [made.state_in(code) for code in language_codes()] == ["empty", "draft", "live"]
    )
