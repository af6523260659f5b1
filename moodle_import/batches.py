"""A batch of entries: what is new in it, and what its texts and files turn into."""

import base64
import binascii
import hashlib
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote_to_bytes, urljoin

from blog.models import Entry
from moodle_import.addresses import Address, OldSite, file_address, without_token
from moodle_import.blobs import EMPTY_SHA1, Blobs
from moodle_import.bodies import body_html
from moodle_import.commenting import comment_field, comment_fields
from moodle_import.models import ImportedEntry
from moodle_import.planning import (
    DRAFT,
    SKIPPED,
    Choices,
    Plan,
    in_plain,
    linked_entries,
    plan_entry,
)
from moodle_import.reading import Comment, File, Moodle, Post
from moodle_import.report import Report

PictureOf = Callable[[File], str | None]
InlinePicture = Callable[[bytes], str | None]
FILE_ADDRESS = re.compile(r"[^\"'\s<>]*(?:plugin|draft)file\.php[^\"'\s<>]*")
NEW, CHANGED, SAME, LEFT, FAILED = "new", "changed", "unchanged", "left alone", "failed"
logger = logging.getLogger(__name__)


@dataclass
class Task:
    """A plan, and what is to be done with it; ``entry`` is the one here, if there is one.

    ``named`` are the paths of files that some text of the entry names; ``kept`` the places (area and
    path) of files that came earlier and are the same.
    """

    plan: Plan
    outcome: str
    memory: ImportedEntry | None = None
    entry: Entry | None = None
    named: set[str] = field(default_factory=set)
    kept: set[tuple[str, str]] = field(default_factory=set)

    @property
    def post(self) -> Post:
        return self.plan.post


class Batch:
    """Entries of Moodle side by side with what is known of them here."""

    def __init__(
        self, posts: list[Post], moodle: Moodle, blobs: Blobs, choices: Choices, report: Report
    ):
        self.moodle, self.blobs, self.choices, self.report = moodle, blobs, choices, report
        self.site = OldSite(choices.site_url)
        ids = [post.id for post in posts]
        memories = ImportedEntry.objects.select_related("entry").filter(moodle_id__in=ids)
        self.memories = {memory.moodle_id: memory for memory in memories}
        self.tasks = [self._task(post) for post in posts]
        self._find_links()

    def _task(self, post: Post) -> Task:
        """What is to be done: made, brought up to date, or left as it is, and then without a word."""
        told = Report()
        try:
            plan = plan_entry(post, self.choices, told)
        except Exception as error:
            task = Task(Plan(post, SKIPPED), NEW)
            self.fail(task, error)
            return task
        task = self._outcome(plan)
        if task.outcome != SAME:
            self.report.problems += told.problems
        return task

    def _outcome(self, plan: Plan) -> Task:
        plan.digest = self._with_presence(plan)
        memory = self.memories.get(plan.post.id)
        if memory is None:
            return Task(plan, SKIPPED if plan.state == SKIPPED else NEW)
        is_changed = memory.digest != plan.digest
        if memory.entry is None:
            if is_changed:
                self.report.tell("deleted-here", plan.post.id, plan.title)
            return Task(plan, LEFT, memory)
        if not is_changed or plan.state == SKIPPED:
            return Task(plan, SAME, memory, memory.entry)
        if memory.entry.modified_at != memory.modified_at:
            self.report.tell("edited-here", plan.post.id, plan.title)
            return Task(plan, LEFT, memory, memory.entry)
        return Task(plan, CHANGED, memory, memory.entry)

    def _with_presence(self, plan):
        """The digest with which files are there: one that was missing may have been brought since."""
        missing = sum(not self.blobs.has(file) for file in plan.post.files)
        return hashlib.sha256(f"{plan.digest}-{missing}".encode()).hexdigest()

    def fail(self, task: Task, error: Exception) -> None:
        """Leave an entry out that nobody foresaw: ten thousand others wait behind it."""
        logger.exception("Entry %s of Moodle could not be read.", task.post.id, exc_info=error)
        task.outcome = FAILED
        why = f"{type(error).__name__}: {error}"
        self.report.tell("entry-failed", task.post.id, in_plain(task.post.subject[:200]), why=why)

    def _find_links(self):
        wanted = linked_entries([task.post for task in self.written])
        known = ImportedEntry.objects.filter(moodle_id__in=wanted, entry__isnull=False)
        self.linked = dict(known.values_list("moodle_id", "entry_id"))
        self.existing = self.moodle.exists(wanted) if wanted else set()
        others = {
            address.post
            for task in self.written
            for address in self._file_addresses(task.post)
            if address.post != task.post.id
        }
        self.files_of_others = {
            (file.post, file.area, file.path): file
            for files in self.moodle.files(others).values()
            for file in files
        }

    def _file_addresses(self, post: Post) -> Iterator[Address]:
        """Addresses of files of entries that the text of ``post`` may name."""
        if "file.php" not in post.summary:
            return
        for address in FILE_ADDRESS.findall(post.summary):
            meaning = self.site.read(unescape(address), post=post.id)
            if meaning.kind == "file":
                yield meaning

    @property
    def written(self) -> list[Task]:
        """What is to be made or brought up to date."""
        return [task for task in self.tasks if task.outcome in (NEW, CHANGED)]

    def files(self, task: Task) -> list[File]:
        """The files of an entry whose content is there; the others are told of."""
        present = []
        for file in task.post.files:
            if not self.blobs.has(file):
                self.tell(task, "file-missing", name=file.path.lstrip("/"), sha1=file.sha1)
                continue
            if file.size == 0 or file.sha1 == EMPTY_SHA1:
                self.tell(task, "file-empty", name=file.name)
            present.append(file)
        return present

    def tell(self, task: Task, kind: str, **details) -> None:
        self.report.tell(kind, task.post.id, task.plan.title, **details)

    # Texts

    def bodies(self, task: Task, picture_of: PictureOf, inline_picture: InlinePicture) -> dict:
        """The bodies of an entry as cleaned HTML by language; those of which nothing is left are not.

        ``picture_of``: a file of the text → ``picture:5``, or None; ``inline_picture``: the same for the bytes of a
        picture that stands in the text itself.
        """
        plan = task.plan
        names = Names(self, task, picture_of, inline_picture)
        links = task.post.format in self.moodle.makes_links
        made = {
            code: body_html(text, task.post.format, names, links=links)
            for code, text in plan.bodies.items()
        }
        bodies = {code: html for code, html in made.items() if html}
        had_text = bool(plan.languages)
        plan.languages = [code for code in plan.languages if code in plan.titles or code in bodies]
        if had_text and not plan.languages:
            # It had nothing but what is not shown, such as a script.
            plan.state, plan.published_at = DRAFT, None
            self.tell(task, "no-text")
        return bodies

    def comment(self, task: Task, comment: Comment) -> dict[str, object] | None:
        """The fields of a comment but its entry; None when a reader would see nothing of it."""
        try:
            return self._comment(task, comment)
        except Exception as error:
            logger.exception("Comment %s of Moodle could not be read.", comment.id)
            why = f"comment {comment.id}: {type(error).__name__}: {error}"
            self.tell(task, "entry-failed", why=why)
            return None

    def _comment(self, task, comment):
        names = Names(self, task, lambda file: None, lambda content: None)
        links = comment.format in self.moodle.makes_links
        parts = comment_field(comment, self.choices.default_language)
        self._tell_of_tags(task, parts)
        fields = comment_fields(
            comment,
            parts,
            lambda text: body_html(text, comment.format, names, links=links),
        )
        if fields is None and not parts.unknown:
            self.tell(task, "comment-empty", name=comment.name)
        if fields and fields["written_at"] is None:
            self.tell(task, "comment-undated", name=comment.name)
        return fields

    def _tell_of_tags(self, task, parts):
        """Tell of tags in a comment that are broken, or for languages that the site has not."""
        if parts.broken:
            text = " … ".join(parts.broken)
            self.tell(task, "markup-broken", field="@comment", text=text)
        for code, text in parts.unknown.items():
            self.tell(task, "language-unknown", field="@comment", language=code, text=text)

    def tell_of_unused(self, task: Task) -> None:
        """Name the files of the text that no language shows."""
        for file in task.post.files:
            if file.area == "post" and file.path not in task.named and self.blobs.has(file):
                self.tell(task, "file-unused", name=file.name)


class Names:
    """What the addresses in the texts of one entry name (``moodle_import.bodies.Surroundings``)."""

    def __init__(
        self, batch: Batch, task: Task, picture_of: PictureOf, inline_picture: InlinePicture
    ):
        self.batch, self.task = batch, task
        self.picture_of, self.inline_picture = picture_of, inline_picture
        self.files = {(file.area, file.path): file for file in task.post.files}

    def read(self, address: str) -> Address:
        return self.batch.site.read(address, post=self.task.post.id)

    def tell(self, kind: str, address: str) -> None:
        self.batch.tell(self.task, kind, address=without_token(address))

    def picture(self, meaning: Address, address: str) -> str | None:
        if meaning.kind == "data":
            return self._data_picture(address)
        file = self._own_file(meaning)
        if file and self.batch.blobs.has(file):
            reference = self.picture_of(file)
            if reference is None:
                self.batch.tell(self.task, "file-moved", name=file.name)
            return reference
        if file is None and meaning.post != self.task.post.id:
            return self._picture_of_other(meaning)
        if file is None:
            self.tell("picture-dead", address)
        return None

    def has_file(self, meaning: Address) -> bool:
        key = meaning.post, meaning.area, meaning.path
        return self._own_file(meaning) is not None or key in self.batch.files_of_others

    def path_here(self, path: str) -> Address | None:
        name = path.rpartition("/")[2]
        for area, own in self.files:
            if area == "post" and own.rpartition("/")[2] == name:
                return file_address(self.task.post.id, "post", own)
        return None

    def entry(self, id_: int) -> str | None:
        if id_ not in self.batch.existing:
            self.tell("link-dead", f"entryid={id_}")
        linked = self.batch.linked
        return f"entry:{linked[id_]}" if id_ in linked else None

    def absolute(self, address: str) -> str:
        url = self.batch.site.url
        return urljoin(f"{url}/blog/", address) if url else address

    def _own_file(self, meaning):
        if meaning.post != self.task.post.id:
            return None
        file = self.files.get((meaning.area, meaning.path))
        if file:
            self.task.named.add(file.path)
        return file

    def _picture_of_other(self, meaning):
        """A picture that belongs to another entry, which may come later."""
        file = self.batch.files_of_others.get((meaning.post, meaning.area, meaning.path))
        path = self.batch.blobs.path_of(file.sha1) if file else None
        return self.inline_picture(path.read_bytes()) if path else None

    def _data_picture(self, address):
        content = decoded_data(address)
        reference = self.inline_picture(content) if content else None
        if reference is None:
            self.tell("picture-dead", address[:80])
        return reference


def decoded_data(address: str) -> bytes | None:
    """The content of a ``data:`` address (RFC 2397); None when it cannot be read."""
    head, comma, content = address.partition(",")
    if not comma:
        return None
    if not head.lower().endswith(";base64"):
        return unquote_to_bytes(content)
    try:
        return base64.b64decode(unquote_to_bytes(content), validate=False)
    except (binascii.Error, ValueError):
        return None
