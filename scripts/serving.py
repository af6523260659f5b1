"""The site on a free port, in a scratch folder, for scripts that look at it or measure it."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent


def environment_in(scratch, **more):
    """Variables with which everything that the site writes goes to ``scratch``."""
    return {
        **os.environ,
        "DEBUG": "1",
        "SECRET_KEY": "of-a-site-for-a-minute",
        "DATABASE_URL": f"sqlite:///{scratch}/db.sqlite3",
        "MEDIA_ROOT": f"{scratch}/media",
        "ATTACHMENT_ROOT": f"{scratch}/files",
        "STATIC_ROOT": f"{scratch}/static",
        **more,
    }


def manage(environment, *command, stdin=None):
    """Run a command of ``manage.py``; return what it says."""
    run = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        check=True,
        text=True,
        input=stdin,
        stdout=subprocess.PIPE,
    )
    return run.stdout


def in_production(environment):
    """``environment`` for a server without debugging, with the static files that it gives out."""
    plain = {"DEBUG": "0", "HTTPS": "0", "SERVE_MEDIA": "1", "ALLOWED_HOSTS": "127.0.0.1"}
    environment = {**environment, **plain}
    manage(environment, "collectstatic", "--no-input", "--verbosity", "0")
    return environment


def start(environment, *, as_production=False, workers=1):
    """Start the site that ``environment`` describes; return the process and the address.

    Django's own server, or granian ``as_production``. The process leads a group of its own, by which
    it can be killed with all that it started.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"]
    if as_production:
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", port, "--workers", str(workers), "--no-ws", "--log-level", "warning"]
        command.append("rtcm_site.wsgi:application")
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return server, f"http://127.0.0.1:{port}"


@contextmanager
def served(environment, *, as_production=False, workers=1):
    """The site that ``environment`` describes, under the address that is yielded.

    Django's own server with debugging, or, ``as_production``, granian without.
    """
    if as_production:
        environment = in_production(environment)
    server, url = start(environment, as_production=as_production, workers=workers)
    try:
        # A page that asks little of the database: who asks again does not stop what was begun.
        wait_for(f"{url}/en/search/")
        yield url
    finally:
        server.terminate()
        server.wait()


def wait_for(url):
    """Return when ``url`` answers; end the script when it does not for half a minute."""
    for _ in range(300):
        try:
            urlopen(url, timeout=2).close()  # noqa: S310  (our own server)
            return
        except OSError:
            time.sleep(0.1)
    sys.exit(f"{url} does not answer.")
