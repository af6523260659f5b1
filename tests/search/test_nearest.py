"""When no entry has all of the words, those with more of them come first."""

import pytest

from blog.models import Entry
from blog.search.engines.base import REACH
from blog.search.searching import search
from tests.factories import ago, make_entry, make_tag

pytestmark = pytest.mark.django_db


def found(q, locale="en", **options):
    results = search(q, locale, **options)
    assert results.is_relaxed
    return [row.entry for row in results.rows]


def test_entry_with_more_of_the_words_comes_first():
    make_entry(live=["en"], title_en="Umbrella umbrella")
    two = make_entry(
        live=["en"], body_en="<p>An umbrella in a queue.</p>", published_at_en=ago(days=9)
    )
    make_entry(live=["en"], title_en="Queue")
    assert found("umbrella queue zeppelin")[0] == two


def test_words_of_tags_and_whole_phrases_count():
    tag = make_tag(name_en="Training", name_az="Təlim")
    make_entry(live=["en"], title_en="Grey notebook, red umbrella")
    both = make_entry(live=["en"], body_en="<p>A red notebook.</p>", tags=[tag])
    assert found('təlim "red notebook" zeppelin')[0] == both


def test_more_words_come_before_the_own_language():
    make_entry(live=["en"], title_en="Umbrella")
    both = make_entry(live=["ru"], title_ru="Umbrella: зонт")
    assert found("umbrella зонт zeppelin")[0] == both


def test_words_that_only_ask_are_no_share():
    make_entry(live=["en"], title_en="What is it about?")
    podcast = make_entry(live=["en"], body_en="<p>A podcast.</p>")
    assert found("what is a podcast about zeppelin") == [podcast]


def test_only_the_best_are_read(django_assert_max_num_queries):
    for number in range(70):
        make_entry(live=["en"], title_en=f"Visit {number}")
    with django_assert_max_num_queries(60):
        results = search("visit zeppelin airship", "en")
    assert results.count == 70 < REACH


def test_word_that_most_entries_have_counts_little():
    for _ in range(5):
        make_entry(live=["en"], body_en="<p>It will take long to get there.</p>")
    permit = make_entry(live=["en"], title_en="A permit", published_at_en=ago(days=9))
    assert found("how long does it take to get a permit")[0] == permit


def test_what_drafts_have_orders_nothing():
    """By how rare a word is among live documents: which of them comes first tells nothing of drafts."""
    drafts = {"drafts": ["ru"], "title_ru": "Umbrella"}
    plain, other = {}, {}
    for kept, more in ((plain, {}), (other, drafts)):
        Entry.objects.all().delete()
        for _ in range(2):
            make_entry(live=["en"], body_en="<p>An umbrella.</p>", **more)
        for _ in range(3):
            make_entry(live=["en"], body_en="<p>A queue.</p>", published_at_en=ago(days=9))
        kept["titles"] = [
            "queue" in row.entry.body_en for row in search("umbrella queue zeppelin", "en").rows
        ]
    assert plain == other
