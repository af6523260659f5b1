"""Make the renditions of pictures that are not there."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from blog.models import Picture
from blog.pictures import make_renditions


class Command(BaseCommand):
    help = "Make the renditions that are missing, after an upgrade or a loss of files."

    def handle(self, **options):
        made, failed = 0, []
        for picture in Picture.objects.order_by("pk").iterator():
            try:
                made += make_renditions(picture)
            except (OSError, ValidationError) as error:
                failed.append(f"Picture {picture.pk} ({picture.file.name}): {error}")
        self.stdout.write(f"{made} renditions made.")
        if failed:
            raise CommandError("\n".join(["Some could not be made:", *failed]))
