"""Fill an empty site with the demo."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from blog.demo.site import ACCOUNTS, PASSWORD, install


class Command(BaseCommand):
    help = "Fill an empty site with demo entries and accounts; what is written already is kept."

    def add_arguments(self, parser):
        parser.add_argument(
            "--url", default="http://127.0.0.1:8000", help="Where the site will be found."
        )

    def handle(self, *, url, **options):
        if settings.HTTPS:
            raise CommandError(
                "The demo makes accounts with a known password: it is for a machine of one's own "
                "(set HTTPS=0 if this is one)."
            )
        count = install()
        self.stdout.write(f"{count} demo entries made." if count else "The entries were kept.")
        self.stdout.write(f"\n  Site   {url}/")
        self.stdout.write(f"  Admin  {url}{reverse('admin:index')}")
        self.stdout.write(f"  Accounts, all with the password {PASSWORD}:")
        for name, (group, rights, _name) in ACCOUNTS.items():
            extra = f", {', '.join(rights)}" if rights else ""
            self.stdout.write(f"    {name:<10}{group.lower()}{extra}")
        self.stdout.write("")
