"""Fields taken apart into languages, and turned into HTML: what Moodle shows, without its tags."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.markup import plain_text
from blog.multilang import TAG, read
from moodle_import.bodies import parsed, tidy
from moodle_import.formats import as_html
from moodle_import.guessing import guess_language
from moodle_import.leftovers import LEFTOVER, clean_of_leftovers, without_leftovers
from moodle_import.planning import in_plain
from moodle_import.texts import plain_field, take_apart
from moodle_import.titles import without_cut, without_tags
from tests.moodle.sample import EXPECTED

LANGUAGES = ["en", "ru", "az"]
ROWS = json.loads(EXPECTED.read_text("utf-8"))


def html_of(text, format_=1):
    """As a body is cleaned, but for pictures, which need a place to stand in."""
    return tidy(re.sub("<img[^>]*>", "", parsed(text, format_, links=False)))


def letters(text):
    """``text`` without white space and without tags of languages: what must be the same."""
    return "".join(LEFTOVER.sub("", text).split())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["key"]))
def test_each_language_gets_what_moodle_shows(row):
    """A language without a text of its own is one in which Moodle shows nothing, or the same to all."""
    title = take_apart(row["subject_raw"], LANGUAGES, default="en", is_title=True)
    body = take_apart(row["summary_raw"], LANGUAGES, default="en")

    for code in LANGUAGES:
        shown = row["shown"][code]
        if code in title.texts and not title.cut:
            assert letters(in_plain(title.texts[code])) == letters(shown["subject"])
        if code in body.texts:
            html = html_of(body.texts[code], row["summaryformat"])
            assert letters(plain_text(html)) == letters(shown["body_text"])
        elif not body.is_tagged:
            assert shown["body_text"] == row["shown"][body.guess]["body_text"]


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        # Common text goes to every language that has a block
        ("Bu {mlang en}a{mlang}{mlang az}ə{mlang} gün", {"en": "Bu a gün", "az": "Bu ə gün"}),
        ("Bu {mlang en}a{mlang}{mlang ru}{mlang}", {"en": "Bu a", "ru": "Bu "}),
        # An empty block alone is no text
        ("{mlang en}a{mlang}{mlang ru} {mlang}", {"en": "a"}),
        # "other" is kept in the language of its letters, if that has no block
        ("{mlang other}Всем{mlang}{mlang az}Ə{mlang}", {"az": "Ə", "ru": "Всем"}),
        ("{mlang other}Всем{mlang}{mlang ru}Ё{mlang}", {"ru": "Ё", "en": "Всем"}),
        ("{mlang other}x{mlang}{mlang en,ru,az}ı{mlang}", {"en": "ı", "ru": "ı", "az": "ı"}),
        # No tag: one language
        ("Şəki", {"az": "Şəki"}),
        ("ещё", {"ru": "ещё"}),
        ("x", {"en": "x"}),
        ("", {}),
        # Spans in spans, as the core filter's expression reads them
        (
            '<span lang="en" class="multilang"><span>Red</span> news</span>'
            '<span lang="ru" class="multilang">Ё</span>',
            {"en": "<span>Red", "ru": "Ё"},
        ),
        # Broken openings name their languages, too
        ("{mlang ru}Ёж", {"ru": "{mlang ru}Ёж"}),
        ("{mlang az;ru}x", {"ru": "{mlang az;ru}x", "az": "{mlang az;ru}x"}),
        # The core filter's spans
        (
            '<span lang="az" class="multilang">ı</span><span lang="en" class="multilang">a</span>!',
            {"en": "a!", "az": "ı!"},
        ),
        ('<span lang="az" class="multilang">ı</span>', {"en": None}),
    ],
)
def test_fields_are_taken_apart(text, texts):
    found = take_apart(text, LANGUAGES, default="en").texts
    assert set(found) == set(texts) or texts == {"en": None}
    assert {code: found[code] for code in texts if texts[code] is not None} == {
        code: shown for code, shown in texts.items() if shown is not None
    }


def test_languages_that_the_site_has_not_are_named_with_their_texts():
    parts = take_apart("{mlang de}Hallo{mlang}{mlang az}Salam{mlang}", LANGUAGES, default="en")
    assert parts.unknown == {"de": "Hallo"}
    spans = '<span lang="de" class="multilang">Tag</span><span lang="az" class="multilang">ə</span>'
    assert take_apart(spans, LANGUAGES, default="en").unknown == {"de": "Tag"}


def test_plain_texts_are_not_filtered_but_show_no_tag():
    parts = plain_field("{mlang en}a{mlang}{mlang ru}ё{mlang}", LANGUAGES, default="en")
    assert list(parts.texts) == ["ru"] or list(parts.texts) == ["en"]
    assert plain_text(html_of(next(iter(parts.texts.values())), 2)) == "aё"


SPAN = '<span lang="{}" class="multilang">'


@pytest.mark.parametrize(
    ("title", "kept", "piece", "is_whole"),
    [
        ("a" * 128, "a" * 128, "", False),
        ("hava < 5 " + "ə" * 120, "hava < 5 " + "ə" * 120, "", False),
        ("{mlang en}" + "a" * 118, "", "{mlang en}" + "a" * 118, False),
        (
            "{mlang en}" + "a" * 60 + "{mlang}{mlang az}" + "ə" * 41,
            "{mlang en}" + "a" * 60 + "{mlang}",
            "{mlang az}" + "ə" * 41,
            False,
        ),
        # Only a tag was cut: the text in it is whole
        ("{mlang en}" + "a" * 114 + "{mla", "{mlang en}" + "a" * 114 + "{mlang}", "{mla", True),
        (
            "{mlang en}" + "a" * 105 + "{mlang}{mlang r",
            "{mlang en}" + "a" * 105 + "{mlang}",
            "{mlang r",
            True,
        ),
        # The core filter's spans; the first stays a group
        (
            SPAN.format("ru") + "ё" * 40 + "</span>" + SPAN.format("en") + "a" * 50,
            SPAN.format("ru") + "ё" * 40 + "</span>" + SPAN.format("en") + "</span>",
            SPAN.format("en") + "a" * 50,
            False,
        ),
        (
            SPAN.format("ru") + "ё" * 100 + "</spa",
            SPAN.format("ru") + "ё" * 100 + "</span>",
            "</spa",
            True,
        ),
        (
            SPAN.format("ru") + "ё" * 100 + "</span><span la",
            SPAN.format("ru") + "ё" * 100 + "</span>" + SPAN.format("other") + "</span>",
            "<span la",
            True,
        ),
        # Too short to have been cut
        ("{mlang en}a", "{mlang en}a", "", False),
    ],
)
def test_cut_titles_lose_what_is_not_whole(title, kept, piece, is_whole):
    found = without_cut(title)
    assert (found.text, found.piece, found.is_whole) == (kept, piece, is_whole)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a <b>ə</b> c", "a ə c"),
        ("5 < 6 > 4", "5 < 6 > 4"),
        ("a<script>alert(1)</script>", "aalert(1)"),
        ('<a title="a>b">x</a>', "x"),
        ("a<!-- b > c -->d", "ad"),
        ("a <b", "a "),
        ("&lt;b&gt;", "&lt;b&gt;"),
    ],
)
def test_titles_lose_their_tags_as_in_php(html, text):
    assert without_tags(html) == text


@pytest.mark.parametrize(
    ("text", "format_", "html"),
    [
        ("Bir\niki\n\nüç", 0, "<p>Bir<br>iki</p>\n<p>üç</p>"),
        ("<ul>\n<li>ə</li>\n</ul>", 0, "<ul><li>ə</li></ul>"),
        ("a <b> ё\n\nc", 2, "<p>a &lt;b&gt; ё</p>\n<p>c</p>"),
        ("# Baş\n\n- ə\n- ı", 4, "<h2>Baş</h2>\n<ul>\n<li>ə</li>\n<li>ı</li>\n</ul>"),
        (
            "**Жирный** под_черк_нутый a_b_c",
            4,
            "<p><strong>Жирный</strong> под<em>черк</em>нутый a_b_c</p>",
        ),
        ("<p>ı</p>", 1, "<p>ı</p>"),
        ("<math><mi>x</mi></math><svg><text>y</text></svg> ə", 1, "<p>xy ə</p>"),
        ("<p><b></b>ə<a href=''> </a></p>", 1, "<p>ə </p>"),
    ],
)
def test_formats_give_paragraphs_and_lists(text, format_, html):
    assert html_of(text, format_) == html


def test_lists_nested_too_deep_do_not_spoil_what_comes_after_them():
    assert "ə" in html_of("- " * 2000 + "ə", 4)
    assert html_of("# Baş\n\n- ı", 4) == "<h2>Baş</h2>\n<ul>\n<li>ı</li>\n</ul>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("http://a.az/ə?b=1.", '<a href="http://a.az/ə?b=1">http://a.az/ə?b=1</a>.'),
        ("(www.a.az/x_(y))", '(<a href="http://www.a.az/x_(y)">www.a.az/x_(y)</a>)'),
        ('<a href="http://a.az">http://a.az</a>', '<a href="http://a.az">http://a.az</a>'),
        ("<code>http://a.az</code>", "<code>http://a.az</code>"),
        ("me@www.a.az http://", "me@www.a.az http://"),
    ],
)
def test_addresses_become_links(text, html):
    assert as_html(text, 1, links=True) == html


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Gəncə", "az"),
        ("Работа", "ru"),
        ("A river flows through Gəncə, and people of all ages come to its banks on Sundays", None),
        ("Report", None),
        ("IOM: семинар", "ru"),
        ("", None),
        ("123 – 456", None),
    ],
)
def test_language_is_guessed_from_letters(text, language):
    assert guess_language(text, LANGUAGES) == language


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<p>{mlang en,}ə</p>", "<p>ə</p>"),
        ("<p>{<strong>mlang</strong> az}ə{mlang}</p>", "<p><strong></strong>ə</p>"),
        ("<p>&#123;mlang ru}ё</p>", "<p>ё</p>"),
        ('<p><img alt="{mlang ru" src="picture:1"></p>', '<p><img alt="" src="picture:1"></p>'),
        ("<p>{</p><p>mlang az}</p>", "<p>{</p><p>mlang az}</p>"),
        ("<p>{ml{mlang}ang az}x</p>", "<p>x</p>"),
        ("<p>mlang</p>", "<p>mlang</p>"),
    ],
)
def test_leftovers_are_taken_out(html, clean):
    assert clean_of_leftovers(html) == clean


# Any text

PIECES = st.sampled_from(
    [
        *("{mlang en}", "{mlang ru}", "{mlang az}", "{mlang other}", "{mlang}", "{mlang", "mlang}"),
        *("{mlang en,ru}", "{mlang de}", "{ mlang  az }", "{MLANG Ru}", "{mlang en;}", "{", "}"),
        *('<span lang="en" class="multilang">', '<span class="multilang" lang="ru">', "</span>"),
        *(
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<br>",
            "<script>",
            "</script>",
            "&#123;",
            "&lt;",
            '"',
            "<",
        ),
        *("\n", "\n\n", "ə", "ёж", "Text", " ", "\xa0", "İ", "<img src=x alt='{mlang en}'>", "\0"),
    ]
)
ANYTHING = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map("".join))


@settings(max_examples=300, deadline=None)
@given(ANYTHING, st.sampled_from([0, 1, 2, 4]))
def test_no_text_breaks_it_and_no_tag_comes_out(text, format_):
    parts = take_apart(text, LANGUAGES, default="en", is_title=True)
    for shown in parts.texts.values():
        assert "{mlang" not in in_plain(shown).lower()
    parts = (
        plain_field(text, LANGUAGES, default="en")
        if format_ == 2
        else take_apart(text, LANGUAGES, default="en")
    )
    for shown in parts.texts.values():
        html = html_of(shown, format_)
        assert "{mlang" not in plain_text(html).lower()
        assert "{mlang" not in html.lower()
        assert "<script" not in html


WORDS = st.text(st.sampled_from("abəıİğёй "), min_size=1, max_size=12).filter(str.strip)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([*LANGUAGES, "other", "de"]), WORDS), min_size=1, max_size=6)
)
def test_no_text_of_a_whole_block_is_lost(blocks):
    """Each block's words are in the text of its language, in that of "other", or told of."""
    text = "".join(f"{{mlang {code}}}{words}{{mlang}}" for code, words in blocks)
    parts = take_apart(text, LANGUAGES, default="en")

    everything = " ".join([*parts.texts.values(), *parts.unknown.values()])
    for code, words in blocks:
        assert words in everything
        if code in LANGUAGES:
            assert words in parts.texts[code]


@settings(max_examples=200, deadline=None)
@given(ANYTHING)
def test_texts_without_tags_are_whole(text):
    text = TAG.sub("", text).replace("mlang", "").replace("multi", "").replace("class", "")
    parts = take_apart(text, LANGUAGES, default="en")
    assert list(parts.texts.values()) in ([text], [])
    assert without_leftovers(text) == text
    assert read(text, "ru") == text
