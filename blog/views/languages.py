"""The language of the admin: chosen by a person, kept in a cookie."""

from django.views.i18n import set_language

from blog.languages import language_codes
from blog.mails import prefer


def choose_language(request):
    """Django's own view; mail to whoever is logged in is in the same language from now on."""
    language = request.POST.get("language")
    if request.method == "POST" and request.user.is_authenticated and language in language_codes():
        prefer(request.user, language)
    return set_language(request)
