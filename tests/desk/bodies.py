"""Bodies of entries for Hypothesis: written as people and Moodle write them, then cleaned."""

from hypothesis import strategies as st

from blog.markup import clean_html

WORDS = [
    *("Təlim", "İşıq", "ığid", "əmək", "съезд", "ещё", "Йод", "IOM", "29–30", "5 000", "2022", "—"),
    *("&amp;", "&lt;p&gt;", "&quot;", "\u00a0", "«да»", "“yox”", "…", "😀", "'", " ", "\n", ""),
]
INLINE = ["strong", "em", "span", "q", "code", "kbd", "u", "s", "sub", "time"]
BLOCKS = ["p", "h2", "h3", "blockquote", "ul", "ol", "li", "pre", "dl", "dt", "dd", "figure"]
MORE_BLOCKS = ["figcaption", "table", "caption", "tr", "td", "th", "div", "thead"]
ALTS = ["", " ", "Xəritə", "a “b” &amp; c", "&quot;Şəki&quot; &lt;1&gt;", "…", "&amp;amp;"]

text = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
image = st.builds(
    '<img alt="{}" src="picture:{}">'.format, st.sampled_from(ALTS), st.integers(1, 3)
)
link = st.builds(
    '<a href="https://iom.int/?a=1&amp;b={}" title="{}">{}</a>'.format,
    st.integers(1, 2),
    st.sampled_from(ALTS),
    text | image,
)
leaf = text | image | link | st.sampled_from(["<br>", "<hr>", "<br> <br>"])


def _element(names, content):
    return st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>",
        st.sampled_from(names),
        st.lists(content, max_size=4),
    )


def _nested(content):
    return _element(INLINE, content) | _element(BLOCKS + MORE_BLOCKS, content)


fragment = st.recursive(leaf, _nested, max_leaves=20)
inline = st.recursive(leaf, lambda content: _element(INLINE, content), max_leaves=8)
bodies = st.lists(fragment, min_size=1, max_size=6).map(lambda parts: clean_html("".join(parts)))
