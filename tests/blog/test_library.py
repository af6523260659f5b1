"""The library in the admin: finding, describing, seeing where a picture is used, deleting."""

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError

from blog.models import Entry, Picture
from blog.pictures import discard
from blog.renditions import rendition_name, rendition_names
from blog.roles import AUTHOR, EDITOR, TRANSLATOR
from tests.factories import make_author, make_entry, make_picture, make_user, picture
from tests.parsed import Parsed
from tests.posting import errors

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
LIST = "/admin/blog/picture/"
CHOOSE = "/admin/blog/picture/choose/"


def page_of(picture):
    return f"{LIST}{picture.pk}/change/"


def figure(picture):
    return f'<figure><img alt="x" src="picture:{picture.pk}"></figure>'


def filled(client, picture):
    form = Parsed(client.get(page_of(picture))).one('//form[@id="picture_form"]')
    return dict(form.form_values())


# Finding


@pytest.mark.parametrize("pictures", [1, 3])
def test_list_costs_the_same_for_any_number(client, editor, pictures, django_assert_num_queries):
    for number in range(pictures):
        make_entry(drafts=["az"], cover=make_picture(color=(80 * number, 0, 0)))
    client.get(LIST)
    with django_assert_num_queries(7):
        page = Parsed(client.get(LIST))
    assert len(page.tree.xpath('//*[@id="result_list"]//img')) == pictures


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ÇIRAQ", 1),
        ("çıraq", 1),
        ("ёлка", 1),
        ("ЁЛКА", 1),
        ("Aysel", 1),
        ("şəki.jpg", 1),
        ("it", 0),
    ],
)
def test_pictures_are_found_by_their_words(client, editor, words, found):
    make_picture(
        name="Şəki.jpg", alt_az="Çıraq yanır", caption_ru="Ёлка", credit="Aysel", color="red"
    )
    make_picture(name="other.jpg")
    assert (
        len(Parsed(client.get(LIST, {"q": words})).texts('//*[@id="result_list"]//tbody/tr'))
        == found
    )
    answer = client.get(CHOOSE, {"q": words}).json()
    assert len(answer["pictures"]) == found


def test_filter_tells_used_from_unused(client, editor):
    covers, shown, unused = (make_picture(color=color) for color in ("red", "lime", "blue"))
    make_entry(drafts=["az"], cover=covers, body_az=figure(shown))
    for value, count in (("no", 1), ("yes", 2)):
        page = Parsed(client.get(LIST, {"used": value}))
        assert len(page.tree.xpath('//*[@id="result_list"]//img')) == count
    assert list(Picture.objects.unused()) == [unused]


def test_dialog_is_given_pages_and_single_pictures(client, editor):
    pictures = [make_picture(color=(9 * number, 0, 0), size=(20, 10)) for number in range(26)]
    first = client.get(CHOOSE).json()
    second = client.get(CHOOSE, {"page": 2}).json()
    assert [len(answer["pictures"]) for answer in (first, second)] == [24, 2]
    assert (first["more"], second["more"]) == (True, False)
    one = client.get(CHOOSE, {"id": pictures[3].pk}).json()["pictures"]
    assert [picture["id"] for picture in one] == [pictures[3].pk]
    assert set(one[0]["words"]) == {"en", "ru", "az"}


@pytest.mark.parametrize("asked", [{"page": "x"}, {"page": "-1"}, {"page": "9" * 30}, {"q": "\0"}])
def test_rubbish_asked_of_the_dialog_is_answered(client, editor, asked):
    make_picture()
    assert client.get(CHOOSE, asked).status_code == 200


@pytest.mark.parametrize("number", ["x", "0", "9" * 40, "-1"])
def test_number_that_is_none_finds_nothing(client, editor, number):
    make_picture()
    assert client.get(CHOOSE, {"id": number}).json()["pictures"] == []


def test_editor_of_a_text_is_shown_the_picture(client, editor):
    shown = make_picture()
    answer = client.get(f"{LIST}{shown.pk}/show/")
    assert (answer.status_code, answer["Location"]) == (
        302,
        default_storage.url(rendition_name(shown, "800.webp")),
    )
    assert client.get(f"{LIST}{shown.pk + 1}/show/").status_code == 404


# Describing


def test_words_credit_and_focal_point_are_changed(client, editor):
    shown = make_picture(size=(900, 900))
    sent = {**filled(client, shown), "alt_az": "Dağ", "credit": "Aysel", "focus_x": 20}
    assert client.post(page_of(shown), sent).status_code == 302
    shown.refresh_from_db()
    assert (shown.alt_az, shown.credit, shown.focus) == ("Dağ", "Aysel", (20, 50))
    assert default_storage.exists(rendition_name(shown, "share-20-50.jpg"))


@pytest.mark.parametrize("focus", ["-1", "101", "x", ""])
def test_focal_point_outside_the_picture_is_a_message(client, editor, focus):
    shown = make_picture()
    response = client.post(page_of(shown), {**filled(client, shown), "focus_x": focus})
    assert len(errors(response)) == 1


def test_new_picture_goes_on_to_its_words(client, editor):
    from_form = Parsed(client.get(f"{LIST}add/"))
    assert from_form.one('//input[@name="upload"]').get("accept").startswith("image/")
    response = client.post(f"{LIST}add/", {"upload": picture()})
    assert response["Location"] == page_of(Picture.objects.latest("pk"))


def test_language_tags_in_words_are_taken_apart(client, editor):
    shown = make_picture()
    tagged = "{mlang en}Hill{mlang}{mlang az}Təpə{mlang}"
    response = client.post(page_of(shown), {**filled(client, shown), "alt_en": tagged})
    page = Parsed(response)
    assert page.one('//input[@name="alt_az"]').get("value") == "Təpə"
    assert page.one('//input[@name="alt_en"]').get("value") == "Hill"


def test_author_changes_own_pictures_only(client):
    author = make_user(AUTHOR)
    own, foreign = make_picture(user=author, color="red"), make_picture(user=make_user(AUTHOR))
    client.force_login(author)
    sent = filled(client, own)
    assert client.post(page_of(own), {**sent, "alt_az": "Dağ"}).status_code == 302
    assert client.post(page_of(foreign), {**sent, "alt_az": "Dağ"}).status_code == 403
    foreign.refresh_from_db()
    assert foreign.alt_az is None


# Where it is used


def test_places_name_no_draft_of_somebody_else(client):
    author = make_user(AUTHOR)
    shown = make_picture(user=author)
    make_entry(drafts=["az"], title_az="Öz yazım", cover=shown, author=make_author(user=author))
    make_entry(drafts=["ru"], title_ru="Тайна", body_ru=figure(shown))
    client.force_login(author)
    (places,) = Parsed(client.get(page_of(shown))).texts(
        '//*[contains(@class, "picture-places")]/p'
    )
    assert places == "Öz yazım, 1 entry of somebody else"

    client.force_login(make_user(EDITOR))
    (places,) = Parsed(client.get(page_of(shown))).texts(
        '//*[contains(@class, "picture-places")]/p'
    )
    assert places == "Тайна, Öz yazım"


def test_use_follows_the_texts_by_every_way_of_writing():
    one, other = make_picture(color="red"), make_picture(color="lime")
    entry = Entry.objects.create(author=make_author(), body_az=figure(one), body_ru=figure(other))
    assert {use.picture for use in entry.picture_uses.all()} == {one, other}
    entry.body_az = figure(other)
    entry.save(update_fields=["body_az"])
    assert {use.picture for use in entry.picture_uses.all()} == {other}
    entry.body_ru = entry.body_az = ""
    entry.save()
    assert not entry.picture_uses.exists()


# Deleting


def test_unused_picture_is_deleted_with_its_files(
    client, editor, django_capture_on_commit_callbacks
):
    gone = make_picture()
    names = [gone.file.name, *(rendition_name(gone, name) for name in rendition_names(gone))]
    assert all(map(default_storage.exists, names))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{LIST}{gone.pk}/delete/", {"post": "yes"})
    assert not Picture.objects.exists()
    assert not any(map(default_storage.exists, names))


@pytest.mark.parametrize("use", ["cover", "body_ru"])
def test_used_picture_is_not_deleted(client, editor, use):
    shown = make_picture()
    entry = make_entry(drafts=["az"], **{use: shown if use == "cover" else figure(shown)})
    page = Parsed(client.post(f"{LIST}{shown.pk}/delete/", {"post": "yes"}))
    assert entry.title_az in " ".join(page.texts('//*[@id="content"]'))
    sent = {"action": "delete_selected", "_selected_action": [shown.pk], "post": "yes"}
    client.post(LIST, sent)
    assert Picture.objects.get() == shown
    with pytest.raises(ProtectedError), transaction.atomic():
        discard(shown)
    assert default_storage.exists(shown.file.name)


def test_picture_used_since_the_question_is_kept_and_said_so(client, editor, monkeypatch):
    shown = make_picture()
    used = ProtectedError("used", {shown})
    monkeypatch.setattr("blog.admin.pictures.discard", lambda picture: (_ for _ in ()).throw(used))
    response = client.post(f"{LIST}{shown.pk}/delete/", {"post": "yes"}, follow=True)
    assert "so it was not deleted" in " ".join(Parsed(response).texts('//*[@class="messagelist"]'))


@pytest.mark.parametrize("role", [AUTHOR, TRANSLATOR])
def test_only_editors_delete(client, role):
    user = make_user(role)
    own = make_picture(user=user)
    client.force_login(user)
    assert client.post(f"{LIST}{own.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Picture.objects.get() == own


@pytest.mark.parametrize("path", [CHOOSE, LIST, f"{LIST}1/show/"])
def test_library_is_for_staff(client, path):
    make_picture()
    assert client.get(path)["Location"].startswith("/admin/login/")
    client.force_login(make_user())
    assert client.get(path).status_code == 403
