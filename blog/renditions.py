"""Pictures as pages show them: which files there are of each, and their addresses.

The files were made when the picture was uploaded (``blog/pictures.py``); nothing here opens one.
"""

from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.files.storage import default_storage

from blog.imaging import rendition_formats, rendition_widths, share_size


@dataclass(frozen=True)
class Source:
    """One ``<source>``: a media type and its files by width."""

    type: str
    srcset: str


@dataclass(frozen=True)
class Rendered:
    """A picture as a page needs it; width and height in pixels, of the file at ``url``.

    ``focus`` is the focal point in tenths of width and height, for the classes of the stylesheet:
    the policy of our pages allows no style in an element.
    """

    sources: list[Source]
    url: str
    width: int
    height: int
    alt: object
    credit: str
    focus: tuple[int, int]


@dataclass(frozen=True)
class ShareImage:
    """What a share card shows; width and height in pixels."""

    url: str
    width: int
    height: int
    alt: str


def rendition_name(picture, rendition: str) -> str:
    """Where the storage keeps ``rendition`` ("480.avif") of ``picture``."""
    path = PurePosixPath(picture.file.name)
    return f"{path.parent}/{path.stem}/{rendition}"


def share_name(focus: tuple[int, int]) -> str:
    """The rendition for share cards; another focal point is another file."""
    return f"share-{focus[0]}-{focus[1]}.jpg"


def suffix_of(picture) -> str:
    """The format in which ``picture`` is kept: "jpg" or "png"."""
    return PurePosixPath(picture.file.name).suffix[1:]


def rendition_names(picture) -> list[str]:
    """All renditions that there are of ``picture``: "480.avif", …"""
    endings = [ending for ending, _type, _options in rendition_formats(suffix_of(picture))]
    widths = rendition_widths(picture.width)
    sized = [f"{width}.{ending}" for width in widths for ending in endings]
    return [*sized, share_name(picture.focus)]


def rendition_url(picture, rendition: str) -> str:
    """The address of ``rendition``, an absolute path or a whole address."""
    return default_storage.url(rendition_name(picture, rendition))


def thumbnail_url(picture) -> str:
    """The address of the smallest rendition, for the admin."""
    return rendition_url(picture, f"{rendition_widths(picture.width)[0]}.webp")


def text_width(picture) -> int:
    """The width in pixels of the rendition that fits the column of a text, or of the widest."""
    widths = rendition_widths(picture.width)
    return widths[min(1, len(widths) - 1)]


def render(picture, *, alt) -> Rendered:
    """``picture`` with the words ``alt`` for a page."""
    widths = rendition_widths(picture.width)
    formats = rendition_formats(suffix_of(picture))
    sources = [
        Source(type_, ", ".join(f"{rendition_url(picture, f'{w}.{end}')} {w}w" for w in widths))
        for end, type_, _options in formats
    ]
    width = text_width(picture)
    return Rendered(
        sources=sources,
        url=rendition_url(picture, f"{width}.{formats[-1][0]}"),
        width=width,
        height=max(1, round(picture.height * width / picture.width)),
        alt=alt,
        credit=picture.credit,
        focus=(round(picture.focus_x / 10), round(picture.focus_y / 10)),
    )


def share_image(picture, *, alt: str) -> ShareImage:
    """``picture`` as share cards show it."""
    width, height = share_size(picture.width, picture.height)
    return ShareImage(rendition_url(picture, share_name(picture.focus)), width, height, alt)
