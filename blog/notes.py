"""Notes to the readers of an entry; other apps write them, this one shows them."""

from typing import NamedTuple

from blog.models import Entry
from blog.reading import Reading
from blog.signals import entry_shown


class Note(NamedTuple):
    """A sentence or two in the active language; ``link`` leads to ``url``, a page in ``language``."""

    text: str
    link: str = ""
    url: str = ""
    language: str = ""


def notes_on(request, reading: Reading) -> list[Note]:
    """What is to be told to the reader who gets ``reading``."""
    answers = entry_shown.send(Entry, request=request, reading=reading)
    return [note for _receiver, note in answers if note]
