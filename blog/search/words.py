"""The vocabulary: the words that stand in documents, kept for slips, beginnings and forms no rule knows.

Readers' searches ask for the public ones only: those that stand in a document with a date.
"""

from collections import defaultdict
from functools import partial
from secrets import token_hex

from django.db import transaction

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

    They are noted by language, and whether they are public.

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

    What only drafts had becomes public with the first document that has a date.
    """
    if not documents:
        return
    rows = SearchWord.objects.filter(**GENERATION).values_list("form", flat=True)
    generation = next(iter(rows), "")
    noted = known.words(generation)
    new: dict[tuple, set[str]] = defaultdict(set)
    pairs: dict[tuple, str] = {} if generation else {("", "", ""): token_hex(8)}
    public: set[tuple] = set()
    for document, analysis in documents:
        kind = document.locale, document.published_at is not None
        words = analysis.words - noted[kind]
        new[kind] |= words
        found = {(document.locale, *pair): form for pair, form in analysis.pairs(words).items()}
        pairs |= found
        public.update(found if document.published_at else ())
    if pairs:
        _store(pairs, public)
        transaction.on_commit(partial(known.note, generation, new))


def _store(pairs, public):
    there = _known_among(pairs)
    # In one order, or two who learn the same words would wait for each other.
    unknown = sorted(pairs.keys() - there.keys())
    SearchWord.objects.bulk_create(
        [_search_word(*key, pairs[key], key in public) for key in unknown],
        ignore_conflicts=True,
        batch_size=WORDS_AT_ONCE,
    )
    hidden = sorted(pk for key, (pk, is_public) in there.items() if key in public and not is_public)
    for at in range(0, len(hidden), WORDS_AT_ONCE):
        some = SearchWord.objects.filter(pk__in=hidden[at : at + WORDS_AT_ONCE])
        some.update(is_public=True)


def _search_word(locale, word, term, written, is_public, count=1):
    form = lower(written, locale)[:WORD_LENGTH] if locale else written
    return SearchWord(
        locale=locale, word=word, term=term, form=form, is_public=is_public, count=count
    )


def _known_among(pairs):
    """Those of ``pairs`` that are there, and some more → their number, and whether they are public."""
    rows = SearchWord.objects.filter(Among("word", {word for _locale, word, _term in pairs}))
    found = rows.values_list("locale", "word", "term", "pk", "is_public")
    return {tuple(key): (pk, is_public) for *key, pk, is_public in found}


@transaction.atomic
def replace_words(words: dict[tuple, tuple], last_word: int) -> None:
    """Put ``words`` in the place of those that were there up to ``last_word``; later ones stay.

    They are locale, word and term → the form, whether it is public, and in how many documents.
    """
    SearchWord.objects.filter(pk__lte=last_word).update(count=0)
    SearchWord.objects.bulk_create(
        (_search_word(*key, *facts) for key, facts in words.items()),
        update_conflicts=True,
        unique_fields=["locale", "word", "term"],
        update_fields=["count", "form", "is_public"],
        batch_size=WORDS_AT_ONCE,
    )
    SearchWord.objects.filter(pk__lte=last_word, count=0).delete()
    SearchWord.objects.filter(**GENERATION).delete()
