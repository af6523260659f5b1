"""Files of an entry: what may be attached, by whom, and who gets it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from blog.attachments import clean_name, extension_of, stored_name
from blog.models import Attachment
from blog.models.entry import translate_permission
from blog.roles import AUTHOR, TRANSLATOR
from tests.factories import make_attachment, make_author, make_entry, make_user
from tests.parsed import Parsed
from tests.posting import change, errors, filled, value

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
PDF = b"%PDF-1.7 content"


def upload(name="отчёт за год.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def attach(client, entry, file, **labels):
    """Post the form of ``entry`` with one more file."""
    sent = filled(client, change(entry))
    place = int(sent["attachments-TOTAL_FORMS"]) - 1
    new = {f"attachments-{place}-label_{code}": label for code, label in labels.items()}
    return client.post(change(entry), {**sent, **new, f"attachments-{place}-file": file})


def got(response):
    """The file; reading it to its end closes it, as the test client arranges."""
    return b"".join(response.streaming_content)


def test_attached_file_is_listed_and_downloaded(client, editor):
    entry = make_entry(live=["az", "ru"], slug_az="seki")
    assert attach(client, entry, upload(), ru="Отчёт", az="Hesabat").status_code == 302
    client.logout()

    page = Parsed(client.get("/az/blog/seki/"))
    (item,) = page.texts('//ul[@class="files"]/li')
    assert item.replace("\xa0", " ") == "Hesabat PDF, 16 bayt"
    (link,) = page.tree.xpath('//ul[@class="files"]//a/@href')
    response = client.get(link)
    assert got(response) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%D0%BE%D1%82%D1%87%D1%91%D1%82%20%D0%B7%D0%B0%20%D0%B3%D0%BE%D0%B4.pdf"
    )


def test_label_falls_back_and_carries_its_language(client):
    entry = make_entry(live=["az"], slug_az="seki")
    make_attachment(entry, label_ru="Отчёт")
    make_attachment(entry, name="səfər.pdf")
    links = Parsed(client.get("/az/blog/seki/")).tree.xpath('//ul[@class="files"]//a')
    assert [(link.text, link.get("lang")) for link in links] == [
        ("Отчёт", "ru"),
        ("səfər.pdf", None),
    ]


@pytest.mark.parametrize("state", ["drafts", "scheduled"])
def test_file_of_an_unpublished_entry_is_for_those_who_see_the_entry(client, state):
    # The author has no account: nobody's account is not that of a stranger.
    entry = make_entry(**{state: ["az"]}, author=make_author(user=None))
    path = make_attachment(entry).get_absolute_url()
    assert client.get(path).status_code == 404
    client.force_login(make_user(AUTHOR))
    assert client.get(path).status_code == 404
    client.force_login(make_user("Editor"))
    assert got(client.get(path)) == PDF


def test_file_that_is_gone_is_a_404(client):
    attachment = make_attachment(make_entry(live=["az"]))
    attachment.file.storage.delete(attachment.file.name)
    assert client.get(attachment.get_absolute_url()).status_code == 404
    assert client.get("/files/999/x.pdf").status_code == 404


def test_same_content_is_stored_once(client, editor):
    for _ in range(2):
        attach(client, make_entry(live=["az"]), upload())
    assert Attachment.objects.values_list("file", flat=True).distinct().count() == 1
    assert len(Attachment.objects.first().file.storage.listdir(".")[1]) == 1


@pytest.mark.parametrize(
    "file",
    [
        upload("a.svg", b"<svg onload='alert(1)'/>"),
        upload("a.html", b"<script>1</script>"),
        upload("a.exe", b"MZ"),
        upload("a.pdf.exe", PDF),
        upload("noextension", PDF),
        upload("a.pdf", b"<html>no pdf</html>"),
        upload("a.docx", PDF),
        upload("a.pdf", b""),
        upload("a.\u202efdp", PDF),
    ],
    ids=lambda file: file.name,
)
def test_file_that_may_not_be_attached_is_a_message(client, editor, file):
    entry = make_entry(drafts=["az"])
    file.seek(0)
    response = attach(client, entry, file, az="Hesabat")
    assert len(errors(response)) == 1
    assert value(response, "attachments-0-label_az") == "Hesabat"
    assert not Attachment.objects.exists()


def test_label_with_tags_of_moodle_comes_back_split(client, editor):
    label = "{mlang az}Hesabat{mlang}{mlang ru}Отчёт{mlang}"
    response = attach(client, make_entry(drafts=["az"]), upload(), en=label)
    assert value(response, "attachments-0-label_az") == "Hesabat"
    assert value(response, "attachments-0-label_ru") == "Отчёт"
    assert not Attachment.objects.exists()


def test_file_too_large_is_a_message(client, editor, settings):
    settings.ATTACHMENT_MAX_BYTES = 2 * 1024**2
    response = attach(client, make_entry(drafts=["az"]), upload(content=PDF + b"x" * 3 * 1024**2))
    (error,) = errors(response)
    assert "2 MB" in error


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\fayl\\hesabat.pdf", "hesabat.pdf"),
        ("a\0b\u202ec.pdf", "abc.pdf"),
        ("şəkil Gəncə ığüöç.png", "şəkil Gəncə ığüöç.png"),
        ('a"b<c>.pdf', "abc.pdf"),
        ("ё" * 300 + ".pdf", "ё" * 156 + ".pdf"),
        ("", "file"),
        ("..", "file"),
    ],
)
def test_name_is_one_that_any_system_takes(name, clean):
    assert clean_name(name) == clean


def test_longer_name_is_for_files_that_are_brought_along():
    assert clean_name("ё" * 300 + ".pdf", length=255) == "ё" * 251 + ".pdf"


@pytest.mark.parametrize(
    ("name", "extension"),
    [
        ("hesabat.PDF", "pdf"),
        ("arxiv.tar.gz", "gz"),
        ("README", ""),
        (".htaccess", ""),
        ("Otchyot. Ikinci hissə", ""),
        ("отчёт.пдф", ""),
        ("a.", ""),
        ("", ""),
    ],
)
def test_extension_is_one_that_people_know(name, extension):
    assert extension_of(name) == extension


def test_file_without_an_extension_is_listed_without_a_kind(client):
    entry = make_entry(live=["az"], slug_az="seki")
    attachment = make_attachment(entry, name="README", content=b"x" * 16)
    (item,) = Parsed(client.get("/az/blog/seki/")).texts('//ul[@class="files"]/li')
    assert item.replace("\xa0", " ") == "README 16 bayt"
    assert got(client.get(attachment.get_absolute_url())) == b"x" * 16
    assert "." not in stored_name(upload("ё" * 300))


# Types

UNKNOWN = "application/octet-stream"


@pytest.mark.parametrize(
    ("name", "said", "given"),
    [
        ("a.pdf", "text/html", "application/pdf"),
        ("a.csv", "", "text/csv; charset=utf-8"),
        ("a.webp", "image/webp", "image/webp"),
        ("a.webp", "", UNKNOWN),
        ("a.webp", "Image/WebP", "image/webp"),
        ("a.mp4", "video/mp4", "video/mp4"),
        ("a", "application/postscript", "application/postscript"),
        ("a.docm", "application/vnd.ms-word.document.macroEnabled.12", None),
        ("a.ppsx", "application/vnd.openxmlformats-officedocument.presentationml.slideshow", None),
        ("a.svg", "image/svg+xml", UNKNOWN),
        ("a.svg", "image/SVG+XML", UNKNOWN),
        ("a.html", "text/html", UNKNOWN),
        ("a.html", "TEXT/HTML", UNKNOWN),
        ("a.html", "text/html; charset=x", UNKNOWN),
        ("a.html", " text/html", UNKNOWN),
        ("a.html", "text/html\n", UNKNOWN),
        ("a.xhtml", "application/xhtml+xml", UNKNOWN),
        ("a.xml", "text/xml", UNKNOWN),
        ("a.xml", "application/xml", UNKNOWN),
        ("a.xsl", "text/xsl", UNKNOWN),
        ("a.rss", "application/rss+xml", UNKNOWN),
        ("a.js", "text/javascript", UNKNOWN),
        ("a.js", "text/javascript1.5", UNKNOWN),
        ("a.js", "application/x-javascript", UNKNOWN),
        ("a.js", "application/ecmascript", UNKNOWN),
        ("a.css", "text/css", UNKNOWN),
        ("a.wasm", "application/wasm", UNKNOWN),
        ("a.mht", "multipart/related", UNKNOWN),
        ("a.eml", "message/rfc822", UNKNOWN),
        ("a", "document/unknown", UNKNOWN),
        ("a", "image", UNKNOWN),
        ("a", "image/", UNKNOWN),
        ("a", "*/*", UNKNOWN),
        ("a", "image/png, text/html", UNKNOWN),
        ("a", "image/png\r\nSet-Cookie: a=b", UNKNOWN),
        ("a", "image/\u0440ng", UNKNOWN),
        ("a", "\u0130mage/png", UNKNOWN),
    ],
)
def test_type_of_a_file_is_by_its_name_else_as_said_unless_it_can_run(client, name, said, given):
    attachment = make_attachment(make_entry(live=["az"]), name=name, media_type=said)
    response = client.get(attachment.get_absolute_url())
    assert response["Content-Type"] == (said.lower() if given is None else given)
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "Set-Cookie" not in response
    got(response)


@pytest.mark.parametrize("name", ["a\r\nSet-Cookie: a=b.pdf", 'a"; filename="b.exe', "ə\r\nX: y"])
def test_name_adds_no_header(client, name):
    attachment = make_attachment(make_entry(live=["az"]), name=name)
    response = client.get(f"/files/{attachment.pk}/x")
    got(response)
    assert response.status_code == 200
    assert not {"Set-Cookie", "X"} & {*response.headers}
    assert "\n" not in response["Content-Disposition"]


def test_upload_says_nothing_of_its_type(client, editor):
    sent = SimpleUploadedFile("a.pdf", PDF, content_type="text/html")
    attach(client, make_entry(drafts=["az"]), sent)
    assert Attachment.objects.get().media_type == ""


def test_translator_changes_labels_of_their_language_only(client):
    client.force_login(make_user(TRANSLATOR, rights=[translate_permission("ru")]))
    entry = make_entry(live=["az"])
    attachment = make_attachment(entry, label_az="Hesabat")
    sent = filled(client, change(entry))
    form = Parsed(client.get(change(entry))).one('//form[@id="entry_form"]')
    names = {name for name in form.inputs.keys() if name}  # noqa: SIM118  (of lxml)
    assert "attachments-0-label_ru" in names
    assert not {"attachments-0-label_az", "attachments-0-DELETE", "attachments-0-file"} & names
    forged = {
        "attachments-0-label_ru": "Отчёт",
        "attachments-0-label_az": "Başqa",
        "attachments-0-DELETE": "on",
        "attachments-0-file": upload(content=PDF + b"2"),
        "attachments-TOTAL_FORMS": "2",
        "attachments-1-file": upload(),
    }
    client.post(change(entry), {**sent, **forged})
    stored = Attachment.objects.get()
    assert (stored.label_az, stored.label_ru, stored.file) == ("Hesabat", "Отчёт", attachment.file)


def test_author_attaches_to_a_draft_and_not_to_what_is_live(client):
    user = make_user(AUTHOR)
    client.force_login(user)
    mine = make_author(user=user)
    draft, live = make_entry(drafts=["az"], author=mine), make_entry(live=["az"], author=mine)
    assert attach(client, draft, upload()).status_code == 302
    sent = {**filled(client, change(live)), "attachments-TOTAL_FORMS": "1"}
    client.post(change(live), {**sent, "attachments-0-file": upload()})
    assert [*Attachment.objects.values_list("entry", flat=True)] == [draft.pk]
