"""Links that had to wait until everything was here: between entries, and to files."""

import re
from collections.abc import Iterator
from html import escape, unescape

from django.db import transaction
from django.db.models import Q

from blog.languages import in_language, language_codes
from blog.models import Comment, Entry
from blog.search.indexing import index
from moodle_import.addresses import OldSite
from moodle_import.models import ImportedComment, ImportedEntry, ImportedFile

MARKS = ('href="/blog/index.php?entryid=', 'href="/pluginfile.php/')
PART = 200
LINK = re.compile(r'href="(/(?:blog/index\.php\?entryid=|pluginfile\.php/)[^"#]*)')


def settle_links() -> int:
    """Let links of imported texts lead where their target is now; return how many texts changed.

    Entries that were edited here since are left alone: their links work all the same, by redirect.
    """
    changed = 0
    for memories in _waiting(Entry, "body", ImportedEntry, "entry"):
        unedited = [m.entry for m in memories if m.entry.modified_at == m.modified_at]
        with transaction.atomic():
            changed += _settle(unedited, Entry, "body")
            index(Entry.objects.filter(pk__in=[entry.pk for entry in unedited]))
    for memories in _waiting(Comment, "text", ImportedComment, "comment"):
        changed += _settle([memory.comment for memory in memories], Comment, "text")
    return changed


def _waiting(model, field, memories, name) -> Iterator[list]:
    """What is remembered of things whose ``field`` has addresses of Moodle's in some language."""
    has_mark = Q()
    for code in language_codes():
        for mark in MARKS:
            has_mark |= Q(**{f"{in_language(field, code)}__contains": mark})
    pks = list(model.objects.filter(has_mark).values_list("pk", flat=True))
    for at in range(0, len(pks), PART):
        part = {f"{name}__in": pks[at : at + PART]}
        yield list(memories.objects.select_related(name).filter(**part))


def _settle(things, model, field):
    """Settle ``field`` of ``things``, and return how many of its texts changed."""
    columns = [in_language(field, code) for code in language_codes()]
    texts = {(t.pk, c): text for t in things for c in columns if (text := getattr(t, c))}
    links = {unescape(link) for text in texts.values() for link in LINK.findall(text)}
    targets = _targets({link: OldSite().read(link) for link in links})

    def settled(link):
        return f'href="{escape(targets.get(unescape(link[1]), unescape(link[1])))}'

    changed = 0
    for (pk, column), text in texts.items():
        new = LINK.sub(settled, text)
        if new != text:
            # Only an address was put in the place of another: there is nothing to be cleaned.
            changed += model.objects.filter(pk=pk).update(**{column: new})
    return changed


def _targets(meanings) -> dict[str, str]:
    """Link → where it leads now, for those whose target is here."""
    ids = {meaning.post for meaning in meanings.values()}
    entries = ImportedEntry.objects.filter(moodle_id__in=ids, entry__isnull=False)
    entries = dict(entries.values_list("moodle_id", "entry_id"))
    rows = ImportedFile.objects.filter(moodle_entry__in=ids, attachment__isnull=False)
    files = {(f.moodle_entry, f.area, f.path): f for f in rows.select_related("attachment")}
    targets = {}
    for link, meaning in meanings.items():
        file = files.get((meaning.post, meaning.area, meaning.path))
        if meaning.kind == "entry" and meaning.post in entries:
            targets[link] = f"entry:{entries[meaning.post]}"
        elif meaning.kind == "file" and file:
            targets[link] = file.attachment.get_absolute_url()
    return targets
