"""The names of months and days, so that `make messages` finds them.

Django's catalogues begin them with a capital in Russian and Azerbaijani ("Май", "Cümə"), where the
languages do not. A project's catalogue goes before Django's: ours has them right, for every page.
The messages are those of ``django/utils/dates.py``.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import pgettext_lazy

MONTHS = [
    *(_("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July")),
    *(_("August"), _("September"), _("October"), _("November"), _("December")),
]
MONTHS_OF_A_DATE = [
    pgettext_lazy("alt. month", "January"),
    pgettext_lazy("alt. month", "February"),
    pgettext_lazy("alt. month", "March"),
    pgettext_lazy("alt. month", "April"),
    pgettext_lazy("alt. month", "May"),
    pgettext_lazy("alt. month", "June"),
    pgettext_lazy("alt. month", "July"),
    pgettext_lazy("alt. month", "August"),
    pgettext_lazy("alt. month", "September"),
    pgettext_lazy("alt. month", "October"),
    pgettext_lazy("alt. month", "November"),
    pgettext_lazy("alt. month", "December"),
]
DAYS = [
    *(_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday")),
    *(_("Saturday"), _("Sunday")),
]
