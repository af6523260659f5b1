"""Finding entries in the list of the admin, by the rules of readers."""

from django.contrib import messages
from django.contrib.admin.views.main import ORDER_VAR
from django.utils.translation import get_language, gettext

from blog.admin.links import at_address
from blog.search.listing import narrow


def find(request, rows, words):
    """Those of ``rows`` that ``words`` find, in any language; or the one whose page has that address.

    When what was typed is nowhere, what was found instead is told in a message.
    """
    if not words:
        return rows
    if "/" in words and (entry := at_address(words)):
        return rows.filter(pk=entry.pk)
    # Who has chosen a column to sort by is not overruled.
    found = narrow(rows, words, get_language(), is_title_first=ORDER_VAR not in request.GET)
    if request.method == "GET":
        _tell(request, found)
    return found.rows


def _tell(request, found):
    if found.did_you_mean:
        told = gettext(
            "Nothing was found for what you typed. Shown is what was found for: %(words)s"
        )
        messages.warning(request, told % {"words": found.did_you_mean})
    if found.is_relaxed:
        messages.warning(
            request, gettext("No entry has all of these words. These have some of them.")
        )
