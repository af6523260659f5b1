"""Where files are kept: whole or not at all, on the disk and in a bucket; and what tidies them."""

import os
import socket
from datetime import timedelta
from io import StringIO

import boto3
import pytest
from django.conf import settings as configured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.management import CommandError, call_command
from django.utils import timezone
from moto.server import ThreadedMotoServer

from blog.models import Attachment, Entry, Picture
from blog.pictures import discard
from blog.renditions import rendition_name, rendition_names
from rtcm_site.storage import WholeFileStorage
from tests.factories import make_attachment, make_author, make_entry, make_picture, picture
from tests.parsed import Parsed
from tests.posting import ADD, change, filled

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
BUCKET = "rtcm-news"


def said(command, *arguments):
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue().splitlines()


def age(root):
    """Make all files below ``root`` two days old."""
    past = (timezone.now() - timedelta(days=2)).timestamp()
    for path in root.rglob("*"):
        os.utime(path, (past, past))


# On the disk


def test_file_is_whole_or_not_there(tmp_path):
    def broken(chunk_size=None):
        yield b"half"
        raise OSError("no room")

    storage = WholeFileStorage(location=tmp_path)
    storage.save("a/b.txt", ContentFile(b"old"))
    content = ContentFile(b"new")
    content.chunks = broken
    with pytest.raises(OSError, match="no room"):
        storage.save("a/b.txt", content)
    assert [path.name for path in tmp_path.rglob("*.*")] == ["b.txt"]
    assert (tmp_path / "a/b.txt").read_bytes() == b"old"
    assert (tmp_path / "a/b.txt").stat().st_mode & 0o777 == 0o644


def test_file_of_the_same_name_is_replaced(tmp_path):
    storage = WholeFileStorage(location=tmp_path)
    assert storage.save("a.txt", ContentFile(b"one")) == "a.txt"
    assert storage.save("a.txt", ContentFile(b"two")) == "a.txt"
    assert (tmp_path / "a.txt").read_bytes() == b"two"


# Tidying


def test_only_files_that_nothing_names_are_removed(settings):
    kept = make_picture(size=(500, 300))
    make_attachment(make_entry(drafts=["az"]))
    default_storage.save("pictures/ölü.jpg", ContentFile(b"x"))
    storages["attachments"].save("dead.pdf", ContentFile(b"x"))
    assert said("remove_unused_files") == ["0 files are named by nothing."]

    age(settings.MEDIA_ROOT)
    age(settings.ATTACHMENT_ROOT)
    assert said("remove_unused_files") == [
        "pictures/ölü.jpg",
        "dead.pdf",
        "2 files are named by nothing.",
    ]
    assert said("remove_unused_files", "--remove")[-1] == "2 files removed."
    assert said("remove_unused_files") == ["0 files are named by nothing."]
    assert all(default_storage.exists(rendition_name(kept, name)) for name in rendition_names(kept))


def test_missing_renditions_are_made_by_a_command():
    kept = make_picture(size=(500, 300))
    default_storage.delete(rendition_name(kept, "500.avif"))
    assert said("make_renditions") == ["1 renditions made."]
    default_storage.delete(rendition_name(kept, "500.avif"))
    default_storage.delete(kept.file.name)
    with pytest.raises(CommandError, match=f"Picture {kept.pk}"):
        said("make_renditions")


# In a bucket


@pytest.fixture(scope="module")
def s3():
    """A server on this machine that speaks S3, with an empty bucket."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    server.start()
    yield f"http://127.0.0.1:{port}"
    server.stop()


@pytest.fixture
def bucket(s3, settings, monkeypatch):
    """The site with its files in the bucket, as ``S3_BUCKET`` sets it up; yields the bucket."""
    options = {
        **configured.S3_OPTIONS,
        "bucket_name": BUCKET,
        "endpoint_url": s3,
        "region_name": "us-east-1",
        "access_key": "anything",
        "secret_key": "anything",
    }
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "rtcm_site.buckets.BucketStorage", "OPTIONS": options},
        "attachments": {
            "BACKEND": "rtcm_site.buckets.AttachmentBucketStorage",
            "OPTIONS": options,
        },
    }
    # The field has taken its storage from the settings that the process began with.
    field = Attachment._meta.get_field("file")
    monkeypatch.setattr(field, "storage", storages["attachments"])
    login = {"aws_access_key_id": "anything", "aws_secret_access_key": "anything"}
    resource = boto3.resource("s3", endpoint_url=s3, region_name="us-east-1", **login)
    made = resource.create_bucket(Bucket=BUCKET)
    made.objects.all().delete()
    yield made
    used = [storages[alias].connection.meta.client for alias in ("default", "attachments")]
    for client in (resource.meta.client, *used):
        client.close()


def keys(bucket, prefix):
    return sorted(found.key for found in bucket.objects.filter(Prefix=prefix))


def test_pictures_are_kept_in_a_bucket(
    client, editor, bucket, django_capture_on_commit_callbacks, tmp_path
):
    sent = {**filled(client, ADD), "author": make_author().pk, "title_az": "Şəki"}
    client.post(ADD, {**sent, "cover_file": picture(size=(500, 300)), "_publish": "az"})
    kept = Picture.objects.get()
    names = [kept.file.name, *(rendition_name(kept, name) for name in rendition_names(kept))]
    assert keys(bucket, "media/") == sorted(f"media/{name}" for name in names)
    head = bucket.Object(f"media/{rendition_name(kept, '480.avif')}")
    assert (head.content_type, "immutable" in head.cache_control) == ("image/avif", True)

    page = Parsed(client.get(Entry.objects.get().url_in("az")))
    address = page.one("//article//img/@src")
    assert address == f"/media/{rendition_name(kept, '500.jpg')}"
    assert not list((tmp_path / "media").rglob("*.*"))

    default_storage.delete(rendition_name(kept, "480.avif"))
    assert said("make_renditions") == ["1 renditions made."]
    Entry.objects.update(cover=None)
    with django_capture_on_commit_callbacks(execute=True):
        discard(kept)
    assert keys(bucket, "media/") == []


def test_attachments_are_kept_in_a_bucket(client, editor, bucket):
    entry = make_entry(live=["az"])
    sent = filled(client, change(entry))
    upload = ContentFile(b"%PDF-1.7 content", name="hesabat.pdf")
    client.post(change(entry), {**sent, "attachments-0-file": upload})
    attachment = Attachment.objects.get()
    assert keys(bucket, "files/") == [f"files/{attachment.file.name}"]
    response = client.get(attachment.get_absolute_url())
    assert b"".join(response.streaming_content) == b"%PDF-1.7 content"
    assert response["Content-Disposition"] == 'attachment; filename="hesabat.pdf"'


def test_files_nothing_names_are_removed_from_a_bucket(bucket, monkeypatch):
    make_picture(size=(60, 40))
    default_storage.save("pictures/dead.jpg", ContentFile(b"x"))
    monkeypatch.setattr("blog.management.commands.remove_unused_files.AGE", timedelta(0))
    assert said("remove_unused_files", "--remove") == ["pictures/dead.jpg", "1 files removed."]
    assert "media/pictures/dead.jpg" not in keys(bucket, "media/")


def test_bucket_that_does_not_answer_is_a_message(client, editor, bucket):
    bucket.objects.all().delete()
    bucket.delete()
    response = client.post("/admin/blog/picture/upload/", {"file": picture()})
    assert response.status_code == 400
    assert not Picture.objects.exists()
