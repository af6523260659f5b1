"""Inline markup: what does not fit, and what got lost."""

import re
from collections import Counter

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.markup import plain_text
from translation_desk.checks.base import ERROR, WORD, Check, Pair, listed
from translation_desk.inline import fits

# Links and pictures have checks of their own; quotation marks may be typed.
ELSEWHERE = {"img", "q", "span"}
MARKED = re.compile(r'<([a-z]+)[^<>]* lang="([^"]*)"[^<>]*>(.*?)</\1>', re.S)


class UnfitMarkup(Check):
    id, name = "markup-unfit", _("Markup that does not fit")
    explanation = _(
        "The translation has tags that cannot stand in this place, are not known or are not closed."
    )
    severity = ERROR

    def find(self, pair: Pair):
        if not pair.target.is_plain:
            yield from fits(pair.source.text, pair.target.text)


class LostMarkup(Check):
    id, name = "markup-lost", _("Markup lost")
    explanation = _(
        "Words that are strong, emphasised, linked or marked in another way in the source text are not marked in "
        "the translation."
    )

    def find(self, pair: Pair):
        counts = self._counts(pair.source_tags), self._counts(pair.target_tags)
        lost = counts[0] - counts[1]
        if lost:
            yield gettext("Fewer than in the source text: %s") % ", ".join(
                f"<{name}>" for name in sorted(lost)
            )

    def _counts(self, tags):
        return Counter(tag.name for tag in tags if tag.name not in ELSEWHERE)


class OtherNesting(Check):
    id, name = "markup-nesting", _("Markup nested in another way")
    explanation = _(
        "The tags are the same, but stand in one another in another way: an emphasis that was in a link, say, is "
        "now outside of it."
    )

    def find(self, pair: Pair):
        ones, others = self._nested(pair.source_tags), self._nested(pair.target_tags)
        names = [Counter(name for name, _parent in tags.elements()) for tags in (ones, others)]
        if ones != others and names[0] == names[1]:
            changed = sorted({f"<{name}>" for name, _parent in (ones - others)})
            yield gettext("Nested in another way: %s") % ", ".join(changed)

    def _nested(self, tags):
        return Counter((tag.name, tag.parent) for tag in tags if tag.name != "br")


class LostLanguage(Check):
    id, name = "language-lost", _("Mark of a language lost")
    explanation = _(
        "Words of another language are marked as such in the source text, and are not in the translation. Screen "
        "readers need the mark to pronounce them."
    )

    def find(self, pair: Pair):
        own = set(pair.target_words)
        lost = [
            words
            for words, language in marked_words(pair.source.text)
            # What was foreign in the source may be at home in the translation, or be written as spoken.
            if language != pair.target_locale and own.issuperset(WORD.findall(words))
        ]
        if lost:
            yield gettext("Not marked in the translation: %s") % listed(lost)


def marked_words(html):
    """The words in ``html`` that are marked as of a language, with its code."""
    for span in MARKED.finditer(html):
        if WORD.search(words := plain_text(span[3])):
            yield words, span[2]


CHECKS = [UnfitMarkup(), LostMarkup(), OtherNesting(), LostLanguage()]
