"""Makers of real objects for tests; each says only what its test is about."""

from datetime import timedelta
from io import BytesIO
from itertools import count
from random import Random

from django.contrib.auth.models import Group, Permission, User
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from blog.attachments import stored_name
from blog.models import Attachment, Author, Comment, Entry, Submission, Tag
from blog.pictures import add_picture

_number = count(1)
TITLES = {"en": "Roll-out session", "ru": "Вводное занятие", "az": "Giriş təlimi"}
BODIES = {"en": "<p>We met.</p>", "ru": "<p>Мы встретились ещё.</p>", "az": "<p>Görüşdük.</p>"}


def ago(**delta):
    """A time before now, in whole seconds."""
    return timezone.now().replace(microsecond=0) - timedelta(**delta)


def ahead(**delta):
    """A time after now, in whole seconds."""
    return timezone.now().replace(microsecond=0) + timedelta(**delta)


def make_user(*groups, rights=(), **kwargs):
    """An account of staff in the groups, with extra rights by codename."""
    number = next(_number)
    user = User.objects.create_user(f"user{number}", password="secret", is_staff=True, **kwargs)
    user.groups.set(Group.objects.filter(name__in=groups))
    blog = Permission.objects.filter(content_type__app_label="blog")
    user.user_permissions.set(blog.filter(codename__in=rights))
    return user


def make_author(**kwargs):
    number = next(_number)
    kwargs.setdefault("slug", f"author-{number}")
    kwargs.setdefault("name_en", f"Author {number}")
    return Author.objects.create(**kwargs)


def make_tag(**kwargs):
    number = next(_number)
    if not any(name.startswith("name_") for name in kwargs):
        kwargs.update({"name_en": f"Tag {number}", "slug_en": f"tag-{number}"})
    return Tag.objects.create(**kwargs)


def make_entry(*, live=(), drafts=(), scheduled=(), tags=(), **kwargs):
    """An entry in the languages named: ``make_entry(live=["en"], drafts=["ru"])``.

    Live languages were published an hour ago, scheduled ones will be in an hour.
    """
    number = next(_number)
    dates = {code: ago(hours=1) for code in live} | {code: ahead(hours=1) for code in scheduled}
    written = [*live, *scheduled, *drafts]
    for code in written:
        kwargs.setdefault(f"title_{code}", f"{TITLES[code]} {number}")
        kwargs.setdefault(f"slug_{code}", f"{code}-{number}")
        kwargs.setdefault(f"body_{code}", BODIES[code])
        kwargs.setdefault(f"published_at_{code}", dates.get(code))
    if written:
        kwargs.setdefault("original_language", written[0])
    if "author" not in kwargs:
        kwargs["author"] = make_author()
    entry = Entry.objects.create(**kwargs)
    entry.tags.set(tags)
    return entry


def make_attachment(entry, *, name="hesabat.pdf", content=b"%PDF-1.7 content", **kwargs):
    """A file of ``entry``, as if it had been uploaded."""
    attachment = Attachment(entry=entry, name=name, size=len(content), **kwargs)
    attachment.file.save(stored_name(ContentFile(content, name=name)), ContentFile(content))
    return attachment


def make_comment(entry, **kwargs):
    """A comment on ``entry``; without a text named, one in English."""
    number = next(_number)
    if not any(name.startswith("text_") for name in kwargs):
        kwargs["text_en"] = f"<p>Comment {number}.</p>"
    kwargs.setdefault("name", f"Reader {number}")
    kwargs.setdefault("written_at", ago(minutes=30))
    return Comment.objects.create(entry=entry, **kwargs)


def make_submission(entry, language, *, by=None, returned_by=None, **kwargs):
    """A language of ``entry`` that waits for an editor, or that ``returned_by`` gave back."""
    kwargs.setdefault("submitted_at", ago(hours=2))
    if returned_by:
        kwargs.setdefault("state", Submission.State.RETURNED)
        kwargs.setdefault("returned_at", ago(hours=1))
        kwargs["returned_by"] = returned_by
    return Submission.objects.create(entry=entry, language=language, submitted_by=by, **kwargs)


def picture(*, size=(1200, 800), format_="JPEG", color="teal", name=None, **options):
    """An uploaded picture."""
    file = BytesIO()
    Image.new("RGB", size, color).save(file, format_, **options)
    return SimpleUploadedFile(name or f"picture.{format_.lower()}", file.getvalue())


def make_picture(*, size=(1200, 800), format_="JPEG", color="teal", name=None, **kwargs):
    """A picture in the library, as if it had been uploaded."""
    upload = picture(size=size, format_=format_, color=color, name=name)
    made, _is_animated = add_picture(upload, **kwargs)
    return made


def noise(*, size, seed=1):
    """A picture with as much in it as a photograph has."""
    dice = Random(seed)  # noqa: S311  (no secret)
    small = Image.frombytes("RGB", (64, 64), dice.randbytes(64 * 64 * 3))
    return small.resize(size, Image.Resampling.BICUBIC)
