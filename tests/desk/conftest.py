"""What the tests of the desk start from."""

import pytest

from blog.roles import EDITOR, TRANSLATOR
from tests.desk.factories import make_original, translation_of
from tests.factories import make_user
from translation_desk import receivers
from translation_desk.catching_up import look_at, note_saved


@pytest.fixture(autouse=True)
def looked_at(monkeypatch):
    """Look at each save at once, as a server does when the answer is out; a test's transaction never ends."""

    def note_and_look(entry_pk):
        note_saved(entry_pk)
        look_at(entry_pk)

    monkeypatch.setattr(receivers, "note_saved", note_and_look)


@pytest.fixture
def editor(db):
    return make_user(EDITOR, first_name="Nərgiz")


@pytest.fixture
def translator(db):
    """A person who may translate into Russian."""
    return make_user(TRANSLATOR, first_name="Алёна", rights=["translate_into_ru"])


@pytest.fixture
def entry(db):
    return make_original()


@pytest.fixture
def russian(entry):
    return translation_of(entry)
