"""A translation much shorter or longer than texts of its languages are."""

from itertools import permutations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from translation_desk.checks.base import Check, Pair

# Of a shorter text the length says nothing.
ENOUGH = 30
# Letters of the translation per letter of the source, from … to …; the demo's texts lie between 0.61 and 1.64.
USUAL = (0.45, 2.2)
BETWEEN = dict.fromkeys(permutations(("en", "ru", "az"), 2), (0.5, 1.9))


class OutOfProportion(Check):
    id, name = "length", _("Length out of proportion")
    explanation = _(
        "The translation is much shorter or much longer than the source text lets expect: perhaps something is "
        "missing, or stands here twice."
    )

    def find(self, pair: Pair):
        source, target = (
            len("".join(text.split())) for text in (pair.source_text, pair.target_text)
        )
        if source < ENOUGH:
            return
        least, most = BETWEEN.get((pair.source_locale, pair.target_locale), USUAL)
        percent = round(100 * target / source)
        if not least <= target / source <= most:
            yield gettext("The translation has %(percent)d%% of the length of the source text.") % {
                "percent": percent
            }


CHECKS = [OutOfProportion()]
