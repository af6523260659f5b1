"""Measure the search with 100,000 entries in three languages: make bench-search.

ARGS="10000 PostgreSQL" measures with fewer, and on one of the databases.

On SQLite and PostgreSQL: what the index weighs and how long it takes to build, how long questions of
each kind take in a process that is warm, and how fast a real server (granian, one worker) answers.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from urllib.parse import quote
from urllib.request import urlopen

from bench_admin import database
from bench_desk import run_here
from serving import environment_in, manage, served

ENTRIES = 100_000
# Milliseconds within which 95 % of the questions of a kind must be answered.
FEW_WORDS = {"one common word", "one rare word", "two words", "two common words"}
LIMITS = {"SQLite": (150, 150), "PostgreSQL": (50, 100)}


def main(entries, names):
    failures = []
    with ExitStack() as stack:
        for name in names:
            url = database(stack) if name == "PostgreSQL" else ""
            failures += measured(name, url, entries)
    sys.exit("\n".join(failures) or None)


def measured(name, database_url, entries):
    """Make a site, measure and print; return what took too long."""
    failures = []
    with tempfile.TemporaryDirectory() as scratch:
        more = {"DATABASE_URL": database_url} if database_url else {}
        # With DEBUG Django remembers each query.
        plain = {"DEBUG": "0", "ALLOWED_HOSTS": "127.0.0.1", "BENCH_ENTRIES": str(entries)}
        environment = environment_in(scratch, **more, **plain)
        manage(environment, "migrate", "--verbosity", "0")
        run_here(environment, "bench_search_entries.py")
        start = time.perf_counter()
        manage(environment, "rebuild_search")
        took = time.perf_counter() - start
        print(f"{name}: rebuild_search takes {took:.0f} s for {entries:,} entries", flush=True)
        found = json.loads(run_here(environment, "bench_search_asking.py").splitlines()[-1])
        for part, size in found["sizes"].items():
            print(f"{name}: {part}, {size / 1e6:.0f} MB")
        few, most = LIMITS[name]
        for kind, times in found["measured"].items():
            failures += report(name, kind, times, few if kind in FEW_WORDS else most)
        with served(environment, as_production=True) as url:
            for path, times in answers_of(url, found["pages"]).items():
                report(name, f"the server, {path}", times)
    print(f"Load of the machine: {os.getloadavg()[0]:.1f}", flush=True)
    return failures


def report(name, kind, times, limit=None):
    """Print what one kind took in each language; return what took too long, a sentence each."""
    failures, said = [], []
    for language, several in times.items():
        several = sorted(several)
        middle, late = statistics.median(several), several[int(len(several) * 0.95) - 1]
        said.append(f"{language} {middle:.0f} / {late:.0f} / {several[-1]:.0f}")
        if limit and late >= limit:
            failures.append(f"{name}: {kind} ({language}) is slower than {limit} ms: {late:.0f}.")
    print(f"{name}: {kind}, ms (median / 95 % / slowest): {'; '.join(said)}", flush=True)
    return failures


def answers_of(url, pages):
    """Path → language → milliseconds of its answers."""
    answers = {}
    for language, paths in pages.items():
        for path, texts in paths.items():
            times = [asked(f"{url}/{language}/{path}?q={quote(text)}") for text in texts]
            # The first few warm the server up.
            answers.setdefault(path, {})[language] = times[3:]
    return answers


def asked(url):
    start = time.perf_counter()
    # Whatever is no answer raises.
    urlopen(url).read()  # noqa: S310  (our own server)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES, sys.argv[2:] or [*LIMITS])
