"""Which files may be attached, and under which name they are kept and given out."""

import hashlib
import logging
import re
import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext

logger = logging.getLogger(__name__)
NAME_LENGTH = 160
# How files of a type begin; types without such a mark are let through by their name alone.
BEGINNINGS = {
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    **dict.fromkeys(
        ["docx", "xlsx", "pptx", "odt", "ods", "odp", "zip"], (b"PK\x03\x04", b"PK\x05\x06")
    ),
}
# Controls, and the marks that turn the direction of what follows, as in "exe.fdp" (CVE-2021-42574).
UNSEEN = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def clean_name(name: str) -> str:
    """``name`` as a file may be called on any system: no path, nothing unseen, at most 160 characters."""
    name = UNSEEN.sub("", unicodedata.normalize("NFC", name))
    name = re.sub(r'[<>:"|?*]', "", re.split(r"[/\\]", name)[-1]).strip(" .")
    stem, dot, extension = name.rpartition(".")
    if not dot:
        return name[:NAME_LENGTH] or "file"
    extension = extension[:20]
    return f"{stem[: NAME_LENGTH - len(extension) - 1]}.{extension}"


def check_upload(upload: UploadedFile) -> None:
    """Raise ValidationError, in words for the author, for a file that may not be attached."""
    extension = clean_name(upload.name).rpartition(".")[2].lower()
    if extension not in settings.ATTACHMENT_TYPES:
        allowed = ", ".join(sorted(settings.ATTACHMENT_TYPES))
        message = gettext("Files of this kind cannot be attached. These can: %(extensions)s.")
        raise ValidationError(message % {"extensions": allowed})
    if upload.size > settings.ATTACHMENT_MAX_BYTES:
        megabytes = settings.ATTACHMENT_MAX_BYTES // 1024**2
        message = gettext("The file is larger than %(megabytes)d MB. Make it smaller first.")
        raise ValidationError(message % {"megabytes": megabytes})
    beginnings = BEGINNINGS.get(extension)
    upload.seek(0)
    start = upload.read(16)
    upload.seek(0)
    if beginnings and not start.startswith(beginnings):
        message = gettext("The file is damaged, or it is not what its name says (%(extension)s).")
        raise ValidationError(message % {"extension": extension})


def stored_name(upload: UploadedFile) -> str:
    """Where ``upload`` is kept: named by its content (SHA-256), so that no name can do harm."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return f"{digest.hexdigest()[:40]}.{clean_name(upload.name).rpartition('.')[2].lower()}"


def keep(upload: UploadedFile) -> str:
    """Store ``upload`` and return under which name; the same content is stored once.

    Raises ValidationError, in words for the author, when it cannot be stored; then nothing of it is.
    """
    storage, name = storages["attachments"], stored_name(upload)
    try:
        # The same content is there already: one file is enough.
        return name if storage.exists(name) else storage.save(name, upload)
    except Exception as error:
        # A full disk is an OSError; what a storage elsewhere raises, only that storage knows.
        logger.exception("An attachment could not be stored.")
        message = gettext(
            "The file could not be stored, and nothing of it was kept. Try again later."
        )
        raise ValidationError(message) from error
