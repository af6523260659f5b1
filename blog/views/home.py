"""The bare address of the site: to the reader's language."""

from django.http import HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe

from blog.pages import home_url


@require_safe
def home(request):
    """Redirect by cookie, then Accept-Language (RFC 9110, section 12.5.4), then the default."""
    response = HttpResponseRedirect(home_url(get_language_from_request(request)))
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@require_safe
def robots(request):
    """Tell machines where the sitemap is, and that the admin is not for them (RFC 9309)."""
    context = {"sitemap_url": request.build_absolute_uri("/sitemap.xml")}
    return HttpResponse(render_to_string("robots.txt", context), content_type="text/plain")
