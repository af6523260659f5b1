"""Proving that the index says what the entries say: all of it is made once more and compared."""

from collections.abc import Iterator

from django.db import transaction

from blog.languages import language_codes
from blog.models import Entry, SearchDocument
from blog.search.engines import engine
from blog.search.indexing import documents_of, parts, with_texts
from blog.search.words import lacking
from blog.signals import answers, index_checked

# Columns of a document, in the order in which they are compared, and what they hold.
TOLD = {"published_at": "date", "digest": "text", "tags": "tags"}
TERMS = ["title", "summary", "body"]


def problems() -> Iterator[str]:
    """Say where documents and entries differ, and what the engine, the vocabulary and others lack."""
    yield from engine().problems()
    # Words that were found in the vocabulary, and need not be asked for again.
    known: set[tuple] = set()
    for numbers in parts(Entry.objects.order_by("pk")):
        if any(_problems_of(with_texts(numbers), known)):
            # Somebody may have saved one of them between two questions.
            with transaction.atomic():
                found = list(_problems_of(with_texts(numbers).select_for_update(), known))
            yield from found
    yield from answers(index_checked, SearchDocument)


def _problems_of(entries, known):
    entries = list(entries)
    there = {
        (document.entry_id, document.locale): document
        for document in SearchDocument.objects.filter(entry__in=entries)
    }
    wanted = list(documents_of(entries))
    unlearned = lacking(wanted, known)
    for document, _analysis in wanted:
        key = document.entry_id, document.locale
        why = _difference(document, there.pop(key, None))
        if not why and key in unlearned:
            why = "the vocabulary lacks words of it"
        if why:
            yield f"Entry {document.entry_id} in {document.locale}: {why}."
    for number, locale in sorted(there):
        is_ours = locale in language_codes()
        why = "it has no text" if is_ours else "no language of this site"
        yield f"Entry {number} in {locale}: {why}, but is in the index."


def _difference(document, found):
    """Why ``found`` is not what ``document`` is; "" when it is."""
    if found is None:
        return "it is not in the index"
    for name, told in TOLD.items():
        if getattr(found, name) != getattr(document, name):
            return f"the index has {'other' if told == 'tags' else 'another'} {told}"
    is_same = all(getattr(found, name) == getattr(document, name) for name in TERMS)
    return "" if is_same else "the index has other words"
