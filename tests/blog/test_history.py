"""The log of an entry: what each save leaves in it, and what it costs."""

import pytest
from django.db import IntegrityError, transaction

from blog.history.recording import contents, lock, note_found, parts_in, record, set_aside
from blog.history.snapshots import (
    SHARED,
    TEXTS,
    as_version,
    digests,
    from_version,
    packed,
    parts_of,
    unpacked,
)
from blog.languages import in_language, language_codes
from blog.models import Entry, Revision, RevisionPart
from tests.factories import (
    ago,
    ahead,
    make_attachment,
    make_entry,
    make_picture,
    make_tag,
    make_user,
)
from tests.posting import ADD, change, post

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


def log(entry):
    """Events of an entry, with their languages."""
    return [(one.event, one.languages) for one in Revision.objects.filter(entry=entry.pk)]


def test_every_save_of_the_form_is_a_revision_with_who_and_when(client, editor):
    before = ago(seconds=1)
    post(client, ADD, title_az="Şəki", body_az="Görüş", author=make_entry().author_id)
    entry = Entry.objects.first()
    post(client, change(entry), title_ru="Шеки")
    first, second = Revision.objects.filter(entry=entry.pk)
    assert [(one.number, one.event, one.languages) for one in (first, second)] == [
        (1, "saved", ["az"]),
        (2, "saved", ["ru"]),
    ]
    assert first.made_by == editor
    assert first.made_by_name == editor.username
    assert before <= first.made_at <= second.made_at <= ahead(seconds=1)
    assert parts_in(first)["ru"]["title"] == ""
    assert parts_in(second)["ru"]["title"] == "Шеки"


def test_saving_what_did_not_change_is_no_revision(client, editor):
    entry = make_entry(drafts=["az"])
    post(client, change(entry))
    post(client, change(entry))
    assert log(entry) == [("found", [])]


def test_what_stood_there_before_is_noted_before_it_is_changed(client, editor):
    entry = make_entry(live=["az"], title_az="İdxal")
    long_ago = ago(days=9)
    Entry.objects.filter(pk=entry.pk).update(modified_at=long_ago)
    post(client, change(entry), title_az="Dəyişdi")
    found, saved = Revision.objects.filter(entry=entry.pk)
    assert (found.event, found.made_by, found.made_at) == ("found", None, long_ago)
    assert parts_in(found)["az"]["title"] == "İdxal"
    assert (saved.event, saved.languages) == ("saved", ["az"])


def test_what_a_script_wrote_between_is_not_lost_and_keeps_the_order_of_time(client, editor):
    entry = make_entry(drafts=["az"])
    post(client, change(entry), title_az="Birinci")
    Entry.objects.filter(pk=entry.pk).update(title_az="Skript", modified_at=ago(days=1))
    post(client, change(entry), title_az="İkinci")
    revisions = list(Revision.objects.filter(entry=entry.pk))
    assert [one.event for one in revisions] == ["found", "saved", "found", "saved"]
    assert [parts_in(one)["az"]["title"] for one in revisions[1:]] == [
        "Birinci",
        "Skript",
        "İkinci",
    ]
    made = [one.made_at for one in revisions]
    assert made == sorted(made)


@pytest.mark.parametrize(
    ("pressed", "event"),
    [
        ({"_publish": "az"}, "published"),
        ({"_publish": "az", "published_at_az": "2100-01-01T10:00:00"}, "scheduled"),
    ],
)
def test_a_step_is_named(client, editor, pressed, event):
    entry = make_entry(drafts=["az"])
    post(client, change(entry), **pressed)
    assert log(entry)[-1] == (event, ["az"])
    post(client, change(entry), _withdraw="az")
    assert log(entry)[-1] == ("withdrawn", ["az"])


def test_all_fields_take_part():
    tag, cover = make_tag(), make_picture()
    entry = make_entry(
        live=["az"],
        tags=[tag],
        cover=cover,
        summary_az="Xülasə",
        cover_alt_az="Dağ",
        cover_caption_az="Şəki",
        cover_is_decorative=True,
    )
    file = make_attachment(entry, label_az="Hesabat", media_type="application/pdf")
    parts = parts_of(Entry.objects.get())
    assert parts["az"] == {
        "title": entry.title_az,
        "slug": entry.slug_az,
        "summary": "Xülasə",
        "body": entry.body_az,
        "cover_alt": "Dağ",
        "cover_caption": "Şəki",
        "published_at": entry.published_at_az.isoformat(),
        "labels": [[file.file.name, "Hesabat"]],
    }
    assert parts[SHARED] == {
        "original_language": "az",
        "author": entry.author_id,
        "cover": cover.pk,
        "cover_is_decorative": True,
        "tags": [tag.pk],
        "attachments": [[file.file.name, "hesabat.pdf", "application/pdf", file.size]],
    }


def test_a_field_that_is_added_to_entries_has_to_take_part():
    columns = {field.name for field in [*Entry._meta.concrete_fields, *Entry._meta.many_to_many]}
    translated = [*TEXTS, "published_at"]
    columns -= {in_language(name, code) for name in translated for code in language_codes()}
    of_the_row = {"id", "created_at", "modified_at"}
    assert columns - of_the_row == {*translated, *parts_of(make_entry())[SHARED]} - {"attachments"}


def test_a_part_is_stored_once_for_all_revisions_that_have_it():
    entry = make_entry(drafts=["az", "ru"])
    record(entry)
    parts = RevisionPart.objects.count()
    entry.title_az = "Yeni"
    entry.save()
    record(entry)
    assert RevisionPart.objects.count() == parts + 1
    entry.title_az = parts_in(Revision.objects.first())["az"]["title"]
    entry.save()
    record(entry)
    assert RevisionPart.objects.count() == parts + 1
    assert Revision.objects.count() == 3


def test_a_step_that_changes_nothing_costs_a_row_alone():
    entry = make_entry(drafts=["az"])
    record(entry)
    parts = RevisionPart.objects.count()
    made = record(entry, event=Revision.Event.SUBMITTED, languages=["az"], note="Baxın")
    assert (made.number, made.note, made.languages) == (2, "Baxın", ["az"])
    assert RevisionPart.objects.count() == parts


def test_a_language_that_comes_to_the_site_changes_no_entry(settings):
    settings.LANGUAGES = [one for one in settings.LANGUAGES if one[0] != "ru"]
    entry = make_entry(drafts=["az"])
    record(entry)
    settings.LANGUAGES = [*settings.LANGUAGES, ("ru", "Russian")]
    assert note_found(entry) is None
    assert record(entry) is None


def test_what_could_not_be_saved_is_kept_once_and_is_never_what_the_entry_held():
    entry, user = make_entry(drafts=["az"]), make_user()
    record(entry)
    written = {"az": {**parts_of(entry)["az"], "title": "Mənim"}}
    aside = set_aside(entry.pk, written, by=user)
    assert (aside.number, aside.event, aside.languages) == (2, "set_aside", ["az"])
    assert set_aside(entry.pk, written, by=user) == aside
    assert note_found(entry) is None
    assert parts_in(aside) == written


def test_numbers_of_an_entry_are_unique():
    entry = make_entry()
    record(entry)
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.create(entry=entry, number=1, event="saved", made_at=ago(hours=1))


def test_log_outlives_the_account_and_the_entry():
    user = make_user(first_name="Aysel", last_name="Əliyeva")
    entry = make_entry(drafts=["az"])
    record(entry, by=user)
    user.delete()
    Entry.objects.all().delete()
    revision = Revision.objects.get()
    assert (revision.made_by, revision.made_by_name) == (None, "Aysel Əliyeva")
    assert parts_in(revision)["az"]["body"] == entry.body_az


def test_lock_finds_the_stored_entry_or_nothing():
    entry = make_entry(drafts=["az"])
    with transaction.atomic():
        assert lock(entry.pk) == entry
        assert lock(entry.pk + 1) is None


def test_contents_are_one_query(django_assert_num_queries):
    entry = make_entry(drafts=["az"])
    for number in range(3):
        entry.title_az = f"Ə {number}"
        entry.save()
        record(entry)
    revisions = list(Revision.objects.all())
    with django_assert_num_queries(1):
        found = contents(revisions)
    assert {found[one.parts["az"]]["title"] for one in revisions} == {"Ə 0", "Ə 1", "Ə 2"}


def test_part_comes_back_as_it_was_packed():
    part = {"body": "<p>ə 👩\u200d💻 \u00ad</p>", "labels": [["a", "ё"]], "published_at": None}
    assert unpacked(packed(part)) == part


def test_version_of_an_entry_is_told_by_its_parts():
    named = digests(parts_of(make_entry(drafts=["az"])))
    assert from_version(as_version(named)) == {key: digest[:20] for key, digest in named.items()}
    assert from_version("nonsense,az=short,=" + "0" * 20) == {"": "0" * 20}
