"""What the language tags of Moodle mean. Pure: text in, text out.

Two notations, as Moodle 4.5 reads them: blocks of the plugin filter_multilang2
(``{mlang en}…{mlang}``) and groups of the core filter (``<span lang="en" class="multilang">``).
The plugin comes first, and both see the text as it is stored, before it is cleaned.
Every function here takes time in proportion to the length of the text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

CODES = r"[a-z0-9_-]+(?:\s*,\s*[a-z0-9_-]+)*"
# ASCII white space only: with a no-break space inside the braces the plugin sees no tag.
TAG = re.compile(rf"\{{\s*mlang(?:\s+(?P<codes>{CODES}))?\s*\}}", re.I | re.A)
# What was meant as a tag and is none: wrong codes, a brace that is missing, a tag cut by a limit.
LEFTOVER = re.compile(r"\{[\s\xa0]*mlang[^{}]{0,200}\}?", re.I)
CUT_TAG = re.compile(r"\{\s*(?:m(?:l(?:an?)?)?)?\Z", re.I)
SPAN = re.compile(r'<span((?:\s+(?:lang="[a-z0-9_-]+"|class="multilang")){2})\s*>', re.I | re.A)
SPAN_END = re.compile(r"</span>", re.I)
JUNCTION = re.compile(rf"</span>\s*(?={SPAN.pattern})", re.I | re.A)
SPAN_OF_GROUP = re.compile(
    r'<(?:lang|span)[^<>]+lang="([a-z0-9_-]+)"[^<>]*>(.*?)</(?:lang|span)>', re.I | re.A | re.S
)
NOT_SPACE = re.compile(r"\S|\Z")
OTHER = "other"
# More tags in one another than this is nobody's text.
ROUNDS = 20
VISIBLE_ELEMENT = re.compile(r"<(?:img|iframe|video|audio|object|embed|hr|svg|table)\b", re.I)


@dataclass(frozen=True)
class Block:
    """A piece of a text, and the codes it is for (None: for everybody)."""

    text: str
    codes: frozenset[str] | None = None


@dataclass(frozen=True)
class Split:
    """A text taken apart; every word of it is in one of these."""

    texts: dict[str, str] = field(default_factory=dict)
    empty: tuple[str, ...] = ()
    unknown: dict[str, str] = field(default_factory=dict)
    broken: tuple[str, ...] = ()
    common: str = ""


def normal_code(code: str) -> str:
    """A language code as Moodle writes it: ``en-US`` is ``en_us``."""
    return code.strip().lower().replace("-", "_")


def has_markup(text: str) -> bool:
    """Whether ``text`` holds language tags, well formed or not."""
    return bool(LEFTOVER.search(text)) or bool(_span_groups(text))


def read(text: str, language: str) -> str | None:
    """What Moodle shows of ``text`` to a reader of ``language``.

    None when that is a blank because no block is in the language: the text is missing in it. An
    empty block counts as having the language, and shows nothing.
    """
    code = normal_code(language)
    blocks = _whole_blocks(text)
    shown = _shown_blocks(blocks, code)
    shown_text = _without_other_spans("".join(block.text for block in shown), code)
    is_tagged = any(block.codes is not None for block in blocks)
    has_own = any(block.codes is not None for block in shown)
    return None if is_tagged and not has_own and is_blank(shown_text) else shown_text


def names(text: str, language: str) -> bool:
    """Whether a block, empty or not, or a group of spans of ``text`` is in ``language``."""
    code = normal_code(language)
    blocks = _whole_blocks(text)
    if any(code in (block.codes or ()) for block in blocks):
        return True
    whole = "".join(block.text for block in _shown_blocks(blocks, code))
    return any(code in spans for spans in _span_groups(whole))


def codes_in(text: str) -> list[str]:
    """The codes that blocks and groups of spans of ``text`` name, in their order, ``other`` included."""
    codes = [code for block in _whole_blocks(text) for code in sorted(block.codes or ())]
    codes += [code for spans in _span_groups(text) for code in spans]
    return list(dict.fromkeys(codes))


def unknown_spans(text: str, languages: Sequence[str]) -> dict[str, str]:
    """Code → text of spans in groups that are in none of ``languages``."""
    known = {normal_code(language) for language in languages}
    unknown: dict[str, str] = {}
    for spans in _span_groups(text):
        for code, inside in spans.items():
            if code not in known and not is_blank(inside):
                unknown[code] = unknown.get(code, "") + inside
    return unknown


def split(text: str, languages: Sequence[str]) -> Split:
    """Take ``text`` apart for a site that has ``languages``.

    ``texts``: per language with a block that is not blank, that text, with what stands outside the
    blocks in its place. ``empty``: languages whose blocks are blank. ``unknown``: blocks of other
    codes. ``broken``: pieces of markup that is none, as they stand. ``common``: what stands
    outside of blocks, when no language takes it.
    """
    broken: list[str] = []
    blocks = [Block(_mended(b.text, broken), b.codes) for b in _blocks(text, broken)]
    texts, empty = {}, []
    for language in languages:
        code = normal_code(language)
        shown = _shown_blocks(blocks, code)
        own = [block.text for block in shown if block.codes is not None]
        whole = "".join(block.text for block in shown)
        own += [spans[code] for spans in _span_groups(whole) if code in spans]
        if own and all(is_blank(part) for part in own):
            empty.append(language)
        elif own:
            broken += lost_in_groups(whole)
            texts[language] = _mended(_without_other_spans(whole, code), broken)
    unknown = _unknown(blocks, {normal_code(language) for language in languages})
    unknown = {code: _mended(part, broken) for code, part in unknown.items()}
    common = "" if texts else "".join(b.text for b in blocks if b.codes is None)
    common = _mended(common, broken)
    return Split(texts, tuple(empty), unknown, tuple(dict.fromkeys(broken)), common)


def is_blank(html: str) -> bool:
    """Whether a reader would see nothing of ``html``."""
    if VISIBLE_ELEMENT.search(html):
        return False
    return not unescape(re.sub(r"<[^<>]*>", "", html)).strip()


# The plugin's blocks


def _blocks(text: str, broken: list[str] | None = None) -> Iterator[Block]:
    """Cut ``text`` at its blocks. They do not nest: a block ends at the first bare ``{mlang}``.

    An opening that no ``{mlang}`` follows stays visible, and so do bare closings. With ``broken``
    given, such pieces go there instead.
    """
    tags = list(TAG.finditer(text))
    end, index = 0, 0
    for closing in [i for i, tag in enumerate(tags) if not tag["codes"]]:
        if closing > index:
            yield Block(text[end : tags[index].start()])
            codes = frozenset(map(normal_code, tags[index]["codes"].split(",")))
            inside = text[tags[index].end() : tags[closing].start()]
            yield Block(inside, codes)
            end = tags[closing].end()
        index = closing + 1
    rest = text[end:]
    if broken is not None and index < len(tags):
        cut = tags[index].start()
        broken.append(text[cut:])
        rest = text[end:cut]
    yield Block(rest)


# Each language of a site asks for the blocks of the same text.
@lru_cache(maxsize=4)
def _whole_blocks(text: str) -> tuple[Block, ...]:
    return tuple(_blocks(text))


def _shown_blocks(blocks: Sequence[Block], code: str) -> list[Block]:
    """Those of ``blocks`` that a reader of ``code`` sees; ``other`` only if none is in the code."""
    has_own = any(block.codes and code in block.codes for block in blocks)
    wanted = code if has_own else OTHER
    return [block for block in blocks if block.codes is None or wanted in block.codes]


def _mended(text: str, broken: list[str]) -> str:
    """``text`` without the markup left in it, which goes to ``broken`` with what it swallowed."""
    for _ in range(ROUNDS):
        text = _mended_once(text, broken)
        # What stood around a piece may be markup now.
        if not LEFTOVER.search(text):
            return text
    broken.append(text)
    return ""


def _mended_once(text, broken):
    kept, end = [], 0
    for leftover in LEFTOVER.finditer(text):
        if leftover.start() < end:
            continue
        kept.append(text[end : leftover.start()])
        end = _end_of_broken(text, leftover)
        broken.append(text[leftover.start() : end])
    rest = text[end:]
    cut = CUT_TAG.search(rest) if broken else None
    if cut:
        broken.append(rest[cut.start() :])
        rest = rest[: cut.start()]
    return "".join([*kept, rest])


def _end_of_broken(text: str, leftover: re.Match) -> int:
    """Where a broken piece ends: behind the closing that was meant for it, else where it stands."""
    following = LEFTOVER.search(text, leftover.end())
    if TAG.fullmatch(leftover[0]) and not TAG.fullmatch(leftover[0])["codes"]:
        return leftover.end()
    if following:
        closing = TAG.fullmatch(following[0])
        is_closing = closing is not None and not closing["codes"]
        return following.end() if is_closing else following.start()
    return len(text) if TAG.fullmatch(leftover[0]) else leftover.end()


def _unknown(blocks: list[Block], codes: set[str]) -> dict[str, str]:
    """Texts of blocks that no language of the site takes, by their codes as one string."""
    unknown: dict[str, str] = {}
    for block in blocks:
        if block.codes and not block.codes & {*codes, OTHER} and not is_blank(block.text):
            name = ", ".join(sorted(block.codes))
            unknown[name] = unknown.get(name, "") + block.text
    is_other_shown = any(not any(b.codes and code in b.codes for b in blocks) for code in codes)
    if not is_other_shown:
        left = "".join(
            b.text for b in blocks if b.codes and OTHER in b.codes and not b.codes & codes
        )
        if not is_blank(left):
            unknown[OTHER] = left
    return unknown


# The core filter's spans


def _groups(text: str) -> Iterator[tuple[int, int, list[tuple[str, str]]]]:
    """Start and end of each group of spans, and the code and text of those in it.

    As the filter's expression finds them: a group begins with a span that, at whatever ``</span>``,
    is followed by another with nothing but white space between; each after the first ends at its
    first ``</span>``. What lies in a group and in no span of a language is not shown to anybody.
    """
    place = 0
    while (opening := SPAN.search(text, place)) is not None:
        junction = JUNCTION.search(text, opening.end())
        if junction is None:
            return
        following, end = SPAN.match(text, junction.end()), 0
        while following and (closing := SPAN_END.search(text, following.end())):
            end = closing.end()
            following = SPAN.match(text, NOT_SPACE.search(text, end).start())
        if not end:
            return
        spans = SPAN_OF_GROUP.findall(text, opening.start(), end)
        yield opening.start(), end, [(normal_code(code), inside) for code, inside in spans]
        place = end


def lost_in_groups(text: str) -> list[str]:
    """The words within groups of spans that Moodle shows to nobody."""
    lost = []
    for start, end, _spans in _groups(text):
        rest = SPAN_OF_GROUP.sub(" ", text[start:end])
        if not is_blank(rest):
            lost.append(" ".join(re.sub(r"<[^<>]*>", "", rest).split()))
    return lost


def _span_groups(text: str) -> list[dict[str, str]]:
    """Code → text of each group of spans."""
    return [dict(spans) for _start, _end, spans in _groups(text)]


def _without_other_spans(text: str, code: str) -> str:
    """``text`` with one span of each group: of the code, its parent, English, else the first."""
    kept, end = [], 0
    for start, group_end, spans in _groups(text):
        if not spans:
            continue
        texts = dict(spans)
        order = [code, code.partition("_")[0], "en", spans[0][0]]
        kept += [text[end:start], next(texts[c] for c in order if c in texts)]
        end = group_end
    return "".join([*kept, text[end:]])
