"""What the steps of the side-by-side page are answered with: for scripts, and where something is refused."""

from dataclasses import replace

from django.contrib import admin
from django.http import JsonResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.translation import gettext

from translation_desk import steps
from translation_desk.admin.side_page import (
    MEDIA,
    around_rows,
    figures,
    page_context,
    review,
    said_of,
    source_version,
)
from translation_desk.admin.side_place import queue_url, side_url, title_for
from translation_desk.admin.side_rows import ShownRow, seen_of, shown_rows
from translation_desk.fitting import fitted
from translation_desk.matching import nearest
from translation_desk.models import TranslatedSegment
from translation_desk.standing import standing

STATUSES = {steps.NotAllowed: 403, steps.Gone: 410, steps.Conflict: 409}
UNFIT = 422
# The parts of a row that are shown anew; the text field is the person's.
PARTS = ["source", "state", "findings", "comments"]
JSON, HTML = "application/json", "text/html"


def is_for_script(request) -> bool:
    """Whether the answer is wanted as JSON."""
    return request.get_preferred_type([HTML, JSON]) == JSON


def row_answer(request, now, position: int, digest: str) -> dict[str, object]:
    """The row of the wording ``digest`` as it stands now, with the figures."""
    (shown,) = shown_rows(now, [now.row_of(digest, position)])
    told = around_rows(request.user, now)
    return {"row": _described(request, shown, told), **_overall(request, now, told)}


def _described(request, shown: ShownRow, told):
    row = shown.row
    return {
        "position": row.position,
        "digest": row.source.digest,
        "version": row.version,
        "state": row.state,
        "seen": shown.seen,
        "text": row.target,
        "by": row.confirmed_by,
        "parts": {part: _part(request, part, shown, told) for part in PARTS},
    }


def _part(request, part, shown, told):
    return render_to_string(
        f"admin/translation_desk/_side_{part}.html", {**told, "shown": shown}, request
    )


def _overall(request, now, told):
    return {
        "figures": figures(now),
        "said": said_of(now),
        "progress": render_to_string("admin/translation_desk/_side_progress.html", told, request),
    }


def checked(request, translation, sent) -> dict[str, object]:
    """What is said of the text that was ``sent`` for a row: what does not fit, and what the checks find."""
    now = standing(translation)
    row = now.row_of(sent["digest"], sent["position"])
    # What is checked is what would be stored.
    text = fitted(row.source, sent["text"])
    typed = replace(row, stored=TranslatedSegment(target_text=text, version=row.version))
    (shown,) = shown_rows(now, [typed])
    return {"findings": _part(request, "findings", shown, around_rows(request.user, now))}


def news_for(request, translation) -> dict[str, object]:
    """The rows that are not as the page of the script shows them."""
    now = standing(translation)
    if request.POST.get("source") != source_version(now):
        return {"isSourceChanged": True}
    seen = request.POST.get("seen", "").split()
    changed = [
        row
        for row, one in zip(now.rows, seen, strict=False)
        if len(seen) == len(now.rows) and seen_of(row) != one
    ]
    if not changed:
        return {"rows": []}
    told = around_rows(request.user, now)
    rows = [_described(request, shown, told) for shown in shown_rows(now, changed)]
    return {"rows": rows, **_overall(request, now, told)}


def review_part(request, now) -> dict[str, object]:
    """The part of the page about review."""
    told, rows = around_rows(request.user, now), shown_rows(now)
    context = {**told, "rows": rows, **review(now, rows, told)}
    html = render_to_string("admin/translation_desk/_side_review.html", context, request)
    return {"review": html}


def refused(request, translation, refusal: steps.StepRefused):
    """Say why a step was not taken; what was typed comes back."""
    status = next((code for kind, code in STATUSES.items() if isinstance(refusal, kind)), UNFIT)
    if is_for_script(request):
        told = {"message": refusal.message, "messages": refusal.messages}
        if isinstance(refusal, steps.Conflict):
            told["theirs"] = _theirs(refusal.theirs)
        return JsonResponse(told, status=status)
    sent = _sent(request)
    if translation is None or _is_homeless(translation, sent):
        return _nowhere(request, translation, refusal, sent, status)
    context = page_context(request, standing(translation), sent=sent, refusal=refusal)
    return TemplateResponse(request, "admin/translation_desk/side.html", context, status=status)


def _theirs(stored):
    if stored is None:
        return None
    return {
        "text": stored.target_text,
        "version": stored.version,
        "by": stored.confirmed_by_name,
        "isConfirmed": stored.confirmed_at is not None,
    }


def _sent(request):
    """What the form said, as far as it can be read; it was refused, or is about what is no more."""
    position = request.POST.get("position", "")
    return {
        "position": int(position) if position.isdecimal() and len(position) < 10 else 0,
        "digest": request.POST.get("digest", ""),
        "text": request.POST.get("text"),
    }


def _is_homeless(translation, sent):
    """Whether a text was sent for a wording that the original no longer has."""
    rows = standing(translation).rows
    return bool(sent["text"]) and nearest(rows, sent["digest"], sent["position"]) is None


def _nowhere(request, translation, refusal, sent, status):
    """A page of its own for a text that there is no row for."""
    context = {
        **admin.site.each_context(request),
        "title": title_for(translation.entry) if translation else gettext("Translation"),
        "translation": translation,
        "refusal": refusal.messages,
        "text": sent["text"],
        "queue_url": queue_url(),
        "page_url": side_url(translation) if translation else "",
        "media": MEDIA,
    }
    name = "admin/translation_desk/side_gone.html"
    return TemplateResponse(request, name, context, status=status)
