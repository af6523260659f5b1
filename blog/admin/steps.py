"""Submitting, returning and publishing, one entry or many at once."""

from django import forms


class Steps(metaclass=forms.MediaDefiningClass):
    """A part of the entries' admin: it asks ``super()`` for what it does not add."""
