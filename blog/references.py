"""References in a text to things of the site, and what readers of a language get for them.

An author's link to an entry is stored as ``entry:12``: it follows a changed address, and leads each
reader to the page in their own language. A picture is stored as ``picture:12``: readers get its
renditions, with width and height, and its credit.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from urllib.parse import urlsplit

from django.template.loader import render_to_string
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation

from blog.languages import Text
from blog.markup import plain_text
from blog.models import Entry, Picture, pictures_in
from blog.renditions import render

# Cleaned HTML has its attributes in double quotes, in alphabetical order but for alt, which comes first
# (blog/markup.py).
SOME = r'((?: [a-z-]+="[^"]*")*?)'
ENTRY_LINK = re.compile(rf'<a href="entry:(\d+)(#[^"]*)?"{SOME}>')
END_OF_LINK = "</a>"
IMAGE = re.compile(rf'<img alt="([^"]*)"{SOME} src="picture:(\d+)"{SOME}>')
CAPTION = r"(?:<figcaption[^>]*>(?:(?!</figcaption>).)*</figcaption>)?"
FIGURE = re.compile(
    rf"<figure{SOME}>\s*({CAPTION})\s*({IMAGE.pattern})\s*({CAPTION})\s*</figure>", re.S
)
LANGUAGE = re.compile(r' lang="([^"]*)"')
# The width of a text's column in static/site/site.css.
SIZES = "(width >= 44rem) 40rem, 92vw"


def linked_entries(html: str) -> set[int]:
    """Numbers of the entries that cleaned ``html`` links to."""
    return {int(link[1]) for link in ENTRY_LINK.finditer(html)}


def place_of(address: str) -> tuple[str, ResolverMatch | None]:
    """The language and the view of a path of this site (or a whole address of it).

    None in the place of the view: there is no such page.
    """
    try:
        path = urlsplit(address).path
    except ValueError:
        # "http://[" is not even an address.
        return translation.get_language(), None
    language = translation.get_language_from_path(path) or translation.get_language()
    with translation.override(language):
        try:
            return language, resolve(path)
        except Resolver404:
            return language, None


def words_of_link(html: str, number: int) -> str:
    """The words of the first link to the entry ``number`` in cleaned ``html``."""
    link = next(link for link in ENTRY_LINK.finditer(html) if int(link[1]) == number)
    return plain_text(html[link.end() : html.index(END_OF_LINK, link.end())])


def described_images(html: str) -> Iterator[tuple[int, str, str]]:
    """Number, alternative text and caption (each "" if there is none) of the pictures in ``html``."""
    captions = {}
    for figure in FIGURE.finditer(html):
        captions[figure.start(3)] = plain_text(figure[2] or figure[8])
    for image in IMAGE.finditer(html):
        yield int(image[3]), unescape(image[1]), captions.get(image.start(), "")


def resolved(html: str, language: str) -> str:
    """Cleaned ``html`` as a reader of ``language`` gets it: one query for links, one for pictures."""
    return resolved_each([html], language)[0]


def resolved_each(texts: list[str], language: str) -> list[str]:
    """Several pieces of cleaned HTML as a reader of ``language`` gets them, for the queries of one."""
    shown = set().union(*map(pictures_in, texts))
    if shown:
        pictures = Picture.objects.in_bulk(shown)
        texts = [with_pictures(html, pictures, language) for html in texts]
    linked = set().union(*map(linked_entries, texts))
    urls = entry_urls(linked, language) if linked else {}
    return [with_links(html, urls) for html in texts] if linked else texts


def entry_urls(numbers: set[int], language: str) -> dict[int, str]:
    """Number → path for a reader of ``language``; entries that nobody can read are left out."""
    found = Entry.objects.in_bulk(numbers)
    urls = {number: entry.url_in(language) for number, entry in found.items()}
    return {number: url for number, url in urls.items() if url}


def with_links(html: str, urls: Mapping[int, str]) -> str:
    """Cleaned ``html`` with its links resolved; one that leads nowhere leaves its words."""
    done, end = [], 0
    for link in ENTRY_LINK.finditer(html):
        done.append(html[end : link.start()])
        end = link.end()
        url = urls.get(int(link[1]))
        if url:
            done.append(f'<a href="{escape(url)}{link[2] or ""}"{_without_rel(link[3])}>')
        else:
            # Links do not stand in links: the next end is this one's.
            close = html.index(END_OF_LINK, end)
            done.append(html[end:close])
            end = close + len(END_OF_LINK)
    return "".join([*done, html[end:]])


def _without_rel(attributes):
    """Between our own pages nothing is to be kept back."""
    return attributes.replace(' rel="noopener noreferrer"', "")


def with_pictures(html: str, pictures: Mapping[int, Picture], language: str) -> str:
    """Cleaned ``html`` with renditions for its pictures; one that is gone leaves nothing behind."""

    def without_missing(figure):
        return figure[0] if int(figure[6]) in pictures else ""

    def shown(image):
        picture = pictures.get(int(image[3]))
        return _picture(picture, image, language) if picture else ""

    return IMAGE.sub(shown, FIGURE.sub(without_missing, html))


def _picture(picture, image, language):
    foreign = LANGUAGE.search(image[2])
    alt = Text(unescape(image[1]), foreign[1] if foreign else language, bool(foreign))
    context = {"picture": render(picture, alt=alt), "sizes": SIZES, "with_credit": True}
    return render_to_string("blog/_picture.html", context).strip()
