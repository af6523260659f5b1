"""Run the gate and then the whole suite on each database named.

    test.py sqlite postgresql [-- pytest arguments]

What a suite needs and this machine lacks is installed; what cannot be had is a failure.

The first database gets every test. Those marked ``one_database`` are left out of the suites that
follow, which is said: they touch no database, or they look at what a browser makes of a page (its
contrast, its widths, its editor, what is kept in it), and other tests bring the same pages from each database.
A browser goes through the stories marked ``each_database`` on all of them.
"""

import os
import subprocess
import sys
from contextlib import ExitStack

from browser import find_browser
from mariadb import find_mariadb
from postgresql import find_postgresql

NOT_HAD = 2
# One slow test must not keep a worker busy while the others have nothing left to do.
SHARED = ["--dist", "worksteal"]
NOT_AGAIN = ["-m", "not one_database"]


def main(arguments):
    databases, _, pytest_arguments = split_at(arguments, "--")
    environment = {
        **os.environ,
        "SECRET_KEY": "tests",
        "DEBUG": "1",
        # What a test has written need not survive a power cut.
        "PGOPTIONS": f"{os.environ.get('PGOPTIONS', '')} -c synchronous_commit=off".strip(),
    }
    failed = []
    if not pytest_arguments and subprocess.run(["sh", "scripts/check.sh"]).returncode:
        failed.append("make check")
    with ExitStack() as stack:
        try:
            environment["BROWSER_PATH"] = find_browser()
            # Each suite reads Moodles on both servers, whatever the site's own database is.
            environment["TEST_MARIADB_URL"] = find_mariadb(stack)
            environment["TEST_POSTGRESQL_URL"] = find_postgresql(stack)
        except LookupError as error:
            print(f"FAILED  {error}", file=sys.stderr)
            return NOT_HAD
        urls = {
            "sqlite": "sqlite:///:memory:",
            "postgresql": environment["TEST_POSTGRESQL_URL"],
        }
        for database in databases:
            print(f"\n===== The suite on {database} =====", flush=True)
            chosen = []
            if database != databases[0]:
                chosen = NOT_AGAIN
                print(
                    f"Without the tests marked one_database, which ran on {databases[0]}: they touch no "
                    "database, or are of what a browser makes of a page, whichever it came from.",
                    flush=True,
                )
            pytest = [sys.executable, "-m", "pytest", "-n", str(workers()), *SHARED]
            # A choice (-m) among the arguments given takes the place of ours.
            command = [*pytest, *chosen, *pytest_arguments]
            run = subprocess.run(command, env={**environment, "DATABASE_URL": urls[database]})
            if run.returncode:
                failed.append(f"the suite on {database}")
    print(f"\nFAILED: {', '.join(failed)}" if failed else "\nAll is well.")
    return 1 if failed else 0


def split_at(arguments, mark):
    place = arguments.index(mark) if mark in arguments else len(arguments)
    return arguments[:place], mark, arguments[place + 1 :]


def workers():
    """As many as there are cores, up to four: each has a browser of its own."""
    return max(1, min(4, os.cpu_count() or 1))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
