"""The editor of a text: what it can make is what is let through, and what it is given it keeps."""

import pytest

from blog.editor import unplaced_marks
from blog.markup import ATTRIBUTES, TAGS, clean_html
from blog.renditions import thumbnail_url
from blog.roles import EDITOR
from tests.browser.writing import open_form, stored, surface, write
from tests.factories import make_entry, make_picture, make_user

# Together they have every element and every attribute that is let through.
SAMPLES = [
    '<h2>Başlıq</h2>\n<h3>Раздел</h3>\n<h4 lang="en">Part</h4>\n<hr>\n<p>ə<br>ı</p>',
    '<p lang="ru">Ёж</p>\n<p><span lang="ru">щука</span> və <strong lang="en">this</strong></p>',
    "<p><strong>a</strong><em>b</em><u>c</u><s>d</s><sub>e</sub><sup>f</sup><small>g</small></p>",
    "<p><mark>a</mark><q>b</q><cite>c</cite><kbd>d</kbd><code>e</code></p>",
    '<p><abbr title="Beynəlxalq">BMqT</abbr> <time datetime="2026-05-31">31 may</time></p>',
    "<p><strong>a<em>b<code>c</code></em></strong></p>",
    '<p><a href="https://example.org/?a=1&amp;b=2" hreflang="ru" rel="noopener noreferrer"'
    ' title="ё">keçid</a> <a href="entry:12#x" rel="noopener noreferrer">yazı</a></p>',
    '<blockquote cite="https://example.org/"><p>Sitat</p><p><cite>Kimsə</cite></p></blockquote>',
    '<ul><li>bir</li><li>iki<ul><li>üç</li></ul></li></ul>\n<ol start="3"><li>dörd</li></ol>',
    "<ol><li><p>bir</p><p>iki</p></li><li>üç</li></ol>",
    "<dl><dt>söz</dt><dd>məna</dd><dt>слово</dt><dd>значение</dd></dl>",
    "<pre>bir\n  iki\n\n<code>üç</code></pre>",
    '<table><caption>Cədvəl <em>1</em></caption><thead><tr><th scope="col">A</th>'
    '<th scope="col">B</th></tr></thead><tbody><tr><th scope="row">1</th><td>2</td></tr>'
    '<tr><td colspan="2">3</td></tr></tbody><tfoot><tr><td>4</td><td>5</td></tr></tfoot></table>',
    '<table><tbody><tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>',
    '<table><tbody><tr><th colspan="2" rowspan="2" scope="rowgroup">a</th><td>b</td></tr>'
    "<tr><td>c</td></tr></tbody></table>",
    '<figure><img alt="ə" src="picture:7"><figcaption>İzah <em>x</em></figcaption></figure>',
    '<figure><img alt="" role="presentation" src="picture:7"></figure>\n'
    '<p>a <img alt="b" height="3" src="/x.png" width="4"> c</p>',
    "<figure><blockquote><p>Sitat</p></blockquote><figcaption>Kimsə</figcaption></figure>",
]


@pytest.fixture
def author(transactional_db):
    return make_user(EDITOR)


def test_samples_have_all_that_is_let_through():
    together = "".join(SAMPLES)
    assert not [tag for tag in TAGS if f"<{tag}" not in together]
    for tag, names in ATTRIBUTES.items():
        for name in names:
            assert tag == "*" or f" {name}=" in together, (tag, name)
    assert unplaced_marks() == set()


def test_what_is_let_through_comes_back_unchanged(log_in, submit, author):
    shown = make_picture()
    html = "\n".join([*SAMPLES, "<p>son</p>"])
    html = html.replace("picture:7", f"picture:{shown.pk}").replace("/x.png", thumbnail_url(shown))
    assert clean_html(html) == html
    entry = make_entry(drafts=["az"], body_az=html)
    page = log_in(author)
    open_form(page, entry)
    assert stored(page, submit, entry) == html
    write(page, "az", "!")
    # Line by line: a block a line, so that a difference names its block.
    now = stored(page, submit, entry).split("\n")
    assert now == html.replace("<p>son</p>", "<p>son!</p>").split("\n")


def test_text_that_is_not_touched_is_sent_as_it_was(log_in, submit, author):
    """Even one that the editor would write in another way."""
    html = '<p>a</p>\n<ul><li><p lang="ru">ё</p></li></ul>\n<p><strong></strong>İ</p>'
    entry = make_entry(drafts=["az"], body_az=html)
    page = log_in(author)
    open_form(page, entry)
    page.fill("#id_title_az", "Yeni")
    assert stored(page, submit, entry) == clean_html(html)


def test_each_editor_speaks_the_language_of_its_text(log_in, author):
    page = log_in(author, language="ru")
    page.goto("/admin/blog/entry/add/")
    for code, name in (("en", "English"), ("ru", "Русский"), ("az", "Azərbaycanca")):
        text = surface(page, code)
        assert text.get_attribute("spellcheck") == "true"
        assert text.get_attribute("aria-label") == f"Текст, {name}"
        assert text.get_attribute("dir") == "ltr"
