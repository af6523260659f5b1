"""Pictures for readers: a cover in a few widths and formats, made once, served as files.

The original is stored without the data that cameras add (place, time, owner), turned upright.
"""

import hashlib
import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

WIDTHS = (480, 960, 1600)
# Best first: a browser takes the first it knows. JPEG is for all the others.
FORMATS = (
    ("avif", "image/avif", {"quality": 55, "speed": 8}),
    ("webp", "image/webp", {"quality": 78, "method": 4}),
    ("jpg", "image/jpeg", {"quality": 80, "progressive": True, "optimize": True}),
)
PILLOW_FORMATS = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}
ACCEPTED = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
MAX_BYTES = 15 * 1024 * 1024
# 24 megapixels is what a good camera makes; decoded it takes 96 MB.
MAX_PIXELS = 24_000_000


@dataclass(frozen=True)
class Source:
    """One ``<source>``: a media type and its files by width."""

    type: str
    srcset: str


@dataclass(frozen=True)
class Picture:
    """A cover as a page needs it; width and height in pixels, of the file at ``url``."""

    sources: list[Source]
    url: str
    width: int
    height: int
    alt: object
    credit: str


def clean_image(upload) -> ContentFile:
    """Return the uploaded picture upright, without metadata, as a JPEG (PNG if it has gaps).

    Raises ValidationError, in words for the author, for what is no picture we can take. The file's
    name is that of its content (SHA-256), so the same picture is stored once.
    """
    if upload.size > MAX_BYTES:
        raise ValidationError(_("The picture is larger than 15 MB. Make it smaller first."))
    try:
        with warnings.catch_warnings():
            # The limit is checked below, before anything is decoded.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(upload, formats=ACCEPTED)
            if image.width * image.height > MAX_PIXELS:
                raise ValidationError(
                    _("The picture has more than 24 million pixels. Make it smaller first.")
                )
            image = ImageOps.exif_transpose(image)
            image.load()
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        raise ValidationError(
            _("This file is not a picture, or it is damaged. Take a JPEG, PNG, WebP or AVIF file.")
        ) from None
    see_through = image.has_transparency_data
    image = image.convert("RGBA" if see_through else "RGB")
    suffix = "png" if see_through else "jpg"
    content = _encoded(
        image, "PNG" if see_through else "JPEG", {} if see_through else {"quality": 92}
    )
    return ContentFile(content, name=f"{hashlib.sha256(content).hexdigest()[:32]}.{suffix}")


def make_renditions(cover) -> int:
    """Make the files of ``cover`` that are not there yet; return how many were made."""
    missing = [
        (name, width, suffix, options)
        for suffix, _type, options in FORMATS
        for width in _widths(cover.width)
        if not default_storage.exists(name := _rendition(cover.name, width, suffix))
    ]
    if not missing:
        return 0
    with cover.open("rb") as file:
        original = ImageOps.exif_transpose(Image.open(file)).convert("RGBA")
    flat = Image.new("RGB", original.size, "white")
    flat.paste(original, mask=original.getchannel("A"))
    for name, width, suffix, options in missing:
        height = max(1, round(flat.height * width / flat.width))
        resized = flat.resize((width, height), Image.Resampling.LANCZOS)
        content = _encoded(resized, PILLOW_FORMATS[suffix], options)
        default_storage.save(name, ContentFile(content))
    return len(missing)


def picture_of(entry, *, alt) -> Picture | None:
    """The cover of ``entry`` for a page, or None when it has none."""
    cover = entry.cover
    if not cover or not entry.cover_width:
        return None
    widths = _widths(entry.cover_width)
    sources = [
        Source(
            type_,
            ", ".join(
                f"{default_storage.url(_rendition(cover.name, w, suffix))} {w}w" for w in widths
            ),
        )
        for suffix, type_, _options in FORMATS
    ]
    width = widths[min(1, len(widths) - 1)]
    return Picture(
        sources=sources,
        url=default_storage.url(_rendition(cover.name, width, "jpg")),
        width=width,
        height=max(1, round(entry.cover_height * width / entry.cover_width)),
        alt=alt,
        credit=entry.cover_credit,
    )


def _widths(original_width):
    """The widths to make, narrowest first: never wider than the original."""
    widest = min(original_width, WIDTHS[-1])
    return [*(width for width in WIDTHS if width < widest), widest]


def _rendition(name, width, suffix):
    path = PurePosixPath(name)
    return f"{path.parent}/{path.stem}/{width}.{suffix}"


def _encoded(image, format_, options):
    file = BytesIO()
    image.save(file, format_, **options)
    return file.getvalue()
