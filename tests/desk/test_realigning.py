"""A translation that was edited freely, laid beside its source again."""

import tomllib
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings

from blog.markup import clean_html
from tests.desk.bodies import bodies
from translation_desk.kinds import ALT, BODY, COVER_ALT, LABEL, SUMMARY, TITLE, Segment
from translation_desk.realigning import MOST_PAIRS, realign
from translation_desk.segments import split_part

DEMO = sorted(Path("blog/demo/content").glob("[0-9]*.toml"))
FRAME = [Segment(TITLE, "Təlim"), Segment(SUMMARY, "Qısa")]


def body(html):
    return split_part({"body": html})


def told(source, target):
    found = realign(body(source), body(target))
    return found.pairs, found.unplaced


@pytest.mark.parametrize(
    ("source", "target", "pairs", "unplaced"),
    [
        (
            "<h2>Rəqəmlərlə</h2><p>120 nəfər, 31 sənəd.</p><p>Bakıda.</p>",
            "<h2>В цифрах</h2><p>120 человек, 31 документ.</p><p>В Баку.</p>",
            [(0, 0), (1, 1), (2, 2)],
            [],
        ),
        # One left out: numbers, names and links tell which.
        (
            "<p>Kurs 12 mart 2022-ci ildə açıldı.</p><p>Günay Quliyeva dedi.</p><p>Sayt: "
            '<a href="https://iom.int/">iom.int</a></p>',
            '<p>Сказала Гюнай Гулиева.</p><p>Сайт: <a href="https://iom.int/">iom.int</a></p>',
            [(1, 0), (2, 1)],
            [],
        ),
        # One put in.
        (
            "<p>Kurs 12 mart 2022-ci ildə açıldı.</p><p>Günay Quliyeva dedi.</p>",
            "<p>Курс открылся 12 марта 2022 года.</p><h3>От переводчика: примечание</h3>"
            "<p>Сказала Гюнай Гулиева.</p>",
            [(0, 0), (1, 2)],
            [1],
        ),
        # It could be either of two: neither is taken.
        (
            "<p>Birinci gün yağışlı idi.</p><p>İkinci gün küləkli idi.</p>",
            "<p>Шёл дождь, было сыро.</p>",
            [],
            [0],
        ),
        # A thousand is written in many ways.
        (
            "<ul><li>1,240 trainees came</li><li>3,900 books were lent</li></ul>",
            "<ul><li>выдано 3900 книг</li></ul>",
            [(1, 0)],
            [],
        ),
        # Headings remain headings.
        (
            "<h2>Qeydiyyat</h2><p>Açıqdır.</p>",
            "<p>Она открыта.</p>",
            [(1, 0)],
            [],
        ),
        ("", "<p>Один</p>", [], [0]),
        ("<p>Bir</p>", "", [], []),
    ],
)
def test_blocks_find_their_sources(source, target, pairs, unplaced):
    assert told(source, target) == (pairs, unplaced)


def test_what_has_a_place_is_found_there():
    source = [*FRAME, *body("<p>Bir</p>"), Segment(LABEL, "Proqram", place="a.pdf")]
    target = [
        Segment(TITLE, "Тренинг"),
        Segment(COVER_ALT, "Зал"),
        *body("<p>Раз</p>"),
        Segment(LABEL, "Отчёт", place="b.pdf"),
        Segment(LABEL, "Программа", place="a.pdf"),
    ]
    assert realign(source, target) == ([(0, 0), (2, 2), (3, 4)], [1, 3])


def test_pictures_are_found_wherever_they_were_moved():
    def picture(text, number):
        return Segment(ALT, text, "img", f"picture:{number}")

    source = [picture("Xəritə", 1), Segment(BODY, "Bir iki", "p"), picture("Zal", 2)]
    target = [picture("Зал", 2), Segment(BODY, "Раз два", "p"), picture("Карта", 1)]
    assert set(realign(source, target).pairs) >= {(0, 2), (2, 0)}
    assert realign(source, [picture("Дом", 3)]) == ([], [0])


def _parts(path):
    content = tomllib.loads(path.read_text("utf-8"))
    return [
        split_part({**part, "body": clean_html(part["body"])})
        for part in content.values()
        if isinstance(part, dict) and part.get("body")
    ]


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_translations_of_the_demo_lie_beside_their_sources(path):
    for source, target in permutations(_parts(path), 2):
        if [one[2:] for one in source] == [one[2:] for one in target]:
            everything = [(place, place) for place in range(len(source))]
            assert realign(source, target) == (everything, [])


@pytest.mark.parametrize(
    "path", [path for path in DEMO if path.stem[:2] in ("01", "02", "06", "10")]
)
def test_what_was_left_out_leads_to_no_wrong_pair(path):
    placed = 0
    source, target, *_others = _parts(path)
    for gone in range(len(target)):
        pairs = realign(source, target[:gone] + target[gone + 1 :]).pairs
        assert all(i == j + (j >= gone) for i, j in pairs)
        placed += len(pairs) / (len(target) - 1) / len(target)
    assert placed > 0.85


@given(bodies, bodies)
@settings(max_examples=15)
def test_every_segment_of_the_target_is_placed_once_or_not_at_all(source, target):
    source, target = body(source), body(target)
    pairs, unplaced = realign(source, target)
    assert sorted([j for _i, j in pairs] + unplaced) == [*range(len(target))]
    assert len({i for i, _j in pairs}) == len(pairs)
    assert all(source[i].kind == target[j].kind for i, j in pairs)


def test_a_text_too_long_for_all_pairs_is_laid_out_all_the_same():
    words = ["Bakı", "təlim", "işıq", "mərkəz", "съезд"]
    source = body("".join(f"<p>{words[n % 5]} {n // 7} {words[n % 3]}</p>" for n in range(210)))
    assert len(source) ** 2 > MOST_PAIRS
    found = realign(source, source[:100] + source[101:])
    assert all(i == j + (j >= 100) for i, j in found.pairs)
