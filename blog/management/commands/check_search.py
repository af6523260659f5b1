"""Prove that the index of the search says what the entries say."""

from itertools import islice

from django.core.management.base import BaseCommand, CommandError

from blog.search.proving import problems

SHOWN = 50


class Command(BaseCommand):
    help = "Prove that the index of the search and the entries agree; else fail, and say where not."

    def handle(self, **options):
        found = list(islice(problems(), SHOWN + 1))
        if found:
            more = [f"There are more than these {SHOWN}."] if len(found) > SHOWN else []
            raise CommandError(
                "\n".join([*found[:SHOWN], *more, "To repair it: manage.py rebuild_search."])
            )
        self.stdout.write("The index and the entries agree.")
