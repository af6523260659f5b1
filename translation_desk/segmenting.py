"""A body taken apart into its skeleton and what is translated, and put together again; pure.

``build(split(html), texts)`` with the texts of its own segments is ``html``, byte for byte, for any
body that ``blog.markup.clean_html`` has cleaned.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape, unescape
from typing import NamedTuple

from blog.markup import ATTRIBUTE, BLOCKS, TAG, VOID
from translation_desk.kinds import ALT, BODY, Segment, has_words

# A cleaned picture: its words come first (blog/markup.py).
IMAGE = re.compile(r'<img alt="([^"]*)"((?: [a-z-]+="[^"]*")*)>')


class Split(NamedTuple):
    """A body: ``skeleton[i]`` stands before segment ``i``, and the last of it behind them all.

    None instead: the segment is what a picture among the words of an earlier one shows. There the
    picture has no words (``alt=""``), so that nobody translates them twice.
    """

    skeleton: list[str | None]
    segments: list[Segment]


class Token(NamedTuple):
    """A tag, whose ``name`` says of what, or the text between two; and where it is."""

    start: int
    end: int
    name: str = ""
    is_end: bool = False


def split(html: str) -> Split:
    """Cleaned ``html`` as a skeleton and segments, in the order of the page."""
    skeleton, segments, end = [], [], 0
    for start, stop, found in _spans(html):
        skeleton += [html[end:start], *[None] * (len(found) - 1)]
        segments += found
        end = stop
    return Split([*skeleton, html[end:]], segments)


def build(parts: Split, texts: Sequence[str]) -> str:
    """The body with ``texts`` in the place of its segments: inline HTML or plain text, as they are.

    A picture among the words gets its own back, wherever it has been moved to.
    """
    done, words, shown = [parts.skeleton[0]], None, {}
    for segment, text, after in zip(parts.segments, texts, parts.skeleton[1:], strict=True):
        if segment.kind == BODY:
            words = text
        elif words is None:
            done.append(_escaped(text))
        else:
            shown[segment.place] = text
        if after is not None:
            done += [_with_alts(words or "", shown), after]
            words, shown = None, {}
    return "".join(done)


def _spans(html) -> Iterator[tuple[int, int, list[Segment]]]:
    """Where in ``html`` what is translated begins and ends, and its segments: mostly one."""
    for run, tag in _runs(html):
        for part in _balanced(run):
            first, last = _ends(html, part)
            if not has_words(_prose(html, part[first:last])):
                yield from _pictures(html, part)
                continue
            yield from _pictures(html, part[:first])
            yield _content(html, part[first].start, part[last - 1].end, tag)
            yield from _pictures(html, part[last:])


def _runs(html) -> Iterator[tuple[list[Token], str]]:
    """What stands between two tags of blocks, and the innermost block it stands in."""
    path, run, end = [], [], 0
    for tag in TAG.finditer(html):
        if tag.start() > end:
            run.append(Token(end, tag.start()))
        end = tag.end()
        if tag[2] not in BLOCKS:
            run.append(Token(tag.start(), end, tag[2], bool(tag[1])))
            continue
        if run:
            yield run, path[-1] if path else ""
            run = []
        if not tag[1] and tag[2] not in VOID:
            path.append(tag[2])
        elif path and tag[2] == path[-1]:
            path.pop()
    yield [*run, Token(end, len(html))], ""


def _balanced(run) -> Iterator[list[Token]]:
    """``run`` in parts, each with all of its tags in pairs; a tag without its partner is one by itself.

    A tag may have its partner beyond a block: ``<strong><p>…</p></strong>``.
    """
    opened, partners = [], set()
    for place, token in enumerate(run):
        if not token.name or token.name in VOID:
            continue
        if not token.is_end:
            opened.append(place)
        elif opened and run[opened[-1]].name == token.name:
            partners |= {opened.pop(), place}
    part = []
    for place, token in enumerate(run):
        if token.name and token.name not in VOID and place not in partners:
            yield from (part, [token])
            part = []
        else:
            part.append(token)
    yield part


def _ends(html, part):
    """Where the words of ``part`` begin and end: pictures and spaces around them are not among them."""

    def is_margin(token):
        is_blank = not token.name and not html[token.start : token.end].strip()
        return is_blank or token.name == "img"

    first, last = 0, len(part)
    while first < last and is_margin(part[first]):
        first += 1
    while first < last and is_margin(part[last - 1]):
        last -= 1
    return first, last


def _prose(html, tokens):
    """The words of ``tokens``, without what is for machines."""
    words, depth = [], 0
    for token in tokens:
        if token.name == "code":
            depth += -1 if token.is_end else 1
        elif not token.name and not depth:
            words.append(html[token.start : token.end])
    return unescape("".join(words))


def _pictures(html, tokens):
    """What the pictures among ``tokens`` show."""
    for token in tokens:
        image = token.name == "img" and IMAGE.match(html, token.start)
        if image and has_words(alt := unescape(image[1])):
            yield *image.span(1), [Segment(ALT, alt, "img", _address(image))]


def _content(html, start, end, tag):
    """The content of a block, and what the pictures in it show."""
    source = html[start:end]
    text = source.strip()
    start += len(source) - len(source.lstrip())
    images = list(IMAGE.finditer(text))
    times = Counter(map(_address, images))
    # Of the same picture twice it could not be told which is meant: it keeps its words.

    def is_apart(image):
        return times[_address(image)] == 1 and has_words(unescape(image[1]))

    bare = IMAGE.sub(lambda one: f'<img alt=""{one[2]}>' if is_apart(one) else one[0], text)
    alts = [Segment(ALT, unescape(one[1]), "img", _address(one)) for one in images if is_apart(one)]
    return start, start + len(text), [Segment(BODY, bare, tag), *alts]


def _with_alts(text, shown):
    """``text`` with the words of its pictures: address → words."""

    def filled(image):
        alt = image[1] or _escaped(shown.pop(_address(image), ""))
        return f'<img alt="{alt}"{image[2]}>'

    return IMAGE.sub(filled, text) if shown else text


def _address(image):
    return unescape(dict(ATTRIBUTE.findall(image[2])).get("src", ""))


def _escaped(text):
    """``text`` as the cleaner writes the value of an attribute."""
    return escape(text, quote=False).replace('"', "&quot;")
