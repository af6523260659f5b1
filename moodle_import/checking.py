"""What is here beside what is in Moodle, entry by entry and language by language."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape

from django.core.files.storage import default_storage

from blog.languages import in_language, language_codes
from blog.markup import ATTRIBUTE, TAG, plain_text
from blog.multilang import has_markup, names, read
from moodle_import.batches import Batch
from moodle_import.bodies import MEDIA, name_of_media, parsed, tidy
from moodle_import.commenting import comment_field, comment_fields
from moodle_import.formats import Format
from moodle_import.models import ImportedAuthor, ImportedComment, ImportedFile, ImportedTag
from moodle_import.people import TAG_LENGTH, is_edited, named_author
from moodle_import.planning import SKIPPED, in_plain, named_tag
from moodle_import.titles import without_cut
from moodle_import.writing import file_names


@dataclass(frozen=True)
class Difference:
    """One difference; ``what`` is a field, such as "text_ru". ``is_known``: the import told of it, or
    somebody changed the entry here since."""

    entry: int
    title: str
    what: str
    there: str
    here: str
    is_known: bool = False

    def __str__(self):
        return f"#{self.entry} {self.title or '–'}: {self.what}: {self.there!r} in Moodle, {self.here!r} here"


# A mark of differences that the import has told of.
KNOWN = "known"


class Check:
    """Compares batches with the blog. The texts are read anew, not remembered."""

    def __init__(self, default_language: str):
        self.default = default_language
        self.compared = 0

    def differences(self, batch: Batch) -> Iterator[Difference]:
        """All differences of the entries of ``batch``, those first that nobody knows of."""
        comments, files = self._comments(batch), self._files(batch)
        for task in batch.tasks:
            if task.plan.state == SKIPPED and task.entry is None:
                continue
            self.compared += 1
            is_edited = task.entry is not None and (
                task.memory.modified_at != task.entry.modified_at
            )
            for what, there, here, *known in self._of_entry(task, comments, files, batch):
                is_known = is_edited or bool(known)
                yield Difference(
                    task.post.id, task.plan.title, what, str(there), str(here), is_known
                )

    def _of_entry(self, task, comments, files, batch):
        entry, plan = task.entry, task.plan
        if entry is None:
            if task.memory is None:
                yield "entry", "there", "missing"
            else:
                yield "entry", "there", "deleted since", KNOWN
            return
        yield from self._of_titles(entry, plan)
        yield from self._of_texts(entry, plan, batch)
        yield from self._of_dates(entry, plan)
        there = named_author(plan.post.person, self.default)
        columns = [in_language("name", code) for code in language_codes()]
        if not any(there[c] == getattr(entry.author, c) for c in columns if c in there):
            known = [KNOWN] if self._is_edited(plan.post.person) else []
            yield "author", plan.post.person.name, str(entry.author), *known
        yield from self._of_tags(entry, plan, columns)
        yield from self._of_files(plan, files, batch)
        yield from self._of_comments(plan, comments, batch)

    def _is_edited(self, person):
        memories = ImportedAuthor.objects.select_related("author").filter(author__isnull=False)
        memory = memories.filter(moodle_id=person.id).first()
        # One who had a name here before goes on under it.
        return memory is not None and (not memory.fields or is_edited(memory))

    def _of_tags(self, entry, plan, columns):
        memories = ImportedTag.objects.filter(moodle_id__in=[tag.id for tag in plan.post.tags])
        gone = set(memories.filter(tag=None).values_list("moodle_id", flat=True))
        here = {getattr(tag, c) for tag in entry.tags.all() for c in columns} - {None, ""}
        for tag in plan.post.tags:
            names = {n[:TAG_LENGTH].rstrip() for n in named_tag(tag, self.default).values()}
            if not names <= here:
                known = [KNOWN] if tag.id in gone else []
                yield (
                    "tag",
                    ", ".join(sorted(names)),
                    "deleted since" if known else "missing",
                    *known,
                )

    def _of_titles(self, entry, plan):
        cut = without_cut(plan.post.subject)
        if cut.piece and not cut.is_whole:
            yield "title", cut.piece, "left out, as it was cut", KNOWN
        here = {code: entry.text("title", code) for code in language_codes()}
        for code, text in _expected(cut.text, here):
            there, words = in_plain(text), here[code] or _any(here)
            if there != words and (there or here[code]):
                yield in_language("title", code), there, words

    def _of_texts(self, entry, plan, batch):
        """The words of the text in each language, as a reader sees them."""
        here = {code: entry.text("body", code) for code in language_codes()}
        is_plain = plan.post.format == Format.PLAIN
        links = plan.post.format in batch.moodle.makes_links
        texts = (
            [(code, plan.post.summary) for code in here]
            if is_plain
            else _expected(plan.post.summary, here)
        )
        for code, text in texts:
            there = _words(text, plan.post.format, batch, links=links)
            words = plain_text(here[code] or _any(here))
            # Where blocks end is a matter of markup; letters are not.
            is_same = "".join(there.split()) == "".join(words.split())
            if not is_same and (there or here[code]):
                yield in_language("text", code), there, words

    def _of_dates(self, entry, plan):
        for code in language_codes():
            is_there = code in plan.languages and plan.published_at is not None
            there = plan.published_at if is_there else None
            has_text = entry.text("title", code) or entry.text("body", code)
            here = entry.date_in(code)
            if there != here and (has_text or here):
                yield in_language("published_at", code), there, here
        if plan.created_at and entry.created_at != plan.created_at:
            yield "created_at", plan.created_at, entry.created_at

    def _of_files(self, plan, files, batch):
        for file in plan.post.files:
            here = files.get((file.post, file.area, file.path))
            if not batch.blobs.has(file):
                yield f"file {file.path}", file.sha1, "not in moodledata", KNOWN
                continue
            if here is None:
                yield f"file {file.path}", file.sha1, "missing"
            elif not (here.picture_id or here.attachment_id):
                yield f"file {file.path}", file.sha1, "deleted since", KNOWN
            elif here.sha1 != file.sha1:
                yield f"file {file.path}", file.sha1, here.sha1
            else:
                yield from self._of_content(plan, file, here)

    def _of_content(self, plan, file, here):
        """Whether what the row names is there and whole."""
        if here.picture:
            if not default_storage.exists(here.picture.file.name):
                yield f"picture {file.path}", file.sha1, "its file is gone"
            return
        try:
            digest = hashlib.sha1(usedforsecurity=False)
            with here.attachment.file.open("rb") as content:
                for chunk in content.chunks():
                    digest.update(chunk)
        except OSError as error:
            yield f"file {file.path}", file.sha1, str(error)
            return
        if digest.hexdigest() != file.sha1 and not here.is_changed:
            yield f"file {file.path}", file.sha1, digest.hexdigest()
        name, _labels = file_names(file.name, plan.original_language, self.default)
        if here.attachment.name != name:
            yield f"file {file.path}", name, here.attachment.name

    def _of_comments(self, plan, comments, batch):
        for comment in plan.post.comments:
            memory = comments.get(comment.id)
            links = comment.format in batch.moodle.makes_links
            there = comment_fields(
                comment,
                comment_field(comment, self.default),
                lambda text, c=comment, links=links: _words(text, c.format, batch, links=links),
            )
            if there is None:
                continue
            if memory is None:
                yield f"comment {comment.id}", in_plain(comment.content), "missing"
            elif memory.comment is None:
                yield f"comment {comment.id}", in_plain(comment.content), "deleted since", KNOWN
            else:
                yield from self._of_comment(comment, there, memory.comment)

    def _of_comment(self, comment, there, here):
        for name, value in there.items():
            present = getattr(here, name) or ""
            if name.startswith("text"):
                present, value = ("".join(words.split()) for words in (plain_text(present), value))
            if value is not None and value != present:
                yield f"comment {comment.id} {name}", value, present

    # Fetched for a batch at a time

    def _comments(self, batch):
        ids = [comment.id for task in batch.tasks for comment in task.post.comments]
        memories = ImportedComment.objects.select_related("comment").filter(moodle_id__in=ids)
        return {memory.moodle_id: memory for memory in memories}

    def _files(self, batch):
        ids = [task.post.id for task in batch.tasks]
        rows = ImportedFile.objects.select_related("picture", "attachment")
        return {(f.moodle_entry, f.area, f.path): f for f in rows.filter(moodle_entry__in=ids)}


def _expected(stored: str, here: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Language and text for each language whose reader must get here what Moodle shows.

    Not for a language that nothing in the text names, while something names another: it falls back.
    (Where Moodle shows a blank, a reader gets the fallback, too.)
    """
    is_tagged = has_markup(stored)
    for code in here:
        if here[code] or names(stored, code) or not is_tagged:
            yield code, read(stored, code) or ""


def _any(texts: dict[str, str]) -> str:
    """What a reader gets whose language has none."""
    return next(filter(None, texts.values()), "")


def _words(text, format_, batch, *, links) -> str:
    """The words that a reader sees of ``text``, its language chosen."""
    html = parsed(text, format_, links=links)
    return plain_text(tidy(TAG.sub(lambda tag: _as_words(tag, batch), html)))


def _as_words(tag, batch) -> str:
    """What the import makes of pictures and films, as far as it has words."""
    source = unescape(dict(ATTRIBUTE.findall(tag[3])).get("src", ""))
    if tag[2] == "img":
        return tag[0] if batch.site.read(source).kind == "foreign" else ""
    if tag[2] in MEDIA:
        return f"{escape(name_of_media(source))} " if source and not tag[1] else ""
    return tag[0]
