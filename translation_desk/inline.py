"""Inline HTML as people post it for a segment: what does not fit, and what is left when it is cleaned."""

import re

from django.utils.translation import gettext

from blog.markup import BLOCKS, BOXES, RENAMED, TAG, TAGS, VOID, clean_html, plain_text

# As people and browsers write it; the cleaner's own tags are told more strictly.
POSTED_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)[^<>]*>")
INLINE = (TAGS | RENAMED.keys()) - BLOCKS
# Letters with markup. A source that is longer gives its translation room.
MOST, TIMES_SOURCE = 20_000, 4


def fits(source_html: str, target_html: str) -> list[str]:
    """What makes ``target_html`` unfit as a translation of the segment ``source_html``, in sentences.

    It must be the content of one block: inline tags that an entry may have, each closed.
    """
    most = max(MOST, TIMES_SOURCE * len(source_html))
    if len(target_html) > most:
        message = gettext("Too long for one segment: %(count)d letters, and at most %(most)d fit.")
        return [message % {"count": len(target_html), "most": most}]
    tags = [(bool(tag[1]), tag[2].lower()) for tag in POSTED_TAG.finditer(target_html)]
    blocks = [name for _is_end, name in tags if name in BLOCKS | BOXES]
    unknown = [name for _is_end, name in tags if name not in INLINE | BLOCKS | BOXES]
    found = []
    if blocks:
        message = gettext(
            "A segment is part of one paragraph; these tags cannot stand in it: %(tags)s"
        )
        found.append(message % {"tags": _listed(blocks)})
    if unknown:
        found.append(
            gettext("These tags are not allowed in an entry: %(tags)s") % {"tags": _listed(unknown)}
        )
    unclosed, unopened = _unpaired([tag for tag in tags if tag[1] in INLINE - VOID])
    if unclosed:
        found.append(
            gettext("These tags are opened but not closed: %(tags)s") % {"tags": _listed(unclosed)}
        )
    if unopened:
        message = gettext("These tags are closed but not opened: %(tags)s")
        found.append(message % {"tags": _listed(unopened, "</{}>")})
    return found


def cleaned_inline(html: str) -> str:
    """``html`` with nothing in it but what a segment may have; "" when there is nothing to read.

    Words of blocks stay, one after the other.
    """
    words = TAG.sub(lambda tag: " " if tag[2] in BLOCKS else tag[0], clean_html(f"<p>{html}</p>"))
    return words.strip() if plain_text(words) or "<img" in words else ""


def _unpaired(tags):
    """Names of the tags that are not closed, and of those that are not opened."""
    opened, unclosed, unopened = [], [], []
    for is_end, name in tags:
        if not is_end:
            opened.append(name)
        elif name in opened:
            while (last := opened.pop()) != name:
                unclosed.append(last)
        else:
            unopened.append(name)
    return unclosed + opened, unopened


def _listed(names, pattern="<{}>"):
    return ", ".join(pattern.format(name) for name in dict.fromkeys(names))
