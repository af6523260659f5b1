"""Both engines answer the same questions alike, and the same is not asked of more than is bounded."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from django.db import connection
from django.utils import timezone

from blog.models import SearchDocument, SearchWord
from blog.search.engines import base, engine, postgresql, sqlite_table
from blog.search.engines.base import Filters, Question, Wanted, marked
from blog.search.engines.postgresql_queries import tsquery
from blog.search.engines.sqlite import match
from tests.factories import ago, make_entry

pytestmark = pytest.mark.django_db
ASKED = Question(
    "en",
    (Wanted(("visit", "визит"), ("ziyaret",)), Wanted(("baku",), phrases=(("old", "city"),))),
    (("border", "guard"),),
    ("ensecret",),
)


QUESTIONS = [
    (["visit"], {"asked": {}, "expected": lambda text: "visit" in text}),
    (["visit", "baku"], {"asked": {}, "expected": lambda text: "visit enbaku" in text}),
    (
        ["visit"],
        {
            "asked": {"excluded": ("enbaku",)},
            "expected": lambda text: "visit" in text and "baku" not in text,
        },
    ),
    (
        [],
        {
            "asked": {"phrases": (("border", "guard"),)},
            "expected": lambda text: "border enguard" in text,
        },
    ),
]


def make_document(title="", *, locale="en", published_at=None, entry=None, **texts):
    entry = entry or make_entry()
    published_at = published_at or ago(days=1)
    texts = {"title": title, "tags": "", "summary": "", "body": "", **texts}
    texts = {name: marked(terms, locale) for name, terms in texts.items()}
    return SearchDocument.objects.create(
        entry=entry, locale=locale, published_at=published_at, **texts
    )


def ask(*words, locale="en", is_ranked=True, phrases=(), excluded=(), **more):
    wanted = tuple(Wanted((word,)) for word in words)
    question = Question(locale, wanted, phrases, excluded, **more)
    hits = engine().find(question, Filters(timezone.now()), is_ranked=is_ranked)
    return {hit.entry for hit in hits}


def test_questions_are_written_as_each_engine_reads_them():
    assert tsquery(ASKED) == (
        "('envisit' | 'enвизит' | 'enziyaret':B) & ('enbaku' | ('enold' <-> 'encity')) "
        "& ('enborder' <-> 'enguard')"
    )
    assert match(ASKED, is_in_title=True) == (
        'title : (("envisit" OR "enвизит" OR tags : "enziyaret") AND ("enbaku" OR "enold encity") '
        'AND "enborder enguard")'
    )


def test_all_words_are_wanted_or_any():
    both, one = make_document("visit baku"), make_document("visit")
    assert ask("visit", "baku") == {both.entry_id}
    assert ask("visit", "baku", is_any=True) == {both.entry_id, one.entry_id}
    assert ask("visit", excluded=("enbaku",)) == {one.entry_id}


def test_word_that_a_live_language_of_an_entry_has_leaves_it_out():
    entry = make_document("visit").entry
    texts = {"title": marked("визит", "ru"), "tags": "", "summary": "", "body": ""}
    other = SearchDocument(entry=entry, locale="ru", published_at=ago(days=1), **texts)
    other.save()
    assert ask("visit", excluded=("ruвизит",)) == set()

    # Nothing is to be learned of what readers cannot read yet.
    other.published_at = timezone.now() + timedelta(hours=1)
    other.save()
    assert ask("visit", excluded=("ruвизит",)) == {entry.pk}


def test_word_that_stands_anywhere_in_a_document_leaves_it_out():
    entry = make_document("visit").entry
    make_document("visit", body="baku")
    for is_ranked in (True, False):
        assert ask("visit", excluded=("enbaku",), is_ranked=is_ranked) == {entry.pk}


def test_word_excluded_in_another_language_is_none_of_its_beginnings():
    entry = make_document("visit").entry
    make_document("визиты", locale="ru", entry=entry, body="баку")
    assert ask("visit", excluded=("ruвизит",)) == {entry.pk}
    for term in ("ruвизиты", "ruбаку"):
        assert ask("visit", excluded=("enbaku", term)) == set()


def test_phrase_is_excluded_where_its_words_follow_each_other():
    whole = make_document("visit", body="old city").entry
    loose = make_document("visit", body="city old").entry
    make_document("визит", locale="ru", entry=loose, body="новый город")
    both = {whole.pk, loose.pk}
    for is_ranked in (True, False):
        assert ask("visit", excluded=("enold encity",), is_ranked=is_ranked) == {loose.pk}
        assert ask("visit", excluded=("ruновый ruгород",), is_ranked=is_ranked) == {whole.pk}
        assert ask("visit", excluded=("ruгород ruновый",), is_ranked=is_ranked) == both


def test_terms_excluded_elsewhere_are_those_of_other_languages(settings):
    settings.LANGUAGES = [("en", "English"), ("en-gb", "British English"), ("ru", "Russian")]
    question = Question("en", excluded=("enbaku", "engbbaku", "ruбаку"))
    assert question.excluded_elsewhere == ("engbbaku", "ruбаку")


@pytest.mark.parametrize("ample", [0.1, 2])
@pytest.mark.parametrize("few", [1, 100])
@pytest.mark.parametrize(("asked", "kwargs"), QUESTIONS)
def test_what_is_found_is_the_same_in_whichever_way(monkeypatch, few, ample, asked, kwargs):
    """PostgreSQL looks among all, or the newest, if these are enough; SQLite has one way."""
    texts = ["visit", "visit baku", "baku", "guard border", "visit border guard", "border guard"]
    made = [make_document("old visit", body="border guard", published_at=ago(days=60))]
    for number, text in enumerate(texts * 3):
        made.append(make_document(body=text, published_at=ago(days=number + 1)))
    everywhere = {document.entry_id: f"{document.title} {document.body}" for document in made}
    monkeypatch.setattr(postgresql, "SAMPLE", 4)
    monkeypatch.setattr(postgresql, "FEW", few)
    monkeypatch.setattr(postgresql, "COMMON", few)
    monkeypatch.setattr(postgresql, "AMPLE", ample)
    expected = {entry for entry, text in everywhere.items() if kwargs["expected"](text)}
    for is_ranked, is_seldom in product((True, False), repeat=2):
        found = ask(*asked, is_ranked=is_ranked, is_seldom=is_seldom, **kwargs["asked"])
        assert found == expected


def test_code_of_a_language_is_a_word_like_others():
    entry = make_document("visit").entry
    assert ask("en") == ask("visit", "en") == set()
    assert ask("visit", excluded=("enen",)) == {entry.pk}


def test_words_of_a_phrase_stand_together():
    together = make_document(body="the border guard")
    make_document(body="guard the border")
    assert ask(phrases=(("border", "guard"),)) == {together.entry_id}


def test_phrase_is_as_good_as_a_word_that_it_stands_for():
    word, phrase = make_document("baku"), make_document("old city", body="walls")
    make_document("city old")
    wanted = Wanted(("baku",), phrases=(("old", "city"),))
    only_phrase = Wanted((), phrases=(("old", "city"), ("city", "walls")))
    for asked, expected in (
        (wanted, {word.entry_id, phrase.entry_id}),
        (only_phrase, {phrase.entry_id}),
    ):
        for is_ranked in (True, False):
            question = Question("en", (asked,))
            hits = engine().find(question, Filters(timezone.now()), is_ranked=is_ranked)
            assert {hit.entry for hit in hits} == expected


def test_only_documents_of_the_language_that_are_live_are_found():
    live = make_document("visit")
    make_document("visit", locale="ru")
    make_document("visit", published_at=timezone.now() + timedelta(seconds=5))
    for is_ranked in (True, False):
        assert ask("visit", is_ranked=is_ranked) == {live.entry_id}


def test_tag_term_is_no_term_of_the_text():
    tagged = make_document(tags="ziyaret")
    make_document(body="ziyaret")
    question = Question("en", (Wanted(("visit",), ("ziyaret",)),))
    (hit,) = engine().find(question, Filters(timezone.now()), is_ranked=True)
    assert hit.entry == tagged.entry_id


def test_score_tells_where_a_word_stands():
    texts = [{"body": "visit"}, {"summary": "visit"}, {"tags": "visit"}, {"title": "visit"}]
    entries = [make_document(**{"body": "", **text}).entry_id for text in texts]
    question = Question("en", (Wanted(("visit",)),))
    hits = engine().find(question, Filters(timezone.now()), is_ranked=True)
    assert [hit.entry for hit in sorted(hits, key=lambda hit: hit.score)] == entries
    assert {hit.entry for hit in hits if hit.is_in_title} == {entries[-1]}


def test_common_word_costs_no_more_than_the_newest(monkeypatch):
    monkeypatch.setattr(f"{base.__name__.replace('base', connection.vendor)}.REACH", 2)
    monkeypatch.setattr(f"{base.__name__.replace('base', connection.vendor)}.TITLE_REACH", 1)
    old = make_document("visit", published_at=ago(days=900))
    texts = [make_document(body="visit", published_at=ago(days=n + 1)) for n in range(4)]
    newest = {document.entry_id for document in texts[:2]}
    assert ask("visit", is_ranked=False) == newest
    assert ask("visit") == newest | {old.entry_id}


def test_documents_that_change_are_found_by_what_they_say_now():
    document = make_document("visit", published_at=ago(days=400))
    document.title, document.published_at = "enasylum", ago(days=1)
    document.save()
    assert ask("visit") == set()
    assert ask("asylum") == {document.entry_id}
    document.delete()
    assert ask("asylum") == set()
    assert list(engine().problems()) == []


def test_drafts_are_looked_through_first_and_not_the_last(monkeypatch):
    monkeypatch.setattr(postgresql, "SAMPLE", 2)
    entries = {make_document("visit").entry_id for _ in range(3)}
    SearchDocument.objects.update(published_at=None)
    entries.add(make_document("visit").entry_id)
    for is_ranked in (True, False):
        question = Question("en", (Wanted(("visit",)),))
        hits = engine().find(question, Filters(now=None), is_ranked=is_ranked)
        assert {hit.entry for hit in hits} == entries


def test_time_began_before_1970():
    old = make_document("visit", published_at=datetime(1960, 2, 1, tzinfo=UTC))
    assert ask("visit") == {old.entry_id}


def test_letters_stay_apart_that_folding_keeps_apart():
    make_document("мои")
    assert ask("мой") == set()


def test_words_are_looked_up_by_their_beginning():
    for word in ("мигрант", "миграция", "мир", "миг_"):
        SearchWord.objects.create(locale="ru", word=word, term=word, form=word)
    words = engine().words_beginning(SearchWord.objects.all(), "мигр")
    assert {word.word for word in words} == {"мигрант", "миграция"}


def execute(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="FTS5 is SQLite’s")
def test_lost_rows_and_triggers_are_named_and_repaired():
    document = make_document("visit")
    execute(sqlite_table.EMPTY)
    execute("DROP TRIGGER blog_searchdocument_update")
    assert list(engine().problems()) == [
        "Triggers of the table of documents are gone: blog_searchdocument_update.",
        "FTS5 has 0 rows for 1 documents, and lacks 1 of them.",
    ]
    engine().repair()
    engine().put_in_order()
    assert list(engine().problems()) == []
    assert ask("visit")
    document.title = "enborder"
    document.save()
    assert list(engine().problems()) == []
    assert (ask("visit"), ask("border")) == (set(), {document.entry_id})


@pytest.mark.skipif(connection.vendor != "sqlite", reason="FTS5 is SQLite’s")
@pytest.mark.parametrize("changed", [{"title": "enborder"}, {"title": "", "body": "envisit"}])
def test_terms_that_went_past_the_triggers_are_named_and_repaired(changed):
    document = make_document("visit")
    make_document("visit")
    (sql,) = (sql for name, sql in triggers() if name == "blog_searchdocument_update")
    execute("DROP TRIGGER blog_searchdocument_update")
    SearchDocument.objects.filter(pk=document.pk).update(**changed)
    execute(sql)
    assert list(engine().problems()) == ["FTS5 has other terms than the documents."]
    engine().repair()
    assert list(engine().problems()) == []


def triggers():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return cursor.fetchall()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="FTS5 is SQLite’s")
def test_repaired_triggers_are_those_of_the_migration():
    def plain():
        return {name: "".join(sql.split()) for name, sql in triggers()}

    migrated = plain()
    sqlite_table.repair()
    assert plain() == migrated


@pytest.mark.skipif(connection.vendor != "sqlite", reason="FTS5 is SQLite’s")
def test_pieces_are_merged_in_steps(monkeypatch):
    monkeypatch.setattr(sqlite_table, "MERGED_AT_ONCE", 1)
    for number in range(20):
        make_document(f"visit{number}", body=" ".join(f"word{n}" for n in range(400)))
    engine().put_in_order()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT segid) FROM blog_searchindex_idx")
        assert cursor.fetchone() == (1,)
    assert list(engine().problems()) == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="FTS5 knows where words stand")
def test_phrase_of_common_words_is_looked_for_in_all_when_the_newest_lack_it(monkeypatch):
    monkeypatch.setattr(postgresql, "SAMPLE", 4)
    monkeypatch.setattr(postgresql, "COMMON", 2)
    monkeypatch.setattr(postgresql, "FAR_SAMPLE", 8)
    question = Question("en", phrases=(("border", "guard"),))

    def found():
        hits = engine().find(question, Filters(timezone.now()), is_ranked=True)
        return {hit.entry for hit in hits}, hits.is_cut

    old = make_document(body="border guard", published_at=ago(days=9))
    for days in range(1, 9):
        make_document(body="guard border", published_at=ago(days=days))
    assert found() == ({old.entry_id}, False)
    new = make_document(body="border guard", published_at=ago(days=6))
    assert found() == ({new.entry_id}, True)
