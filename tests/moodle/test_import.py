"""What comes out of Moodle: texts by language, dates, states, people, tags and comments."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError

from blog.models import Author, Comment, Entry, Tag
from moodle_import.reading import Moodle
from moodle_import.sources import SourceError
from tests.moodle.makers import NOON, THREE, entry_of, kinds
from tests.parsed import Parsed
from tests.posting import change, post, value

# Languages, dates, state


def test_public_entry_is_live_in_every_language_it_has(moodle, bring):
    id_ = moodle.add_entry(THREE, "<p>{mlang en}Text{mlang}{mlang az}Mətn{mlang}</p>")

    bring()

    entry = entry_of(id_)
    assert [entry.title_en, entry.title_ru, entry.title_az] == [
        "Report",
        "Отчёт ещё",
        "Hesabat İşıq",
    ]
    assert [entry.body_en, entry.body_ru, entry.body_az] == ["<p>Text</p>", "", "<p>Mətn</p>"]
    assert entry.live_languages == ["en", "ru", "az"]
    noon = datetime.fromtimestamp(NOON, UTC)
    assert [entry.published_at_ru, entry.created_at, entry.modified_at] == [noon, noon, noon]
    assert entry.slug_az == "hesabat-isiq"


@pytest.mark.ignore_template_errors
@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        # Baku had summer time until 2015.
        (1_435_737_600, "2015-07-01T13:00:00+05:00"),
        (1_498_896_000, "2017-07-01T12:00:00+04:00"),
        # Half past four in the night in which clocks were put back: before that, and after it.
        (1_445_729_400, "2015-10-25T04:30:00+05:00"),
        (1_445_733_000, "2015-10-25T04:30:00+04:00"),
    ],
)
def test_date_is_shown_as_clocks_showed_it_then(moodle, bring, admin_client, seconds, shown):
    entry = entry_of_import(moodle, bring, seconds)
    page = Parsed(admin_client.get(entry.url_in("az")))
    assert page.tree.xpath("//article//time/@datetime") == [shown]
    assert value(admin_client.get(change(entry)), "published_at_az") == shown[:19]
    assert post(admin_client, change(entry), title_az="Düzəliş").status_code == 302
    entry.refresh_from_db()
    assert entry.published_at_az.timestamp() == seconds


def entry_of_import(moodle, bring, seconds):
    id_ = moodle.add_entry(THREE, created=seconds)
    bring()
    return entry_of(id_)


def test_language_without_a_block_is_missing_and_falls_back(moodle, bring, client):
    moodle.add_entry("{mlang en}Report{mlang}{mlang ru}{mlang}", "<p>{mlang en}Text{mlang}</p>")

    bring()

    entry = Entry.objects.get()
    assert entry.live_languages == ["en"]
    assert client.get("/ru/blog/report/").status_code == 200


@pytest.mark.parametrize(
    ("title", "body", "language"),
    [
        ("Sadə yazı", "<p>Salam</p>", "az"),
        ("Обычная запись", "<p>Ещё</p>", "ru"),
        ("Plain words", "<p>With a wolf</p>", "en"),
        ("Şəki", "<p>The workshop in the town was well visited by whoever wished it.</p>", "en"),
    ],
)
def test_entry_without_tags_is_in_the_language_of_its_letters(moodle, bring, title, body, language):
    id_ = moodle.add_entry(title, body)

    report = bring()

    assert entry_of(id_).live_languages == [language]
    assert entry_of(id_).original_language == language
    assert kinds(report) == ["language-guessed"]


def test_letters_that_do_not_tell_leave_it_to_the_keeper(moodle, bring):
    id_ = moodle.add_entry("Salam", "<p>Salam</p>")

    bring("--default-language", "az")

    assert entry_of(id_).live_languages == ["az"]


@pytest.mark.parametrize(
    ("columns", "choices", "states"),
    [
        ({"publishstate": "draft"}, [], []),
        ({"publishstate": "site"}, [], []),
        ({"publishstate": "site"}, ["--site-entries", "publish"], ["en", "ru", "az"]),
        ({"publishstate": "group"}, ["--site-entries", "publish"], []),
        ({"publishstate": "course"}, [], []),
        ({"created": 0}, [], []),
        ({"created": -5}, [], []),
        ({"created": 10**15}, [], []),
    ],
)
def test_what_was_not_public_is_a_draft(moodle, bring, columns, choices, states):
    id_ = moodle.add_entry(THREE, **columns)

    bring(*choices)

    assert entry_of(id_).live_languages == states


def test_entry_dated_in_the_future_waits_for_its_date_and_is_told(moodle, bring):
    tomorrow = int((datetime.now(UTC) + timedelta(days=1)).timestamp())
    id_ = moodle.add_entry(THREE, created=tomorrow)

    report = bring()

    assert entry_of(id_).state_in("az") == "scheduled"
    assert kinds(report) == ["date-future"]
    assert report.states == {"scheduled": 1}


@pytest.mark.parametrize(
    ("choice", "live", "count"),
    [("draft", [], 1), ("keep", ["en", "ru", "az"], 1), ("skip", [], 0)],
)
def test_entries_of_deleted_users_follow_the_choice(moodle, bring, choice, live, count):
    gone = moodle.add_user(firstname="Dina", lastname="Deleted", deleted=1)
    moodle.add_entry(THREE, userid=gone)

    report = bring("--deleted-authors", choice)

    assert [entry.live_languages for entry in Entry.objects.all()] == [live] * count
    assert kinds(report) == ["author-deleted"]


def test_course_notes_are_no_entries_and_feeds_are_left_out_unless_wanted(moodle, bring):
    moodle.add_entry("A note", module="notes")
    moodle.add_entry(
        "Out of a feed",
        "<p>Words</p>",
        module="blog_external",
        publishstate="site",
        summaryformat=0,
        uniquehash="https://feed.example.test/3",
    )

    report = bring()
    assert not Entry.objects.exists()
    assert kinds(report) == ["external"]

    bring("--external", "import", "--site-entries", "publish")
    assert Entry.objects.get().body_en == "<p>Words</p>"


def test_title_cut_in_a_tag_keeps_whole_languages(moodle, bring):
    whole = "{mlang en}" + "a" * 50 + "{mlang}{mlang ru}" + "б" * 28 + "{mlang}{mlang az}"
    moodle.add_entry((whole + "Çay, körpü və şəhər")[:128], "<p>{mlang az}Mətn{mlang}</p>")

    report = bring()

    entry = Entry.objects.get()
    assert [entry.title_en, entry.title_ru, entry.title_az] == ["a" * 50, "б" * 28, ""]
    assert entry.live_languages == ["en", "ru", "az"]
    assert kinds(report) == ["title-cut"]


def test_broken_tags_are_told_and_never_shown(moodle, bring):
    moodle.add_entry(
        "{mlang en}Open", "<p>{mlang en;ru}a{mlang} &#123;mlang ru}b {<b>mlang</b> az}c</p>"
    )

    report = bring()

    entry = Entry.objects.get()
    assert entry.title_en == "Open"
    texts = [entry.text(name, code) for name in ("title", "body") for code in ("en", "ru", "az")]
    assert not any("mlang" in text for text in texts)
    assert "a b c" in entry.body_en
    assert kinds(report) == ["markup-broken"]


def test_entry_without_any_text_is_a_draft_and_told(moodle, bring):
    moodle.add_entry("{mlang en}{mlang}", None)
    moodle.add_entry("0", "0")

    report = bring()

    empty, zero = Entry.objects.order_by("pk")
    assert empty.live_languages == []
    assert [zero.title_en, zero.body_en] == ["0", "<p>0</p>"]
    assert kinds(report) == ["language-guessed", "no-text"]


# People, tags, comments


def test_authors_are_made_once_with_names_in_their_language(moodle, bring):
    elena = moodle.add_user(
        firstname="Елена",
        lastname="Иванова ",
        description="<p>{mlang ru}Пишет ещё.{mlang}{mlang az}Yazır.{mlang}</p>",
    )
    for number in range(3):
        moodle.add_entry(f"{THREE}{number}", userid=elena)

    bring()

    author = Author.objects.get()
    assert [author.name_ru, author.name_en, author.bio_ru, author.bio_az] == [
        "Елена Иванова",
        None,
        "Пишет ещё.",
        "Yazır.",
    ]
    assert author.entries.count() == 3
    assert not User.objects.exists()


def test_accounts_are_made_only_when_asked_and_have_no_password(moodle, bring):
    moodle.change("user", moodle.author, email="Anar@Example.Test", username="anar")
    gone = moodle.add_user(firstname="Dina", deleted=1)
    moodle.add_entry(THREE)
    moodle.add_entry(THREE, userid=gone)

    bring("--with-users")

    user = User.objects.get()
    assert [user.username, user.email, user.has_usable_password()] == [
        "anar",
        "Anar@Example.Test",
        False,
    ]
    assert user.author.name_az == "Anar Əliyev"


def test_account_of_the_same_address_is_joined_not_doubled(moodle, bring):
    moodle.change("user", moodle.author, email="anar@example.test")
    moodle.add_entry(THREE)
    user = User.objects.create_user("here", email="ANAR@example.test")

    report = bring("--with-users")

    assert Author.objects.get().user == user
    assert User.objects.count() == 1
    assert kinds(report) == ["account-exists"]


def test_tags_have_names_by_language(moodle, bring):
    id_ = moodle.add_entry(THREE)
    for name in ("{mlang en}Report{mlang}{mlang ru}Отчёт{mlang}", "İlin Kitabı", "C++ & C#", "a/b"):
        moodle.add_tag(id_, name)

    bring()

    tags = entry_of(id_).tags.all()
    names = sorted(((tag.name_en, tag.name_ru, tag.name_az) for tag in tags), key=str)
    assert names == [
        ("C++ & C#", None, None),
        ("Report", "Отчёт", None),
        ("a/b", None, None),
        (None, None, "İlin Kitabı"),
    ]
    assert Tag.objects.count() == 4


def test_comments_keep_name_date_and_cleaned_text(moodle, bring):
    id_ = moodle.add_entry(THREE)
    rena = moodle.add_user(firstname='Rena "R"', lastname="O'Neil & Sons ")
    moodle.add_comment(id_, "{mlang en}Great!{mlang}{mlang ru}Отлично!{mlang}")
    moodle.add_comment(
        id_, "Sətir bir\nиki <script>alert(1)</script>", userid=rena, timecreated=NOON + 5
    )
    moodle.add_comment(id_, " ")
    moodle.add_comment(99, "orphan")

    report = bring()

    second, first = Comment.objects.order_by("written_at")
    assert [first.text_en, first.text_ru, first.name] == [
        "<p>Great!</p>",
        "<p>Отлично!</p>",
        "Anar Əliyev",
    ]
    assert [second.name, second.text_az] == ['Rena "R" O\'Neil & Sons', "<p>Sətir bir<br>иki</p>"]
    assert second.written_at == datetime.fromtimestamp(NOON + 5, UTC)
    assert kinds(report) == ["comment-empty", "comment-orphan"]


def test_courses_of_an_entry_are_told(moodle, bring):
    id_ = moodle.add_entry(THREE)
    course = moodle.add("course", fullname="{mlang az}Tarix ə{mlang}", shortname="T")
    moodle.add("context", id=50, contextlevel=50, instanceid=course)
    moodle.add("context", id=70, contextlevel=70, instanceid=4)
    for context in (50, 70):
        moodle.add("blog_association", contextid=context, blogid=id_)

    report = bring()

    (problem,) = report.problems
    assert problem.reason == "Courses do not exist here; it belonged to: Tarix ə, #70"
    assert entry_of(id_).live_languages == ["en", "ru", "az"]


@pytest.mark.parametrize(
    ("template", "name"),
    [
        ("language", "Elena Ivanova"),
        ("lastname, firstname", "Ivanova, Elena"),
        ("firstname middlename lastname (alternatename)", "Elena Petrovna Ivanova"),
        ("nothing known", "Elena Ivanova"),
    ],
)
def test_names_are_written_as_moodle_writes_them(moodle, bring, template, name):
    moodle.add("config", name="fullnamedisplay", value=template)
    elena = {"firstname": "Elena", "lastname": "Ivanova", "middlename": "Petrovna"}
    moodle.add_entry(THREE, userid=moodle.add_user(**elena))

    bring()

    assert str(Author.objects.get()) == name


def test_links_are_made_where_moodles_filter_makes_them(moodle, bring):
    auto = moodle.add_entry(
        "{mlang en}A{mlang}", "{mlang en}https://a.example.test{mlang}", summaryformat=0
    )
    html = moodle.add_entry("{mlang en}B{mlang}", "{mlang en}https://b.example.test{mlang}")
    bring()
    assert "href" in entry_of(auto).body_en
    assert "href" not in entry_of(html).body_en

    moodle.add("filter_active", filter="urltolink", contextid=1, active=-9999, sortorder=1)
    off = moodle.add_entry(
        "{mlang en}C{mlang}", "{mlang en}https://c.example.test{mlang}", summaryformat=0
    )
    bring()
    assert "href" not in entry_of(off).body_en


def test_days_begin_in_the_zone_that_was_said(moodle, bring):
    # NOON is in UTC: the twenty-first has begun on the Line Islands.
    moodle.add_entry(THREE)
    bring("--since", "2024-03-21", "--timezone", "UTC")
    assert not Entry.objects.exists()
    bring("--since", "2024-03-21", "--timezone", "Pacific/Kiritimati")
    assert Entry.objects.count() == 1


def test_lost_connection_is_a_sentence(moodle, bring, monkeypatch):
    moodle.add_entry(THREE)

    def lost(self, ids=None):
        raise SourceError("The connection to it was lost: run the command again to continue.")
        yield

    monkeypatch.setattr(Moodle, "posts", lost)
    with pytest.raises(CommandError, match="run the command again"):
        bring()
