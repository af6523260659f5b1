"""Titles and names out of Moodle: plain text made of what may hold markup, and titles that were cut."""

import re
from html import unescape

from blog import multilang

# The column post.subject has 128 characters; a title out of a feed is cut at 125, and gets "...".
CUT_LENGTH = 125
CUT_TAG = re.compile(r"\{\s*(?:m(?:l(?:a(?:n(?:g(?:\s+[\w,\s-]*)?)?)?)?)?)?(?:\.\.\.)?\Z", re.I)
CUT_CLOSING = re.compile(r"\{\s*(?:m(?:l(?:a(?:n(?:g\s*)?)?)?)?)?(?:\.\.\.)?\Z", re.I)
CUT_SPAN = re.compile(
    r'<span[^<>]*class="multilang"[^<>]*>(?:(?!</span>).)*\Z|<[^<>]*\Z', re.I | re.S
)


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


def without_cut(text: str) -> tuple[str, str]:
    """A stored title without the block that its end was cut off of, and that piece as it stands.

    ("", the second) when nothing was cut. A block whose closing tag alone was cut is whole.
    """
    if len(text) < CUT_LENGTH:
        return text, ""
    span = CUT_SPAN.search(text)
    if span:
        return text[: span.start()], span[0]
    tags = list(multilang.TAG.finditer(text))
    closings = [index for index, tag in enumerate(tags) if not tag["codes"]]
    openings = tags[closings[-1] + 1 :] if closings else tags
    if openings:
        return _without_open_block(text, openings[0].start())
    cut = CUT_TAG.search(text) if tags else None
    return (text[: cut.start()], cut[0]) if cut else (text, "")


def _without_open_block(text, start):
    closing = CUT_CLOSING.search(text)
    if closing:
        return text[: closing.start()] + "{mlang}", closing[0]
    return text[:start], text[start:]
