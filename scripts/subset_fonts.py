"""Make the site's font files out of Source Serif 4 (SIL Open Font License 1.1).

Usage: npm pack @fontsource/source-serif-4 && tar xf fontsource-source-serif-4-*.tgz
       pip install fonttools brotli && python scripts/subset_fonts.py package/files

Two files a style: Latin with the letters of Azerbaijani (which web subsets keep apart: ı in one
file, ə in another), and Russian. A page loads those whose letters it has.
"""

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "static" / "site" / "fonts"
STYLES = {"400-normal": "regular", "400-italic": "italic"}
PUNCTUATION = "\u00a0«»·§°±²³×–—‘’‚“”„•…‹›€№−\u2009\u202f"
LATIN = "".join(map(chr, range(32, 127))) + PUNCTUATION + "çÇöÖüÜıéèáíóúñßäÄ"
AZERBAIJANI = "əƏğĞşŞİ"
RUSSIAN = "".join(map(chr, range(0x410, 0x450))) + "Ёё№"


def main(folder):
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        for style, name in STYLES.items():
            latin = subset(folder, "latin", style, LATIN, Path(scratch) / "latin.ttf")
            more = subset(folder, "latin-ext", style, AZERBAIJANI + "№", Path(scratch) / "ext.ttf")
            save(Merger().merge([str(latin), str(more)]), f"serif-{name}-latin.woff2")
            russian = subset(folder, "cyrillic", style, RUSSIAN, Path(scratch) / "cyrillic.ttf")
            save(TTFont(russian), f"serif-{name}-cyrillic.woff2")


def subset(folder, script, style, letters, target):
    """Write those letters of one file of the package as TrueType; return where."""
    font = TTFont(folder / f"source-serif-4-{script}-{style}.woff2")
    options = Options()
    options.hinting = False
    options.layout_features = ["kern", "liga", "locl", "mark", "ccmp"]
    subsetter = Subsetter(options)
    subsetter.populate(text=letters)
    subsetter.subset(font)
    font.flavor = None
    font.save(target)
    return target


def save(font, name):
    font.flavor = "woff2"
    font.save(TARGET / name)
    print(f"{name}: {(TARGET / name).stat().st_size:,} bytes, {len(font.getBestCmap())} letters")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
