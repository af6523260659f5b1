"""Pictures, files and links that come with the texts."""

from django.core.files.storage import default_storage
from PIL import Image

from blog.models import Attachment, Picture
from blog.renditions import rendition_name, rendition_names
from tests.moodle.makers import THREE, entry_of, kinds, photograph


def test_pictures_of_a_text_come_with_renditions(moodle, bring):
    id_ = moodle.add_entry(
        THREE,
        '<p>{mlang az}Mətn <img src="@@PLUGINFILE@@/a/x%C9%99r%20it%C9%99.jpg?time=1" alt="ə">{mlang}</p>',
    )
    moodle.add_file(id_, "xər itə.jpg", photograph(), path="/a/")

    bring()

    picture = Picture.objects.get()
    assert entry_of(id_).body_az == f'<p>Mətn <img alt="ə" src="picture:{picture.pk}"></p>'
    missing = [
        name
        for name in rendition_names(picture)
        if not default_storage.exists(rendition_name(picture, name))
    ]
    assert missing == []
    assert list(entry_of(id_).picture_uses.values_list("picture", flat=True)) == [picture.pk]


def test_attachments_keep_name_type_and_content(moodle, bring, client):
    id_ = moodle.add_entry(THREE)
    moodle.add_file(
        id_, "отчёт #1 100%.svg", b"<svg/>", area="attachment", mimetype="image/svg+xml"
    )
    moodle.add_file(id_, "empty.txt", b"", area="attachment", mimetype="text/plain")
    moodle.add_file(id_, "same.txt", b"<svg/>", area="attachment", mimetype="text/plain")

    report = bring()

    files = {a.name: a for a in Attachment.objects.all()}
    svg = files["отчёт #1 100%.svg"]
    assert svg.media_type == "image/svg+xml"
    response = client.get(svg.get_absolute_url())
    assert b"".join(response.streaming_content) == b"<svg/>"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"
    assert files["empty.txt"].size == 0
    assert files["same.txt"].file.name == svg.file.name
    assert kinds(report) == ["file-empty"]


def test_place_is_taken_off_photographs(moodle, bring):
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (40.0, 22.0, 0.0)
    id_ = moodle.add_entry(THREE, '{mlang az}<img src="@@PLUGINFILE@@/a.jpg">{mlang}')
    moodle.add_file(id_, "a.jpg", photograph(exif=exif))
    moodle.add_file(id_, "b.jpg", photograph("red", exif=exif), area="attachment")

    report = bring()

    for field in (Picture.objects.get().file, Attachment.objects.get().file):
        with field.open("rb") as file:
            assert not Image.open(file).getexif().get_ifd(0x8825)
    assert kinds(report) == ["position-removed"]


def test_what_cannot_come_is_told(moodle, bring):
    id_ = moodle.add_entry(
        THREE,
        '{mlang az}<p>Mətn</p>{mlang}<img src="@@PLUGINFILE@@/nowhere.png">'
        '<img src="@@PLUGINFILE@@/gone.png"><img src="@@PLUGINFILE@@/broken.png">'
        '<a href="@@PLUGINFILE@@/spoilt.pdf">a</a>'
        '<a href="/draftfile.php/5/user/draft/77/x.pdf">b</a>',
    )
    moodle.add_file(id_, "gone.png", None)
    moodle.add_file(id_, "broken.png", b"\x89PNG\r\n\x1a\n and no more")
    moodle.add_file(id_, "spoilt.pdf", b"%PDF")
    sha1 = moodle.rows["files"][-1]["contenthash"]
    moodle.keep(sha1, b"something else")

    report = bring()

    assert kinds(report) == [
        "file-damaged",
        "file-missing",
        "file-moved",
        "file-refused",
        "link-dead",
        "picture-dead",
    ]
    assert Attachment.objects.get().name == "broken.png"
    assert not Picture.objects.exists()


def test_links_between_entries_follow_them_both_ways(moodle, bring):
    first = moodle.add_entry(
        "{mlang en}One{mlang}", "{mlang en}<a href='/blog/index.php?entryid=2'>two</a>{mlang}"
    )
    second = moodle.add_entry(
        "{mlang en}Two{mlang}",
        "{mlang en}<a href='https://old.example.test/m/blog/index.php?entryid=1#c'>one</a>"
        "<a href='https://old.example.test/m/blog/index.php?entryid=404'>none</a>{mlang}",
    )

    report = bring("--site-url", "https://old.example.test/m")

    one, two = entry_of(first), entry_of(second)
    assert f'href="entry:{two.pk}"' in one.body_en
    assert f'href="entry:{one.pk}#c"' in two.body_en
    assert kinds(report) == ["link-dead"]


def test_links_to_files_lead_to_the_downloads(moodle, bring):
    id_ = moodle.add_entry(
        "{mlang en}One{mlang}", "{mlang en}<a href='@@PLUGINFILE@@/a%20b.pdf'>pdf</a>{mlang}"
    )
    moodle.add_file(id_, "a b.pdf", b"%PDF-1")

    bring()

    file = Attachment.objects.get()
    assert f'href="{file.get_absolute_url()}"' in entry_of(id_).body_en


def test_pictures_of_other_entries_come_wherever_they_stand(moodle, bring):
    address = "https://old.example.test/pluginfile.php/1/blog/post/2/a.jpg"
    first = moodle.add_entry("{mlang en}One{mlang}", f'{{mlang en}}<img src="{address}">{{mlang}}')
    second = moodle.add_entry(
        "{mlang en}Two{mlang}", '{mlang en}<img src="@@PLUGINFILE@@/a.jpg">{mlang}'
    )
    moodle.add_file(second, "a.jpg", photograph())

    report = bring("--site-url", "https://old.example.test")

    assert entry_of(first).body_en == entry_of(second).body_en
    assert Picture.objects.count() == 1
    assert kinds(report) == []


def test_addresses_of_a_host_that_nobody_named_are_left_and_told(moodle, bring):
    id_ = moodle.add_entry(
        "{mlang en}One{mlang}",
        '{mlang en}<img src="https://old.test/pluginfile.php/1/blog/post/9/a.jpg" alt="ə">'
        '<a href="https://old.test/blog/index.php?entryid=1">b</a>{mlang}',
    )

    report = bring()

    assert 'href="https://old.test/pluginfile.php/1/blog/post/9/a.jpg"' in entry_of(id_).body_en
    assert 'href="https://old.test/blog/index.php?entryid=1"' in entry_of(id_).body_en
    assert kinds(report) == ["moodle-unknown"]


def test_names_of_files_never_have_language_tags(moodle, bring, client):
    name = "{mlang az}Hesabat ə{mlang}{mlang ru}Отчёт{mlang}.pdf"
    id_ = moodle.add_entry(
        THREE, '{mlang az}<img src="@@PLUGINFILE@@/%7Bmlang%20az%7Da.jpg">{mlang}'
    )
    moodle.add_file(id_, name, b"%PDF", area="attachment")
    moodle.add_file(id_, "{mlang az}a.jpg", photograph())

    bring()

    file = Attachment.objects.get()
    assert [file.name, file.label_az, file.label_ru, file.label_en] == [
        "Hesabat ə.pdf",
        "Hesabat ə.pdf",
        "Отчёт.pdf",
        None,
    ]
    assert Picture.objects.get().name == "a.jpg"
    assert "{mlang" not in client.get(entry_of(id_).url_in("az")).content.decode()


def test_same_name_in_another_context_is_no_second_file(moodle, bring):
    id_ = moodle.add_entry(THREE)
    moodle.add_file(id_, "a.txt", b"old", area="attachment")
    moodle.add_file(id_, "a.txt", b"new", area="attachment", contextid=9)

    bring()

    assert Attachment.objects.get().size == 3


def test_pictures_in_the_text_itself_become_pictures(moodle, bring):
    gif = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
    id_ = moodle.add_entry(
        "{mlang en}One{mlang}",
        f'{{mlang en}}<img src="{gif}"><img src="data:image/png;base64,AAAA">{{mlang}}',
    )

    report = bring()

    assert entry_of(id_).body_en == f'<p><img alt="" src="picture:{Picture.objects.get().pk}"></p>'
    assert kinds(report) == ["picture-dead"]


def test_large_photographs_come_at_half_their_width(moodle, bring):
    """Many of them at their full size would need too much memory; no page shows more than 1600."""
    id_ = moodle.add_entry(
        "{mlang en}A{mlang}", '{mlang en}<img src="@@PLUGINFILE@@/a.jpg">{mlang}'
    )
    moodle.add_file(id_, "a.jpg", photograph(size=(4500, 3000), quality=30))

    bring()

    assert (Picture.objects.get().width, Picture.objects.get().height) == (2250, 1500)
