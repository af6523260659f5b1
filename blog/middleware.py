"""What happens to every request around the views."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import get_language_from_path


class PlainPathMiddleware:
    """A path with a NUL names nothing: let it end as an ordinary 404, not as a storage's error."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path_info:
            request.path_info = request.path = request.path.replace("\0", "\ufffd")
        return self.get_response(request)


class FreshPagesMiddleware:
    """Whoever keeps a page asks again before showing it: it may have gone live, or been withdrawn, since.

    Without a word caches may guess (RFC 9111, section 4.2.2): of a feed by its date, of a 404 or a
    permanent redirect for as long as they like. A page without a session is made in milliseconds.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        match = request.resolver_match
        # Pictures never change, and have names of their own content.
        if not (match and match.url_name == "media"):
            response.headers.setdefault("Cache-Control", "no-cache")
        return response


class RememberLanguageMiddleware:
    """Set the language cookie when a reader goes from a page of ours to one in another language.

    The switcher is made of plain links, and no other public page sets a cookie. Browsers send the
    whole Referer within an origin (Referrer Policy, "strict-origin-when-cross-origin").
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        language = get_language_from_path(request.path_info)
        if language and response.status_code == 200 and self.has_switched(request, language):
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                language,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                samesite=settings.LANGUAGE_COOKIE_SAMESITE,
            )
        return response

    @staticmethod
    def has_switched(request, language):
        try:
            origin = urlsplit(request.headers.get("Referer", ""))
        except ValueError:
            return False
        before = get_language_from_path(origin.path)
        is_ours = origin.netloc == request.get_host()
        is_known = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) == language
        return bool(is_ours and before and before != language and not is_known)
