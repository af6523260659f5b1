"""One field of Moodle taken apart: which text each language of the site gets.

What Moodle shows is asked of ``blog.multilang``; here it is decided in which language it is kept.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape

from blog import multilang
from moodle_import.formats import Format
from moodle_import.guessing import guess_language
from moodle_import.leftovers import LEFTOVER
from moodle_import.titles import without_cut, without_tags

CODE = re.compile(r"[a-z]{2,3}(?:[_-][a-z0-9]+)*", re.I)
HTML_TAG = re.compile(r"<[^<>]*>")


@dataclass
class Field:
    """The texts of a field as Moodle shows them, by language, not yet formatted or cleaned.

    ``guess`` is the language in which is kept what everybody sees that has no block ("" when there
    is nothing of the kind), ``is_sure`` whether its letters told; ``is_tagged`` whether some
    language was named, ``is_other`` whether it is what Moodle shows for "other". ``broken`` is markup that Moodle shows as it stands, ``cut`` the end of a title that
    lost its block's end (``is_cut_whole``: but no word), ``unknown`` texts of languages that the site does not have, by code.
    """

    texts: dict[str, str] = field(default_factory=dict)
    guess: str = ""
    is_sure: bool = False
    is_tagged: bool = False
    is_other: bool = False
    broken: list[str] = field(default_factory=list)
    cut: str = ""
    is_cut_whole: bool = False
    unknown: dict[str, str] = field(default_factory=dict)

    def keep_in(self, language: str) -> None:
        """Keep what everybody sees in ``language`` instead."""
        self.texts = {language: self.texts[self.guess]}
        self.guess = language


def take_apart(
    text: str, languages: Sequence[str], *, default: str, is_title: bool = False
) -> Field:
    """What each of ``languages`` gets of ``text``; ``default`` where letters do not tell.

    A language has a text of its own when a block, a group of spans or a broken opening names it and
    the whole that Moodle shows for it is not blank.
    """
    parts = Field()
    if is_title:
        cut = without_cut(text)
        text, parts.cut, parts.is_cut_whole = cut.text, cut.piece, cut.is_whole
    if "mlang" not in text.lower() and "multilang" not in text.lower():
        # Most texts of most sites; nothing below would find anything.
        _keep_for_everybody(parts, text, languages, languages, default)
        return parts
    shown = {code: multilang.read(text, code) or "" for code in languages}
    broken = {code: _broken(seen) for code, seen in shown.items()}
    named = [
        code
        for code in languages
        if multilang.names(text, code) or multilang.normal_code(code) in _codes_of(broken[code])
    ]
    parts.is_tagged = bool(named)
    pieces = [piece for found in broken.values() for piece in found]
    parts.broken = list(dict.fromkeys([*pieces, *multilang.lost_in_groups(text)]))
    parts.texts = {code: shown[code] for code in named if not multilang.is_blank(shown[code])}
    free = [code for code in languages if code not in named]
    parts.is_other = multilang.OTHER in multilang.codes_in(text)
    if free and (not named or parts.is_other):
        _keep_for_everybody(parts, shown[free[0]], free, languages, default)
    unknown = {
        **multilang.split(text, languages).unknown,
        **multilang.unknown_spans(text, languages),
    }
    # What no language is named for is shown to all, and so kept.
    kept = {multilang.OTHER} if parts.guess else set()
    parts.unknown = {code: part for code, part in unknown.items() if code not in kept}
    return parts


def plain_field(text: str, languages: Sequence[str], *, default: str) -> Field:
    """A field in which Moodle looks for no tags (a plain text): all of it is for everybody."""
    parts = Field(broken=_broken(text))
    _keep_for_everybody(parts, text, languages, languages, default)
    return parts


def field_of(text: str, format_: int, languages: Sequence[str], *, default: str) -> Field:
    """A body or a comment of this format taken apart."""
    read = plain_field if format_ == Format.PLAIN else take_apart
    return read(text, languages, default=default)


def languages_in_order(text: str, languages: Sequence[str]) -> list[str]:
    """``languages``, those that ``text`` names first, in the order in which it does."""
    codes = [*multilang.codes_in(text), *map(multilang.normal_code, languages)]
    return sorted(languages, key=lambda code: codes.index(multilang.normal_code(code)))


def guess_of(text: str, languages: Sequence[str]) -> str | None:
    """The language of ``text``, markup and tags left aside; None when its letters do not tell."""
    return guess_language(unescape(LEFTOVER.sub(" ", without_tags(text))), languages)


def _keep_for_everybody(parts, text, free, languages, default):
    """Keep what the ``free`` languages see in that one of them that it is in."""
    if multilang.is_blank(text):
        return
    guess = guess_of(text, languages)
    parts.is_sure = guess in free
    parts.guess = guess if guess in free else default if default in free else free[0]
    parts.texts[parts.guess] = text


def _broken(text: str) -> list[str]:
    """The language tags that a reader would see in ``text``, each with some of the words behind it."""
    words = unescape(HTML_TAG.sub("", text))
    pieces, end = [], 0
    for match in LEFTOVER.finditer(words):
        if match.start() >= end:
            end = match.end() + 40
            pieces.append(words[match.start() : end].strip())
    return pieces


def _codes_of(broken: list[str]) -> set[str]:
    codes: set[str] = set()
    for piece in broken:
        for tag in LEFTOVER.findall(piece):
            codes |= set(
                map(multilang.normal_code, CODE.findall(tag.lower().partition("mlang")[2]))
            )
    return codes
