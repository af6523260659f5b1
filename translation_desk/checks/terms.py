"""Terms of the glossary: required ones that are missing, forbidden ones that are used."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.languages import quote
from translation_desk.checks.base import ERROR, Check, Pair, listed


class MissingTerm(Check):
    id, name = "term-missing", _("Term of the glossary missing")
    explanation = _(
        "The source text has a term of the glossary, and the translation has none of the words agreed on for it."
    )

    def find(self, pair: Pair):
        if not pair.glossary:
            return
        missing = pair.glossary.missing(
            pair.source_text, pair.source_locale, pair.target_text, pair.target_locale
        )
        for found in missing:
            names = found.term.names.get(pair.target_locale) or [found.name]
            yield gettext("For %(term)s the glossary has: %(names)s") % {
                "term": listed([found.name]),
                "names": _quoted(names, pair),
            }


def _quoted(names, pair):
    return ", ".join(quote(name, pair.target_locale) for name in names)


class ForbiddenTerm(Check):
    id, name = "term-forbidden", _("Forbidden term")
    explanation = _("The translation uses words that the glossary forbids.")
    severity = ERROR

    def find(self, pair: Pair):
        if not pair.glossary:
            return
        # The same words in two places are one finding.
        met = pair.glossary.forbidden(pair.target_text, pair.target_locale)
        for found in {(one.term.id, one.name): one for one in met}.values():
            word = quote(found.name, pair.target_locale)
            names = found.term.names.get(pair.target_locale, [])
            if names:
                yield gettext("Instead of %(term)s write: %(names)s") % {
                    "term": word,
                    "names": _quoted(names, pair),
                }
            else:
                yield gettext("The glossary forbids %s.") % word


CHECKS = [MissingTerm(), ForbiddenTerm()]
