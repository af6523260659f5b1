"""The corpus of what readers type: its entries made, its queries asked."""

import tomllib
from itertools import count
from pathlib import Path

from blog.demo.site import ACCOUNTS, CONTENT, make_account, make_author, make_entry, make_tag, read
from blog.search.searching import search, suggest

CORPUS = Path(__file__).parent / "relevance"
MORE = CORPUS / "more"
# Folder of queries → the folders of the entries that they are asked over.
FOLDERS = {CORPUS: [CORPUS], MORE: [CORPUS, MORE]}
PLAIN = {"author": "press", "days_ago": 60, "cover": ""}


def corpus(folder, name):
    """One file of the corpus."""
    return tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))


def all_facts(folder):
    """What the files say of each entry that is asked over, and of the demo; without covers.

    To draw these takes its time.
    """
    demo = (tomllib.loads(path.read_text("utf-8")) for path in CONTENT.glob("[0-9]*.toml"))
    beside = [one for some in FOLDERS[folder] for one in corpus(some, "entries")["entries"]]
    return [one | {"cover": ""} for one in demo] + [PLAIN | one for one in beside]


def make_all(folder):
    """Make the entries; number of an entry → its key in the files."""
    for name in ACCOUNTS:
        make_account(name)
    authors = {key: make_author(key, facts) for key, facts in read("authors").items()}
    tags = {key: make_tag(facts) for key, facts in read("tags").items()}
    return {make_entry(facts, authors, tags).pk: facts["key"] for facts in all_facts(folder)}


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
