"""Where files are kept on the disk; ``rtcm_site/buckets.py`` keeps them in a bucket instead."""

import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed files; the imports between our modules are hashed, too."""

    support_js_module_import_aggregation = True


class WholeFileStorage(FileSystemStorage):
    """A folder in which a file is whole or not there, whatever happens while it is written.

    Our files are named by their content, so one that is there already is the same: it is replaced.
    """

    def get_available_name(self, name, max_length=None):
        return name

    def _save(self, name, content):
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=".unfinished-")
        try:
            with os.fdopen(handle, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            # mkstemp gives the file to its owner alone; the web server reads it, too.
            os.chmod(unfinished, self.file_permissions_mode or 0o644)
            os.replace(unfinished, path)
        except BaseException:
            Path(unfinished).unlink(missing_ok=True)
            raise
        return name


class AttachmentStorage(WholeFileStorage):
    """The folder ``ATTACHMENT_ROOT``: no web server gives it out, only ``blog/views/attachments.py``."""

    @property
    def base_location(self):
        return settings.ATTACHMENT_ROOT

    @property
    def location(self):
        return os.path.abspath(self.base_location)

    def url(self, name):
        raise ValueError("An attachment has the address that its model gives it.")
