"""The addresses of the site."""

from django.apps import apps
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.static import serve

from blog import sitemaps
from blog.views import attachments, home
from blog.views.invitations import InvitationView
from blog.views.languages import choose_language

urlpatterns = [
    path("", home.home, name="home"),
    path("robots.txt", home.robots, name="robots"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemaps.sitemap_part, name="sitemap-part"),
    path("files/<int:pk>/<str:name>", attachments.download, name="attachment"),
    path("admin/language/", choose_language, name="set-language"),
    path("admin/invitation/<uidb64>/<token>/", InvitationView.as_view(), name="invitation"),
    path("admin/", admin.site.urls),
    *i18n_patterns(path("", include("blog.urls"))),
]
if apps.is_installed("moodle_import"):
    # Readers keep the addresses of Moodle; MOODLE_PATH is what they had before "/blog/".
    urlpatterns.append(path(settings.MOODLE_PATH, include("moodle_import.urls")))
if settings.SERVE_MEDIA and not settings.MEDIA_HOST:
    prefix = settings.MEDIA_URL.lstrip("/")
    media = {"document_root": settings.MEDIA_ROOT}
    urlpatterns += [re_path(rf"^{prefix}(?P<path>.*)$", serve, media, name="media")]

handler400 = "blog.views.errors.bad_request"
handler403 = "blog.views.errors.permission_denied"
handler404 = "blog.views.errors.page_not_found"
