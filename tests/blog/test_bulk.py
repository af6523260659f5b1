"""Many new entries at once: in effect the same as saving one after another."""

import pytest
from django.utils.translation import override

from blog.models import Entry, FormerSlug, PictureUse
from tests.factories import ago, make_author, make_picture

pytestmark = pytest.mark.django_db
WHEN = ago(hours=1)
LEFT_OUT = {"id", "created_at", "modified_at"}


def body(*pictures):
    images = "".join(f'<img alt="Dağ" src="picture:{number}">' for number in pictures)
    return f"<p>Görüşdük, ещё.<script>alert(1)</script> {images}</p>"


def unsaved(author, shown):
    """Entries with texts in several languages, without a text, and with pictures there and gone."""
    facts = {"author": author, "original_language": "az"}
    return [
        Entry(
            title_az="İşıq",
            slug_az="isiq",
            body_az=body(shown[0], 999_999),
            body_ru=body(*shown),
            published_at_az=WHEN,
            **facts,
        ),
        Entry(title_ru="Ёж", slug_ru="", body_en="Plain & old", cover_id=shown[1], **facts),
        Entry(title_az="Şəki", slug_az="seki", body_az=body(shown[1]), **facts),
    ]


def stored():
    """What the database has of every entry, but for what differs by nature."""
    columns = [field.column for field in Entry._meta.concrete_fields if field.name not in LEFT_OUT]
    rows = [
        tuple(entry.__dict__[name] for name in columns) for entry in Entry.objects.order_by("pk")
    ]
    uses = PictureUse.objects.order_by("entry_id", "picture_id")
    places = {
        pk: place
        for place, pk in enumerate(Entry.objects.order_by("pk").values_list("pk", flat=True))
    }
    return rows, [(places[use.entry_id], use.picture_id) for use in uses]


@pytest.mark.parametrize("language", ["en", "ru", "az"])
def test_insert_has_the_effect_of_saving_each(language):
    author = make_author()
    shown = [make_picture(color=color).pk for color in ("red", "lime")]
    with override(language):
        for entry in unsaved(author, shown):
            entry.save()
        one_by_one = stored()
        Entry.objects.all().delete()
        Entry.objects.insert(unsaved(author, shown))
    assert stored() == one_by_one
    assert one_by_one[1] == [(0, shown[0]), (0, shown[1]), (2, shown[1])]
    assert not FormerSlug.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_insert_costs_the_same_for_any_number(number, django_assert_num_queries):
    author, shown = make_author(), make_picture().pk
    entries = [
        Entry(title_az=f"Şəki {n}", body_az=body(shown), author=author) for n in range(number)
    ]
    with django_assert_num_queries(
        12
    ):  # two make a savepoint and release it, seven are the search’s
        Entry.objects.insert(entries)
    assert {entry.pk for entry in entries} == {*Entry.objects.values_list("pk", flat=True)}
    assert PictureUse.objects.count() == number


def test_insert_of_nothing_asks_nothing_of_the_tables(django_assert_num_queries):
    with django_assert_num_queries(2):
        Entry.objects.insert([])
