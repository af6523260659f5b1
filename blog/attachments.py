"""Which files may be attached, and under which name they are kept and given out."""

import hashlib
import logging
import re
import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import storages
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext

from blog.positions import START, may_have_position, without_position

logger = logging.getLogger(__name__)
NAME_LENGTH = 160
# A larger file is stored a piece at a time, and no photograph.
MOST_BYTES_AT_ONCE = 50 * 1024 * 1024
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
# A name may end in a sentence after a dot; that is no extension.
EXTENSION = re.compile(r"[A-Za-z0-9]{1,12}")
# RFC 6838, without parameters; of the first parts those that IANA knows and that hold no other files.
MEDIA_TYPE = re.compile(
    r"(?:application|audio|font|image|model|text|video)/[a-z0-9][a-z0-9!#$&^_.+-]{0,80}"
)
# What runs, or can hold what runs. Each file is a download in a sandbox, but a script, a style or a
# worker fetched by a page of ours comes from our own origin, so our policy would let it pass; and a
# page or an SVG that somebody opens from here after all could run a script.
ACTIVE = re.compile(
    r".+\+xml|(?:application|text)/(?:"
    r"html|xhtml.*|xml|xml-.+|xsl|xslt|css|wasm|cache-manifest|manifest\+json"
    r"|(?:x-)?(?:java|ecma|live|j)script[0-9.]*|x-shockwave-flash|x-mimearchive)"
)
UNKNOWN = "application/octet-stream"
# Controls, and the marks that turn the direction of what follows, as in "exe.fdp" (CVE-2021-42574).
UNSEEN = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def extension_of(name: str) -> str:
    """The end of the file's ``name`` in small letters: ``pdf``; "" for a name that has none."""
    stem, _dot, extension = name.rpartition(".")
    return extension.lower() if stem and EXTENSION.fullmatch(extension) else ""


def media_type(extension: str, said: str) -> str:
    """The type under which a file is given out: by its ``extension``, else as somebody ``said``."""
    if extension in settings.ATTACHMENT_TYPES:
        return settings.ATTACHMENT_TYPES[extension]
    said = said.lower()
    is_harmless = MEDIA_TYPE.fullmatch(said) and not ACTIVE.fullmatch(said)
    return said if is_harmless else UNKNOWN


def clean_name(name: str, *, length: int = NAME_LENGTH) -> str:
    """``name`` as a file may be called on any system: no path, nothing unseen, not too long."""
    name = UNSEEN.sub("", unicodedata.normalize("NFC", name))
    name = re.sub(r'[<>:"|?*]', "", re.split(r"[/\\]", name)[-1]).strip(" .")
    stem, dot, extension = name.rpartition(".")
    if not dot:
        return name[:length] or "file"
    extension = extension[:20]
    return f"{stem[: length - len(extension) - 1]}.{extension}"


def check_upload(upload: UploadedFile) -> None:
    """Raise ValidationError, in words for the author, for a file that may not be attached."""
    extension = extension_of(clean_name(upload.name))
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


def stored_name(upload: File) -> str:
    """Where ``upload`` is kept: named by its content (SHA-256), so that no name can do harm."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    extension = extension_of(clean_name(upload.name))
    return ".".join(filter(None, [digest.hexdigest()[:40], extension]))


def unplaced(upload: File) -> File:
    """``upload`` itself, or when it is a photograph that tells where it was taken, one that does not."""
    upload.seek(0)
    if upload.size > MOST_BYTES_AT_ONCE or not may_have_position(upload.read(START)):
        upload.seek(0)
        return upload
    upload.seek(0)
    content = upload.read()
    upload.seek(0)
    blanked = without_position(content)
    return upload if blanked is content else ContentFile(blanked, name=upload.name)


def store_once(upload: File, name: str) -> str:
    """Store ``upload`` under ``name``, which ``stored_name`` gave, unless it is there already.

    Returns the name; raises whatever the storage raises when it cannot store.
    """
    storage = storages["attachments"]
    return name if storage.exists(name) else storage.save(name, upload)


def keep(upload: File) -> str:
    """Store ``upload``, without a position, and return under which name; the same content is stored once.

    Raises ValidationError, in words for the author, when it cannot be stored; then nothing of it is.
    """
    upload = unplaced(upload)
    name = stored_name(upload)
    try:
        return store_once(upload, name)
    except Exception as error:
        # A full disk is an OSError; what a storage elsewhere raises, only that storage knows.
        logger.exception("An attachment could not be stored.")
        message = gettext(
            "The file could not be stored, and nothing of it was kept. Try again later."
        )
        raise ValidationError(message) from error
