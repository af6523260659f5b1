"""What is pasted from where authors write becomes plain good HTML."""

import pytest

from blog.roles import EDITOR
from tests.browser.writing import open_form, stored, surface
from tests.factories import make_entry, make_user

PASTE = """(surface, [html, text]) => {
  const clipboardData = new DataTransfer();
  if (html) clipboardData.setData("text/html", html);
  clipboardData.setData("text/plain", text);
  surface.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def word(body):
    """``body`` as Word puts it on the clipboard."""
    return f"""<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta name=Generator content="Microsoft Word 15"><link rel=File-List href="file:///C:/Temp/msohtml/filelist.xml">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- /* Font Definitions */ @font-face {{font-family:Wingdings;}} p.MsoNormal {{margin:0cm;}}
@list l0:level1 {{mso-level-number-format:bullet;}} --></style></head>
<body lang=AZ-LATIN style='tab-interval:35.4pt;word-wrap:break-word'><!--StartFragment-->
{body}
<!--EndFragment--></body></html>"""


def item(text, bullet, level, *, number=0, first="Middle"):
    """A paragraph that Word shows as an item of its list ``number``."""
    return f"""<p class=MsoListParagraphCxSp{first} style='margin-left:{36 * level}.0pt;text-indent:-18.0pt;
mso-list:l{number} level{level} lfo{number + 1}'><![if !supportLists]><span lang=EN-US style='font-family:Symbol'><span
style='mso-list:Ignore'>{bullet}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]><span lang=AZ-LATIN style='mso-ansi-language:AZ-LATIN'>{text}<o:p></o:p></span></p>
"""


WORD_TEXT = word("""<p class=MsoTitle><span lang=AZ-LATIN>Miqrasiya<o:p></o:p></span></p>
<h1><span lang=RU style='mso-ansi-language:RU'>Ёлка<o:p></o:p></span></h1>
<h3><b><span style='font-size:14.0pt'>Hissə</span></b></h3>
<p class=MsoNormal style='margin-bottom:8.0pt'><b>Qalın<span style='mso-spacerun:yes'>&nbsp; </span></b><i><span
lang=RU>курсив</span></i> və <u>altı</u>, 5<sup>2</sup>,<span style='mso-spacerun:yes'>&nbsp;&nbsp;
</span>№&nbsp;7<span style='color:red;background:yellow'>!</span><o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal><a name="_Toc1"></a><a href="https://example.org/?a=1&amp;b=2"><span
style='color:#0563C1'>keçid</span></a>, <a href="file:///C:/Temp/a.docx#_ftn1">fayl</a><a href="#_ftn1"
name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a><!--[if gte vml 1]><v:shape id="_x1"><v:imagedata
src="file:///C:/Temp/image001.png"/></v:shape><![endif]--><![if !vml]><img width=5 height=5
src="file:///C:/Temp/image002.png" v:shapes="_x1"><![endif]></p>
<table class=MsoTableGrid border=1 cellspacing=0 style='border-collapse:collapse'>
<tr style='mso-yfti-irow:0'><td width=301 valign=top style='width:225.5pt;border:solid windowtext 1.0pt'>
<p class=MsoNormal style='margin-bottom:0cm'><b>Şəhər<o:p></o:p></b></p></td>
<td width=301 colspan=2 style='width:225.5pt'><p class=MsoNormal>Sayı</p></td></tr>
<tr><td rowspan=2><p class=MsoNormal>Gəncə</p></td><td><p class=MsoNormal>1</p><p class=MsoNormal>2</p></td>
<td style='background:#DDD'><p class=MsoNormal><o:p>&nbsp;</o:p></p></td></tr>
<tr><td colspan=2><p class=MsoNormal>Şəki</p></td></tr></table>
<p class=MsoNormal><span style='mso-no-proof:yes'>Son</span></p>""")
WORD_TEXT_STORED = (
    "<h2>Miqrasiya</h2>\n<h2>Ёлка</h2>\n<h3>Hissə</h3>\n"
    "<p><strong>Qalın </strong><em>курсив</em> və <u>altı</u>, 5<sup>2</sup>, №\u00a07!</p>\n"
    '<p><a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer">keçid</a>, fayl[1]</p>\n'
    '<table><tbody><tr><td><strong>Şəhər</strong></td><td colspan="2">Sayı</td></tr>'
    '<tr><td rowspan="2">Gəncə</td><td><p>1</p><p>2</p></td><td></td></tr>'
    '<tr><td colspan="2">Şəki</td></tr></tbody></table>\n<p>Son</p>'
)

WORD_LISTS = word(
    item("ağ", "·", 1, first="First")
    + item("ıldırım", "o", 2)
    + item("İnci", "§", 3)
    + item("ёж", "·", 1)
    + item("bir", "1.", 1, number=1)
    + item("iki", "2.", 1, number=1)
    + item("а", "а)", 2, number=1)
    + item("б", "б)", 2, number=1)
    + item("üç", "3.", 1, number=1, first="Last")
    + "<p class=MsoNormal>Fasilə</p>"
    + item("dörd", "4.", 1, number=1, first="First")
    + "<h2 style='mso-list:l2 level1 lfo3'><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>Fəsil</h2>"
)
WORD_LISTS_STORED = (
    "<ul><li>ağ<ul><li>ıldırım<ul><li>İnci</li></ul></li></ul></li><li>ёж</li></ul>\n"
    "<ol><li>bir</li><li>iki<ol><li>а</li><li>б</li></ol></li><li>üç</li></ol>\n"
    '<p>Fasilə</p>\n<ol start="4"><li>dörd</li></ol>\n<h2>Fəsil</h2>'
)

GOOGLE_DOCS = """<meta charset='utf-8'><meta charset="utf-8"><b style="font-weight:normal;"
id="docs-internal-guid-1"><h1 dir="ltr" style="line-height:1.38;margin-top:20pt;"><span
style="font-size:20pt;font-family:Arial;font-weight:400;white-space:pre-wrap;">Başlıq</span></h1><p dir="ltr"
style="line-height:1.38;"><span style="font-size:11pt;font-weight:400;font-style:normal;text-decoration:none;">Adi,
</span><span style="font-weight:700;font-style:italic;">qalın</span><span style="font-weight:400;"> və </span><span
style="font-weight:400;text-decoration:line-through;">silinmiş</span><span
style="font-size:0.6em;vertical-align:super;">2</span><span style="font-weight:400;text-decoration:underline;">alt</span>
</p><br /><p dir="ltr"><a href="https://www.google.com/url?q=https://example.org/%C9%99?a%3D1&amp;sa=D&amp;source=editors"
style="text-decoration:none;"><span style="color:#1155cc;text-decoration:underline;">keçid</span></a></p><ul
style="margin-top:0;"><li dir="ltr" style="list-style-type:disc;" aria-level="1"><p dir="ltr"
role="presentation"><span style="font-weight:400;">bir</span></p></li><ul><li dir="ltr" aria-level="2"><p dir="ltr"
role="presentation"><span style="font-weight:400;">iki</span></p></li></ul></ul></b><br class="Apple-interchange-newline">"""
GOOGLE_DOCS_STORED = (
    "<h2>Başlıq</h2>\n"
    "<p>Adi, <strong><em>qalın</em></strong> və <s>silinmiş</s><sup>2</sup><u>alt</u></p>\n"
    '<p><a href="https://example.org/ə?a=1" rel="noopener noreferrer">keçid</a></p>\n'
    "<ul><li>bir<ul><li>iki</li></ul></li></ul>"
)

LIBRE_OFFICE = """<!DOCTYPE html><html><head><title></title><meta name="generator" content="LibreOffice 7.4">
<style type="text/css">p { line-height: 115%; background: transparent }</style></head>
<body lang="az-AZ" link="#000080" dir="ltr"><p align="justify" style="line-height: 100%; margin-bottom: 0cm">
<font face="Liberation Serif, serif"><font size="3" style="font-size: 12pt"><span lang="ru-RU"><b>Щука</b></span> və
<font color="#ff0000"><i>ördək</i></font></font></font></p>
<p lang="en-US" style="margin-bottom: 0cm"><br/>
</p>
<h2 class="western" lang="ru-RU">Подъём</h2>
<ol start="2"><li><p style="margin-bottom: 0cm">bir</p></li>
	<li><p style="margin-bottom: 0cm">iki</p></li></ol>
<center><p>orta<br/>
sətir</p></center></body></html>"""
LIBRE_OFFICE_STORED = (
    "<p><strong>Щука</strong> və <em>ördək</em></p>\n<h2>Подъём</h2>\n"
    '<ol start="2"><li>bir</li><li>iki</li></ol>\n<p>orta<br>sətir</p>'
)

MOODLE = """<p dir="ltr" style="text-align: left;"><span style="font-size: 0.9375rem;">Salam,&nbsp; dünya!</span><br></p>
<p dir="ltr" style="text-align:left;"><br></p>
<h5 class="mt-3" style="font-family: inherit;"><span class="" style="color: rgb(51, 51, 51);">Mövzu</span></h5>
<div class="editor-indent" style="margin-left:30px;"><p>İçəridə&nbsp;</p></div>
<div>Bir<br></div><div><br></div><div>İki</div>
<p><img src="https://moodle.example.org/pluginfile.php/5/mod_page/content/1/%C5%9F%C9%99kil.png" alt="Şəkil"
class="img-fluid atto_image_button_text-bottom" width="400" height="300"> <img
src="@@PLUGINFILE@@/local.png" alt="yerli"><img src="data:image/png;base64,iVBORw0KGgo=" alt=""></p>
<p><a class="autolink" title="Sənəd" href="https://moodle.example.org/mod/page/view.php?id=3">Sənəd</a></p>"""
MOODLE_STORED = (
    "<p>Salam, dünya!</p>\n<h4>Mövzu</h4>\n<p>İçəridə</p>\n<p>Bir</p>\n<p>İki</p>\n"
    '<p><a href="https://moodle.example.org/pluginfile.php/5/mod_page/content/1/%C5%9F%C9%99kil.png"'
    ' rel="noopener noreferrer">Şəkil</a></p>\n'
    '<p><a href="https://moodle.example.org/mod/page/view.php?id=3" rel="noopener noreferrer"'
    ' title="Sənəd">Sənəd</a></p>'
)

PLAIN = "\nBirinci abzas: 2 < 3\nikinci sətir\r\n\r\n \n\n  Ğ  \n<b>ё</b>\n"
PLAIN_STORED = "<p>Birinci abzas: 2 &lt; 3<br>ikinci sətir</p>\n<p>Ğ<br>&lt;b&gt;ё&lt;/b&gt;</p>"
TANGLED = "{mlang en}<p>We met.</p>{mlang}\n\n{mlang az}Görüşdük.{mlang}"
TANGLED_WRITTEN = (
    "<p>{mlang en}&lt;p&gt;We met.&lt;/p&gt;{mlang}</p>\n<p>{mlang az}Görüşdük.{mlang}</p>"
)

HOSTILE = """<script>document.title = "gone"</script><p onclick="document.title='gone'">Mətn
<img src="x" onerror="document.title='gone'"><a href="javascript:document.title='gone'">bir</a>
<a href=" java\nscript:alert(1)" style="position:fixed">iki</a> <a href="data:text/html,x">üç</a></p>
<svg onload="alert(1)"><a xlink:href="javascript:alert(1)"><text>dörd</text></a></svg>
<iframe srcdoc="x">beş</iframe><form action="https://evil.example"><input name="csrf" value="x"><button>altı</button></form>
<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math><object data="x">yeddi</object>"""
EARLIER = '<p data-pm-slice="1 1 []">Əvvəlki <a href="javascript:alert(1)">bir</a></p>'
HOSTILE_STORED = "<p>Mətn bir iki üç</p>\n<p>Əvvəlki bir</p>"


@pytest.fixture
def entry(transactional_db):
    return make_entry(drafts=["az"], body_az="<p>köhnə</p>")


def paste(page, html, text=""):
    """Paste over whatever there is."""
    surface(page, "az").click()
    page.keyboard.press("Control+A")
    surface(page, "az").evaluate(PASTE, [html, text])


@pytest.mark.parametrize(
    ("html", "text", "expected"),
    [
        pytest.param(WORD_TEXT, "Miqrasiya", WORD_TEXT_STORED, id="text of Word"),
        pytest.param(WORD_LISTS, "ağ", WORD_LISTS_STORED, id="lists of Word"),
        pytest.param(GOOGLE_DOCS, "Başlıq", GOOGLE_DOCS_STORED, id="Google Docs"),
        pytest.param(LIBRE_OFFICE, "Щука", LIBRE_OFFICE_STORED, id="LibreOffice"),
        pytest.param(MOODLE, "Salam", MOODLE_STORED, id="Moodle"),
        pytest.param("", PLAIN, PLAIN_STORED, id="plain text"),
    ],
)
def test_pasted_text_is_stored_clean(log_in, submit, entry, html, text, expected):
    page = log_in(make_user(EDITOR))
    open_form(page, entry)
    paste(page, html, text)
    assert stored(page, submit, entry) == expected


def test_pasted_tags_of_moodle_stay_text(log_in, entry):
    page = log_in(make_user(EDITOR))
    open_form(page, entry)
    paste(page, "", TANGLED)
    page.locator("#id_title_az").focus()
    assert page.locator("#id_body_az").input_value() == TANGLED_WRITTEN
    paste(page, "<p>{mlang en}We met.{mlang}</p>")
    page.locator("#id_title_az").focus()
    assert page.locator("#id_body_az").input_value() == "<p>{mlang en}We met.{mlang}</p>"


def test_hostile_paste_leaves_nothing_active(log_in, submit, entry):
    page = log_in(make_user(EDITOR))
    open_form(page, entry)
    title = page.title()
    paste(page, HOSTILE)
    page.keyboard.press("Enter")
    surface(page, "az").evaluate(PASTE, [EARLIER, ""])
    assert surface(page, "az").locator("a, img, svg, iframe, form, input, script").count() == 0
    assert stored(page, submit, entry) == HOSTILE_STORED
    assert page.title() == title
