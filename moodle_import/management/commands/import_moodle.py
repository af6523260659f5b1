"""Bring the blog of a Moodle here."""

from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error as DatabaseError
from django.db import IntegrityError
from django.utils import timezone

from moodle_import.models import ImportRun
from moodle_import.options import add_arguments, choices_of, hide_password, opened
from moodle_import.progress import bar
from moodle_import.running import Run

GO_ON = "What came so far is here whole; run the command again to go on from there."


class Command(BaseCommand):
    help = "Bring the blog of a Moodle here: entries, authors, tags, files and comments."

    def add_arguments(self, parser):
        add_arguments(parser)
        parser.add_argument("--dry-run", action="store_true", help="Only say what would happen.")
        parser.add_argument(
            "--with-users",
            action="store_true",
            help="Make an account for each author, without a password, to be invited by e-mail.",
        )
        parser.add_argument(
            "--report", type=Path, help="Where the report goes as JSON (a file in var/moodle)."
        )

    def run_from_argv(self, argv):
        hide_password()
        super().run_from_argv(argv)

    def handle(self, *, dry_run, with_users, **options):
        choices = choices_of(options)
        with opened(options, say=self.stderr.write) as (moodle, blobs):
            total = moodle.count()
            record = ImportRun.objects.create(
                started_at=timezone.now(), is_dry=dry_run, source=moodle.source.description
            )
            with bar("Entries", total) as steps:
                run = Run(
                    moodle,
                    blobs,
                    choices,
                    with_users=with_users,
                    is_whole=not (options["since"] or options["only_user"]),
                    progress=steps.update,
                )
                try:
                    self.do(run, dry_run=dry_run)
                    record.finished_at = timezone.now()
                finally:
                    record.report = run.report.as_json()
                    with suppress(DatabaseError):
                        # Where the database has failed, that is what the keeper must read.
                        record.save()
        for line in run.report.as_lines():
            self.stdout.write(line)
        self.write_report(run.report, options["report"], record)

    def do(self, run, *, dry_run):
        """Plan or bring; an end before the end is told in a sentence."""
        try:
            if dry_run:
                run.plan()
            else:
                run.bring(phase=self.phase)
        except KeyboardInterrupt:
            raise CommandError(f"Stopped. {'' if dry_run else GO_ON}", returncode=130) from None
        except OSError as error:
            raise CommandError(f"A file could not be read or stored: {error}. {GO_ON}") from error
        except IntegrityError as error:
            message = "Somebody brought the same at the same time; is another import running?"
            raise CommandError(f"{message} {GO_ON}") from error
        except DatabaseError as error:
            raise CommandError(f"The database of this site failed: {error} {GO_ON}") from error

    def phase(self, name, total):
        steps = bar(name, total)

        def step(number):
            steps.update(number)
            if steps.n >= total:
                steps.close()

        return step

    def write_report(self, report, path, record):
        when = f"{timezone.localtime(record.started_at):%Y%m%d-%H%M%S}"
        kind = "plan" if record.is_dry else "import"
        path = path or settings.BASE_DIR / "var" / "moodle" / f"{when}-{kind}.json"
        try:
            report.write(path)
        except OSError as error:
            self.stderr.write(f"The report could not be written to {path}: {error}")
        else:
            self.stdout.write(f"\nThe same as JSON: {path}")
        self.stdout.write(f"The same in the admin: /admin/moodle_import/importrun/{record.pk}/")
