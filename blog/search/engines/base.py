"""What every engine answers, and how much of it; nothing here knows a database.

An engine gets terms and gives numbers. All knowledge of languages is in the question.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from django.db import connection

from blog.languages import language_codes

# As many of a language as are looked at: the newest that match, and the newest with all in the title.
# A word that stands in most entries must not cost more than one that stands in some.
REACH = 400
TITLE_REACH = 60
# Where a word is excluded, the other languages are read of so many times as much, which takes long.
CANDIDATES = 2
OLDEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Wanted:
    """One word that is looked for: the terms it may have, and those it may have as a tag only.

    ``phrases`` are as good: what it is part of is called so, by terms that stand one after another.
    """

    terms: tuple[str, ...]
    tag_terms: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()

    def __bool__(self):
        return bool(self.terms or self.phrases)


@dataclass(frozen=True)
class Question:
    """What is looked for in the documents of one language."""

    locale: str
    wanted: tuple[Wanted, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    # Marked terms of any language, and phrases of such: an entry that has one in another is not found
    # in this, either.
    excluded: tuple[str, ...] = ()
    # One of the words and phrases is enough.
    is_any: bool = False
    # Nobody wrote some of it in any form, as far as is known: hardly a document will match.
    is_seldom: bool = False

    def __bool__(self):
        return bool(self.wanted or self.phrases)

    @property
    def terms(self) -> set[str]:
        """What is looked for, to be marked: terms, and phrases as terms with a space between them."""
        phrases = [*self.phrases, *(phrase for one in self.wanted for phrase in one.phrases)]
        return {term for one in self.wanted for term in one.terms} | set(map(" ".join, phrases))

    @property
    def excluded_elsewhere(self) -> tuple[str, ...]:
        """Those of ``excluded`` that may stand in documents of other languages."""
        own = _mark(self.locale)
        # "engb" of British English begins like "en".
        longer = tuple(mark for mark in map(_mark, language_codes()) if len(mark) > len(own))
        return tuple(
            term for term in self.excluded if not term.startswith(own) or term.startswith(longer)
        )


@dataclass(frozen=True)
class Filters:
    """Which documents are looked at: none whose date is after ``now``; without it, drafts as well."""

    now: datetime | None
    tag: int | None = None
    since: datetime | None = None
    until: datetime | None = None

    @property
    def latest(self) -> datetime | None:
        """No document is looked at that is later; None when any may be."""
        return min(self.now, self.until) if self.now and self.until else self.now


class Hit(NamedTuple):
    """A document that matches."""

    entry: int
    locale: str
    published_at: datetime | None
    score: float
    is_in_title: bool = False


def newness(hit: Hit) -> tuple:
    """What hits are ordered by, the oldest first; a draft is newer than all that has a date."""
    return hit.published_at is None, hit.published_at or OLDEST, hit.entry


class Hits(list[Hit]):
    """Documents that match. ``is_cut``: there may be older ones besides."""

    is_cut = False


def marked(terms: str, locale: str) -> str:
    """``terms``, which have a space between them, with the language in front of each.

    So a word that is common in one language and rare in another is two words to a database, which
    guesses by how common a word is how to find it.
    """
    mark = _mark(locale)
    return mark + terms.replace(" ", f" {mark}") if terms else ""


def tag_term(number: int) -> str:
    """The term that the documents of entries with the tag ``number`` have among their tags."""
    # No word is analysed to what begins with a digit and goes on with letters, unless it is typed so.
    return f"0tag{number}"


def _mark(locale):
    return "".join(filter(str.isalnum, locale))


class Engine(ABC):
    """Finds documents by terms."""

    @abstractmethod
    def find(self, question: Question, filters: Filters, *, is_ranked: bool) -> Hits:
        """The newest documents that match, at most ``REACH``; with a score when ``is_ranked``.

        When ranked, those with everything in the title come besides, however old they are. Drafts
        are newer than everything.
        """

    @abstractmethod
    def entries(self, questions: Sequence[Question], *, is_in_title=False):
        """All entries that match one of ``questions``, drafts too, as a lookup ``pk__in`` takes them.

        However many there are: for lists that are narrowed and ordered by other things.
        """

    @abstractmethod
    def words_beginning(self, words, beginning: str):
        """Those of the queryset ``words`` that begin with ``beginning``, by an index."""

    @abstractmethod
    def problems(self) -> Iterable[str]:
        """What the engine keeps and should not, or does not keep and should."""

    @abstractmethod
    def repair(self) -> None:
        """Make anew what the database makes of documents, if it is not what it should be.

        Before documents are written; readers go on searching meanwhile.
        """

    @abstractmethod
    def put_in_order(self) -> None:
        """Make it as fast as it can be, now that all documents were written."""

    @abstractmethod
    def count(self) -> None:
        """Have the database count what it guesses by: there is much more than when it last did."""

    def _hits(self, sql: str, parameters: list, *, before: str = "") -> list[Hit]:
        """The hits of one or two queries; of a document that is there twice, that of the title.

        ``before`` is said to the database in the same breath.
        """
        found: dict[tuple, Hit] = {}
        with connection.cursor() as cursor:
            cursor.execute(f"{before} {sql}" if before else sql, parameters)
            for entry, locale, date, score, is_in_title in cursor.fetchall():
                if (entry, locale) not in found or is_in_title:
                    found[entry, locale] = Hit(
                        entry, locale, self._moment(date), score, bool(is_in_title)
                    )
        return list(found.values())

    def _moment(self, value) -> datetime:
        return value
