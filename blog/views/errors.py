"""What a reader is told when there is no page, in the reader's language."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from blog.pages import error_page


def page_not_found(request, exception):
    """404. Never says what was looked for: it may be a draft."""
    context = {"page": error_page(request, _("Page not found"))}
    return render(request, "404.html", context, status=404)


def bad_request(request, exception):
    """400: what came is no request of ours."""
    return render(request, "400.html", {"page": error_page(request, _("Bad request"))}, status=400)


def permission_denied(request, exception):
    """403: known, but not allowed."""
    return render(request, "403.html", {"page": error_page(request, _("Not allowed"))}, status=403)


def csrf_failure(request, reason=""):
    """403 for a form that did not come from our page, or came too late."""
    return permission_denied(request, None)
