"""A deleted entry comes back with its number, and all that went with it."""

import pytest
from django.db import models

from blog.history.recording import latest, parts_in, record
from blog.history.recovering import CannotRecover, delete, deleted_entries, recover, signed_by
from blog.history.restoring import restore
from blog.history.snapshots import BESIDE, packed, parts_of, unpacked
from blog.models import Attachment, Author, Comment, Entry, FormerSlug, Revision, RevisionPart
from tests.factories import (
    ago,
    make_attachment,
    make_author,
    make_comment,
    make_entry,
    make_picture,
    make_tag,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def full():
    """A live entry with everything that can go with one."""
    entry = make_entry(live=["az"], drafts=["ru"], slug_az="evvel", tags=[make_tag()])
    entry.slug_az, entry.cover = "seki", make_picture()
    entry.save()
    Entry.objects.filter(pk=entry.pk).update(created_at=ago(days=400))
    make_attachment(entry, label_az="Hesabat")
    make_comment(entry, name="Aysel", text_az="<p>Əla!</p>", text_ru="<p>Ещё!</p>")
    make_comment(entry, text_ru="", text_en="<p>Good.</p>")
    return Entry.objects.get(pk=entry.pk)


def rows(entry):
    """All rows that went with ``entry``, but for dates of the entry itself."""
    columns = ["pk", "name", "text_en", "text_ru", "text_az", "written_at"]
    comments = Comment.objects.filter(entry=entry.pk).values(*columns)
    files = Attachment.objects.filter(entry=entry.pk).values(
        "pk", "file", "name", "label_az", "size"
    )
    slugs = FormerSlug.objects.filter(object_id=entry.pk).values("slug", "language", "created_at")
    texts = [
        {**one, "text_en": one["text_en"] or "", "text_ru": one["text_ru"] or ""}
        for one in comments
    ]
    return texts, [*files], [*slugs]


def test_deleted_entry_comes_back_as_drafts_with_all_that_went_with_it(full, client):
    before, parts = rows(full), parts_of(full)
    assert [len(kind) for kind in before] == [2, 1, 1]
    user = make_user()
    delete(full, by=user)
    assert not Entry.objects.exists()
    assert not Comment.objects.exists()
    assert not FormerSlug.objects.exists()
    restored = recover(full.pk, by=user)
    entry = Entry.objects.get()
    assert (entry.pk, restored.entry.pk, restored.notes) == (full.pk, full.pk, [])
    assert rows(entry) == before
    assert entry.created_at == full.created_at
    assert entry.live_languages == []
    assert parts_of(entry) == {**parts, "az": {**parts["az"], "published_at": None}}
    assert [(one.event, one.made_by) for one in Revision.objects.filter(entry=full.pk)] == [
        ("found", None),
        ("deleted", user),
        ("recovered", user),
    ]


def test_dates_come_back_where_they_are_asked_for(full, client):
    parts = parts_of(full)
    delete(full, by=None)
    recover(full.pk, by=make_user(), dates=["az"])
    entry = Entry.objects.get()
    assert parts_of(entry) == parts
    assert client.get("/az/blog/seki/").status_code == 200
    assert client.get("/az/blog/evvel/")["Location"] == "/az/blog/seki/"


def test_links_to_the_entry_work_again(full, client):
    other = make_entry(live=["az"], body_az=f'<p><a href="entry:{full.pk}">Keçid</a></p>')
    delete(full, by=None)
    assert "/az/blog/seki/" not in client.get(other.url_in("az")).content.decode()
    recover(full.pk, by=make_user(), dates=["az"])
    assert 'href="/az/blog/seki/"' in client.get(other.url_in("az")).content.decode()


def test_what_points_to_an_entry_of_an_app_that_is_gone_is_left(full):
    delete(full, by=None)
    beside = RevisionPart.objects.get(digest=latest(full).parts[BESIDE])
    pointers = [["weather.Forecast", "entry", full.pk, [1]]]
    beside.content = packed({**unpacked(beside.content), "pointers": pointers})
    beside.save()
    assert recover(full.pk, by=make_user()).notes == []


def test_address_taken_meanwhile_stays_with_who_has_it(full):
    delete(full, by=None)
    make_entry(live=["en"], slug_en="seki")
    make_entry(live=["en"], slug_en="evvel")
    notes = recover(full.pk, by=make_user()).notes
    entry = Entry.objects.get(pk=full.pk)
    assert entry.slug_az == "seki-2"
    assert not entry.former_slugs.exists()
    assert notes == [
        "The address seki belongs to another entry by now; it became seki-2.",
        "Former addresses that lead to another entry by now stay with it: evvel.",
    ]


def test_entry_whose_author_is_gone_is_signed_by_who_recovers_it(full):
    number = full.author_id
    delete(full, by=None)
    Author.objects.all().delete()
    user = make_user(first_name="Aysel", last_name="Əliyeva")
    notes = recover(full.pk, by=user).notes
    assert Entry.objects.get().author.user == user
    assert notes == [
        f"The author no. {number} is no longer there; the entry is signed by Aysel Əliyeva."
    ]


def test_entry_is_recovered_once(full):
    delete(full, by=None)
    recover(full.pk, by=make_user())
    with pytest.raises(CannotRecover, match="somebody has recovered it already"):
        recover(full.pk, by=make_user())
    with pytest.raises(CannotRecover, match="Nothing is known"):
        recover(10**9, by=make_user())
    assert Entry.objects.count() == 1


def test_number_can_be_given_to_the_next_entry_afterwards(full):
    """On PostgreSQL a number that is inserted does not move the sequence; it has passed it long ago."""
    delete(full, by=None)
    recover(full.pk, by=make_user())
    assert make_entry().pk > full.pk
    assert make_comment(full).pk > 0


def test_deleted_twice_and_recovered_twice(full):
    for _ in range(2):
        assert delete(full, by=None).event == "deleted"
        assert delete(full, by=None) is None
        recover(full.pk, by=make_user())
    assert [one.event for one in Revision.objects.filter(entry=full.pk)] == [
        *("found", "deleted", "recovered", "deleted", "recovered")
    ]


def test_what_it_held_before_it_was_deleted_can_be_put_back(full):
    old = record(full)
    full.title_az = "Yeni"
    full.save()
    delete(full, by=None)
    entry = recover(full.pk, by=make_user()).entry
    restore(entry, old, by=None)
    assert Entry.objects.get().title_az == parts_in(old)["az"]["title"]


def test_entry_that_a_script_deleted_comes_back_as_it_was_last(full):
    record(full)
    Entry.objects.all().delete()
    assert [one.entry_id for one in deleted_entries()] == [full.pk]
    recover(full.pk, by=make_user())
    assert Entry.objects.get().title_az == full.title_az
    assert not deleted_entries().exists()


def test_deleted_entries_are_those_that_are_gone_newest_first(full):
    other, third = make_entry(drafts=["az"]), make_entry(drafts=["az"])
    for entry in (other, full):
        record(entry)
        delete(entry, by=None)
    record(third)
    assert [one.entry_id for one in deleted_entries()] == [full.pk, other.pk]


def test_deleted_entries_of_an_author_are_those_they_signed_last(full):
    mine = make_author()
    entry = make_entry(drafts=["az"], author=mine)
    delete(entry, by=None)
    delete(full, by=None)
    assert [one.entry_id for one in signed_by(deleted_entries(), mine)] == [entry.pk]
    assert signed_by(deleted_entries(), None) == []


def test_whatever_goes_with_an_entry_was_thought_of():
    """A new kind of row that is deleted with its entry must come back with it, or be let go on purpose."""
    relations = Entry._meta.get_fields(include_hidden=True)
    cascading = {
        relation.related_model.__name__
        for relation in relations
        if getattr(relation, "on_delete", None) is models.CASCADE and relation.auto_created
    }
    kept = {"Comment", "Attachment", "Entry_tags", "PictureUse"}
    let_go = {"Submission", "PreviewLink", "Presence"}
    made_anew = {"SearchDocument"}
    assert cascading == kept | let_go | made_anew
