"""What of a language is translated, and a part built of its translations."""

import pytest

from translation_desk.kinds import (
    ALT,
    BODY,
    COVER_ALT,
    COVER_CAPTION,
    LABEL,
    PLAIN,
    SUMMARY,
    TITLE,
    Segment,
)
from translation_desk.segments import build_part, split_part

PART = {
    "title": "Təlim başladı",
    "slug": "telim-basladi",
    "summary": "Qısa məzmun",
    "body": '<p>Bir <strong>iki</strong></p>\n<figure><img alt="Xəritə" src="picture:1"></figure>',
    "cover_alt": "Zal",
    "cover_caption": "Bakı, 2022",
    "published_at": None,
    "labels": [["files/a.pdf", "Proqram"], ["files/b.pdf", "Hesabat"]],
}


def test_segments_stand_in_the_order_of_the_page():
    assert split_part(PART) == [
        (TITLE, "Təlim başladı", "", ""),
        (SUMMARY, "Qısa məzmun", "", ""),
        (COVER_ALT, "Zal", "", ""),
        (COVER_CAPTION, "Bakı, 2022", "", ""),
        (BODY, "Bir <strong>iki</strong>", "p", ""),
        (ALT, "Xəritə", "img", "picture:1"),
        (LABEL, "Proqram", "", "files/a.pdf"),
        (LABEL, "Hesabat", "", "files/b.pdf"),
    ]


def test_nothing_empty_is_a_segment():
    part = {**PART, "summary": " ", "cover_alt": "", "cover_caption": "—", "labels": [["a", ""]]}
    assert [segment.kind for segment in split_part(part)] == [TITLE, BODY, ALT]
    assert split_part({}) == []


def test_a_part_is_built_of_its_own_segments():
    again = build_part(PART, [segment.text for segment in split_part(PART)])
    assert again == {key: PART[key] for key in again}
    assert set(again) == set(PART) - {"slug", "published_at"}


def test_a_part_is_built_of_translations():
    targets = ["Тренинг", None, "Зал", None, None, "Карта", "Программа", None]
    assert build_part(PART, targets, source_locale="az") == {
        "title": "Тренинг",
        "summary": "",
        "cover_alt": "Зал",
        "cover_caption": "",
        "body": '<p><span lang="az">Bir <strong>iki</strong></span></p>\n'
        '<figure><img alt="Карта" src="picture:1"></figure>',
        "labels": [["files/a.pdf", "Программа"]],
    }
    assert build_part(PART, targets)["body"].startswith("<p>Bir <strong>iki</strong></p>")


def test_targets_must_be_as_many_as_segments():
    with pytest.raises(ValueError, match="1 targets are given for 8 segments"):
        build_part(PART, ["Тренинг"])


def test_a_segment_is_known_by_what_it_says():
    digest = Segment(BODY, "Bir <em>iki</em>", "p").digest
    assert Segment(BODY, " Bir\n  <em>iki</em> ", "h2").digest == digest
    assert Segment(BODY, "Bir iki", "p").digest != digest
    assert Segment(ALT, "Bir <em>iki</em>", "img").digest != digest
    # A no-break space is seen, and so is every space of what is shown as typed.
    assert Segment(BODY, "Bir\u00a0<em>iki</em>", "p").digest != digest
    assert Segment(BODY, "a  b", "pre").digest != Segment(BODY, "a b", "pre").digest


def test_words_are_those_that_readers_see():
    html = 'Bir — <a href="https://iom.int/">iki</a><br>üç &amp; 5\u00a0000 <code>x</code>.'
    assert Segment(BODY, html, "p").words == ["Bir", "iki", "üç", "5", "000", "x."]
    assert Segment(TITLE, "a < b &amp; ё").words == ["a", "b", "&amp;", "ё"]


def test_all_but_the_body_is_plain():
    assert frozenset([TITLE, SUMMARY, COVER_ALT, COVER_CAPTION, ALT, LABEL]) == PLAIN
    assert not Segment(BODY, "a").is_plain
    assert Segment(LABEL, "a").is_plain
