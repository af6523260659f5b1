"""Two at once: a form that comes back after somebody else has saved the entry."""

import pytest

from blog.models import Entry, Revision
from tests.factories import (
    make_picture,
    make_tag,
    make_user,
)
from tests.merges import asked, other_editor, said, sent_again, set_aside, two_texts
from tests.parsed import Parsed
from tests.posting import change, filled, post, value

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def leyla():
    return other_editor()


# What does not disturb


def test_two_languages_are_both_kept_and_the_second_is_told(client, editor, leyla):
    entry = two_texts()
    sent = filled(client, change(entry))
    leyla(entry, title_az="Leylanın")
    response = client.post(change(entry), {**sent, "title_ru": "Моё"})
    assert response.status_code == 302
    entry.refresh_from_db()
    assert (entry.title_az, entry.title_ru) == ("Leylanın", "Моё")
    (told,) = [one for one in said(response) if "Həsənova" in one]
    assert told.startswith("Saved while you had the form open: Azərbaycanca (Leyla Həsənova, ")
    assert set_aside(entry) == []


def test_form_sent_back_untouched_puts_no_old_text_back(client, editor, leyla):
    tag, cover = make_tag(), make_picture()
    entry = two_texts()
    sent = filled(client, change(entry))
    leyla(
        entry,
        title_az="Leylanın",
        body_az="<p>Yeni</p>",
        published_at_az="2031-05-03T14:30",
        tags=[tag.pk],
        cover=cover.pk,
        cover_is_decorative="on",
    )
    before = Entry.objects.values().get()
    assert client.post(change(entry), sent).status_code == 302
    entry.refresh_from_db()
    assert (entry.title_az, entry.body_az, entry.cover) == ("Leylanın", "<p>Yeni</p>", cover)
    assert entry.date_in("az").isoformat() == "2031-05-03T10:30:00+00:00"
    assert entry.cover_is_decorative
    assert [*entry.tags.all()] == [tag]
    assert {**before, "modified_at": None} == {**Entry.objects.values().get(), "modified_at": None}


def test_the_same_change_by_both_is_none(client, editor, leyla):
    entry = two_texts()
    sent = filled(client, change(entry))
    leyla(entry, title_az="Eyni", body_az="<p>Eyni</p>")
    response = client.post(
        change(entry), {**sent, "title_az": "Eyni ", "body_az": "<p>Eyni</p>\r\n"}
    )
    assert response.status_code == 302
    assert Revision.objects.filter(entry=entry.pk).count() == 2


def test_line_ends_and_clean_spelling_are_no_changes(client, editor, leyla):
    entry = two_texts(summary_az="bir\niki", body_az="<p>bir</p>\n<ul><li>iki</li></ul>")
    sent = filled(client, change(entry))
    leyla(entry, title_az="Leylanın")
    sent |= {name: sent[name].replace("\n", "\r\n") for name in ("summary_az", "body_az")}
    assert client.post(change(entry), sent).status_code == 302
    entry.refresh_from_db()
    assert entry.title_az == "Leylanın"


def test_what_this_form_has_no_field_for_is_no_conflict(client, leyla):
    translator = make_user("Translator", rights=["translate_into_ru"])
    client.force_login(translator)
    entry = two_texts()
    sent = filled(client, change(entry))
    leyla(entry, published_at_ru="2031-05-03T14:30")
    assert client.post(change(entry), {**sent, "title_ru": "Перевод"}).status_code == 302
    entry.refresh_from_db()
    assert entry.title_ru == "Перевод"
    assert entry.state_in("ru") == "scheduled"


# Conflicts


def test_same_text_comes_back_with_both_versions(client, editor, leyla):
    entry = two_texts()
    tag = make_tag()
    sent = filled(client, change(entry))
    leyla(entry, title_az="Leylanın başlığı")
    mine = {"title_az": "Mənim başlığım", "summary_ru": "Аннотация", "tags": [tag.pk]}
    response = client.post(change(entry), {**sent, **mine})

    assert response.status_code == 200
    entry.refresh_from_db()
    assert entry.title_az == "Leylanın başlığı"
    assert asked(response) == ["title_az"]
    page = Parsed(response)
    assert "Leylanın başlığı" in page.texts('//*[@class="merge-theirs"]')[0]
    assert "Mənim başlığım" in page.texts('//*[@class="merge-mine"]')[0]
    assert page.texts('//*[@class="merge-theirs"]//del') == ["Leylanın başlığı"]
    assert value(response, "title_az") == "Mənim başlığım"
    assert value(response, "summary_ru").strip() == "Аннотация"
    assert page.one(f'//*[@name="tags"][@value="{tag.pk}"]').checked
    (kept,) = set_aside(entry)
    assert kept["az"]["title"] == "Mənim başlığım"
    assert kept["ru"]["summary"] == "Аннотация"
    assert kept[""]["tags"] == [tag.pk]


@pytest.mark.parametrize(
    ("answer", "typed", "stored"),
    [
        ("theirs", "Mənim", "Leylanın"),
        ("mine", "Mənim", "Mənim"),
        ("hand", "Hər ikisi", "Hər ikisi"),
    ],
)
def test_choice_is_saved(client, editor, leyla, answer, typed, stored):
    entry = two_texts()
    sent = filled(client, change(entry))
    leyla(entry, title_az="Leylanın")
    page = client.post(change(entry), {**sent, "title_az": "Mənim"})
    again = sent_again(page, merge_title_az=answer, title_az=typed)
    assert client.post(change(entry), again).status_code == 302
    entry.refresh_from_db()
    assert entry.title_az == stored
    assert [kept["az"]["title"] for kept in set_aside(entry)] == ["Mənim"]


def test_save_without_a_choice_asks_again(client, editor, leyla):
    entry = two_texts()
    sent = filled(client, change(entry))
    leyla(entry, title_az="Leylanın", summary_az="Leylanın")
    page = client.post(change(entry), {**sent, "title_az": "Mənim", "summary_az": "Mənim"})
    assert asked(page) == ["title_az", "summary_az"]
    page = client.post(change(entry), sent_again(page, merge_title_az="mine"))
    assert page.status_code == 200
    assert asked(page) == ["summary_az"]
    assert value(page, "title_az") == "Mənim"
    assert (
        client.post(change(entry), sent_again(page, merge_summary_az="theirs")).status_code == 302
    )
    entry.refresh_from_db()
    assert (entry.title_az, entry.summary_az) == ("Mənim", "Leylanın")


def test_what_only_one_changed_is_filled_in(client, editor, leyla):
    entry = two_texts()
    sent = filled(client, change(entry))
    leyla(entry, title_az="Leylanın", body_ru="<p>Её</p>")
    page = client.post(change(entry), {**sent, "summary_az": "Mənim", "title_ru": "Моё"})
    assert page.status_code == 200
    assert asked(page) == []
    filled_in = [
        value(page, name).strip() for name in ("title_az", "summary_az", "body_ru", "title_ru")
    ]
    assert filled_in == ["Leylanın", "Mənim", "<p>Её</p>", "Моё"]
    assert client.post(change(entry), sent_again(page)).status_code == 302
    entry.refresh_from_db()
    assert (entry.title_az, entry.summary_az) == ("Leylanın", "Mənim")
    assert (entry.body_ru, entry.title_ru) == ("<p>Её</p>", "Моё")


def test_language_only_they_changed_is_in_the_form_that_comes_back(client, editor, leyla):
    entry = two_texts()
    sent = filled(client, change(entry))
    leyla(entry, title_az="Leylanın", title_ru="Её")
    page = client.post(change(entry), {**sent, "title_az": "Mənim"})
    assert value(page, "title_ru") == "Её"
    client.post(change(entry), sent_again(page, merge_title_az="mine"))
    entry.refresh_from_db()
    assert (entry.title_az, entry.title_ru) == ("Mənim", "Её")


def test_third_save_meanwhile_is_another_conflict(client, editor, leyla):
    entry = two_texts()
    sent = filled(client, change(entry))
    leyla(entry, title_az="Birinci")
    page = client.post(change(entry), {**sent, "title_az": "Mənim"})
    leyla(entry, title_az="İkinci")
    page = client.post(change(entry), sent_again(page, merge_title_az="mine"))
    assert page.status_code == 200
    assert "İkinci" in Parsed(page).texts('//*[@class="merge-theirs"]')[0]
    # Who has taken the other version, and has not seen that it changed again, takes the new one.
    page = client.post(change(entry), sent_again(page, merge_title_az="theirs"))
    entry.refresh_from_db()
    assert entry.title_az == "İkinci"


def test_text_changed_by_hand_and_then_given_up_is_kept(client, editor, leyla):
    entry = two_texts()
    sent = filled(client, change(entry))
    leyla(entry, title_az="Leylanın")
    page = client.post(change(entry), {**sent, "title_az": "Mənim"})
    again = sent_again(page, merge_title_az="theirs", title_az="Daha yaxşı")
    assert client.post(change(entry), again).status_code == 302
    entry.refresh_from_db()
    assert entry.title_az == "Leylanın"
    assert [kept["az"]["title"] for kept in set_aside(entry)] == ["Daha yaxşı", "Mənim"]


def test_own_other_window_is_no_exception(client, editor):
    entry = two_texts()
    sent = filled(client, change(entry))
    post(client, change(entry), title_az="Birinci pəncərə")
    page = client.post(change(entry), {**sent, "title_az": "İkinci pəncərə"})
    assert page.status_code == 200
    assert "you yourself" in Parsed(page).texts('//*[@class="merge-part"]/h3')[0]


@pytest.mark.parametrize("version", [None, "", "rubbish", "az=0,ru=,=x", "az=" + "0" * 20])
@pytest.mark.parametrize("changes", [{}, {"title_az": "Mənim"}])
def test_form_that_does_not_say_what_it_is_based_on_overwrites_nothing(
    client, editor, version, changes
):
    entry = two_texts()
    sent = {**filled(client, change(entry)), **changes, "based_on": version}
    if version is None:
        del sent["based_on"]
    page = client.post(change(entry), sent)
    entry.refresh_from_db()
    assert entry.title_az == "Köhnə"
    assert page.status_code == (200 if changes else 302)
    if changes:
        assert (
            client.post(change(entry), sent_again(page, merge_title_az="mine")).status_code == 302
        )
        entry.refresh_from_db()
        assert entry.title_az == "Mənim"


def test_script_that_went_past_the_history_is_met_too(client, editor):
    entry = two_texts()
    sent = filled(client, change(entry))
    Entry.objects.filter(pk=entry.pk).update(title_az="Skript")
    page = client.post(change(entry), {**sent, "title_az": "Mənim"})
    assert page.status_code == 200
    entry.refresh_from_db()
    assert entry.title_az == "Skript"
