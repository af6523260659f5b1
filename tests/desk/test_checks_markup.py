"""Inline markup that got lost, moved or does not fit."""

import pytest

from tests.desk.checking import ids_of
from translation_desk.kinds import TITLE


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("A <strong>new</strong> law.", "<strong>Новый</strong> закон."),
        (
            "A <strong>new <em>old</em></strong> law.",
            "<strong>Новый <em>старый</em></strong> закон.",
        ),
        ("Line<br>line.", "Строка<br>строка."),
        ('The word <span lang="ru">закон</span> is law.', "Слово «закон» значит law."),
        ('We ate <span lang="az">qutab</span>.', "Мы ели кутаб."),
        ('We ate <span lang="az">qutab</span>.', 'Мы ели <span lang="az">qutab</span>.'),
        ("He said <q>no</q>.", "Он сказал «нет»."),
    ],
)
def test_markup_that_is_kept_does_not_alarm(source, target):
    assert ids_of(source, target) == []


@pytest.mark.parametrize(
    ("check", "source", "target"),
    [
        ("markup-lost", "A <strong>new</strong> law.", "Новый закон."),
        ("markup-lost", "H<sub>2</sub>O and <em>more</em>.", "H<sub>2</sub>O и другое."),
        (
            "markup-nesting",
            "<strong>A <em>new</em></strong> law.",
            "<strong>Новый</strong> <em>закон</em>.",
        ),
        ("markup-unfit", "A new law.", "<p>Новый закон.</p>"),
        ("markup-unfit", "A new law.", "Новый <blink>закон</blink>."),
        ("markup-unfit", "A <em>new</em> law.", "<em>Новый закон."),
        ("language-lost", 'We ate <span lang="az">qutab</span>.', "Мы ели qutab."),
    ],
)
def test_markup_that_is_not_kept_alarms(check, source, target):
    assert ids_of(source, target) == [check]


def test_plain_texts_have_no_markup():
    assert ids_of("A < B and <em> here", "А < Б и <em> тут", kind=TITLE) == []
