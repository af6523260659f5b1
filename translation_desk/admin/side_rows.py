"""The segments as the side-by-side page shows them, a row each."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from blog.reading import bodies_html
from translation_desk.admin.side_terms import Wanted, terms_in, with_terms
from translation_desk.changes import marked
from translation_desk.findings import Finding, found_in
from translation_desk.glossary import glossary
from translation_desk.kinds import ALT, COVER_ALT, COVER_CAPTION, LABEL, SUMMARY, TITLE, Segment
from translation_desk.matching import CONFIRMED, OPEN, STALE, Row
from translation_desk.models import SegmentComment, SourceChange, TranslatedSegment
from translation_desk.standing import Standing

STATES = {OPEN: _("open"), CONFIRMED: _("confirmed"), STALE: _("changed: asks again")}
KINDS = {
    TITLE: _("title"),
    SUMMARY: _("summary"),
    COVER_ALT: _("what the cover shows"),
    COVER_CAPTION: _("caption of the cover"),
    ALT: _("what the picture shows"),
    LABEL: _("label of a file"),
}
TAGS = {
    "h2": _("heading"),
    "h3": _("smaller heading"),
    "h4": _("smallest heading"),
    "li": _("list item"),
    "blockquote": _("quotation"),
    "figcaption": _("caption"),
    "caption": _("caption of a table"),
    "th": _("head cell"),
    "td": _("cell"),
    "dt": _("term"),
    "dd": _("explanation of a term"),
    "pre": _("text as typed"),
}
# Letters in a line of the text field.
LINE = 52


@dataclass
class ShownRow:
    """A row with all that the page says of it.

    ``source`` is what readers of the original see, its terms marked; ``before`` and ``now`` are the words
    of a segment that was reworded. ``typed`` is what somebody sent and what was not stored, with what
    is ``said`` of it; ``theirs`` stands in its way.
    """

    row: Row
    source: SafeString
    picture: SafeString | str = ""
    before: SafeString | str = ""
    now: SafeString | str = ""
    terms: list[Wanted] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    typed: str | None = None
    said: list[str] = field(default_factory=list)
    theirs: TranslatedSegment | None = None

    @property
    def number(self) -> int:
        """As people count."""
        return self.row.position + 1

    @property
    def kind(self):
        return kind_of(self.row.source)

    @property
    def state_name(self):
        return STATES[self.row.state]

    @property
    def size_name(self):
        return SourceChange.Size(self.row.size).label

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.row.target if self.typed is None else self.typed

    @property
    def lines(self) -> int:
        longest = max(len(self.row.source.text), len(self.text))
        return min(24, 1 + longest // LINE + self.text.count("\n"))

    @property
    def is_rich(self) -> bool:
        """Whether its text is inline HTML; what is shown as typed is edited as it is."""
        return not self.row.source.is_plain and self.row.source.tag != "pre"

    @property
    def seen(self) -> str:
        """What tells whether the row of another page is as this one."""
        return seen_of(self.row)

    @property
    def open_findings(self) -> list[Finding]:
        return [one for one in self.findings if not one.is_dismissed]

    @property
    def dismissed(self) -> list[Finding]:
        return [one for one in self.findings if one.is_dismissed]

    @property
    def has_error(self) -> bool:
        return any(one.is_error for one in self.open_findings)

    @property
    def comments(self) -> list[SegmentComment]:
        return self.row.comments

    @property
    def open_comments(self) -> int:
        return sum(not one.resolved for one in self.row.comments)


def seen_of(row: Row) -> str:
    """What tells whether a row has changed since a page showed it."""
    settled = sum(one.resolved for one in row.comments)
    return f"{row.version}.{row.state}.{len(row.comments)}.{settled}"


def kind_of(source: Segment):
    """What a segment is, in words."""
    return KINDS.get(source.kind) or TAGS.get(source.tag) or _("paragraph")


def shown_rows(now: Standing, rows: list[Row] | None = None) -> list[ShownRow]:
    """``rows`` (all by default) as the page shows them.

    Two queries for the glossary, one for the checks, and two for what the texts refer to.
    """
    rows = now.rows if rows is None else rows
    terms, locales = glossary(), (now.source_locale, now.translation.locale)
    findings = defaultdict(list)
    for one in found_in(now, rows, terms=terms):
        findings[one.row.position].append(one)
    found = [terms_in(row.source, terms, *locales) for row in rows]
    sources = [
        with_terms(row.source, places) for row, (places, _wanted) in zip(rows, found, strict=True)
    ]
    pictures = [_picture(row.source) for row in rows]
    # At once: what they refer to is asked for at once.
    resolved = bodies_html([*sources, *pictures], now.source_locale)
    return [
        ShownRow(
            row,
            source=resolved[number],
            picture=resolved[len(rows) + number],
            **_change(row),
            terms=found[number][1],
            findings=findings[row.position],
        )
        for number, row in enumerate(rows)
    ]


def _picture(source):
    """The picture that an alternative text is of, if it is one of the library."""
    is_ours = source.kind == ALT and source.place.startswith("picture:")
    return format_html('<img alt="" src="{}">', source.place) if is_ours else ""


def _change(row):
    if row.state != STALE:
        return {}
    before, now = marked(row.old_source, row.source.text, row.source.is_plain)
    return {"before": before, "now": now}
