"""Where the link of an invitation leads."""

from django.contrib import admin
from django.contrib.auth.views import PasswordResetConfirmView
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _


class InvitationView(PasswordResetConfirmView):
    """A person chooses the first password, and is in."""

    template_name = "registration/accept_invitation.html"
    post_reset_login = True
    success_url = reverse_lazy("admin:index")
    title = _("Choose a password")

    def get_context_data(self, **kwargs):
        frame = admin.site.each_context(self.request)
        return {**frame, **super().get_context_data(**kwargs)}
