"""What the checks find in a translation as it stands, and what of it people have said to be nothing."""

from dataclasses import dataclass

from translation_desk.checks import CHECKS, ERROR, Pair, findings
from translation_desk.glossary import glossary
from translation_desk.matching import Row
from translation_desk.standing import Standing
from translation_desk.terms import Glossary


@dataclass(frozen=True)
class Finding:
    """What a check found in a row; ``is_dismissed`` when a person said that it is nothing."""

    row: Row
    check: str
    severity: str
    message: str
    key: str
    is_dismissed: bool = False

    @property
    def is_error(self) -> bool:
        return self.severity == ERROR


def severity_of(check_id: str) -> str:
    """ "error" or "warning"; "" for what is no check."""
    return next((check.severity for check in CHECKS if check.id == check_id), "")


def found_in(
    now: Standing, rows: list[Row] | None = None, *, terms: Glossary | None = None
) -> list[Finding]:
    """What the checks find in ``rows`` (all that hold something), in the order of the page.

    ``terms`` are those of the glossary, where they are known already.
    """
    rows = now.rows if rows is None else rows
    known = set(now.translation.dismissals.values_list("check_id", "key"))
    terms = glossary() if terms is None else terms
    found = []
    for row in rows:
        if not row.target:
            continue
        pair = Pair(
            source=row.source,
            target=row.source._replace(text=row.target),
            source_locale=now.source_locale,
            target_locale=now.translation.locale,
            glossary=terms,
        )
        found += [
            Finding(row, *one, is_dismissed=(one.check, one.key) in known) for one in findings(pair)
        ]
    return found


def errors_in(now: Standing) -> list[Finding]:
    """The errors that keep the translation from readers."""
    return [one for one in found_in(now) if one.is_error and not one.is_dismissed]
