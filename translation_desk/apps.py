"""The translation desk: what is missing, and the place to write it."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

READ = ["view_translation", "view_term"]
# Who may change a translation as a row assigns it, and overrides an error of a check.
MANAGE = ["change_translation", "add_term", "change_term", "delete_term"]


def let_roles_in(**kwargs):
    """Give the roles their rights at the desk; ``blog.roles`` has made the groups by now."""
    from django.contrib.auth.models import Group, Permission  # noqa: PLC0415  (not ready before)

    from blog.roles import EDITOR, TRANSLATOR  # noqa: PLC0415  (needs models)

    ours = Permission.objects.filter(content_type__app_label="translation_desk")
    for role, rights in {TRANSLATOR: READ, EDITOR: READ + MANAGE}.items():
        group, _is_new = Group.objects.get_or_create(name=role)
        group.permissions.add(*ours.filter(codename__in=rights))


class TranslationDeskConfig(AppConfig):
    name = "translation_desk"
    verbose_name = _("Translation desk")

    def ready(self):
        # Those who listen to the blog; models are not ready before.
        from translation_desk import demand, naming, notes, objecting, receivers  # noqa: F401, PLC0415

        post_migrate.connect(let_roles_in, sender=self)
