"""Make the queue of the translation desk anew, of what the entries hold now."""

from django.core.management.base import BaseCommand
from django.db import transaction

from blog.models import Entry
from translation_desk.standing import refresh_all

AT_ONCE = 200


class Command(BaseCommand):
    """After an import, or when a language was added: ``manage.py rebuild_queue``."""

    help = "Takes over what is translated, and counts what is left, of every entry."

    def handle(self, *args, **options):
        numbers = list(Entry.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(numbers), AT_ONCE):
            several = Entry.objects.filter(pk__in=numbers[start : start + AT_ONCE]).order_by("pk")
            with transaction.atomic():
                # Held, so that what is counted is what is stored when it is written down.
                refresh_all(list(several.select_for_update()), is_forced=True)
        self.stdout.write(f"{len(numbers)} entries looked at.")
