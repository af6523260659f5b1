"""Moodle's four text formats as HTML: what ``format_text`` of Moodle 4.5 makes of a stored text."""

import re
from enum import IntEnum
from functools import cache
from html import escape

from markdown import Markdown

NEWLINE = re.compile(r"\r\n|\n\r|\n|\r")
BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
# A newline inside a tag is no line of the text.
TAG_OR_NEWLINE = re.compile(r"<[^<>]*>|\n")
URL = re.compile(r"(?<![\w@./-])(?:https?://|www\.)[^\s<>\"]+", re.I)
PUNCTUATION = ".,;:!?'\"*_"
END_ENTITY = re.compile(r"&(?:quot|gt|lt);\Z")
PIECE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>|<[^<>]*>")
LINKED_OR_CODE = {"a", "code", "pre", "script", "style", "textarea"}


class Format(IntEnum):
    """The column ``summaryformat``, and ``format`` of a comment."""

    MOODLE = 0
    HTML = 1
    PLAIN = 2
    MARKDOWN = 4


def as_html(text: str, format_: int, *, links: bool) -> str:
    """``text``, in which the language is chosen already, as HTML that is not yet cleaned.

    ``links``: addresses in the text become links (Moodle's filter "urltolink"). An unknown format
    is read as HTML.
    """
    if format_ == Format.PLAIN:
        html = _plain(text)
    elif format_ == Format.MARKDOWN:
        html = _of_markdown(text)
    elif format_ == Format.MOODLE:
        html = _auto(text)
    else:
        html = text
    return with_links(html) if links else html


def _plain(text):
    """``s()``, two spaces kept, ``nl2br()``; blank lines part paragraphs."""
    return _with_lines(escape(text, quote=False).replace("  ", "&nbsp; "))


def _auto(text):
    """``text_to_html()``: newlines count, except beside a tag; html in it is html."""
    text = re.sub(r">\s+<", "><", text)
    text = re.sub(r"[\n\r]<", " <", text)
    return _with_lines(re.sub(r">[\n\r]", "> ", text))


def _with_lines(html):
    """Newlines as ``<br>``; a blank line stays one, which cleaning makes a paragraph."""
    parts = BLANK_LINES.split(NEWLINE.sub("\n", html).strip("\n"))
    lines = [TAG_OR_NEWLINE.sub(lambda m: "<br>" if m[0] == "\n" else m[0], p) for p in parts]
    return "<div>" + "\n\n".join(lines) + "</div>"


def _of_markdown(text):
    try:
        return _markdown().reset().convert(text)
    except RecursionError:
        # Lists in lists, hundreds deep: the words at least. The converter still believes to be in them.
        _markdown.cache_clear()
        return _auto(text)


@cache
def _markdown():
    converter = Markdown(extensions=["extra"])
    # PHP Markdown Extra, which Moodle uses, keeps "a_b_c" whole between ASCII letters only.
    underscore = converter.delimiters.delimiters["_"]
    underscore.boundary = re.compile(underscore.boundary.pattern, re.ASCII)
    return converter


def with_links(html: str) -> str:
    """``html`` with links for the addresses in its text, but for those in links and in code."""
    done, end, inside = [], 0, 0
    for piece in [*PIECE.finditer(html), None]:
        text = html[end : piece.start() if piece else len(html)]
        done.append(text if inside else URL.sub(_link, text))
        if piece:
            done.append(piece[0])
            end = piece.end()
            if (piece[2] or "").lower() in LINKED_OR_CODE:
                inside = max(0, inside + (-1 if piece[1] else 1))
    return "".join(done)


def _link(match):
    """The address, without the punctuation that the sentence put behind it."""
    url = match[0]
    end, surplus = len(url), url.count(")") - url.count("(")
    while end:
        entity = END_ENTITY.search(url, max(0, end - 6), end)
        if entity:
            end = entity.start()
        elif url[end - 1] in PUNCTUATION:
            end -= 1
        elif url[end - 1] == ")" and surplus > 0:
            end, surplus = end - 1, surplus - 1
        else:
            break
    if url[:end].lower() in (
        "",
        "www",
        "http:/",
        "http://",
        "https:/",
        "https://",
        "http",
        "https",
    ):
        return url
    target = url[:end] if "://" in url else f"http://{url[:end]}"
    return f'<a href="{target}">{url[:end]}</a>{url[end:]}'
