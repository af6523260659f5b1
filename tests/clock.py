"""A clock that tests move, for what happens at a certain second."""

from datetime import datetime, timedelta


class Clock:
    """What ``django.utils.timezone.now`` says: it stands still until it is moved."""

    def __init__(self, monkeypatch, at: datetime):
        self.at = at
        monkeypatch.setattr("django.utils.timezone.now", lambda: self.at)

    def move(self, **delta):
        self.at += timedelta(**delta)
