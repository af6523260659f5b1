"""What the holder of a preview link sees: one language of an entry that is not public yet.

Whatever is wrong with a link is an ordinary 404, which tells nothing.
"""

from dataclasses import replace
from functools import wraps

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from blog.models import Attachment
from blog.previewing import Preview, find_link, preview_context
from blog.views.attachments import given_out

HEADERS = {
    "X-Robots-Tag": "noindex",
    "Cache-Control": "private, no-store",
    # The address is the key: no other site is told it.
    "Referrer-Policy": "no-referrer",
}


def for_holders_only(view):
    """Give ``view`` the link, and see to it that what it answers is kept and passed on by nobody."""

    @wraps(view)
    def answer(request, token, **kwargs):
        link = find_link(token, translation.get_language())
        if link is None:
            raise Http404("No such preview.")
        response = view(request, link, token=token, **kwargs)
        for name, value in HEADERS.items():
            response[name] = value
        return response

    return answer


@require_safe
@for_holders_only
def preview(request, link, *, token):
    """The reader's page with a strip that says what it is; once it is public, a redirect there."""
    entry, language = link.entry, link.language
    if entry.state_in(language) == "live":
        return HttpResponseRedirect(entry.url_in(language))

    def file_url(file):
        return reverse("blog:preview-file", args=[token, file.pk, file.name])

    shown = Preview(entry, language, file_url=file_url)
    context = preview_context(request, shown, own_url=request.path)
    # Machines are told nothing but to go away: an address of this page is nobody's canonical one.
    told = {"canonical_url": "", "alternates": [], "is_indexed": False, "open_graph": None}
    page = replace(context["page"], **told)
    context = {**context, "page": page, "expires_at": link.expires_at}
    return render(request, "blog/entry_preview_link.html", context)


@require_safe
@for_holders_only
def preview_file(request, link, *, token, pk, name):
    """A file of the entry that the link is about; ``name`` in the address is for people."""
    return given_out(get_object_or_404(Attachment, pk=pk, entry=link.entry_id))
