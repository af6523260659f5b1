"""What a comparison found, as marked words."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, gettext

register = template.Library()
# Run.state → what is put around its words; restyled words have the same letters in both texts.
MARKS = {
    "deleted": "<del>{}</del>",
    "inserted": "<ins>{}</ins>",
    "restyled": '<span class="restyled">{}</span>',
    "same": "{}",
}


@register.simple_tag
def marked_words(side, thumbnails, with_notes=False):
    """The words of a passage, marked as deleted, inserted, or formatted otherwise.

    ``thumbnails``: number → address, of the pictures that are to be shown. With notes, what is
    formatted otherwise says how.

    Usage::

        {% marked_words side thumbnails with_notes=True %}
    """
    return format_html_join("", "{}", ((_run(run, thumbnails, with_notes),) for run in side.runs))


def _run(run, thumbnails, with_notes):
    html = format_html(MARKS[run.state], _words(run, thumbnails))
    if not run.kind and not run.is_blank:
        # The space after a word is not marked with it.
        html = format_html("{}{}", html, run.text[len(run.text.rstrip()) :])
    if run.kind == "break":
        html = format_html("{}<br>", html)
    if run.notes and with_notes:
        said = "; ".join(map(str, run.notes))
        note = '{} <small class="difference-note" lang="{}">{}</small> '
        html = format_html(note, html, get_language(), said)
    return html


def _words(run, thumbnails):
    if run.kind == "break":
        return "" if run.state == "same" else "↵"
    if run.kind == "cell":
        return format_html('<span class="cell-border">{}</span> ', "|")
    if run.kind == "picture":
        return _picture(run, thumbnails)
    if run.is_blank:
        return format_html('<span class="unseen">{}</span>', gettext("unseen characters"))
    text = run.text.rstrip()
    if not run.styles and not run.language:
        return text
    classes = " ".join(f"styled-{name}" for name in run.styles)
    if run.language:
        return format_html(
            '<span class="{}" lang="{}" title="{}">{}</span>',
            *(classes, run.language, run.link, text),
        )
    return format_html('<span class="{}" title="{}">{}</span>', classes, run.link, text)


def _picture(run, thumbnails):
    name = gettext("picture no. %(number)s") % {"number": run.picture} if run.picture else ""
    words = ": ".join(filter(None, [name or gettext("picture"), run.text.strip()]))
    if run.picture not in thumbnails:
        return format_html('<span class="picture">{}</span>', words)
    return format_html(
        '<span class="picture"><img src="{}" alt="" loading="lazy">{}</span>',
        *(thumbnails[run.picture], words),
    )
