"""Entries that nobody would write, and a real site has: each comes, or is named, and stops no other."""

from html import escape

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from blog.models import Attachment, Author, Comment, Entry, Picture, Tag
from blog.roles import EDITOR
from moodle_import.sources.tables import TABLES
from tests.factories import make_user
from tests.moodle.makers import NOON, THREE, entry_of, kinds, photograph


@pytest.mark.parametrize(
    "entry",
    [
        {"body": '<a href="/pluginfile.php/1/blog/post/99999999999999999999999/a.png">ə</a>'},
        {"body": f'<a href="/pluginfile.php/1/blog/post/{"9" * 4400}/a.png">ə</a>'},
        {"body": '<img src="@@PLUGINFILE@@//[1].png"><p>ə</p>'},
        {"body": '<a href="http://[">ə</a>'},
        {"body": "ə", "created": 253_402_300_799},
        {"body": "".join("    " * depth + "- ə\n" for depth in range(300)), "summaryformat": 4},
        {"body": "ə{ml" * 1500 + "{mlang}" + "ang}" * 1500},
        {"body": "ə", "summaryformat": 3},
        {"body": "ə", "userid": 999},
        {"body": "<p>" * 2000 + "ə"},
    ],
)
@pytest.mark.filterwarnings("ignore:.*recursion.*")
def test_odd_entry_comes_and_stops_no_other(moodle, bring, entry):
    odd = moodle.add_entry("{mlang az}Qəribə{mlang}", **entry)
    after = moodle.add_entry(THREE)

    report = bring()

    assert "ə" in entry_of(odd).body_az
    assert entry_of(after).live_languages == ["en", "ru", "az"]
    assert "entry-failed" not in kinds(report)


def test_entry_that_cannot_be_read_is_named_and_the_others_come(moodle, bring, monkeypatch, caplog):
    def failing(text, *arguments, **options):
        if "qurd" in text:
            raise ZeroDivisionError("never foreseen")
        return html_of(text, *arguments, **options)

    from moodle_import import batches  # noqa: PLC0415  (its function is replaced here)

    html_of = batches.body_html
    monkeypatch.setattr(batches, "body_html", failing)
    odd = moodle.add_entry("{mlang az}Qurd{mlang}", "{mlang az}qurd{mlang}")
    moodle.add_comment(moodle.add_entry(THREE), "qurd")

    report = bring()

    assert Entry.objects.count() == 1
    reasons = [problem.reason for problem in report.problems if problem.entry == odd]
    assert "ZeroDivisionError: never foreseen" in reasons[0]
    assert report.outcomes == {"new": 1, "failed": 1}
    monkeypatch.undo()
    assert bring().outcomes == {"new": 1, "unchanged": 1}


def test_run_without_files_at_all(moodle, bring):
    id_ = moodle.add_entry(THREE)
    moodle.add_file(id_, "a.txt", None, area="attachment")
    assert kinds(bring()) == ["file-missing"]


def test_entry_without_a_title_has_a_name_in_the_admin(moodle, bring, client):
    id_ = moodle.add_entry("", "<p>{mlang az}Mətn{mlang}</p>")
    moodle.add_comment(id_, "ə")
    bring()
    client.force_login(make_user(EDITOR))

    for model in ("entry", "comment"):
        assert client.get(reverse(f"admin:blog_{model}_changelist")).status_code == 200
    assert str(entry_of(id_)) == "Untitled entry"


@pytest.mark.parametrize(
    ("name", "kept", "labels"),
    [
        ("{mlang de}Bericht{mlang}.pdf", "Bericht.pdf", [None, None]),
        ("{mlang other}Hesabat ə{mlang}.pdf", "Hesabat ə.pdf", [None, "Hesabat ə.pdf"]),
        ("{mlang az}ə.pdf", "ə.pdf", [None, "ə.pdf"]),
        ("{mlang ru}ё{mlang}{mlang az}ə{mlang}.pdf", "ə.pdf", ["ё.pdf", "ə.pdf"]),
    ],
)
def test_no_name_of_a_file_has_a_tag(moodle, bring, name, kept, labels):
    id_ = moodle.add_entry("{mlang az}Hesabat{mlang}")
    moodle.add_file(id_, name, b"%PDF", area="attachment")

    bring()

    file = Attachment.objects.get()
    assert (file.name, [file.label_ru, file.label_az]) == (kept, labels)


@pytest.mark.parametrize(
    "name", ["a#b.pdf", "a?b.pdf", "a%20b.pdf", "50%41.pdf", "a b+ə&c.pdf", "(ё).PDF"]
)
def test_links_to_files_work_whatever_their_name(moodle, bring, client, name):
    from urllib.parse import quote  # noqa: PLC0415  (as Moodle writes them)

    id_ = moodle.add_entry(
        "{mlang en}A{mlang}", f'{{mlang en}}<a href="@@PLUGINFILE@@/{quote(name)}">x</a>{{mlang}}'
    )
    moodle.add_file(id_, name, b"%PDF")

    bring()

    file = Attachment.objects.get()
    assert f'href="{escape(file.get_absolute_url())}"' in entry_of(id_).body_en
    old = client.get(f"/pluginfile.php/1/blog/post/{id_}/{quote(name)}")
    assert old["Location"] == file.get_absolute_url()


def test_link_to_a_picture_leads_to_it(moodle, bring, client):
    id_ = moodle.add_entry(
        "{mlang en}A{mlang}", '{mlang en}<a href="@@PLUGINFILE@@/a%23b.jpg">x</a>{mlang}'
    )
    moodle.add_file(id_, "a#b.jpg", photograph())
    bring()

    href = entry_of(id_).body_en.split('href="')[1].split('"')[0]
    assert client.get(href)["Location"] == Picture.objects.get().file.url


def test_downloads_that_are_the_same_keep_their_address_and_labels(moodle, bring):
    id_ = moodle.add_entry(THREE)
    moodle.add_file(id_, "same.txt", b"same", area="attachment")
    moodle.add_file(id_, "old.txt", b"old", area="attachment")
    bring()
    Attachment.objects.filter(name="same.txt").update(label_az="Etiket")
    before = Attachment.objects.get(name="same.txt")
    moodle.change("post", id_, subject=f"{THREE}!")
    moodle.remove("files", 2)
    moodle.add_file(id_, "new.txt", b"new", area="attachment")

    bring()

    assert sorted(a.name for a in Attachment.objects.all()) == ["new.txt", "same.txt"]
    after = Attachment.objects.get(name="same.txt")
    assert (after.pk, after.label_az) == (before.pk, "Etiket")


def test_two_people_with_one_address_stay_two_authors(moodle, bring):
    people = [
        moodle.add_user(firstname=name, email="office@example.test") for name in ("Anna", "Boris")
    ]
    for person in people:
        moodle.add_entry(THREE, userid=person)

    bring("--with-users")

    assert sorted(str(a) for a in Author.objects.all()) == ["Anna", "Boris"]
    assert User.objects.count() == 1


def test_accounts_can_be_made_by_a_later_run(moodle, bring):
    moodle.add_entry(THREE)
    bring()
    planned = bring("--with-users", "--dry-run")
    assert not User.objects.exists()

    report = bring("--with-users")

    assert Author.objects.get().user == User.objects.get()
    assert report.counts["accounts"] == 1
    assert planned.outcomes == report.outcomes


def test_comments_are_read_like_texts(moodle, bring):
    first = moodle.add_entry(THREE)
    id_ = moodle.add_entry(f"{THREE}2")
    comments = [
        f'<a href="https://old.test/blog/index.php?entryid={first}">ə</a>',
        '<img src="/draftfile.php/5/user/draft/7/x.png">ə',
        "{mlang de}nur{mlang}",
        "{mlang az}ə{mlang} {mlang",
    ]
    for number, comment in enumerate(comments):
        moodle.add_comment(id_, comment, format=1, timecreated=NOON + number)

    report = bring("--site-url", "https://old.test")

    texts = [comment.text_az for comment in Comment.objects.order_by("written_at")]
    link = f'<a href="entry:{entry_of(first).pk}" rel="noopener noreferrer">'
    assert texts == [f"<p>{link}ə</a></p>", "<p>ə</p>", "<p>ə </p>"]
    assert kinds(report) == ["language-unknown", "markup-broken", "picture-dead"]


def test_no_word_of_a_tag_is_lost_in_silence(moodle, bring):
    id_ = moodle.add_entry(THREE)
    for name in (
        "{mlang de}Nur{mlang}",
        "{mlang en}News{mlang}{mlang ru}Новости{mlang}",
        "{mlang en}News{mlang}{mlang az}Xəbər{mlang}",
    ):
        moodle.add_tag(id_, name)

    planned = bring("--dry-run")
    report = bring()

    tag = Tag.objects.get()
    assert [tag.name_en, tag.name_ru, tag.name_az] == ["News", "Новости", "Xəbər"]
    assert kinds(report) == ["language-unknown"]
    assert planned.as_json() == report.as_json()


@pytest.mark.parametrize("table", ["comments", "tag_instance"])
def test_old_moodle_without_components_loses_nothing(moodle, bring, monkeypatch, table):
    id_ = moodle.add_entry(THREE)
    moodle.add_comment(id_, "ə")
    moodle.add_tag(id_, "ə")
    columns = {name: kind for name, kind in TABLES[table].items() if name != "component"}
    monkeypatch.setattr("tests.moodle.makers.TABLES", {**TABLES, table: columns})

    bring()

    assert (Comment.objects.count(), entry_of(id_).tags.count()) == (1, 1)


@pytest.mark.parametrize("body", ["<script>x</script>", '<img src="@@PLUGINFILE@@/gone.png">'])
def test_entry_of_which_nothing_is_left_is_a_draft_and_told(moodle, bring, body):
    id_ = moodle.add_entry("", body)

    planned = bring("--dry-run")
    report = bring()

    assert entry_of(id_).live_languages == []
    assert "no-text" in kinds(report)
    assert report.states == {"draft": 1}
    assert planned.as_json() == report.as_json()


def test_date_that_has_passed_is_no_change(moodle, bring, monkeypatch):
    tomorrow = 4_000_000_000
    id_ = moodle.add_entry(THREE, created=tomorrow)
    bring()
    entry = entry_of(id_)
    entry.title_az = "Düzəliş"
    entry.save()
    moodle_now = entry.published_at_az
    monkeypatch.setattr("moodle_import.planning.timezone.now", lambda: moodle_now)

    assert bring().outcomes == {"unchanged": 1}


def test_names_of_people_may_have_tags(moodle, bring):
    moodle.change("user", 1, firstname="{mlang en}John{mlang}{mlang ru}Иван{mlang}", lastname="")
    moodle.add_entry(THREE)

    bring()

    author = Author.objects.get()
    assert [author.name_en, author.name_ru] == ["John", "Иван"]


def test_users_are_found_whatever_the_case(moodle, bring):
    moodle.change("user", moodle.author, email="Anar@Example.Test")
    moodle.add_entry(THREE)
    bring("--only-user", "aNAR@example.test")
    assert Entry.objects.count() == 1


def test_relative_and_dead_addresses(moodle, bring):
    id_ = moodle.add_entry(
        "{mlang en}A{mlang}",
        '{mlang en}<a href="?entryid=1">self</a> <a href="@@PLUGINFILE@@/gone.pdf">gone</a> '
        '<a href="https://old.test/rss/file.php?file=/5/TOKEN/blog/user/1/rss.xml">feed</a>{mlang}',
    )

    report = bring("--site-url", "https://old.test")

    entry = entry_of(id_)
    assert f'href="entry:{entry.pk}"' in entry.body_en
    assert "@@PLUGINFILE@@" not in entry.body_en
    assert "TOKEN" not in entry.body_en
    assert kinds(report) == ["link-dead"]
