"""Inline HTML that people post for a segment."""

import pytest
from hypothesis import given, settings

from tests.desk.bodies import bodies, inline
from translation_desk.inline import cleaned_inline, fits
from translation_desk.kinds import BODY
from translation_desk.segmenting import split


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("İşıq və <strong>əmək</strong>", []),
        ('Bax: <a href="/az/">bura</a><br>ещё <img alt="" src="picture:1">', []),
        # As browsers write bold and italics.
        ("<b>a</b> <I>b</I>", []),
        ("1 < 2 &lt;p&gt; a<b", []),
        (
            "<p>Bir</p><ul><li>iki</li></ul><div>üç</div>",
            [
                "A segment is part of one paragraph; these tags cannot stand in it: "
                "<p>, <ul>, <li>, <div>"
            ],
        ),
        (
            "<script>alert(1)</script><font color=red>ə</font>",
            ["These tags are not allowed in an entry: <script>, <font>"],
        ),
        ("<strong>Bir <em>iki</em>", ["These tags are opened but not closed: <strong>"]),
        ("Bir</a> iki", ["These tags are closed but not opened: </a>"]),
        (
            "<strong>a<em>b</strong>c</em>",
            [
                "These tags are opened but not closed: <em>",
                "These tags are closed but not opened: </em>",
            ],
        ),
        ("ə" * 100_000, ["Too long for one segment: 100000 letters, and at most 20000 fit."]),
    ],
)
def test_what_does_not_fit_is_said(target, expected):
    assert fits("Свет и <strong>труд</strong>", target) == expected


def test_a_long_source_gives_its_translation_room():
    assert fits("ё" * 30_000, "ə" * 100_000) == []


@pytest.mark.parametrize(
    ("posted", "clean"),
    [
        ("  İşıq <b>və</b>\u00a0", "İşıq <strong>və</strong>"),
        ("Bir\niki", "Bir\niki"),
        ("<p>Bir</p><p>iki</p>", "Bir \n iki"),
        ("Bir<div>iki</div>", "Bir \n iki"),
        ('<span style="color:red" onclick="x()">й</span>', "<span>й</span>"),
        ('a<script>alert("1")</script>', "a"),
        ('<a href="javascript:alert(1)">a</a>', '<a rel="noopener noreferrer">a</a>'),
        ("<strong>a", "<strong>a</strong>"),
        ("<br>", ""),
        ("<em><hr></em>", ""),
        ("", ""),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        ('<img src="picture:3" onerror="x()">', '<img alt="" src="picture:3">'),
    ],
)
def test_what_is_posted_is_cleaned(posted, clean):
    assert cleaned_inline(posted) == clean


@given(inline)
@settings(max_examples=20)
def test_what_is_cleaned_fits_and_stays(html):
    clean = cleaned_inline(html)
    assert fits(clean, clean) == []
    assert cleaned_inline(clean) == clean


@given(bodies)
@settings(max_examples=20)
def test_a_segment_fits_itself_and_is_clean(html):
    for segment in split(html).segments:
        if segment.kind == BODY:
            assert fits(segment.text, segment.text) == []
            assert cleaned_inline(segment.text) == segment.text
