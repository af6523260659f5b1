"""Language tags that are none, taken out wherever a reader could see them.

Moodle shows what it does not understand of a tag: ``{mlang en,}``, an opening that is never closed, a
tag with bold in it. Here no page shows any; the words beside it stay.
"""

import re
from html import escape, unescape

from blog.markup import BLOCKS, TAG

# Well formed or not; without a closing brace no more than a code goes.
LEFTOVER = re.compile(
    r"\{[\s\xa0]*mlang(?:[^{}<>]{0,60}\}|[\s\xa0]+(?:[a-z_-]{2,6}(?![a-z]))?)?", re.I
)
VALUE = re.compile(r'="([^"]*)"')


def without_leftovers(text: str) -> str:
    """Plain ``text`` without them."""
    # Taking one out may join what makes another.
    while LEFTOVER.search(text):
        text = LEFTOVER.sub("", text)
    return text


def clean_of_leftovers(html: str) -> str:
    """Cleaned ``html`` without them, in its text, across inline tags, and in its attributes."""
    if "mlang" not in unescape(TAG.sub("", html)).lower() and "mlang" not in html.lower():
        return html
    # A run is the text of a block: inside it tags of the line do not part words.
    done, run = [], []
    end = 0
    for tag in [*TAG.finditer(html), None]:
        run.append(html[end : tag.start() if tag else len(html)])
        if tag is None or tag[2] in BLOCKS:
            done += _run_without(run)
            run = []
        if tag:
            (run or done).append(_attributes_without(tag[0]))
            end = tag.end()
    return "".join(done)


def _run_without(run):
    """The pieces of ``run`` (text and tags in turn) with the leftovers cut out of the text."""
    while LEFTOVER.search(whole := "".join(map(_seen, run))):
        run = list(_kept_pieces(run, _kept_places(whole)))
    return run


def _kept_pieces(run, kept):
    place = 0
    for piece in run:
        text = _seen(piece)
        stays = kept[place : place + len(text)]
        place += len(text)
        if not piece.startswith("<"):
            letters = (letter for letter, is_kept in zip(text, stays, strict=True) if is_kept)
            piece = escape("".join(letters), quote=False)
        if not text or any(stays):
            yield piece


def _seen(piece: str) -> str:
    """What a reader sees of a text or a tag: a line break is white space."""
    if piece.startswith("<"):
        return "\n" if piece == "<br>" else ""
    return unescape(piece)


def _kept_places(text) -> bytearray:
    """1 for each place of ``text`` that stays."""
    kept = bytearray(b"\1" * len(text))
    for match in LEFTOVER.finditer(text):
        kept[match.start() : match.end()] = bytes(len(match[0]))
    return kept


def _attributes_without(tag: str) -> str:
    if "mlang" not in unescape(tag).lower():
        return tag
    return VALUE.sub(lambda value: f'="{escape(without_leftovers(unescape(value[1])))}"', tag)
