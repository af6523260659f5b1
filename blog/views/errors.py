"""What a reader is told when there is no page, in the reader's language."""

from django.core.exceptions import DisallowedHost
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import defaults

from blog.admin.keeping import sent_forms
from blog.pages import error_page

# The forms whose text the browser keeps; the way back leads to them.
KEPT_FORMS = ["admin:blog_entry_add", "admin:blog_entry_change"]


def page_not_found(request, exception):
    """404. Never says what was looked for: it may be a draft."""
    explanation = _(
        "There is no page at this address. It may have been withdrawn, or the address may be cut off."
    )
    return _error(request, 404, _("Page not found"), explanation)


def bad_request(request, exception):
    """400: what came is no request of ours."""
    if isinstance(exception, DisallowedHost):
        # Whoever asks for another site gets no page of this one: it would lead to that.
        return defaults.bad_request(request, exception)
    explanation = _("The site could not read what your browser sent. Go back and try again.")
    return _error(request, 400, _("Bad request"), explanation)


def permission_denied(request, exception):
    """403: known, but not allowed."""
    explanation = _(
        "You are not allowed to do this, or the page was open for too long. Log in and try again."
    )
    return _error(request, 403, _("Not allowed"), explanation)


def csrf_failure(request, reason=""):
    """403 for a form that did not come from our page, or came too late."""
    is_kept = sent_forms(request) and request.resolver_match.view_name in KEPT_FORMS
    if not is_kept:
        return permission_denied(request, None)
    explanation = _(
        "The page was open for too long, or somebody has logged in since. Nothing was saved. What you "
        "typed is kept in this browser: go back to the form, and it is offered to you there."
    )
    title = _("Not saved yet")
    return _error(request, 403, title, explanation, back_url=request.get_full_path())


def _error(request, status, title, explanation, *, back_url=""):
    context = {
        "page": error_page(request, title),
        "explanation": explanation,
        "back_url": back_url,
    }
    return render(request, "error.html", context, status=status)
