"""What the scripts of the side-by-side page say, and the keys they listen to."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# (keys, what they do), as the page lists them.
KEYS = [
    (["Ctrl", "Enter"], _("Confirm, and go to the next open segment")),
    (["Ctrl", "Shift", "Enter"], _("Still right, and go to the next open segment")),
    (["Alt", "↓"], _("Next segment")),
    (["Alt", "↑"], _("Segment before")),
    (["Alt", "C"], _("Copy the original")),
    (
        ["Alt", "1"],
        _(
            "Put the first markup of the original around the selected words; 2 for the second, and so on"
        ),
    ),
    (["Alt", "H"], _("Show and hide these keys")),
]


def words() -> dict[str, str]:
    """In the active language, for JSON; the scripts put names and numbers in the place of {…}."""
    return {
        "typed": gettext("Typed, not confirmed yet. It is kept in this browser."),
        "notKept": gettext("Typed, not confirmed yet. This browser cannot keep it."),
        "isBack": gettext(
            "This is what you typed before and did not confirm. It was kept in this browser."
        ),
        "throwAway": gettext("Throw it away"),
        "loggedOut": gettext(
            "You are logged out. What you type is kept in this browser. Log in in another window, come "
            "back, and confirm again."
        ),
        "logIn": gettext("Log in in another window"),
        "noAnswer": gettext("The server does not answer. What you type is kept in this browser."),
        "refused": gettext(
            "The server could not do this (error {status}). What you typed is kept in this browser."
        ),
        "again": gettext("Try again"),
        "sourceChanged": gettext(
            "The original was changed meanwhile. Load the page again to see how; what you typed comes back."
        ),
        "load": gettext("Load the page again"),
        "broughtOne": gettext("Others have changed a segment meanwhile; it is shown."),
        "broughtMore": gettext("Others have changed segments meanwhile; they are shown: {count}."),
        "isLast": gettext("No open segment is left."),
        "homeless": gettext(
            "You typed this and did not confirm it, and the original no longer has the words that it is "
            "for. Copy what you need from here."
        ),
        "theirs": gettext("Confirmed meanwhile by {name}:"),
        "theirsUnknown": gettext("Changed meanwhile, and stored now:"),
        "takeTheirs": gettext("Take theirs"),
        "keepMine": gettext("Keep mine"),
        "original": gettext("Original"),
        "yours": gettext("Yours"),
        "mark": gettext("Markup of the original:"),
        "picture": gettext("picture"),
    }
