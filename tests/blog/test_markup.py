"""What HTML survives, and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.markup import BOXES, TAGS, clean_html, nesting, plain_text, reading_minutes


@pytest.mark.parametrize(
    ("hostile", "clean"),
    [
        ("<p>a</p><script>alert(1)</script>", "<p>a</p>"),
        ('<p onclick="alert(1)" style="color:red" class="x" id="y">Şəki</p>', "<p>Şəki</p>"),
        ('<p><a href="javascript:alert(1)">ё</a></p>', '<p><a rel="noopener noreferrer">ё</a></p>'),
        (
            '<p><a href="&#106;avascript:alert(1)">j</a></p>',
            '<p><a rel="noopener noreferrer">j</a></p>',
        ),
        (
            '<p><a href="java\nscript:alert(1)">j</a></p>',
            '<p><a rel="noopener noreferrer">j</a></p>',
        ),
        (
            '<p><a href="data:text/html,x" target="_blank">d</a></p>',
            '<p><a rel="noopener noreferrer">d</a></p>',
        ),
        ('<form action="/x"><input name="q"><button>go</button></form>', "<p>go</p>"),
        ('<iframe src="https://evil.example"></iframe><p>İ</p>', "<p>İ</p>"),
        ("<object data=x></object><embed src=x><p>ı</p>", "<p>ı</p>"),
        ("<svg onload=alert(1)><circle/></svg><p>й</p>", "<p>й</p>"),
        ("<style>body{display:none}</style><p>ğ</p>", "<p>ğ</p>"),
        ("<p><!-- secret -->ə</p>", "<p>ə</p>"),
        ("<p>a\0b</p>", "<p>ab</p>"),
        ('<img src=x onerror="alert(1)">', '<p><img alt="" src="x"></p>'),
        ("<p>&nbsp;</p><p><br></p>", ""),
        ("<p>a\ud800b</p>", "<p>a?b</p>"),
    ],
)
def test_hostile_html_does_not_survive(hostile, clean):
    assert clean_html(hostile) == clean


@pytest.mark.parametrize(
    "html",
    [
        "<p>Text with <strong>bold</strong>, <em>italic</em> and<br>a break.</p>",
        '<p><a href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer">link</a></p>',
        '<p><a href="/az/blog/seki/" rel="noopener noreferrer">öz yazımız</a></p>',
        '<p><a href="mailto:a@example.org" rel="noopener noreferrer">a</a></p>',
        '<ul><li>bir</li><li>iki</li></ul>\n<ol start="3"><li>üç</li></ol>',
        "<h2>Başlıq</h2>\n<h3>Раздел</h3>\n<h4>Part</h4>",
        '<table><thead><tr><th scope="col">Şəhər</th></tr></thead><tbody><tr><td>Şəki</td></tr>'
        "</tbody></table>",
        "<blockquote><p>«Ёлка»</p><p><cite>Й.</cite></p></blockquote>",
        '<figure><img alt="Xəritə" height="3" src="/media/a.png" width="4"><figcaption>x</figcaption>'
        "</figure>",
        '<p>He said <span lang="az">salam</span>.</p>\n<hr>',
        "<pre><code>a\n\nb</code></pre>",
        "<p>Кот\u00a0— это зверь, 5\u00a0%</p>",
    ],
)
def test_ordinary_text_survives(html):
    assert clean_html(html) == html


def test_plain_text_becomes_paragraphs():
    assert (
        clean_html("Birinci\nsətir\n\nВторой абзац")
        == "<p>Birinci<br>sətir</p>\n<p>Второй абзац</p>"
    )


def test_text_between_blocks_becomes_a_paragraph():
    html = "<div>a</div>b<ul><li>c</li></ul>d"
    assert clean_html(html) == "<p>a</p>\n<p>b</p>\n<ul><li>c</li></ul>\n<p>d</p>"


def test_headings_leave_room_for_the_title():
    assert clean_html("<h1>A</h1><h5>B</h5>") == "<h2>A</h2>\n<h4>B</h4>"


@pytest.mark.parametrize(
    "source", ["https://e.example/ə.png", "//e.example/ə.png", "/\t/e.example/ə.png"]
)
def test_picture_of_another_host_becomes_a_link(source):
    clean = clean_html(f'<p><img src="{source}" alt="Xəritə"></p>')
    assert "<img" not in clean
    assert ">Xəritə</a>" in clean


def test_plain_text_keeps_words_apart():
    assert (
        plain_text("<h2>Bir</h2><p>iki<br>üç &amp; <em>dörd</em>lük</p>") == "Bir iki üç & dördlük"
    )


@pytest.mark.parametrize(
    ("html", "levels"),
    [
        ("", 0),
        ("<p>a<br>b<img src=x></p>", 0),
        ("<ul><li>a<ul><li>b</ul></ul>", 2),
        ("<p>a<p>b<p>c", 0),
        ("</ul></ul><UL><li>a", 1),
        ("<blockquote><p><strong><em>a</em></strong></p></blockquote><q>b</q>", 3),
    ],
)
def test_levels_are_counted(html, levels):
    assert nesting(html) == levels


def test_reading_takes_at_least_a_minute():
    assert reading_minutes("<p>qısa</p>") == 1
    assert reading_minutes("<p>" + "söz " * 900 + "</p>") == 5


MARKUP = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.sampled_from(sorted(TAGS | BOXES)).map("<{}>".format),
        st.sampled_from(sorted(TAGS | BOXES)).map("</{}>".format),
        st.sampled_from(
            ['<a href="', '">', "<!--", "-->", "<script>", "\n\n", "&lt;", "<img src='x'>"]
        ),
    ),
    max_size=24,
).map("".join)


@given(MARKUP)
def test_cleaning_what_is_clean_changes_nothing(html):
    once = clean_html(html)
    assert clean_html(once) == once


@given(MARKUP)
def test_nothing_active_survives(html):
    clean = clean_html(html).lower()
    assert not any(danger in clean for danger in ("<script", "<iframe", "<form", "<style"))
