"""Uploaded pictures made harmless, and the renditions made of them: pixels in, bytes out.

What is kept was written anew from the pixels, so nothing that was hidden in a file survives: no place,
time or owner (EXIF, XMP), no second file behind the picture. Memory is bounded: what is decoded has at most
``MAX_PIXELS`` (``make bench-images`` measures it); of an animation only the first frame is.
"""

import ctypes
import hashlib
import warnings
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

# For a card, a text's column, a telephone's fine screen, and a cover on a large one.
WIDTHS = (480, 800, 1200, 1600)
# Best first: a browser takes the first it knows. The last is for all the others.
AVIF = ("avif", "image/avif", {"quality": 55, "speed": 9, "max_threads": 1})
WEBP = ("webp", "image/webp", {"quality": 78, "method": 1})
JPEG = ("jpg", "image/jpeg", {"quality": 80, "progressive": True, "optimize": True})
PNG = ("png", "image/png", {"compress_level": 6})
# How the picture itself is kept, of which later renditions are made.
KEPT = {"jpg": {"quality": 92}, "png": {"compress_level": 2}}
PILLOW_FORMATS = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG", "png": "PNG"}
ACCEPTED = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
MAX_BYTES = 25 * 1024 * 1024
# What a good camera makes; decoded it takes 100 MB with its transparency.
MAX_PIXELS = 25_000_000
# JPEG alone can be decoded at half its width and height, which is how larger ones are taken.
MAX_JPEG_PIXELS = 51_000_000
# What share cards show (Open Graph and its readers: 1.91 : 1).
SHARE_SIZE = (1200, 630)
DAMAGED = _("This file is not a picture, or it is damaged. Take a JPEG, PNG, WebP or AVIF file.")
TOO_MANY_PIXELS = _(
    "The picture has more than %(megapixels)d million pixels. Make it smaller first."
)


@dataclass(frozen=True)
class Cleaned:
    """A picture fit to be kept: its pixels, and the file (JPEG, or PNG if it has gaps) made of them."""

    image: Image.Image
    content: bytes
    suffix: str
    is_animated: bool

    @property
    def digest(self) -> str:
        """SHA-256 of the file, in hexadecimal: the same picture is known by it."""
        return hashlib.sha256(self.content).hexdigest()


def clean_image(upload, *, pixels: int = MAX_PIXELS) -> Cleaned:
    """Decode the uploaded file, turn it upright, and take its colours to sRGB.

    A JPEG of more than ``pixels`` is decoded at half its width and height.

    Raises ValidationError, in words for the author, for what is no picture we can take.
    """
    if upload.size > MAX_BYTES:
        megabytes = MAX_BYTES // 1024**2
        message = _("The picture is larger than %(megabytes)d MB. Make it smaller first.")
        raise ValidationError(message, params={"megabytes": megabytes})
    try:
        with warnings.catch_warnings():
            # The limit is checked before anything is decoded.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(upload, formats=ACCEPTED)
            is_animated = getattr(opened, "is_animated", False)
            _bound(opened, pixels)
            ImageOps.exif_transpose(opened, in_place=True)
            image = _in_srgb(opened)
            # Comments, profiles and the like, which an encoder would write anew.
            image.info = {}
    except ValidationError:
        raise
    except Exception as error:
        # A hostile file can make a decoder raise anything; whatever it is, this is no picture.
        raise ValidationError(DAMAGED) from error
    suffix = "png" if image.mode == "RGBA" else "jpg"
    return Cleaned(image, encoded(image, suffix, KEPT[suffix]), suffix, is_animated)


def size_of(upload) -> tuple[int, int]:
    """Width and height in pixels as the head of a file says them; (0, 0) when it is no picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return Image.open(upload, formats=ACCEPTED).size
    except Exception:
        # A hostile file can make a decoder raise anything; clean_image will say so to the author.
        return 0, 0
    finally:
        upload.seek(0)


def give_memory_back() -> None:
    """Give the system back what a large picture took, where glibc would keep it for each thread."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def _bound(image, wanted):
    """Refuse more pixels than may be decoded, or have the decoder make fewer."""
    pixels = image.width * image.height
    limit = MAX_JPEG_PIXELS if image.format == "JPEG" else MAX_PIXELS
    if pixels > limit:
        raise ValidationError(TOO_MANY_PIXELS, params={"megapixels": limit // 1_000_000})
    if pixels > wanted:
        image.draft(None, (image.width // 2, image.height // 2))


def _in_srgb(image):
    """``image`` as RGB, or RGBA where it can be seen through, in the colours that browsers assume."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):
        # 16 bits of grey: Pillow would cut them off instead of scaling them.
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L").convert("RGB")
    target = "RGBA" if image.has_transparency_data else "RGB"
    if not profile:
        return image.convert(target)
    plain = image if image.mode in ("RGB", "RGBA", "CMYK") else image.convert(target)
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = "RGBA" if plain.mode == "RGBA" else "RGB"
        turned = ImageCms.profileToProfile(
            plain, source, ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        # A profile that is broken, or is for other colours than the picture has.
        turned = plain
    return turned.convert(target)


def rendition_widths(width: int) -> list[int]:
    """The widths to make of a picture, narrowest first: never wider than it is."""
    widest = min(width, WIDTHS[-1])
    return [*(one for one in WIDTHS if one < widest), widest]


def rendition_formats(suffix: str) -> list[tuple[str, str, dict]]:
    """(suffix, media type, options) of the renditions of a file with ``suffix``, best first."""
    return [AVIF, WEBP, PNG if suffix == "png" else JPEG]


def renditions_of(image: Image.Image, suffix: str) -> dict[str, bytes]:
    """Name (``480.avif``) → content of each rendition of ``image``."""
    made, larger = {}, image
    for width in reversed(rendition_widths(image.width)):
        height = max(1, round(image.height * width / image.width))
        # Each is made of the next larger one: it is a fraction of the work, and nobody can tell.
        larger = larger.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3)
        for ending, _type, options in rendition_formats(suffix):
            made[f"{width}.{ending}"] = encoded(larger, ending, options)
    return made


def share_box(width: int, height: int, focus: tuple[int, int]) -> tuple[int, int, int, int]:
    """The part of a picture that share cards show: as large as it can be, ``focus`` in its middle.

    ``focus`` is in percent of width and height; the box (left, top, right, bottom) in pixels.
    """
    ratio = SHARE_SIZE[0] / SHARE_SIZE[1]
    wide, high = min(width, round(height * ratio)), min(height, round(width / ratio))
    wide, high = max(1, wide), max(1, high)
    left = min(max(0, round(width * focus[0] / 100 - wide / 2)), width - wide)
    top = min(max(0, round(height * focus[1] / 100 - high / 2)), height - high)
    return left, top, left + wide, top + high


def share_size(width: int, height: int) -> tuple[int, int]:
    """Width and height in pixels of the picture for share cards."""
    left, top, right, bottom = share_box(width, height, (50, 50))
    return min(SHARE_SIZE[0], right - left), min(SHARE_SIZE[1], bottom - top)


def share_picture(image: Image.Image, focus: tuple[int, int]) -> bytes:
    """A JPEG for share cards, cut around ``focus``."""
    box = share_box(image.width, image.height, focus)
    small = image.resize(share_size(*image.size), Image.Resampling.LANCZOS, box=box, reducing_gap=3)
    return encoded(flat(small), "jpg", JPEG[2])


def flat(image: Image.Image) -> Image.Image:
    """``image`` on white, where it can be seen through."""
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def encoded(image: Image.Image, suffix: str, options: dict) -> bytes:
    """``image`` as a file of the format that ``suffix`` stands for."""
    file = BytesIO()
    image.save(file, PILLOW_FORMATS[suffix], **options)
    return file.getvalue()
