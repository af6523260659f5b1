"""The demo's desk: what of it is to be seen there."""

import tomllib

import pytest
from django.contrib.auth.models import User

from blog.demo.site import ACCOUNTS, CONTENT, make_account, make_author, make_entry, make_tag, read
from blog.models import Entry
from blog.signals import demo_installed
from tests.desk.factories import rows_of, translation_of
from translation_desk.findings import found_in
from translation_desk.models import Term, Translation
from translation_desk.queue import Filters, rows, totals
from translation_desk.standing import standing

# One that is scheduled, and those that the desk's demo is about; without covers, which take their time.
KEYS = [
    "mobile-consultation",
    "interns",
    "hotline",
    "library-hours",
    "podcast",
    "astana",
    "volunteers",
    "fellowship",
    "ganja",
    "conference",
]


@pytest.fixture
def entries(db):
    """Key → entry, as the demo makes them."""
    for name in ACCOUNTS:
        make_account(name)
    authors = {key: make_author(key, facts) for key, facts in read("authors").items()}
    tags = {key: make_tag(facts) for key, facts in read("tags").items()}
    facts = [tomllib.loads(path.read_text("utf-8")) for path in CONTENT.glob("[0-9]*.toml")]
    return {
        one["key"]: make_entry(one | {"cover": ""}, authors, tags)
        for one in facts
        if one["key"] in KEYS
    }


def test_demo_shows_each_state_and_its_texts_raise_no_alarm(entries):
    demo_installed.send(Entry, entries=entries)

    shown = {one.shown_state for one in Translation.objects.asked()}
    assert shown == {*Translation.Shown}
    russian = translation_of(entries["library-hours"])
    assert (russian.shown_state, russian.confirmed, russian.segments) == ("in_progress", 4, 8)
    assert (russian.assignee.username, bool(russian.due), bool(russian.note)) == ("ru", True, True)
    assert translation_of(entries["podcast"]).shown_state == "in_review"
    returned = translation_of(entries["volunteers"], "az")
    assert [one.by.username for one in returned.comments.all()] == ["editor"]

    sizes = {
        key: [row.size for row in rows_of(translation_of(entries[key])) if row.state == "stale"]
        for key in ("mobile-consultation", "interns")
    }
    assert sizes == {"mobile-consultation": ["urgent"], "interns": ["typo"]}

    alarms = {
        (one.locale, finding.check, finding.row.state)
        for one in Translation.objects.select_related("entry")
        for finding in found_in(standing(one))
    }
    # What was translated before the number changed; no alarm is false.
    assert alarms == {
        (locale, check, "stale")
        for locale in ("en", "ru")
        for check in ("number-missing", "number-added")
    }

    az, editor = User.objects.get(username="az"), User.objects.get(username="editor")
    first = rows(az, Filters(order="demand"), language="en").rows[0]
    assert (first.entry.pk, first.cells[0].wanted) == (entries["fellowship"].pk, 412)
    assert [total.locale for total in totals(editor)] == ["en", "ru", "az"]
    assert Term.objects.count() > 80
