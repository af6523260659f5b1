"""Readers search while the index is made anew, on a database that others can look into."""

import json

import pytest

from scripts.serving import manage

ENTRIES = 4
# What readers find after each statement of a rebuild, by a connection of their own: of an index that is
# as it should be, of one that has to be filled anew, and of one that was lost. The entries that are looked
# for are made here, as the site is that of other tests, too, which write in what they find.
REBUILD = (
    f"""
from tests.factories import make_entry
entries = [make_entry(live=["en"], title_en="Butterflies") for _ in range({ENTRIES})]
"""
    + """
import json
from concurrent.futures import ThreadPoolExecutor
from django.db import connection
from blog.search.engines.sqlite_table import EMPTY
from blog.search.indexing import rebuild
from blog.search.proving import problems
from blog.search.searching import search

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
    return {"least": min(seen), "last": seen[-1], "looks": len(seen), "problems": [*problems()]}

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
)


@pytest.fixture(scope="module")
def rebuilt(site):
    return json.loads(manage(site, "shell", "--verbosity", "0", stdin=REBUILD))


@pytest.mark.parametrize("damage", [0, 1])
def test_readers_find_everything_after_each_statement_of_a_rebuild(rebuilt, damage):
    assert rebuilt[damage]["least"] == rebuilt[damage]["last"] == ENTRIES
    assert rebuilt[damage]["looks"] > 10
    assert rebuilt[damage]["problems"] == []


def test_what_was_lost_is_found_again(rebuilt):
    lost = rebuilt[2]
    assert (lost["least"], lost["last"], lost["problems"]) == (0, ENTRIES, [])
