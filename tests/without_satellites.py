"""The site without its satellites, and as if their folders were deleted."""

import sys

from rtcm_site.settings import *  # noqa: F403
from rtcm_site.settings import ALLOWED_HOSTS, INSTALLED_APPS

SATELLITES = {"moodle_import", "translation_desk"}
# An import of any of them fails from here on.
sys.modules.update(dict.fromkeys(SATELLITES))
INSTALLED_APPS = [app for app in INSTALLED_APPS if app not in SATELLITES]
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
