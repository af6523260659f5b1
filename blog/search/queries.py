"""What a person typed, read as words, phrases and what must not be; pure.

There is nothing wrong to type: what has no meaning here is nothing but a gap between words.
"""

import re
from dataclasses import dataclass, field

from blog.search.analysing import LONGEST, exact, tokens

# No sentence that somebody looks for is longer; the rest of a pasted page is left off.
LONGEST_QUERY = 300
MOST_WORDS = 12
# Controls, halves of letters, and what has no meaning to anybody.
UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\\s]+")
PART = re.compile(
    r"""(?P<minus>(?<!\S)[-−](?=\S))?
    (?:"(?P<straight>[^"]*)" | «(?P<angled>[^»]*)» | [“„”](?P<curly>[^“”]*)[“”]
    | (?P<loose>[^\s"«“„”]+) | .)""",
    re.VERBOSE,
)


@dataclass
class Query:
    """What is looked for; words are as typed, and none of them is there twice."""

    text: str = ""
    words: list[str] = field(default_factory=list)
    phrases: list[list[str]] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    excluded_phrases: list[list[str]] = field(default_factory=list)
    # The last of the words may be only the beginning of one.
    is_prefix: bool = False

    def __bool__(self):
        """Whether there is anything to find: what is only excluded is not."""
        return bool(self.words or self.phrases)


def parse(q: str) -> Query:
    """``q`` as a query; of what is longer than a person types, only the beginning is read."""
    text = UNREADABLE.sub(" ", q[:LONGEST_QUERY])
    query = Query(text=text.strip())
    left = MOST_WORDS
    for part in PART.finditer(text):
        found = [token.word[:LONGEST] for token in tokens(_written(part))][:left]
        left -= len(found)
        _add(query, part, found)
    query.is_prefix = query.is_prefix and text[-1:].isalnum() and left > 0
    query.words, query.excluded = _once(query.words), _once(query.excluded)
    return query


def _written(part):
    """The text of a part, without its quotes and its minus."""
    return next((part[name] for name in part.groupdict() if name != "minus" and part[name]), "")


def _add(query, part, words):
    """Put ``words`` of a part where they belong; "-e-mail" excludes what is written so, not any e."""
    if not words:
        return
    is_loose = bool(part["loose"])
    query.is_prefix = is_loose and not part["minus"]
    if not part["minus"]:
        query.words.extend(words if is_loose else [])
        query.phrases.extend([] if is_loose else [words])
    elif len(words) == 1:
        query.excluded.extend(words)
    else:
        query.excluded_phrases.append(words)


def _once(words):
    """``words`` without the earlier of equal ones, as the last may be unfinished."""
    latest = {}
    for word in reversed(words):
        latest.setdefault(exact(word), word)
    return list(reversed(latest.values()))
