"""The site's app."""

import django.contrib.admin.apps
from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DeskConfig(django.contrib.admin.apps.AdminConfig):
    """Django's admin, with the site that begins with a desk."""

    # The app "blog" is the other one.
    default = False
    default_site = "blog.desk_site.DeskSite"


def make_roles_after_migrate(**kwargs):
    """Bring the groups up to date with the permissions there are now."""
    from blog.roles import make_roles  # noqa: PLC0415  (models are not ready when this file loads)

    make_roles()


def prefer_language_of_login(user, **kwargs):
    """Who logs in for the first time gets mail in the language of the page they did it on."""
    from blog.mails import prefer_active_language  # noqa: PLC0415  (as above)

    prefer_active_language(user)


class BlogConfig(AppConfig):
    name = "blog"
    verbose_name = _("Blog")

    def ready(self):
        from blog import checks  # noqa: F401, PLC0415  (registers the system checks)
        from blog.languages import correct_language_info  # noqa: PLC0415  (needs the settings)
        from blog.search.receivers import connect  # noqa: PLC0415  (models are not ready above)

        correct_language_info()
        connect()
        post_migrate.connect(make_roles_after_migrate, sender=self)
        user_logged_in.connect(prefer_language_of_login)
