"""Smaller versions of imported pictures, made by threads beside and after the import."""

import logging
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from blog.models import Picture
from blog.pictures import make_renditions
from blog.renditions import rendition_name, share_name
from moodle_import.models import ImportedFile

logger = logging.getLogger(__name__)
LONG = 2000


class Renditions:
    """The queue of pictures whose renditions are missing. What an earlier run left is in it."""

    def __init__(self, pool: ThreadPoolExecutor):
        self.pool = pool
        self.waiting: set[Future] = set()
        self.failed: list[str] = []

    def add(self, pictures: list[Picture]) -> None:
        """Put ``pictures`` into the queue; waits while it is long, so that memory stays flat."""
        self.waiting |= {self.pool.submit(self._make, picture) for picture in pictures}
        while len(self.waiting) > LONG:
            _done, self.waiting = wait(self.waiting, return_when=FIRST_COMPLETED)

    def add_left_over(self) -> None:
        """Add what an interrupted run did not come to; the last file of each tells."""
        imported = ImportedFile.objects.filter(picture__isnull=False).values("picture")
        for picture in Picture.objects.filter(pk__in=imported).iterator(chunk_size=500):
            last = rendition_name(picture, share_name(picture.focus))
            if not default_storage.exists(last):
                self.add([picture])

    def finish(self, step) -> list[str]:
        """Wait for all, calling ``step`` with the number of those just done; return what failed."""
        while self.waiting:
            done, self.waiting = wait(self.waiting, return_when=FIRST_COMPLETED)
            for job in done:
                job.result()
            step(len(done))
        return self.failed

    def _make(self, picture):
        try:
            make_renditions(picture)
        except (OSError, ValidationError) as error:
            logger.warning("No renditions of picture %s.", picture.pk, exc_info=True)
            self.failed.append(f"{picture.name or picture.file.name}: {error}")
