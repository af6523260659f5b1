"""What was left undone: no text, the source's own text, language tags, placeholders."""

import re

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.multilang import LEFTOVER
from translation_desk.checks.base import ERROR, Check, Pair, listed

PLACEHOLDER = re.compile(
    r"\blorem ipsum\b|\bdolor sit amet\b|\b(?:TODO|FIXME|TBD|XXX+)\b|\?{3,}|_{3,}"
    r"|[\[{<(](?:translation|translate|перевод\w*|перевести|tərcümə\w*|текст|text|mətn)[\]}>)]"
    r"|%\(\w+\)[sd]|\{\{[^{}]*\}\}",
    re.I,
)
# So many words that begin with a small letter are a sentence, not names.
SMALL_WORDS = 2
LEAST_LETTERS = 2


class Empty(Check):
    id, name = "empty", _("No translation")
    explanation = _("The source text has words, and the translation has none.")
    severity = ERROR
    needs_target = False

    def find(self, pair: Pair):
        if not pair.has_target and any(letter.isalnum() for letter in pair.source_text):
            yield gettext("There is no translation yet.")


class LanguageTags(Check):
    id, name = "mlang", _("Language tags of Moodle")
    explanation = _("Tags such as {mlang ru} are left in the translation; readers would see them.")
    severity = ERROR
    needs_target = False

    def find(self, pair: Pair):
        left = [tag[0] for tag in LEFTOVER.finditer(pair.target.text)]
        if left:
            yield gettext("Left in the text: %s") % listed(left)


class Placeholder(Check):
    id, name = "placeholder", _("Placeholder text")
    explanation = _(
        "Something stands for a text that is still to come: lorem ipsum, TODO, XXX, ???, “[translation]”."
    )
    severity = ERROR
    needs_target = False

    def find(self, pair: Pair):
        known = pair.source_text.lower()
        left = [one[0] for one in PLACEHOLDER.finditer(pair.target_text)]
        left = [one for one in left if one.lower() not in known]
        if left:
            yield gettext("Left in the text: %s") % listed(left)


class SameAsSource(Check):
    id, name = "same-as-source", _("Same as the source text")
    explanation = _(
        "The translation is the source text itself. Names, numbers and terms that stay as they are may be the same."
    )

    def find(self, pair: Pair):
        if pair.is_copied and len(self._words(pair)) >= SMALL_WORDS:
            yield gettext("This is still the source text.")

    def _words(self, pair):
        text = pair.target_own
        if pair.glossary:
            for found in reversed(pair.glossary.find(text, pair.source_locale)):
                if found.term.keep:
                    text = text[: found.start] + text[found.end :]
        words = re.findall(r"[^\W\d_]+", text)
        return [word for word in words if word[0].islower() and len(word) >= LEAST_LETTERS]


CHECKS = [Empty(), LanguageTags(), Placeholder(), SameAsSource()]
