"""Answers, line by line, what stands in the database of a site that a test has started.

In a process of its own: it has the site's settings, which the test has not.
"""

import json
import sys

from django.contrib.contenttypes.models import ContentType

from blog.history.recording import contents
from blog.history.snapshots import digests, parts_of
from blog.languages import language_codes
from blog.models import Entry, FormerSlug, Revision, RevisionPart


def texts(number):
    """What the entry holds, and all that its history holds: the titles and bodies of each language."""
    entry = Entry.objects.get(pk=number)
    kept = contents(list(Revision.objects.filter(entry=number)))
    return {
        "stored": {code: entry.text("title", code) for code in language_codes()},
        "history": [part["title"] for part in kept.values() if "title" in part],
        "aside": Revision.objects.filter(entry=number, event="set_aside").count(),
    }


def problems(_argument):
    """What is not whole, in words; an empty list is a good answer."""
    named = {(digest.entry_id, digest.digest) for digest in RevisionPart.objects.all()}
    found = []
    for revision in Revision.objects.all():
        lacking = [d for d in revision.parts.values() if (revision.entry_id, d) not in named]
        found += [f"{revision} names parts that are not there"] if lacking else []
    for entry in Entry.objects.all():
        found += [f"entry {entry.pk}: {problem}" for problem in problems_of(entry)]
    return found


def problems_of(entry):
    markers = {marker_of(entry, code) for code in language_codes()}
    if len(markers) > 1:
        yield f"it holds several saves: {markers}"
    shown = entry.shown_pictures()
    if shown != {*entry.picture_uses.values_list("picture_id", flat=True)}:
        yield "the noted pictures are not those of its texts"
    last = Revision.objects.stored().filter(entry=entry.pk).last()
    if last is None:
        return
    if last.parts != digests(parts_of(entry)):
        yield "the last step of its history is not what it holds"
    (marker,) = markers or {0}
    if marker and {tag.pk for tag in entry.tags.all()} != {marker % 3 + 1}:
        yield f"its tags are not those of save {marker}"
    yield from problems_of_addresses(entry)


def problems_of_addresses(entry):
    """Each address that a step of the history had leads here: it is the present one, or a former."""
    kind = ContentType.objects.get_for_model(Entry)
    former = FormerSlug.objects.filter(content_type=kind, object_id=entry.pk)
    former = {*former.values_list("language", "slug")}
    kept = contents(list(Revision.objects.stored().filter(entry=entry.pk)))
    for revision in Revision.objects.stored().filter(entry=entry.pk):
        for code in language_codes():
            slug = kept[revision.parts[code]]["slug"]
            if slug != entry.text("slug", code) and (code, slug) not in former:
                yield f"the address {slug} is lost"


def marker_of(entry, language):
    """The number that a save has put into the title, the summary and the text alike; 0: none yet."""
    title = entry.text("title", language)
    if not title.startswith("save "):
        return 0
    number = title.split()[1]
    same = f"save {number} " in entry.text("body", language)
    return int(number) if same and entry.text("summary", language).endswith(f" {number}") else title


def markers(_argument):
    """Entry → the number of the save that it holds."""
    return {entry.pk: marker_of(entry, language_codes()[0]) for entry in Entry.objects.all()}


def main():
    for line in sys.stdin:
        question, _space, argument = line.strip().partition(" ")
        answer = {"texts": texts, "problems": problems, "markers": markers}[question](argument)
        print(json.dumps(answer), flush=True)
