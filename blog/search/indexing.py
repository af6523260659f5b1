"""The index: what stands in entries, kept as terms, a document for each language that has a text.

Drafts have one as well, for the admin. Readers find a document from its date on, because dates are
asked about at the time of the search. It is written in the transaction of the
entry (``blog/search/receivers.py``); whoever goes round ``save`` calls ``index`` or ``index_tags``.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from hashlib import blake2b

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from blog.languages import in_language, language_codes
from blog.markup import plain_text
from blog.models import Entry, SearchDocument, SearchWord, Tag
from blog.models.search import WORD_LENGTH
from blog.search.analysing import LONGEST, WORD, exact, term
from blog.search.engines import engine
from blog.search.engines.base import marked, tag_term
from blog.search.words import keys, learn, note_dates, replace_words
from blog.signals import index_rebuilt

# To be raised when texts are analysed in another way: what was indexed before is out of date then.
ANALYSIS = 4
PART = 100
# How much there has to be written, compared with before, for the database to count it again.
COUNTED_AGAIN = 8
# PostgreSQL takes 1 MB of terms, and the longest body has 500,000 letters of two bytes.
TEXT_LENGTH = 300_000
# Words of a language that a process keeps the forms of.
REMEMBERED = 100_000
NO_TERM = re.compile(r"[\W_]+")
TEXTS = ["title", "summary", "body"]
INDEXED = ["published_at", "digest", "title", "tags", "summary", "body"]


def term_of(word: str, locale: str) -> str:
    """The term of ``word`` as engines take it: letters and digits only; "" when it has none."""
    return _plain(term(word, locale))


def word_of(word: str) -> str:
    """``word`` as the vocabulary has it: in folded letters, and digits."""
    return _plain(exact(word))


def _plain(text):
    return (text if text.isalnum() else NO_TERM.sub("", text))[:WORD_LENGTH]


class Forms(dict):
    """A word as it is written → as the vocabulary has it, and its term; "" for what has none.

    A text repeats its words, and the next text has most of them, too.
    """

    def __init__(self, locale: str):
        super().__init__()
        self.locale = locale

    def __missing__(self, word):
        pair = word_of(word), term_of(word, self.locale)
        if len(self) >= REMEMBERED:
            self.clear()
        if len(word) <= LONGEST:
            self[word] = pair
        return pair


@cache
def forms_of(locale: str) -> Forms:
    """What this process knows of words of a language."""
    return Forms(locale)


class Analysis:
    """The terms of the texts of one document, and the words that they were made of."""

    def __init__(self, locale: str):
        self.locale, self.forms = locale, forms_of(locale)
        self.words: set[str] = set()

    def terms(self, text: str) -> str:
        """``text`` as terms with a space between them; the end of a very long one is left out."""
        # Only the words: places of them would take three times as long.
        words = WORD.findall(text)
        self.words.update(words)
        forms = self.forms
        whole = " ".join(filter(None, [forms[word][1] for word in words]))
        return whole if len(whole) <= TEXT_LENGTH else whole[:TEXT_LENGTH].rpartition(" ")[0]

    def pairs(self, words: Iterable[str]) -> dict[tuple[str, str], str]:
        """Those of ``words`` that have a term, as the vocabulary has them with it → as written."""
        found = {self.forms[word]: word for word in words}
        return {pair: word for pair, word in found.items() if all(pair)}


# Writing


def index(entries: Iterable[Entry]) -> None:
    """Bring the documents of ``entries`` up to date with what these hold, and hold in the database."""
    entries = list(entries)
    with transaction.atomic(savepoint=False):
        documents = list(_stale_documents(entries))
        _write([document for document, _analysis in documents])
        learn(documents)


def index_tags(numbers: Iterable[int]) -> None:
    """Bring the tags in the documents of the entries ``numbers`` up to date; texts stay as they are."""
    numbers = sorted(numbers)
    for at in range(0, len(numbers), PART):
        part = numbers[at : at + PART]
        with transaction.atomic(savepoint=False):
            tags_of = _tags_of(part)
            changed = []
            rows = SearchDocument.objects.filter(entry__in=part).only("entry", "locale", "tags")
            for document in rows:
                analysis = Analysis(document.locale)
                tags = _tag_terms(tags_of[document.entry_id], analysis)
                if tags != document.tags:
                    document.tags = tags
                    changed.append((document, analysis))
            SearchDocument.objects.bulk_update([one for one, _analysis in changed], ["tags"])
            learn(changed)


def rebuild(*, tell=lambda count: None) -> int:
    """Make all documents anew, a part of them at a time; the search goes on meanwhile.

    Returns how many there are. Words that stand nowhere any more are forgotten.
    """
    engine().repair()
    start = timezone.now()
    last_word = SearchWord.objects.aggregate(last=Max("pk"))["last"] or 0
    counts: Counter = Counter()
    forms: dict[tuple, str] = {}
    dates: dict[tuple, datetime] = {}
    number = counted = 0
    for part in parts(Entry.objects.order_by("pk")):
        with transaction.atomic():
            entries = list(with_texts(part).select_for_update())
            documents = list(documents_of(entries))
            _write([document for document, _analysis in documents])
            _forget_empty(entries)
        for document, analysis in documents:
            found = keys(document, analysis, analysis.words)
            counts.update(found.keys())
            forms.update(found)
            note_dates(dates, found, document.published_at)
        number += len(documents)
        if number > COUNTED_AGAIN * max(counted, PART):
            engine().count()
            counted = number
        tell(number)
    words = {key: (forms[key], dates.get(key), count) for key, count in counts.items()}
    replace_words(words, last_word)
    # What was saved meanwhile may have words that were forgotten here.
    for part in parts(Entry.objects.filter(modified_at__gte=start).order_by("pk")):
        learn(list(documents_of(list(with_texts(part)))))
    engine().put_in_order()
    index_rebuilt.send(SearchDocument)
    return number


def parts(queryset) -> Iterator[list[int]]:
    """The numbers of ``queryset``, which is in their order, some at a time."""
    last = 0
    while part := list(queryset.filter(pk__gt=last).values_list("pk", flat=True)[:PART]):
        yield part
        last = part[-1]


def with_texts(numbers):
    columns = [in_language(name, c) for c in language_codes() for name in [*TEXTS, "published_at"]]
    return Entry.objects.filter(pk__in=numbers).order_by("pk").only(*columns)


def _stale_documents(entries):
    """The documents of ``entries`` that are not as they should be; those of nothing are deleted."""
    known = {
        (document.entry_id, document.locale): document
        for document in SearchDocument.objects.filter(entry__in=entries).only(
            "entry", "locale", "published_at", "digest"
        )
    }
    gone = []
    stale = defaultdict(list)
    for entry in entries:
        for locale in language_codes():
            date, document = entry.date_in(locale), known.pop((entry.pk, locale), None)
            if not _is_indexed(entry, locale):
                gone += [document] if document else []
            elif not document or document.digest != _digest(entry, locale):
                stale[entry].append(locale)
            elif date and (not document.published_at or date < document.published_at):
                # Its words become those of readers, or do so sooner.
                stale[entry].append(locale)
            elif document.published_at != date:
                document.published_at = date
                document.save(update_fields=["published_at"])
    # A language that the site has no more is found no more.
    gone += known.values()
    if gone:
        SearchDocument.objects.filter(pk__in=[document.pk for document in gone]).delete()
    return documents_of(stale, stale) if stale else []


def documents_of(entries, locales=None):
    """Pairs of a document as it should be and the analysis it came of; all languages by default."""
    tags_of = _tags_of([entry.pk for entry in entries])
    for entry in entries:
        for locale in locales[entry] if locales else language_codes():
            if _is_indexed(entry, locale):
                yield _document(entry, locale, tags_of[entry.pk])


def _is_indexed(entry, locale):
    return entry.date_in(locale) is not None or any(entry.text(name, locale) for name in TEXTS)


def _document(entry, locale, tags):
    analysis = Analysis(locale)
    document = SearchDocument(
        entry=entry,
        locale=locale,
        published_at=entry.date_in(locale),
        digest=_digest(entry, locale),
        title=marked(analysis.terms(entry.text("title", locale)), locale),
        tags=_tag_terms(tags, analysis),
        summary=marked(analysis.terms(entry.text("summary", locale)), locale),
        body=marked(analysis.terms(plain_text(entry.text("body", locale))), locale),
    )
    return document, analysis


def _digest(entry, locale):
    whole = "\0".join([str(ANALYSIS), *(entry.text(name, locale) for name in TEXTS)])
    return blake2b(whole.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _tags_of(numbers):
    """Entry → its tags: pairs of the number and the names by language."""
    columns = [in_language("name", code) for code in language_codes()]
    rows = Tag.objects.filter(entries__in=numbers).order_by("pk")
    found = defaultdict(list)
    for number, tag, *names in rows.values_list("entries", "pk", *columns):
        by_language = dict(zip(language_codes(), names, strict=True))
        found[number].append((tag, {code: name for code, name in by_language.items() if name}))
    return found


def _tag_terms(tags, analysis):
    """Terms of tags as their own language makes them, for who searches in that one, and as this does.

    And one of each tag itself, for who looks among the entries that have it.
    """
    names = [pair for _tag, by_language in tags for pair in by_language.items()]
    own = [analysis.terms(name) for _locale, name in names]
    theirs = [Analysis(locale).terms(name) for locale, name in names]
    themselves = [tag_term(tag) for tag, _names in tags]
    terms = dict.fromkeys(" ".join([*own, *theirs, *themselves]).split())
    return marked(" ".join(terms), analysis.locale)


def _write(documents):
    """Store ``documents``, of which some may be there in an older state.

    Those are updated by themselves: for a row that is inserted and turns out to be there, PostgreSQL
    makes the vectors twice, and they are half of what saving a long text costs.
    """
    entries = {document.entry_id for document in documents}
    rows = SearchDocument.objects.filter(entry__in=entries).values_list("entry", "locale")
    there = set(rows)
    SearchDocument.objects.bulk_create(
        [
            document
            for document in documents
            if (document.entry_id, document.locale) not in there or not _updated(document)
        ],
        update_conflicts=True,
        unique_fields=["entry", "locale"],
        update_fields=INDEXED,
        batch_size=PART,
    )


def _updated(document):
    """Whether the row of ``document`` was still there and has been updated."""
    row = SearchDocument.objects.filter(entry=document.entry_id, locale=document.locale)
    return row.update(**{name: getattr(document, name) for name in INDEXED})


def _forget_empty(entries):
    for locale in language_codes():
        empty = [entry for entry in entries if not _is_indexed(entry, locale)]
        SearchDocument.objects.filter(entry__in=empty, locale=locale).delete()
    others = SearchDocument.objects.filter(entry__in=entries)
    others.exclude(locale__in=language_codes()).delete()
