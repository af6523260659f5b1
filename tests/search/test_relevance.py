"""What readers type, and what they are to find: over the demo, and entries beside it."""

import pytest

from blog.languages import language_codes
from tests.search.corpora import FOLDERS, all_facts, corpus, failure, make_all

ENOUGH = 32
TO_PASS = 0.95
FIELDS = {"kind", "q", "first", "found", "never", "shown"}


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def folder(request):
    return request.param


@pytest.mark.parametrize("locale", language_codes())
def test_corpus_asks_enough_and_names_entries_that_there_are(folder, locale):
    known = {facts["key"] for facts in all_facts(folder)}
    queries = corpus(folder, locale)["queries"]

    assert len({query["q"] for query in queries}) == len(queries) >= ENOUGH
    for query in queries:
        named = {key for field in ("first", "found", "never") for key in query.get(field, [])}
        assert named, query
        assert {*query} <= FIELDS, query
        assert named | {*query.get("shown", {})} <= known, query


def test_readers_find_what_they_mean(db, folder):
    """One query in twenty may fail; none that looks for what readers cannot read yet."""
    keys = make_all(folder)
    queries = {locale: corpus(folder, locale)["queries"] for locale in language_codes()}
    asked = [(query, locale) for locale in queries for query in queries[locale]]
    failures = [(query, line) for query, locale in asked if (line := failure(query, locale, keys))]
    lines = [line for _query, line in failures]

    print(*lines, f"{len(asked) - len(lines)} of {len(asked)} pass", sep="\n")
    assert [line for query, line in failures if query["kind"] == "unseen"] == []
    assert len(lines) <= (1 - TO_PASS) * len(asked), "\n".join(lines)
