"""The side-by-side page as its forms and its scripts ask for it, for tests."""

from django.urls import reverse

from tests.desk.factories import rows_of
from translation_desk.models import Term, TermName

JSON = {"accept": "application/json"}


def side_url(entry, locale="ru", step=""):
    name = f"admin:translation_desk_side_{step}" if step else "admin:translation_desk_side"
    return reverse(name, args=[entry.pk, locale])


def which(row, **more):
    """The fields by which a form says which segment it is about."""
    return {
        "position": row.position,
        "digest": row.source.digest,
        "version": row.version,
        **more,
    }


def send(client, translation, step, *, place=0, row=None, is_script=True, **fields):
    """Send the form of a segment of ``translation`` to a step."""
    row = row or rows_of(translation)[place]
    headers = JSON if is_script else {"accept": "text/html,*/*;q=0.8"}
    address = side_url(translation.entry, translation.locale, step)
    return client.post(address, which(row, **fields), headers=headers)


def make_term(**names):
    """A term of the glossary, by its name in each language."""
    term = Term.objects.create()
    for locale, text in names.items():
        TermName.objects.create(term=term, locale=locale, text=text)
    return term
