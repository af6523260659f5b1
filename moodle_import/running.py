"""A run from beginning to end, dry or not."""

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

from django.db import reset_queries

from moodle_import.batches import Batch
from moodle_import.blobs import Blobs, sha1_of
from moodle_import.models import ImportedComment, ImportedEntry, ImportedFile
from moodle_import.people import Authors, Tags
from moodle_import.planning import SKIPPED, Choices
from moodle_import.reading import Moodle
from moodle_import.renditions import Renditions
from moodle_import.report import Report
from moodle_import.settling import settle_links
from moodle_import.sources import SourceError
from moodle_import.storing import check_picture, names_position
from moodle_import.writing import Contents, Writer

THREADS = 2
NICENESS = 10
AS_PICTURE = "picture:0"


def stand_back():
    """Let this thread have what the others leave of the processor, where the system can."""
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)


@dataclass
class Run:
    """What a run needs. ``is_whole``: no entry was left out by choice of dates or users.

    ``progress``: called with the number of entries just dealt with.
    """

    moodle: Moodle
    blobs: Blobs
    choices: Choices
    with_users: bool = False
    is_whole: bool = True
    progress: Callable[[int], None] = lambda number: None

    def __post_init__(self):
        self.report = Report()
        default = self.choices.default_language
        self.authors = Authors(self.report, default, with_users=self.with_users)
        self.tags = Tags(self.report, default)

    def batches(self) -> Iterator[Batch]:
        for posts in self.moodle.posts():
            # With DEBUG on, Django keeps every query in memory.
            reset_queries()
            yield Batch(posts, self.moodle, self.blobs, self.choices, self.report)

    # Dry

    def plan(self) -> Report:
        """Say what a run would do; nothing is written."""
        for batch in self.batches():
            for task in batch.written:
                try:
                    self._look_through(batch, task)
                except SourceError:
                    raise
                except Exception as error:
                    batch.fail(task, error)
            self._count(batch)
            self.progress(len(batch.tasks))
        self._look_around()
        return self.report

    def _look_through(self, batch, task):
        """Tell of the entry what writing it would tell, and count what it would bring."""
        report, post = self.report, task.post
        self.authors.count(post.person)
        for tag in post.tags:
            self.tags.count(tag)
        pictures = self._look_at_files(batch, task)
        batch.bodies(
            task,
            lambda file: AS_PICTURE if file.path in pictures else None,
            lambda content: AS_PICTURE if check_picture(content) is None else None,
        )
        batch.tell_of_unused(task)
        known = ImportedComment.objects.filter(moodle_id__in=[one.id for one in post.comments])
        known = set(known.values_list("moodle_id", flat=True))
        for comment in post.comments:
            if comment.id not in known and batch.comment(task, comment):
                report.counts["comments"] += 1

    def _look_at_files(self, batch, task) -> set[str]:
        """The paths of those that would become pictures."""
        pictures = set()
        for file in batch.files(task):
            path = self.blobs.path_of(file.sha1)
            if sha1_of(path) != file.sha1:
                batch.tell(task, "file-damaged", name=file.name, sha1=file.sha1)
                continue
            if file.area == ImportedFile.Area.POST and self.blobs.is_picture(file):
                refusal = check_picture(path.read_bytes())
                if refusal is None:
                    pictures.add(file.path)
                    continue
                batch.tell(task, "file-refused", name=file.name, why=refusal)
            if names_position(path):
                batch.tell(task, "position-removed", name=file.name)
            self.report.counts["downloads"] += 1
        self.report.counts["pictures"] += len(pictures)
        return pictures

    # For real

    def bring(self, *, phase: Callable[[str, int], Callable[[int], None]]) -> Report:
        """Do it. ``phase``: given a name and a number of steps, the function to call with steps done.

        Raises OSError when the disk is full or the like; what was brought stays, and the next run
        goes on from there.
        """
        with (
            ThreadPoolExecutor(THREADS, "contents") as contents,
            ThreadPoolExecutor(THREADS, "renditions", stand_back) as smaller,
        ):
            renditions = Renditions(smaller)
            try:
                self._bring_batches(Contents(contents), renditions)
                settle_links()
                self._look_around()
                step = phase("Smaller pictures", len(renditions.waiting))
                for failure in renditions.finish(step):
                    self.report.tell("renditions-missing", None, "", why=failure)
            finally:
                # After Ctrl-C or an error: what has not begun need not.
                contents.shutdown(cancel_futures=True)
                smaller.shutdown(cancel_futures=True)
        return self.report

    def _bring_batches(self, contents, renditions):
        renditions.add_left_over()
        writer = Writer(self.authors, self.tags)
        ahead = None
        for batch in self.batches():
            if ahead:
                self._bring_batch(writer, renditions, *ahead)
            ahead = batch, contents.begin(batch)
        if ahead:
            self._bring_batch(writer, renditions, *ahead)

    def _bring_batch(self, writer, renditions, batch, jobs):
        writer.write(batch, jobs)
        for task in batch.tasks:
            if task.entry:
                # Those whose entries came earlier may have another name now, or get an account.
                self.authors.of(task.post.person)
        self._count(batch)
        renditions.add(writer.new_pictures)
        writer.new_pictures = []
        self.progress(len(batch.tasks))

    # Both

    def _count(self, batch):
        report = self.report
        for task in batch.tasks:
            report.entries += 1
            report.outcomes[task.outcome] += 1
            report.states[task.plan.state] += 1
            if task.plan.state != SKIPPED:
                report.languages.update(task.plan.languages)

    def _look_around(self):
        """Tell of what belongs to no entry, and of what is no longer in Moodle."""
        for comment, entry in self.moodle.orphans():
            self.report.tell("comment-orphan", entry, "", comment=comment)
        if self.is_whole:
            self._tell_of_gone()

    def _tell_of_gone(self):
        memories = ImportedEntry.objects.filter(entry__isnull=False).order_by("moodle_id")
        ids = list(memories.values_list("moodle_id", flat=True))
        for at in range(0, len(ids), 500):
            part = ids[at : at + 500]
            gone = set(part) - self.moodle.exists(part)
            for memory in memories.select_related("entry").filter(moodle_id__in=gone):
                self.report.tell("gone-there", memory.moodle_id, str(memory.entry))
