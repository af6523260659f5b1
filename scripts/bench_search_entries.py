"""What bench_search.py searches: run by ``manage.py shell``, as it needs the site.

BENCH_ENTRIES entries go in without an index: how long it takes to build one is measured afterwards.
"""

import os
from datetime import timedelta
from random import Random

from django.utils import timezone

from blog.languages import language_codes
from blog.models import Author, Entry, Tag
from blog.roles import EDITOR
from scripts.bench_search_texts import Language
from tests.factories import make_user

ENTRIES, AT_ONCE = int(os.environ["BENCH_ENTRIES"]), 1000
TAGS, YEARS = 300, 10
STEP = timedelta(days=365 * YEARS) / ENTRIES


def entry_of(number):
    """An entry that is live in every language; the first is the newest."""
    at = now - number * STEP - timedelta(hours=1)
    entry = Entry(author=author, original_language="en")
    for code, language in languages.items():
        setattr(entry, f"title_{code}", language.title())
        setattr(entry, f"slug_{code}", f"{code}-{number}")
        setattr(entry, f"summary_{code}", language.summary())
        setattr(entry, f"body_{code}", language.body())
        setattr(entry, f"published_at_{code}", at)
    return entry


def tag_of(number):
    names = {
        f"name_{code}": f"{language.words[number * 7 + 20]}" for code, language in languages.items()
    }
    return Tag(**names, **{f"slug_{code}": f"{code}-{number}" for code in languages})


now, dice = timezone.now(), Random("tags")  # noqa: S311  (no secret)
author = Author.of(make_user(EDITOR))
languages = {code: Language(code) for code in language_codes()}
tags = Tag.objects.bulk_create(tag_of(number) for number in range(TAGS))
frequent = [1 / (rank + 5) for rank in range(TAGS)]
Tagged = Entry.tags.through
for start in range(0, ENTRIES, AT_ONCE):
    numbers = range(start, min(start + AT_ONCE, ENTRIES))
    entries = Entry.objects.bulk_create(entry_of(number) for number in numbers)
    Tagged.objects.bulk_create(
        Tagged(entry=entry, tag=tag)
        for entry in entries
        for tag in {*dice.choices(tags, frequent, k=dice.randint(1, 4))}
    )
