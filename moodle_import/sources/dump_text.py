"""A long text read from its start to its end, with only the piece at hand in memory."""

from re import Match, Pattern
from typing import BinaryIO

from moodle_import.sources.base import SourceError
from moodle_import.sources.dump_files import DAMAGE

CHUNK = 1 << 20
# The longest thing that is looked at in one piece: a row, or a statement that is not rows.
LONGEST = 256 << 20
# How far patterns look ahead; what matches nearer to the end of the piece might match otherwise
# when there is more of it.
LOOKAHEAD = 100


class DumpText:
    """The bytes of a dump: ``data`` is the piece at hand, ``place`` where one reads in it.

    All methods raise SourceError when the file is damaged, or ends too early.
    """

    def __init__(self, file: BinaryIO, name: str):
        self.file = file
        self.name = name
        self.data = b""
        self.place = 0
        self.ended = False

    @property
    def is_at_end(self) -> bool:
        return self.ended and self.place == len(self.data)

    def fill(self) -> None:
        """Forget what was read and add at least as much as is left, if there is as much."""
        rest = self.data[self.place :]
        if len(rest) > LONGEST:
            raise SourceError(f"The dump {self.name} is not understood near {self.near()}.")
        try:
            # Doubling, as a pattern that wants more begins anew each time.
            more = self.file.read(max(CHUNK, len(rest)))
        except DAMAGE as error:
            raise SourceError(f"The dump {self.name} is cut off or damaged: {error}.") from error
        self.data = rest + more
        self.place = 0
        self.ended = not more

    def ensure(self, size: int) -> None:
        """Have ``size`` bytes at hand, or all that there are."""
        while len(self.data) - self.place < size and not self.ended:
            self.fill()

    def match(self, pattern: Pattern[bytes]) -> Match[bytes] | None:
        """What ``pattern`` matches here, and would match if all of the dump were at hand."""
        while True:
            found = pattern.match(self.data, self.place)
            if found and (self.ended or found.end() + LOOKAHEAD <= len(self.data)):
                return found
            if self.ended:
                return None
            self.fill()

    def line(self) -> bytes:
        """The next line without its end, which the last line may lack."""
        start = self.place
        while (end := self.data.find(b"\n", start)) < 0:
            start = len(self.data) - self.place
            if self.ended and not start:
                raise self.cut_off()
            if self.ended:
                end = len(self.data)
                break
            self.fill()
        line = self.data[self.place : end]
        self.place = min(end + 1, len(self.data))
        return line.removesuffix(b"\r")

    def go_behind(self, mark: bytes) -> None:
        """Move behind the next ``mark``."""
        while (found := self.data.find(mark, self.place)) < 0:
            if self.ended:
                raise self.cut_off()
            self.place = max(self.place, len(self.data) - len(mark) + 1)
            self.fill()
        self.place = found + len(mark)

    def near(self) -> str:
        """The words at this place, for a message; never more than a few."""
        return repr(self.data[self.place : self.place + 40].decode("utf-8", "replace"))

    def cut_off(self) -> SourceError:
        return SourceError(
            f"The dump {self.name} ends in the middle of a statement: it is cut off. Make it again."
        )
