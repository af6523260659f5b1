"""Forgetting old versions: what goes, what stays, and that files of versions are kept till then."""

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db.models import Sum
from django.db.models.functions import Length

from blog.history.files import files_of_history
from blog.history.recording import parts_in, record, set_aside
from blog.history.recovering import delete, recover
from blog.history.restoring import restore
from blog.history.snapshots import parts_of
from blog.management.commands import remove_unused_files
from blog.models import Attachment, Entry, Revision, RevisionPart
from tests.factories import ago, make_attachment, make_entry, make_user

pytestmark = pytest.mark.django_db


def versions(entry, count, *, days, **step):
    """Save ``count`` versions of ``entry``, so many days ago."""
    for number in range(count):
        entry.title_az = f"Ə {days} {number}"
        entry.save()
        made = record(Entry.objects.get(pk=entry.pk), **step)
        Revision.objects.filter(pk=made.pk).update(made_at=ago(days=days))


def prune(capsys, *arguments):
    call_command("prune_history", *arguments)
    return capsys.readouterr().out.splitlines()


def left(entry):
    return [one.number for one in Revision.objects.filter(entry=entry.pk)]


def assert_every_version_is_whole():
    """Every version has its parts, and every part a version."""
    named = {
        (one.entry_id, digest) for one in Revision.objects.all() for digest in one.parts.values()
    }
    assert {*RevisionPart.objects.values_list("entry_id", "digest")} == named


def test_old_versions_go_and_young_and_last_ones_stay(capsys):
    entry = make_entry(drafts=["az"])
    versions(entry, 4, days=500)
    versions(entry, 2, days=10)
    assert prune(capsys, "--older-than", "365", "--keep", "3")[0].startswith(
        "Entries: 3 versions of 1 were forgotten, with 3 texts ("
    )
    assert left(entry) == [4, 5, 6]
    assert_every_version_is_whole()
    assert parts_in(Revision.objects.first())["az"]["title"] == "Ə 500 3"
    assert prune(capsys, "--older-than", "365", "--keep", "1")[0].startswith("Entries: 1 versions")
    assert left(entry) == [5, 6]
    assert prune(capsys, "--older-than", "0", "--keep", "1")
    assert left(entry) == [6]


def test_steps_stay_with_their_texts_and_what_was_set_aside_goes(capsys):
    entry = make_entry(drafts=["az"])
    versions(entry, 1, days=500)
    versions(entry, 1, days=499, event=Revision.Event.PUBLISHED, languages=["az"])
    set_aside(entry.pk, {"az": {**parts_of(entry)["az"], "title": "Kənar"}}, by=None)
    versions(entry, 1, days=498, event=Revision.Event.RETURNED, note="Baxın")
    versions(entry, 2, days=497)
    Revision.objects.filter(event="set_aside").update(made_at=ago(days=499))
    prune(capsys, "--keep", "1")
    assert left(entry) == [2, 4, 6]
    assert parts_in(Revision.objects.get(number=2))["az"]["title"] == "Ə 499 0"
    assert_every_version_is_whole()


def test_last_version_stays_though_something_was_set_aside_after_it(capsys):
    entry = make_entry(drafts=["az"])
    versions(entry, 1, days=500)
    for number in range(3):
        set_aside(entry.pk, {"az": {**parts_of(entry)["az"], "title": str(number)}}, by=None)
    Revision.objects.update(made_at=ago(days=500))
    prune(capsys, "--keep", "1")
    assert left(entry) == [1, 4]


def test_dry_run_says_the_same_and_forgets_nothing(capsys):
    entry = make_entry(drafts=["az"])
    versions(entry, 5, days=500)
    gone = make_entry(drafts=["az"])
    delete(gone, by=None)
    Revision.objects.filter(entry=gone.pk).update(made_at=ago(days=500))
    before = Revision.objects.count(), RevisionPart.objects.count()
    planned = prune(capsys, "--keep", "2", "--dry-run")
    assert before == (Revision.objects.count(), RevisionPart.objects.count())
    size = RevisionPart.objects.aggregate(size=Sum(Length("content")))["size"]
    done = prune(capsys, "--keep", "2")
    assert [line.replace("would be", "were") for line in planned] == done
    assert done[1].startswith("Deleted entries: 2 versions of 1 were forgotten, with 4 texts (")
    assert size > RevisionPart.objects.aggregate(size=Sum(Length("content")))["size"] > 0


def test_deleted_entries_are_forgotten_whole_after_their_days(capsys):
    old, young = make_entry(drafts=["az"]), make_entry(drafts=["az"])
    for entry in (old, young):
        versions(entry, 3, days=900)
        delete(entry, by=None)
    Revision.objects.filter(entry=old.pk).update(made_at=ago(days=400))
    prune(capsys, "--keep", "1", "--older-than", "1")
    # Of one that can still be recovered, nothing is forgotten.
    assert (len(left(old)), len(left(young))) == (0, 4)
    assert not RevisionPart.objects.filter(entry=old.pk).exists()
    recover(young.pk, by=make_user())
    assert_every_version_is_whole()


def test_nothing_is_forgotten_of_a_young_site(capsys):
    versions(make_entry(drafts=["az"]), 30, days=1)
    assert prune(capsys) == [
        "Entries: 0 versions of 0 were forgotten, with 0 texts (0 bytes).",
        "Deleted entries: 0 versions of 0 were forgotten, with 0 texts (0 bytes).",
    ]


@pytest.mark.parametrize("wrong", [["--keep", "0"], ["--older-than", "-1"]])
def test_what_would_leave_nothing_is_refused(wrong):
    with pytest.raises(CommandError):
        call_command("prune_history", *wrong)


# Files


@pytest.fixture
def at_once(monkeypatch):
    """Let files be looked at however young they are."""
    monkeypatch.setattr(remove_unused_files, "AGE", ago(days=0) - ago(days=0))


def remove(capsys):
    call_command("remove_unused_files", "--remove")
    return capsys.readouterr().out.splitlines()


def test_file_of_a_version_stays_until_the_version_is_forgotten(capsys, at_once):
    entry = make_entry(drafts=["az"])
    file = make_attachment(entry)
    old = record(entry)
    file.delete()
    versions(entry, 2, days=1)
    assert remove(capsys) == ["0 files removed."]
    restore(entry, old, by=None)
    assert storages["attachments"].exists(entry.attachments.get().file.name)

    Attachment.objects.all().delete()
    record(entry)
    prune(capsys, "--keep", "1", "--older-than", "0")
    assert remove(capsys) == [file.file.name, "1 files removed."]


def test_files_of_a_deleted_entry_stay_until_it_is_forgotten(capsys, at_once):
    entry = make_entry(drafts=["az"])
    name = make_attachment(entry).file.name
    delete(entry, by=None)
    assert remove(capsys) == ["0 files removed."]
    Revision.objects.update(made_at=ago(days=400))
    prune(capsys)
    assert remove(capsys) == [name, "1 files removed."]


def test_files_of_many_versions_are_found_by_their_small_parts(
    monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr("blog.history.files.AT_ONCE", 2)
    names = set()
    for _ in range(3):
        entry = make_entry(drafts=["az"])
        names.add(make_attachment(entry, content=str(entry.pk).encode()).file.name)
        record(entry)
    with django_assert_num_queries(3):
        assert files_of_history() == names
