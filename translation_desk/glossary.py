"""The glossary as it is kept, made ready to be looked up in."""

from translation_desk.models import Term
from translation_desk.terms import Glossary, TermEntry


def glossary() -> Glossary:
    """All terms; two queries."""
    return Glossary([_entry(term) for term in Term.objects.prefetch_related("names")])


def _entry(term):
    names, forbidden = {}, {}
    for name in term.names.all():
        (forbidden if name.is_forbidden else names).setdefault(name.locale, []).append(name.text)
    return TermEntry(
        id=term.pk,
        names=names,
        forbidden=forbidden,
        note=term.note,
        keep=term.keep,
        is_case_sensitive=term.is_case_sensitive,
    )
