"""Where files are kept when ``S3_BUCKET`` is set (needs ``requirements-s3.txt``)."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from storages.backends.s3 import S3Storage


class BucketStorage(S3Storage):
    """Pictures in a bucket; readers get them below ``MEDIA_URL``, by what stands in front of it.

    An address that S3 signs would be another one for each reader, and no cache could keep it. Files
    are named by their content, so one that is there already is the same: it is replaced.
    """

    location = "media"
    file_overwrite = True
    object_parameters = {"CacheControl": "public, max-age=31536000, immutable"}

    def url(self, name, parameters=None, expire=None, http_method=None):
        return FileSystemStorage(base_url=settings.MEDIA_URL).url(name)


class AttachmentBucketStorage(S3Storage):
    """Attached files in a bucket, where nobody reads them but this site."""

    location = "files"
    file_overwrite = True

    def url(self, name, parameters=None, expire=None, http_method=None):
        raise ValueError("An attachment has the address that its model gives it.")
