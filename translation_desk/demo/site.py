"""Puts the demo's desk into a site that has just got the demo: a glossary, and translations in every state."""

import tomllib
from datetime import timedelta
from pathlib import Path

from django.contrib.auth.models import User
from django.utils import timezone

from blog.history.recording import note_found, record
from blog.languages import in_language, language_codes
from blog.models import Entry
from translation_desk import steps
from translation_desk.glossary_changes import carry_out, plan
from translation_desk.glossary_csv import read_glossary
from translation_desk.models import Demand, Term, Translation
from translation_desk.standing import refresh_all, standing

FOLDER = Path(__file__).parent
# Demand is spread over so many days.
DAYS = 30


def install(entries: dict[str, Entry]) -> None:
    """Do what ``content.toml`` tells to the demo's ``entries``, which are named by their keys."""
    fill_glossary()
    stored = Entry.objects.filter(pk__in=[one.pk for one in entries.values()])
    refresh_all(list(stored))
    content = tomllib.loads((FOLDER / "content.toml").read_text("utf-8"))
    for facts in content["translations"]:
        if facts["locale"] in language_codes():
            translate(entries[facts["entry"]], facts)
    for facts in content["changes"]:
        change(entries[facts["entry"]], facts)
    # As a command there is no request that this would be done after.
    refresh_all(list(stored.all()))
    for facts in content["demand"]:
        want(entries[facts.pop("entry")], facts)


def fill_glossary():
    """The starter glossary, if there is none."""
    if Term.objects.exists():
        return
    read = read_glossary((FOLDER / "glossary.csv").read_bytes(), language_codes())
    carry_out(plan([], read.entries))


def translate(entry, facts):
    """A translation as ``facts`` describe it, through the steps that people take."""
    translation = Translation.objects.get(entry=entry, locale=facts["locale"])
    translator = account(facts["assignee"])
    due = None
    if "days_left" in facts:
        due = timezone.localdate() + timedelta(days=facts["days_left"])
    steps.assign(
        translation,
        by=account(facts["assigner"]),
        assignee=translator,
        due=due,
        note=facts.get("note", ""),
    )
    for row, target in zip(rows_of(translation), facts["targets"], strict=False):
        digest = row.source.digest
        steps.confirm(translation, row.position, digest, target, version=row.version, by=translator)
    if "state" in facts:
        steps.ask_for_review(translation, by=translator)
    for said in facts.get("comments", []):
        row = rows_of(translation)[said["position"]]
        steps.comment(
            translation, row.position, row.source.digest, said["text"], by=account(said["by"])
        )
    if "returned_with" in facts:
        steps.give_back(translation, facts["returned_with"], by=account(facts["returned_by"]))


def rows_of(translation):
    """The segments of the present source, with what is kept for each."""
    return standing(Translation.objects.select_related("entry").get(pk=translation.pk)).rows


def change(entry, facts):
    """Change a few words of an original, as its author would."""
    entry.refresh_from_db()
    note_found(entry)
    column = in_language("body", entry.original_language)
    setattr(entry, column, getattr(entry, column).replace(facts["old"], facts["new"]))
    entry.save()
    record(entry, by=account(facts["by"]))


def want(entry, counts):
    """Readers who wanted ``entry`` in the locales of ``counts``."""
    today = timezone.localdate()
    Demand.objects.bulk_create(
        Demand(entry=entry, locale=locale, day=today - timedelta(days=day), count=share)
        for locale, count in counts.items()
        for day in range(DAYS)
        if (share := count * (day + 1) // DAYS - count * day // DAYS)
    )


def account(name):
    """One of the demo's accounts."""
    return User.objects.get(username=name)
