"""What is posted as the translation of a segment, made fit to be stored, or refused."""

from django.utils.translation import gettext

from blog.models import Attachment, Entry
from translation_desk.inline import cleaned_inline, fits
from translation_desk.kinds import ALT, COVER_ALT, COVER_CAPTION, LABEL, SUMMARY, TITLE
from translation_desk.refusals import StepRefused
from translation_desk.segments import Segment

# In bytes; more is no translation of a segment, unless the segment itself is that long.
MOST_BYTES, TIMES_SOURCE = 20_000, 4
# Letters that fit into what the entry has for it.
LIMITS = {
    TITLE: Entry._meta.get_field("title").max_length,
    SUMMARY: 500,
    COVER_ALT: Entry._meta.get_field("cover_alt").max_length,
    COVER_CAPTION: Entry._meta.get_field("cover_caption").max_length,
    ALT: Entry._meta.get_field("cover_alt").max_length,
    LABEL: Attachment._meta.get_field("label").max_length,
}


def fitted(source: Segment, text: str) -> str:
    """``text`` as it is stored as the translation of ``source``; raises StepRefused when it does not fit."""
    most = max(MOST_BYTES, TIMES_SOURCE * len(source.text.encode()))
    if len(text.encode("utf-8", "replace")) > most:
        message = gettext("This is too long for one segment: at most %(limit)s kB are stored.")
        raise StepRefused(message % {"limit": most // 1000})
    text = text.replace("\0", "")
    fit = " ".join(text.split()) if source.is_plain else _fitted_html(source, text)
    if not source._replace(text=fit).plain:
        raise StepRefused(gettext("Write the translation before you confirm it."))
    limit = LIMITS.get(source.kind)
    if limit and len(fit) > limit:
        message = gettext("At most %(limit)s characters fit here; these are %(count)s.")
        raise StepRefused(message % {"limit": limit, "count": len(fit)})
    return fit


def _fitted_html(source, text):
    problems = fits(source.text, text)
    if problems:
        raise StepRefused(problems[0], problems)
    return cleaned_inline(text).strip()
