"""The site, with its static files as they are: nobody fetches them, and compressing takes ten seconds."""

from rtcm_site.settings import *  # noqa: F403
from rtcm_site.settings import STORAGES

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
