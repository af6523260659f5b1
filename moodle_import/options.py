"""What both commands are told: where Moodle is, and how the keeper wants things."""

import os
import sys
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from blog.languages import language_codes
from moodle_import.blobs import Blobs
from moodle_import.planning import Choices
from moodle_import.reading import Moodle
from moodle_import.sources import SourceError, open_source

PASSWORD = "MOODLE_PASSWORD"  # noqa: S105  (the name of a variable)


def add_arguments(parser) -> None:
    """Add what both commands understand."""
    parser.add_argument(
        "database",
        nargs="?",
        default="",
        help="mysql://user@host/moodle or postgres://user@host/moodle. The password: in the "
        f"variable {PASSWORD}, or behind the user's name, from where it is taken off at once.",
    )
    parser.add_argument("--dump", default="", help="A dump of the database (.sql, .gz, .bz2, .xz).")
    parser.add_argument("--moodledata", type=Path, help="The folder moodledata, for the files.")
    parser.add_argument("--prefix", default="mdl_", help="Of the names of tables (mdl_).")
    parser.add_argument("--site-url", default="", help="https://old.example.org, as in wwwroot.")
    parser.add_argument(
        "--default-language",
        choices=language_codes(),
        default=settings.LANGUAGE_CODE,
        help="Of texts without language tags whose letters do not tell.",
    )
    parser.add_argument("--timezone", help="Of dates given and shown; Moodle's own by default.")
    parser.add_argument("--since", help="Only entries written or changed from this date on.")
    parser.add_argument("--only-user", default="", help="An id, a user name or an e-mail address.")
    parser.add_argument(
        "--site-entries",
        choices=["draft", "publish"],
        default="draft",
        help="What entries for members become (draft).",
    )
    parser.add_argument(
        "--deleted-authors",
        choices=["draft", "skip", "keep"],
        default="draft",
        help="What entries of deleted users become (draft).",
    )
    parser.add_argument(
        "--external",
        choices=["skip", "import"],
        default="skip",
        help="Whether entries out of other sites' feeds come (skip).",
    )


@contextmanager
def opened(options, say=lambda words: None):
    """The Moodle and its file store. Raises CommandError, in words for the keeper, for what is wrong."""
    try:
        with explained():
            blobs = Blobs(options["moodledata"])
        if options["dump"]:
            say(f"Reading {options['dump']} …")
        with open_source(
            url=options["database"],
            dump=options["dump"],
            password=os.environ.get(PASSWORD, ""),
            prefix=options["prefix"],
        ) as source:
            with explained():
                moodle = Moodle(source, user=options["only_user"])
                zone = zone_of(options["timezone"], moodle)
            with timezone.override(zone):
                with explained():
                    moodle.only_since(moment_of(options["since"]))
                yield moodle, blobs
    except SourceError as error:
        raise CommandError(str(error)) from error


@contextmanager
def explained():
    """Show the keeper what is wrong with an option as a sentence."""
    try:
        yield
    except ValueError as error:
        raise CommandError(str(error)) from error


def choices_of(options) -> Choices:
    url = options["site_url"]
    if url and not urlsplit(url).netloc:
        raise CommandError(f"--site-url {url}: give the whole address, with https://.")
    return Choices(
        default_language=options["default_language"],
        site_url=url,
        site_entries=options["site_entries"],
        deleted_authors=options["deleted_authors"],
        external=options["external"],
    )


def zone_of(name: str | None, moodle: Moodle) -> ZoneInfo:
    """The zone called ``name``, else that of Moodle, else that of the site."""
    for candidate in [name] if name else [moodle.settings.get("timezone"), settings.TIME_ZONE]:
        try:
            return ZoneInfo(candidate or "")
        except (ZoneInfoNotFoundError, ValueError, OSError):
            if name:
                raise ValueError(f"There is no time zone {name!r}; one is Asia/Baku.") from None
    return ZoneInfo("UTC")


def moment_of(text: str | None) -> datetime | None:
    """The beginning of the day, or the time, that ``text`` (ISO 8601) names in the current zone."""
    if not text:
        return None
    try:
        day = parse_date(text)
        moment = datetime(day.year, day.month, day.day) if day else parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        raise ValueError(f"--since {text}: give a date as 2024-03-18.")
    return moment if moment.tzinfo else timezone.make_aware(moment)


# Passwords


def hide_password() -> None:
    """Begin this program anew without the password in its arguments, where everybody could see it.

    It goes on in the environment, which only the same user and root can read.
    """
    for place, argument in enumerate(sys.orig_argv):
        bare, password = without_password(argument)
        if password:
            arguments = [*sys.orig_argv[:place], bare, *sys.orig_argv[place + 1 :]]
            environment = {**os.environ, PASSWORD: password}
            os.execve(sys.executable, [sys.executable, *arguments[1:]], environment)  # noqa: S606


def without_password(argument: str) -> tuple[str, str]:
    """An address of a database without its password, and the password, decoded ("" if it has none)."""
    try:
        parts = urlsplit(argument)
        password = parts.password if parts.scheme and "://" in argument else None
    except ValueError:
        password = None
    if not password:
        return argument, ""
    place = parts.netloc.rpartition("@")
    bare = f"{place[0].partition(':')[0]}@{place[2]}"
    return urlunsplit(parts._replace(netloc=bare)), unquote(password)
