"""The side-by-side page: the original left, its translation right, a segment a row.

It works without scripts: each button sends a form and the page comes again. A script asks for JSON
instead, and gets the parts of the row anew, made by the same templates.
"""

from functools import partial, wraps

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from blog.mails import tell_about
from translation_desk import steps
from translation_desk.admin.side_answers import (
    checked,
    is_for_script,
    news_for,
    refused,
    review_part,
    row_answer,
)
from translation_desk.admin.side_forms import (
    CommentForm,
    DismissForm,
    NoteForm,
    RowForm,
    SettleForm,
    SizeForm,
    TextForm,
)
from translation_desk.admin.side_page import page_context
from translation_desk.admin.side_place import (
    found_translation,
    refuse_other_account,
    refuse_reader,
    side_url,
)
from translation_desk.admin.side_preview import preview
from translation_desk.standing import opened, standing

PAGE = "admin/translation_desk/side.html"


def of_translation(view):
    """Give ``view`` the translation that the address names; say what is refused where it was asked."""

    @wraps(view)
    def found(request, pk, locale):
        try:
            translation = found_translation(request.user, pk, locale)
        except steps.Gone as refusal:
            return refused(request, None, refusal)
        try:
            refuse_other_account(request)
            return view(request, translation)
        except steps.StepRefused as refusal:
            return refused(request, translation, refusal)

    return found


@of_translation
def side(request, translation):
    """The page."""
    now = opened(translation)
    now.translation.entry, now.translation.assignee = translation.entry, translation.assignee
    return TemplateResponse(request, PAGE, page_context(request, now))


def _answer(request, translation, sent):
    """What a step with a segment is answered with."""
    if is_for_script(request):
        now = standing(translation)
        return JsonResponse(row_answer(request, now, sent["position"], sent["digest"]))
    return HttpResponseRedirect(f"{side_url(translation)}#row-{sent['position']}")


def _meant(sent):
    return sent["position"], sent["digest"]


@of_translation
def confirm(request, translation):
    sent = TextForm.of(request)
    steps.confirm(
        translation, *_meant(sent), sent["text"], version=sent["version"], by=request.user
    )
    return _answer(request, translation, sent)


@of_translation
def still_right(request, translation):
    sent = RowForm.of(request)
    steps.still_right(translation, *_meant(sent), version=sent["version"], by=request.user)
    return _answer(request, translation, sent)


@of_translation
def reopen(request, translation):
    sent = RowForm.of(request)
    steps.reopen(translation, *_meant(sent), version=sent["version"], by=request.user)
    return _answer(request, translation, sent)


@of_translation
def comment(request, translation):
    sent = CommentForm.of(request)
    steps.comment(translation, *_meant(sent), sent["text"], by=request.user)
    return _answer(request, translation, sent)


@of_translation
def settle(request, translation):
    """A comment is settled, or is not."""
    sent = SettleForm.of(request)
    resolved = sent["is_settled"]
    steps.resolve_comment(translation, sent["comment"], by=request.user, resolved=resolved)
    return _answer(request, translation, sent)


@of_translation
def dismiss(request, translation):
    sent = DismissForm.of(request)
    found = (sent["check"], sent["key"])
    steps.dismiss(translation, *found, by=request.user, reason=sent["reason"])
    return _answer(request, translation, sent)


@of_translation
def check(request, translation):
    """What is said of a text that is not saved; nothing is stored."""
    refuse_reader(request.user, translation)
    return JsonResponse(checked(request, translation, TextForm.of(request)))


@of_translation
def news(request, translation):
    """What others have done since the page was made: ``seen`` are its rows, ``source`` its original."""
    return JsonResponse(news_for(request, translation))


@of_translation
def review(request, translation):
    """The way to readers as it stands now, for the script; all checks are run for it."""
    return JsonResponse(review_part(request, standing(translation)))


@of_translation
def size(request, translation):
    """Decide how large a change of the original is."""
    sent = SizeForm.of(request)
    steps.decide_size(translation.entry, sent["old"], sent["new"], sent["size"], by=request.user)
    return HttpResponseRedirect(f"{side_url(translation)}#row-{sent['position']}")


# Review


def _step_on(request, translation, taken, said):
    """Tell people of the steps ``taken``, and show the page again."""
    if taken:
        transaction.on_commit(partial(_tell, request, taken), robust=True)
    messages.success(request, said)
    return HttpResponseRedirect(side_url(translation))


def _tell(request, taken):
    delivery = tell_about(taken, request)
    if delivery.unheard:
        messages.warning(
            request, gettext("No editor could be told by mail: none has an address here.")
        )


@of_translation
def ask(request, translation):
    taken = steps.ask_for_review(translation, by=request.user)
    return _step_on(request, translation, taken, gettext("It waits for review now."))


@of_translation
def take_back(request, translation):
    taken = steps.take_back(translation, by=request.user)
    return _step_on(request, translation, taken, gettext("Taken back. It waits for nobody."))


@of_translation
def give_back(request, translation):
    taken = steps.give_back(translation, NoteForm.of(request)["note"], by=request.user)
    return _step_on(request, translation, taken, gettext("Returned with your note."))


@of_translation
def put_live(request, translation):
    taken = steps.put_live(translation, by=request.user)
    return _step_on(request, translation, taken, gettext("Readers can read it now."))


def pages():
    """The addresses, for the admin."""
    views = {
        "": require_safe(side),
        "preview": require_safe(of_translation(preview)),
        **{
            view.__name__: require_POST(view)
            for view in (
                *(
                    confirm,
                    still_right,
                    reopen,
                    comment,
                    settle,
                    dismiss,
                    check,
                    news,
                    review,
                    size,
                ),
                *(ask, take_back, give_back, put_live),
            )
        },
    }
    for step, view in views.items():
        ending, name = (f"{step}/", f"_{step}") if step else ("", "")
        route = f"translation_desk/entry/<int:pk>/<str:locale>/{ending}"
        yield path(route, admin.site.admin_view(view), name=f"translation_desk_side{name}")


admin.site.add_pages(pages())
