"""A body in one language, as Moodle would show it, as HTML of this site: its pictures and links are ours."""

import re
from html import escape, unescape
from typing import Protocol
from urllib.parse import unquote

import nh3

from blog.markup import (
    ATTRIBUTE,
    ATTRIBUTES,
    BOXES,
    RENAMED,
    TAG,
    TAGS,
    UNREAD,
    URL_SCHEMES,
    clean_html,
)
from moodle_import.addresses import PLUGINFILE, Address
from moodle_import.formats import Format, as_html
from moodle_import.leftovers import clean_of_leftovers

MEDIA = {"video", "audio", "source"}
FORMS = {"form", "fieldset", "legend"}
READ = (TAGS | BOXES | set(RENAMED) | MEDIA) - FORMS
ELEMENT = re.compile(r"</?([a-z][a-z0-9:-]*)\b[^<>]*>", re.I)
# Read by the cleaner with all that stands in them; of any other element the words stay, as in Moodle.
# The cleaner by itself drops what stands in formulas and drawings, and in pieces of these.
RAW = UNREAD | {"textarea", "xmp", "noembed", "noframes", "select", "option"}
EMPTY_INLINE = re.compile(r"<(a|strong|em|u|s|span|q|cite)(?: [^<>]*)?>(\s*)</\1>")
EMBEDDED = re.compile(
    r"<(?:iframe|object|embed)\b[^<>]*?(?:src|data)\s*=\s*[\"']?([^\"'\s<>]+)", re.I
)
OUR_OWN = re.compile(r"\s*(?:entry|picture):", re.I)


class Surroundings(Protocol):
    """Whom to ask about what a body names."""

    def read(self, address: str) -> Address:
        """What ``address`` means in this text."""

    def tell(self, kind: str, address: str) -> None:
        """Take note of a problem (``moodle_import.kinds``) with ``address``."""

    def picture(self, meaning: Address, address: str) -> str | None:
        """``picture:5`` for the address of a file or of ``data:``; None where it is no picture of ours."""

    def has_file(self, meaning: Address) -> bool:
        """Whether there is such a file."""

    def path_here(self, path: str) -> Address | None:
        """A file of the entry with the same name, for addresses that lead nowhere now."""

    def entry(self, id_: int) -> str | None:
        """``entry:7`` for an entry of Moodle; None while, or for ever, there is none."""

    def absolute(self, address: str) -> str:
        """A relative address of the old site with its host, as far as that is known."""


def body_html(text: str, format_: int, around: Surroundings, *, links: bool) -> str:
    """``text``, its language chosen, as cleaned HTML; "" when a reader would see nothing.

    What is not here yet keeps an address of Moodle's, without the host: this site answers for it.
    """
    html = parsed(text, format_, links=links)
    for address in EMBEDDED.findall(text if format_ != Format.PLAIN else ""):
        around.tell("embedded", unescape(address))
    html = TAG.sub(lambda tag: _rewritten(tag, around), html)
    return tidy(html)


def tidy(html: str) -> str:
    """``html`` cleaned, without leftovers of tags and without what stands around nothing."""
    cleaned = clean_html(html)
    mended = clean_of_leftovers(cleaned)
    while EMPTY_INLINE.search(mended):
        mended = EMPTY_INLINE.sub(r"\2", mended)
    return cleaned if mended == cleaned else clean_html(mended)


def parsed(text: str, format_: int, *, links: bool) -> str:
    """``text`` as harmless HTML that still has Moodle's addresses in it."""
    html = ELEMENT.sub(_known, as_html(text, format_, links=links))
    return nh3.clean(
        html.replace("\0", ""),
        tags=READ,
        clean_content_tags=UNREAD,
        attributes=ATTRIBUTES | {name: {"src"} for name in MEDIA},
        url_schemes=URL_SCHEMES | {"data"},
        link_rel=None,
    )


def _known(element):
    return element[0] if element[1].lower() in READ | RAW else ""


def _rewritten(tag, around):
    slash, name, _attributes = tag.groups()
    if name in MEDIA:
        return "" if slash else _media_link(_attributes_of(tag), around)
    if name == "img":
        return _image(_attributes_of(tag), around)
    if name == "a" and not slash:
        return _opening("a", _with_link(_attributes_of(tag), around))
    return tag[0]


def _attributes_of(tag):
    return {name: unescape(value) for name, value in ATTRIBUTE.findall(tag[3])}


def _opening(name, attributes):
    written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>"


def _image(attributes, around):
    """The image with a picture of ours; nothing where there is none, as Moodle has nothing to show."""
    address = attributes.pop("src", "").strip()
    meaning = around.read(address)
    if meaning.kind == "draft":
        meaning = around.path_here(meaning.path) or meaning
        around.tell("draft-mended" if meaning.kind == "file" else "picture-dead", address)
    if meaning.kind in ("file", "data"):
        reference = around.picture(meaning, address)
        if reference is None and meaning.is_moodles:
            # A host that may be the old one, and a file that nobody knows.
            around.tell("moodle-unknown", address)
            return _opening("img", {**attributes, "src": address})
        if reference:
            attributes = {k: v for k, v in attributes.items() if k in ("alt", "lang", "role")}
            return _opening("img", {"alt": "", **attributes, "src": reference})
        return ""
    if meaning.kind == "foreign" and re.match(r"(?:https?:)?//", address, re.I):
        around.tell("moodle-unknown" if meaning.is_moodles else "picture-foreign", address)
        return _opening("img", {**attributes, "src": address})
    if address and meaning.kind != "draft":
        around.tell("picture-dead", address)
    return ""


def _with_link(attributes, around):
    address = attributes.get("href", "").strip()
    meaning = around.read(address)
    if not address or address.startswith("#"):
        return attributes
    if OUR_OWN.match(address) or meaning.kind in ("data", "unknown"):
        around.tell("link-dead", address)
        return {key: value for key, value in attributes.items() if key != "href"}
    target = _target(address, meaning, around)
    if target.startswith(PLUGINFILE):
        # A file that is nowhere, under an address that only Moodle can read.
        return {key: value for key, value in attributes.items() if key != "href"}
    return {**attributes, "href": target}


def _target(address, meaning, around):
    """Where a link to ``address`` leads here."""
    if meaning.kind == "draft":
        meaning = around.path_here(meaning.path) or meaning
    if meaning.kind == "entry":
        return _entry_target(address, meaning, around)
    if meaning.kind == "file" and around.has_file(meaning):
        return meaning.local
    if meaning.kind == "blog":
        return meaning.local
    if meaning.kind == "foreign" or meaning.is_moodles:
        if meaning.is_moodles:
            around.tell("moodle-unknown", address)
        return address
    around.tell("link-moodle" if meaning.kind == "moodle" else "link-dead", address)
    is_relative = "://" not in address and not address.startswith((PLUGINFILE, "//"))
    return around.absolute(address) if is_relative else address


def _entry_target(address, meaning, around):
    anchor = address.partition("#")[2]
    anchor = f"#{anchor}" if anchor else ""
    return (around.entry(meaning.post) or meaning.local) + anchor


def _media_link(attributes, around):
    """A film or a recording becomes a link to its file: pages here play none."""
    address = attributes.get("src", "").strip()
    if not address:
        return ""
    around.tell("film", address)
    link = _opening("a", _with_link({"href": address}, around))
    return f"{link}{escape(name_of_media(address))}</a> "


def name_of_media(address: str) -> str:
    """What a link to the film or recording at ``address`` is called."""
    return unquote(address.partition("?")[0].rstrip("/").rpartition("/")[2])
