"""The index says what the entries say, whoever wrote them."""

from contextlib import nullcontext
from threading import Thread

import pytest
from django.db import connection, transaction

from blog.history.recovering import delete, recover
from blog.models import Entry, SearchDocument, SearchWord, Tag
from blog.search import proving, words
from blog.search.asking import Vocabulary
from blog.search.indexing import index, rebuild
from blog.search.proving import problems
from blog.search.queries import parse
from tests.factories import ago, ahead, make_author, make_entry, make_tag

pytestmark = pytest.mark.django_db


def indexed():
    return set(SearchDocument.objects.values_list("entry_id", "locale"))


def document(entry, locale):
    return SearchDocument.objects.get(entry=entry, locale=locale)


def test_entry_is_indexed_in_each_language_that_has_a_text():
    entry = make_entry(live=["en"], drafts=["az"])
    assert indexed() == {(entry.pk, "en"), (entry.pk, "az")}
    assert document(entry, "az").published_at is None
    entry.body_ru = "<p>Встреча</p>"
    entry.save()
    assert indexed() == {(entry.pk, code) for code in ("en", "ru", "az")}
    assert list(problems()) == []


def test_document_holds_terms_in_folded_letters():
    entry = make_entry(live=["az"], title_az="Şəhərlərdə", body_az="<p>Miqrasiya — İstanbul’da</p>")
    assert document(entry, "az").title == "azseher"
    assert "<" not in document(entry, "az").body
    assert document(entry, "az").body.startswith("azmiqrasiya azistanbul")


def test_entry_that_was_deleted_and_had_back_is_indexed_again():
    entry = make_entry(live=["en"], drafts=["az"])
    number = entry.pk
    delete(entry, by=None)
    assert indexed() == set()

    recover(number, by=None, dates=["en"])

    assert indexed() == {(number, "en"), (number, "az")}
    assert list(problems()) == []


def test_language_that_is_taken_back_loses_its_date_in_the_index():
    entry = make_entry(live=["en", "ru"])
    entry.published_at_ru = None
    entry.save(update_fields=["published_at_ru"])
    assert document(entry, "ru").published_at is None
    entry.title_ru = entry.summary_ru = entry.body_ru = ""
    entry.save()
    assert indexed() == {(entry.pk, "en")}
    assert list(problems()) == []
    entry.delete()
    assert indexed() == set()
    assert list(problems()) == []


def test_partial_save_indexes_what_was_stored_only():
    entry = make_entry(live=["en"], title_en="Visit")
    entry.title_en, entry.published_at_en = "Secret", ago(days=2)
    entry.save(update_fields=["published_at_en"])
    assert document(entry, "en").title == "envisit"
    assert document(entry, "en").published_at == entry.published_at_en
    assert list(problems()) == []


def test_index_is_undone_with_the_entry():
    entry = make_entry(live=["en"], title_en="Visit")
    with transaction.atomic():
        entry.title_en = "Asylum"
        entry.save()
        transaction.set_rollback(True)
    assert document(entry, "en").title == "envisit"
    assert list(problems()) == []


def test_inserted_entries_are_indexed():
    entry = Entry(
        author=make_author(), title_en="Visit", slug_en="visit", published_at_en=ago(days=1)
    )
    Entry.objects.insert([entry])
    assert indexed() == {(entry.pk, "en")}


def test_tags_are_indexed_in_all_languages_whatever_way_they_change():
    tag = make_tag(name_en="Border guards", name_ru="Пограничники", slug_en="b", slug_ru="p")
    entry = make_entry(live=["ru"])

    def tags():
        assert list(problems()) == []
        return {term.removeprefix("ru") for term in document(entry, "ru").tags.split()}

    entry.tags.add(tag)
    assert {"border", "guard", "пограничник"} <= tags()
    tag.name_en = "Readmissions"
    tag.save()
    assert "readmission" in tags()
    assert "guard" not in tags()
    tag.entries.clear()
    assert tags() == set()
    tag.entries.add(entry)
    assert "readmission" in tags()
    Tag.objects.filter(pk=tag.pk).delete()
    assert tags() == set()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_deleted", [False, True])
def test_tag_that_changes_while_an_entry_is_saved_leaves_no_old_name(is_deleted):
    tag = make_tag(name_en="Border", slug_en="border")
    entry = make_entry(live=["en"], tags=[tag])

    def save():
        entry.title_en = "Harvest"
        entry.save()
        connection.close()

    writer = Thread(target=save)
    with transaction.atomic():
        if is_deleted:
            tag.delete()
        else:
            tag.name_en = "Readmission"
            tag.save()
        writer.start()
        # It comes to an end, if nothing keeps it waiting.
        writer.join(0.5)
    writer.join()
    assert document(entry, "en").title == "enharvest"
    assert list(problems()) == []


def test_what_did_not_change_is_not_written_again(django_assert_num_queries):
    entry = make_entry(live=["en", "ru", "az"])
    with django_assert_num_queries(1):
        index([entry])


def test_problems_name_what_differs():
    other_text, other_date, missing, emptied = (make_entry(live=["en"]) for _ in range(4))
    Entry.objects.filter(pk=other_text.pk).update(title_en="Other")
    Entry.objects.filter(pk=other_date.pk).update(published_at_en=ago(days=5))
    SearchDocument.objects.filter(entry=missing).delete()
    nothing = {"title_en": "", "summary_en": "", "body_en": "", "published_at_en": None}
    Entry.objects.filter(pk=emptied.pk).update(**nothing)
    assert list(problems()) == [
        f"Entry {other_text.pk} in en: the index has another text.",
        f"Entry {other_date.pk} in en: the index has another date.",
        f"Entry {missing.pk} in en: it is not in the index.",
        f"Entry {emptied.pk} in en: it has no text, but is in the index.",
    ]
    rebuild()
    assert list(problems()) == []


def test_problems_name_documents_that_hold_something_else_than_their_digest_says():
    entry = make_entry(live=["en"])
    for name in ("title", "summary", "body"):
        SearchDocument.objects.update(**{name: "enother"})
        assert list(problems()) == [f"Entry {entry.pk} in en: the index has other words."]
        rebuild()
        assert list(problems()) == []


def test_problems_name_what_the_vocabulary_lacks():
    live, draft = make_entry(live=["en"]), make_entry(drafts=["en"])
    to_come = make_entry(scheduled=["en"], title_en="Harvest")
    why = "in en: the vocabulary lacks words of it."
    assert list(problems()) == []
    SearchWord.objects.filter(word="met").update(public_at=None)
    assert list(problems()) == [f"Entry {entry.pk} {why}" for entry in (live, to_come)]
    SearchWord.objects.filter(word="harvest").update(public_at=ahead(days=9))
    SearchWord.objects.filter(word="met").update(public_at=ago(days=9))
    assert list(problems()) == [f"Entry {to_come.pk} {why}"]
    SearchWord.objects.filter(word="met").delete()
    assert list(problems()) == [f"Entry {entry.pk} {why}" for entry in (live, draft, to_come)]
    rebuild()
    assert list(problems()) == []


def test_what_is_saved_while_all_is_proven_is_no_problem(monkeypatch):
    entry = make_entry(live=["en"])
    read = proving.documents_of

    def save_meanwhile(entries):
        monkeypatch.setattr(proving, "documents_of", read)
        entries = list(entries)
        again = Entry.objects.get(pk=entry.pk)
        again.title_en = "Harvest"
        again.save()
        return read(entries)

    monkeypatch.setattr(proving, "documents_of", save_meanwhile)
    assert list(problems()) == []


def test_rebuilding_counts_words_and_forgets_old_ones():
    entry = make_entry(live=["en"], title_en="Visit")
    make_entry(live=["en"], title_en="Visits")
    entry.title_en = "Asylum"
    entry.save()
    assert SearchWord.objects.filter(word="visit").exists()
    assert rebuild() == 2
    assert not SearchWord.objects.filter(word="visit").exists()
    assert SearchWord.objects.get(word="visits").count == 1
    assert SearchWord.objects.get(word="met", locale="en").count == 2


def test_words_of_drafts_are_not_public_until_one_goes_live():
    entry = make_entry(drafts=["az"], title_az="Sığınacaq")
    word = SearchWord.objects.get(word="siginacaq")
    assert word.public_at is None
    rebuild()
    word.refresh_from_db()
    assert word.public_at is None

    entry.published_at_az = ago(days=1)
    entry.save(update_fields=["published_at_az"])

    word.refresh_from_db()
    assert word.public_at == entry.published_at_az
    rebuild()
    word.refresh_from_db()
    assert word.public_at == entry.published_at_az


def test_words_are_public_sooner_when_their_only_text_is():
    entry = make_entry(live=["az"], title_az="Sığınacaq", published_at_az=ahead(days=9))
    entry.published_at_az = ago(days=1)
    entry.save(update_fields=["published_at_az"])
    assert SearchWord.objects.get(word="siginacaq").public_at == entry.published_at_az
    assert list(problems()) == []


def test_words_are_public_from_the_first_date_on():
    def public_at():
        return SearchWord.objects.get(word="siginacaq").public_at

    title = "Sığınacaq"
    late = make_entry(live=["az"], title_az=title, published_at_az=ahead(days=9))
    assert public_at() == late.published_at_az
    make_entry(live=["az"], title_az=title, published_at_az=ahead(days=12))
    assert public_at() == late.published_at_az
    soon = make_entry(live=["az"], title_az=title, published_at_az=ahead(days=2))
    assert public_at() == soon.published_at_az
    rebuild()
    assert public_at() == soon.published_at_az
    live = make_entry(live=["az"], title_az=title, published_at_az=ago(days=1))
    assert public_at() == live.published_at_az
    # Readers know it already; since when is nothing to write of.
    make_entry(live=["az"], title_az=title, published_at_az=ago(days=9))
    assert public_at() == live.published_at_az
    assert list(problems()) == []


def test_words_saved_while_all_is_made_anew_are_kept():
    entry = make_entry(live=["en"], title_en="Asylum")
    entry.title_en = "Visit"
    entry.save()

    def save_meanwhile(count):
        entry.title_en = "Asylum"
        entry.save()

    rebuild(tell=save_meanwhile)
    assert SearchWord.objects.filter(word="asylum", public_at__isnull=False).exists()
    assert list(problems()) == []


def known_words():
    return set(SearchWord.objects.exclude(locale="").values_list("word", flat=True))


@pytest.mark.django_db(transaction=True)
def test_words_that_are_known_are_not_asked_for_again(django_assert_num_queries):
    # The first save makes the generation, the second one notes what it saw.
    for _ in range(2):
        entry = make_entry(live=["en", "ru"], title_en="Visits", body_en="<p>We met.</p>")
    entry.title_en = "met: Visits"
    # BEGIN, documents, tags, which are there, one to update, and the generation; COMMIT.
    with django_assert_num_queries(5 + 2):
        index([entry])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_savepoint", [True, False])
def test_words_that_were_rolled_back_are_learned_again(is_savepoint):
    for _ in range(2):
        make_entry(live=["en"], title_en="Visits")
    with transaction.atomic() if is_savepoint else nullcontext():
        try:
            with transaction.atomic():
                make_entry(live=["en"], title_en="Readmission")
                make_entry(live=["en"], title_en="Readmission again")
                raise LookupError
        except LookupError:
            pass
    assert "readmission" not in known_words()
    make_entry(live=["en"], title_en="Readmission")
    assert "readmission" in known_words()


@pytest.mark.django_db(transaction=True)
def test_words_that_a_rebuild_forgot_are_learned_again():
    for _ in range(2):
        entry = make_entry(live=["en"], title_en="Readmission")
    Entry.objects.exclude(pk=entry.pk).delete()
    entry.title_en = "Visit"
    entry.save()
    # By another process, for all that this one knows: nobody tells it.
    rebuild()
    assert "readmission" not in known_words()
    make_entry(live=["en"], title_en="Readmission")
    assert "readmission" in known_words()


def test_process_remembers_no_more_than_is_bounded(monkeypatch):
    monkeypatch.setattr(words, "REMEMBERED", 2)
    known = words.Known()
    known.words("one")
    for several in ({"a", "b"}, {"c"}):
        known.note("one", {"en": several})
    assert known.words("one") == {"en": {"c"}}
    known.note("another", {"en": {"d"}})
    assert known.words("one") == {"en": {"c"}}
    assert known.words("") == {}
    known.note("", {"en": {"d"}})
    assert known.words("") == {}


def test_vocabulary_knows_words_as_they_are_shown_and_folded():
    make_entry(live=["az"], title_az="Şəhərlər")
    word = SearchWord.objects.get(word="seherler")
    assert (word.locale, word.form) == ("az", "şəhərlər")
    assert Vocabulary(parse("ŞƏHƏRLƏR"), SearchWord.objects.all()).knows("seherler")


def test_very_long_text_is_indexed():
    text = " ".join(f"слово{number:06}" for number in range(40_000))
    entry = make_entry(live=["ru"], body_ru=f"<p>{text}</p>")
    assert len(document(entry, "ru").body) <= 350_000
    assert list(problems()) == []


def test_words_of_a_draft_that_are_noted_become_public_with_another_entry(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        make_entry(drafts=["az"], title_az="Sığınacaq")
    with django_capture_on_commit_callbacks(execute=True):
        make_entry(live=["az"], title_az="Sığınacaq")
    assert SearchWord.objects.get(word="siginacaq").public_at is not None


def test_words_of_a_text_to_come_that_are_noted_become_public_with_another_entry(
    django_capture_on_commit_callbacks,
):
    # The first one makes the generation.
    make_entry(live=["az"])
    with django_capture_on_commit_callbacks(execute=True):
        make_entry(scheduled=["az"], title_az="Sığınacaq")
    with django_capture_on_commit_callbacks(execute=True):
        entry = make_entry(live=["az"], title_az="Sığınacaq")
    assert SearchWord.objects.get(word="siginacaq").public_at == entry.published_at_az
