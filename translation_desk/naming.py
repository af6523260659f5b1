"""What readers look for by a name of the glossary, they find by its names in other languages, too."""

import re
from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction
from django.dispatch import receiver

from blog.languages import language_codes
from blog.models import SearchDocument
from blog.search.analysing import WORD, exact
from blog.search.naming import Meaning, key_of
from blog.search.queries import Query
from blog.signals import index_checked, index_rebuilt, search_asked
from translation_desk.models import TermName

# What is read of a glossary that has one name for hundreds of things.
MOST_ROWS = 500
PART = 500
# Names in capitals that are other words without: WHO, US, IT, ICE, ИТ.
OTHER_WORDS = re.compile(
    "aids|am|and|are|as|at|be|can|do|for|he|ice|if|in|is|it|may|me|no|of|on|or|so|the|to|up|us|we|who|you"
    "|бы|во|вы|да|до|за|из|им|их|ко|кто|мы|на|не|но|ну|об|он|от|по|со|та|те|то|ту|ты|что|bu|da|ne|ve|ya"
)


@receiver(search_asked, sender=Query)
def name_words(runs: Sequence[Sequence[str]], **kwargs) -> list[Meaning]:
    """What words of ``runs`` are names in the glossary, with their names in other languages; one query."""
    windows = _windows(runs)
    typed_in, names = defaultdict(set), defaultdict(lambda: defaultdict(dict))
    for locale, key, text, is_case_sensitive, term, other, name in _rows(windows):
        for run, start, end in windows.get((locale, key), ()):
            if not is_case_sensitive or _is_written(text, runs[run][start:end]):
                typed_in[run, start, end, term].add(locale)
                names[run, start, end, term][other][name] = None
    known = [
        Meaning(*found[:3], _less(by_locale, typed_in[found])) for found, by_locale in names.items()
    ]
    return [one for one in known if one.names]


def _rows(windows):
    """Each name that has the key of one of ``windows``, with each name of the same term."""
    found = TermName.objects.filter(
        locale__in=language_codes(), key__in={key for _locale, key in windows}
    )
    order = ["term__names__is_forbidden", "term__names__position", "term__names__pk"]
    matched = ["locale", "key", "text", "term__is_case_sensitive", "term"]
    rows = found.order_by().values_list(
        *order, *matched, "term__names__locale", "term__names__text"
    )
    # Sorted here, as it takes longer to have it said in SQL than to do it.
    return [row[len(order) :] for row in sorted(rows[:MOST_ROWS])]


def _less(by_locale, typed_in):
    """The names in other languages than those that the name was typed in."""
    return {code: tuple(names) for code, names in by_locale.items() if code not in typed_in}


def _windows(runs) -> dict[tuple[str, str], list[tuple[int, int, int]]]:
    """Locale and key of all words that stand together in ``runs`` → where these are."""
    windows = defaultdict(list)
    for run, words in enumerate(runs):
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                for locale in language_codes():
                    key = key_of(" ".join(words[start:end]), locale)
                    windows[locale, key].append((run, start, end))
    return {(locale, key): places for (locale, key), places in windows.items() if key}


def _is_written(name, words):
    """Whether ``words`` may be a name that has its own capitals, perhaps with an ending (МИДом).

    People type it without these, too; but "who" and "us" are other words then.
    """
    written, typed = " ".join(WORD.findall(name)), " ".join(words)
    plain = exact(typed)
    return typed.startswith(written) or (
        plain == exact(written) and not OTHER_WORDS.fullmatch(plain)
    )


@receiver(index_rebuilt, sender=SearchDocument)
@transaction.atomic
def make_keys(**kwargs) -> None:
    """Make the keys of all names anew, as words may be analysed in another way now."""
    stale = _with_other_keys(TermName.objects.select_for_update())
    for name, key in stale:
        name.key = key
    TermName.objects.bulk_update([name for name, _key in stale], ["key"], batch_size=PART)


@receiver(index_checked, sender=SearchDocument)
def check_keys(**kwargs) -> list[str]:
    """Which names the search does not find, or by other words, as their keys are not what they should be."""
    return [
        f"Name {name.pk} of term {name.term_id} in {name.locale}: the glossary has another key."
        for name, _key in _with_other_keys(TermName.objects.all())
    ]


def _with_other_keys(names) -> list[tuple[TermName, str]]:
    """Those of ``names`` that have another key than they should, with that one."""
    pairs = ((name, key_of(name.text, name.locale)) for name in names.order_by("pk"))
    return [(name, key) for name, key in pairs if name.key != key]
