"""What an import says: numbers, and every problem by its kind. As text, as JSON, and for the admin."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from blog.languages import facts, language_codes
from moodle_import.kinds import KINDS, WEIGHTS, WORDS

LENGTH_OF_TEXT = 300


@dataclass(frozen=True)
class Problem:
    """One case: the kind, Moodle's id and title of the entry, and what the reason's sentence names."""

    kind: str
    entry: int | None
    title: str
    details: dict[str, object] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        """The sentence, in the active language."""
        told = {name: _told(name, value) for name, value in self.details.items()}
        return str(KINDS[self.kind].reason) % told

    def as_json(self) -> dict[str, object]:
        """With the sentence in the active language, for who reads the file without this program."""
        return {
            "kind": self.kind,
            "entry": self.entry,
            "title": self.title,
            "reason": self.reason,
            "details": self.details,
        }


@dataclass
class Report:
    """The numbers of an import and its problems.

    ``states``: "live", "scheduled", "draft", "skipped"; ``languages``: per code how many entries have a
    text of their own in it; ``counts``: whatever else is counted.
    """

    entries: int = 0
    states: Counter = field(default_factory=Counter)
    languages: Counter = field(default_factory=Counter)
    outcomes: Counter = field(default_factory=Counter)
    counts: Counter = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    def tell(self, kind: str, entry: int | None, title: str, **details) -> None:
        """Note a problem, once: the languages of an entry may share it."""
        problem = Problem(kind, entry, title, details)
        if problem not in self.problems[-40:]:
            self.problems.append(problem)

    def in_order(self) -> list[Problem]:
        """The problems by entry, whatever order they were found in."""
        kinds = list(KINDS)
        return sorted(
            self.problems, key=lambda one: (one.entry or 0, kinds.index(one.kind), one.reason)
        )

    def groups(self) -> Iterator[tuple[str, list[Problem]]]:
        """Kind and its problems, what was lost first."""
        by_kind: dict[str, list[Problem]] = {kind: [] for kind in KINDS}
        for problem in self.in_order():
            by_kind[problem.kind].append(problem)
        for weight in WEIGHTS:
            for kind, problems in by_kind.items():
                if problems and KINDS[kind].weight == weight:
                    yield kind, problems

    def as_json(self) -> dict[str, object]:
        """Everything as plain values."""
        return {
            "entries": self.entries,
            "states": dict(+self.states),
            "languages": dict(+self.languages),
            "outcomes": dict(+self.outcomes),
            "counts": dict(+self.counts),
            "problems": [problem.as_json() for problem in self.in_order()],
        }

    @classmethod
    def from_json(cls, data: dict) -> "Report":
        """The report that ``as_json`` wrote; kinds that this version does not know are left out."""
        return cls(
            entries=data.get("entries", 0),
            **{
                name: Counter(data.get(name, {}))
                for name in ("states", "languages", "outcomes", "counts")
            },
            problems=[
                Problem(one["kind"], one["entry"], one["title"], one["details"])
                for one in data.get("problems", [])
                if one["kind"] in KINDS
            ],
        )

    def as_lines(self) -> Iterator[str]:
        """The report for a terminal."""
        yield f"Entries: {self.entries}"
        for heading, counts in (
            ("by state", self.states),
            ("by language", self.languages),
            ("what happens", self.outcomes),
            ("with them", self.counts),
        ):
            if +counts:
                told = ", ".join(f"{name} {count}" for name, count in sorted((+counts).items()))
                yield f"  {heading}: {told}"
        if not self.problems:
            yield "No problems."
        for kind, problems in self.groups():
            yield ""
            yield f"{KINDS[kind].heading} ({len(problems)}, {KINDS[kind].weight}: {kind})"
            for problem in problems:
                where = f"#{problem.entry} {problem.title or '–'}" if problem.entry else "–"
                yield f"  {where}: {problem.reason}"

    def write(self, path) -> None:
        """As JSON into the file ``path``; raises OSError."""
        text = json.dumps(self.as_json(), ensure_ascii=False, indent=1)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")


def _told(name: str, value: object) -> object:
    """A detail in words: the name of a language, a word of ours ("@title"), a text not too long."""
    if not isinstance(value, str):
        return value
    if name == "language" and value in language_codes():
        return facts(value).endonym
    if value.startswith("@") and value[1:] in WORDS:
        return str(WORDS[value[1:]])
    text = " ".join(value.split())
    return text if len(text) <= LENGTH_OF_TEXT else f"{text[:LENGTH_OF_TEXT]}…"
