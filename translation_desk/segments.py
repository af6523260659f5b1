"""What of a language of an entry is translated, in the order of the page; and put together again.

A part is what ``blog.history.snapshots`` makes of a language: title, summary, cover_alt,
cover_caption, body, labels.
"""

from collections.abc import Sequence

from translation_desk.kinds import (
    BODY,
    COVER_ALT,
    COVER_CAPTION,
    LABEL,
    SUMMARY,
    TITLE,
    Segment,
    has_words,
)
from translation_desk.segmenting import build, split

FIELDS = [TITLE, SUMMARY, COVER_ALT, COVER_CAPTION]


def split_part(part: dict) -> list[Segment]:
    """The segments of ``part``. What has neither letter nor digit is none."""
    fields = [Segment(name, part[name]) for name in FIELDS if has_words(part.get(name) or "")]
    labels = [
        Segment(LABEL, label, place=file)
        for file, label in part.get("labels") or []
        if has_words(label)
    ]
    return [*fields, *split(part.get("body") or "").segments, *labels]


def build_part(
    part: dict, targets: Sequence[str | None], *, source_locale: str | None = None
) -> dict:
    """``part`` with ``targets`` in the place of its segments, in the order of ``split_part``.

    Where a target is None a field stays empty and a label is left off; in the body stands the
    source's own text, marked as of ``source_locale`` when that is given.
    Raises ValueError when there are more or fewer targets than segments.
    """
    names = [name for name in FIELDS if has_words(part.get(name) or "")]
    body = split(part.get("body") or "")
    files = [file for file, label in part.get("labels") or [] if has_words(label)]
    start, end = len(names), len(names) + len(body.segments)
    if len(targets) != end + len(files):
        raise ValueError(f"{len(targets)} targets are given for {end + len(files)} segments.")
    texts = [
        _shown(segment, target, source_locale)
        for segment, target in zip(body.segments, targets[start:end], strict=True)
    ]
    return {
        **dict.fromkeys(FIELDS, ""),
        **{name: target or "" for name, target in zip(names, targets[:start], strict=True)},
        BODY: build(body, texts),
        "labels": [
            [file, label] for file, label in zip(files, targets[end:], strict=True) if label
        ],
    }


def _shown(segment, target, source_locale):
    """What stands in the body for ``segment``."""
    if target is not None:
        return target
    if segment.is_plain or not source_locale:
        return segment.text
    return f'<span lang="{source_locale}">{segment.text}</span>'
