"""What became of the segments of a source."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translation_desk.aligning import align
from translation_desk.kinds import ALT, BODY, LABEL, TITLE, Segment

OPENING = "Bakıda miqrasiya üzrə regional təlim mərkəzi açıldı."
SECOND = "Təlimdə altı ölkədən iyirmi nəfər iştirak etdi."
THIRD = "Növbəti kurs gələn ilin mart ayında keçiriləcək."
FOURTH = "Qeydiyyat üçün mərkəzin saytına daxil olun."


def body(*texts, tag="p"):
    return [Segment(BODY, text, tag) for text in texts]


def told(old, new):
    return [(match.old, match.new, match.how) for match in align(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([OPENING, SECOND], [OPENING, SECOND], [(0, 0, "same"), (1, 1, "same")]),
        # Spaces that nobody sees are no change.
        ([OPENING], [f" {OPENING.replace(' ', '  ')}\n"], [(0, 0, "same")]),
        (
            [OPENING, THIRD],
            [OPENING, SECOND, THIRD],
            [(0, 0, "same"), (None, 1, "added"), (1, 2, "same")],
        ),
        # Removed ones stand where they stood.
        (
            [OPENING, SECOND, THIRD],
            [OPENING, THIRD],
            [(0, 0, "same"), (1, None, "removed"), (2, 1, "same")],
        ),
        (
            [SECOND, OPENING, THIRD],
            [OPENING],
            [(0, None, "removed"), (1, 0, "same"), (2, None, "removed")],
        ),
        (
            [OPENING, SECOND, THIRD, FOURTH],
            [FOURTH, OPENING, SECOND, THIRD],
            [(3, 0, "moved"), (0, 1, "same"), (1, 2, "same"), (2, 3, "same")],
        ),
        # Reworded, inflected, and in another place besides.
        (
            [OPENING, SECOND],
            [OPENING, "Təlimdə yeddi ölkədən iyirmi beş nəfər iştirak edib."],
            [(0, 0, "same"), (1, 1, "reworded")],
        ),
        (
            ["Курс начался в Баку.", "Регистрация открыта до мая."],
            ["Регистрация была открыта до мая.", "Курсы начались в Баку."],
            [(1, 0, "reworded"), (0, 1, "reworded")],
        ),
        # Parted: the translation stays with the larger part.
        (
            [f"{OPENING} {SECOND}", THIRD],
            [OPENING, SECOND, THIRD],
            [(0, 0, "reworded"), (None, 1, "added"), (1, 2, "same")],
        ),
        # A paragraph of other words in the place of one is another.
        (
            [OPENING, SECOND, THIRD],
            [
                OPENING,
                "Kitabxana yay aylarında səhər saat doqquzdan axşam yeddiyədək açıqdır.",
                THIRD,
            ],
            [(0, 0, "same"), (1, None, "removed"), (None, 1, "added"), (2, 2, "same")],
        ),
        # Few words are what stood there.
        (
            [OPENING, "Bazar ertəsi", THIRD],
            [OPENING, "Cümə", THIRD],
            [(0, 0, "same"), (1, 1, "reworded"), (2, 2, "same")],
        ),
        # The same words twice.
        (
            ["Bəli", "Xeyr", "Bəli"],
            ["Bəli", "Bəli"],
            [(0, 0, "same"), (1, None, "removed"), (2, 1, "same")],
        ),
        ([], [OPENING], [(None, 0, "added")]),
        ([OPENING], [], [(0, None, "removed")]),
        # Markup alone.
        (
            [f'{SECOND} <a href="/az/a/">Ətraflı</a>'],
            [f'{SECOND} <a href="/az/b/">Ətraflı</a>'],
            [(0, 0, "reworded")],
        ),
    ],
)
def test_segments_find_what_they_were(old, new, expected):
    assert told(body(*old), body(*new)) == expected


def test_a_block_of_another_name_says_the_same():
    assert told(body("Əlaqə", tag="h2"), body("Əlaqə", tag="h3")) == [(0, 0, "same")]


def test_a_title_is_a_title_whatever_it_says():
    old = [
        Segment(TITLE, "Təlim başladı"),
        *body(OPENING),
        Segment(LABEL, "Proqram", place="a.pdf"),
    ]
    new = [Segment(TITLE, "İşıq gəldi"), *body(OPENING), Segment(LABEL, "Cədvəl", place="a.pdf")]
    assert told(old, new) == [(0, 0, "reworded"), (1, 1, "same"), (2, 2, "reworded")]


def test_another_picture_is_not_the_one_before():
    old = [Segment(ALT, "Xəritə", "img", "picture:1"), Segment(ALT, "Zal", "img", "picture:2")]
    new = [Segment(ALT, "Zalda", "img", "picture:2"), Segment(ALT, "Ev", "img", "picture:3")]
    assert told(old, new) == [(0, None, "removed"), (1, 0, "reworded"), (None, 1, "added")]


def test_kinds_do_not_mix():
    assert told([Segment(TITLE, "Təlim")], body("Təlim")) == [
        (0, None, "removed"),
        (None, 0, "added"),
    ]


segments = st.lists(
    st.builds(
        lambda words, tag: Segment(BODY, " ".join(words), tag),
        st.lists(
            st.sampled_from(["ağ", "Bakı", "съезд", "ёж", "IOM", "2022"]), min_size=1, max_size=8
        ),
        st.sampled_from(["p", "li"]),
    ),
    max_size=8,
)


@given(segments, segments)
@settings(max_examples=25)
def test_every_segment_is_there_once(old, new):
    found = align(old, new)
    assert [match.new for match in found if match.new is not None] == [*range(len(new))]
    assert sorted(match.old for match in found if match.old is not None) == [*range(len(old))]
    assert {match.how for match in align(old, old)} <= {"same"}
