"""Putting back what an entry held: all of it, or one language, whatever has happened since."""

import pytest
from django.contrib.admin.models import DELETION, LogEntry
from django.core.exceptions import ValidationError
from django.core.files.storage import storages

from blog.history.recording import latest, parts_in, record, set_aside
from blog.history.restoring import restore
from blog.history.snapshots import SHARED, parts_of
from blog.models import Attachment, Entry, FormerSlug, Picture, Revision, Submission, Tag
from blog.pictures import discard
from tests.factories import (
    ago,
    make_attachment,
    make_author,
    make_entry,
    make_picture,
    make_submission,
    make_tag,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def full():
    """An entry with everything."""
    entry = make_entry(
        live=["az"],
        drafts=["ru"],
        title_az="Köhnə başlıq",
        body_az="<p>Köhnə mətn ə.</p>",
        title_ru="Старый ёж",
        summary_az="Xülasə",
        tags=[make_tag(name_az="Təlim"), make_tag()],
        cover=make_picture(color="teal"),
        cover_alt_az="Dağ",
        cover_caption_ru="Гора",
    )
    make_attachment(entry, label_az="Hesabat", label_ru="Отчёт", media_type="application/pdf")
    make_attachment(entry, name="ikinci.pdf", content=b"%PDF-1.7 other")
    return entry


def everything_else(entry):
    """Change all that can be changed."""
    entry.attachments.first().delete()
    make_attachment(entry, name="yeni.pdf", content=b"%PDF-1.7 new", label_az="Yeni")
    entry.title_az, entry.body_az, entry.summary_az = "Yeni başlıq", "<p>Yeni.</p>", ""
    entry.title_ru, entry.slug_az, entry.title_en = "Новый", "yeni", "New"
    entry.cover, entry.cover_alt_az = make_picture(color="red"), "Dəniz"
    entry.cover_is_decorative, entry.original_language = True, "ru"
    entry.author = make_author()
    entry.tags.set([make_tag()])
    entry.save()


def version(entry):
    """Note what the entry holds, and return the revision."""
    return record(Entry.objects.get(pk=entry.pk), event=Revision.Event.SUBMITTED)


def held(entry):
    """What the entry holds; the order of its files is that in which they were added."""
    parts = parts_of(Entry.objects.get(pk=entry.pk))
    parts[SHARED]["attachments"].sort()
    for part in parts.values():
        part.get("labels", []).sort()
    return parts


def test_all_of_it_comes_back(full):
    before, old = held(full), version(full)
    everything_else(full)
    changed = held(full)
    user = make_user()
    restored = restore(full, old, by=user)
    assert held(full) == before
    assert restored.notes == []
    assert parts_of(full) != changed
    # What stood there is a revision before, though nobody had saved it by the form.
    found, put_back = Revision.objects.filter(entry=full.pk)[1:]
    assert (found.event, put_back.event) == ("found", "restored")
    assert (put_back.note, put_back.made_by) == (str(old.number), user)
    assert put_back.languages == ["en", "ru", "az"]
    assert restore(full, found, by=user).notes == []
    assert held(full) == changed


def test_one_language_comes_back_alone(full):
    before, old = held(full), version(full)
    everything_else(full)
    changed = held(full)
    made = restore(full, old, by=None, languages=["ru"], shared=False).revision
    after = held(full)
    # The file that Russian had a label for is gone; those of the others stay.
    assert after["ru"] == {**before["ru"], "labels": []}
    assert {key: after[key] for key in ("", "en", "az")} == {
        key: changed[key] for key in ("", "en", "az")
    }
    assert made.languages == ["ru"]


def test_label_of_a_file_comes_back_with_its_language(full):
    old = version(full)
    Attachment.objects.filter(entry=full).update(label_az="Başqa", label_ru="Другой")
    restore(full, old, by=None, languages=["az"], shared=False)
    labels = full.attachments.values_list("label_az", "label_ru")
    assert sorted(labels) == [("", "Другой"), ("Hesabat", "Другой")]


def test_what_the_languages_share_comes_back_alone(full):
    before, old = held(full), version(full)
    everything_else(full)
    changed = held(full)
    restore(full, old, by=None, languages=[], shared=True)
    after = held(full)
    assert after[SHARED] == before[SHARED]
    assert after["az"]["title"] == changed["az"]["title"]


def test_visibility_stays_unless_dates_are_asked_for(full):
    old = version(full)
    Entry.objects.filter(pk=full.pk).update(published_at_az=None, published_at_ru=ago(days=2))
    restore(full, old, by=None)
    assert Entry.objects.get().live_languages == ["ru"]
    restore(full, old, by=None, dates=["az"])
    assert Entry.objects.get().live_languages == ["ru", "az"]
    assert Entry.objects.get().published_at_az == full.published_at_az
    restore(full, old, by=None, dates=["ru", "az"])
    assert Entry.objects.get().live_languages == ["az"]


def test_what_has_its_date_again_no_longer_waits(full):
    old = version(full)
    Entry.objects.filter(pk=full.pk).update(published_at_az=None)
    make_submission(full, "az")
    restore(full, old, by=None)
    assert Submission.objects.filter(entry=full, language="az").exists()

    restore(full, old, by=None, dates=["az"])
    assert not Submission.objects.exists()


def test_live_language_keeps_an_address_when_what_comes_back_had_none():
    entry = make_entry(drafts=["az"], slug_az=None, title_az="")
    old = version(entry)
    Entry.objects.filter(pk=entry.pk).update(
        title_az="Şəki", slug_az="seki", published_at_az=ago(days=1), body_az=""
    )
    restore(entry, old, by=None)
    entry.refresh_from_db()
    assert entry.slug_az
    assert entry.live_languages == ["az"]


def test_address_that_is_taken_away_again_goes_on_working(full, client):
    old = version(full)
    full.slug_az = "sonraki"
    full.save()
    restore(full, old, by=None)
    full.refresh_from_db()
    response = client.get("/az/blog/sonraki/")
    assert (response.status_code, response["Location"]) == (301, full.url_in("az"))


def test_address_that_another_entry_has_by_now_is_given_up_and_said(full):
    old = version(full)
    taken = full.slug_ru
    Entry.objects.filter(pk=full.pk).update(slug_ru="drugoy")
    make_entry(drafts=["en"], slug_en=taken)
    notes = restore(full, old, by=None).notes
    full.refresh_from_db()
    assert full.slug_ru == f"{taken}-2"
    assert notes == [f"The address {taken} belongs to another entry by now; it became {taken}-2."]


def test_tag_that_is_gone_is_left_out_and_named(full):
    old = version(full)
    gone, stays = full.tags.all()
    LogEntry.objects.log_actions(make_user().pk, [gone], DELETION)
    number = gone.pk
    gone.delete()
    notes = restore(full, old, by=None).notes
    assert [*full.tags.all()] == [stays]
    assert notes == [
        f"Tags that are no longer there were left out: {LogEntry.objects.get().object_repr}."
    ]
    LogEntry.objects.all().delete()
    notes = restore(full, old, by=None).notes
    assert notes == [f"Tags that are no longer there were left out: no. {number}."]


def test_author_who_is_gone_leaves_the_present_one(full):
    old = version(full)
    number, full.author = full.author_id, make_author(name_en="Aysel")
    full.author.save()
    full.save()
    type(full.author).objects.filter(pk=number).delete()
    notes = restore(full, old, by=None).notes
    full.refresh_from_db()
    assert full.author.name_en == "Aysel"
    assert notes == [f"The author no. {number} is no longer there; the entry is signed by Aysel."]


def test_pictures_that_are_gone_are_left_out_and_named(full):
    shown = make_picture(color="lime", name="təpə.jpg")
    full.body_ru = f'<figure><img alt="Холм" src="picture:{shown.pk}"></figure>'
    full.save()
    old, cover = version(full), full.cover
    full.cover, full.body_ru = None, ""
    full.save()
    for picture in (cover, shown):
        LogEntry.objects.log_actions(make_user().pk, [picture], DELETION)
        discard(Picture.objects.get(pk=picture.pk))
    notes = restore(full, old, by=None).notes
    full.refresh_from_db()
    assert full.cover is None
    # Its place is kept: the text is what it was.
    assert full.body_ru == parts_in(old)["ru"]["body"]
    assert notes == [
        "The cover is gone from the library of pictures: picture.jpeg.",
        "Русский: pictures of the text are gone from the library: təpə.jpg.",
    ]


def test_files_that_stayed_keep_their_addresses(full):
    old = version(full)
    first, second = full.attachments.all()
    second.delete()
    restore(full, old, by=None)
    rows = [*full.attachments.all()]
    assert (rows[0].pk, rows[0].label_az, rows[1].name) == (first.pk, "Hesabat", "ikinci.pdf")
    with rows[1].file.open() as file:
        assert file.read() == b"%PDF-1.7 other"


def test_file_whose_content_is_gone_is_left_out_and_named(full):
    old = version(full)
    file = full.attachments.first()
    file.delete()
    storages["attachments"].delete(file.file.name)
    notes = restore(full, old, by=None).notes
    assert [row.name for row in full.attachments.all()] == ["ikinci.pdf"]
    assert notes == ["The content of the file hesabat.pdf is no longer kept; it was left out."]


def test_same_file_twice_comes_back_twice():
    entry = make_entry(drafts=["az"])
    for name in ("bir.pdf", "iki.pdf"):
        make_attachment(entry, name=name)
    # The storage renames the second; in real life both have one name, made of the content.
    Attachment.objects.update(file=Attachment.objects.first().file.name)
    old = version(entry)
    Attachment.objects.last().delete()
    restore(entry, old, by=None)
    assert [row.name for row in entry.attachments.all()] == ["bir.pdf", "iki.pdf"]


def test_what_was_set_aside_is_put_back_where_it_was_written(full):
    written = {"ru": {**parts_of(full)["ru"], "title": "Мой ёж", "body": "<p onclick=1>Ёж</p>"}}
    record(full)
    aside = set_aside(full.pk, written, by=make_user())
    before = held(full)
    restore(full, aside, by=None)
    full.refresh_from_db()
    assert (full.title_ru, full.body_ru) == ("Мой ёж", "<p>Ёж</p>")
    assert {**held(full), "ru": None} == {**before, "ru": None}


def test_text_that_cannot_be_saved_is_refused_in_words_and_changes_nothing(full):
    record(full)
    aside = set_aside(full.pk, {"ru": {**parts_of(full)["ru"], "title": "ё" * 300}}, by=None)
    before = held(full)
    with pytest.raises(ValidationError):
        restore(full, aside, by=None)
    assert held(full) == before
    assert latest(full).number == 1


def test_language_that_the_site_had_not_yet_is_left_alone(full):
    old = version(full)
    Revision.objects.filter(pk=old.pk).update(
        parts={key: digest for key, digest in old.parts.items() if key != "ru"}
    )
    Entry.objects.filter(pk=full.pk).update(title_ru="Новый ёж", title_az="Yeni")
    restore(full, Revision.objects.get(pk=old.pk), by=None)
    full.refresh_from_db()
    assert (full.title_ru, full.title_az) == ("Новый ёж", "Köhnə başlıq")


def test_entry_that_is_gone_is_not_made_by_the_way(full):
    old = version(full)
    Entry.objects.all().delete()
    with pytest.raises(Entry.DoesNotExist):
        restore(full, old, by=None)
    assert not Entry.objects.exists()
    assert not FormerSlug.objects.exists()
    assert Tag.objects.count() == 2
