"""Comments below an entry: who reads them in which language, and who corrects them."""

import pytest
from django.utils import timezone

from blog.models import Comment
from blog.models.entry import translate_permission
from blog.roles import AUTHOR, EDITOR, KEEPER, TRANSLATOR
from tests.factories import (
    ago,
    make_author,
    make_comment,
    make_entry,
    make_picture,
    make_user,
)
from tests.parsed import Parsed
from tests.posting import change, errors

LIST = "/admin/blog/comment/"
pytestmark = pytest.mark.django_db
forms = pytest.mark.ignore_template_errors


def below(client, path="/az/blog/seki/"):
    """Name, text and language mark of each comment on the page, in order."""
    page = Parsed(client.get(path))
    texts = page.tree.xpath('//section[@class="comments"]//div[@class="prose"]')
    names = page.texts('//section[@class="comments"]//b')
    said = [(" ".join(text.text_content().split()), text.get("lang")) for text in texts]
    return [(name, *text) for name, text in zip(names, said, strict=True)]


def form_of(comment):
    return f"{LIST}{comment.pk}/change/"


def sent(client, comment, **changes):
    form = Parsed(client.get(form_of(comment))).one('//form[@id="comment_form"]')
    fields = {name: value for name, value in form.form_values() if name != "_continue"}
    return client.post(form_of(comment), {**fields, **changes})


# Readers


def test_comments_are_read_in_the_order_they_were_written_in(client):
    entry = make_entry(live=["az"], slug_az="seki")
    make_comment(entry, name="İlqar Ğ", text_az="<p>İkinci, ığ</p>", written_at=ago(minutes=1))
    make_comment(entry, name="Пётр Йод", text_az="<p>Birinci ə</p>", written_at=ago(minutes=2))
    assert below(client) == [
        ("Пётр Йод", "Birinci ə", None),
        ("İlqar Ğ", "İkinci, ığ", None),
    ]


def test_comment_falls_back_by_itself_and_carries_its_language(client):
    entry = make_entry(live=["az"], slug_az="seki")
    make_comment(entry, name="A", text_az="<p>Sağ olun</p>", text_ru="<p>Спасибо</p>")
    make_comment(entry, name="B", text_ru="<p>Ещё, й</p>")
    make_comment(entry, name="C", text_en="<p>Thanks</p>", text_ru="<p>Спасибо</p>")
    assert below(client) == [
        ("A", "Sağ olun", None),
        ("B", "Ещё, й", "ru"),
        ("C", "Thanks", "en"),
    ]
    assert [text for _name, *text in below(client, "/ru/blog/seki/")] == [
        ["Спасибо", None],
        ["Ещё, й", None],
        ["Спасибо", None],
    ]


@pytest.mark.parametrize("language", ["en", "ru", "az"])
def test_page_around_a_foreign_entry_has_comments_in_the_readers_language(client, language):
    entry = make_entry(live=["az"], slug_az="seki")
    words = {"en": "Thanks", "ru": "Спасибо, ёж", "az": "Təşəkkür, ığ"}
    make_comment(entry, name="A", **{f"text_{code}": f"<p>{w}</p>" for code, w in words.items()})
    assert below(client, f"/{language}/blog/seki/") == [("A", words[language], None)]


def test_heading_counts_and_each_comment_has_an_address(client):
    entry = make_entry(live=["az"], slug_az="seki")
    when = timezone.make_aware(timezone.datetime(2024, 5, 31, 9, 5))
    comments = [make_comment(entry, written_at=when) for _ in range(2)]
    page = Parsed(client.get("/ru/blog/seki/"))
    assert page.one('//*[@id="comments"]/span').text == "2"
    assert page.tree.xpath('//ol/li/article[@class="comment"]/@id') == [
        f"comment-{comment.pk}" for comment in comments
    ]
    times = page.tree.xpath('//article[@class="comment"]//time')
    assert times[0].text == "31 мая 2024 г., 09:05"
    assert times[0].get("datetime") == "2024-05-31T09:05:00+04:00"


def test_entry_without_comments_says_nothing_of_them(client):
    entry = make_entry(live=["az"], slug_az="seki")
    make_comment(entry, text_az="", text_ru="<p> </p>")
    page = Parsed(client.get("/az/blog/seki/"))
    assert not page.tree.xpath('//*[@id="comments"] | //*[contains(@class, "comment")]')


def test_comment_without_a_text_is_left_out_and_not_counted(client):
    entry = make_entry(live=["az"], slug_az="seki")
    make_comment(entry, name="Boş", text_az="<p>&nbsp;</p>")
    make_comment(entry, name="Dolu", text_az="<p>Söz</p>")
    assert below(client) == [("Dolu", "Söz", None)]
    page = Parsed(client.get("/az/blog/seki/"))
    assert page.one('//*[@id="comments"]/span').text == "1"


@pytest.mark.parametrize("state", ["drafts", "scheduled"])
def test_comments_of_what_nobody_can_read_are_not_shown(client, state):
    entry = make_entry(**{state: ["az"]}, slug_az="seki")
    make_comment(entry, text_az="<p>Gizli söz</p>")
    response = client.get("/az/blog/seki/")
    assert response.status_code == 404
    assert "Gizli" not in response.content.decode()


def test_comment_is_cleaned_and_its_name_is_no_markup(client):
    entry = make_entry(live=["az"], slug_az="seki")
    make_comment(
        entry,
        name='<script>alert("ad")</script>',
        text_az='<p onclick="x()">Salam<img src=x onerror="alert(1)"></p><script>alert(2)</script>',
    )
    assert Comment.objects.get().text_az == '<p>Salam<img alt="" src="x"></p>'
    assert below(client) == [('<script>alert("ad")</script>', "Salam", None)]
    assert not Parsed(client.get("/az/blog/seki/")).tree.xpath("//main//script | //@onclick")


@pytest.mark.parametrize("comments", [1, 3])
def test_query_count_does_not_grow(client, comments, django_assert_num_queries):
    entry, shown = make_entry(live=["az"], slug_az="seki"), make_picture()
    text = f'<p><a href="entry:{entry.pk}">x</a> <img alt="y" src="picture:{shown.pk}"></p>'
    for _ in range(comments):
        make_comment(entry, text_az=text, text_ru="<p>Ещё</p>")
    client.get("/az/blog/seki/")
    with django_assert_num_queries(5):
        assert len(below(client, "/ru/blog/seki/")) == comments
    with django_assert_num_queries(7):  # and one each for links and pictures
        page = Parsed(client.get("/az/blog/seki/"))
    assert len(page.tree.xpath('//article[@class="comment"]//picture')) == comments
    assert (
        len(page.tree.xpath('//article[@class="comment"]//a[@href="/az/blog/seki/"]')) == comments
    )


def test_comments_go_with_their_entry():
    entry = make_entry(live=["az"])
    make_comment(entry)
    entry.delete()
    assert not Comment.objects.exists()


# The admin


@forms
@pytest.mark.parametrize("comments", [1, 3])
def test_list_shows_comments_of_all_languages(client, editor, comments, django_assert_num_queries):
    for _ in range(comments):
        entry = make_entry(live=["az"], title_az="Şəki <b>")
        text = "söz " * 20
        make_comment(entry, name="Пётр", text_az=f"<p><em>İşıq</em> {text}</p>", text_ru="<p>Ё</p>")
    client.get(LIST)
    with django_assert_num_queries(7):
        page = Parsed(client.get(LIST))
    rows = page.tree.xpath('//table[@id="result_list"]/tbody/tr')
    assert len(rows) == comments
    row = rows[0]
    words = row.xpath('.//td[contains(@class, "field-beginning")]/span')[0]
    assert (words.text, words.get("lang")) == ("Ё", "ru")
    (link,) = row.xpath('.//td[contains(@class, "field-entry_link")]/a')
    assert (link.text_content(), link.get("href")) == ("Şəki <b>", change(entry))
    assert row.xpath('.//td[contains(@class, "field-languages")]//@lang') == ["ru", "az"]
    assert not page.tree.xpath('//a[@class="addlink"]')


@forms
@pytest.mark.parametrize("words", ["пётр", "ПЁТР йод", "IŞIQ", "işıq", "hello", "İŞIQ hello"])
def test_comments_are_found_by_name_and_by_words_of_any_language(client, editor, words):
    entry = make_entry(live=["az"])
    make_comment(entry, name="Пётр Йод", text_az="<p>İşıq, ışıq</p>", text_en="<p>Hello</p>")
    make_comment(entry, name="Başqa", text_az="<p>Heç nə</p>")
    page = Parsed(client.get(LIST, {"q": words}))
    assert page.texts('//tbody/tr/th[contains(@class, "field-name")]') == ["Пётр Йод"]


@forms
@pytest.mark.parametrize("group", [EDITOR, KEEPER])
def test_editor_and_keeper_correct_and_delete_comments(client, group):
    client.force_login(make_user(group))
    comment = make_comment(make_entry(live=["az"]), text_az="<p>Səhf</p>", name="A")
    page = Parsed(client.get(form_of(comment)))
    assert [area.get("lang") for area in page.tree.xpath("//textarea")] == ["en", "ru", "az"]
    changes = {"text_az": "Düz, ığ<script>1</script>", "text_ru": "<p>Ёж</p>", "name": "İlqar"}
    assert sent(client, comment, **changes).status_code == 302
    comment.refresh_from_db()
    assert (comment.name, comment.text_az, comment.text_ru, comment.text_en) == (
        *("İlqar", "<p>Düz, ığ</p>", "<p>Ёж</p>"),
        "",
    )
    client.post(f"{LIST}{comment.pk}/delete/", {"post": "yes"})
    assert not Comment.objects.exists()


@forms
def test_text_with_tags_of_moodle_comes_back_split(client, editor):
    comment = make_comment(make_entry(live=["az"]), text_en="<p>Hi</p>")
    tangled = "{mlang az}Salam{mlang}{mlang tr}Merhaba{mlang}"
    response = sent(client, comment, text_ru=tangled)
    assert len(errors(response)) == 1
    form = dict(Parsed(response).one('//form[@id="comment_form"]').form_values())
    assert (form["text_az"].strip(), form["text_ru"].strip()) == (
        "Salam",
        "{mlang tr}Merhaba{mlang}",
    )
    comment.refresh_from_db()
    assert comment.text_az == ""


@forms
@pytest.mark.parametrize("group", [EDITOR, KEEPER])
def test_nobody_writes_comments_by_hand(client, group):
    client.force_login(make_user(group))
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}add/", {"name": "x"}).status_code == 403


@forms
@pytest.mark.parametrize("group", [AUTHOR, TRANSLATOR])
def test_authors_and_translators_do_not_find_comments(client, group):
    client.force_login(make_user(group, rights=[translate_permission("az")]))
    comment = make_comment(make_entry(live=["az"]), text_az="<p>Söz</p>")
    for path in (LIST, form_of(comment), f"{LIST}{comment.pk}/delete/"):
        assert client.get(path).status_code == 403
        assert client.post(path, {"post": "yes", "name": "x"}).status_code == 403
    comment.refresh_from_db()
    assert comment.name != "x"


@forms
def test_author_deletes_a_draft_with_its_comments(client):
    user = make_user(AUTHOR)
    client.force_login(user)
    entry = make_entry(drafts=["az"], author=make_author(user=user))
    make_comment(entry)
    client.post(f"/admin/blog/entry/{entry.pk}/delete/", {"post": "yes"})
    assert not Comment.objects.exists()
