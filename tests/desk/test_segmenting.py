"""A body taken apart and put together again."""

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given, settings

from blog.markup import TAG, clean_html
from tests.desk.bodies import bodies
from tests.moodle.sample import EXPECTED
from translation_desk.kinds import ALT, BODY
from translation_desk.segmenting import build, split

DEMO = sorted(Path("blog/demo/content").glob("[0-9]*.toml"))


def told(html):
    """The segments of ``html``, as pairs of tag and text."""
    return [(segment.tag, segment.text) for segment in split(html).segments]


def built_again(html):
    parts = split(html)
    return build(parts, [segment.text for segment in parts.segments])


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", []),
        ("<p>Şəki</p>\n<h2>Ёлка</h2>", [("p", "Şəki"), ("h2", "Ёлка")]),
        # Inline markup and breaks stay in it, the spaces around it do not.
        ("<p> a <em>b</em><br>c\u00a0</p>", [("p", "a <em>b</em><br>c")]),
        ("<p><strong>Diqqət!</strong></p>", [("p", "<strong>Diqqət!</strong>")]),
        # The innermost block, and what stands loose beside it.
        (
            "<ul><li>Bir<ul><li>iki</li></ul>üç</li></ul>",
            [("li", "Bir"), ("li", "iki"), ("li", "üç")],
        ),
        ("<blockquote>İşıq</blockquote>", [("blockquote", "İşıq")]),
        (
            "<blockquote><p>İşıq</p>\n<cite>Й.</cite></blockquote>",
            [("p", "İşıq"), ("blockquote", "<cite>Й.</cite>")],
        ),
        (
            "<table><caption>c</caption><tbody><tr><th>Şəhər</th><td>1,5</td><td>—</td><td></td>"
            "</tr></tbody></table>",
            [("caption", "c"), ("th", "Şəhər"), ("td", "1,5")],
        ),
        ("<dl><dt>IOM</dt><dd>МОМ</dd></dl>", [("dt", "IOM"), ("dd", "МОМ")]),
        # What has no words is skeleton: punctuation, rules, code alone; an entity is no word.
        ("<p>***</p>\n<hr>\n<p>&amp; \u00a0 …</p>\n<p>😀</p>", []),
        ("<pre><code>x = 1</code></pre>\n<p><code>ls</code>.</p>", []),
        ("<pre>Bir\n  iki</pre>", [("pre", "Bir\n  iki")]),
        ("<p>Yaz: <code>ls</code></p>", [("p", "Yaz: <code>ls</code>")]),
        # A tag whose partner is beyond a block belongs to no segment.
        (
            "<blockquote><strong>a<p>b</p><em>c</em></strong>d</blockquote>",
            [("blockquote", "a"), ("p", "b"), ("blockquote", "<em>c</em>"), ("blockquote", "d")],
        ),
    ],
)
def test_segments_are_the_contents_of_innermost_blocks(html, expected):
    assert clean_html(html) == html
    assert told(html) == expected
    assert built_again(html) == html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            '<figure><img alt="Xəritə" src="picture:1"><figcaption>Şəkil</figcaption></figure>',
            [("img", "Xəritə"), ("figcaption", "Şəkil")],
        ),
        ('<p><img alt="" src="picture:1"></p>\n<p><img alt="…" src="picture:2"></p>', []),
        # Around the words it is not among them.
        (
            '<p><img alt="a" src="picture:1"> Mətn <img alt="b" src="picture:2"></p>',
            [("img", "a"), ("p", "Mətn"), ("img", "b")],
        ),
        # Among them it is, without its own words.
        (
            '<p>Bax <img alt="ёж" src="picture:1"> bura</p>',
            [("p", 'Bax <img alt="" src="picture:1"> bura'), ("img", "ёж")],
        ),
        (
            '<p><a href="/az/" rel="noopener noreferrer"><img alt="x &lt; &quot;y&quot;" src="picture:1"></a> z</p>',
            [
                (
                    "p",
                    '<a href="/az/" rel="noopener noreferrer"><img alt="" src="picture:1"></a> z',
                ),
                ("img", 'x < "y"'),
            ],
        ),
        # The same picture twice: it could not be told which is meant.
        (
            '<p>a <img alt="b" src="picture:1"> c <img alt="" src="picture:1"> d</p>',
            [("p", 'a <img alt="b" src="picture:1"> c <img alt="" src="picture:1"> d')],
        ),
    ],
)
def test_what_a_picture_shows_is_a_segment(html, expected):
    assert clean_html(html) == html
    assert told(html) == expected
    assert built_again(html) == html


def test_translations_take_the_places_of_their_segments():
    html = (
        '<h2>One</h2>\n<p>See <img alt="a" src="picture:1"> and <img alt="b" src="picture:2"> here</p>'
        '\n<figure><img alt="Map" src="picture:3"></figure>'
    )
    moved = 'Burada <img alt="" src="picture:2"> və <img alt="" src="picture:1">'
    assert build(split(html), ["Bir", moved, "“A” & <b>", "B", 'Xəritə "Şəki"']) == (
        '<h2>Bir</h2>\n<p>Burada <img alt="B" src="picture:2"> və '
        '<img alt="“A” &amp; &lt;b&gt;" src="picture:1"></p>'
        '\n<figure><img alt="Xəritə &quot;Şəki&quot;" src="picture:3"></figure>'
    )


def test_a_picture_that_was_taken_out_takes_its_words_along():
    html = '<p>a <img alt="b" src="picture:1"> c</p>'
    assert build(split(html), ["ё", "b"]) == "<p>ё</p>"
    assert build(split(html), ["", "b"]) == "<p></p>"


def test_a_text_too_few_is_an_error():
    with pytest.raises(ValueError, match="argument"):
        build(split("<p>a</p><p>b</p>"), ["a"])


@given(bodies)
@settings(max_examples=20)
@example('<p>a <img alt="b" src="picture:1">c<img alt="b" src="picture:2"> d</p>')
def test_any_body_is_built_again_as_it_was(html):
    assert built_again(html) == html


@given(bodies)
@settings(max_examples=20)
def test_translated_segments_leave_the_structure_as_it_is(html):
    parts = split(html)
    texts = ["Й" if one.kind != BODY else f"ə{one.text}" for one in parts.segments]
    again = build(parts, texts)
    assert [tag[1] + tag[2] for tag in TAG.finditer(again)] == [
        tag[1] + tag[2] for tag in TAG.finditer(html)
    ]
    assert [one.tag for one in split(again).segments] == [one.tag for one in parts.segments]


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_bodies_of_the_demo_are_built_again_as_they_were(path):
    for body in _bodies(tomllib.loads(path.read_text())):
        html = clean_html(body)
        assert built_again(html) == html
        assert bool(html) == bool(split(html).segments)


@pytest.mark.parametrize("row", json.loads(EXPECTED.read_text("utf-8")), ids=lambda row: row["key"])
def test_bodies_of_a_moodle_are_built_again_as_they_were(row):
    html = clean_html(row["summary_raw"])
    assert built_again(html) == html


def _bodies(content):
    return [part["body"] for part in content.values() if isinstance(part, dict) and "body" in part]


def test_a_deep_or_broken_body_is_built_again():
    row = '<tr><td>Şəki</td><td></td><td><img alt="x" src="picture:1">a<em>b</em></td></tr>'
    picture = '<img alt="b" src="picture:1">'
    for html in (
        f"<table><tbody>{row * 20}</tbody></table>",
        f"<p>{f'a {picture} <em>c</em> ' * 20}</p>",
        f"{'<blockquote>' * 150}a{'</blockquote>' * 150}",
        f"<p>{'<strong>' * 150}a{'</strong>' * 150}</p>",
        "<p></p>" * 200,
        "<p>" + "<strong>a" * 150,
    ):
        assert built_again(html) == html


def test_kinds_tell_words_from_pictures():
    html = '<p>a</p><p><img alt="b" src="picture:7"></p>'
    assert [(one.kind, one.place) for one in split(html).segments] == [
        (BODY, ""),
        (ALT, "picture:7"),
    ]
