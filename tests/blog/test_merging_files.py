"""Two at once, and the files of an entry: rows that go, come and change while a form is open."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from blog.models import Attachment
from blog.roles import EDITOR
from tests.blog.test_merging import asked, said, sent_again, set_aside
from tests.factories import make_attachment, make_entry, make_user
from tests.parsed import Parsed
from tests.posting import change, filled, post

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def leyla():
    """Another editor, logged in elsewhere: ``leyla(entry, **changes)`` saves the form changed."""
    other = Client()
    other.force_login(make_user(EDITOR, first_name="Leyla", last_name="Həsənova"))

    def save(entry, **changes):
        fields = {name.replace("__", "-"): value for name, value in changes.items()}
        assert post(other, change(entry), **fields).status_code == 302

    return save


def with_files(*names, **kwargs):
    entry = make_entry(drafts=["az"], **kwargs)
    for name in names:
        make_attachment(entry, name=name, content=b"%PDF-1.7 " + name.encode(), label_az=name[:3])
    return entry


def pdf(name):
    return SimpleUploadedFile(name, b"%PDF-1.7 new " + name.encode())


def files_of(entry):
    return [(one.name, one.label_az or "") for one in Attachment.objects.filter(entry=entry)]


def test_file_removed_meanwhile_stays_removed(client, editor, leyla):
    entry = with_files("bir.pdf", "iki.pdf")
    sent = filled(client, change(entry))
    leyla(entry, attachments__0__DELETE="on")
    assert client.post(change(entry), {**sent, "title_az": "Yeni"}).status_code == 302
    assert files_of(entry) == [("iki.pdf", "iki")]
    entry.refresh_from_db()
    assert entry.title_az == "Yeni"


def test_label_of_a_file_removed_meanwhile_is_kept_in_the_history(client, editor, leyla):
    entry = with_files("bir.pdf", "iki.pdf")
    file = entry.attachments.first().file.name
    sent = filled(client, change(entry))
    leyla(entry, attachments__0__DELETE="on")
    response = client.post(change(entry), {**sent, "attachments-0-label_az": "Hesabat"})
    assert response.status_code == 302
    assert files_of(entry) == [("iki.pdf", "iki")]
    assert [one for one in said(response) if "bir.pdf" in one] != []
    assert [file, "Hesabat"] in set_aside(entry)[0]["az"]["labels"]


def test_new_file_for_one_removed_meanwhile_becomes_its_own(client, editor, leyla):
    entry = with_files("bir.pdf")
    sent = filled(client, change(entry))
    leyla(entry, attachments__0__DELETE="on")
    more = {"attachments-0-file": pdf("yeni.pdf"), "attachments-0-label_az": "Yenisi"}
    assert client.post(change(entry), {**sent, **more}).status_code == 302
    assert files_of(entry) == [("yeni.pdf", "Yenisi")]


def test_files_added_by_both_are_both_there(client, editor, leyla):
    entry = with_files("bir.pdf")
    sent = filled(client, change(entry))
    make_attachment(entry, name="onun.pdf", content=b"%PDF-1.7 hers", label_az="onun")
    more = {"attachments-1-file": pdf("menim.pdf"), "attachments-1-label_az": "mənim"}
    assert client.post(change(entry), {**sent, **more}).status_code == 302
    assert files_of(entry) == [("bir.pdf", "bir"), ("onun.pdf", "onun"), ("menim.pdf", "mənim")]


def test_files_replaced_by_both_stand_side_by_side(client, editor, leyla):
    entry = with_files("bir.pdf")
    sent = filled(client, change(entry))
    leyla(entry, attachments__0__file=pdf("onun.pdf"))
    response = client.post(change(entry), {**sent, "attachments-0-file": pdf("menim.pdf")})
    assert response.status_code == 302
    assert [name for name, _label in files_of(entry)] == ["onun.pdf", "menim.pdf"]


def test_file_changed_meanwhile_is_not_removed(client, editor, leyla):
    entry = with_files("bir.pdf", "iki.pdf")
    sent = filled(client, change(entry))
    leyla(entry, attachments__0__label_az="Leylanın")
    ticked = {"attachments-0-DELETE": "on", "attachments-1-DELETE": "on"}
    response = client.post(change(entry), {**sent, **ticked})
    assert response.status_code == 302
    assert files_of(entry) == [("bir.pdf", "Leylanın")]
    assert "Changed meanwhile, so not removed: bir.pdf." in said(response)


def test_labels_of_different_files_are_both_kept(client, editor, leyla):
    entry = with_files("bir.pdf", "iki.pdf")
    sent = filled(client, change(entry))
    leyla(entry, attachments__0__label_az="Leylanın")
    assert (
        client.post(change(entry), {**sent, "attachments-1-label_az": "Mənim"}).status_code == 302
    )
    assert files_of(entry) == [("bir.pdf", "Leylanın"), ("iki.pdf", "Mənim")]


@pytest.mark.parametrize(
    ("answer", "stored"), [("theirs", "Leylanın"), ("mine", "Mənim"), (None, "Leylanın")]
)
def test_labels_of_one_file_are_a_choice(client, editor, leyla, answer, stored):
    entry = with_files("bir.pdf", "iki.pdf")
    sent = filled(client, change(entry))
    leyla(entry, attachments__0__label_az="Leylanın")
    page = client.post(change(entry), {**sent, "attachments-0-label_az": "Mənim"})
    assert asked(page) == ["labels_az"]
    assert "bir.pdf: Leylanın" in Parsed(page).texts('//*[@class="merge-theirs"]')[0]
    assert set_aside(entry)[0]["az"]["labels"][0][1] == "Mənim"
    again = sent_again(page, **({"merge_labels_az": answer} if answer else {}))
    response = client.post(change(entry), again)
    assert asked(response) == ["labels_az"] if answer is None else response.status_code == 302
    assert files_of(entry) == [("bir.pdf", stored), ("iki.pdf", "iki")]


def test_form_in_conflict_shows_the_files_there_are_now(client, editor, leyla):
    entry = with_files("bir.pdf", "iki.pdf")
    sent = filled(client, change(entry))
    leyla(entry, attachments__0__DELETE="on", title_az="Leylanın")
    make_attachment(entry, name="onun.pdf", content=b"%PDF-1.7 hers")
    page = client.post(change(entry), {**sent, "title_az": "Mənim", "attachments-1-label_az": "2"})
    shown = Parsed(page).texts('//*[contains(@class, "field-present")]//a')
    assert shown == ["iki.pdf", "onun.pdf"]
    assert client.post(change(entry), sent_again(page, merge_title_az="mine")).status_code == 302
    assert files_of(entry) == [("iki.pdf", "2"), ("onun.pdf", "")]


def test_file_of_a_form_that_comes_back_need_not_be_chosen_again(client, editor, leyla):
    entry = with_files()
    sent = filled(client, change(entry))
    leyla(entry, title_az="Leylanın")
    more = {"attachments-0-file": pdf("menim.pdf"), "attachments-0-label_az": "mənim"}
    page = client.post(change(entry), {**sent, "title_az": "Mənim", **more})
    assert page.status_code == 200
    assert "menim.pdf" in Parsed(page).texts('//*[@id="attachments-0"]')[0]
    assert client.post(change(entry), sent_again(page, merge_title_az="mine")).status_code == 302
    assert files_of(entry) == [("menim.pdf", "mənim")]
    assert Attachment.objects.get().size == len(pdf("menim.pdf"))


@pytest.mark.parametrize("claim", ["rubbish", "", "a:b:c"])
def test_file_that_a_form_only_claims_to_have_left_is_asked_for(client, editor, claim):
    entry = with_files()
    more = {"attachments-0-left": claim, "attachments-0-label_az": "mənim"}
    page = post(client, change(entry), **more)
    assert page.status_code == 200
    assert files_of(entry) == []


@pytest.mark.parametrize("rows", ["x", "-1", "9" * 30, "3"])
def test_rubbish_in_the_rows_is_no_error(client, editor, leyla, rows):
    entry = with_files("bir.pdf")
    sent = filled(client, change(entry))
    leyla(entry, title_az="Leylanın")
    more = {
        "attachments-INITIAL_FORMS": rows,
        "attachments-0-id": "999999",
        "attachments-7-id": "x",
    }
    assert client.post(change(entry), {**sent, **more}).status_code in (200, 302)
    assert files_of(entry) == [("bir.pdf", "bir")]
