"""What a file would change in the glossary, and doing so.

A row is for the term that it shares names with: the first that both have, in the order of the site, or
most of those that both have. Other rows are new terms. A cell that is empty changes nothing, and no
term is taken away: a file that has only some columns, or some rows, loses nothing.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext

from blog.languages import language_codes
from blog.stemming import folded
from translation_desk.glossary_csv import Problem
from translation_desk.models import Term, TermName
from translation_desk.terms import TermEntry


@dataclass(frozen=True)
class Change:
    """What a row makes of a term; ``before`` is None of a new one."""

    row: int
    before: TermEntry | None
    after: TermEntry


@dataclass(frozen=True)
class Plan:
    """What a file would change: the terms it adds and changes, how many it leaves as they are."""

    added: list[Change]
    changed: list[Change]
    same: int
    problems: list[Problem]

    @property
    def digest(self) -> str:
        """Differs when something else would be done."""
        return sha256(repr((self.added, self.changed)).encode()).hexdigest()

    def __bool__(self):
        return bool(self.added or self.changed)


def plan(
    terms: Sequence[TermEntry], rows: Sequence[TermEntry], problems: Sequence[Problem] = ()
) -> Plan:
    """What ``rows`` of a file, as ``glossary_csv`` reads them, would make of ``terms``."""
    rows, twice = _each_once(rows)
    pairs = _pairs(terms, rows)
    changes = [Change(row.id, pairs.get(row.id), _merged(pairs.get(row.id), row)) for row in rows]
    known = [one for one in changes if one.before]
    changed = [one for one in known if one.before != one.after]
    return Plan(
        added=[one for one in changes if not one.before],
        changed=changed,
        same=len(known) - len(changed),
        problems=sorted([*problems, *twice]),
    )


@transaction.atomic
def carry_out(planned: Plan) -> None:
    """Do what was planned; for some queries, not for one a term."""
    changes = [*planned.added, *planned.changed]
    terms = [_term(one.after, pk=one.before and one.before.id) for one in changes]
    Term.objects.bulk_create(terms[: len(planned.added)])
    changed = terms[len(planned.added) :]
    Term.objects.bulk_update(changed, ["note", "keep", "is_case_sensitive"], batch_size=500)
    TermName.objects.filter(term__in=changed, locale__in=language_codes()).delete()
    names = [
        name
        for term, one in zip(terms, changes, strict=True)
        for name in names_of(term, one.after.names, one.after.forbidden)
    ]
    TermName.objects.bulk_create(names, batch_size=500)


def set_names(term: Term, names: dict[str, list[str]], forbidden: dict[str, list[str]]) -> None:
    """Give ``term`` these names instead of those it has in the languages of the site."""
    term.names.filter(locale__in=language_codes()).delete()
    TermName.objects.bulk_create(names_of(term, names, forbidden))


def names_of(term: Term, names: dict, forbidden: dict) -> Iterator[TermName]:
    """The rows of the names of ``term``, the preferred one of each locale first."""
    for is_forbidden, by_locale in ((False, names), (True, forbidden)):
        for locale in language_codes():
            for position, text in enumerate(by_locale.get(locale, ())):
                yield TermName(
                    term=term,
                    locale=locale,
                    text=text,
                    is_forbidden=is_forbidden,
                    position=position,
                )


def _term(entry, pk):
    return Term(pk=pk, note=entry.note, keep=entry.keep, is_case_sensitive=entry.is_case_sensitive)


def _preferred(entry) -> dict[str, str]:
    """The preferred names as they are compared, in the order of the site."""
    return {
        code: folded(entry.names[code][0], code)
        for code in language_codes()
        if entry.names.get(code)
    }


def _each_once(rows):
    """``rows`` less those that stand in the file already, and what is said of these."""
    found, problems = {}, []
    for row in rows:
        key = tuple(_preferred(row).items())
        if key in found:
            message = gettext("This term stands in row %(row)s already.")
            problems.append(Problem(row.id, message % {"row": found[key].id}))
        else:
            found[key] = row
    return list(found.values()), problems


def _pairs(terms, rows) -> dict[int, TermEntry]:
    """Number of a row → the term that it is for; what is most alike is paired first."""
    by_name = defaultdict(list)
    for place, term in enumerate(terms):
        for one in _preferred(term).items():
            by_name[one].append(place)
    likely = []
    for row in rows:
        shared = defaultdict(int)
        for one in _preferred(row).items():
            for place in by_name[one]:
                shared[place] += 1
        likely += [
            (-count, row.id, place)
            for place, count in shared.items()
            if _is_for(row, terms[place], count)
        ]
    pairs, taken = {}, set()
    for _rank, number, place in sorted(likely):
        if number not in pairs and place not in taken:
            pairs[number] = terms[place]
            taken.add(place)
    return pairs


def _is_for(row, term, shared):
    """Whether a row that shares so many names with a term is for it: "sığınacaq" is asylum, and a shelter."""
    ours, theirs = _preferred(row), _preferred(term)
    both = [code for code in ours if code in theirs]
    return ours[both[0]] == theirs[both[0]] or shared * 2 > len(both)


def _merged(term, row) -> TermEntry:
    """``term`` with what the row says; what the row leaves empty stays."""
    if term is None:
        return row._replace(id=0)
    names, forbidden = {}, {}
    for code in dict.fromkeys([*term.names, *term.forbidden, *row.names, *row.forbidden]):
        banned = row.forbidden.get(code, [])
        names[code] = _names(term.names.get(code, []), row.names.get(code, []), banned)
        forbidden[code] = banned or _less(term.forbidden.get(code, []), names[code])
    return TermEntry(
        id=term.id,
        names={code: several for code, several in names.items() if several},
        forbidden={code: several for code, several in forbidden.items() if several},
        note=row.note or term.note,
        keep=row.keep or term.keep,
        is_case_sensitive=row.is_case_sensitive or term.is_case_sensitive,
    )


def _names(stored, said, banned):
    """The preferred name, then the others: each as the row says, else as it was."""
    if not said:
        return _less(stored, banned)
    preferred, *others = said
    return list(dict.fromkeys([preferred, *(others or _less(stored[1:], banned))]))


def _less(names, others):
    return [name for name in names if name not in others]
