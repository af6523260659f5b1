"""Who may read what: one rule, the date of the language."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import translation

from blog.models import Entry, FormerSlug, Tag, find_by_slug, free_slug
from blog.publishing import publish, withdraw
from blog.roles import AUTHOR, EDITOR
from tests.factories import ago, ahead, make_author, make_entry, make_tag, make_user

pytestmark = pytest.mark.django_db


def test_language_is_readable_once_its_date_has_passed():
    entry = make_entry(live=["en"], scheduled=["ru"], drafts=["az"])

    assert [*Entry.objects.readable_in("en")] == [entry]
    assert [*Entry.objects.readable_in("ru")] == []
    assert [*Entry.objects.readable_in("az")] == []
    assert entry.live_languages == ["en"]
    assert [entry.state_in(code) for code in ("en", "ru", "az")] == ["live", "scheduled", "draft"]


def test_language_nobody_wrote_is_empty():
    assert make_entry(live=["ru"]).state_in("az") == "empty"


def test_list_has_each_entry_once_at_the_date_of_the_language_shown():
    first = ago(days=9)
    both = make_entry(live=["az", "en"], published_at_az=first, published_at_en=ago(days=1))
    english = make_entry(live=["en"], published_at_en=ago(days=5))
    make_entry(drafts=["az"], scheduled=["en"])

    assert [*Entry.objects.listed_for(["az", "en"])] == [english, both]
    assert [*Entry.objects.listed_for(["en", "az"])] == [both, english]
    assert [*Entry.objects.listed_for(["az"])] == [both]
    assert Entry.objects.listed_for(["az", "en"]).get(pk=both.pk).listed_at == first


def test_entries_of_one_instant_have_a_stable_order():
    at = ago(days=1)
    entries = [make_entry(live=["ru"], published_at_ru=at) for _ in range(3)]
    assert [*Entry.objects.listed_for(["ru"])] == entries[::-1]


def test_author_finds_own_entries_in_the_admin_and_editor_all():
    user = make_user(AUTHOR)
    mine = make_entry(drafts=["az"], author=make_author(user=user))
    other = make_entry(live=["az"])

    assert [*Entry.objects.visible_to(user)] == [mine]
    assert {*Entry.objects.visible_to(make_user(EDITOR))} == {mine, other}
    assert [*Entry.objects.visible_to(AnonymousUser())] == []


def test_original_goes_live_now():
    entry = make_entry(drafts=["az"])
    assert publish(entry, "az") == entry.published_at_az
    assert entry.state_in("az") == "live"


def test_translation_goes_live_at_the_date_of_the_original():
    first = ago(days=400)
    entry = make_entry(live=["az"], drafts=["ru"], published_at_az=first)
    assert publish(entry, "ru") == first


def test_translation_of_a_scheduled_original_goes_live_now():
    entry = make_entry(scheduled=["az"], drafts=["ru"])
    publish(entry, "ru")
    assert entry.state_in("ru") == "live"


def test_date_of_ones_own_is_kept():
    entry = make_entry(scheduled=["az"])
    date = ahead(days=3)
    assert publish(entry, "az", at=date) == date
    assert entry.state_in("az") == "scheduled"


def test_withdrawn_language_is_a_draft_and_keeps_its_text():
    entry = make_entry(live=["az"])
    withdraw(entry, "az")
    entry.save()
    assert entry.state_in("az") == "draft"
    assert entry.title_az


def test_database_refuses_a_date_without_an_address():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_entry(title_ru="Ёж", published_at_ru=ago(days=1))


def test_body_is_cleaned_whichever_way_it_is_written():
    dirty, clean = "<p>ə</p><script>1</script>", "<p>ə</p>"
    made = make_entry(live=["az"], body_az=dirty)
    made.body_ru = dirty
    made.save()
    Entry.objects.bulk_create([Entry(author=made.author, body_en=dirty)])
    made.refresh_from_db()

    assert (made.body_az, made.body_ru) == (clean, clean)
    assert Entry.objects.latest("pk").body_en == clean


# Addresses


def test_same_slug_may_stand_in_two_languages():
    entry = make_entry(live=["en", "az"], slug_en="metro", slug_az="metro")
    assert entry.public_slugs() == {"en": "metro", "az": "metro"}


def test_slug_is_unique_in_its_language():
    make_entry(live=["az"], slug_az="seki")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_entry(live=["az"], slug_az="seki")


def test_empty_slugs_do_not_collide():
    make_entry(live=["en"], slug_ru="")
    assert make_entry(live=["en"], slug_ru="").slug_ru in ("", None)


def test_free_slug_avoids_other_languages_and_former_slugs():
    entry = make_entry(live=["ru"], slug_ru="seki")
    entry.slug_ru = "sheki"
    entry.save()

    assert free_slug(Entry, "Şəki") == "seki-2"
    assert free_slug(Entry, "Sheki") == "sheki-2"
    assert free_slug(Entry, "Şəki", owner=entry) == "seki"
    assert free_slug(Entry, "🙂") == "entry"


def test_live_slug_is_remembered_when_it_changes():
    entry = make_entry(live=["az"], slug_az="kohne")
    entry.slug_az = "yeni"
    entry.save()
    assert [*FormerSlug.objects.values_list("language", "slug")] == [("az", "kohne")]
    assert find_by_slug(Entry.objects.all(), "az", "kohne") == entry


def test_live_slug_is_remembered_when_the_language_is_withdrawn():
    entry = make_entry(live=["az", "ru"], slug_az="kohne")
    withdraw(entry, "az")
    entry.slug_az = "yeni"
    entry.save()
    assert find_by_slug(Entry.objects.all(), "az", "kohne") == entry


def test_slug_of_a_draft_is_not_remembered():
    entry = make_entry(drafts=["az"], scheduled=["ru"], slug_az="kohne")
    entry.slug_az = entry.slug_ru = "yeni"
    entry.save()
    assert not FormerSlug.objects.exists()


def test_saving_some_fields_forgets_nothing():
    entry = make_entry(live=["az"], slug_az="kohne")
    entry.slug_az = "yeni"
    entry.save(update_fields=["title_az"])
    assert not FormerSlug.objects.exists()
    entry.save(update_fields=["slug_az"])
    assert FormerSlug.objects.get().slug == "kohne"


def test_deleted_entry_leaves_no_former_slug():
    entry = make_entry(live=["az"])
    entry.slug_az = "yeni"
    entry.save()
    entry.delete()
    assert not FormerSlug.objects.exists()


def test_slug_of_a_language_that_is_not_live_finds_nothing():
    make_entry(drafts=["az"], scheduled=["ru"], slug_az="gizli", slug_ru="tainyi")
    for language in ("en", "ru", "az"):
        assert find_by_slug(Entry.objects.all(), language, "gizli") is None
        assert find_by_slug(Entry.objects.all(), language, "tainyi") is None


def test_slug_of_the_readers_language_wins():
    russian = make_entry(live=["ru"], slug_ru="metro")
    english = make_entry(live=["en"], slug_en="metro")
    assert find_by_slug(Entry.objects.all(), "ru", "metro") == russian
    assert find_by_slug(Entry.objects.all(), "en", "metro") == english


def test_tag_slug_changed_is_remembered():
    tag = make_tag(name_az="Təlim", slug_az="talim")
    tag.slug_az = "telim"
    tag.save()
    assert find_by_slug(Tag.objects.all(), "az", "talim") == tag


@pytest.mark.parametrize("interface", ["en", "ru", "az"])
def test_saving_writes_nothing_into_the_language_of_the_interface(interface):
    entry = make_entry(live=["ru"], title_ru="Ёж")
    with translation.override(interface):
        entry.save()
    entry.refresh_from_db()
    others = [
        code
        for code in ("en", "az")
        for name in ("title", "slug", "body")
        if entry.text(name, code)
    ]
    assert others == []
    assert entry.body_ru == "<p>Мы встретились ещё.</p>"
