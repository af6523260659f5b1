"""What is to become of an entry of Moodle: its texts by language, its dates, its state."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.utils import timezone

from blog.fields import is_key
from blog.languages import language_codes
from moodle_import.leftovers import without_leftovers
from moodle_import.reading import Post, Tag
from moodle_import.report import Report
from moodle_import.texts import (
    Field,
    field_of,
    guess_of,
    languages_in_order,
    take_apart,
)
from moodle_import.titles import plain, without_cut

# The year 9990: some years below what dates can be, whatever the time zone.
TOO_FAR = 253_080_000_000
LIVE, SCHEDULED, DRAFT, SKIPPED = "live", "scheduled", "draft", "skipped"
PUBLIC, SITE, OLD_MEMBERS = "public", "site", ("group", "course")
# Entries that a text links to; any host, since of a wrong number nothing worse comes than a query.
ENTRY_ID = re.compile(r"entryid=(\d{1,18})")


@dataclass(frozen=True)
class Choices:
    """What the keeper chose on the command line."""

    default_language: str
    site_url: str = ""
    site_entries: str = "draft"
    deleted_authors: str = "draft"
    external: str = "skip"


@dataclass
class Plan:
    """An entry as it is to be here; ``bodies`` are as Moodle shows them, not yet formatted.

    ``published_at`` is for all of ``languages``, None for a draft; ``digest`` tells whether anything of
    it, comments aside, is other than the last time.
    """

    post: Post
    state: str
    titles: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    languages: list[str] = field(default_factory=list)
    original_language: str = ""
    published_at: datetime | None = None
    created_at: datetime | None = None
    modified_at: datetime | None = None
    digest: str = ""

    @property
    def title(self) -> str:
        """A title to call it by."""
        return next((self.titles[code] for code in self.languages if self.titles.get(code)), "")


def plan_entry(post: Post, choices: Choices, report: Report) -> Plan:
    """The plan for ``post``; what a person should know of it goes to ``report``."""
    languages = language_codes()
    titles, bodies = fields_of(post, languages, choices.default_language)
    plan = Plan(post, DRAFT)
    plan.titles = {code: title for code, text in titles.texts.items() if (title := in_plain(text))}
    plan.bodies = bodies.texts
    plan.languages = [code for code in languages if code in plan.titles or code in plan.bodies]
    order = languages_in_order(post.summary + post.subject, languages)
    plan.original_language = _original_of(plan, order, choices.default_language)
    plan.created_at, plan.modified_at = moment(post.created), moment(post.modified)
    plan.state = _state_of(plan, choices, report)
    if plan.state in (LIVE, SCHEDULED):
        plan.published_at = plan.created_at
    if plan.state != SKIPPED:
        _tell_of_texts(plan, titles, bodies, report)
        if post.places:
            report.tell(
                "associated", post.id, plan.title, places=", ".join(map(in_plain, post.places))
            )
    plan.digest = _digest_of(plan, choices)
    return plan


def fields_of(post: Post, languages: Sequence[str], default: str) -> tuple[Field, Field]:
    """Title and body of ``post`` taken apart.

    Without a tag in either, the two together tell which language it is.
    """
    titles = take_apart(post.subject, languages, default=default, is_title=True)
    bodies = field_of(post.summary, post.format, languages, default=default)
    if not titles.is_tagged and not bodies.is_tagged:
        guess = guess_of(f"{without_cut(post.subject).text} {post.summary}", languages)
        for parts in (titles, bodies):
            parts.is_sure = guess is not None
            if parts.guess:
                parts.keep_in(guess or default)
    return titles, bodies


def in_plain(text: str) -> str:
    """A title, a name of a tag or of a file: without markup, and without what is left of tags."""
    return " ".join(without_leftovers(plain(text)).split())


def moment(seconds: int) -> datetime | None:
    """The instant; None for a date that is none: zero, negative, or too far to be one."""
    return datetime.fromtimestamp(seconds, UTC) if 0 < seconds < TOO_FAR else None


def named_tag(tag: Tag, default: str) -> dict[str, str]:
    """The names of a tag by language."""
    parts = take_apart(tag.raw_name, language_codes(), default=default)
    names = {code: in_plain(text) for code, text in parts.texts.items()}
    return {code: name for code, name in names.items() if name}


def linked_entries(posts: Sequence[Post]) -> set[int]:
    """The ids of entries that texts of ``posts`` seem to link to."""
    texts = [text for post in posts for text in (post.summary, *(c.content for c in post.comments))]
    return {int(id_) for text in texts for id_ in ENTRY_ID.findall(text) if is_key(id_)}


def _original_of(plan, order, default):
    """The language with the most of it; of equals the one that stands first."""
    if not plan.languages:
        return default
    return max(
        (code for code in order if code in plan.languages),
        key=lambda code: (code in plan.bodies) + (code in plan.titles),
    )


def _state_of(plan, choices, report):
    """Whether readers will get it, and what is to be said of that."""
    post = plan.post
    tell = lambda kind, **details: report.tell(kind, post.id, plan.title, **details)  # noqa: E731
    if post.is_external:
        is_skipped = choices.external == "skip"
        decision = "@left-out" if is_skipped else "@kept"
        tell("external", address=post.original_url, decision=decision)
        if is_skipped:
            return SKIPPED
    if post.person.is_deleted:
        decisions = {"skip": "@left-out", "keep": "@kept", "draft": "@made-draft"}
        name = post.person.name or f"#{post.person.id}"
        tell("author-deleted", name=name, decision=decisions[choices.deleted_authors])
        if choices.deleted_authors != "keep":
            return SKIPPED if choices.deleted_authors == "skip" else DRAFT
    return _state_by_date(plan, tell) if _is_for_readers(post, choices, tell) else DRAFT


def _is_for_readers(post, choices, tell):
    if post.state == SITE:
        is_published = choices.site_entries == "publish"
        tell("members-published" if is_published else "members-only", state=post.state)
        return is_published
    if post.state in OLD_MEMBERS:
        tell("members-only", state=post.state)
    return post.state == PUBLIC


def _state_by_date(plan, tell):
    if not plan.languages:
        # Told as an entry without text.
        return DRAFT
    if plan.created_at is None:
        tell("date-none", date=plan.post.created)
        return DRAFT
    if plan.created_at > timezone.now():
        tell("date-future", date=f"{timezone.localtime(plan.created_at):%Y-%m-%d %H:%M}")
        return SCHEDULED
    return LIVE


def _tell_of_texts(plan, titles, bodies, report):
    post = plan.post
    tell = lambda kind, **details: report.tell(kind, post.id, plan.title, **details)  # noqa: E731
    if not plan.languages:
        tell("no-text")
    is_tagged = any(parts.is_tagged or parts.is_other for parts in (titles, bodies))
    if not is_tagged and plan.languages:
        guess = titles.guess or bodies.guess
        sure = titles.is_sure if titles.guess else bodies.is_sure
        tell("language-guessed", language=guess, evidence=_evidence(sure))
    else:
        for name, parts in (("title", titles), ("text", bodies)):
            if parts.guess:
                evidence = _evidence(parts.is_sure)
                kind = "other-guessed" if parts.is_other else "field-guessed"
                tell(kind, field=f"@{name}", language=parts.guess, evidence=evidence)
    if titles.cut:
        tell("title-cut-in-tag" if titles.is_cut_whole else "title-cut", text=titles.cut)
    for name, parts in (("title", titles), ("text", bodies)):
        if parts.broken:
            tell("markup-broken", field=f"@{name}", text=" … ".join(parts.broken))
        for code, text in parts.unknown.items():
            tell("language-unknown", field=f"@{name}", language=code, text=text)


def _evidence(is_sure):
    return "@by-letters" if is_sure else "@by-default"


def _digest_of(plan, choices):
    post = plan.post
    parts = [
        *(post.subject, post.summary, post.format, post.created, post.modified, post.person.id),
        # Whether a date has passed meanwhile is no change.
        *(
            LIVE if plan.state == SCHEDULED else plan.state,
            plan.titles,
            sorted(plan.bodies),
            choices.site_url,
        ),
        [(tag.id, tag.raw_name) for tag in post.tags],
        [(file.area, file.path, file.sha1) for file in post.files],
    ]
    return hashlib.sha256(repr(parts).encode("utf-8", "replace")).hexdigest()
