"""Make the index of the search anew."""

from django.core.management.base import BaseCommand

from blog.search.indexing import rebuild


class Command(BaseCommand):
    help = (
        "Make the index of the search anew: after a migration of old data, a change of the rules "
        "of a language, or what check_search found. Readers go on searching meanwhile."
    )

    def handle(self, *, verbosity, **options):
        count = rebuild(tell=self._tell if verbosity > 1 else lambda count: None)
        self.stdout.write(f"{count} documents indexed.")

    def _tell(self, count):
        self.stdout.write(f"{count} …")
