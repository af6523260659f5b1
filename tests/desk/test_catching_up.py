"""The figures follow what is saved, after the answer."""

import logging

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections

from tests.desk.factories import make_original
from translation_desk import catching_up, queue
from translation_desk.models import Translation
from translation_desk.queue import Filters, rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def looked_at():
    """As in production: nothing is looked at while it is saved."""
    catching_up.saved.take()


def finish_request():
    """Let everybody know but Django, as its client does: that would close the connection of the test."""
    request_finished.disconnect(close_old_connections)
    request_finished.send(sender=None)
    request_finished.connect(close_old_connections)


def test_figures_are_made_after_the_answer(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        entry = make_original()
    russian = Translation.objects.get(entry=entry, locale="ru")
    assert (russian.is_current, russian.segments) == (False, 0)

    finish_request()

    russian.refresh_from_db()
    assert (russian.is_current, russian.segments, russian.words_left) == (True, 4, 15)


def test_what_was_never_committed_is_not_looked_at(monkeypatch):
    make_original()
    monkeypatch.setattr(catching_up, "refresh", lambda entry: pytest.fail("looked at"))

    finish_request()


def test_error_is_for_the_keeper_and_the_queue_tries_again(
    django_capture_on_commit_callbacks, monkeypatch, caplog, editor
):
    with django_capture_on_commit_callbacks(execute=True):
        entry = make_original()
    with monkeypatch.context() as broken, caplog.at_level(logging.ERROR):
        broken.setattr(catching_up, "refresh", lambda entry: 1 / 0)
        finish_request()
    assert f"The figures of entry {entry.pk} could not be made." in caplog.text

    rows(editor, Filters(), language="en")

    assert Translation.objects.get(entry=entry, locale="ru").segments == 4


def test_queue_catches_up_with_some_at_a_time(editor, monkeypatch):
    monkeypatch.setattr(queue, "CAUGHT_UP_AT_ONCE", 2)
    for _ in range(3):
        make_original(body="")
    rows(editor, Filters(), language="en")
    assert Translation.objects.filter(is_current=False).count() == 2

    rows(editor, Filters(), language="en")
    assert not Translation.objects.filter(is_current=False).exists()


def test_entry_that_is_gone_is_passed_over(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        entry = make_original()
        entry.delete()

    finish_request()

    assert not Translation.objects.filter(is_current=False).exists()
