"""What the side-by-side page shows around the segments, and what its scripts are told."""

from itertools import groupby

from django import forms
from django.conf import settings
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from blog import roles
from blog.admin.keeping import DAYS_KEPT, accounts
from blog.history.recording import name_of
from blog.languages import facts
from translation_desk import rights
from translation_desk.admin.side_place import queue_url, side_url, title_for
from translation_desk.admin.side_rows import ShownRow, shown_rows
from translation_desk.admin.side_words import KEYS, words
from translation_desk.checks import CHECKS
from translation_desk.matching import CONFIRMED, nearest, source_of
from translation_desk.models import DeskStep, SourceChange, Translation
from translation_desk.standing import Standing

# More is of no use at the foot of a page; one person who confirms in a row is one line.
STEPS_READ, STEPS_SHOWN = 400, 40
EVERY = 15
State = Translation.State
# What a step of the page is called in its address.
STEPS = [
    *("confirm", "still_right", "reopen", "check", "comment", "settle", "dismiss"),
    *("size", "ask", "take_back", "give_back", "put_live", "news", "review", "preview"),
]
MEDIA = forms.Media(
    css={
        "all": [
            "blog/admin/differences.css",
            "translation_desk/side.css",
            "translation_desk/side_row.css",
            "translation_desk/side_aside.css",
        ]
    },
    js=[forms.Script("translation_desk/side/main.js", type="module")],
)


def may(user, translation: Translation) -> dict[str, bool]:
    """What of the page ``user`` may use."""
    entry = translation.entry
    return {
        "may_translate": rights.may_translate(user, translation),
        "may_manage": rights.may_manage(user, translation),
        "may_put_live": rights.may_put_live(user, translation),
        "may_decide": rights.may_decide(user, entry),
    }


def figures(now: Standing) -> dict[str, int]:
    """How far it is: n of m, and the words left."""
    told = now.figures
    return {"done": told["confirmed"], "all": told["segments"], "left": told["words_left"]}


def around_rows(user, now: Standing) -> dict[str, object]:
    """What the parts of the page need, whether the whole is shown or one of them anew."""
    translation = now.translation
    return {
        "translation": translation,
        "source_locale": now.source_locale,
        "locale": translation.locale,
        "source_language": facts(now.source_locale),
        "language": facts(translation.locale),
        "figures": figures(now),
        "urls": {step: side_url(translation, step) for step in STEPS},
        "sizes": SourceChange.Size.choices,
        **may(user, translation),
    }


def page_context(request, now: Standing, *, sent=None, refusal=None) -> dict[str, object]:
    """All that the page shows.

    ``sent``, with its position, is what a form sent in vain, and ``refusal`` (``StepRefused``) says why.
    """
    translation, user = now.translation, request.user
    rows = shown_rows(now)
    told = around_rows(user, now)
    unsaid = _give_back(now, rows, sent, refusal) if refusal else []
    return {
        **admin.site.each_context(request),
        **told,
        "title": title_for(translation.entry),
        "subtitle": None,
        "media": MEDIA,
        "entry": translation.entry,
        "rows": rows,
        "refusal": unsaid,
        "unplaced": now.unplaced,
        "kept": kept_texts(now),
        "assignee": name_of(translation.assignee) if translation.assignee else "",
        "is_late": bool(translation.due and translation.due < timezone.localdate()),
        "queue_url": queue_url(),
        "form_url": _form_url(user, translation),
        "page_url": side_url(translation),
        "keys": KEYS,
        "log": latest_steps(translation),
        **review(now, rows, told),
        "for_scripts": for_scripts(request, now),
    }


def kept_texts(now: Standing) -> list[tuple[str, str]]:
    """What is kept and of no segment any more: the words of the original, and what they were translated into."""
    sources = [(source_of(one), one.target_text) for one in now.kept if one.target_text]
    return [(source.plain, source._replace(text=text).plain) for source, text in sources]


def _form_url(user, translation):
    if not roles.may_change(user, translation.entry):
        return ""
    path = reverse("admin:blog_entry_change", args=[translation.entry_id])
    return f"{path}#language-{translation.locale}"


def _give_back(now, rows, sent, refusal):
    """Lay what was ``sent`` into the row it was for; return what is to be said above all rows."""
    meant = nearest(now.rows, sent["digest"], sent["position"])
    if meant is None:
        return list(dict.fromkeys([refusal.message, *refusal.messages]))
    row = rows[meant.position]
    row.said = refusal.messages
    row.typed = sent["text"]
    row.theirs = getattr(refusal, "theirs", None)
    return []


def review(now: Standing, rows: list[ShownRow], told) -> dict[str, object]:
    """Which ways to readers are open, and what stands in them."""
    translation = now.translation
    is_waiting = translation.state == State.IN_REVIEW
    stopping = [(row, one) for row in rows for one in row.open_findings if one.is_error]
    left = [row for row in rows if row.row.state != CONFIRMED]
    is_through = translation.state == State.DONE and not left and translation.live_at
    return {
        "is_waiting": is_waiting,
        "is_review_needed": settings.TRANSLATION_REVIEW,
        "stopping": stopping,
        "left": left,
        "is_ready": bool(rows) and not left and not stopping,
        "is_through": bool(is_through),
        "returned": _last_note(translation) if translation.state == State.RETURNED else None,
        "may_ask": told["may_translate"] and not is_waiting and not is_through,
        "may_take_back": told["may_translate"] and is_waiting,
        "may_go_live": told["may_put_live"] and (is_waiting or not settings.TRANSLATION_REVIEW),
    }


def _last_note(translation):
    return translation.steps.filter(event=DeskStep.Event.RETURNED).last()


def latest_steps(translation: Translation) -> list[dict[str, object]]:
    """The log, the latest first; the same step again and again by one person on one day is one line."""
    read = list(translation.steps.order_by("-at", "-pk")[:STEPS_READ])
    lines = []
    for _key, steps in groupby(read, key=_line_of):
        steps = list(steps)
        lines.append({"step": steps[0], "count": len(steps), "note": note_of(steps[0])})
    return lines[:STEPS_SHOWN]


def note_of(step: DeskStep) -> str:
    """What a step was noted with, in words."""
    if step.event == DeskStep.Event.DECIDED and step.note in SourceChange.Size.values:
        return SourceChange.Size(step.note).label
    if step.event == DeskStep.Event.DISMISSED:
        check, colon, reason = step.note.partition(":")
        names = {one.id: str(one.name) for one in CHECKS}
        return names.get(check, check) + colon + reason
    return step.note


def _line_of(step):
    return step.event, step.by_id, timezone.localdate(step.at), step.note


def for_scripts(request, now: Standing) -> dict[str, object]:
    """What ``static/translation_desk/side`` needs."""
    translation = now.translation
    return {
        "accounts": accounts(request.user),
        "daysKept": DAYS_KEPT,
        "every": EVERY,
        "place": f"desk {translation.pk}",
        "source": source_version(now),
        "urls": {step: side_url(translation, step) for step in STEPS},
        "login": reverse("admin:login"),
        "locale": translation.locale,
        "words": words(),
    }


def source_version(now: Standing) -> str:
    """What tells whether the original is still the one that a page shows."""
    return now.sides.source.version


def said_of(now: Standing) -> str:
    """How far it is, in a sentence."""
    told = figures(now)
    return gettext("%(done)s of %(all)s confirmed, words left: %(left)s.") % told
