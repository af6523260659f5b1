"""The way out of Moodle: entries, and all that belongs to them, come here."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def let_keepers_see(**kwargs):
    """Give the role Keeper the right to read the reports; ``blog.roles`` has made the group by now."""
    from django.contrib.auth.models import Group, Permission  # noqa: PLC0415  (not ready before)

    from blog.roles import KEEPER  # noqa: PLC0415  (needs models)

    rights = Permission.objects.filter(
        content_type__app_label="moodle_import", codename="view_importrun"
    )
    Group.objects.get_or_create(name=KEEPER)[0].permissions.add(*rights)


class MoodleImportConfig(AppConfig):
    name = "moodle_import"
    verbose_name = _("Moodle")

    def ready(self):
        post_migrate.connect(let_keepers_see, sender=self)
