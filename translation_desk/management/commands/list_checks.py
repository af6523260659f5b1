"""Print the documentation of the checks."""

from textwrap import fill

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext, override

from blog.languages import language_codes
from translation_desk.checks import CHECKS, ERROR

WIDTH = 100


class Command(BaseCommand):
    help = "Print what each check of the translation desk asks, and whether it stops a text from going live."

    def add_arguments(self, parser):
        parser.add_argument(
            "--language",
            choices=language_codes(),
            default=settings.LANGUAGE_CODE,
            help="The language to print it in.",
        )

    def handle(self, *, language, **options):
        with override(language):
            severities = {True: gettext("error"), False: gettext("warning")}
            for check in CHECKS:
                severity = severities[check.severity == ERROR]
                self.stdout.write(f"{check.id} ({severity}): {check.name}")
                text = fill(
                    str(check.explanation), WIDTH, initial_indent="    ", subsequent_indent="    "
                )
                self.stdout.write(f"{text}\n")
