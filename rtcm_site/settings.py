"""Settings of the site: environment first, safe when nothing is set.

With no variable set this is a local demo for one machine. With ``DEBUG`` off, a missing
``SECRET_KEY`` or ``ALLOWED_HOSTS`` is a refusal to start. ``docs/for-keepers.md`` lists every variable.
"""

from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# Security
# Where readers get pictures: a path of this site, or the whole address of what serves them.
MEDIA_URL = env.str("MEDIA_URL", default="/media/")
MEDIA_HOST = urlsplit(MEDIA_URL).netloc
DEBUG = env.bool("DEBUG", default=True)
SECRET_KEY = env.str("SECRET_KEY", default="")
# Secrets of before: sessions, links and texts kept in browsers that were made with them still hold.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
if DEBUG:
    SECRET_KEY = SECRET_KEY or "a-key-for-the-local-demo-that-protects-nothing"
    ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]
if not SECRET_KEY:
    raise ImproperlyConfigured("DEBUG is off: set SECRET_KEY to a long random string.")
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("DEBUG is off: set ALLOWED_HOSTS to the names of the site.")

# Readers come by HTTPS unless this is a machine of one's own.
HTTPS = env.bool("HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Our own pages must see the Referer of our own pages: it tells that a reader switched language.
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "blog.views.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        # The one host besides ours that a page may ask: where the keeper has put the pictures.
        "img-src": [SELF, *([MEDIA_HOST] if MEDIA_HOST else [])],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# Application
INSTALLED_APPS = [
    # Before the admin, which reads the registered fields while it loads.
    "modeltranslation",
    "blog.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    # Only its scripts: the bundle of Tiptap that blog's editor is made of.
    "django_prose_editor",
    "blog",
    # The translators' workplace; the site works without this line and its folder.
    "translation_desk",
    # The way out of Moodle; the site works without this line and its folder.
    "moodle_import",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Django pads what it compresses, so that lengths tell nothing (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "blog.middleware.PlainPathMiddleware",
    "blog.middleware.FreshPagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "blog.middleware.RememberLanguageMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "rtcm_site.urls"
WSGI_APPLICATION = "rtcm_site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "blog.pages.site",
            ],
            # Django's own casing filters are wrong for Azerbaijani, the admin's templates included.
            "builtins": ["blog.templatetags.casing"],
        },
    }
]
# An author pastes long texts from Word, or half a book by accident: the form answers that with a
# sentence (see blog.forms), so let it arrive. The web server in front bounds the rest.
DATA_UPLOAD_MAX_MEMORY_SIZE = 24 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "blog.uploads.BoundedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Data
# Where all is kept that no variable puts elsewhere; whoever makes the code read-only has set them.
with suppress(OSError):
    (BASE_DIR / "var" / "static").mkdir(parents=True, exist_ok=True)
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR}/var/db.sqlite3")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL lets readers read while one writes; IMMEDIATE takes the lock before the first read of a
    # transaction, so that two writers wait for each other instead of failing in the middle.
    DATABASES["default"]["OPTIONS"] = {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Languages
# The order is the order of the admin's tabs and of the reader's switcher. Adding one is one line
# here and one makemigrations.
LANGUAGES = [("en", _("English")), ("ru", _("Russian")), ("az", _("Azerbaijani"))]
LANGUAGE_CODE = "en"
# What a reader is shown when a text is missing in their language: the first of these that is live.
FALLBACK_LANGUAGES = {"en": ["ru", "az"], "ru": ["en", "az"], "az": ["en", "ru"]}
# Readers get fallbacks field by field from blog.reading; these are for the admin's names of things.
MODELTRANSLATION_FALLBACK_LANGUAGES = tuple(code for code, name in LANGUAGES)
MODELTRANSLATION_DEFAULT_LANGUAGE = LANGUAGE_CODE
# Our forms say the language once, over all of its fields.
MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME = lambda name, language: name  # noqa: E731
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "rtcm_site.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="Asia/Baku")
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"

# Translations
# With review, what is translated waits for somebody who may publish; without, whoever may puts it live.
TRANSLATION_REVIEW = env.bool("TRANSLATION_REVIEW", default=True)
# Whether readers of a translation are told that the original was updated since.
TRANSLATION_NOTE_OUTDATED = env.bool("TRANSLATION_NOTE_OUTDATED", default=False)

# Mail
# Invitations, and what happens to submitted entries. Without a server mail is printed where the
# site was started.
globals().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="webmaster@localhost")
# Mail is sent while the person who pressed the button waits, after their work was saved. A server that
# does not answer keeps them so many seconds, once (blog.mails.send gives it up then).
EMAIL_TIMEOUT = 10

# For how many days an outsider can see a preview by its link; known to each link when it is made.
PREVIEW_LINK_DAYS = env.int("PREVIEW_LINK_DAYS", default=7)

# The path of the old Moodle on the same host: "moodle" of https://old.example.org/moodle/.
MOODLE_PATH = "".join(f"{part}/" for part in env.str("MOODLE_PATH", default="").split("/") if part)

# Files
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "var" / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media")))
# Not below MEDIA_ROOT: these are given out as downloads only, by blog/views/attachments.py.
ATTACHMENT_ROOT = Path(env.str("ATTACHMENT_ROOT", default=str(BASE_DIR / "var" / "files")))
# The demo has no web server in front that would serve pictures.
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=DEBUG)
# With a bucket, files are kept there instead (rtcm_site/buckets.py, requirements-s3.txt).
S3_BUCKET = env.str("S3_BUCKET", default="")
S3_OPTIONS = {
    "bucket_name": S3_BUCKET,
    "endpoint_url": env.str("S3_ENDPOINT_URL", default="") or None,
    "region_name": env.str("S3_REGION", default="") or None,
    "access_key": env.str("S3_ACCESS_KEY", default="") or None,
    "secret_key": env.str("S3_SECRET_KEY", default="") or None,
}
STORAGES = {
    "default": {"BACKEND": "rtcm_site.buckets.BucketStorage", "OPTIONS": S3_OPTIONS}
    if S3_BUCKET
    else {"BACKEND": "rtcm_site.storage.WholeFileStorage"},
    "attachments": {"BACKEND": "rtcm_site.buckets.AttachmentBucketStorage", "OPTIONS": S3_OPTIONS}
    if S3_BUCKET
    else {"BACKEND": "rtcm_site.storage.AttachmentStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "rtcm_site.storage.StaticFilesStorage"
    },
}
# What may be attached to an entry: extension → media type.
ATTACHMENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "zip": "application/zip",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
}
ATTACHMENT_MAX_BYTES = 25 * 1024 * 1024

WHITENOISE_KEEP_ONLY_HASHED_FILES = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
