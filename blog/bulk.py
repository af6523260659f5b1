"""Many entries published, withdrawn or tagged, each in a transaction of its own.

So none is held while the others are worked on, two people who do it at once cannot lock each other
out, and what was done stays done when the server is stopped in the middle: repeating it does the rest.
"""

from dataclasses import dataclass, field

from django.db import transaction

from blog import roles
from blog.history.recording import lock, note_found, record
from blog.languages import language_codes
from blog.publishing import can_go_live, objections, publish, withdraw
from blog.submitting import Step, follow_dates

PUBLISH, WITHDRAW = "publish", "withdraw"
# The outcomes that are deeds.
DONE = {"goes_live", "becomes_draft"}


@dataclass
class Happened:
    """What was done to dates: language → entries, reason → pairs of an entry and a language, steps."""

    done: dict[str, list] = field(default_factory=dict)
    refused: dict[str, list] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)


@dataclass
class Tagged:
    """The entries whose tags were changed, and those whose tags this person may not change."""

    done: list = field(default_factory=list)
    refused: list = field(default_factory=list)


def foreseen(user, entry, language: str, verb: str) -> str:
    """What becomes of ``language`` of ``entry`` when ``user`` publishes or withdraws it.

    "goes_live" or "becomes_draft", or why nothing does: "live", "scheduled" (a date to come
    was set on purpose), "not_live", "empty", "forbidden". What other apps object to is not foreseen:
    to find that out takes its time (``change_dates``: "objected").
    """
    state = entry.state_in(language)
    is_dated = state in ("live", "scheduled")
    if verb == PUBLISH and is_dated:
        return state
    if verb == WITHDRAW and not is_dated:
        return "not_live"
    if verb == PUBLISH and not can_go_live(entry, language):
        return "empty"
    if language not in roles.publishable_languages(user, entry):
        return "forbidden"
    return "goes_live" if verb == PUBLISH else "becomes_draft"


def change_dates(numbers: list[int], languages: list[str], verb: str, *, by) -> Happened:
    """Publish or withdraw ``languages`` of the entries ``numbers``, as far as ``by`` may."""
    happened = Happened()
    for number in numbers:
        with transaction.atomic():
            entry = lock(number)
            if entry and roles.may_see(by, entry):
                _change_dates_of(entry, languages, verb, by, happened)
    return happened


def _change_dates_of(entry, languages, verb, by, happened):
    # The original first: translations are given its date.
    in_order = sorted(languages, key=lambda code: code != entry.original_language)
    outcomes = {code: _outcome(by, entry, code, verb) for code in in_order}
    for code, outcome in outcomes.items():
        if outcome in DONE:
            happened.done.setdefault(code, []).append(entry)
        else:
            happened.refused.setdefault(outcome, []).append((entry, code))
    chosen = [code for code, outcome in outcomes.items() if outcome in DONE]
    if not chosen:
        return
    note_found(entry)
    before = {code: entry.date_in(code) for code in language_codes()}
    for code in chosen:
        publish(entry, code) if verb == PUBLISH else withdraw(entry, code)
    entry.save_giving_up_slugs()
    happened.steps += follow_dates(entry, before, by=by)


def _outcome(by, entry, language, verb):
    outcome = foreseen(by, entry, language, verb)
    return "objected" if outcome == "goes_live" and objections(entry, language) else outcome


def change_tags(numbers: list[int], tags: list, verb: str, *, by) -> Tagged:
    """Add ("add") or remove ("remove") ``tags`` of the entries ``numbers``, as far as ``by`` may."""
    tagged = Tagged()
    for number in numbers:
        with transaction.atomic():
            entry = lock(number)
            if not (entry and roles.may_see(by, entry)):
                continue
            if not roles.may_change_shared(by, entry):
                tagged.refused.append(entry)
            elif _change_tags_of(entry, {*tags}, verb, by):
                tagged.done.append(entry)
    return tagged


def _change_tags_of(entry, tags, verb, by):
    has = {*entry.tags.all()}
    if tags <= has if verb == "add" else not tags & has:
        return False
    note_found(entry)
    entry.tags.set(has | tags if verb == "add" else has - tags)
    # Readers' machines are told by the time of the last change.
    entry.save(update_fields=["modified_at"])
    record(entry, by=by)
    return True
