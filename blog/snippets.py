"""How others will show a page: search engines among their results, networks as a card.

Both are made of what the head of the page tells machines. Where they cut is a matter of pixels and
of their taste; the numbers are what is commonly seen of a Latin text on a desktop.
"""

import textwrap
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext

from blog.pages import Page
from blog.reading import Reading
from blog.renditions import ShareImage

TITLE_ROOM = 60
DESCRIPTION_ROOM = 160
ELLIPSIS = " …"


@dataclass(frozen=True)
class SearchResult:
    """A page among the results of a search; ``trail`` is its address as it is shown there."""

    title: str
    trail: str
    description: str
    notes: list[str]


@dataclass(frozen=True)
class ShareCard:
    """A link to a page in a network or a messenger."""

    title: str
    site: str
    host: str
    description: str
    image: ShareImage | None
    notes: list[str]


def cut(text: str, room: int) -> str:
    """``text`` in ``room`` characters at the most, without the words that have no place."""
    words = textwrap.shorten(text, room, placeholder=ELLIPSIS)
    # One long word has no place where it could be cut.
    return text[: room - 1] + "…" if words == ELLIPSIS.strip() else words


def search_result(page: Page, reading: Reading, *, site: str, address: str) -> SearchResult:
    """``page``, whose whole address is ``address``, as a search engine shows it.

    The notes are in the active language, all else is as the page has it.
    """
    parts = urlsplit(address)
    return SearchResult(
        title=cut(f"{page.title} · {site}", TITLE_ROOM),
        trail=" › ".join([parts.netloc, *filter(None, parts.path.split("/"))]),
        description=cut(page.description, DESCRIPTION_ROOM),
        notes=[
            *_notes_on_listing(page),
            *_notes_on_title(page, reading),
            *_notes_on_words(reading),
        ],
    )


def share_card(page: Page, reading: Reading, *, site: str, address: str) -> ShareCard:
    """``page`` as a network shows a link to it; the notes are in the active language."""
    card = page.open_graph
    return ShareCard(
        title=card.title,
        site=site,
        host=urlsplit(address).netloc,
        description=card.description,
        image=card.image,
        notes=[*_notes_on_picture(reading)],
    )


def _notes_on_listing(page):
    if not page.is_indexed:
        yield gettext(
            "Search engines will be asked to leave this page out, as a part of it is in another language."
        )


def _notes_on_title(page, reading):
    title = reading.title
    if not reading.entry.text("title", title.language):
        yield gettext("There is no title: the first words of the entry stand in.")
    elif title.is_foreign:
        yield gettext("There is no title in this language: that of another stands in.")
    if len(page.title) > TITLE_ROOM:
        told = gettext("The title is long: about %(room)s characters of it are seen.")
        yield told % {"room": TITLE_ROOM}


def _notes_on_words(reading):
    if reading.teaser is None:
        yield gettext(
            "There is no summary and no text: search engines choose the words themselves."
        )
    elif reading.summary is None:
        yield gettext("There is no summary: the first words of the text stand in.")
    elif len(reading.summary.text) > DESCRIPTION_ROOM:
        told = gettext("The summary is long: about %(room)s characters of it are seen.")
        yield told % {"room": DESCRIPTION_ROOM}


def _notes_on_picture(reading):
    if reading.share_image is None:
        yield gettext("There is no cover: the card has no picture.")
    elif not reading.share_image.alt and not reading.entry.cover_is_decorative:
        yield gettext("Nobody has said what the cover shows, for readers who do not see it.")
