"""Readers search while the index is made anew, on a database that others can look into."""

import json

import pytest

from scripts.serving import manage

# What readers find after each statement of a rebuild, by a connection of their own: of an index that is
# as it should be, of one that has to be filled anew, and of one that was lost. The entries that are looked
# for are made here, as other tests of the site write in those that it has.
REBUILD = """
import json
from concurrent.futures import ThreadPoolExecutor
from django.db import connection
from blog.search.engines.sqlite_table import EMPTY
from blog.search.indexing import rebuild
from blog.search.proving import problems
from blog.search.searching import search
from tests.factories import make_author, make_entry

author = make_author(slug="lepidopterist")
entries = [
    make_entry(live=["en"], author=author, title_en="Butterflies", slug_en=f"butterflies-{number}")
    for number in range(4)
]

reader = ThreadPoolExecutor(1)
seen = []

def look():
    seen.append(search("butterflies", "en").count)

def look_after(execute, *arguments):
    answer = execute(*arguments)
    reader.submit(look).result()
    return answer

def watched_rebuild():
    seen.clear()
    with connection.execute_wrapper(look_after):
        rebuild()
    reader.submit(look).result()
    counts = {"made": len(entries), "least": min(seen), "last": seen[-1], "looks": len(seen)}
    return {**counts, "problems": [*problems()]}

damages = {
    "sqlite": ["SELECT 1", "DROP TRIGGER blog_searchdocument_update", EMPTY],
    "postgresql": [
        "SELECT 1", "UPDATE blog_searchdocument SET digest = ''", "DELETE FROM blog_searchdocument"
    ],
}
answers = []
for damage in damages[connection.vendor]:
    connection.cursor().execute(damage)
    answers.append(watched_rebuild())
for entry in entries:
    entry.delete()
print(json.dumps(answers))
"""


@pytest.fixture(scope="module")
def rebuilt(site):
    return json.loads(manage(site, "shell", "--verbosity", "0", stdin=REBUILD))


@pytest.mark.parametrize("damage", [0, 1])
def test_readers_find_everything_after_each_statement_of_a_rebuild(rebuilt, damage):
    assert rebuilt[damage]["least"] == rebuilt[damage]["last"] == rebuilt[damage]["made"] > 0
    assert rebuilt[damage]["looks"] > 10
    assert rebuilt[damage]["problems"] == []


def test_what_was_lost_is_found_again(rebuilt):
    lost = rebuilt[2]
    assert (lost["least"], lost["last"], lost["problems"]) == (0, lost["made"], [])
