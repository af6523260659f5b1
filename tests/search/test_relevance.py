"""What readers type, and what they are to find: over the demo, and a few entries beside it."""

import tomllib
from itertools import count
from pathlib import Path

import pytest

from blog.demo.site import ACCOUNTS, CONTENT, make_account, make_author, make_entry, make_tag, read
from blog.languages import language_codes
from blog.search.searching import search, suggest

CORPUS = Path(__file__).parent / "relevance"
ENOUGH = 32
TO_PASS = 0.95
PLAIN = {"author": "press", "days_ago": 60, "cover": ""}
FIELDS = {"kind", "q", "first", "found", "never", "shown"}


def corpus(name):
    """One file of the corpus."""
    return tomllib.loads((CORPUS / f"{name}.toml").read_text("utf-8"))


def all_facts():
    """What the files say of each entry; without covers, which take their time."""
    demo = (tomllib.loads(path.read_text("utf-8")) for path in CONTENT.glob("[0-9]*.toml"))
    return [one | {"cover": ""} for one in demo] + [
        PLAIN | one for one in corpus("entries")["entries"]
    ]


@pytest.fixture
def keys(db):
    """Number of an entry → its key in the files."""
    for name in ACCOUNTS:
        make_account(name)
    authors = {key: make_author(key, facts) for key, facts in read("authors").items()}
    tags = {key: make_tag(facts) for key, facts in read("tags").items()}
    return {make_entry(facts, authors, tags).pk: facts["key"] for facts in all_facts()}


def languages_found(query, locale, keys):
    """Key of each entry found → the language that it is shown in, in their order, of all pages."""
    found = {}
    for page in count(1):
        results = search(query, locale, page=page)
        found |= {keys[row.entry.pk]: row.locale for row in results.rows}
        if page >= results.pages:
            return found


def objections(query, found):
    """What is wrong with ``found``, in words."""
    first = [*found][:3]
    shown = query.get("shown", {})
    yield from (
        f"{key} is not among the first" for key in query.get("first", []) if key not in first
    )
    yield from (f"{key} is not found" for key in query.get("found", []) if key not in found)
    yield from (f"{key} is found" for key in query.get("never", []) if key in found)
    yield from (
        f"{key} is shown in {found[key]}, not {language}"
        for key, language in shown.items()
        if found.get(key, language) != language
    )


def languages_suggested(query, locale, keys):
    """The same of what is shown while a reader types."""
    return {keys[row.entry.pk]: row.locale for row in suggest(query, locale)}


def failure(query, locale, keys):
    """A line about what a query got wrong; "" when all is as it should be."""
    look = languages_suggested if query["kind"] == "typing" else languages_found
    found = look(query["q"], locale, keys)
    wrong = "; ".join(objections(query, found))
    got = ", ".join([*found][:5]) or "nothing"
    return f"{locale} {query['kind']:9} {query['q']}: {wrong} (got {got})" if wrong else ""


@pytest.mark.parametrize("locale", language_codes())
def test_corpus_asks_enough_and_names_entries_that_there_are(locale):
    known = {facts["key"] for facts in all_facts()}
    queries = corpus(locale)["queries"]

    assert len({query["q"] for query in queries}) == len(queries) >= ENOUGH
    for query in queries:
        named = {key for field in ("first", "found", "never") for key in query.get(field, [])}
        assert named, query
        assert {*query} <= FIELDS, query
        assert named | {*query.get("shown", {})} <= known, query


def test_readers_find_what_they_mean(keys):
    """One query in twenty may fail; none that looks for what readers cannot read yet."""
    asked = [(query, locale) for locale in language_codes() for query in corpus(locale)["queries"]]
    failures = [(query, line) for query, locale in asked if (line := failure(query, locale, keys))]
    lines = [line for _query, line in failures]

    print(*lines, f"{len(asked) - len(lines)} of {len(asked)} pass", sep="\n")
    assert [line for query, line in failures if query["kind"] == "unseen"] == []
    assert len(lines) <= (1 - TO_PASS) * len(asked), "\n".join(lines)
