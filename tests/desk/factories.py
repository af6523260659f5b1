"""Makers of what the desk works on."""

from tests.factories import make_entry
from translation_desk import steps
from translation_desk.models import Translation
from translation_desk.standing import standing

BODY = (
    "<h2>Working day</h2>"
    "<p>On 5 May we met in <strong>Baku</strong>.</p>"
    "<p>The hotline is open.</p>"
)
RUSSIAN = {
    "Round table": "Круглый стол",
    "Working day": "Рабочий день",
    "On 5 May we met in <strong>Baku</strong>.": "5 мая мы встретились в <strong>Баку</strong>.",
    "The hotline is open.": "Горячая линия ещё открыта.",
}
RUSSIAN_BODY = (
    "<h2>Рабочий день</h2>\n"
    "<p>5 мая мы встретились в <strong>Баку</strong>.</p>\n"
    "<p>Горячая линия ещё открыта.</p>"
)


def make_original(*, body=BODY, **kwargs):
    """An entry that is live in English, with a title and three blocks."""
    kwargs.setdefault("live", ["en"])
    return make_entry(title_en="Round table", body_en=body, **kwargs)


def translation_of(entry, locale="ru"):
    return Translation.objects.select_related("entry__author").get(entry=entry, locale=locale)


def rows_of(translation):
    return standing(Translation.objects.get(pk=translation.pk)).rows


def confirm_row(translation, row, text, *, by):
    return steps.confirm(
        translation, row.position, row.source.digest, text, version=row.version, by=by
    )


def confirm_all(translation, *, by, words=RUSSIAN):
    """Confirm what ``words`` have a translation of."""
    for row in rows_of(translation):
        if row.source.text in words:
            confirm_row(translation, row, words[row.source.text], by=by)


def states_of(translation):
    return [row.state for row in rows_of(translation)]
