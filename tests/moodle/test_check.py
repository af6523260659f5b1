"""check_moodle_import: nothing differs, or each difference is named."""

import pytest
from django.core.files.storage import default_storage, storages
from django.core.management import CommandError, call_command

from blog.models import Attachment, Author, Comment, Picture
from tests.moodle.makers import NOON, THREE, entry_of, photograph


@pytest.fixture
def check(moodle, bring, capsys):
    """Run check_moodle_import; return what it says, however it ends."""

    def run(*arguments):
        options = ["--dump", str(moodle.dump()), "--moodledata", str(moodle.moodledata)]
        capsys.readouterr()
        try:
            call_command("check_moodle_import", *options, *arguments)
        except CommandError as error:
            return f"{capsys.readouterr().out}{error}"
        return capsys.readouterr().out

    return run


@pytest.fixture
def brought(moodle, bring):
    """The id of an entry that has one of everything."""
    id_ = moodle.add_entry(
        THREE,
        "<p>{mlang en}Text{mlang}{mlang az}Mətn <img src='@@PLUGINFILE@@/a.jpg'>{mlang}</p>"
        "<video src='@@PLUGINFILE@@/film.mp4'></video><img src='https://other.test/x.png' alt='X'>",
    )
    moodle.add_tag(id_, "İlin Kitabı")
    moodle.add_comment(id_, "Çox\nsağ ol")
    moodle.add_file(id_, "a.jpg", photograph())
    moodle.add_file(id_, "film.mp4", b"film")
    moodle.add_file(id_, "ə.txt", b"text", area="attachment")
    bring()
    return id_


def test_nothing_differs_after_an_import(check, brought):
    assert check() == "1 entries compared, 0 differences.\n"


def change_title(entry):
    type(entry).objects.filter(pk=entry.pk).update(title_ru="Другое")


def change_text(entry):
    type(entry).objects.filter(pk=entry.pk).update(body_az="<p>Başqa</p>")


def change_date(entry):
    type(entry).objects.filter(pk=entry.pk).update(published_at_en=None)


def lose_tag(entry):
    entry.tags.clear()


def lose_comment(entry):
    Comment.objects.all().delete()


def change_comment(entry):
    Comment.objects.update(name="Başqası")


def lose_attachment(entry):
    Attachment.objects.filter(name="ə.txt").delete()


def spoil_attachment(entry):
    name = Attachment.objects.get(name="ə.txt").file.name
    storages["attachments"].delete(name)
    with open(storages["attachments"].path(name), "wb") as file:
        file.write(b"other")


def lose_file_of_picture(entry):
    default_storage.delete(Picture.objects.get().file.name)


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (change_title, "title_ru: 'Отчёт ещё' in Moodle, 'Другое' here"),
        (change_text, "text_az"),
        (change_date, "published_at_en"),
        (lose_tag, "tag: 'İlin Kitabı' in Moodle, 'missing' here"),
        (change_comment, "comment 1 name: 'Anar Əliyev' in Moodle, 'Başqası' here"),
        (spoil_attachment, "file /ə.txt"),
        (lose_file_of_picture, "picture /a.jpg"),
    ],
)
def test_each_difference_is_named(check, brought, spoil, what):
    spoil(entry_of(brought))

    told = check()

    assert "1 entries compared, 1 differences." in told
    assert what in told
    assert told.endswith("Not everything here is as in Moodle: see above.")


def test_name_of_an_author_is_that_of_moodle_unless_it_was_changed_here(
    check, moodle, brought, bring
):
    moodle.change("user", moodle.author, lastname="Əliyeva")
    assert "author: 'Anar Əliyeva' in Moodle, 'Anar Əliyev' here" in check()
    bring()
    # What was said below entries keeps the name that it was said under.
    assert "author" not in check()
    Author.objects.update(name_az="A. Əliyeva")
    assert check().startswith("Known (1)")
    moodle.change("user", moodle.author, lastname="Quliyeva")
    bring()
    assert Author.objects.get().name_az == "A. Əliyeva"


@pytest.mark.parametrize("lose", [lose_comment, lose_attachment])
def test_what_was_deleted_here_is_known(check, brought, lose):
    lose(entry_of(brought))

    told = check()

    assert told.startswith("Known (1)")
    assert "'deleted since' here" in told
    assert "0 differences." in told


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("<hr>{mlang ru}{mlang}{mlang en}A{mlang}", "{mlang en}x{mlang}"),
        ("{mlang en}A{mlang}", "{mlang ru}<script>x</script>{mlang}{mlang en}<p>e</p>{mlang}"),
        ("A{mlang}", "{mlang en}x{mlang}"),
        ("{mlang en,}A{mlang} B", "a {mlang ru}ё{mlang} b {mlang"),
        ("A", "<form><button>go</button></form>ə<math><mi>x</mi></math>"),
    ],
)
def test_odd_texts_make_no_difference(check, moodle, bring, title, body):
    moodle.add_entry(title, body)
    bring()
    assert check().endswith("1 entries compared, 0 differences.\n")


def test_what_was_edited_here_is_known(check, brought):
    entry = entry_of(brought)
    entry.title_az = "Düzəliş"
    entry.save()

    told = check()

    assert told.startswith("Known (1)")
    assert "0 differences." in told


def test_missing_files_and_cut_titles_are_known(check, moodle, bring):
    id_ = moodle.add_entry("{mlang en}" + "a" * 60 + "{mlang}{mlang az}" + "ə" * 41, "<p>ə</p>")
    moodle.add_file(id_, "gone.pdf", None, area="attachment")
    bring()

    told = check()

    assert told.startswith("Known (2)")
    assert "0 differences." in told


def test_entry_that_did_not_come_is_named(check, moodle, brought):
    moodle.add_entry("{mlang az}Yeni{mlang}", created=NOON)
    assert "#2 Yeni: entry: 'there' in Moodle, 'missing' here" in check()
