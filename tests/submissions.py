"""Entries on their way to an editor, for tests."""

from blog.models import Revision
from blog.roles import AUTHOR
from blog.submitting import give_back, submit
from tests.factories import make_author, make_entry, make_user

NOTE = "Rəqəmləri yoxlayın, xahiş edirəm.\n\nТретий абзац — лишний."


def reporter(**kwargs):
    """An author who may not publish."""
    return make_user(AUTHOR, first_name="Tural", last_name="Kərimov", **kwargs)


def entry_of(user, **kwargs):
    kwargs = {"drafts": ["az"], **kwargs}
    return make_entry(author=make_author(user=user), **kwargs)


def submitted(entry, language="az", *, by=None):
    submit(entry, language, by=by or entry.author.user)
    return entry


def returned(entry, language="az", *, by):
    give_back(submitted(entry, language), language, by=by, note=NOTE)
    return entry


def steps(entry):
    """What the history tells of an entry: event, who, languages, note."""
    return [
        (one.event, one.made_by, one.languages, one.note)
        for one in Revision.objects.filter(entry=entry.pk)
    ]
