"""Full text search of PostgreSQL, on terms of ours (configuration ``simple``; no extension)."""

from dataclasses import replace
from datetime import datetime, timedelta
from math import sqrt
from typing import NamedTuple

from django.db import connection
from django.db.models.expressions import RawSQL

from blog.search.engines.base import (
    CANDIDATES,
    REACH,
    TITLE_REACH,
    Engine,
    Filters,
    Hit,
    Hits,
    newness,
)
from blog.search.engines.postgresql_queries import EVERYWHERE, PERIOD, TITLE, Part, Search

# So many of the newest documents are looked through first, one by one. That costs next to nothing, and
# tells how many there are of what stands in many.
SAMPLE = 250
# What fewer of them have is looked for in all documents, by the index of terms. Each that matches has to
# be fetched before it is known which are the newest, so it is not for what stands in many.
FEW = 3
# So is what fewer of them have in a topic, as that is narrow. Words that so many have in whatever order
# are common words of a phrase.
COMMON = 12
# The rest is looked for in so many of the newest periods, if these are enough: in those that would be
# needed if all were like the newest, and more by so many times what a sample of that size is off by; if
# that did not do, in so many times as much.
MOST_PERIODS = 40
AMPLE = 2.5
WIDER = 4
# A phrase of words that stand together in many documents, but seldom one after the other, is looked
# for in so many of the newest, and in all if it is in none of these: the index of terms knows nothing
# of places.
FAR_SAMPLE = 5_000
PLANNER = "SET LOCAL enable_seqscan = {0}; SET LOCAL jit = {0};"


class Sample(NamedTuple):
    """What matches among the newest documents, whether these are all, and of when the next older one is."""

    hits: list[Hit]
    is_whole: bool
    beyond: datetime | None


class PostgreSQL(Engine):
    """``vector`` and ``title_vector`` are columns that the database makes of the others."""

    def find(self, question, filters, *, is_ranked):
        search = Search(question, filters, is_ranked)
        if question.is_seldom:
            return self._found(search, self._by_terms(search, [_everything(search)]))
        sample = self._look_through(search, SAMPLE)
        if sample.is_whole:
            return self._found(search, sample.hits)
        far = self._far(search)
        if far:
            return self._found(search, far.hits, is_cut=not far.is_whole)
        return self._found(search, [*sample.hits, *self._older(search, sample)])

    def _found(self, search, hits, is_cut=False):
        """The newest of ``hits``, each once; without those that are none because of another language."""
        best = {hit.entry: hit for hit in sorted(hits, key=lambda hit: hit.is_in_title)}
        live = [hit for hit in best.values() if hit.score is not None]
        live.sort(key=newness, reverse=True)
        in_title = [hit for hit in live if hit.is_in_title]
        found = Hits(dict.fromkeys([*live[:REACH], *in_title[:TITLE_REACH]]))
        is_cut |= len(live) < len(best) and len(best) >= _needed(search, REACH)
        found.is_cut = is_cut and bool(found)
        return found

    def _look_through(self, search, window):
        found = self._hits(*search.one_by_one(window))
        beyond = [hit.published_at for hit in found if not hit.locale]
        hits = [hit for hit in found if hit.locale]
        return Sample(hits, is_whole=not beyond, beyond=next(iter(beyond), None))

    def _far(self, search):
        """What is among many of the newest documents, if it is a phrase of common words that is there."""
        loose = search.without_order()
        if loose is None or len(self._look_through(loose, SAMPLE).hits) < COMMON:
            return None
        far = self._look_through(search, FAR_SAMPLE)
        return far if far.hits else None

    def _older(self, search, sample):
        """As much as is wanted of what matches in documents older than those of ``sample``, and in these."""
        found, parts = [], self._parts(search, sample)
        while parts:
            found += self._by_terms(search, parts)
            parts = [_wider(part, search.filters) for part in parts if _lacks(part, found)]
        return found

    def _parts(self, search, sample):
        """What is to be asked of the indexes of terms, if ``sample`` is like the rest."""
        everything = _everything(search)
        if len(sample.hits) < (COMMON if search.tagged else FEW):
            return [everything]
        if search.question.excluded:
            # Of titles the newest are enough here: their index does not know what is excluded.
            return [self._bounded(everything, search, sample)]
        parts = [replace(everything, title_reach=0)]
        parts += [Part(TITLE, everything.title_reach)] if search.is_ranked else []
        return [self._bounded(part, search, sample) for part in parts]

    def _bounded(self, part, search, sample):
        """``part``, of no more of the newest documents than are needed."""
        count, latest = _count(sample.hits, part.column), search.filters.latest
        if not count or latest is None or sample.beyond is None:
            return part
        ample = 1 + AMPLE / sqrt(count)
        return _since(part, latest, (latest - sample.beyond) * ample * part.reach / count)

    def _by_terms(self, search, parts):
        # Of a phrase PostgreSQL does not know how seldom it is. Said in one go with the question, it
        # holds for that alone; in a transaction of somebody else it has to be taken back.
        found = self._hits(*search.by_terms(parts), before=PLANNER.format("off"))
        if connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute(PLANNER.format("DEFAULT"))
        return found

    def entries(self, questions, *, is_in_title=False):
        column = TITLE if is_in_title else EVERYWHERE
        asked = [Search(one, Filters(now=None), is_ranked=False).all(column) for one in questions]
        sql = " UNION ALL ".join(part for part, _parameters in asked)
        # Terms are parameters.
        return RawSQL(sql, [one for _part, parameters in asked for one in parameters])  # noqa: S611

    def words_beginning(self, words, beginning):
        # By the index for LIKE that a text column has besides its own.
        return words.filter(word__startswith=beginning)

    def problems(self):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM information_schema.columns WHERE table_name = 'blog_searchdocument'"
                " AND is_generated = 'ALWAYS' AND column_name IN ('vector', 'title_vector')"
            )
            if cursor.fetchone()[0] < 2:
                yield "The table of documents lacks the columns that PostgreSQL searches (0008)."

    def repair(self):
        """Nothing: the columns are made whenever a row is written."""

    def put_in_order(self):
        self.count()

    def count(self):
        # It does so by itself, but some time later, and reads the whole table for each part till then.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE blog_searchdocument")


def _needed(search, reach):
    return reach * CANDIDATES if search.is_excluding_elsewhere else reach


def _everything(search):
    """All that matches."""
    return Part(EVERYWHERE, _needed(search, REACH), _needed(search, TITLE_REACH))


def _count(hits, column):
    return sum(hit.is_in_title or column == EVERYWHERE for hit in hits)


def _lacks(part, found):
    """Whether ``part`` is bounded, and there are fewer since then than are wanted."""
    if part.since is None:
        return False
    since = [hit for hit in found if hit.published_at >= part.since]
    return _count(since, part.column) < part.reach


def _wider(part, filters):
    return _since(part, filters.latest, (filters.latest - part.since) * WIDER)


def _since(part, latest, span):
    """``part`` of what is not older than ``span``; of everything, if that is nearly as fast."""
    is_wide = span > MOST_PERIODS * timedelta(seconds=PERIOD)
    return replace(part, since=None if is_wide else latest - span)
