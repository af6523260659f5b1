"""Two texts compared: what is marked, what is said of it, and that nothing is left out."""

import re
import time
from random import Random

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import example, given
from hypothesis import strategies as st

from blog.aligning import matches
from blog.differences import compared, source_of
from blog.markup import clean_html

SIGNS = {"same": "{}", "deleted": "[-{}-]", "inserted": "[+{}+]", "restyled": "<{}>"}


def marked(side):
    """The runs of a passage, as one line."""
    return "".join(SIGNS[run.state].format(run.text) for run in side.runs)


def told(old, new, *, is_html=True):
    """What the comparison says: a line for each row that differs."""
    lines = []
    for row in compared(old, new, is_html=is_html).rows:
        if row.state != "same":
            sides = [" ¶ ".join(map(marked, side)) for side in (row.old, row.new)]
            lines.append(" → ".join(filter(None, sides)))
    return lines


def notes(old, new):
    """What is said of formatting, each once."""
    found = []
    for row in compared(old, new, is_html=True).rows:
        found += row.notes
        found += [note for side in row.new for run in side.runs for note in run.notes]
    return [str(note) for note in dict.fromkeys(found)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Təlim başladı", "Təlim bitdi", "Təlim [-başladı-] → Təlim [+bitdi+]"),
        ("Bir üç", "Bir iki üç", "Bir üç → Bir [+iki +]üç"),
        ("", "Yeni", "[+Yeni+]"),
        ("Köhnə", "", "[-Köhnə-]"),
        # Letters that are others in Azerbaijani and Russian, however alike they look.
        ("qiz", "qız", "[-qiz-] → [+qız+]"),
        ("gel", "gəl", "[-gel-] → [+gəl+]"),
        ("istanbul", "İstanbul", "[-istanbul-] → [+İstanbul+]"),
        ("еще", "ещё", "[-еще-] → [+ещё+]"),
        ("мои", "мой", "[-мои-] → [+мой+]"),
        # Words are whole, with what joins their parts.
        ("don’t stop", "don’t go", "don’t [-stop-] → don’t [+go+]"),
        ("кто-то был", "кто-то есть", "кто-то [-был-] → кто-то [+есть+]"),
        ("кто-то", "кто-либо", "[-кто-то-] → [+кто-либо+]"),
        ("at 14:30", "at 14:45", "at [-14:30-] → at [+14:45+]"),
        ("Son.", "Son!", "Son[-.-] → Son[+!+]"),
        # Of a sentence that was written anew, the comma is not "the same".
        (
            "Bakı gözəl, böyük şəhərdir",
            "Dağda soyuq, uzun qış",
            "[-Bakı gözəl, böyük şəhərdir-] → [+Dağda soyuq, uzun qış+]",
        ),
    ],
)
def test_words_that_differ_are_marked(old, new, expected):
    assert told(old, new, is_html=False) == [expected]


def test_lines_of_a_plain_text_are_compared_each():
    old, new = "Bir\nİki söz\nÜç", "Bir\nİki çox söz\nÜç\nDörd"
    assert told(old, new, is_html=False) == ["İki söz\n → İki [+çox +]söz\n", "[+Dörd+]"]


@pytest.mark.parametrize(
    ("old", "new", "note"),
    [
        ("мой", "мои\u0306", "only characters that are not seen differ"),
        ("təlim", "tə\u00adlim", "only characters that are not seen differ"),
        ("təlim", "təlim\u200b", "only characters that are not seen differ"),
        ("100 man", "100\u00a0man", "only the space differs"),
    ],
)
def test_what_cannot_be_seen_is_said(old, new, note):
    assert notes(f"<p>{old}</p>", f"<p>{new}</p>") == [note]
    assert [row.state for row in compared(old, new).rows] == ["changed"]


def test_a_word_that_only_breaks_a_line_elsewhere_is_the_same():
    old, new = "<p>bir iki\nüç</p>\n<p>dörd</p>", "<p>bir\niki üç</p><p>dörd</p>"
    assert told(old, new) == []
    difference = compared(old, new, is_html=True)
    assert (difference.is_same, difference.is_unseen) == (False, True)


def test_equal_texts_are_the_same():
    difference = compared("<p>ə</p>", "<p>ə</p>", is_html=True)
    assert (difference.is_same, difference.is_unseen) == (True, False)


@pytest.mark.parametrize(
    ("old", "new", "note"),
    [
        ("<p>bir iki</p>", "<p>bir <strong>iki</strong></p>", "added: bold"),
        ("<p><em>bir</em> iki</p>", "<p>bir iki</p>", "taken away: italics"),
        (
            '<p><a href="https://a.az/">bir</a></p>',
            '<p><a href="entry:12">bir</a></p>',
            "link: the entry no. 12 instead of https://a.az/",
        ),
        ("<p>bir</p>", '<p><a href="/az/">bir</a></p>', "added: link (/az/)"),
        ('<p><span lang="en">bir</span></p>', "<p>bir</p>", "taken away: language (English)"),
        ("<p>bir</p>", '<p lang="ru">bir</p>', "added: language (Русский)"),
        (
            "<p>dən<strong>iz</strong></p>",
            "<p><strong>dən</strong>iz</p>",
            "another part of the word is formatted",
        ),
        ("<p>bir iki</p>", "<h2>bir iki</h2>", "heading instead of paragraph"),
        ("<ul><li>bir</li></ul>", "<ol><li>bir</li></ol>", "numbered item instead of list item"),
        (
            "<ul><li>a<ul><li>bir</li></ul></li></ul>",
            "<ul><li>a</li><li>bir</li></ul>",
            "level in the list: 1 instead of 2",
        ),
        (
            '<figure><img alt="Dağ" src="picture:3"></figure>',
            '<figure><img alt="Dəniz" src="picture:3"></figure>',
            "what the picture shows: Dəniz instead of Dağ",
        ),
        ("<p>bir iki. Üç dörd.</p>", "<p>bir iki.</p><p>Üç dörd.</p>", "parted into several"),
        ("<p>bir iki.</p><p>Üç dörd.</p>", "<p>bir iki. Üç dörd.</p>", "joined into one"),
    ],
)
def test_what_differs_besides_words_is_said(old, new, note):
    assert notes(clean_html(old), clean_html(new)) == [note]


def test_notes_are_said_in_the_active_language():
    row = compared("<p>bir</p>", '<p lang="ru">bir</p>', is_html=True).rows[0]
    with translation.override("en"):
        assert str(row.notes[0]) == "added: language (Русский)"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # A paragraph that came between leaves its neighbours alone.
        ("<p>a</p><p>b</p>", "<p>a</p><p>yeni</p><p>b</p>", ["[+yeni+]"]),
        ("<p>bir</p><hr><p>iki</p>", "<p>bir</p><p>iki</p>", [""]),
        # A picture exchanged: the words for it may be the same.
        (
            '<figure><img alt="Dağ" src="picture:3"><figcaption>Şəki</figcaption></figure>',
            '<figure><img alt="Dağ" src="picture:4"><figcaption>Şəki</figcaption></figure>',
            ["[-Dağ-] → [+Dağ+]"],
        ),
        (
            "<table><tr><th>Ad</th><td>1</td><td>2</td></tr></table>",
            "<table><tr><th>Ad</th><td>1</td><td>3</td></tr></table>",
            [" | Ad | 1 | [-2-] →  | Ad | 1 | [+3+]"],
        ),
        ("<p>bir<br>iki</p>", "<p>bir iki</p>", ["bir[-\n-]iki → bir iki"]),
        ("<p>a &amp; b</p>", "<p>a &lt; b</p>", ["a [-& -]b → a [+< +]b"]),
        # One passage of two is another's: the other stands alone.
        (
            "<p>Bakıda görüş oldu.</p>",
            "<h2>Xəbər</h2><p>Bakıda böyük görüş oldu.</p>",
            ["[+Xəbər+]", "Bakıda görüş oldu. → Bakıda [+böyük +]görüş oldu."],
        ),
    ],
)
def test_passages_are_compared_each_with_its_own(old, new, expected):
    assert told(clean_html(old), clean_html(new)) == expected


def test_passages_know_what_they_are():
    html = clean_html(
        "<h2>A</h2><p>b</p><blockquote><p>c</p></blockquote><ol><li><p>d</p><ul><li>e</li></ul></li></ol>"
        "<pre>f  g</pre><dl><dt>h</dt><dd>i</dd></dl><hr><table><caption>j</caption><tr><td><p>k</p><p>l</p>"
        '</td></tr></table><figure><img alt="m" src="picture:7"><figcaption>n</figcaption></figure>'
    )
    rows = compared(html, html, is_html=True).rows
    assert [(row.old[0].kind, marked(row.old[0])) for row in rows] == [
        ("h2", "A"),
        ("p", "b"),
        ("blockquote", "c"),
        ("ol", "d"),
        ("li", "e"),
        ("pre", "f  g"),
        ("dt", "h"),
        ("dd", "i"),
        ("hr", ""),
        ("caption", "j"),
        ("row", " | k\nl"),
        ("picture", "m"),
        ("caption", "n"),
    ]
    assert [row.old[0].depth for row in rows[2:5]] == [1, 1, 2]
    assert rows[11].old[0].runs[0].picture == 7


def page_of(old, new, thumbnails=None):
    """The comparison as a page shows it."""
    context = {"difference": compared(old, new, is_html=True), "language": "az"}
    return render_to_string(
        "admin/blog/_difference.html", {**context, "thumbnails": thumbnails or {}}
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("<p>bir</p>", "<p>iki &lt;b&gt;</p>", ["<del>bir</del>", "<ins>iki &lt;b&gt;</ins>"]),
        (
            "<p>bir iki</p>",
            '<p>bir <strong lang="ru">iki</strong></p>',
            [
                '<span class="restyled">iki</span>',
                '<span class="styled-lang styled-strong" lang="ru" title="">iki</span>',
                'lang="en">added: language (Русский); added: bold<',
            ],
        ),
        (
            "<p>bir</p>",
            '<p>bir</p><figure><img alt="Dağ" src="picture:3"></figure>',
            ['<img src="/dag.webp" alt="" loading="lazy">', "picture no. 3: Dağ"],
        ),
        (
            "<p>bir</p>",
            '<p>bir</p><figure><img alt="Dəniz" src="picture:4"></figure>',
            ['<span class="picture">picture no. 4: Dəniz</span>'],
        ),
        ("<table><tr><td>1</td></tr></table>", "", ['<span class="cell-border">|</span>']),
        ("<p>bir<br>iki</p>", "<p>bir iki</p>", ["<del>↵</del><br>"]),
        ("<p>bir</p>", "<p>bir \u200b</p>", ['<span class="unseen">unseen characters</span>']),
        ("<p>bir</p>\n<p>iki</p>", "<p>bir</p><p>iki</p>", ["Readers see the same"]),
    ],
)
def test_page_marks_words_for_those_who_see_no_colours_too(old, new, expected):
    page = page_of(clean_html(old) if "\n" not in old else old, new, {3: "/dag.webp"})
    for piece in expected:
        assert piece in page


def test_page_folds_what_lies_far_from_a_change():
    long = "".join(f"<p>Abzas {number}.</p>" for number in range(9))
    page = page_of(long, long.replace("Abzas 4", "Abzas dörd"))
    assert re.findall(r"(\d) passages that did not change", page) == ["3", "3"]
    assert "<details>" not in page_of("<p>a</p><p>b</p>", "<p>a</p><p>c</p>")


INLINE = ["strong", "em", "a", "span", "code"]
BLOCK = ["p", "h2", "blockquote", "ul", "ol", "table", "pre", "figure", "hr", "dl"]
WORDS = st.sampled_from(
    [
        "bir",
        "iki",
        "üç",
        "ə",
        "мой",
        "мои\u0306",
        "a\u00adb",
        "x-y",
        " ",
        "  ",
        ",",
        ".",
        "&amp;",
        "\n",
    ]
    + ['<img alt="Dağ" src="picture:3">', "<br>", "\u200b", "🇦🇿", "👩\u200d💻", "\u0301"]
)


@st.composite
def markup(draw):
    """A body as an author could have made it, cleaned."""
    made = []
    for name in draw(st.lists(st.sampled_from(BLOCK), max_size=6)):
        words = "".join(draw(st.lists(WORDS, max_size=8)))
        inline = draw(st.sampled_from(["", *INLINE]))
        if inline:
            words += f'<{inline} lang="ru" href="entry:1">{draw(WORDS)}</{inline}>'
        inner = {
            "ul": f"<li>{words}<ul><li>{words}</li></ul>tail</li>",
            "ol": f"<li><p>{words}</p><p>{words}</p></li>",
            "table": f"<tr><th>{words}</th><td><p>{words}</p></td></tr>",
            "dl": f"<dt>{words}</dt><dd>{words}</dd>",
            "figure": f'<img alt="" src="picture:1"><figcaption>{words}</figcaption>',
        }.get(name, words)
        made.append(f"<{name}>{inner}" + ("" if name == "hr" else f"</{name}>"))
    return clean_html("".join(made))


def assert_whole(difference, old, new):
    """Nothing of either text is left out, or there twice; what is marked as the same is."""
    assert "".join(source_of(row.old) for row in difference.rows) == old
    assert "".join(source_of(row.new) for row in difference.rows) == new
    for row in difference.rows:
        kept = [
            [run.text for side in sides for run in side.runs if run.state in ("same", "restyled")]
            for sides in (row.old, row.new)
        ]
        if row.state != "changed":
            continue
        olds, news = ("".join("".join(texts).split()) for texts in kept)
        assert olds == news or "restyled" in {run.state for side in row.old for run in side.runs}


@given(markup(), markup())
def test_bodies_come_back_whole(old, new):
    assert_whole(compared(old, new, is_html=True), old, new)


@given(st.text(), st.text())
@example("a\r\nb\u2028", "\x85a\n\nb")
@example("\u00ad", "\u200d👩")
def test_any_two_texts_come_back_whole(old, new):
    difference = compared(old, new)
    assert_whole(difference, old, new)
    words = ["".join(run.text for side in row.old for run in side.runs) for row in difference.rows]
    assert "".join(words) == old


@given(st.text(), st.text())
def test_anything_can_be_taken_for_html(old, new):
    assert_whole(compared(old, new, is_html=True), old, new)


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abcd")))
def test_matches_ascend_and_are_equal(old, new):
    found = matches(old, new)
    assert all(old[i] == new[j] for i, j in found)
    for places in zip(*found, strict=True):
        assert [*places] == sorted({*places})


def random_words(dice, count):
    letters = "abcçdeəfgğhxıijkqlmnoöprsştuüvyz"
    known = ["".join(dice.choices(letters, k=dice.randint(2, 10))) for _ in range(3000)]
    return [dice.choice(known) for _ in range(count)]


def paragraphs(words, length=60):
    parts = [words[start : start + length] for start in range(0, len(words), length)]
    return "\n".join(f"<p>{' '.join(part)}.</p>" for part in parts)


# A twentieth of this is what they take; a comparison whose time grows with the square takes minutes.
SECONDS = 20


@pytest.mark.parametrize(
    "change",
    [
        lambda dice, words: [word if dice.random() < 0.95 else "yeni" for word in words],
        lambda dice, words: random_words(dice, len(words)),
        lambda dice, words: dice.sample(words, len(words)),
        lambda dice, words: ["ey", *["a", "b", "a"][: len(words)] * (len(words) // 3), "oh"],
    ],
    ids=["some words", "all anew", "shuffled", "repeated"],
)
def test_long_texts_take_no_longer_than_their_length(change):
    dice = Random(1)  # noqa: S311  (no secret)
    words = random_words(dice, 70_000)
    old, new = paragraphs(words), paragraphs(change(dice, words))
    assert 400_000 < len(old) < 600_000
    began = time.perf_counter()
    assert_whole(compared(old, new, is_html=True), old, new)
    assert time.perf_counter() - began < SECONDS
