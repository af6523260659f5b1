"""The side-by-side page: what it shows, and to whom."""

from datetime import date

import pytest

from blog.roles import AUTHOR, TRANSLATOR
from tests.desk.factories import (
    RUSSIAN,
    confirm_all,
    confirm_row,
    make_original,
    rows_of,
    translation_of,
)
from tests.desk.side import make_term, side_url
from tests.factories import make_attachment, make_author, make_entry, make_picture, make_user
from tests.parsed import Parsed
from translation_desk import steps
from translation_desk.findings import found_in
from translation_desk.standing import standing

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def look(client, translator):
    """Open the page as a person (by default the translator) sees it."""

    def look(entry, locale="ru", *, by=translator):
        client.force_login(by)
        return Parsed(client.get(side_url(entry, locale)))

    return look


def test_all_that_is_translated_stands_in_the_order_of_the_page(look, translator):
    picture = make_picture(name="dag.jpg")
    entry = make_original(
        summary_en="In short",
        body=f'<h2>Day</h2><figure><img alt="A hill" src="picture:{picture.pk}">'
        "<figcaption>Seen</figcaption></figure><ul><li>One</li></ul>",
    )
    make_attachment(entry, label_en="Report")

    page = look(entry)

    assert page.texts('//*[@class="row-kind"]') == [
        "1 title",
        "2 summary",
        "3 heading",
        "4 what the picture shows",
        "5 caption",
        "6 list item",
        "7 label of a file",
    ]
    words = page.texts('//*[contains(@class, "row-words")]')
    assert words == ["Round table", "In short", "Day", "A hill", "Seen", "One", "Report"]
    assert len(page.tree.xpath('//*[@class="row-picture"]//img')) == 1
    assert page.one('(//textarea[@name="text"])[1]/@lang') == "ru"


def test_markup_of_the_original_is_shown_and_terms_are_marked_in_it(look):
    make_term(en="work permit", ru="разрешение на работу")
    entry = make_original(
        body='<p>R&amp;D: no <a href="https://example.org/?a=1&amp;b=2">work <em>permits</em></a> &lt;now&gt;.</p>'
    )

    page = look(entry)

    words = page.one('(//*[contains(@class, "row-words")])[2]')
    assert words.text_content() == "R&D: no work permits <now>."
    assert [mark.text for mark in words.iter("mark")] == ["work ", "permits"]
    assert words.find("a").get("href") == "https://example.org/?a=1&b=2"
    assert page.texts('//*[@class="aside-terms"]//dd/strong') == ["разрешение на работу"]


def test_plain_words_of_the_original_are_no_markup(look):
    make_term(en="Table", ru="Стол")
    entry = make_entry(live=["en"], title_en="Table <b>A & B</b>", body_en="<p>We met.</p>")

    words = look(entry).one('(//*[contains(@class, "row-words")])[1]')

    assert words.text_content() == "Table <b>A & B</b>"
    assert [(node.tag, node.text) for node in words] == [("mark", "Table")]


def test_changed_segment_shows_the_words_that_changed(look, entry, russian, translator):
    confirm_all(russian, by=translator)
    entry.body_en = entry.body_en.replace("On 5 May", "On 6 May")
    entry.save()

    page = look(entry)

    row = page.one('//li[contains(@class, "row-stale")]')
    assert [node.text for node in row.iter("del")] == ["5"]
    assert [node.text for node in row.iter("ins")] == ["6"]
    assert "proposed: urgent" in " ".join(row.text_content().split())
    assert not row.xpath('.//select[@name="size"]')


def test_findings_and_comments_stand_in_their_row(look, entry, russian, translator):
    row = rows_of(russian)[2]
    confirm_row(russian, row, "7 мая мы встретились в <strong>Баку</strong>.", by=translator)
    steps.comment(russian, 2, row.source.digest, "А не пятого?", by=translator)

    page = look(entry)

    (finding,) = page.texts('//li[@id="row-2"]//li[contains(@class, "finding-error")]/p')
    assert finding.startswith("Error: ")
    assert page.texts('//li[@id="row-2"]//*[@class="aside-comments"]/li/p[2]') == ["А не пятого?"]
    assert page.texts('//*[@class="side-stopping"]/li')[0].startswith("Segment 3: ")


def test_head_says_who_and_until_when_and_how_far(look, entry, russian, translator, editor):
    confirm_row(russian, rows_of(russian)[0], "Круглый стол", by=translator)
    steps.assign(
        russian, by=editor, assignee=translator, due=date(2020, 5, 3), note="Срочно, ещё до пятницы"
    )

    page = look(entry)

    assert page.texts('//*[@class="side-figures"]') == ["1 of 4 confirmed, words left: 13"]
    assert page.texts('//*[@class="side-task"]/span') == [
        "Assigned to Алёна",
        "Due 3 May 2020 (late)",
        "Срочно, ещё до пятницы",
    ]
    assert page.texts('//*[@class="side-log"]//strong') == ["assigned", "segment confirmed"]


def test_what_has_no_place_and_what_is_old_is_shown(look, entry, russian, translator):
    confirm_row(russian, rows_of(russian)[1], "Рабочий &amp; день", by=translator)
    entry.body_en = "<p>Something else altogether.</p>"
    entry.body_ru = (
        "<blockquote>Цитата, которой нет в оригинале.</blockquote><p>Ещё одна.</p><p>И ещё.</p>"
    )
    entry.save()

    page = look(entry)

    assert page.texts('//details[@class="side-left"]//li') == ["Working day Рабочий & день"]
    unplaced = page.texts('//section[@class="side-left"]//li')
    assert "Цитата, которой нет в оригинале." in unplaced


def test_short_entry_has_a_page(look):
    entry = make_entry(live=["en"], title_en="We met", body_en="<p>Today</p>")

    assert look(entry).texts('//*[@class="row-kind"]') == ["1 title", "2 paragraph"]


@pytest.mark.parametrize("count", [3, 30])
def test_query_count_does_not_grow(client, translator, count, django_assert_num_queries):
    make_term(en="paragraph", ru="абзац")
    entry = make_original(body="".join(f"<p>Paragraph {n} of them.</p>" for n in range(count)))
    russian = translation_of(entry)
    for row in rows_of(russian)[1:]:
        steps.confirm(
            russian,
            row.position,
            row.source.digest,
            f"Абзац {row.position - 1} ещё.",
            version=0,
            by=translator,
        )
    client.force_login(translator)

    with django_assert_num_queries(14):
        client.get(side_url(entry))


def test_who_may_look(client, entry, translator, editor):
    def status(user, locale="ru", of=entry):
        client.force_login(user)
        return client.get(side_url(of, locale)).status_code

    writer = make_user(AUTHOR)
    own = make_original(author=make_author(user=writer))
    stranger = make_user(AUTHOR, rights=["translate_into_ru"])
    assert (status(translator), status(editor)) == (200, 200)
    assert status(translator, "az") == 403
    assert status(stranger) == 404
    # Who owns the entry decides about its changes, in whatever language.
    assert (status(writer, of=own), status(writer)) == (200, 404)
    assert status(make_user(TRANSLATOR)) == 403
    assert status(editor, "tr") == 404
    assert status(editor, "en") == 410


def test_owner_without_the_language_may_look_and_not_change(look, entry):
    writer = make_user(AUTHOR)
    own = make_original(author=make_author(user=writer))

    page = look(own, by=writer)

    assert len(page.tree.xpath("//textarea[@name='text'][@readonly]")) == 4
    assert not page.tree.xpath('//*[@data-do] | //*[@class="side-review"]')


def test_deleted_entry_is_said_to_be_gone(client, entry, russian, translator):
    address = side_url(entry)
    entry.delete()
    client.force_login(translator)

    response = client.get(address)

    assert response.status_code == 410
    assert "This entry was deleted meanwhile." in response.content.decode()


def test_preview_shows_what_is_confirmed_and_stores_nothing(client, entry, russian, translator):
    make_attachment(entry, label_en="Report")
    for row in rows_of(russian)[1:3]:
        confirm_row(russian, row, RUSSIAN[row.source.text], by=translator)
    client.force_login(translator)

    response = client.get(side_url(entry, step="preview"))

    frame = Parsed(response).one("//iframe").get("srcdoc")
    assert '<html lang="ru"' in frame
    assert "5 мая мы встретились в <strong>Баку</strong>." in frame
    assert '<span lang="en">The hotline is open.</span>' in frame
    assert "Round table" in frame
    entry.refresh_from_db()
    assert [entry.title_ru, entry.body_ru, entry.slug_ru] == [None, "", None]


def test_log_says_in_words_what_was_decided_and_dismissed(
    look, client, entry, russian, translator, editor
):
    row = rows_of(russian)[2]
    confirm_row(russian, row, "7 мая мы встретились в <strong>Баку</strong>.", by=translator)
    (error,) = [one for one in found_in(standing(russian)) if one.is_error]
    steps.dismiss(russian, error.check, error.key, by=editor, reason="Так и есть: седьмого")
    entry.body_en = entry.body_en.replace("On 5 May", "On 6 May")
    entry.save()
    now = rows_of(russian)[2]
    steps.decide_size(entry, row.source.digest, now.source.digest, "typo", by=editor)

    page = look(entry)

    decided, dismissed = page.texts('//*[@class="log-note"]')
    assert decided == "typo"
    assert dismissed.endswith(": Так и есть: седьмого")
    assert not dismissed.startswith(error.check)
    assert page.texts("//title") == ["Round table | RTCM Blog"]
