"""What the checks say about one text and its translation."""

from translation_desk.checks import Pair, findings
from translation_desk.kinds import BODY, Segment


def pair_of(source, target, *, languages="en ru", kind=BODY, glossary=None) -> Pair:
    """A segment in the first of ``languages`` and its translation into the second."""
    one, other = languages.split()
    tag = "p" if kind == BODY else ""
    return Pair(Segment(kind, source, tag), Segment(kind, target, tag), one, other, glossary)


def ids_of(source, target, **more) -> list[str]:
    """The ids of the checks that find something."""
    return sorted({found.check for found in findings(pair_of(source, target, **more))})


def messages_of(source, target, **more) -> list[str]:
    return [found.message for found in findings(pair_of(source, target, **more))]
