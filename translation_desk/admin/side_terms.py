"""Terms of the glossary in the original: marked where they stand, and listed with what they are called."""

import re
from html import unescape
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from blog.markup import BLOCKS, TAG
from translation_desk.checks.base import visible
from translation_desk.segments import Segment
from translation_desk.terms import Found, Glossary

# A tag, or what is one letter to readers.
PIECE = re.compile(rf"(?P<tag>{TAG.pattern})|&#?\w+;|.", re.S)
START, END = '<mark class="side-term">', "</mark>"


class Wanted(NamedTuple):
    """A term of the original as a translator is told of it: ``names`` in the target, the required one first."""

    name: str
    names: list[str]
    forbidden: list[str]
    note: str
    keep: bool


def terms_in(
    segment: Segment, terms: Glossary, locale: str, target_locale: str
) -> tuple[list[Found], list[Wanted]]:
    """Where the terms of ``terms`` stand in ``segment``, and what is asked for each of them, once."""
    found = terms.find(visible(segment), locale)
    unique = {one.term.id: one for one in found}
    return found, [
        Wanted(
            one.name,
            one.term.names.get(target_locale) or ([one.name] if one.term.keep else []),
            one.term.forbidden.get(target_locale, []),
            one.term.note,
            one.term.keep,
        )
        for one in unique.values()
    ]


def with_terms(segment: Segment, found: list[Found]) -> SafeString:
    """``segment`` as inline HTML, each of ``found`` marked; a plain text is escaped."""
    if segment.is_plain:
        return _marked_plain(segment.text, found)
    # Only what an entry may hold comes here: a body is cleaned whenever it is stored.
    return mark_safe(_marked(segment.text, found))  # noqa: S308


def _marked_plain(text, found):
    parts, end = [], 0
    for one in found:
        marked = format_html('<mark class="side-term">{}</mark>', text[one.start : one.end])
        parts += [text[end : one.start], marked]
        end = one.end
    return format_html_join("", "{}", ((part,) for part in [*parts, text[end:]]))


def _marked(html, found):
    starts, ends = {one.start for one in found}, {one.end for one in found}
    done, at, is_open = [], 0, False
    for piece in PIECE.finditer(html):
        if piece["tag"]:
            # A mark does not reach across a tag: the two might not nest.
            done.append(f"{END}{piece[0]}{START}" if is_open else piece[0])
            at += _is_break(piece)
            continue
        if at in starts:
            done.append(START)
            is_open = True
        done.append(piece[0])
        at += len(unescape(piece[0]))
        if is_open and at in ends:
            done.append(END)
            is_open = False
    return "".join(done)


def _is_break(piece):
    name = TAG.match(piece[0])[2]
    return name == "br" or name in BLOCKS
