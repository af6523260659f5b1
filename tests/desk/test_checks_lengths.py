"""Lengths out of proportion."""

from tests.desk.checking import ids_of

LONG = "The centre opened a new laboratory for documents in Baku this week."


def test_a_usual_length_does_not_alarm():
    assert ids_of(LONG, "На этой неделе центр открыл в Баку новую лабораторию документов.") == []


def test_a_short_or_a_long_one_alarms():
    assert ids_of(LONG, "Центр открыл лабораторию.") == ["length"]
    assert ids_of(LONG, "Центр открыл новую лабораторию. " * 5) == ["length"]


def test_of_a_short_text_the_length_says_nothing():
    assert ids_of("Yes.", "Да, конечно, так оно всё и было.") == []
