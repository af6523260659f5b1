"""The commands that keepers have for the index."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from blog.models import SearchDocument
from blog.search import indexing
from blog.search.engines import engine, sqlite_table
from blog.search.searching import search
from tests.factories import make_entry

pytestmark = pytest.mark.django_db


def test_index_is_checked_and_rebuilt(capsys):
    entry = make_entry(live=["en", "ru"])
    call_command("check_search")
    assert capsys.readouterr().out == "The index and the entries agree.\n"

    SearchDocument.objects.filter(locale="ru").delete()
    with pytest.raises(CommandError) as error:
        call_command("check_search")
    assert str(error.value).splitlines() == [
        f"Entry {entry.pk} in ru: it is not in the index.",
        "To repair it: manage.py rebuild_search.",
    ]

    call_command("rebuild_search", verbosity=2)
    assert capsys.readouterr().out == "2 …\n2 documents indexed.\n"
    call_command("check_search")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL makes columns, not a table")
def test_rebuild_repairs_what_the_engine_lost():
    entry = make_entry(live=["en"], title_en="Harvest")
    with connection.cursor() as cursor:
        cursor.execute(sqlite_table.EMPTY)
    with pytest.raises(CommandError, match="FTS5 has 0 rows for 1 documents"):
        call_command("check_search")
    assert search("harvest", "en").count == 0
    call_command("rebuild_search")
    call_command("check_search")
    assert [row.entry for row in search("harvest", "en").rows] == [entry]


def test_database_counts_what_is_written_while_it_grows(monkeypatch):
    for _ in range(4):
        make_entry(live=["en", "ru"])
    counts = []
    monkeypatch.setattr(type(engine()), "count", lambda self: counts.append(documents()))
    monkeypatch.setattr(indexing, "PART", 1)
    monkeypatch.setattr(indexing, "COUNTED_AGAIN", 2)
    SearchDocument.objects.all().delete()
    documents = SearchDocument.objects.count
    call_command("rebuild_search")
    # Of eight: when there were four, as that is more than twice one part.
    assert counts[0] == 4
    # On PostgreSQL at the end, too.
    assert counts[1:] in ([], [8])


def test_check_says_when_there_is_more(monkeypatch):
    monkeypatch.setattr("blog.management.commands.check_search.SHOWN", 1)
    for _ in range(2):
        make_entry(live=["en"])
    SearchDocument.objects.all().delete()
    with pytest.raises(CommandError, match="There are more than these 1"):
        call_command("check_search")
