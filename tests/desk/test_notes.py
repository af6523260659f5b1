"""What readers of an outdated translation are told."""

from datetime import UTC, datetime

import pytest

from tests.factories import make_entry
from tests.parsed import Parsed
from translation_desk.models import Translation

pytestmark = pytest.mark.django_db
NOTE = '//*[@class="entry-note"]'
# In Baku it is the third of May by then.
LATE = datetime(2026, 5, 2, 21, tzinfo=UTC)
PATHS = {"en": "/en/blog/week/", "ru": "/ru/blog/nedelya/", "az": "/az/blog/hefte/"}


@pytest.fixture
def outdated(settings):
    """An entry whose original, in English, was changed since it was translated."""
    settings.TRANSLATION_NOTE_OUTDATED = True
    entry = make_entry(live=["en", "ru", "az"], slug_en="week", slug_ru="nedelya", slug_az="hefte")
    entry.body_en = "<p>We met in Şəki.</p>"
    entry.save()
    Translation.objects.filter(outdated_at__isnull=False).update(outdated_at=LATE)
    return entry


def get(client, language):
    return Parsed(client.get(PATHS[language]))


def test_reader_is_told_when_the_original_was_updated(client, outdated):
    (russian,) = get(client, "ru").texts(NOTE)
    (azerbaijani,) = get(client, "az").texts(NOTE)

    assert "3 мая 2026" in russian
    assert "3 may 2026" in azerbaijani
    link = get(client, "ru").one(f"{NOTE}/a")
    assert (link.get("href"), link.get("hreflang")) == (PATHS["en"], "en")
    assert get(client, "en").texts(NOTE) == []


def test_link_leads_only_to_an_original_that_is_live(client, outdated):
    outdated.published_at_en = None
    outdated.save()

    page = get(client, "ru")
    assert len(page.texts(NOTE)) == 1
    assert not page.tree.xpath(f"{NOTE}/a")


def test_reader_of_another_language_is_told_about_the_text_they_get(client, settings):
    settings.TRANSLATION_NOTE_OUTDATED = True
    entry = make_entry(live=["az", "en"], slug_az="hefte", slug_en="nedelya")
    entry.body_az = "<p>Şəkidə görüşdük.</p>"
    entry.save()

    note = get(client, "ru").one(NOTE)
    assert note.get("lang") == "ru"
    assert note.getparent().xpath("ancestor::article/@lang") == ["en"]


def test_note_ends_when_the_translation_follows(client, outdated):
    outdated.body_ru = "<p>Мы встретились в Шеки.</p>"
    outdated.save()

    assert get(client, "ru").texts(NOTE) == []
    assert len(get(client, "az").texts(NOTE)) == 1


def test_readers_have_the_old_text_while_the_new_one_is_reviewed(client, outdated):
    Translation.objects.filter(locale="ru").update(state=Translation.State.IN_REVIEW)

    assert len(get(client, "ru").texts(NOTE)) == 1


@pytest.mark.parametrize(
    ("is_on", "language", "queries"), [(False, "ru", 0), (True, "en", 0), (True, "ru", 1)]
)
def test_note_costs_a_query_only_where_it_may_stand(
    client, settings, outdated, is_on, language, queries, django_assert_num_queries
):
    settings.TRANSLATION_NOTE_OUTDATED = is_on
    with django_assert_num_queries(5 + queries):
        page = get(client, language)
    assert len(page.texts(NOTE)) == queries
