"""Dry runs, interrupted runs, and runs that come after others."""

import json
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError

from blog.models import Attachment, Author, Comment, Entry, Picture, Tag
from moodle_import.models import ImportedEntry, ImportedFile, ImportRun
from moodle_import.running import Run
from tests.moodle.makers import NOON, THREE, entry_of, kinds, photograph


def test_dry_run_writes_nothing_but_its_report(moodle, bring):
    id_ = moodle.add_entry(THREE, '<img src="@@PLUGINFILE@@/a.jpg">')
    moodle.add_file(id_, "a.jpg", photograph())
    moodle.add_file(id_, "b.txt", b"b", area="attachment")
    moodle.add_comment(id_, "ə")
    moodle.add_tag(id_, "ə")

    report = bring("--dry-run")

    assert not any(m.objects.exists() for m in (Entry, Author, Tag, Comment, Picture, ImportedFile))
    run = ImportRun.objects.get()
    assert run.is_dry
    assert run.finished_at
    planned = report.as_json()
    brought = bring().as_json()
    assert planned == brought


def test_running_again_changes_nothing(moodle, bring):
    id_ = moodle.add_entry(THREE, '<p>ə <img src="@@PLUGINFILE@@/a.jpg"></p>')
    moodle.add_file(id_, "a.jpg", photograph())
    moodle.add_file(id_, "b.txt", b"b", area="attachment")
    moodle.add_comment(id_, "ə")
    bring()
    before = [list(m.objects.values()) for m in (Entry, Comment, Attachment, Picture, Author)]

    report = bring()

    after = [list(m.objects.values()) for m in (Entry, Comment, Attachment, Picture, Author)]
    assert after == before
    assert report.outcomes == {"unchanged": 1}
    assert report.problems == []


def test_what_changed_in_moodle_is_brought_up_to_date(moodle, bring):
    id_ = moodle.add_entry("{mlang az}Köhnə{mlang}", "{mlang az}Köhnə{mlang}")
    moodle.add_file(id_, "old.txt", b"old", area="attachment")
    bring()
    slug = entry_of(id_).slug_az
    moodle.change("post", id_, subject=THREE, lastmodified=NOON + 500)
    moodle.rows["files"].clear()
    moodle.add_file(id_, "new.txt", b"new", area="attachment")
    moodle.add_comment(id_, "Yeni şərh")

    report = bring()

    entry = entry_of(id_)
    assert [entry.title_az, entry.title_ru, entry.slug_az] == ["Hesabat İşıq", "Отчёт ещё", slug]
    assert entry.modified_at == datetime.fromtimestamp(NOON + 500, UTC)
    assert [a.name for a in entry.attachments.all()] == ["new.txt"]
    assert entry.comments.count() == 1
    assert report.outcomes == {"changed": 1}
    assert bring().outcomes == {"unchanged": 1}


def test_what_was_edited_here_is_never_overwritten(moodle, bring):
    id_ = moodle.add_entry(THREE)
    bring()
    entry = entry_of(id_)
    entry.title_ru = "Правка"
    entry.save()
    moodle.change("post", id_, subject="{mlang ru}Другое{mlang}", lastmodified=NOON + 500)
    moodle.add_comment(id_, "Yeni şərh")

    report = bring()

    entry.refresh_from_db()
    assert entry.title_ru == "Правка"
    assert entry.comments.count() == 1
    assert kinds(report) == ["edited-here"]
    assert report.outcomes == {"left alone": 1}


def test_what_was_deleted_here_is_not_made_again(moodle, bring):
    id_ = moodle.add_entry(THREE)
    comment = moodle.add_comment(moodle.add_entry(f"{THREE}2"), "ə")
    bring()
    entry_of(id_).delete()
    Comment.objects.all().delete()
    moodle.change("post", id_, lastmodified=NOON + 500)

    report = bring()

    assert Entry.objects.count() == 1
    assert not Comment.objects.exists()
    assert comment
    assert kinds(report) == ["deleted-here"]


def test_what_is_gone_in_moodle_stays_here(moodle, bring):
    moodle.add_entry(THREE)
    moodle.remove("post", moodle.add_entry(f"{THREE}2"))
    id_ = moodle.add_entry(f"{THREE}3")
    bring()
    moodle.remove("post", id_)

    report = bring()

    assert Entry.objects.count() == 2
    assert kinds(report) == ["gone-there"]


def test_file_that_turns_up_later_is_brought(moodle, bring):
    id_ = moodle.add_entry(THREE, '<p>ə <img src="@@PLUGINFILE@@/a.jpg"></p>')
    content = photograph()
    moodle.add_file(id_, "a.jpg", content)
    sha1 = moodle.rows["files"][0]["contenthash"]
    path = moodle.keep(sha1, content)
    path.unlink()
    assert kinds(bring()) == ["field-guessed", "file-missing"]
    moodle.keep(sha1, content)

    bring()

    assert "picture:" in entry_of(id_).body_az


def test_interrupted_run_keeps_whole_entries_and_goes_on(moodle, bring, monkeypatch):
    for number in range(250):
        moodle.add_comment(moodle.add_entry(f"{THREE} {number}"), "ə")
    stopped = iter([False, True])

    def stop_at_the_second(self, batch):
        counted(self, batch)
        if next(stopped, False):
            raise KeyboardInterrupt

    counted = Run._count
    monkeypatch.setattr(Run, "_count", stop_at_the_second)
    with pytest.raises(CommandError, match="go on from there"):
        bring()
    there = Entry.objects.count()
    assert there == Comment.objects.count() == ImportedEntry.objects.count() == 200
    monkeypatch.setattr(Run, "_count", counted)

    report = bring()

    assert report.outcomes == {"unchanged": 200, "new": 50}
    assert Entry.objects.count() == Comment.objects.count() == 250


def test_full_disk_ends_the_run_in_a_sentence(moodle, bring, monkeypatch):
    id_ = moodle.add_entry(THREE)
    moodle.add_file(id_, "a.txt", b"a", area="attachment")

    def full(*arguments, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("rtcm_site.storage.WholeFileStorage._save", full)
    with pytest.raises(CommandError, match="No space left on device"):
        bring()
    assert not Entry.objects.exists()
    run = ImportRun.objects.get()
    assert run.finished_at is None


def test_since_and_only_user_choose_entries(moodle, bring):
    other = moodle.add_user(firstname="Rena", email="rena@example.test")
    moodle.add_entry("{mlang az}Köhnə{mlang}", created=NOON - 10**6, lastmodified=NOON - 10**6)
    moodle.add_entry("{mlang az}Yeni{mlang}")
    moodle.add_entry("{mlang az}Rena{mlang}", userid=other)

    bring("--since", "2024-03-20", "--only-user", "rena@example.test")
    assert [entry.title_az for entry in Entry.objects.all()] == ["Rena"]
    bring("--since", "2024-03-20")
    assert Entry.objects.count() == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--since", "someday"], "give a date"),
        (["--only-user", "nobody"], "no user 'nobody'"),
        (["--timezone", "Asia/Nowhere"], "no time zone"),
        (["--site-url", "old.example.org"], "whole address"),
        (["--prefix", "x_"], "prefix"),
    ],
)
def test_wrong_options_are_explained(moodle, bring, arguments, words):
    with pytest.raises(CommandError, match=words):
        bring(*arguments)


def test_many_entries_of_one_title_get_addresses_of_their_own(moodle, bring):
    for _number in range(120):
        moodle.add_entry("{mlang az}Xəbərlər{mlang}")
    bring()
    moodle.add_entry("{mlang az}Xəbərlər{mlang}")
    bring()

    slugs = set(Entry.objects.values_list("slug_az", flat=True))
    assert slugs == {"xeberler", *(f"xeberler-{number}" for number in range(2, 122))}


def test_report_is_plain_json(moodle, bring):
    moodle.add_entry("Salam")

    report = bring("--dry-run")

    written = json.loads(json.dumps(report.as_json()))
    assert written["problems"] == [
        {
            "kind": "language-guessed",
            "entry": 1,
            "title": "Salam",
            "reason": "No language tags: taken as English, by default, as its letters do not tell.",
            "details": {"language": "en", "evidence": "@by-default"},
        }
    ]
