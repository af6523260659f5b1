"""Which words of a segment changed, and how large a change is; pure.

What is proposed errs on the side of asking: a slip of the pen makes no translation stale, a number
or a negation that differs misleads readers until somebody has looked.
"""

import re
from unicodedata import category

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from blog.differences import SAME, Run, compared
from blog.languages import lower
from blog.markup import plain_text
from blog.passages import BREAK, PICTURE, Word, lines, passages
from translation_desk.negations import are_counterparts, is_negated, negations
from translation_desk.quantities import quantities

TYPO, MEANING, URGENT = "typo", "meaning", "urgent"
# A slip of the pen: one letter of a word, or two next to one another; two of a longer one.
# Where a word begins it is another word: «въезд», «выезд»; "legal", "illegal".
LONG, LONGER, BEGINNING = 5, 8, 2
ADDRESS = re.compile(r"\S+@\S+|\S+://\S+|www\.\S+")
# Of money, of mathematics, and others that are read as words.
SIGNS = {"Sc", "Sm", "So"}


def proposed(old_text: str, new_text: str, locale: str, is_plain: bool = False) -> str:
    """How large the change of a segment's text is: ``TYPO``, ``MEANING`` or ``URGENT``.

    The texts are plain, or inline HTML. Only those who write can tell; this is what they are asked first.
    """
    old, new = (text if is_plain else plain_text(text) for text in (old_text, new_text))
    if quantities(old, locale) != quantities(new, locale):
        return URGENT
    words = [_words(text, is_plain) for text in (old_text, new_text)]
    leads_elsewhere = ADDRESS.findall(old) != ADDRESS.findall(new)
    if not leads_elsewhere and _letters(words[0], locale) == _letters(words[1], locale):
        return TYPO
    changed = _only_change(*words, locale)
    if negations(old, locale) != negations(new, locale):
        return URGENT
    if changed and is_negated(*changed, locale):
        return URGENT
    is_slip = changed and not leads_elsewhere and _is_slip(*changed, locale)
    return TYPO if is_slip else MEANING


def marked(old: str, new: str, is_plain: bool = False) -> tuple[SafeString, SafeString]:
    """The words of both texts as HTML, in ``<del>`` and ``<ins>`` what differs.

    Of words that are formatted otherwise the title says how.
    """
    rows = compared(old, new, is_html=not is_plain).rows
    return (
        _joined([run for row in rows for side in row.old for run in side.runs], "del"),
        _joined([run for row in rows for side in row.new for run in side.runs], "ins"),
    )


def _words(text, is_plain) -> list[Word]:
    """Words, signs such as of money, and pictures; punctuation and breaks are none."""
    apart = lines(text) if is_plain else passages(text)
    words = (word for passage in apart for word in passage.words)
    return [
        word for word in words if word.kind == PICTURE or not word.kind and any(_said(word.key))
    ]


def _said(key):
    return (letter for letter in key if letter.isalnum() or category(letter) in SIGNS)


def _letters(words, locale):
    """All that is said, with its formatting: regardless of case and of where words are parted."""
    return [
        (letter, word.marks)
        for word in words
        for letter in ([word.key] if word.kind else _said(lower(word.key, locale)))
    ]


def _only_change(old, new, locale):
    """The word that differs and what it was before, when it is the only one."""
    if len(old) != len(new):
        return None
    pairs = [
        (one, other)
        for one, other in zip(old, new, strict=True)
        if one.marks != other.marks or lower(one.key, locale) != lower(other.key, locale)
    ]
    if len(pairs) != 1 or pairs[0][0].marks != pairs[0][1].marks:
        return None
    return pairs[0][0].key, pairs[0][1].key


def _is_slip(old, new, locale):
    """Whether one of two words is the other, mistyped."""
    if old.isupper() or new.isupper() or are_counterparts(old, new, locale):
        # Of an acronym each letter is a word.
        return False
    old, new = (lower(word, locale) for word in (old, new))
    length = min(len(old), len(new))
    if length < LONG or old[:BEGINNING] != new[:BEGINNING] or not (old + new).isalpha():
        return False
    return _distance(old, new) <= (1 if length < LONGER else 2)


def _distance(old, new):
    """How many letters were put in, left out, changed, or swapped with the next."""
    before, line = [], [*range(len(new) + 1)]
    for i, letter in enumerate(old):
        above, line = line, [i + 1]
        for j, other in enumerate(new):
            best = min(above[j + 1] + 1, line[j] + 1, above[j] + (letter != other))
            if i and j and letter == new[j - 1] and old[i - 1] == other:
                best = min(best, before[j - 1] + 1)
            line.append(best)
        before = above
    return line[-1]


def _joined(runs, tag):
    return format_html_join("", "{}", ((_as_html(run, tag),) for run in runs))


def _as_html(run: Run, tag: str) -> SafeString:
    if run.kind == BREAK:
        return format_html("<{}>", "br")
    words = run.text.rstrip()
    space = run.text[len(words) :]
    if run.state == SAME or not words:
        return format_html("{}", run.text)
    if run.notes and tag == "ins":
        notes = "; ".join(map(str, run.notes))
        return format_html('<{0} title="{1}">{2}</{0}>{3}', tag, notes, words, space)
    return format_html("<{0}>{1}</{0}>{2}", tag, words, space)
