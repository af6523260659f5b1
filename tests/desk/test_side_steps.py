"""What the buttons of the side-by-side page do, with scripts and without, and what they refuse."""

import pytest

from blog.roles import AUTHOR, TRANSLATOR
from tests.desk.factories import (
    RUSSIAN,
    confirm_all,
    confirm_row,
    make_original,
    rows_of,
    states_of,
    translation_of,
)
from tests.desk.side import JSON, send, side_url, which
from tests.factories import make_author, make_user
from tests.parsed import Parsed
from translation_desk.standing import standing

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
OVERRIDE = '//li[contains(@class, "finding-error")]//form'


@pytest.fixture
def other(db):
    return make_user(TRANSLATOR, first_name="Ёсиф", rights=["translate_into_ru"])


@pytest.fixture(autouse=True)
def logged_in(client, translator):
    client.force_login(translator)


def test_confirmed_by_a_script(client, russian):
    answer = send(
        client,
        russian,
        "confirm",
        place=2,
        text=RUSSIAN["On 5 May we met in <strong>Baku</strong>."],
    )

    told = answer.json()
    assert (told["row"]["state"], told["row"]["version"]) == ("confirmed", 1)
    assert told["row"]["text"] == "5 мая мы встретились в <strong>Баку</strong>."
    assert told["figures"] == {"done": 1, "all": 4, "left": 8}
    assert told["said"] == "1 of 4 confirmed, words left: 8."
    assert set(told["row"]["parts"]) == {"source", "state", "findings", "comments"}
    assert "Алёна" in told["row"]["parts"]["state"]


def test_confirmed_without_scripts(client, entry, russian):
    answer = send(client, russian, "confirm", text="Круглый стол", is_script=False)

    assert answer.status_code == 302
    assert answer["Location"] == f"{side_url(entry)}#row-0"
    assert rows_of(russian)[0].target == "Круглый стол"


def test_conflict_shows_theirs_and_keeps_mine(client, entry, russian, other):
    row = rows_of(russian)[0]
    confirm_row(russian, row, "Круглый стол", by=other)

    answer = send(client, russian, "confirm", row=row, text="Совещание")
    assert answer.status_code == 409
    assert answer.json()["message"] == "Ёсиф has changed this segment meanwhile."
    assert answer.json()["theirs"] == {
        "text": "Круглый стол",
        "version": 1,
        "by": "Ёсиф",
        "isConfirmed": True,
    }

    answer = send(client, russian, "confirm", row=row, text="Совещание", is_script=False)
    assert answer.status_code == 409
    page = Parsed(answer)
    assert page.one('//li[@id="row-0"]//textarea[@id="text-0"]').text.strip() == "Совещание"
    assert page.texts('//li[@id="row-0"]//blockquote') == ["Круглый стол"]
    # Pressed again, mine goes over theirs, which is kept.
    version = page.one('//li[@id="row-0"]/form[1]//input[@name="version"]/@value')
    send(client, russian, "confirm", row=row, version=version, text="Совещание", is_script=False)
    assert rows_of(russian)[0].target == "Совещание"
    assert [one.target_text for one in standing(russian).kept] == ["Круглый стол"]


@pytest.mark.parametrize(
    ("place", "text", "message"),
    [
        (0, "", "Write the translation before you confirm it."),
        (0, "ё" * 201, "At most 200 characters fit here; these are 201."),
        (2, "ё" * 50_000, "This is too long for one segment: at most 20 kB are stored."),
        (2, "<strong>5 мая", "These tags are opened but not closed: <strong>"),
    ],
)
def test_unfit_text_is_refused_and_comes_back(client, russian, place, text, message):
    answer = send(client, russian, "confirm", place=place, text=text)
    assert (answer.status_code, answer.json()["message"]) == (422, message)

    answer = send(client, russian, "confirm", place=place, text=text, is_script=False)
    page = Parsed(answer)
    assert answer.status_code == 422
    assert page.texts(f'//*[@id="said-{place}"]/p') == [message]
    assert (page.one(f'//textarea[@id="text-{place}"]').text or "").strip() == text
    assert not russian.texts.exists()


def test_changed_source_is_said_and_the_text_comes_back(client, entry, russian):
    row = rows_of(russian)[3]
    entry.body_en = entry.body_en.replace("is open", "is closed")
    entry.save()

    answer = send(client, russian, "confirm", row=row, text="Линия ещё открыта.")
    assert answer.status_code == 410
    assert answer.json()["message"].startswith("The original was changed here meanwhile.")

    answer = send(client, russian, "confirm", row=row, text="Линия ещё открыта.", is_script=False)
    assert answer.status_code == 410
    assert Parsed(answer).one("//textarea").text.strip() == "Линия ещё открыта."


def test_deleted_entry_gives_the_text_back(client, entry, russian):
    row, address = rows_of(russian)[0], side_url(entry, step="confirm")
    entry.delete()

    answer = client.post(address, which(row, text="Круглый стол"), headers=JSON)
    assert answer.status_code == 410
    answer = client.post(address, which(row, text="Круглый стол"))
    assert Parsed(answer).one("//textarea").text.strip() == "Круглый стол"


def test_segment_of_another_entry_or_language_is_refused(client, entry, russian, translator):
    stranger = translation_of(make_original(body="<p>Another text.</p>"))
    answer = send(client, russian, "confirm", row=rows_of(stranger)[1], text="Другой текст.")
    assert answer.status_code == 410

    fields = which(rows_of(russian)[0], text="Dəyirmi masa")
    assert client.post(side_url(entry, "az", "confirm"), fields, headers=JSON).status_code == 403
    assert client.post(side_url(entry, "en", "confirm"), fields, headers=JSON).status_code == 410
    assert client.post(side_url(entry, "tr", "confirm"), fields, headers=JSON).status_code == 404
    assert not russian.texts.exists()


@pytest.mark.parametrize("broken", [{"position": "x"}, {"digest": "x"}, {"version": "-1"}])
def test_broken_form_is_refused(client, russian, broken):
    answer = send(client, russian, "confirm", text="Круглый стол", **broken)

    assert answer.status_code == 422
    assert answer.json()["message"] == "This could not be read. Load the page again."


def test_owner_who_may_not_translate_changes_nothing(client, translator):
    writer = make_user(AUTHOR)
    own = translation_of(make_original(author=make_author(user=writer)))
    client.force_login(writer)

    for step in ("confirm", "check", "comment"):
        assert send(client, own, step, text="Круглый стол").status_code == 403
    assert not own.texts.exists()


def test_logged_out_is_redirected(client, russian):
    client.logout()

    answer = send(client, russian, "confirm", text="Круглый стол")

    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/admin/login/")


def test_still_right_and_opened_again(client, entry, russian, translator):
    confirm_all(russian, by=translator)
    entry.body_en = entry.body_en.replace("is open", "is now open")
    entry.save()

    told = send(client, russian, "still_right", place=3).json()
    assert told["row"]["state"] == "confirmed"
    assert "<ins>" not in told["row"]["parts"]["source"]

    told = send(client, russian, "reopen", place=3).json()
    assert (told["row"]["state"], told["row"]["version"]) == ("open", 3)
    assert states_of(russian) == ["confirmed"] * 3 + ["open"]


def test_text_is_checked_while_it_is_typed(client, russian):
    text = "7 мая мы встретились в <b>Баку</b>."
    told = send(client, russian, "check", place=2, text=text).json()
    assert "finding-error" in told["findings"]

    answer = send(client, russian, "check", place=2, text="<h2>5 мая</h2>")
    assert answer.status_code == 422
    assert not russian.texts.exists()


def test_finding_is_dismissed_with_a_reason_by_an_editor(client, russian, translator, editor):
    row = rows_of(russian)[2]
    confirm_row(russian, row, "7 мая мы встретились в <strong>Баку</strong>.", by=translator)
    page = Parsed(client.get(side_url(russian.entry)))
    assert not page.tree.xpath(OVERRIDE)
    client.force_login(editor)
    page = Parsed(client.get(side_url(russian.entry)))
    form = page.one(OVERRIDE)
    fields = {name: form.xpath(f'.//input[@name="{name}"]/@value')[0] for name in ("check", "key")}

    assert send(client, russian, "dismiss", place=2, **fields).status_code == 422
    told = send(client, russian, "dismiss", place=2, reason="Ещё раз: седьмого", **fields).json()

    assert "Dismissed:" in told["row"]["parts"]["findings"]
    assert send(client, russian, "dismiss", place=2, check="x", key="y").status_code == 422


def test_comment_is_made_and_settled(client, russian):
    told = send(client, russian, "comment", place=1, text="Так ли «день»?").json()
    assert "Так ли «день»?" in told["row"]["parts"]["comments"]

    pk = russian.comments.get().pk
    told = send(client, russian, "settle", place=1, comment=pk, is_settled="1").json()
    assert "is-settled" in told["row"]["parts"]["comments"]
    send(client, russian, "settle", place=1, comment=pk)
    assert not russian.comments.get().resolved
    assert send(client, russian, "comment", place=1, text=" ").status_code == 422


def test_size_of_a_change_is_decided_by_the_owner(client, russian, translator, editor):
    confirm_all(russian, by=translator)
    entry = russian.entry
    entry.body_en = entry.body_en.replace("is open", "works now")
    entry.save()
    row = rows_of(russian)[3]
    fields = {
        "old": row.stored.source_digest,
        "new": row.source.digest,
        "size": "typo",
        "position": 3,
    }
    address = side_url(entry, step="size")

    assert client.post(address, fields).status_code == 403
    assert row.state == "stale"
    client.force_login(editor)
    assert client.post(address, fields).status_code == 302
    assert states_of(russian) == ["confirmed"] * 4
    assert client.post(address, {**fields, "size": "huge"}).status_code == 422


def news(client, russian, seen, **more):
    source = standing(russian).sides.source.version
    address = side_url(russian.entry, step="news")
    return client.post(address, {"source": source, "seen": seen, **more}, headers=JSON).json()


def test_news_bring_what_others_confirmed(client, entry, russian, other):
    page = Parsed(client.get(side_url(entry)))
    seen = " ".join(page.tree.xpath("//li/@data-seen"))
    assert news(client, russian, seen) == {"rows": []}

    confirm_row(russian, rows_of(russian)[1], "Рабочий день", by=other)
    told = news(client, russian, seen)
    assert [(row["position"], row["text"], row["by"]) for row in told["rows"]] == [
        (1, "Рабочий день", "Ёсиф")
    ]
    assert told["figures"]["done"] == 1

    assert news(client, russian, seen, source="older") == {"isSourceChanged": True}


def test_review_is_told_as_it_stands(client, entry, russian, translator):
    address = side_url(entry, step="review")
    assert "4 segments are not confirmed yet" in client.post(address, headers=JSON).json()["review"]
    confirm_all(russian, by=translator)
    assert "not confirmed yet" not in client.post(address, headers=JSON).json()["review"]


def test_page_of_another_account_stores_nothing(client, russian):
    answer = send(client, russian, "confirm", text="Круглый стол", account="0" * 64)

    assert answer.status_code == 403
    assert answer.json()["message"].startswith("You are logged in as somebody else now.")


def test_review_from_asking_to_going_live(client, entry, russian, translator, editor):
    address = side_url(entry)
    assert client.post(side_url(entry, step="ask")).status_code == 422
    confirm_all(russian, by=translator)
    assert client.post(side_url(entry, step="put_live")).status_code == 403
    assert client.post(side_url(entry, step="ask"))["Location"] == address
    assert client.post(side_url(entry, step="take_back")).status_code == 302
    client.post(side_url(entry, step="ask"))

    client.force_login(editor)
    assert client.post(side_url(entry, step="give_back"), {"note": " "}).status_code == 422
    assert client.post(side_url(entry, step="give_back"), {"note": "Ещё раз"}).status_code == 302
    assert "Returned by" in client.get(address).content.decode()
    client.post(side_url(entry, step="ask"))
    assert client.post(side_url(entry, step="put_live")).status_code == 302

    entry.refresh_from_db()
    assert entry.published_at_ru
    assert "with the readers" in client.get(address).content.decode()


def test_without_review_it_is_put_live_at_once(
    client, entry, russian, translator, editor, settings
):
    settings.TRANSLATION_REVIEW = False
    confirm_all(russian, by=translator)
    client.force_login(editor)

    buttons = Parsed(client.get(side_url(entry))).texts('//*[@class="review-buttons"]//button')

    assert buttons == ["Put live"]
    assert client.post(side_url(entry, step="put_live")).status_code == 302


@pytest.mark.parametrize("count", [3, 30])
def test_confirming_takes_as_many_queries_for_any_length(client, count, django_assert_num_queries):
    entry = make_original(body="".join(f"<p>Paragraph {n} of them.</p>" for n in range(count)))
    russian = translation_of(entry)
    row = rows_of(russian)[1]

    with django_assert_num_queries(24):
        send(client, russian, "confirm", row=row, text="Абзац 0 из них.")
