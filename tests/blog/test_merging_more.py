"""Two at once: buttons, other errors and what the languages share, when versions meet."""

import pytest

from tests.factories import (
    make_author,
    make_entry,
    make_picture,
    make_tag,
    picture,
)
from tests.merges import asked, other_editor, sent_again, set_aside, two_texts
from tests.parsed import Parsed
from tests.posting import change, errors, filled, value

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def leyla():
    return other_editor()


# Buttons


@pytest.mark.parametrize("button", ["_publish", "_withdraw"])
def test_buttons_do_nothing_until_it_is_merged(client, editor, leyla, button):
    entry = make_entry(drafts=["az"], scheduled=["ru"])
    sent = filled(client, change(entry))
    leyla(entry, title_az="Leylanın", title_ru="Её")
    language = {"_publish": "az", "_withdraw": "ru"}[button]
    mine = {"title_az": "Mənim", "title_ru": "Моё", button: language}
    assert client.post(change(entry), {**sent, **mine}).status_code == 200
    entry.refresh_from_db()
    assert (entry.state_in("az"), entry.state_in("ru")) == ("draft", "scheduled")


def test_nobody_publishes_what_they_have_not_seen(client, editor, leyla):
    entry = two_texts()
    sent = filled(client, change(entry))
    leyla(entry, body_az="<p>Yoxlanmamış</p>")
    page = client.post(change(entry), {**sent, "_publish": "az"})
    assert page.status_code == 200
    entry.refresh_from_db()
    assert entry.state_in("az") == "draft"
    assert value(page, "body_az").strip() == "<p>Yoxlanmamış</p>"
    assert client.post(change(entry), sent_again(page, _publish="az")).status_code == 302
    entry.refresh_from_db()
    assert entry.state_in("az") == "live"


def test_date_set_meanwhile_is_not_taken_away_by_a_text(client, editor, leyla):
    entry = two_texts()
    sent = filled(client, change(entry))
    leyla(entry, published_at_az="2031-05-03T14:30")
    page = client.post(change(entry), {**sent, "title_az": "Mənim"})
    assert value(page, "published_at_az") == "2031-05-03T14:30:00"
    client.post(change(entry), sent_again(page))
    entry.refresh_from_db()
    assert (entry.title_az, entry.state_in("az")) == ("Mənim", "scheduled")


# Together with other errors


def test_errors_and_versions_are_shown_together_and_all_is_kept(client, editor, leyla):
    entry = two_texts()
    sent = filled(client, change(entry))
    leyla(entry, title_az="Leylanın")
    page = client.post(
        change(entry),
        {**sent, "title_az": "M" * 300, "published_at_ru": "sabah", "summary_ru": "Моё"},
    )
    assert len(errors(page)) == 3
    assert value(page, "title_az") == "M" * 300
    (kept,) = set_aside(entry)
    assert kept["az"]["title"] == "M" * 300
    assert (kept["ru"]["summary"], kept["ru"]["published_at"]) == ("Моё", "sabah")


def test_form_with_errors_keeps_what_came_in(client, editor, leyla):
    entry = two_texts()
    sent = filled(client, change(entry))
    leyla(entry, title_az="Leylanın")
    page = client.post(change(entry), {**sent, "published_at_ru": "sabah"})
    assert len(errors(page)) == 1
    assert value(page, "title_az") == "Leylanın"
    assert "Leyla Həsənova" in Parsed(page).texts('//*[@class="others"]')[-1]
    assert client.post(change(entry), sent_again(page, published_at_ru="")).status_code == 302
    entry.refresh_from_db()
    assert entry.title_az == "Leylanın"


def test_deepest_nonsense_is_kept_as_plain_text(client, editor, leyla):
    entry = two_texts()
    sent = filled(client, change(entry))
    leyla(entry, title_az="Leylanın")
    client.post(change(entry), {**sent, "body_az": "<blockquote>" * 900 + "<script>x</script>"})
    (kept,) = set_aside(entry)
    assert kept["az"]["body"].startswith("&lt;blockquote&gt;")
    assert "<script" not in kept["az"]["body"]


# What the languages share


def test_tags_of_both_are_put_together(client, editor, leyla):
    old, gone, hers, mine = (make_tag() for _ in range(4))
    entry = two_texts(tags=[old, gone])
    sent = filled(client, change(entry))
    leyla(entry, tags=[old.pk, hers.pk])
    page = client.post(change(entry), {**sent, "tags": [old.pk, gone.pk, mine.pk]})
    assert page.status_code == 200
    assert asked(page) == []
    assert client.post(change(entry), sent_again(page)).status_code == 302
    assert {*entry.tags.all()} == {old, hers, mine}


def test_two_covers_are_a_choice_with_both_pictures(client, editor, leyla):
    hers = make_picture(color="red")
    entry = two_texts()
    sent = filled(client, change(entry))
    leyla(entry, cover=hers.pk)
    page = client.post(change(entry), {**sent, "cover_file": picture(color="blue")})
    assert asked(page) == ["cover"]
    mine = int(value(page, "cover"))
    assert mine != hers.pk
    assert len(Parsed(page).tree.xpath('//*[@class="merge-picture"]/img')) == 2
    assert client.post(change(entry), sent_again(page, merge_cover="mine")).status_code == 302
    entry.refresh_from_db()
    assert entry.cover_id == mine


def test_author_changed_by_both(client, editor, leyla):
    hers, mine = make_author(name_en="Hers"), make_author(name_en="Mine")
    entry = two_texts()
    sent = filled(client, change(entry))
    leyla(entry, author=hers.pk)
    page = client.post(change(entry), {**sent, "author": mine.pk, "cover_is_decorative": "on"})
    assert asked(page) == ["author"]
    assert "Hers" in Parsed(page).texts('//*[@class="merge-theirs"]')[0]
    assert client.post(change(entry), sent_again(page, merge_author="theirs")).status_code == 302
    entry.refresh_from_db()
    assert (entry.author, entry.cover_is_decorative) == (hers, True)
