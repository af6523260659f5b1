"""How much of an upload is taken in."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler

from blog.imaging import MAX_BYTES


class BoundedUploadHandler(FileUploadHandler):
    """Let no upload fill the disk: what goes beyond the largest file allowed is not kept.

    A little more than that is, so that the form finds the file too large and says so, with all that
    was typed beside it still there. Stands first in ``FILE_UPLOAD_HANDLERS``.
    """

    def receive_data_chunk(self, raw_data, start):
        limit = max(MAX_BYTES, settings.ATTACHMENT_MAX_BYTES)
        return raw_data if start <= limit else None

    def file_complete(self, file_size):
        return None
