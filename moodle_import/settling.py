"""Links that had to wait until everything was here: between entries, and to files."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from django.db.models import Q
from django.urls import reverse

from blog.languages import in_language, language_codes
from blog.models import Entry
from moodle_import.addresses import OldSite
from moodle_import.models import ImportedEntry, ImportedFile

MARKS = ('href="/blog/index.php?entryid=', 'href="/pluginfile.php/')
LINK = re.compile(r'href="(/(?:blog/index\.php\?entryid=|pluginfile\.php/)[^"#]*)')


def settle_links() -> int:
    """Let links of imported texts lead where their target is now; return how many entries changed.

    Texts that were edited here since are left alone: their links work all the same, by redirect.
    """
    changed = 0
    for memory in _waiting():
        entry = memory.entry
        if entry.modified_at != memory.modified_at:
            continue
        columns = []
        for code in language_codes():
            body = entry.text("body", code)
            settled = LINK.sub(_settled, body)
            if settled != body:
                setattr(entry, in_language("body", code), settled)
                columns.append(in_language("body", code))
        if columns:
            entry.save(update_fields=columns)
            changed += 1
    return changed


def _waiting() -> Iterator[ImportedEntry]:
    has_mark = Q()
    for code in language_codes():
        for mark in MARKS:
            has_mark |= Q(**{f"{in_language('body', code)}__contains": mark})
    pks = list(Entry.objects.filter(has_mark).values_list("pk", flat=True))
    memories = ImportedEntry.objects.select_related("entry")
    for at in range(0, len(pks), 200):
        yield from memories.filter(entry__in=pks[at : at + 200])


def _settled(link):
    meaning = OldSite().read(link[1].replace("&amp;", "&"))
    if meaning.kind == "entry":
        known = ImportedEntry.objects.filter(moodle_id=meaning.post, entry__isnull=False).first()
        return f'href="entry:{known.entry_id}' if known else link[0]
    if meaning.kind == "file":
        key = {"moodle_entry": meaning.post, "area": meaning.area, "path": unquote(meaning.path)}
        file = ImportedFile.objects.filter(**key, attachment__isnull=False).first()
        if file:
            pk, name = file.attachment_id, file.attachment.name
            return f'href="{reverse("attachment", kwargs={"pk": pk, "name": name})}'
    return link[0]
