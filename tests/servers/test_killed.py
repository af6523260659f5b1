"""The server is killed while saves are in flight: every entry is whole, and what was answered is there."""

import os
import signal
import time
from http.client import HTTPException
from random import Random
from threading import Semaphore, Thread

from django.utils import timezone

from scripts.serving import start, wait_for
from tests.servers.visitor import Visitor

KILLS = 20
ENTRIES = [1, 2, 3]


class Writer(Thread):
    """Saves one entry again and again, with a number that all its languages share."""

    def __init__(self, visitor, entry, markers, saved):
        super().__init__()
        self.visitor, self.entry, self.markers, self.saved = visitor, entry, markers, saved
        self.path = f"/admin/blog/entry/{entry}/change/"
        self.answered = 0
        self.refused = None

    def run(self):
        try:
            while self.save(next(self.markers)):
                pass
        except (OSError, HTTPException):
            # The server is dead, maybe in the middle of an answer.
            return

    def save(self, number):
        form = self.visitor.get(self.path).form
        for code in ("en", "ru", "az"):
            form[f"title_{code}"] = f"save {number} {code}"
            form[f"slug_{code}"] = f"save-{number}-{code}"
            form[f"summary_{code}"] = f"Xülasə {number}"
            form[f"body_{code}"] = (
                f'<p>save {number} Şəki</p><figure><img alt="x" src="picture:{number % 3 + 1}"></figure>'
                + "<p>Söz üstünə söz gəldi.</p>" * 200
            )
        answer = self.visitor.post(self.path, {**form, "tags": number % 3 + 1, "_save": "1"})
        if answer.status != 302:
            self.refused = f"{answer.status} for save {number}"
            return False
        self.answered = number
        self.saved.release()
        return True


def test_twenty_kills(site, look):
    seed = int(os.environ.get("KILL_SEED", timezone.now().timestamp()))
    dice = Random(seed)  # noqa: S311  (no secret)
    print(f"KILL_SEED={seed}")
    markers = iter(range(1, 1_000_000))
    visitors, answered, in_flight = [], dict.fromkeys(ENTRIES, 0), 0
    for kill in range(KILLS):
        server, url = start(site, as_production=True)
        try:
            wait_for(f"{url}/en/")
            visitors = visitors or [Visitor(url, name) for name in ("leyla", "kamran", "leyla")]
            for visitor in visitors:
                visitor.url = url
            if kill:
                assert_found(visitors[0], look("markers"))
            saved = Semaphore(0)
            writers = [
                Writer(*pair, markers, saved) for pair in zip(visitors, ENTRIES, strict=True)
            ]
            for writer in writers:
                writer.start()
            for _ in range(dice.randint(1, 4)):
                # Whatever the machine is busy with, there are saves in flight.
                assert saved.acquire(timeout=60), "nothing was saved for a minute"
            time.sleep(dice.uniform(0, 0.15))
        finally:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
        for writer in writers:
            writer.join()
            assert writer.refused is None
            answered[writer.entry] = max(answered[writer.entry], writer.answered)
        assert look("problems") == [], f"after kill {kill}"
        stored = {int(entry): marker for entry, marker in look("markers").items()}
        for entry, number in answered.items():
            assert stored[entry] >= number, f"after kill {kill}: entry {entry}"
            in_flight += stored[entry] > number
            answered[entry] = stored[entry]
    assert sum(answered.values()) > KILLS
    print(f"{in_flight} saves were stored, and killed before they were answered.")


def assert_found(visitor, stored):
    """The search of the list finds what the entries hold."""
    for entry in ENTRIES:
        number = stored[str(entry)]
        if number:
            page = visitor.get(f"/admin/blog/entry/?q=save+{number}+az").body
            assert f"/admin/blog/entry/{entry}/change/" in page
