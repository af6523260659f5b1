"""No check alarms about the demo: its texts were written by people who know their languages."""

import tomllib
from itertools import permutations
from pathlib import Path

import pytest

import translation_desk
from blog.demo.site import CONTENT
from blog.markup import clean_html
from translation_desk.checks import Pair, findings
from translation_desk.glossary_csv import read_glossary
from translation_desk.segments import split_part
from translation_desk.terms import Glossary

LANGUAGES = ["en", "ru", "az"]
GLOSSARY = Path(translation_desk.__file__).parent / "demo" / "glossary.csv"
FIELDS = ["title", "summary", "cover_alt", "cover_caption"]


def parts(path):
    """Language → part of the demo's entry in ``path``."""
    facts = tomllib.loads(path.read_text("utf-8"))
    labels = [[file["name"], file["label"]] for file in facts.get("files", [])]
    for language in LANGUAGES:
        if language in facts:
            text = facts[language]
            yield (
                language,
                {
                    **{name: text.get(name, "") for name in FIELDS},
                    "body": clean_html(text.get("body", "")),
                    "labels": [
                        [name, label[language]] for name, label in labels if language in label
                    ],
                },
            )


@pytest.fixture(scope="module")
def glossary():
    """The demo's own."""
    return Glossary(read_glossary(GLOSSARY.read_bytes(), LANGUAGES).entries)


def pairs(path, glossary=None):
    """Segments with their translations, where an entry has the same ones in two languages."""
    segments = {language: split_part(part) for language, part in parts(path)}
    for one, other in permutations(segments, 2):
        shapes = [[(each.kind, each.tag) for each in segments[code]] for code in (one, other)]
        if shapes[0] == shapes[1]:
            for source, target in zip(segments[one], segments[other], strict=True):
                yield Pair(source, target, one, other, glossary)


@pytest.mark.parametrize("path", sorted(CONTENT.glob("[0-9]*.toml")), ids=lambda path: path.stem)
def test_no_false_alarm(path, glossary):
    alarms = [
        (found.check, found.message, pair.source.text, pair.target.text)
        for pair in pairs(path, glossary)
        for found in findings(pair)
    ]

    assert alarms == []


def test_most_of_the_demo_is_compared():
    assert sum(1 for path in CONTENT.glob("[0-9]*.toml") for _pair in pairs(path)) > 1000
