"""Uploads under attack, and on a bad day: a clear message, and nothing half-written."""

import errno
import socket
import struct
import zlib
from io import BytesIO
from threading import Thread
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from blog.imaging import MAX_BYTES
from blog.models import Attachment, Entry, Picture
from blog.pictures import add_picture
from blog.roles import AUTHOR
from tests.factories import make_author, make_entry, make_user, picture
from tests.posting import ADD, change, errors, filled, value

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
UPLOAD = "/admin/blog/picture/upload/"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


def file(content, name="a.jpg"):
    return SimpleUploadedFile(name, content)


def content(**kwargs):
    return picture(**kwargs).read()


def png_that_says(width, height, *, frames=0):
    """A PNG of a few bytes that says to be of that size, and to have so many frames."""

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    control = chunk(b"acTL", struct.pack(">II", frames, 0)) if frames else b""
    pixels = zlib.compress(b"\0" * 4096)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + control + chunk(b"IDAT", pixels)


def kept_files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


HOSTILE = {
    "nothing": b"",
    "text": b"no picture at all",
    "svg": SVG,
    "html": b"<!DOCTYPE html><script>alert(1)</script>",
    "zip": b"PK\x03\x04" + b"\0" * 60,
    "pdf": b"%PDF-1.7 content",
    "cut jpeg": content(size=(300, 200))[:700],
    "cut png": content(format_="PNG")[:300],
    "cut webp": content(format_="WEBP", size=(300, 200))[:60],
    "cut avif": content(format_="AVIF", size=(300, 200))[:200],
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "too many pixels": png_that_says(60_000, 60_000),
    "bomb": png_that_says(5001, 5001),
    "no pixels": png_that_says(0, 0),
    "many frames": png_that_says(4000, 4000, frames=2**31 - 1),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_picture_is_a_message(client, editor, settings, data):
    response = client.post(UPLOAD, {"file": file(data)}, headers={"accept-language": "ru"})
    assert response.status_code == 400
    assert response.json()["error"][0] in "АБВГДЕЖЗИКЛМНОПРСТУФЭ"
    assert not Picture.objects.exists()
    assert kept_files(settings.MEDIA_ROOT) == []

    sent = {**filled(client, ADD), "author": make_author().pk, "title_az": "Şəki"}
    back = client.post(ADD, {**sent, "cover_file": file(data)})
    assert len(errors(back)) == 1
    assert value(back, "title_az") == "Şəki"
    assert not Entry.objects.exists()


@pytest.mark.parametrize("tail", [SVG, b"<script>alert(1)</script>", b"PK\x03\x04" + b"x" * 99])
def test_second_file_behind_a_picture_does_not_survive(tail):
    kept, _is_animated = add_picture(file(content(size=(40, 30)) + tail))
    with default_storage.open(kept.file.name) as stored:
        assert tail[:12] not in stored.read()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\Users\\a\\şəkil.jpg", "şəkil.jpg"),
        ("a\0b.jpg", "ab.jpg"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("Фото из Шеки — ёлка.jpg", "Фото из Шеки — ёлка.jpg"),
        ("ə" * 300 + ".jpg", "ə" * 156 + ".jpg"),
        ("no extension", "no extension"),
        ("wrong.png", "wrong.png"),
        ("<img src=x>.jpg", "img src=x.jpg"),
    ],
)
def test_name_of_a_file_can_do_no_harm(settings, name, kept):
    upload = file(content(size=(40, 30)))
    # Past the cleaning that Django does for an upload, which other ways in do not have.
    upload.__dict__["_name"] = name
    taken, _is_animated = add_picture(upload)
    assert taken.name == kept
    assert all(path.name.isascii() for path in kept_files(settings.MEDIA_ROOT))


def test_large_file_is_a_message_and_fills_no_disk(client, editor, monkeypatch, settings):
    kept = []
    receive = "django.core.files.uploadhandler.TemporaryFileUploadHandler.receive_data_chunk"
    monkeypatch.setattr(receive, lambda self, data, start: kept.append(len(data)))
    monkeypatch.setattr("blog.uploads.MAX_BYTES", 300_000)
    settings.ATTACHMENT_MAX_BYTES = 200_000
    response = client.post(UPLOAD, {"file": file(b"\xff" * 4_000_000)})
    assert response.status_code == 400
    assert 300_000 <= sum(kept) <= 300_000 + 2 * 64 * 1024


def test_larger_picture_than_allowed_is_a_message():
    upload = file(b"")
    upload.size = MAX_BYTES + 1
    with pytest.raises(ValidationError) as raised:
        add_picture(upload)
    assert raised.value.messages == ["The picture is larger than 25 MB. Make it smaller first."]


def test_photograph_of_a_large_camera_is_taken_at_half_its_size():
    data = BytesIO()
    Image.new("L", (8000, 6000), 90).save(data, "JPEG", quality=30)
    kept, _is_animated = add_picture(file(data.getvalue()))
    assert (kept.width, kept.height) == (4000, 3000)


def test_upload_that_stops_halfway_is_a_message(client, editor):
    whole = b"--x\r\nContent-Disposition: form-data; name=file; filename=a.jpg\r\n\r\n" + content()
    response = client.post(UPLOAD, whole[:400], content_type="multipart/form-data; boundary=x")
    assert response.status_code == 400
    assert not Picture.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_connection_that_breaks_in_an_upload_leaves_nothing(client, live_server, settings):
    client.force_login(make_user(AUTHOR))
    cookies = "; ".join(f"{name}={cookie.value}" for name, cookie in client.cookies.items())
    address = urlsplit(live_server.url)
    body = b"--x\r\nContent-Disposition: form-data; name=file; filename=a.jpg\r\n\r\n" + content()
    head = (
        f"POST {UPLOAD} HTTP/1.1\r\nHost: {address.netloc}\r\nCookie: {cookies}\r\n"
        f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {len(body) + 9000}\r\n\r\n"
    )
    with socket.create_connection((address.hostname, address.port)) as connection_:
        connection_.sendall(head.encode() + body)
        connection_.shutdown(socket.SHUT_WR)
        connection_.recv(100)
    assert not Picture.objects.exists()
    assert kept_files(settings.MEDIA_ROOT) == []
    assert client.get("/admin/blog/picture/").status_code == 200


def test_upload_without_a_file_is_a_message(client, editor):
    assert client.post(UPLOAD, {}).status_code == 400
    assert client.post(UPLOAD, {"file": "text"}).status_code == 400


# On a bad day


class FullDisk:
    """Lets so many files through, and then there is no room; the last is begun and breaks off."""

    def __init__(self, monkeypatch, storage, *, room):
        self.room, self.save = room, type(storage)._save
        monkeypatch.setattr(type(storage), "_save", lambda storage, *file: self(storage, *file))

    def __call__(self, storage, name, content):
        if self.room:
            self.room -= 1
            return self.save(storage, name, content)
        content.chunks = self.broken_off
        return self.save(storage, name, content)

    def broken_off(self, chunk_size=None):
        yield b"half of it"
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("room", [0, 1, 7])
def test_full_disk_keeps_nothing_of_a_picture(client, editor, settings, monkeypatch, room):
    FullDisk(monkeypatch, storages["default"], room=room)
    response = client.post(UPLOAD, {"file": picture()}, headers={"accept-language": "az"})
    assert response.status_code == 400
    assert response.json()["error"].startswith("Şəkli saxlamaq mümkün olmadı")
    assert not Picture.objects.exists()
    assert kept_files(settings.MEDIA_ROOT) == []


def test_full_disk_loses_nothing_that_was_typed(client, editor, settings, monkeypatch):
    entry = make_entry(drafts=["az"])
    FullDisk(monkeypatch, storages["attachments"], room=0)
    sent = {**filled(client, change(entry)), "title_az": "Şəki"}
    response = client.post(
        change(entry), {**sent, "attachments-0-file": file(b"%PDF-1.7", "a.pdf")}
    )
    assert len(errors(response)) == 1
    assert value(response, "title_az") == "Şəki"
    assert not Attachment.objects.exists()
    assert kept_files(settings.ATTACHMENT_ROOT) == []


def test_storage_that_breaks_in_its_own_way_is_a_message(client, editor, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("the bucket is on fire")

    monkeypatch.setattr(type(storages["default"]), "_save", broken)
    assert client.post(UPLOAD, {"file": picture()}).status_code == 400
    assert not Picture.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_uploads_of_the_same_file_at_the_same_moment_are_one(settings):
    data = content(size=(900, 600))
    taken, raised = [], []

    def upload():
        try:
            taken.append(add_picture(file(data))[0])
        except Exception as error:
            raised.append(error)
        finally:
            connection.close()

    is_shared = connection.vendor != "sqlite"
    if not is_shared:
        # The tests' SQLite is in the memory of one connection: one after the other, then.
        for _ in range(3):
            taken.append(add_picture(file(data))[0])
    else:
        threads = [Thread(target=upload) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert raised == []
    assert len({one.pk for one in taken}) == 1
    assert len(kept_files(settings.MEDIA_ROOT)) == 1 + 3 * 3 + 1


# Who may


def test_only_who_may_upload_uploads(client):
    assert client.post(UPLOAD, {"file": picture()}).status_code == 302
    client.force_login(make_user())
    assert client.post(UPLOAD, {"file": picture()}).status_code == 403
    assert not Picture.objects.exists()

    author = make_user(AUTHOR)
    client.force_login(author)
    assert client.get(UPLOAD).status_code == 405
    answer = client.post(UPLOAD, {"file": picture(name="dağ.jpg")}).json()
    assert answer["picture"]["name"] == "dağ.jpg"
    assert Picture.objects.get().uploaded_by == author
