"""The way of a language to an editor and back: what each may do, what is noted, what the form tells."""

import pytest

from blog.history.recording import lock
from blog.models import Entry, Revision, Submission
from blog.models.entry import translate_permission
from blog.roles import EDITOR, TRANSLATOR
from blog.submitting import give_back, submit, take_back
from tests.factories import ahead, make_author, make_entry, make_user
from tests.parsed import Parsed
from tests.posting import ADD, change, errors, filled, post, value
from tests.submissions import NOTE, entry_of, reporter, returned, steps, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
LIST = "/admin/blog/entry/"


@pytest.fixture
def author(client):
    user = reporter()
    client.force_login(user)
    return user


def buttons(client, entry, language="az"):
    """The buttons that a language's pane has."""
    head = Parsed(client.get(change(entry))).tree.xpath(
        f'//fieldset[.//*[@id="language-{language}"]]//div[@class="description"]'
        f'//button[@value="{language}"]/@name'
    )
    return {*head} & {"_publish", "_withdraw", "_submit", "_take_back", "_return"}


def pane(client, entry, language="az"):
    """What a pane says of its submission."""
    page = Parsed(client.get(change(entry)))
    found = page.texts(
        f'//fieldset[.//*[@id="language-{language}"]]//*[starts-with(@class, "submission ")]'
    )
    return found[0] if found else ""


# Submitting


def test_author_submits_what_they_may_not_publish(client, author):
    entry = entry_of(author)
    assert buttons(client, entry) == {"_submit"}
    response = post(client, change(entry), title_az="Şəki şəhəri", _submit="az")
    assert response["Location"] == change(entry)
    entry.refresh_from_db()
    assert (entry.title_az, entry.state_in("az")) == ("Şəki şəhəri", "draft")
    submission = Submission.objects.get()
    assert (submission.entry, submission.language, submission.state) == (entry, "az", "waiting")
    assert submission.submitted_by == author
    assert [step[0] for step in steps(entry)] == ["found", "submitted"]
    assert steps(entry)[-1] == ("submitted", author, ["az"], "")
    assert buttons(client, entry) == {"_take_back"}
    assert "It waits for an editor since" in pane(client, entry)


def test_new_entry_is_submitted_in_one_go(client, author):
    assert Parsed(client.get(ADD)).tree.xpath('//button[@name="_submit"]/@value') == [
        *("en", "ru", "az")
    ]
    response = post(client, ADD, title_az="Şəki", body_az="Mətn", _submit="az")
    entry = Entry.objects.get()
    assert response["Location"] == change(entry)
    assert [step[0] for step in steps(entry)] == ["submitted"]
    assert Submission.objects.get().entry == entry


def test_author_goes_on_writing_after_submitting(client, author):
    entry = submitted(entry_of(author))
    assert post(client, change(entry), title_az="Yeni", _save="1").status_code == 302
    entry.refresh_from_db()
    assert entry.title_az == "Yeni"
    assert Submission.objects.get().state == "waiting"
    assert [step[0] for step in steps(entry)][-1] == "saved"


def test_language_that_waits_is_not_submitted_twice(client, author):
    entry = submitted(entry_of(author))
    sent = filled(client, change(entry))
    assert client.post(change(entry), {**sent, "_submit": "az"}).status_code == 302
    assert client.post(change(entry), {**sent, "_submit": "az"}).status_code == 302
    assert [step[0] for step in steps(entry)] == ["submitted"]
    assert Submission.objects.count() == 1


def test_each_language_waits_by_itself(client, author):
    entry = submitted(entry_of(author, drafts=["az", "ru"]))
    assert buttons(client, entry, "az") == {"_take_back"}
    assert buttons(client, entry, "ru") == {"_submit"}
    post(client, change(entry), _submit="ru")
    assert {one.language for one in Submission.objects.all()} == {"az", "ru"}


def test_empty_language_is_not_submitted(client, author):
    entry = entry_of(author)
    response = post(client, change(entry), title_az="Yeni", _submit="ru")
    (error,) = errors(response)
    assert "nothing to submit" in error
    assert value(response, "title_az") == "Yeni"
    assert not Submission.objects.exists()
    assert [step[0] for step in steps(entry)] == ["found"]


def test_author_takes_it_back(client, author):
    entry = submitted(entry_of(author))
    post(client, change(entry), title_az="Hələ yox", _take_back="az")
    entry.refresh_from_db()
    assert entry.title_az == "Hələ yox"
    assert not Submission.objects.exists()
    assert steps(entry)[-1] == ("taken_back", author, ["az"], "")
    assert buttons(client, entry) == {"_submit"}
    # Pressed once more on a page that was open: a mere save.
    sent = {**filled(client, change(entry)), "_take_back": "az"}
    assert client.post(change(entry), sent).status_code == 302
    assert steps(entry)[-1][0] == "taken_back"


def test_translation_of_a_live_entry_is_submitted_by_its_translator(client):
    user = make_user(TRANSLATOR, rights=[translate_permission("ru")])
    client.force_login(user)
    entry = make_entry(live=["az"], drafts=["ru"])
    assert buttons(client, entry, "ru") == {"_submit"}
    post(client, change(entry), _submit="ru")
    assert Submission.objects.get().submitted_by == user


def test_author_submits_a_translation_of_what_is_live(client, author):
    entry = entry_of(author, live=["az"], drafts=["ru"])
    assert buttons(client, entry, "az") == set()
    assert post(client, change(entry), _submit="ru").status_code == 302
    assert Submission.objects.get().language == "ru"


# Editing, publishing, returning


def test_editor_sees_who_submitted_it_and_publishes(client, editor):
    entry = submitted(entry_of(reporter()))
    assert buttons(client, entry) == {"_publish", "_return"}
    assert "Submitted by: Tural Kərimov." in pane(client, entry)
    post(client, change(entry), title_az="Düzəliş", _publish="az")
    entry.refresh_from_db()
    assert (entry.title_az, entry.state_in("az")) == ("Düzəliş", "live")
    assert not Submission.objects.exists()
    assert steps(entry)[1:] == [("published", editor, ["az"], "")]


def test_editor_returns_it_with_a_note(client, editor):
    entry = submitted(entry_of(reporter()))
    post(client, change(entry), title_az="Düzəliş", return_note_az=NOTE, _return="az")
    entry.refresh_from_db()
    assert (entry.title_az, entry.state_in("az")) == ("Düzəliş", "draft")
    submission = Submission.objects.get()
    assert (submission.state, submission.returned_by) == ("returned", editor)
    assert submission.note.split() == NOTE.split()
    event, by, languages, note = steps(entry)[-1]
    assert (event, by, languages) == ("returned", editor, ["az"])
    assert note == submission.note
    assert len(steps(entry)) == 2
    assert buttons(client, entry) == {"_publish"}


def test_author_sees_the_note_until_they_submit_again(client, author):
    entry = returned(entry_of(author), by=make_user(EDITOR, first_name="Leyla", last_name="H"))
    assert "Returned by: Leyla H." in pane(client, entry)
    assert "Третий абзац — лишний." in pane(client, entry)
    assert buttons(client, entry) == {"_submit"}
    post(client, change(entry), title_az="Rəqəmlər yoxlanıb")
    assert "Третий абзац — лишний." in pane(client, entry)
    post(client, change(entry), _submit="az")
    submission = Submission.objects.get()
    assert (submission.state, submission.note, submission.returned_by) == ("waiting", "", None)
    assert "Третий" not in pane(client, entry)
    assert [step[0] for step in steps(entry)] == ["submitted", "returned", "saved", "submitted"]


@pytest.mark.parametrize("note", ["", "  \n ", None])
def test_nothing_is_returned_without_a_note(client, editor, note):
    entry = submitted(entry_of(reporter()))
    sent = {**filled(client, change(entry)), "title_az": "Düzəliş", "_return": "az"}
    sent |= {} if note is None else {"return_note_az": note}
    response = client.post(change(entry), sent)
    assert response.status_code == 200
    assert errors(response)[0] == ("Azərbaycanca: write a note that says what is to be changed.")
    assert value(response, "title_az") == "Düzəliş"
    assert Submission.objects.get().state == "waiting"
    entry.refresh_from_db()
    assert entry.title_az != "Düzəliş"
    details = Parsed(response).one('//details[@class="return"]')
    assert details.get("open") is not None


def test_note_that_is_too_long_is_refused_and_kept(client, editor):
    entry = submitted(entry_of(reporter()))
    note = "Ə" * 2001
    response = post(client, change(entry), return_note_az=note, _return="az")
    assert "2000" in errors(response)[0]
    assert value(response, "return_note_az") == note
    assert Submission.objects.get().state == "waiting"


def test_note_is_kept_when_the_form_has_another_error(client, editor):
    entry = submitted(entry_of(reporter()))
    response = post(client, change(entry), title_az="x" * 300, return_note_az=NOTE, _return="az")
    assert value(response, "return_note_az").split() == NOTE.split()


def test_what_was_taken_back_meanwhile_is_not_returned(client, editor):
    entry = submitted(entry_of(reporter()))
    sent = {**filled(client, change(entry)), "return_note_az": NOTE, "_return": "az"}
    take_back(entry, "az", by=entry.author.user)
    response = client.post(change(entry), sent)
    assert "no longer waits" in errors(response)[0]
    assert [step[0] for step in steps(entry)][-1] == "taken_back"


@pytest.mark.parametrize("button", ["_return", "_take_back", "_submit"])
def test_new_entry_cannot_be_returned_or_taken_back(client, editor, button):
    sent = {"author": make_author().pk, "title_az": "Şəki", "return_note_az": NOTE, button: "az"}
    response = post(client, ADD, **sent)
    assert response.status_code == (200 if button == "_return" else 403)
    assert not Entry.objects.exists()


def test_editor_sets_a_date_and_the_submission_is_settled(client, editor):
    entry = submitted(entry_of(reporter(), drafts=["az", "ru"]))
    post(client, change(entry), published_at_az="2031-05-03T14:30", _save="1")
    entry.refresh_from_db()
    assert entry.state_in("az") == "scheduled"
    assert not Submission.objects.exists()
    assert steps(entry)[1:] == [("scheduled", editor, ["az"], "")]


def test_dates_that_are_typed_are_steps(client, editor):
    entry = make_entry(live=["en"], scheduled=["ru"], drafts=["az"])
    post(
        client,
        change(entry),
        published_at_en="",
        published_at_ru="2020-01-01T10:00",
        published_at_az="2031-01-01T10:00",
    )
    assert {(event, *languages) for event, _by, languages, _note in steps(entry)[1:]} == {
        ("withdrawn", "en"),
        ("published", "ru"),
        ("scheduled", "az"),
    }


def test_date_moved_within_the_past_is_a_save(client, editor):
    entry = make_entry(live=["az"])
    post(client, change(entry), published_at_az="2020-01-01T10:00")
    assert [step[0] for step in steps(entry)] == ["found", "saved"]


def test_publishing_what_is_live_already_is_no_step(client, editor):
    entry = make_entry(live=["az"])
    post(client, change(entry), _publish="az")
    assert [step[0] for step in steps(entry)] == ["found"]


def test_return_asks_for_a_note_wherever_it_comes_from():
    entry = submitted(entry_of(reporter()))
    with pytest.raises(ValueError, match="note"):
        give_back(lock(entry.pk), "az", by=make_user(EDITOR), note="  ")


def test_nothing_is_noted_when_saving_fails(client, author, monkeypatch):
    entry = entry_of(author)
    sent = {**filled(client, change(entry)), "title_az": "Yeni", "_submit": "az"}

    def fail(*args, **kwargs):
        raise RuntimeError("The disk is full.")

    monkeypatch.setattr("blog.submitting.record", fail)
    with pytest.raises(RuntimeError):
        client.post(change(entry), sent)
    entry.refresh_from_db()
    assert entry.title_az != "Yeni"
    assert not Submission.objects.exists()
    assert not Revision.objects.filter(entry=entry.pk).exists()


# The log on the form, and the list


def test_form_shows_the_last_steps_with_notes_and_names(client, author):
    entry = returned(entry_of(author), by=make_user(EDITOR, first_name="Leyla", last_name="H"))
    page = Parsed(client.get(change(entry)))
    latest = page.texts('//section[contains(@class, "latest-steps")]//li')
    assert len(latest) == 2
    assert "returned Azərbaycanca Leyla H Rəqəmləri yoxlayın" in latest[0]
    assert "submitted Azərbaycanca Tural Kərimov" in latest[1]
    links = page.tree.xpath('//section[contains(@class, "latest-steps")]//a/@href')
    assert links == [f"/admin/blog/entry/{entry.pk}/history/"]


def test_form_shows_no_more_than_the_last_five_steps(client, author):
    entry = entry_of(author)
    for _ in range(4):
        submit(entry, "az", by=author)
        take_back(entry, "az", by=author)
    page = Parsed(client.get(change(entry)))
    assert len(page.tree.xpath('//section[contains(@class, "latest-steps")]//li')) == 5


def test_form_of_a_new_entry_has_no_steps(client, author):
    assert not Parsed(client.get(ADD)).tree.xpath('//section[contains(@class, "latest-steps")]')


def test_note_is_text_and_never_markup(client, author):
    entry = submitted(entry_of(author))
    give_back(entry, "az", by=make_user(EDITOR), note="<script>alert(1)</script> <b>ə</b>")
    content = client.get(change(entry)).content.decode()
    assert "<script>alert(1)" not in content
    assert content.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2


@pytest.mark.parametrize("submissions", [1, 3])
def test_form_costs_the_same_for_any_number_of_steps(
    client, author, submissions, django_assert_num_queries
):
    codes = ["az", "ru", "en"][:submissions]
    entry = entry_of(author, drafts=["az", "ru", "en"])
    for code in codes:
        submit(entry, code, by=author)
    client.get(change(entry))
    # Three are of presence, two of what the form is based on.
    with django_assert_num_queries(16):
        client.get(change(entry))


def test_list_marks_and_finds_what_waits_and_what_was_returned(client, editor):
    entry_of(reporter(), title_az="Qaralama")
    submitted(entry_of(reporter(), title_az="Gözləyir"))
    returned(entry_of(reporter(), title_az="Qaytarılıb"), by=editor)
    path = '//table[@id="result_list"]/tbody/tr/td[contains(@class, "field-state_az")]'
    assert Parsed(client.get(LIST)).texts(path) == ["draft returned", "draft waiting", "draft"]
    for chosen, titles in [("waiting", ["Gözləyir"]), ("returned", ["Qaytarılıb"])]:
        page = Parsed(client.get(f"{LIST}?submitted={chosen}"))
        assert page.texts('//table[@id="result_list"]/tbody//th') == titles
    assert client.get(f"{LIST}?submitted=xx").status_code == 200


def test_filter_shows_an_author_only_their_own(client, author):
    submitted(entry_of(reporter(), title_az="Özgə"))
    page = Parsed(client.get(f"{LIST}?submitted=waiting"))
    assert page.texts('//table[@id="result_list"]/tbody//th') == []


def test_scheduled_language_is_settled_too(client, editor):
    entry = submitted(entry_of(reporter()))
    typed = ahead(days=2).strftime("%Y-%m-%dT%H:%M:%S")
    post(client, change(entry), published_at_az=typed, _publish="az")
    assert not Submission.objects.exists()
    assert steps(entry)[-1][0] == "scheduled"
