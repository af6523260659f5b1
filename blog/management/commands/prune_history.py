"""Forget old versions of entries."""

from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from blog.history.pruning import Pruned, prune_deleted, prune_entries

DAYS, DELETED_DAYS, KEEP = 365, 365, 20


class Command(BaseCommand):
    help = (
        "Forget old versions of entries. Steps such as publishing stay, with the texts of that "
        "time; so do the last versions of each entry. People may go on working meanwhile."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--older-than",
            type=int,
            default=DAYS,
            metavar="DAYS",
            help=f"Forget versions older than this many days ({DAYS}).",
        )
        parser.add_argument(
            "--keep",
            type=int,
            default=KEEP,
            metavar="N",
            help=f"Keep the last N versions of each entry, however old ({KEEP}).",
        )
        parser.add_argument(
            "--deleted-older-than",
            type=int,
            default=DELETED_DAYS,
            metavar="DAYS",
            help=(
                "Forget entries that were deleted this many days ago; "
                f"they cannot be recovered any more ({DELETED_DAYS})."
            ),
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Only say what would be forgotten."
        )

    def handle(self, *, older_than, keep, deleted_older_than, dry_run, **options):
        if min(older_than, deleted_older_than) < 0 or keep < 1:
            raise CommandError("Days cannot be less than 0, and at least one version is kept.")
        now = timezone.now()
        before = now - timedelta(days=older_than)
        self._tell("Entries", prune_entries(before=before, keep=keep, dry_run=dry_run), dry_run)
        before = now - timedelta(days=deleted_older_than)
        self._tell("Deleted entries", prune_deleted(before=before, dry_run=dry_run), dry_run)

    def _tell(self, what: str, pruned: Pruned, dry_run):
        verb = "would be" if dry_run else "were"
        size = filesizeformat(pruned.bytes).replace("\xa0", " ")
        self.stdout.write(
            f"{what}: {pruned.revisions} versions of {pruned.entries} {verb} forgotten, "
            f"with {pruned.parts} texts ({size})."
        )
