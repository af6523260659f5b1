"""The door for web servers."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rtcm_site.settings")

application = get_wsgi_application()
# All pages are loaded before somebody waits for one. What is there by now stays: the collector of
# garbage would look through it again and again, which takes a tenth of a second each time.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
