"""Links that had to wait until everything was here: between entries, and to files."""

import re
from collections.abc import Iterator
from html import escape, unescape

from django.db.models import Q
from django.urls import reverse

from blog.languages import in_language, language_codes
from blog.models import Comment, Entry
from moodle_import.addresses import OldSite
from moodle_import.models import ImportedComment, ImportedEntry, ImportedFile

MARKS = ('href="/blog/index.php?entryid=', 'href="/pluginfile.php/')
LINK = re.compile(r'href="(/(?:blog/index\.php\?entryid=|pluginfile\.php/)[^"#]*)')


def settle_links() -> int:
    """Let links of imported texts lead where their target is now; return how many texts changed.

    Entries that were edited here since are left alone: their links work all the same, by redirect.
    """
    changed = 0
    for memory in _waiting(Entry, "body", ImportedEntry, "entry"):
        if memory.entry.modified_at == memory.modified_at:
            changed += _settle(memory.entry, "body")
    for memory in _waiting(Comment, "text", ImportedComment, "comment"):
        changed += _settle(memory.comment, "text")
    return changed


def _settle(thing, field):
    columns = []
    for column in [in_language(field, code) for code in language_codes()]:
        text = getattr(thing, column) or ""
        settled = LINK.sub(_settled, text)
        if settled != text:
            setattr(thing, column, settled)
            columns.append(column)
    if columns:
        thing.save(update_fields=columns)
    return len(columns)


def _waiting(model, field, memories, name) -> Iterator:
    """What is remembered of things whose ``field`` has addresses of Moodle's in some language."""
    has_mark = Q()
    for code in language_codes():
        for mark in MARKS:
            has_mark |= Q(**{f"{in_language(field, code)}__contains": mark})
    pks = list(model.objects.filter(has_mark).values_list("pk", flat=True))
    for at in range(0, len(pks), 200):
        part = {f"{name}__in": pks[at : at + 200]}
        yield from memories.objects.select_related(name).filter(**part)


def _settled(link):
    meaning = OldSite().read(unescape(link[1]))
    if meaning.kind == "entry":
        known = ImportedEntry.objects.filter(moodle_id=meaning.post, entry__isnull=False).first()
        return f'href="entry:{known.entry_id}' if known else link[0]
    if meaning.kind == "file":
        key = {"moodle_entry": meaning.post, "area": meaning.area, "path": meaning.path}
        file = ImportedFile.objects.filter(**key, attachment__isnull=False).first()
        if file:
            pk, name = file.attachment_id, file.attachment.name
            return f'href="{escape(reverse("attachment", kwargs={"pk": pk, "name": name}))}'
    return link[0]
