"""What bench_desk.py measures with: run by ``manage.py shell``, as it needs the site.

Prints the name of an editor, the number of the long entry, and the digests of its segments.
"""

from datetime import timedelta

from django.utils import timezone

from blog.models import Author, Entry
from blog.roles import EDITOR
from tests.factories import make_user
from translation_desk.models import Demand
from translation_desk.segments import split_part

ENTRIES, AT_ONCE, PARAGRAPHS = 10_000, 1000, 60
SENTENCES = {
    "en": "On {day} May {number} people asked us about a work permit.",
    "ru": "{day} мая {number} человек спросили нас о разрешении на работу.",
    "az": "Mayın {day}-də {number} nəfər bizdən iş icazəsi barədə soruşdu.",
}
TITLES = {"en": "News {}", "ru": "Новость {}", "az": "Xəbər {}"}
HEADINGS = {"en": "In numbers", "ru": "В цифрах", "az": "Rəqəmlərlə"}


def text_of(language, number, paragraphs):
    """A body of so many paragraphs, each with a figure of its own."""
    lines = [
        SENTENCES[language].format(day=place % 28 + 1, number=number + place)
        for place in range(paragraphs)
    ]
    return f"<h2>{HEADINGS[language]}</h2>" + "".join(f"<p>{line}</p>" for line in lines)


def entry_of(number, paragraphs=5):
    """An entry that is live in English; every second in Russian, every third in Azerbaijani."""
    at = timezone.now() - timedelta(hours=number + 1)
    entry = Entry(author=author, original_language="en")
    for language, is_live in (("en", True), ("ru", number % 2), ("az", number % 3 == 1)):
        if is_live:
            setattr(entry, f"title_{language}", TITLES[language].format(number))
            setattr(entry, f"slug_{language}", f"{language}-{number}")
            setattr(entry, f"body_{language}", text_of(language, number, paragraphs))
            setattr(entry, f"published_at_{language}", at)
    return entry


editor = make_user(EDITOR)
author = Author.of(editor)
for start in range(0, ENTRIES, AT_ONCE):
    several = [entry_of(number) for number in range(start, start + AT_ONCE)]
    Entry.objects.insert(several)
    wanted = [one for number, one in enumerate(several) if number % 2 == 0]
    Demand.objects.bulk_create(
        Demand(entry=one, locale="ru", day=timezone.localdate(), count=one.pk % 500)
        for one in wanted
    )
long = entry_of(ENTRIES, PARAGRAPHS)
long.save()
part = {"title": long.title_en, "summary": "", "cover_alt": "", "cover_caption": "", "labels": []}
segments = split_part(part | {"body": long.body_en})
print(editor.username, long.pk, ",".join(segment.digest for segment in segments))
