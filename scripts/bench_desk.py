"""Measure the translation desk with 10,000 entries in three languages: make bench-desk.

A real server (granian, one worker) and an editor who is logged in, on SQLite and PostgreSQL: what the queue, the
side-by-side page of a long entry, and confirming a segment there take; and how long it takes to make the queue.
"""

import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from bench_admin import database
from serving import ROOT, environment_in, manage, served

TIMES = 40
QUEUE, SIDE = "/admin/translation_desk/translation/", "/admin/translation_desk/entry/{}/{}/"
# Milliseconds within which 95 % must answer; seconds for the whole of ``rebuild_queue``.
LIMITS = {"the queue": 300, "the queue, most wanted first": 300, "a segment": 100}
LIMITS["side by side"] = 500
REBUILT_S = 60


def main():
    failures = [*texts()]
    with ExitStack() as stack:
        for name, url in (("SQLite", ""), ("PostgreSQL", database(stack))):
            took, measured = desk(url)
            print(f"{name}: rebuild_queue takes {took:.0f} s for 10,000 entries")
            if took >= REBUILT_S:
                failures.append(f"{name}: rebuild_queue takes longer than {REBUILT_S} s.")
            for what, times in measured.items():
                times.sort()
                middle, late = statistics.median(times), times[int(len(times) * 0.95) - 1]
                print(
                    f"{name}: {what} answers in {middle:.0f} ms (median), {late:.0f} ms (95 %), "
                    f"{times[-1]:.0f} ms (slowest of {len(times)})"
                )
                if late >= LIMITS[what]:
                    failures.append(f"{name}: {what} is slower than {LIMITS[what]} ms.")
    sys.exit("\n".join(failures) or None)


def texts():
    """Measure what needs no database; yield what took too long."""
    with tempfile.TemporaryDirectory() as scratch:
        lines = run_here(environment_in(scratch), "bench_desk_texts.py").strip().splitlines()
    for what, took, limit in (line.split("\t") for line in lines):
        print(f"{what}: {took} ms")
        if int(took) >= int(limit):
            yield f"{what}: longer than {limit} ms."


def run_here(environment, script):
    """What ``script`` prints, which needs the site."""
    text = (ROOT / "scripts" / script).read_text("utf-8")
    return manage(environment, "shell", "--verbosity", "0", stdin=text)


def desk(database_url):
    """Seconds of ``rebuild_queue``, and the milliseconds of each answer by what was asked."""
    with tempfile.TemporaryDirectory() as scratch:
        more = {"DATABASE_URL": database_url} if database_url else {}
        environment = environment_in(scratch, **more)
        manage(environment, "migrate", "--verbosity", "0")
        said = run_here(environment, "bench_desk_entries.py")
        username, entry, digests = said.split()[-3:]
        start = time.perf_counter()
        # With DEBUG Django remembers each query, for a third of the time.
        manage(environment | {"DEBUG": "0", "ALLOWED_HOSTS": "127.0.0.1"}, "rebuild_queue")
        took = time.perf_counter() - start
        with served(environment, as_production=True) as url:
            editor = Editor(url, username)
            return took, {
                "the queue": editor.times(QUEUE),
                "the queue, most wanted first": editor.times(f"{QUEUE}?order=demand"),
                "side by side": editor.times(SIDE.format(entry, "ru")),
                "a segment": editor.confirmed(SIDE.format(entry, "ru"), digests.split(",")),
            }


class Editor:
    """Somebody who is logged in, and works."""

    def __init__(self, url, username):
        self.url, self.cookies = url, CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.cookies))
        login = "/admin/login/?next=/admin/"
        self.get(login)
        self.post(login, username=username, password="secret")  # noqa: S106

    def times(self, path):
        """The milliseconds in which ``path`` is answered; the first few warm the server up."""
        return [self.timed(self.get, path) for _ in range(TIMES + 3)][3:]

    def confirmed(self, page, digests):
        """The milliseconds in which each of the segments is stored that have these ``digests``."""
        return [
            self.timed(
                self.post,
                f"{page}confirm/",
                position=position,
                digest=digest,
                version=0,
                text=f"Абзац {position}: мы встретились ещё раз в Баку.",
            )
            for position, digest in enumerate(digests)
        ][3:]

    @staticmethod
    def timed(ask, *arguments, **fields):
        start = time.perf_counter()
        ask(*arguments, **fields)
        return (time.perf_counter() - start) * 1000

    def get(self, path):
        # Whatever is no answer raises.
        self.opener.open(self.url + path).read()

    def post(self, path, **fields):
        (token,) = (one.value for one in self.cookies if one.name == "csrftoken")
        data = urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        self.opener.open(
            Request(self.url + path, data, {"Accept": "application/json, text/html;q=0.5"})  # noqa: S310
        ).read()


if __name__ == "__main__":
    main()
