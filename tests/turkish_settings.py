"""The site with a fourth language: the one line that a keeper would add."""

import os
import sys
from pathlib import Path

from rtcm_site.settings import *  # noqa: F403
from rtcm_site.settings import ALLOWED_HOSTS, LANGUAGES

LANGUAGES = [*LANGUAGES, ("tr", "Turkish")]

# For the test: migrations are made in a copy, and all else stays out of the project's folders.
SCRATCH = Path(os.environ["SCRATCH"])
sys.path.insert(0, str(SCRATCH))
MIGRATION_MODULES = {"blog": "copied_migrations"}
MEDIA_ROOT = SCRATCH / "media"
STATIC_ROOT = SCRATCH / "static"
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]
