"""What HTML an entry may hold, and what is left of it as plain text."""

import re
from functools import lru_cache
from hashlib import blake2b
from html import unescape

import nh3

TAGS = {
    *("p", "br", "h2", "h3", "h4", "hr", "blockquote", "cite", "q", "pre", "code", "kbd"),
    *("ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption", "img", "a"),
    *("strong", "em", "u", "s", "sub", "sup", "small", "mark", "abbr", "span", "time"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
}
# Read as their modern kin: the page has its own h1, and nobody means "bold but not important".
RENAMED = {"h1": "h2", "h5": "h4", "h6": "h4", "b": "strong", "i": "em", "strike": "s", "del": "s"}
ATTRIBUTES = {
    "*": {"lang"},
    "a": {"href", "title", "hreflang"},
    "abbr": {"title"},
    "blockquote": {"cite"},
    "img": {"src", "alt", "width", "height", "role"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
# "entry:12" and "picture:12" name things of this site (blog/references.py).
URL_SCHEMES = {"http", "https", "mailto", "tel", "entry", "picture"}
REFERENCES = {
    ("a", "href"): re.compile(r"entry:\d{1,18}(?:#.*)?", re.S),
    ("img", "src"): re.compile(r"picture:\d{1,18}"),
}
# "C0 control or space" of the WHATWG URL standard.
SPACES = "".join(map(chr, range(33)))
REFERENCE_SCHEME = re.compile(r"(?:entry|picture):", re.I)
WORDS_PER_MINUTE = 180
# What came out of the cleaner goes in again a moment later, when it is saved; an import cleans a
# hundred entries before it saves the first. Digests, as texts may be long.
KNOWN_CLEAN = 2000
_known_clean: dict[bytes, None] = {}
# Boxes without a meaning of their own: their borders part paragraphs.
BOXES = {
    *("div", "section", "article", "main", "aside", "header", "footer", "nav", "address", "center"),
    *("details", "summary", "fieldset", "form", "dialog", "hgroup", "legend"),
}
# Their text was never meant to be read.
UNREAD = {"script", "style", "template", "noscript", "iframe", "object", "title", "head"}
PATTERNS = {
    "lang": re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"),
    "hreflang": re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"),
    "colspan": re.compile(r"\d{1,3}"),
    "rowspan": re.compile(r"\d{1,3}"),
    "width": re.compile(r"\d{1,5}"),
    "height": re.compile(r"\d{1,5}"),
    "start": re.compile(r"-?\d{1,6}"),
    "scope": re.compile(r"row|col|rowgroup|colgroup"),
    "role": re.compile(r"presentation"),
}
BLOCKS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "blockquote", "pre", "ul", "ol", "li"),
    *("dl", "dt", "dd", "figure", "figcaption", "table", "caption", "thead", "tbody", "tfoot"),
    *("tr", "th", "td"),
}
STANDING = BLOCKS | BOXES
VOID = {"br", "hr", "img"}
# HTML, "Optional tags".
ENDING_BY_THEMSELVES = {
    *("p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "caption", "colgroup"),
    *("option", "optgroup", "rp", "rt", "html", "head", "body"),
}
WITHOUT_DEPTH = VOID | ENDING_BY_THEMSELVES
OPENING = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# nh3 writes attributes in double quotes and escapes these inside, so its tags can be matched.
TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>')
ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
EMPTY_PARAGRAPH = re.compile(
    r"<p(?: lang=\"[^\"]*\")?>(?:\s|<br>|</?(?:strong|em|u|s|span|a)(?: [^<>]*)?>)*</p>\n?"
)
ANYTHING_TO_SEE = re.compile(r"<(?:img|hr)\b")


# A save cleans some texts twice (the column without a language repeats one), most unchanged.
@lru_cache(maxsize=16)
def clean_html(html: str) -> str:
    """Return ``html`` with nothing in it that could harm or break a page.

    Text outside any block, plain text included, becomes paragraphs; "" comes back when nothing is
    left to see. Cleaning what is clean changes nothing.
    """
    if _digest(html) in _known_clean:
        return html
    html = html.replace("\0", "").replace("\r\n", "\n").encode("utf-8", "replace").decode()
    # Once is enough for what people write; broken nesting may need a second look, or a third.
    for _ in range(4):
        before, html = html, _cleaned_once(html)
        if html == before:
            break
    html = html if ANYTHING_TO_SEE.search(html) or plain_text(html) else ""
    if len(_known_clean) >= KNOWN_CLEAN:
        # All at once: threads may be here together.
        _known_clean.clear()
    _known_clean[_digest(html)] = None
    return html


def _digest(html):
    return blake2b(html.encode("utf-8", "replace"), digest_size=16).digest()


def _cleaned_once(html):
    html = _nh3(html, extra_tags=BOXES | set(RENAMED)).strip()
    whole = _with_paragraphs(html).strip()
    if whole.replace("\n", "") != html.replace("\n", ""):
        # Again, because a box that is gone may have parted what does not stand alone.
        whole = _nh3(whole, extra_tags=set(RENAMED))
    # Authors read the source: a no-break space is a space to them, not an entity.
    html = TAG.sub(_our_tag, whole).replace("&nbsp;", "\u00a0")
    return EMPTY_PARAGRAPH.sub("", html).strip()


def plain_text(html: str) -> str:
    """The words of cleaned ``html`` on one line."""
    text = TAG.sub(lambda tag: " " if tag[2] in BLOCKS or tag[2] == "br" else "", html)
    return " ".join(unescape(text).split())


def nesting(html: str) -> int:
    """How deep elements stand in one another in ``html``, clean or not.

    Those that HTML lets end by themselves (``<p>``, ``<li>``, cells) do not count.
    """
    depth = deepest = 0
    for slash, name in OPENING.findall(html):
        if name.lower() not in WITHOUT_DEPTH:
            depth = max(0, depth - 1) if slash else depth + 1
            deepest = max(deepest, depth)
    return deepest


def reading_minutes(html: str) -> int:
    """Whole minutes, at least one, that reading ``html`` takes."""
    return max(1, round(len(plain_text(html).split()) / WORDS_PER_MINUTE))


def _nh3(html, *, extra_tags):
    return nh3.clean(
        html,
        tags=TAGS | extra_tags,
        clean_content_tags=UNREAD,
        attributes=ATTRIBUTES,
        attribute_filter=_kept_attribute,
        url_schemes=URL_SCHEMES,
        link_rel="noopener noreferrer",
    )


def _kept_attribute(tag, attribute, value):
    if attribute in ("src", "href"):
        # As browsers read addresses (WHATWG URL, "basic URL parser", steps 1 to 3).
        address = re.sub(r"[\t\n\r]", "", value.strip(SPACES))
        if not REFERENCE_SCHEME.match(address):
            return address
        scheme, colon, rest = address.partition(":")
        reference = scheme.lower() + colon + rest
        pattern = REFERENCES.get((tag, attribute))
        return reference if pattern and pattern.fullmatch(reference) else None
    pattern = PATTERNS.get(attribute)
    return value if pattern is None or pattern.fullmatch(value) else None


def _with_paragraphs(html):
    """Put every run of text that stands in no block into a paragraph, and drop the boxes."""
    tags = list(TAG.finditer(html))
    is_plain = not any(tag[2] in STANDING for tag in tags)
    done, run, depth, end = [], [], 0, 0
    for tag in [*tags, None]:
        (done if depth else run).append(html[end : tag.start() if tag else len(html)])
        name = tag[2] if tag else ""
        if tag and name not in STANDING:
            (done if depth else run).append(tag[0])
        elif not depth:
            text = "".join(run).strip()
            done.append(_paragraphs(text, is_plain) if text else "")
            run = []
        if name in BLOCKS:
            done.append(tag[0])
            depth += 0 if name in VOID else -1 if tag[1] else 1
            # A block a line: authors who edit the source find their way.
            done.append("" if depth else "\n")
        end = tag.end() if tag else end
    return "".join(done)


def _paragraphs(text, is_plain):
    """``text`` as paragraphs, each whole in itself: what is left open in one is not open in the next."""
    parts = re.split(r"(?:\n[ \t]*){2,}", text)
    break_line = re.compile(r"\n(?![^<>]*>)")
    lines = (break_line.sub("<br>", part) if is_plain else part for part in parts if part)
    whole = (_nh3(line, extra_tags=set(RENAMED)) for line in lines)
    return "".join(f"<p>{line}</p>\n" for line in whole)


def _our_tag(match):
    slash, name, attributes = match.groups()
    if not attributes and name not in RENAMED and name != "img":
        return match[0]
    # nh3 keeps attributes in no order of its own; ours is stable, so that equal texts are equal.
    attributes = dict(sorted(ATTRIBUTE.findall(attributes)))
    if name == "img":
        return _our_image(attributes)
    return f"<{slash}{RENAMED.get(name, name)}{_written(attributes)}>"


def _our_image(attributes):
    """Our own pictures stay; one of another host becomes a link, as no page of ours asks elsewhere."""
    source, alt = attributes.get("src", ""), attributes.get("alt", "")
    if not source:
        return alt
    if alt:
        # Decorative is what has no words; what has some is read out.
        attributes.pop("role", None)
    is_ours = source.startswith("picture:")
    if not is_ours and re.match(r"[a-z][a-z0-9+.-]*:|[/\\]{2}", source, re.I):
        words = alt or source.rstrip("/").rsplit("/", 1)[-1]
        return f'<a href="{source}" rel="noopener noreferrer">{words}</a>'
    return f"<img{_written({'alt': alt, **attributes})}>"


def _written(attributes):
    return "".join(f' {name}="{value}"' for name, value in attributes.items())
