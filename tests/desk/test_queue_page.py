"""The page of the queue, as it is asked for and answered."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from blog.roles import AUTHOR, EDITOR, TRANSLATOR
from tests.desk.factories import (
    confirm_row,
    make_original,
    rows_of,
    translation_of,
)
from tests.factories import make_entry, make_tag, make_user
from tests.parsed import Parsed
from translation_desk import steps
from translation_desk.models import Demand, DeskStep, Translation

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
QUEUE = "/admin/translation_desk/translation/"


def page(client, user, query="", language="en"):
    client.force_login(user)
    return Parsed(client.get(f"{QUEUE}{query}", headers={"accept-language": language}))


def titles(found):
    return found.texts("//tbody//th")


def said(found):
    return found.texts('//*[contains(@class, "queue-refused")]/p')


def assign_url(entry, locale="ru"):
    return reverse("admin:translation_desk_assign", args=[translation_of(entry, locale).pk])


# The table


def test_table_has_a_row_per_entry_and_a_cell_per_language(client, editor, translator):
    entry = make_original()
    confirm_row(translation_of(entry), rows_of(translation_of(entry))[0], "Стол", by=translator)
    make_entry(drafts=["az"], title_az="Şəki")

    found = page(client, editor)
    assert found.texts("//caption") == ["2 entries"]
    assert found.texts("//thead//th[@scope='col']") == [
        "Entry",
        "English",
        "Русский",
        "Azərbaycanca",
    ]
    assert titles(found) == ["Round table", "Şəki"]
    assert found.tree.xpath("//tbody//th/a/@lang") == ["en", "az"]
    assert found.texts("(//tbody/tr)[1]//*[contains(@class, 'state')]") == [
        "original",
        "in progress",
        "missing",
    ]
    in_progress = found.one("(//tbody/tr)[1]/td[2]")
    assert "1 of 4 segments · 13 words left" in " ".join(
        in_progress.text_content().split()
    ).replace("segments 13", "segments · 13")
    (link,) = in_progress.xpath(".//a[@class='queue-open']")
    assert link.get("href") == reverse("admin:translation_desk_side", args=[entry.pk, "ru"])
    assert link.text_content() == "in progress: Round table, Русский"
    # The original of the other is a draft.
    assert found.texts("(//tbody/tr)[2]/td[3]") == ["Azərbaycanca original draft"]


def test_model_list_is_the_queue_and_leads_there(client, editor):
    assert reverse("admin:translation_desk_queue") == QUEUE
    assert reverse("admin:translation_desk_translation_changelist") == QUEUE
    make_original()
    desk = client.get("/admin/", headers={"accept-language": "ru"})
    assert desk.status_code == 302
    client.force_login(editor)
    ways = Parsed(client.get("/admin/")).tree.xpath("//*[@class='desk-ways']/a/@href")
    assert ways[0] == QUEUE
    client.force_login(make_user(AUTHOR))
    assert QUEUE not in client.get("/admin/").content.decode()


def test_pane_of_a_language_leads_to_its_translation(client, editor, translator):
    entry = make_original()
    form = f"/admin/blog/entry/{entry.pk}/change/"
    sides = [reverse("admin:translation_desk_side", args=[entry.pk, code]) for code in ("ru", "az")]
    for user, expected in ((editor, sides), (translator, sides[:1])):
        client.force_login(user)
        ways = Parsed(client.get(form)).tree.xpath('//*[@class="pane-head"]//a/@href')
        assert [way for way in ways if "translation_desk" in way] == expected


@pytest.mark.parametrize("entries", [1, 3])
def test_page_takes_as_many_queries_for_any_number_of_rows(
    client, editor, translator, entries, django_assert_num_queries
):
    for _ in range(entries):
        entry = make_original()
        for locale in ("ru", "az"):
            Translation.objects.filter(entry=entry, locale=locale).update(assignee=editor)
        Demand.objects.create(entry=entry, locale="az", day=timezone.localdate(), count=2)
    client.force_login(editor)

    # Session, account, its two kinds of rights; rows and totals; the tags to choose from.
    with django_assert_num_queries(4 + 7 + 2 + 1):
        found = Parsed(client.get(QUEUE))
    assert len(titles(found)) == entries
    with django_assert_num_queries(4 + 7 + 2 + 1):
        client.get(f"{QUEUE}?order=demand")
    client.force_login(translator)
    with django_assert_num_queries(4 + 7 + 2 + 1):
        client.get(QUEUE)


@pytest.mark.parametrize(
    ("language", "count", "words"),
    [
        ("en", 1, "1 reader wanted this in Azerbaijani"),
        ("en", 1412, "1,412 readers wanted this in Azerbaijani"),
    ],
)
def test_cell_says_how_many_readers_wanted_it(client, editor, language, count, words):
    Demand.objects.create(entry=make_original(), locale="az", day=timezone.localdate(), count=count)
    found = page(client, editor, "?order=demand", language)
    assert found.texts('//*[@class="queue-readers"]') == [words]


def test_totals_say_the_share_of_each_language(client, editor):
    make_original()
    make_entry(live=["en", "ru"])

    totals = page(client, editor).texts('//ul[@class="queue-totals"]/li')
    assert totals == [
        "English 100% 2 of 2 live entries nothing to do",
        "Русский 50% 1 of 2 live entries 15 words to do",
        "Azərbaycanca 0% 0 of 2 live entries 20 words to do",
    ]


def test_empty_queue_is_kind(client, editor, translator):
    none = '//*[@class="queue-none"]/p'
    assert page(client, editor).texts(none) == [
        "There is nothing to translate yet. What others write will stand here."
    ]
    make_original()
    way = "Show what readers miss most"
    assert page(client, translator, "?mine=on").texts(none) == [
        "Nothing that you asked for is assigned to you.",
        way,
    ]
    assert page(client, translator, "?state=live").texts(none) == [
        "Nothing is as you asked for it.",
        way,
    ]
    assert page(client, make_user(TRANSLATOR)).texts(none) == [
        "No language is entrusted to you yet. Whoever keeps the site can give you one."
    ]


# What is asked for


def test_filters_work_by_address_alone(client, editor, translator):
    tag, today = make_tag(name_en="Asylum"), timezone.localdate()
    tagged, other = make_original(tags=[tag]), make_entry(live=["az"], title_az="Şəki")
    late = Translation.objects.filter(entry=other, locale="ru")
    late.update(due=today - timedelta(days=1), assignee=translator)
    Translation.objects.filter(entry=tagged, locale="ru").update(due=today + timedelta(days=7))

    assert titles(page(client, editor, f"?tag={tag.pk}")) == ["Round table"]
    assert titles(page(client, editor, "?due=overdue")) == ["Şəki"]
    assert titles(page(client, editor, "?due=week")) == ["Şəki", "Round table"]
    assert titles(page(client, editor, "?due=dated&language=az")) == []
    assert titles(page(client, translator, "?mine=on")) == ["Şəki"]
    found = page(client, editor, "?language=ru&state=missing")
    assert found.texts("//thead/tr/th") == ["Entry", "Русский"]
    assert found.tree.xpath('//input[@name="language"][@checked]/@value') == ["ru"]
    assert found.tree.xpath("//select/option[@selected]/@value") == ["missing", "", ""]
    assert found.texts('//*[contains(@class, "queue-overdue")]/dt') == ["Overdue"]
    # What is there is late for nobody.
    late.update(live_at=timezone.now(), state=Translation.State.DONE)
    found = page(client, editor, "?due=overdue")
    assert titles(found) == []
    assert page(client, editor).tree.xpath('//*[contains(@class, "queue-overdue")]') == []


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("?state=forgotten", "State: This filter is no longer there. It was left out."),
        ("?tag=999999", "Tag: This tag is no longer there. It was left out."),
        ("?tag=99999999999999999999999", "Tag: This tag is no longer there. It was left out."),
        ("?tag=ё", "Tag: This tag is no longer there. It was left out."),
        ("?due=%00", "Due: This filter is no longer there. It was left out."),
        ("?due=2026-02-31", "Due: This filter is no longer there. It was left out."),
        ("?order=size", "Order: This filter is no longer there. It was left out."),
        ("?language=xx", "Languages: This language is not among yours. It was left out."),
    ],
)
def test_what_cannot_be_asked_is_said_and_left_out(client, editor, query, message):
    make_original()
    found = page(client, editor, query)
    assert said(found) == [message]
    assert titles(found) == ["Round table"]


@pytest.mark.parametrize("number", ["0", "-1", "x", "٣", "99", "9" * 40, "%00"])
def test_page_that_is_not_there_gives_one_that_is(client, editor, number):
    make_original()
    assert titles(page(client, editor, f"?p={number}")) == ["Round table"]


def test_pages_keep_what_was_asked_for(client, editor, monkeypatch):
    monkeypatch.setattr("translation_desk.queue.ROWS", 1)
    monkeypatch.setattr("translation_desk.admin.queue.ROWS", 1)
    for _ in range(3):
        make_original()
    found = page(client, editor, "?state=missing&p=2")
    assert found.tree.xpath('//*[@class="queue-pages"]/a/@href') == [
        "?state=missing&p=1",
        "?state=missing&p=3",
    ]
    assert found.texts('//*[@class="queue-pages"]/span[@aria-current]') == ["2"]


# Who may


def test_person_sees_the_languages_they_hold(client, translator):
    make_original()
    found = page(client, translator)
    assert found.texts("//thead/tr/th") == ["Entry", "Русский"]
    assert said(page(client, translator, "?language=az")) == [
        "Languages: This language is not among yours. It was left out."
    ]
    # Nothing here is theirs to give to others.
    assert "assign/" not in found.response.content.decode()


def test_account_without_the_right_has_no_queue(client):
    for user in (make_user(AUTHOR), make_user()):
        client.force_login(user)
        assert client.get(QUEUE).status_code == 403
    client.logout()
    assert client.get(QUEUE)["Location"] == f"/admin/login/?next={QUEUE}"
    client.force_login(make_user(EDITOR))
    assert client.post(QUEUE).status_code == 405


# Who translates what until when


def test_editor_assigns_and_comes_back_to_where_they_were(client, editor, translator):
    entry = make_original()
    client.force_login(editor)
    day = timezone.localdate() + timedelta(days=3)
    form = Parsed(client.get(f"{assign_url(entry)}?back=state%3Dmissing%26p%3D2"))
    people = form.texts('//select[@name="assignee"]/option')
    assert people == ["nobody", "Nərgiz", "Алёна"]
    sent = {**dict(form.one('//form[@class="queue-form"]').form_values())}
    sent |= {
        "assignee": translator.pk,
        "due": f"{day:%Y-%m-%d}",
        "note": "К круглому столу, ещё в мае.",
    }
    response = client.post(assign_url(entry), sent)

    assert response["Location"] == f"{QUEUE}?state=missing&p=2#entry-{entry.pk}"
    stored = translation_of(entry)
    assert (stored.assignee, stored.due) == (translator, day)
    assert stored.steps.get().event == DeskStep.Event.ASSIGNED
    found = Parsed(client.get(QUEUE))
    assert found.texts('//*[@class="messagelist"]/li') == [
        "“Round table” (Русский) is assigned to Алёна."
    ]
    assert found.texts("//td//dd")[0::2] == ["Алёна", "К круглому столу, ещё в мае."]
    client.post(assign_url(entry), {"assignee": "", "due": "", "note": ""})
    assert translation_of(entry).assignee is None


def test_bad_assignment_is_said_and_nothing_is_lost(client, editor):
    entry, other = make_original(), make_user(TRANSLATOR, rights=["translate_into_az"])
    client.force_login(editor)
    sent = {"assignee": other.pk, "due": "31 мая", "note": "ş" * 2001}
    response = client.post(assign_url(entry), sent)

    errors = Parsed(response).texts('//ul[contains(@class, "errorlist")]/li')
    assert errors[:2] == [
        "This person may not translate into this language.",
        "“31 мая” is not a date. Write it like 2026-05-31.",
    ]
    assert "2000" in errors[2]
    assert "ş" * 2001 in response.content.decode()
    past = client.post(assign_url(entry), {"due": "2020-05-31"})
    assert Parsed(past).texts('//ul[contains(@class, "errorlist")]/li') == ["This day is past."]
    assert not DeskStep.objects.exists()


def test_only_those_who_may_assign(client, editor, translator):
    entry = make_original()
    client.force_login(translator)
    assert client.get(assign_url(entry)).status_code == 403
    assert client.post(assign_url(entry), {"assignee": translator.pk}).status_code == 403
    # With the right to assign, still not in a language that is not theirs.
    leader = make_user(TRANSLATOR, rights=["translate_into_ru"])
    leader.user_permissions.add(Permission.objects.get(codename="change_translation"))
    client.force_login(leader)
    assert client.post(assign_url(entry, "az"), {"assignee": leader.pk}).status_code == 403
    assert client.post(assign_url(entry), {"assignee": leader.pk}).status_code == 302
    assert translation_of(entry, "az").assignee is None
    for number in (0, 10**18, 10**30):
        assert client.get(f"{QUEUE}{number}/assign/").status_code == 404


def test_step_that_is_refused_meanwhile_is_said(client, editor, translator, monkeypatch):
    entry = make_original()
    client.force_login(editor)
    refusals = {
        steps.Gone("Gone."): 302,
        steps.StepRefused("Refused."): 200,
        steps.NotAllowed("No."): 403,
    }
    for refusal, status in refusals.items():

        def refuse(*args, refusal=refusal, **kwargs):
            raise refusal

        monkeypatch.setattr(steps, "assign", refuse)
        assert client.post(assign_url(entry), {"note": "Скоро"}).status_code == status


def test_way_back_stays_in_the_queue(client, editor):
    entry = make_original()
    client.force_login(editor)
    for back in ("https://example.com/", "//example.com", "a\r\nSet-Cookie: x=1", "x" * 3000):
        response = client.post(assign_url(entry), {"back": back})
        assert response["Location"].startswith(QUEUE)
        assert "\n" not in response["Location"]
