"""What every test starts from."""

from hashlib import sha256

import pytest
from django.core.cache import cache
from django.test import client
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from blog import pictures
from translation_desk.catching_up import saved

# Time is measured by make bench; a machine that does other things is no failure.
hypothesis_settings.register_profile("patient", deadline=None)
hypothesis_settings.load_profile("patient")
PIXELS_TO_REMEMBER = 1_000_000
# Whoever asks for one of these asks the database.
OF_DATABASE = {"db", "transactional_db", "live_server", "client", "admin_client"}


def pytest_collection_modifyitems(items):
    """Run what touches no database of the site once, not on each of them; begin with the longest."""
    for item in items:
        asks = item.get_closest_marker("django_db") or OF_DATABASE & {*item.fixturenames}
        # These start the site by itself, on the database of the suite.
        by_itself = "tests/servers/" in str(item.path) or item.path.name == "test_site.py"
        if not asks and not by_itself:
            item.add_marker(pytest.mark.one_database)
    # Each takes up to a minute, in which at the end the other workers would have nothing left to do.
    items.sort(key=lambda item: "tests/servers/" not in str(item.path))


@pytest.fixture(autouse=True)
def english():
    """Start every test in English and leave no language behind for the next."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True, scope="session")
def pages_alone_are_noted():
    """A response of the test client has the context of its page, not those of the 200 parts of a form."""
    note = client.store_rendered_templates

    def note_the_first(store, signal, sender, template, context, **kwargs):
        if "context" not in store:
            note(store, signal, sender, template, context, **kwargs)

    client.store_rendered_templates = note_the_first
    yield
    client.store_rendered_templates = note


@pytest.fixture(autouse=True, scope="session")
def same_picture_is_cut_once():
    """Most tests take in the same few pictures, each of which is twelve files to be encoded."""
    cut, kept = pictures.renditions_of, {}

    def cut_once(image, suffix):
        if image.width * image.height > PIXELS_TO_REMEMBER:
            return cut(image, suffix)
        key = suffix, image.mode, image.size, sha256(image.tobytes()).digest()
        if key not in kept:
            kept[key] = cut(image, suffix)
        return dict(kept[key])

    pictures.renditions_of = cut_once
    yield
    pictures.renditions_of = cut


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Nobody attacks the passwords of tests; a real hash takes longer than most of them."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Keep what a test stores out of the site's own folders."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.ATTACHMENT_ROOT = tmp_path / "files"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    cache.clear()
    # What another test saved is not to be looked at after an answer in this one.
    saved.take()
