"""Where files are kept."""

import os

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed files; the imports between our modules are hashed, too."""

    support_js_module_import_aggregation = True


class AttachmentStorage(FileSystemStorage):
    """The folder ``ATTACHMENT_ROOT``: no web server gives it out, only ``blog/views/attachments.py``."""

    @property
    def base_location(self):
        return settings.ATTACHMENT_ROOT

    @property
    def location(self):
        return os.path.abspath(self.base_location)

    def url(self, name):
        raise ValueError("An attachment has the address that its model gives it.")
