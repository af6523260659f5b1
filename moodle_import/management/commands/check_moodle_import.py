"""Compare what was imported with Moodle."""

from django.core.management.base import BaseCommand, CommandError
from django.db import reset_queries

from moodle_import.batches import Batch
from moodle_import.checking import Check
from moodle_import.options import add_arguments, choices_of, hide_password, opened
from moodle_import.progress import bar
from moodle_import.report import Report


class Command(BaseCommand):
    help = "Compare texts, dates, authors, tags, files and comments here with those in Moodle."

    def add_arguments(self, parser):
        add_arguments(parser)

    def run_from_argv(self, argv):
        hide_password()
        super().run_from_argv(argv)

    def handle(self, **options):
        choices = choices_of(options)
        check = Check(choices.default_language)
        known, unknown = [], []
        with (
            opened(options, say=self.stderr.write) as (moodle, blobs),
            bar("Entries", moodle.count()) as steps,
        ):
            for posts in moodle.posts():
                # With DEBUG on, Django keeps every query in memory.
                reset_queries()
                batch = Batch(posts, moodle, blobs, choices, Report())
                for difference in check.differences(batch):
                    (known if difference.is_known else unknown).append(difference)
                steps.update(len(posts))
        if known:
            self.stdout.write(f"Known ({len(known)}): told by the import, or edited here since")
        for difference in known:
            self.stdout.write(f"  {difference}")
        self.stdout.write(f"{check.compared} entries compared, {len(unknown)} differences.")
        for difference in unknown:
            self.stdout.write(f"  {difference}")
        if unknown:
            raise CommandError("Not everything here is as in Moodle: see above.")
