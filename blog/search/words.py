"""The vocabulary: the words that stand in documents, kept for slips, beginnings and forms no rule knows.

Readers' searches ask for the public ones only: those that stand in a document that is live.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from secrets import token_hex

from django.db import transaction
from django.utils import timezone

from blog.languages import lower
from blog.models import SearchWord
from blog.models.search import WORD_LENGTH
from blog.search.among import Among

WORDS_AT_ONCE = 5_000
# Words of a language that a process remembers.
REMEMBERED = 100_000
# The row that stands for the vocabulary as it is between two rebuilds: no word, in no language.
GENERATION = {"locale": "", "word": "", "term": ""}


class Known:
    """Words as written that this process saw in the vocabulary, so that it need not ask again.

    They are noted by language, and whether they are public by now.

    Words are forgotten by ``replace_words`` only, which takes the row of the generation away in the
    same transaction; the next who learns makes another. So what was noted holds as long as that row is
    there, which each ``learn`` asks for before it reads words: who still saw the old row notes for
    nothing. What is noted was committed, because it is noted by ``on_commit``: a word that went with a
    rollback, or with that of a savepoint, takes the note along, be it made or only read there.
    A copy of the database put back, or a test rolled back, has another row or none.
    """

    def __init__(self):
        # One value, so that no thread sees the words of one generation with the name of another.
        self.state: tuple[str, dict[tuple, set[str]]] = ("", defaultdict(set))

    def words(self, generation: str) -> dict[tuple, set[str]]:
        """Language, and whether public → words noted in this generation; they may become more."""
        if self.state[0] != generation:
            self.state = (generation, defaultdict(set))
        return self.state[1]

    def note(self, generation: str, words: dict[tuple, set[str]]) -> None:
        """Remember ``words``, which are in the vocabulary of ``generation``."""
        current, noted = self.state
        if generation == current != "":
            for kind, more in words.items():
                if len(noted[kind]) + len(more) > REMEMBERED:
                    noted[kind].clear()
                noted[kind] |= more


known = Known()


def learn(documents: list[tuple]) -> None:
    """Put the words of ``documents``, pairs with their analyses, in the vocabulary if it lacks them.

    A word becomes public on the first date of a document that has it.
    """
    if not documents:
        return
    rows = SearchWord.objects.filter(**GENERATION).values_list("form", flat=True)
    generation, now = next(iter(rows), ""), timezone.now()
    noted = known.words(generation)
    new: dict[tuple, set[str]] = defaultdict(set)
    pairs: dict[tuple, str] = {} if generation else {("", "", ""): token_hex(8)}
    dates: dict[tuple, datetime] = {}
    for document, analysis in documents:
        date = document.published_at
        # What is noted as public is so on any date to come as well, and that a word is there does for a draft.
        words = analysis.words - noted[document.locale, date is not None]
        if date is None or date <= now:
            new[document.locale, date is not None] |= words
        found = keys(document, analysis, words)
        pairs |= found
        note_dates(dates, found, date)
    if pairs:
        _store(pairs, dates, now)
        transaction.on_commit(partial(known.note, generation, new))


def keys(document, analysis, words) -> dict[tuple, str]:
    """Language, word and term of those of ``words`` that have one → as written."""
    return {(document.locale, *pair): form for pair, form in analysis.pairs(words).items()}


def note_dates(dates: dict[tuple, datetime], found: Iterable[tuple], date: datetime | None) -> None:
    """Note in ``dates`` that what was ``found`` stands in a document of ``date``; the first one counts."""
    if date is not None:
        dates.update((key, min(date, dates.get(key, date))) for key in found)


def _store(pairs, dates, now):
    there = _known_among(pairs)
    # In one order, or two who learn the same words would wait for each other.
    unknown = sorted(pairs.keys() - there.keys())
    SearchWord.objects.bulk_create(
        [_search_word(*key, pairs[key], dates.get(key)) for key in unknown],
        ignore_conflicts=True,
        batch_size=WORDS_AT_ONCE,
    )
    hidden = defaultdict(list)
    for key, (pk, public_at) in there.items():
        if _is_hidden(public_at, dates.get(key), now):
            hidden[dates[key]].append(pk)
    for date, numbers in sorted(hidden.items()):
        for at in range(0, len(numbers), WORDS_AT_ONCE):
            some = SearchWord.objects.filter(pk__in=sorted(numbers)[at : at + WORDS_AT_ONCE])
            some.update(public_at=date)


def _is_hidden(public_at, date, now):
    """Whether a word is not public when a document of ``date`` is; what is public already stays as it is."""
    return date is not None and (public_at is None or public_at > max(date, now))


def _search_word(locale, word, term, written, public_at, count=1):
    form = lower(written, locale)[:WORD_LENGTH] if locale else written
    return SearchWord(
        locale=locale, word=word, term=term, form=form, public_at=public_at, count=count
    )


def _known_among(pairs):
    """Those of ``pairs`` that are there, and some more → their number, and since when they are public."""
    rows = SearchWord.objects.filter(Among("word", {word for _locale, word, _term in pairs}))
    found = rows.values_list("locale", "word", "term", "pk", "public_at")
    return {tuple(key): (pk, public_at) for *key, pk, public_at in found}


def lacking(documents: list[tuple], proven: set[tuple]) -> set[tuple[int, str]]:
    """Entry and language of those of ``documents`` with a word that is not in the vocabulary as it should be.

    Words that are ``proven`` to be there for all readers are not asked for; more are added.
    """
    now = timezone.now()
    wanted = {
        (document.entry_id, document.locale): (
            document.published_at,
            keys(document, analysis, analysis.words).keys() - proven,
        )
        for document, analysis in documents
    }
    there = _known_among(set().union(*(found for _date, found in wanted.values())))
    proven.update(key for key, (_pk, at) in there.items() if at is not None and at <= now)
    return {
        document
        for document, (date, found) in wanted.items()
        if any(key not in there or _is_hidden(there[key][1], date, now) for key in found)
    }


@transaction.atomic
def replace_words(words: dict[tuple, tuple], last_word: int) -> None:
    """Put ``words`` in the place of those that were there up to ``last_word``; later ones stay.

    They are locale, word and term → the form, since when it is public, and in how many documents.
    """
    SearchWord.objects.filter(pk__lte=last_word).update(count=0)
    SearchWord.objects.bulk_create(
        (_search_word(*key, *facts) for key, facts in words.items()),
        update_conflicts=True,
        unique_fields=["locale", "word", "term"],
        update_fields=["count", "form", "public_at"],
        batch_size=WORDS_AT_ONCE,
    )
    SearchWord.objects.filter(pk__lte=last_word, count=0).delete()
    SearchWord.objects.filter(**GENERATION).delete()
