"""The entries that an author may link to, for the editor's dialog."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.utils.translation import get_language

from blog.fields import is_key
from blog.languages import language_codes
from blog.models import Entry, find_by_slug
from blog.references import place_of
from blog.search.listing import best

SHOWN = 8


def links(request):
    """Answer with entries: those that ``q`` finds, the most relevant first, or names by an address of
    this site; the one with the number ``id``; without either, the newest.

    Found is what readers can read, and what this person sees in the admin. JSON:
    ``{"entries": [{"id", "title", "language", "state", "href"}]}``.
    """
    if not request.user.has_perm("blog.view_entry"):
        raise PermissionDenied
    entries = linkable(request.user)
    number, words = request.GET.get("id", ""), request.GET.get("q", "").strip()
    if number:
        found = entries.filter(pk=number) if is_key(number) else []
    elif "/" in words:
        found = [entry for entry in [at_address(words)] if entry and entries.filter(pk=entry.pk)]
    elif words:
        found = best(entries, words, get_language(), SHOWN)
    else:
        found = entries.order_by("-modified_at", "-pk")[:SHOWN]
    return JsonResponse({"entries": [described(entry) for entry in found]})


def linkable(user):
    """Entries that ``user`` may link to: those anybody can read, and those they see in the admin."""
    return Entry.objects.visible_to(user) | Entry.objects.readable_in_any()


def at_address(address):
    """The entry whose page has ``address``, a path or a whole one; None when it has none."""
    language, match = place_of(address)
    if match is None or match.url_name != "entry-detail":
        return None
    return find_by_slug(Entry.objects.all(), language, match.kwargs["slug"])


def described(entry):
    """What the dialog shows of ``entry``; the state tells the languages readers can read it in."""
    codes = [get_language(), entry.original_language, *language_codes()]
    language = next((code for code in codes if entry.text("title", code)), codes[1])
    return {
        "id": entry.pk,
        "title": entry.text("title", language) or str(entry),
        "language": language,
        "state": ", ".join(entry.live_languages),
        "href": f"entry:{entry.pk}",
    }
