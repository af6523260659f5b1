"""Batches written into the blog: each is one transaction, so entries are here whole or not at all."""

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import Error as DatabaseError
from django.db import transaction
from django.utils import timezone

from blog.attachments import clean_name
from blog.languages import in_language, language_codes
from blog.models import Attachment, Comment, Entry, Picture
from blog.pictures import store_original
from blog.search.indexing import index_tags
from moodle_import.batches import CHANGED, NEW, Batch, Task
from moodle_import.blobs import media_type
from moodle_import.leftovers import without_leftovers
from moodle_import.models import ImportedComment, ImportedEntry, ImportedFile
from moodle_import.names import Slugs
from moodle_import.people import Authors, Tags
from moodle_import.planning import in_plain
from moodle_import.reading import File
from moodle_import.storing import DamagedError, Stored, store
from moodle_import.texts import take_apart

NAME_LENGTH = Attachment._meta.get_field("name").max_length
LABEL_LENGTH = Attachment._meta.get_field("label").max_length


class Contents:
    """The contents of the files of batches, stored by threads while another batch is written."""

    def __init__(self, pool: ThreadPoolExecutor):
        self.pool = pool

    def begin(self, batch: Batch) -> dict[tuple[int, str, str], Future]:
        """Start storing what ``batch`` needs; the same content once, whatever it is called."""
        jobs: dict[tuple[int, str, str], Future] = {}
        by_content: dict[tuple[str, bool], Future] = {}
        wanted = [file for task in batch.written for file in batch.files(task)]
        known = _known_contents({file.sha1 for file in wanted})
        for file in wanted:
            as_picture = file.area == ImportedFile.Area.POST and batch.blobs.is_picture(file)
            key = file.sha1, as_picture
            if key not in by_content:
                by_content[key] = known.get(key) or self.pool.submit(
                    store, file, batch.blobs.path_of(file.sha1), as_picture=as_picture
                )
            jobs[file.post, file.area, file.path] = by_content[key]
        return jobs


def _known_contents(digests: set[str]) -> dict[tuple[str, bool], Future]:
    """What earlier batches stored: (SHA-1, as a picture) → a job that is done."""
    rows = ImportedFile.objects.filter(sha1__in=digests)
    known: dict[tuple[str, bool], Future] = {}
    for row in rows.select_related("picture", "attachment"):
        stored = None
        if row.picture:
            stored = Stored(0, picture={"digest": row.picture.digest})
        elif row.attachment and row.area == ImportedFile.Area.ATTACHMENT:
            attachment = row.attachment
            stored = Stored(attachment.size, attachment.file.name, None, row.is_changed)
        if stored:
            known[row.sha1, row.picture is not None] = done = Future()
            done.set_result(stored)
    return known


class Writer:
    """Writes batches; ``new_pictures`` are those whose renditions are still to be made."""

    def __init__(self, authors: Authors, tags: Tags):
        self.authors, self.tags = authors, tags
        self.slugs = Slugs()
        self.new_pictures: list[Picture] = []

    def write(self, batch: Batch, jobs: dict[tuple[int, str, str], Future]) -> None:
        """Bring ``batch`` into the blog. Raises OSError when a content could not be stored."""
        stored = self._contents(batch, jobs)
        pictures = self._pictures(stored.values())
        bodies = self._bodies(batch, _reference(stored, pictures))
        with transaction.atomic():
            self._make(batch, [t for t in batch.written if t.outcome == NEW], bodies)
            for task in batch.written:
                if task.outcome == CHANGED:
                    self._bring_up_to_date(task, bodies[task.post.id])
            self._set_dates(batch)
            self._add_files(batch, stored, pictures)
            self._add_comments(batch)
            self._remember(batch)

    def _bodies(self, batch, reference):
        """Entry → its bodies; one that cannot be read is told of and left out."""
        bodies = {}
        for task in batch.written:
            try:
                bodies[task.post.id] = batch.bodies(task, reference, self._inline_picture)
                batch.tell_of_unused(task)
            except (OSError, DatabaseError):
                raise
            except Exception as error:
                batch.fail(task, error)
        return bodies

    # Contents

    def _contents(self, batch, jobs):
        """(entry, area, path) → what is stored; what the disk spoilt is told of and left out."""
        stored: dict[tuple[int, str, str], Stored] = {}
        for task in batch.written:
            for file in task.post.files:
                key = file.post, file.area, file.path
                if key not in jobs:
                    continue
                try:
                    stored[key] = jobs[key].result()
                except DamagedError:
                    batch.tell(task, "file-damaged", name=file.name, sha1=file.sha1)
                    continue
                if stored[key].refusal:
                    batch.tell(task, "file-refused", name=file.name, why=stored[key].refusal)
                if stored[key].is_position_removed:
                    batch.tell(task, "position-removed", name=file.name)
        return stored

    def _pictures(self, stored: Iterable[Stored]) -> dict[str, Picture]:
        """Digest → the picture of the library, made where there was none."""
        rows = {one.picture["digest"]: one.picture for one in stored if one.picture}
        present = Picture.objects.filter(digest__in=rows)
        pictures = {picture.digest: picture for picture in present}
        new = [Picture(**row) for digest, row in rows.items() if digest not in pictures]
        Picture.objects.bulk_create(new)
        self.new_pictures += new
        return pictures | {picture.digest: picture for picture in new}

    def _inline_picture(self, content: bytes) -> str | None:
        try:
            row = store_original(ContentFile(content, name=""))
        except ValidationError:
            return None
        picture = self._pictures([Stored(0, picture=row)])[row["digest"]]
        return f"picture:{picture.pk}"

    # Entries

    def _make(self, batch, tasks: list[Task], bodies):
        for task in tasks:
            task.entry = Entry(author=self.authors.of(task.post.person))
            _fill(task, bodies[task.post.id])
        self._give_slugs([task.entry for task in tasks])
        Entry.objects.insert([task.entry for task in tasks])
        self._set_tags(tasks)

    def _set_tags(self, tasks):
        through = Entry.tags.through
        links = {
            (task.entry.pk, tag.pk): through(entry_id=task.entry.pk, tag_id=tag.pk)
            for task in tasks
            for moodles in task.post.tags
            if (tag := self.tags.of(moodles))
        }
        through.objects.bulk_create(links.values())
        index_tags({entry for entry, _tag in links})

    def _give_slugs(self, entries):
        wanted = [
            (entry, code, title)
            for entry in entries
            for code, title in _titles_for_slugs(entry).items()
        ]
        self.slugs.look_up(title for _entry, _code, title in wanted)
        given: dict[tuple[int, str], str] = {}
        for entry, code, title in wanted:
            # Languages of one entry may share an address.
            key = id(entry), title
            given[key] = given.get(key) or self.slugs.take(title)
            setattr(entry, in_language("slug", code), given[key])

    def _bring_up_to_date(self, task, bodies):
        entry = task.entry
        entry.author = self.authors.of(task.post.person)
        _fill(task, bodies)
        entry.fill_slugs()
        entry.save()
        tags = [tag for moodles in task.post.tags if (tag := self.tags.of(moodles))]
        entry.tags.set(tags)
        self._let_go_of_files(task)

    def _let_go_of_files(self, task):
        """Delete the downloads that Moodle no longer has; those it has keep their address and labels."""
        wanted = {(file.area, file.path, file.sha1) for file in task.post.files}
        for memory in ImportedFile.objects.filter(moodle_entry=task.post.id):
            if (memory.area, memory.path, memory.sha1) in wanted:
                task.kept.add((memory.area, memory.path))
            else:
                Attachment.objects.filter(pk=memory.attachment_id).delete()
                memory.delete()

    def _set_dates(self, batch):
        entries = []
        for task in batch.written:
            now = timezone.now()
            task.entry.created_at = task.plan.created_at or now
            task.entry.modified_at = task.plan.modified_at or task.plan.created_at or now
            entries.append(task.entry)
        Entry.objects.bulk_update(entries, ["created_at", "modified_at"])

    # What belongs to them

    def _add_files(self, batch, stored, pictures):
        memories, attachments = [], []
        for task in batch.written:
            for file in task.post.files:
                one = stored.get((file.post, file.area, file.path))
                if one is None or (file.area, file.path) in task.kept:
                    continue
                memory = ImportedFile(
                    moodle_entry=file.post,
                    area=file.area,
                    path=file.path,
                    sha1=file.sha1,
                    is_changed=one.is_position_removed,
                )
                if one.picture:
                    memory.picture = pictures[one.picture["digest"]]
                else:
                    memory.attachment = _attachment(task, file, one, batch.choices)
                    attachments.append(memory.attachment)
                memories.append(memory)
        Attachment.objects.bulk_create(attachments)
        for memory in memories:
            # Its key was given a moment ago.
            memory.attachment_id = memory.attachment.pk if memory.attachment else None
        ImportedFile.objects.bulk_create(memories)
        batch.report.counts["pictures"] += sum(m.picture_id is not None for m in memories)
        batch.report.counts["downloads"] += len(attachments)

    def _add_comments(self, batch):
        """Add what was said since, below entries that were edited here, too."""
        wanted = {
            comment.id: (task, comment)
            for task in batch.tasks
            if task.entry
            for comment in task.post.comments
        }
        known = ImportedComment.objects.filter(moodle_id__in=wanted)
        known = set(known.values_list("moodle_id", flat=True))
        new = []
        for id_, (task, comment) in wanted.items():
            if id_ in known:
                continue
            fields = batch.comment(task, comment)
            if fields is None:
                continue
            if fields["written_at"] is None:
                fields["written_at"] = task.plan.created_at or task.entry.created_at
            made = Comment(entry=task.entry, **fields)
            new.append((ImportedComment(moodle_id=id_, comment=made), made))
        Comment.objects.bulk_create([made for _memory, made in new])
        for memory, made in new:
            memory.comment_id = made.pk
        ImportedComment.objects.bulk_create([memory for memory, _made in new])
        batch.report.counts["comments"] += len(new)

    def _remember(self, batch):
        new = []
        for task in batch.written:
            memory = task.memory or ImportedEntry(moodle_id=task.post.id)
            memory.entry, memory.digest = task.entry, task.plan.digest
            memory.modified_at = task.entry.modified_at
            if task.memory:
                memory.save()
            else:
                new.append(memory)
        ImportedEntry.objects.bulk_create(new)


def _reference(stored, pictures):
    """A lookup: a file of a text → ``picture:5``, None when it is no picture of the library."""

    def reference(file: File) -> str | None:
        one = stored.get((file.post, file.area, file.path))
        return f"picture:{pictures[one.picture['digest']].pk}" if one and one.picture else None

    return reference


def _fill(task, bodies):
    """Set the texts and dates of ``task.entry`` in every language, empty ones included."""
    entry, plan = task.entry, task.plan
    entry.original_language = plan.original_language
    for code in language_codes():
        title, body = plan.titles.get(code, ""), bodies.get(code, "")
        setattr(entry, in_language("title", code), title)
        setattr(entry, in_language("body", code), body)
        date = plan.published_at if title or body else None
        setattr(entry, in_language("published_at", code), date)


def _titles_for_slugs(entry) -> dict[str, str]:
    """Language → the title that its address is made of: its own, that of the original, or any."""
    codes = [entry.original_language, *language_codes()]
    any_title = next((t for code in codes if (t := entry.text("title", code))), "")
    return {
        code: entry.text("title", code) or any_title
        for code in language_codes()
        if entry.state_in(code) != "empty"
    }


def _attachment(task, file, one, choices):
    """The download; a name with language tags gives labels."""
    attachment = Attachment(entry=task.entry, size=one.size, media_type=media_type(file))
    attachment.file.name = one.name
    attachment.name, labels = file_names(
        file.name, task.plan.original_language, choices.default_language
    )
    for code, label in labels.items():
        setattr(attachment, in_language("label", code), label)
    return attachment


def file_names(name: str, language: str, default: str) -> tuple[str, dict[str, str]]:
    """What a file of Moodle is called here, and its labels by language, if it had language tags."""
    labels: dict[str, str] = {}
    if "mlang" in name.lower():
        parts = take_apart(name, language_codes(), default=default)
        if parts.is_tagged or parts.is_other:
            texts = {code: in_plain(text) for code, text in parts.texts.items()}
            labels = {code: text[:LABEL_LENGTH] for code, text in texts.items() if text}
        name = labels.get(language) or next(iter(labels.values()), without_leftovers(name))
    return clean_name(name, length=NAME_LENGTH), labels
