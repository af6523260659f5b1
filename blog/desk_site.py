"""The admin as a whole: its front page is a desk, not a list of tables.

Not in ``blog/admin``, whose modules register with the site while they are imported: it has to be
there before them.
"""

from django.contrib.admin import AdminSite
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from blog.desk import desk_of


class DeskSite(AdminSite):
    index_title = _("Desk")
    index_template = "admin/desk.html"
    # The desk leads everywhere; the list of entries needs the room.
    enable_nav_sidebar = False

    def index(self, request, extra_context=None):
        told = {
            "desk": desk_of(request.user, get_language()),
            "zone": timezone.get_current_timezone_name(),
        }
        return super().index(request, {**told, **(extra_context or {})})
