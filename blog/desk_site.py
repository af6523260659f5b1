"""The admin as a whole: its front page is a desk, not a list of tables.

Not in ``blog/admin``, whose modules register with the site while they are imported: it has to be
there before them.
"""

from django.contrib.admin import AdminSite
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from blog.desk import desk_of
from blog.signals import answers, desk_shown


class DeskSite(AdminSite):
    index_title = _("Desk")
    index_template = "admin/desk.html"
    # The desk leads everywhere; the list of entries needs the room.
    enable_nav_sidebar = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._pages = []

    def add_pages(self, pages):
        """Let addresses of another app lead to pages of the admin; called while it is discovered."""
        self._pages += pages

    def get_urls(self):
        return [*self._pages, *super().get_urls()]

    def index(self, request, extra_context=None):
        told = {
            "desk": desk_of(request.user, get_language()),
            "zone": timezone.get_current_timezone_name(),
            "ways": answers(desk_shown, DeskSite, request=request),
        }
        return super().index(request, {**told, **(extra_context or {})})
