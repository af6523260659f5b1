"""The glossary as a file: given out, and taken in after a page that says what would change."""

from base64 import b64decode, b64encode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from blog.admin.endonyms import endonym
from blog.languages import language_codes
from translation_desk.admin.term_forms import FileForm
from translation_desk.glossary import glossary
from translation_desk.glossary_changes import Change, Plan, carry_out, plan
from translation_desk.glossary_csv import UnreadableError, read_glossary, write_glossary

# A page that shows more says nothing more.
MOST_SHOWN = 200


def may_import(model_admin, request) -> bool:
    """Whether this person may add terms, and change those there are."""
    return model_admin.has_add_permission(request) and model_admin.has_change_permission(request)


def export_glossary(model_admin):
    """The view that gives the glossary out, for ``model_admin``."""

    @require_safe
    def view(request):
        if not model_admin.has_view_permission(request):
            raise PermissionDenied
        data = write_glossary(glossary().entries, language_codes())
        response = HttpResponse(data, content_type="text/csv; charset=utf-8")
        name = f"glossary-{timezone.localdate():%Y-%m-%d}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    return view


def import_glossary(model_admin):
    """The view that takes a file in: it is sent, looked at, and confirmed.

    Between the two the page keeps the file; nothing of it is stored before.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request):
        if not may_import(model_admin, request):
            raise PermissionDenied
        is_confirmed = "content" in request.POST
        is_sent = request.method == "POST" and not is_confirmed
        form = FileForm(request.POST, request.FILES) if is_sent else FileForm()
        data = _kept(request) if is_confirmed else _sent(form)
        planned = None if data is None else _planned(request, form, data)
        if planned and request.POST.get("seen") == planned.digest:
            return _carry_out(request, planned)
        if planned is not None and is_confirmed:
            words = gettext("The glossary was changed meanwhile. Look at what would be done now.")
            messages.warning(request, words)
        context = {
            **model_admin.admin_site.each_context(request),
            "opts": model_admin.opts,
            "media": model_admin.media,
            "title": gettext("Import terms"),
            "form": form,
            **(_told(planned, data) if planned is not None else {"plan": None}),
        }
        return TemplateResponse(request, "admin/translation_desk/term/import.html", context)

    return view


def _sent(form) -> bytes | None:
    """The file that was sent; None when there is none, which the form says."""
    return form.cleaned_data["file"].read() if form.is_valid() else None


def _kept(request) -> bytes | None:
    """The file that the page kept."""
    try:
        return b64decode(request.POST["content"], validate=True)
    except ValueError:
        messages.error(request, gettext("This could not be read. Choose the file again."))
        return None


def _planned(request, form, data) -> Plan | None:
    """What the file would change; None when it cannot be read, which is said."""
    try:
        reading = read_glossary(data, language_codes())
    except UnreadableError as error:
        if form.is_bound:
            form.add_error("file", str(error))
        else:
            messages.error(request, str(error))
        return None
    return plan(glossary().entries, reading.entries, reading.problems)


def _told(planned, data):
    """What the page is told of a plan; it keeps the file."""
    count = len(planned.added) + len(planned.changed)
    return {
        "plan": planned,
        "content": b64encode(data).decode(),
        "changes": shown(planned),
        "more": max(0, count - MOST_SHOWN),
    }


def _carry_out(request, planned):
    carry_out(planned)
    said = [
        (
            ngettext(
                "%(count)s term was added.", "%(count)s terms were added.", len(planned.added)
            ),
            planned.added,
        ),
        (
            ngettext(
                "%(count)s term was changed.", "%(count)s terms were changed.", len(planned.changed)
            ),
            planned.changed,
        ),
    ]
    for words, changes in said:
        if changes:
            messages.success(request, words % {"count": len(changes)})
    return HttpResponseRedirect(reverse("admin:translation_desk_term_changelist"))


def shown(planned: Plan) -> list[dict]:
    """What would be added and changed, language by language."""
    changes = [*planned.added, *planned.changed][:MOST_SHOWN]
    return [
        {
            "row": one.row,
            "is_new": one.before is None,
            "languages": [
                {"code": code, "name": endonym(code), "names": names}
                for code in language_codes()
                if (names := _compared(one, code))
            ],
            "others": _others(one),
        }
        for one in changes
    ]


def _compared(change: Change, code) -> list[dict]:
    """The names in a language: what each is, and whether it comes, goes or stays; none if all stay."""
    old = _kinds(change.before, code) if change.before else {}
    new = _kinds(change.after, code)
    if old == new:
        return []
    gone = [(name, kind, "gone") for name, kind in old.items() if new.get(name) != kind]
    come = [(name, kind, "same" if old.get(name) == kind else "new") for name, kind in new.items()]
    return [{"name": name, "kind": kind, "fate": fate} for name, kind, fate in [*gone, *come]]


def _kinds(entry, code):
    """Name → what it is."""
    preferred, *others = entry.names.get(code) or [""]
    kinds = {preferred: "preferred"} if preferred else {}
    kinds |= dict.fromkeys(others, "allowed")
    return kinds | dict.fromkeys(entry.forbidden.get(code, []), "forbidden")


def _others(change: Change) -> list[str]:
    """What else would be another, in words."""
    before, after = change.before, change.after
    said = []
    if after.note and (before is None or before.note != after.note):
        said.append(gettext("Note: %(note)s") % {"note": after.note})
    if after.keep and not (before and before.keep):
        said.append(gettext("not to be translated"))
    if after.is_case_sensitive and not (before and before.is_case_sensitive):
        said.append(gettext("only with these capitals"))
    return said
