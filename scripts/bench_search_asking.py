"""What bench_search.py asks, and how big the index is: run by ``manage.py shell``, as it needs the site.

Prints, as JSON, the bytes of the parts of the index; for each kind of question and language the
milliseconds of the answers; and what the pages are to be asked.
"""

import gc
import json
import time
from random import Random

from django.db import connection
from django.utils import timezone

from blog.languages import language_codes
from blog.models import Tag
from blog.search.layouts import AZERBAIJANI_KEYS, CYRILLIC_KEYS, LATIN_KEYS
from blog.search.searching import NEWEST, search, suggest
from scripts.bench_search_texts import Language

TIMES, WARM = 40, 5
# Places of words in the list of frequency.
COMMON, USUAL, RARE = range(40), range(40, 2000), range(20_000, 80_000)
# Letters that stand in no word.
NOWHERE = "qwxzjvkfbq"
SIZES = {
    "postgresql": """
        SELECT part, bytes FROM (VALUES
          ('documents', pg_table_size('blog_searchdocument')),
          ('their indexes', pg_indexes_size('blog_searchdocument')),
          ('words', pg_total_relation_size('blog_searchword'))
        ) AS sizes (part, bytes)""",
    "sqlite": """
        SELECT CASE
          WHEN name LIKE 'blog_searchindex%' THEN 'FTS5'
          WHEN name = 'blog_searchdocument' THEN 'documents'
          WHEN name LIKE 'search_word%' OR name LIKE '%blog_searchword%' THEN 'words'
          ELSE 'indexes of documents' END AS part, sum(pgsize)
        FROM dbstat
        WHERE name LIKE '%blog_search%' OR name LIKE 'search_word%' OR name LIKE 'search_document%'
        GROUP BY part""",
}


class Reader:
    """Somebody who asks in one language, always the same."""

    def __init__(self, code):
        self.code, self.language, self.dice = code, Language(code), Random(code)  # noqa: S311
        # Not the shortest: who types them means a beginning.
        self.tags = list(Tag.objects.order_by("pk")[:40])

    def word(self, places, longest_first=False):
        words = [self.language.words[place] for place in self.dice.choices(places, k=5)]
        return max(words, key=len) if longest_first else words[0]

    def words(self, *several):
        return " ".join(self.word(places) for places in several)

    def questions(self):
        """Kind → a function that gives a text and, by name, what else is asked of ``search``."""
        this_year = timezone.now().year

        def of(text, **asked):
            return lambda: (text(), {name: value() for name, value in asked.items()})

        common = lambda: self.word(COMMON)  # noqa: E731
        return {
            "one common word": of(common),
            "one rare word": of(lambda: self.word(RARE)),
            "two words": of(lambda: self.words(USUAL, USUAL)),
            "two common words": of(lambda: self.words(COMMON, COMMON)),
            "three words": of(lambda: self.words(COMMON, USUAL, USUAL)),
            "five common words": of(lambda: self.words(*[COMMON] * 5)),
            "phrase of common words": of(lambda: f'"{self.words(COMMON, COMMON)}"'),
            "without a common word": of(lambda: f"{self.word(COMMON)} -{self.word(COMMON)}"),
            "a usual word without a common one": of(
                lambda: f"{self.word(USUAL)} -{self.word(COMMON)}"
            ),
            "without a phrase of common words": of(
                lambda: f'{self.word(COMMON)} -"{self.words(COMMON, COMMON)}"'
            ),
            "a slip": of(self.slip),
            "another keyboard": of(self.typed_elsewhere),
            "nowhere": of(self.nowhere),
            "of a topic": of(common, tag=lambda: self.dice.choice(self.tags)),
            "of a year": of(common, year=lambda: this_year - self.dice.randrange(10)),
            "in one language": of(common, language=lambda: self.code),
            "newest first": of(common, order=lambda: NEWEST),
            "page 20": of(common, page=lambda: 20),
        }

    def slip(self):
        word = self.word(USUAL, longest_first=True)
        at = len(word) // 2
        return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]

    def typed_elsewhere(self):
        word = self.word(USUAL, longest_first=True)
        here, there = {
            "en": (LATIN_KEYS, CYRILLIC_KEYS),
            "ru": (CYRILLIC_KEYS, LATIN_KEYS),
            "az": (AZERBAIJANI_KEYS, CYRILLIC_KEYS),
        }[self.code]
        return word.translate(str.maketrans(here, there))

    def nowhere(self):
        return " ".join("".join(self.dice.choices(NOWHERE, k=9)) for _ in range(2))

    def beginning(self):
        return self.word(USUAL)[: self.dice.randint(2, 5)]


def timed(ask):
    start = time.perf_counter()
    ask()
    return (time.perf_counter() - start) * 1000


def answered(reader, question):
    text, asked = question()
    return timed(lambda: search(text, reader.code, **asked))


def suggested(reader):
    text = reader.beginning()
    return timed(lambda: suggest(text, reader.code))


def several(ask, *arguments):
    """The milliseconds of questions that are alike; the first few warm things up."""
    return [ask(*arguments) for _ in range(TIMES + WARM)][WARM:]


def sizes():
    with connection.cursor() as cursor:
        cursor.execute(SIZES[connection.vendor].replace("%", "%%"), [])
        return dict(cursor.fetchall())


if connection.vendor == "postgresql":
    # As the database does by itself some minutes after all documents were written.
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
measured, pages = {}, {}
readers = [Reader(code) for code in language_codes()]
# Our hundred thousands of words are nothing that a site has to look through for garbage.
gc.freeze()
for reader in readers:
    for kind, question in reader.questions().items():
        measured.setdefault(kind, {})[reader.code] = several(answered, reader, question)
    measured.setdefault("while typing", {})[reader.code] = several(suggested, reader)
    pages[reader.code] = {
        "search/": [reader.words(USUAL, COMMON) for _ in range(TIMES)],
        "search/suggest/": [reader.beginning() for _ in range(TIMES)],
    }
print(json.dumps({"sizes": {**sizes()}, "measured": measured, "pages": pages}, default=int))
