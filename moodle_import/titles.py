"""Titles and names out of Moodle: plain text made of what may hold markup, and titles that were cut."""

import re
from dataclasses import dataclass
from html import unescape

from blog import multilang

# The column post.subject has 128 characters; a title out of a feed is cut at 125, and gets "...".
CUT_LENGTH = 125
CUT_TAG = re.compile(r"\{\s*(?:m(?:l(?:a(?:n(?:g(?:\s+[\w,\s-]*)?)?)?)?)?)?(?:\.\.\.)?\Z", re.I)
CUT_CLOSING = re.compile(r"\{\s*(?:m(?:l(?:a(?:n(?:g\s*)?)?)?)?)?(?:\.\.\.)?\Z", re.I)
MULTILANG_SPAN = re.compile(r'<span[^<>]*class="multilang"[^<>]*>', re.I)
SPAN_CODE = re.compile(r'lang="([a-z0-9_-]+)"', re.I)
CUT_END_OF_SPAN = re.compile(r"<(?:/(?:s(?:p(?:a(?:n)?)?)?)?)?(?:\.\.\.)?\Z", re.I)
CUT_BEGIN_OF_SPAN = re.compile(r"<s(?:p(?:a(?:n[^<>]*)?)?)?(?:\.\.\.)?\Z", re.I)


@dataclass(frozen=True)
class Cut:
    """A title without the piece that lost its end; ``piece`` as it stands, "" when nothing was cut.

    ``is_whole``: only a tag was cut, and no word with it.
    """

    text: str
    piece: str = ""
    is_whole: bool = False


def plain(text: str) -> str:
    """``text`` as ``format_string`` of Moodle shows it: without tags, entities decoded, on one line."""
    return " ".join(unescape(without_tags(text)).replace("\0", "").split())


def without_tags(html: str) -> str:
    """What ``strip_tags`` of PHP leaves: ``<`` before a space or at the end is itself.

    A tag ends at the ``>`` that is in no quotes and closes no other ``<``; one that never ends
    takes the rest.
    """
    kept: list[str] = []
    place = 0
    while (start := html.find("<", place)) >= 0:
        kept.append(html[place:start])
        following = html[start + 1 : start + 2]
        if following.isspace():
            kept.append("<")
            place = start + 1
        else:
            place = _end_of_tag(html, start)
    return "".join([*kept, html[place:]])


def _end_of_tag(html, start):
    """The place behind the tag, or the comment, that begins at ``start``."""
    if html.startswith("<!--", start):
        end = html.find("-->", start)
        return end + 3 if end >= 0 else len(html)
    depth, quotes = 0, ""
    for place in range(start + 1, len(html)):
        letter = html[place]
        if quotes:
            quotes = "" if letter == quotes else quotes
        elif letter in "\"'":
            quotes = letter
        elif letter == "<" and not html[place + 1 : place + 2].isspace():
            depth += 1
        elif letter == ">" and depth:
            depth -= 1
        elif letter == ">":
            return place + 1
    return len(html)


def without_cut(text: str) -> Cut:
    """A stored title without the block, or the span, that its end was cut off of."""
    if len(text) < CUT_LENGTH:
        return Cut(text)
    if MULTILANG_SPAN.search(text):
        return _without_cut_span(text)
    tags = list(multilang.TAG.finditer(text))
    closings = [index for index, tag in enumerate(tags) if not tag["codes"]]
    openings = tags[closings[-1] + 1 :] if closings else tags
    if openings:
        return _without_open_block(text, openings[0].start())
    cut = CUT_TAG.search(text) if tags else None
    return Cut(text[: cut.start()], cut[0], is_whole=True) if cut else Cut(text)


def _without_open_block(text, start):
    closing = CUT_CLOSING.search(text)
    if closing:
        return Cut(text[: closing.start()] + "{mlang}", closing[0], is_whole=True)
    return Cut(text[:start], text[start:])


def _without_cut_span(text):
    last = list(MULTILANG_SPAN.finditer(text))[-1]
    if "</span>" not in text[last.end() :].lower():
        closing = CUT_END_OF_SPAN.search(text, last.end())
        if closing:
            return Cut(text[: closing.start()] + "</span>", closing[0], is_whole=True)
        # What is left may be one span alone, and no group; an empty sibling keeps it its language.
        code = SPAN_CODE.search(last[0])
        rest = f'<span lang="{code[1] if code else multilang.OTHER}" class="multilang"></span>'
        return Cut(text[: last.start()] + rest, text[last.start() :])
    begun = CUT_BEGIN_OF_SPAN.search(text)
    if begun:
        rest = f'<span lang="{multilang.OTHER}" class="multilang"></span>'
        return Cut(text[: begun.start()] + rest, begun[0], is_whole=True)
    return Cut(text)
