"""What the translation desk does with texts, without a database: run by ``manage.py shell`` for bench_desk.py.

Each is far longer than what people write, or as bad as it can be. Prints a line for each: what it was, the
milliseconds that it took, and those that it may take.
"""

import time
import tomllib
from random import Random

from blog.demo.site import CONTENT
from blog.markup import plain_text
from blog.stemming import stem
from tests.desk.checking import ids_of
from translation_desk.aligning import align
from translation_desk.demo.site import FOLDER
from translation_desk.glossary_csv import read_glossary
from translation_desk.kinds import BODY
from translation_desk.realigning import realign
from translation_desk.segmenting import split
from translation_desk.segments import Segment
from translation_desk.terms import Glossary

ROW = '<tr><td>Şəki</td><td></td><td><img alt="x" src="picture:1">a<em>b</em></td></tr>'
PICTURE = '<img alt="b" src="picture:1">'
# Half a megabyte each.
BODIES = [
    f"<table><tbody>{ROW * 6000}</tbody></table>",
    f"<p>{f'a {PICTURE} <em>c</em> ' * 12_000}</p>",
    f"{'<blockquote>' * 20_000}a{'</blockquote>' * 20_000}",
    f"<p>{'<strong>' * 28_000}a{'</strong>' * 28_000}</p>",
    "<p></p>" * 72_000,
    "<p>" + "<strong>a" * 52_000,
]
PIECES = [
    "1 ",
    "a@",
    "I",
    "a.b",
    "«",
    " -",
    "<em>",
    "на 5 ",
    "+1 ",
    "?? ",
    "__",
    "а",
    "i\u0307",
    "“",
]


def timed(do, *arguments):
    start = time.process_time()
    do(*arguments)
    return time.process_time() - start


def checked(piece):
    text = "Söz " + piece * (20_000 // len(piece))
    for languages in ("en az", "en ru"):
        ids_of("A word", text, languages=languages)


def written_anew():
    """The segments of a text, and those of the text with a tenth of its words changed, in another order."""
    dice = Random(6)  # noqa: S311  (no secret)
    words = [f"söz{number}" for number in range(3000)]
    old = [Segment(BODY, " ".join(dice.choices(words, k=40)), "p") for _ in range(200)]
    return old, [
        one._replace(text=one.text.replace("söz1", "sözlər1")) for one in dice.sample(old, 200)
    ]


def paragraphs(number):
    words = ["Bakı", "təlim", "işıq", "mərkəz", "съезд"]
    return [
        Segment(BODY, f"{words[one % 5]} {one // 7} {words[one % 3]}", "p") for one in range(number)
    ]


def terms_of_a_page():
    """What finds the terms of the starter glossary in a page, as if its words had never been seen."""
    glossary = Glossary(read_glossary((FOLDER / "glossary.csv").read_bytes(), ["en", "az"]).entries)
    facts = tomllib.loads(next(CONTENT.glob("21-*.toml")).read_text("utf-8"))
    text = " ".join(plain_text(facts["az"]["body"]).split()[:300])
    stem.cache_clear()
    return glossary.find, text, "az"


def measured():
    """(What, milliseconds that it may take, seconds that it took)."""
    yield "a text of 500 kB in segments", 1500, max(timed(split, html) for html in BODIES)
    yield "checks of 20 kB that nobody wrote", 2000, max(timed(checked, one) for one in PIECES)
    yield "200 paragraphs written anew, aligned", 500, timed(align, *written_anew())
    source = paragraphs(1500)
    yield "1,500 paragraphs, realigned", 1000, timed(realign, source, source[:700] + source[701:])
    yield "terms of a page", 10, min(timed(*terms_of_a_page()) for _ in range(5))


for what, limit, seconds in measured():
    print(what, round(seconds * 1000), limit, sep="\t")
