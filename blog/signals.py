"""What other apps may listen to; of ``blog`` itself only the search does."""

from django.dispatch import Signal


def answers(signal: Signal, sender, **told) -> list:
    """What all receivers of ``signal`` return, each a list or None, in one list."""
    sent = signal.send(sender, **told)
    return [one for _receiver, several in sent for one in several or ()]


# A reader of ``language`` was given the page of entry ``entry_pk`` in another, as it is not live in
# theirs. Arguments: request, entry_pk, language.
fallback_shown = Signal()

# A reader is given the page of an entry. Arguments: request, and the ``blog.reading.Reading`` that it is
# made of. A receiver may return a ``blog.notes.Note``, which is shown on the page.
entry_shown = Signal()

# A language of an entry is about to get a date, and with it its readers. Arguments: entry, with the texts
# that would be stored, and language. A receiver returns what speaks against it, in sentences; it gets
# none then.
going_live = Signal()

# The demo was put into an empty site. Arguments: entries, which are named by the keys of their files.
demo_installed = Signal()

# The front page of the admin is made. Argument: request. A receiver returns the ways that it offers
# this person from there: a list of pairs, an address and its name.
desk_shown = Signal()
# The head of a pane of the form of a stored entry is made. Arguments: entry, language, user. A receiver
# returns the ways that it offers this person from there, in the same form.
pane_shown = Signal()

# Entries were stored at once, without ``save``. Argument: entries. In the same transaction.
entries_inserted = Signal()

# A query is about to be looked for. Argument: runs, the lists of words that stand one after another in
# it: those of the query itself, then those of each phrase. A receiver returns what it knows some of them
# to be names of: a list of ``blog.search.naming.Meaning``.
search_asked = Signal()

# The index of the search was made anew: perhaps words are analysed in another way now.
index_rebuilt = Signal()

# The index of the search is compared with what it was made of. A receiver does so with what it keeps for
# the search, and returns what is not as it should be: a list of sentences.
index_checked = Signal()
