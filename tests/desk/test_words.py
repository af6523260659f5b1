"""The words of the interface are those that docs/for-translators.md defines."""

import re
from pathlib import Path

import pytest
from django.utils.translation import gettext, override

from blog.languages import capitalize, lower
from translation_desk.models import SourceChange, Translation

PAGE = Path(__file__).parents[2] / "docs" / "for-translators.md"
LANGUAGES = ["ru", "az"]
# Django says them of something else.
NOT_OURS = {"English", "Forbidden", "Summary"}


def defined():
    """English word → words in the other languages, where a line has as many in each."""
    words = {}
    for line in re.findall(r"^\| (.+) \|$", PAGE.read_text("utf-8"), re.M):
        cells = [cell.split(", ") for cell in line.split(" | ")]
        if len(cells) == 3 and len({len(cell) for cell in cells}) == 1:
            words |= {english: others for english, *others in zip(*cells, strict=True)}
    return words


@pytest.mark.parametrize("language", LANGUAGES)
def test_interface_uses_the_words_that_are_defined(language):
    different = {}
    with override(language):
        for english, others in defined().items():
            for message in (english, capitalize(english, "en")):
                said, word = gettext(message), others[LANGUAGES.index(language)]
                if message not in NOT_OURS and said != message and lower(said, language) != word:
                    different[message] = said, word

    assert different == {}


def test_every_state_and_size_is_defined():
    labels = [*Translation.Shown.choices, *SourceChange.Size.choices]
    with override("en"):
        assert {str(label) for _value, label in labels} <= defined().keys()
