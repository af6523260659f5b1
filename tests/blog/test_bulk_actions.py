"""Several entries published, withdrawn or tagged at once: what will happen is shown, and only that is done."""

import pytest
from django.core import mail

from blog.admin.entries import EntryAdmin
from blog.mails import prefer
from blog.models import Entry, Revision, Submission
from blog.models.entry import translate_permission
from blog.roles import AUTHOR, TRANSLATOR
from blog.submitting import submit
from tests.factories import ago, make_author, make_entry, make_tag, make_user
from tests.parsed import Parsed

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
LIST = "/admin/blog/entry/"
CODES = ["en", "ru", "az"]


def choose(client, action, *entries, path=LIST, **more):
    """Choose an action for entries in the list: the page between."""
    selected = [entry.pk for entry in entries]
    return client.post(path, {"action": action, "_selected_action": selected, "index": 0, **more})


def confirm(client, page, path=LIST, **chosen):
    """Press the button of the page between; return what is said then."""
    form = Parsed(page).one('//form[@class="bulk-form"]')
    data = dict(form.form_values())
    for name in ("languages", "tags"):
        data.pop(name, None)
    return Parsed(client.post(path, {**data, **chosen}, follow=True))


def said(page):
    return page.texts('//ul[@class="messagelist"]/li')


def plan(response):
    """Title → what will happen in each language, as the page tells it."""
    rows = Parsed(response).tree.xpath('//form[@class="bulk-form"]//tbody/tr')
    texts = [[" ".join(cell.text_content().split()) for cell in row] for row in rows]
    # On a phone each outcome stands behind the name of its language.
    return {title: [text.split(": ")[-1] for text in outcomes] for title, *outcomes in texts}


def states(*entries):
    return [[Entry.objects.get(pk=entry.pk).state_in(code) for code in CODES] for entry in entries]


def events(entry):
    found = Revision.objects.filter(entry=entry.pk)
    return [(one.event, one.languages) for one in found]


# Publishing and withdrawing


def test_chosen_languages_of_chosen_entries_go_live(client, editor):
    first = make_entry(drafts=["az", "ru"], title_az="Bir", original_language="az")
    second = make_entry(drafts=["az"], live=["ru"], title_az="İki", original_language="az")
    other = make_entry(drafts=["az"])
    page = choose(client, "publish_selected", first, second)
    assert plan(page) == {
        "İki": ["nothing to publish", "is live already", "will go live"],
        "Bir": ["nothing to publish", "will go live", "will go live"],
    }
    assert states(first, second) == [["empty", "draft", "draft"], ["empty", "live", "draft"]]

    done = confirm(client, page, languages=["az"])
    assert said(done) == ["Azərbaycanca: 2 entries were published."]
    assert states(first, second, other) == [
        ["empty", "draft", "live"],
        ["empty", "live", "live"],
        ["empty", "empty", "draft"],
    ]
    assert events(first) == [("found", []), ("published", ["az"])]
    assert Revision.objects.filter(entry=first.pk).last().made_by == editor
    assert not Revision.objects.filter(entry=other.pk).exists()


def test_translation_gets_the_date_of_its_original(client, editor):
    entry = make_entry(drafts=["az", "ru"], live=["en"], published_at_en=ago(days=40))
    confirm(client, choose(client, "publish_selected", entry), languages=["az", "ru"])
    entry.refresh_from_db()
    assert entry.published_at_az == entry.published_at_ru == entry.published_at_en


def test_what_is_scheduled_keeps_its_date_and_is_named(client, editor):
    entry = make_entry(scheduled=["az"], title_az="Gələcək")
    page = choose(client, "publish_selected", entry)
    assert plan(page)["Gələcək"][2] == "stays scheduled"
    assert said(confirm(client, page, languages=["az"])) == [
        "Left as they were, as they have a date to come: “Gələcək” (Azərbaycanca).",
        "Nothing was changed.",
    ]
    assert states(entry) == [["empty", "empty", "scheduled"]]


def test_empty_language_is_refused_by_title(client, editor):
    full = make_entry(drafts=["ru", "az"], title_ru="Ёж", title_az="Kirpi", original_language="az")
    empty = make_entry(drafts=["az"], title_az="Yalnız az", summary_ru="Одна аннотация")
    page = choose(client, "publish_selected", full, empty)
    assert said(confirm(client, page, languages=["ru"])) == [
        "Русский: 1 entry was published.",
        "Not published, as there is no title and no text yet: “Yalnız az” (Русский).",
    ]
    assert states(full, empty) == [["empty", "live", "draft"], ["empty", "draft", "draft"]]


def test_withdrawing_makes_drafts_of_what_is_live_or_scheduled(client, editor):
    first = make_entry(live=["az"], scheduled=["ru"])
    second = make_entry(drafts=["az"])
    page = choose(client, "withdraw_selected", first, second)
    assert [*plan(page).values()] == [
        ["is not live", "is not live", "is not live"],
        ["is not live", "will be a draft", "will be a draft"],
    ]
    assert said(confirm(client, page, languages=CODES)) == [
        "Русский: 1 entry was withdrawn.",
        "Azərbaycanca: 1 entry was withdrawn.",
    ]
    assert states(first, second) == [["empty", "draft", "draft"], ["empty", "empty", "draft"]]
    assert events(first)[-1] == ("withdrawn", ["ru", "az"])
    assert len(events(second)) == 0


def test_no_language_is_no_deed_but_a_message(client, editor):
    entry = make_entry(drafts=["az"])
    page = choose(client, "publish_selected", entry)
    data = dict(Parsed(page).one('//form[@class="bulk-form"]').form_values())
    data.pop("languages")
    for languages in ([], ["xx"]):
        response = client.post(LIST, {**data, "languages": languages})
        assert len(Parsed(response).texts('//ul[@class="errorlist"]/li')) == 1
        assert plan(response)
    assert states(entry) == [["empty", "empty", "draft"]]


def test_only_what_the_page_has_shown_is_done(client, editor, monkeypatch):
    monkeypatch.setattr(EntryAdmin, "list_per_page", 2)
    entries = [make_entry(drafts=["az"], title_az=f"Yazı {n}") for n in range(5)]
    page = choose(client, "publish_selected", entries[0], select_across=1)
    assert len(plan(page)) == 5
    later = make_entry(drafts=["az"])
    done = confirm(client, page, languages=["az"])
    assert said(done) == ["Azərbaycanca: 5 entries were published."]
    assert states(later) == [["empty", "empty", "draft"]]


def test_all_across_pages_are_those_of_the_filter(client, editor, monkeypatch):
    monkeypatch.setattr(EntryAdmin, "list_per_page", 2)
    for number in range(3):
        make_entry(drafts=["az"], title_az=f"Yazı {number}")
    make_entry(live=["ru"])
    path = f"{LIST}?missing=ru"
    one = Entry.objects.last()
    page = choose(client, "publish_selected", one, path=path, select_across=1)
    assert len(plan(page)) == 3
    done = confirm(client, page, path=path, languages=["az"])
    assert said(done) == ["Azərbaycanca: 3 entries were published."]
    assert done.response.request["QUERY_STRING"] == "missing=ru"


def test_submissions_are_settled_and_their_people_told(
    client, editor, django_capture_on_commit_callbacks
):
    author = make_user(AUTHOR, email="tural@example.org")
    prefer(author, "en")
    entries = [
        make_entry(drafts=["az"], title_az=f"Yazı {n}", author=make_author()) for n in range(2)
    ]
    for entry in entries:
        submit(entry, "az", by=author)
    page = choose(client, "publish_selected", *entries)
    with django_capture_on_commit_callbacks(execute=True):
        confirm(client, page, languages=["az"])
    assert not Submission.objects.exists()
    assert sorted(message.subject for message in mail.outbox) == [
        "Published: “Yazı 0” (Azerbaijani)",
        "Published: “Yazı 1” (Azerbaijani)",
    ]


@pytest.mark.parametrize("action", ["publish_selected", "withdraw_selected"])
def test_page_between_costs_the_same_for_any_number(
    client, editor, action, django_assert_max_num_queries
):
    counts = []
    for _ in range(2):
        for _ in range(3):
            make_entry(drafts=["az"], live=["ru"])
        with django_assert_max_num_queries(16) as queries:
            choose(client, action, *Entry.objects.all())
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_each_entry_costs_the_same(client, editor, django_assert_max_num_queries):
    counts = []
    for number in (1, 2, 3):
        entries = [make_entry(drafts=["az"]) for _ in range(number)]
        page = choose(client, "publish_selected", *entries)
        data = dict(Parsed(page).one('//form[@class="bulk-form"]').form_values())
        with django_assert_max_num_queries(200) as queries:
            client.post(LIST, {**data, "languages": ["az"]})
        counts.append(len(queries))
    assert counts[2] - counts[1] == counts[1] - counts[0]


# Rights


def test_author_publishes_their_own_and_is_told_what_not(client):
    user = make_user(AUTHOR, rights=["publish_entry", "view_any_entry"])
    client.force_login(user)
    mine = make_entry(drafts=["az"], title_az="Mənim", author=make_author(user=user))
    other = make_entry(drafts=["az"], title_az="Özgə")
    page = choose(client, "publish_selected", mine, other)
    assert plan(page)["Özgə"][2] == "you may not"
    assert said(confirm(client, page, languages=["az"])) == [
        "Azərbaycanca: 1 entry was published.",
        "Not published, as you may not publish them: “Özgə” (Azərbaycanca).",
    ]
    assert states(mine, other) == [["empty", "empty", "live"], ["empty", "empty", "draft"]]


@pytest.mark.parametrize("action", ["publish_selected", "withdraw_selected"])
def test_who_may_not_publish_has_no_such_action(client, action):
    user = make_user(AUTHOR)
    client.force_login(user)
    entry = make_entry(drafts=["az"], author=make_author(user=user))
    options = Parsed(client.get(LIST)).tree.xpath('//select[@name="action"]/option/@value')
    assert action not in options
    assert choose(client, action, entry).status_code == 403
    forged = {"confirmed": "1", "entries": str(entry.pk), "languages": ["az"]}
    assert choose(client, action, entry, **forged).status_code == 403
    assert states(entry) == [["empty", "empty", "draft"]]


def test_entry_one_cannot_see_is_neither_changed_nor_named(client):
    user = make_user(AUTHOR, rights=["publish_entry"])
    client.force_login(user)
    mine = make_entry(drafts=["az"], author=make_author(user=user))
    secret = make_entry(drafts=["az"], title_az="Gizli")
    page = choose(client, "publish_selected", mine)
    done = confirm(client, page, languages=["az"], entries=f"{mine.pk},{secret.pk},999999,x,²,")
    assert said(done) == ["Azərbaycanca: 1 entry was published."]
    assert states(secret) == [["empty", "empty", "draft"]]
    tag = make_tag()
    page = choose(client, "add_tags_selected", mine)
    done = confirm(client, page, tags=[tag.pk], entries=str(secret.pk))
    assert said(done) == ["Nothing was changed."]
    assert secret.tags.count() == 0


def test_translator_publishes_only_the_languages_they_are_given(client):
    user = make_user(TRANSLATOR, rights=["publish_entry", translate_permission("ru")])
    client.force_login(user)
    entry = make_entry(drafts=["ru", "az"])
    confirm(client, choose(client, "publish_selected", entry), languages=CODES)
    assert states(entry) == [["empty", "live", "draft"]]


# Tags


def test_tags_are_added_and_removed(client, editor):
    old, new, other = (make_tag(name_en=name) for name in ("Old", "New", "Other"))
    first, second = make_entry(live=["az"], tags=[old]), make_entry(drafts=["az"], tags=[new])
    page = choose(client, "add_tags_selected", first, second)
    assert said(confirm(client, page, tags=[new.pk])) == ["1 entry was changed."]
    assert {*first.tags.all()} == {old, new}
    assert [event for event, _languages in events(first)] == ["found", "saved"]
    assert events(second) == []
    page = choose(client, "remove_tags_selected", first, second)
    assert said(confirm(client, page, tags=[new.pk, other.pk])) == ["2 entries were changed."]
    assert ({*first.tags.all()}, {*second.tags.all()}) == ({old}, set())


def test_change_of_tags_is_a_change_of_the_entry(client, editor):
    entry = make_entry(live=["az"])
    Entry.objects.update(modified_at=ago(days=9))
    page = choose(client, "add_tags_selected", entry)
    confirm(client, page, tags=[make_tag().pk])
    assert Entry.objects.get().modified_at > ago(hours=1)


def test_tags_of_what_one_may_not_change_are_left_and_named(client):
    user = make_user(AUTHOR)
    client.force_login(user)
    mine = make_author(user=user)
    draft = make_entry(drafts=["az"], title_az="Qaralama", author=mine)
    live = make_entry(live=["az"], title_az="Yayımda", author=mine)
    page = choose(client, "add_tags_selected", draft, live)
    assert said(confirm(client, page, tags=[make_tag().pk])) == [
        "1 entry was changed.",
        "Not changed, as you may not change what their languages share: “Yayımda”.",
    ]
    assert (draft.tags.count(), live.tags.count()) == (1, 0)


@pytest.mark.parametrize("tags", [[], ["999999"], ["x"]])
def test_no_tag_is_a_message(client, editor, tags):
    entry = make_entry(drafts=["az"], tags=[make_tag()])
    page = choose(client, "remove_tags_selected", entry)
    data = dict(Parsed(page).one('//form[@class="bulk-form"]').form_values())
    response = client.post(LIST, {**data, "tags": tags})
    assert len(Parsed(response).texts('//ul[@class="errorlist"]/li')) == 1
    assert entry.tags.count() == 1


def test_many_refused_titles_are_cut_short(client, editor):
    for number in range(12):
        make_entry(drafts=["az"], title_az=f"Yazı {number}")
    page = choose(client, "publish_selected", *Entry.objects.all())
    (refused, nothing) = said(confirm(client, page, languages=["ru"]))
    assert refused.count("Yazı") == 10
    assert refused.endswith("and 2 more.")
    assert nothing == "Nothing was changed."


def test_deleting_stands_last_and_works_as_before(client, editor):
    entry = make_entry(drafts=["az"])
    options = Parsed(client.get(LIST)).tree.xpath('//select[@name="action"]/option/@value')
    assert options == [
        *("", "publish_selected", "withdraw_selected", "add_tags_selected"),
        *("remove_tags_selected", "delete_selected"),
    ]
    choose(client, "delete_selected", entry, post="yes")
    assert not Entry.objects.exists()


def test_stranger_is_sent_to_the_login(client):
    entry = make_entry(drafts=["az"])
    assert choose(client, "publish_selected", entry).status_code == 302
    assert states(entry) == [["empty", "empty", "draft"]]
