"""Data that moves with the tables: nothing of it is lost, there and back."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from blog.models import SearchDocument
from blog.search.engines import engine
from blog.search.proving import problems
from tests.factories import make_entry, picture

BEFORE = [("blog", "0002_attachments")]
AFTER = [("blog", "0005_drop_files_of_covers")]


def migrate(target):
    executor = MigrationExecutor(connection)
    executor.migrate(target)
    return MigrationExecutor(connection).loader.project_state(target).apps


@pytest.fixture
def apps_before(transactional_db):
    yield migrate(BEFORE)
    migrate_all()


def migrate_all():
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_covers_become_pictures_and_covers_again(apps_before):
    Author, Entry = (apps_before.get_model("blog", name) for name in ("Author", "Entry"))
    author = Author.objects.create(slug="aysel")
    for name, color in (("one", "red"), ("other", "lime")):
        content = picture(size=(60, 40), color=color).read()
        default_storage.save(f"covers/{name}.jpg", ContentFile(content))
    facts = {"author": author, "cover_width": 60, "cover_height": 40}
    first = Entry.objects.create(cover="covers/one.jpg", cover_alt_az="Dağ", **facts)
    again = Entry.objects.create(cover="covers/one.jpg", cover_credit="Aysel", **facts)
    other = Entry.objects.create(cover="covers/other.jpg", cover_credit="Tural", **facts)
    lost = Entry.objects.create(cover="covers/lost.jpg", **facts)
    bare = Entry.objects.create(author=author)

    Entry = migrate(AFTER).get_model("blog", "Entry")
    covers = {entry.pk: entry.cover for entry in Entry.objects.select_related("cover")}
    assert covers[bare.pk] is None
    assert covers[first.pk] == covers[again.pk] != covers[other.pk]
    one = covers[first.pk]
    assert (one.file.name, one.width, one.height) == ("covers/one.jpg", 60, 40)
    assert (one.credit, one.alt_az, len(one.digest)) == ("Aysel", "Dağ", 64)
    assert covers[lost.pk].file.name == "covers/lost.jpg"

    Entry = migrate(BEFORE).get_model("blog", "Entry")
    kept = {entry.pk: (entry.cover.name, entry.cover_credit) for entry in Entry.objects.all()}
    assert kept[again.pk] == ("covers/one.jpg", "Aysel")
    assert kept[other.pk] == ("covers/other.jpg", "Tural")
    assert kept[bare.pk][0] in ("", None)


def test_index_of_the_search_is_kept_when_drafts_join_it(transactional_db):
    try:
        entry = make_entry(live=["en"], drafts=["az"])
        apps = migrate([("blog", "0008_search")])
        assert list(engine().problems()) == []
        (document,) = apps.get_model("blog", "SearchDocument").objects.all()
        assert (document.entry_id, document.locale) == (entry.pk, "en")
    finally:
        migrate_all()
    assert list(engine().problems()) == []
    assert list(problems()) == [f"Entry {entry.pk} in az: it is not in the index."]
    entry.save()
    SearchDocument.objects.get(locale="en").delete()
    assert list(problems()) == [f"Entry {entry.pk} in en: it is not in the index."]
