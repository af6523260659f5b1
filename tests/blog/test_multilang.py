"""Moodle's language tags: what it shows is what a reader here gets."""

import json
import re
from html import unescape
from pathlib import Path

import nh3
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from blog.multilang import Split, has_markup, read, split

ROWS = json.loads(
    (Path(__file__).parents[1] / "data" / "moodle" / "expected.json").read_text("utf-8")
)
LANGUAGES = ["en", "ru", "az"]
BLOCK_TAGS = (
    r"</?(?:p|div|h\d|ul|ol|li|table|thead|tbody|tr|td|th|br|form|iframe|object|svg|math)\b[^>]*>"
)


def visible(html, *, is_title=False, format_=1):
    """The text one sees of ``html``, as ``expected.json`` has it.

    Titles lose their tags; bodies are cleaned. Of the formats, this knows as much as the rows need.
    """
    if is_title:
        return " ".join(unescape(re.sub(r"</?[a-z][^>]*>", "", html)).split())
    if format_ == 4:
        html = markdown_text(html)
    # nh3 drops what stands in formulas; Moodle keeps the letters.
    html = re.sub(r"</?(?:math|mi)>", "", html)
    html = nh3.clean(html, tags={"p", "br", "li", "td", "th", "h1", "tr"}, attributes={})
    return " ".join(unescape(re.sub(r"<[^>]*>", "", re.sub(BLOCK_TAGS, " ", html))).split())


def markdown_text(text):
    """The visible text of the Markdown that the sample has: headings, lists, a table, emphasis."""
    text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"(?m)^\|[-|]+\|$|^# |^- |\*\*", "", text)
    return re.sub(r"(?<=\w)_(\w+)_(?=\w)", r"\1", text.replace("|", " "))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["key"]))
def test_reader_gets_what_moodle_shows(row, language):
    shown = row["shown"][language]
    title, body = (read(row[name] or "", language) for name in ("subject_raw", "summary_raw"))

    assert visible(title or "", is_title=True) == shown["subject"]
    assert visible(body or "", format_=row["summaryformat"]) == shown["body_text"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["key"]))
def test_blank_for_want_of_a_block_is_missing(row, language):
    raw = row["subject_raw"]
    has_block = re.search(rf"\{{\s*mlang\s[^}}]*\b({language}|other)\b", raw)
    is_missing = "mlang" in raw and not row["shown"][language]["subject"] and not has_block
    assert (read(raw, language) is None) == is_missing


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        # 1: letter case is free, white space is allowed, no nesting
        ("{MLANG Az}Şəki{mLaNg}", "az", "Şəki"),
        ("{ mlang\n az }Gəncə{\tmlang }", "az", "Gəncə"),
        ("{mlang en}a {mlang ru}б{mlang} c{mlang} d", "en", "a {mlang ru}б c{mlang} d"),
        # 2: codes
        ("{mlang ru, az}ё{mlang}", "az", "ё"),
        ("{mlang EN-US}x{mlang}", "en_us", "x"),
        ("{mlang en_us}x{mlang}", "en-us", "x"),
        ("{mlang en_us}x{mlang}", "en", None),
        ("{mlang en;ru}x{mlang}", "en", "{mlang en;ru}x{mlang}"),
        ("{mlang en,}x{mlang}", "en", "{mlang en,}x{mlang}"),
        ("{mlang\xa0en}x{mlang}", "en", "{mlang\xa0en}x{mlang}"),
        ("{<b>mlang</b> en}x{mlang}", "ru", "{<b>mlang</b> en}x{mlang}"),
        # 3: outside of blocks
        ("Bu {mlang az}ılıq{mlang}{mlang ru}тёплый{mlang} gün", "ru", "Bu тёплый gün"),
        ("{mlang az}İ{mlang}-{mlang az}ı{mlang}", "az", "İ-ı"),
        # 4: other, and an empty block
        ("{mlang other}x{mlang}{mlang az}{mlang}", "az", ""),
        ("{mlang other}x{mlang}{mlang az}ğ{mlang}", "ru", "x"),
        # 5: English is no fallback
        ("{mlang en}x{mlang}", "ru", None),
        ("<p>{mlang en}x{mlang}</p>", "ru", None),
        ('<img src="/a.png">{mlang en}x{mlang}', "ru", '<img src="/a.png">'),
        # 7: never closed
        ("{mlang ru}Ёж", "az", "{mlang ru}Ёж"),
        ("{mlang az}a{mlang ru}б{mlang}", "az", "a{mlang ru}б"),
        ("{mlang az}a{mlang ru}б{mlang}", "ru", None),
        # 8: halves join
        ("<scr{mlang en}ipt>{mlang}", "en", "<script>"),
        # 9: entities are no braces
        ("&#123;mlang en}x&#123;mlang}", "ru", "&#123;mlang en}x&#123;mlang}"),
        # no tags at all
        ("Şəki", "ru", "Şəki"),
        ("", "ru", ""),
    ],
)
def test_rules_of_the_plugin(text, language, shown):
    assert read(text, language) == shown


def span(code, text):
    return f'<span lang="{code}" class="multilang">{text}</span>'


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        (span("en", "a") + " \n" + span("az", "ə"), "az", "ə"),
        (span("ru", "я") + span("en", "a"), "az", "a"),
        (span("ru", "я") + span("de", "ä"), "az", "я"),
        (span("en_us", "x") + span("en", "a"), "en-us", "x"),
        (span("en", "a") + span("ru", "я"), "en-us", "a"),
        (span("az", "tək"), "ru", span("az", "tək")),
        (
            span("en", "a") + " və " + span("az", "ə"),
            "az",
            span("en", "a") + " və " + span("az", "ə"),
        ),
        (
            '<span class="multilang" lang="az">ı</span><span class="multilang" lang="ru">и</span>',
            "ru",
            "и",
        ),
        (
            '<span lang="az">ı</span><span lang="ru">и</span>',
            "ru",
            '<span lang="az">ı</span><span lang="ru">и</span>',
        ),
        ("{mlang az}" + span("en", "a") + span("az", "ə") + "{mlang}", "az", "ə"),
    ],
)
def test_rules_of_the_core_filter(text, language, shown):
    assert read(text, language) == shown


# Taking apart


def test_title_of_the_issue_is_split():
    title = "{mlang en}Roll-out session{mlang}{mlang ru}{mlang}{mlang az}Təlim{mlang}"
    assert split(title, LANGUAGES) == Split(
        texts={"en": "Roll-out session", "az": "Təlim"}, empty=("ru",)
    )


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Intro {mlang en}one{mlang}.", Split({"en": "Intro one."})),
        ("{mlang other}x{mlang}{mlang az}ə{mlang}", Split({"en": "x", "ru": "x", "az": "ə"})),
        ("{mlang fr}é{mlang}{mlang az}ə{mlang}", Split({"az": "ə"}, unknown={"fr": "é"})),
        (
            "{mlang en}The river{mlang}{mlang az}Çay və şə",
            Split({"en": "The river"}, broken=("{mlang az}Çay və şə",)),
        ),
        ("{mlang en}Unclosed", Split(broken=("{mlang en}Unclosed",))),
        ("{mlang az}Çay{mlang}{mlang r", Split({"az": "Çay"}, broken=("{mlang r",))),
        ("{mlang az}a{mlang ru}б{mlang}", Split({"az": "a"}, broken=("{mlang ru}б",))),
        (
            "{mlang en,}x{mlang}{mlang az}ə{mlang}",
            Split({"az": "ə"}, broken=("{mlang en,}x{mlang}",)),
        ),
        ("{mlang en}a{mlang} b{mlang} c", Split({"en": "a b c"}, broken=("{mlang}",))),
        ("{mlang} Ё", Split(broken=("{mlang}",), common=" Ё")),
        ("{mlang}x{mlang az}ə{mlang}", Split({"az": "xə"}, broken=("{mlang}",))),
        (span("en", "a") + span("az", "ə"), Split({"en": "a", "az": "ə"})),
        (
            "{mlang en}a{mlang}{mlang ru}б{mlang}{mlang az}ə{mlang}{mlang other}o{mlang}",
            Split({"en": "a", "ru": "б", "az": "ə"}, unknown={"other": "o"}),
        ),
        ("{mlang az}{mlang}", Split(empty=("az",))),
    ],
)
def test_text_is_taken_apart(text, parts):
    assert split(text, LANGUAGES) == parts


def test_markup_is_noticed():
    assert has_markup("{mlang az}ə{mlang}")
    assert has_markup("x { MLANG")
    assert has_markup(span("en", "a") + span("az", "ə"))
    assert not has_markup(span("az", "ə"))
    assert not has_markup("{mla} Şəki {}")


TEXTS = st.lists(
    st.one_of(
        st.text("abəİğёй {}\n", max_size=8),
        st.sampled_from(
            ["{mlang en}", "{mlang ru}", "{mlang az}", "{mlang fr}", "{mlang other}", "{mlang}"]
            + ["{mlang en,ru}", "{mlang en;az}", "{mlang", "{ mlang }", "{mlang az,}", "mlang}"]
            + [span("en", "s"), span("az", "ş"), "</span>"]
        ),
    ),
    max_size=16,
).map("".join)


def letters(text):
    """The words of a text without the names of tags."""
    words = re.sub(r"\{[\s\xa0]*mlang[^{}]*\}?|<[^<>]*>|[<>{}\s]", "", text, flags=re.I)
    return {letter for letter in words if letter in "bəİğёй"}


@given(TEXTS)
def test_nothing_is_lost(text):
    parts = split(text, LANGUAGES)
    pieces = [*parts.texts.values(), *parts.unknown.values(), *parts.broken, parts.common]
    assert letters(text) <= set().union(*map(letters, pieces))


@example("{{mlang}mlang}")
@example("{{{mlang}mlang}mlang en}a{mlang}")
@example("{ml{mlang en}ang az}x{mlang}{mlang}")
@example("{" * 30 + "mlang}" * 30 + "a")
@given(TEXTS)
def test_no_tag_is_left_in_the_parts(text):
    parts = split(text, LANGUAGES)
    for part in [*parts.texts.values(), *parts.unknown.values(), parts.common]:
        assert not re.search(r"\{\s*mlang", part, re.I)


@given(st.text(), st.sampled_from(LANGUAGES))
def test_text_without_tags_is_shown_as_it_is(text, language):
    assert read(text, language) == text


@pytest.mark.parametrize(
    "piece",
    [
        "{mlang en}",
        "{",
        "{mlang ",
        "{mlang a,",
        "<span ",
        '<span lang="en" class="multilang">',
        "{mlang}",
    ],
)
def test_long_nonsense_is_read_in_one_pass(piece):
    # A quadratic reading of these 400 kB takes minutes; the suite's own limit would end it.
    text = piece * (400_000 // len(piece))
    assert read(text, "en") is not None
    assert split(text, LANGUAGES)
