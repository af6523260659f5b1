"""Mail to the staff: what happened to what they have submitted, or may publish, in their own language."""

import logging
from dataclasses import dataclass, field
from smtplib import SMTPException, SMTPServerDisconnected

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.history.recording import name_of
from blog.languages import language_codes, quote
from blog.models import Preference, Revision
from blog.moments import local
from blog.reading import text_for
from blog.roles import publishers_of
from blog.templatetags.blog import language_name

logger = logging.getLogger(__name__)
# What a mail server, the way to it, and an address that is none answer with.
REFUSALS = (SMTPException, OSError, ValueError)
# After these there is nobody to talk to any more.
ENDS = (SMTPServerDisconnected, TimeoutError, ConnectionError)
Event = Revision.Event
SUBJECTS = {
    Event.SUBMITTED: _("Waits for you: %(title)s (%(language)s)"),
    Event.RETURNED: _("Returned with a note: %(title)s (%(language)s)"),
    Event.PUBLISHED: _("Published: %(title)s (%(language)s)"),
    Event.SCHEDULED: _("Scheduled: %(title)s (%(language)s)"),
}


@dataclass
class Delivery:
    """What became of the mail about some steps: whom it did not reach, whether there was anybody to tell."""

    failed: list = field(default_factory=list)
    # Steps about which nobody could be told who should have been.
    unheard: list = field(default_factory=list)


def tell_about(steps, request) -> Delivery:
    """Send mail about ``steps`` (``blog.submitting.Step``) to those whom they concern.

    Called after the transaction: what was saved stays saved, whatever the mail server does.
    """
    delivery, people, messages = Delivery(), [], []
    for step in steps:
        told = people_told(step)
        if step.event == Event.SUBMITTED and not told:
            delivery.unheard.append(step)
        people += told
        messages += [message_about(step, person, request) for person in told]
    for person, is_sent in zip(people, send(messages), strict=True):
        if not is_sent and person not in delivery.failed:
            delivery.failed.append(person)
    return delivery


def people_told(step) -> list:
    """Who gets mail about ``step``: those who may publish it, or who submitted it; nobody about their own."""
    if step.event not in SUBJECTS:
        return []
    if step.event == Event.SUBMITTED:
        people = publishers_of(step.entry, step.language)
    else:
        people = [step.submitted_by] if step.submitted_by else []
    return [one for one in people if one.is_active and one.email and one != step.by]


def message_about(step, person, request) -> EmailMessage:
    """The mail to ``person`` about ``step``, in their language."""
    with translation.override(language_of(person)):
        title = title_of(step.entry, step.language)
        language = language_name(step.language)
        date = step.entry.date_in(step.language)
        path = reverse("admin:blog_entry_change", args=[step.entry.pk])
        context = {
            "person": one_line(name_of(person)),
            "who": one_line(name_of(step.by)),
            "title": title,
            "language": language,
            "note": "\n".join(f"    {line}" for line in step.note.splitlines()),
            "date": date_format(local(date), "DATETIME_FORMAT") if date else "",
            "zone": timezone.get_current_timezone_name(),
            "form_url": request.build_absolute_uri(f"{path}#language-{step.language}"),
            "page_url": request.build_absolute_uri(step.entry.url_in(step.language)),
            "blog_name": gettext("RTCM Blog"),
        }
        subject = SUBJECTS[step.event] % {"title": title, "language": language}
        body = render_to_string(f"blog/mail/{step.event}.txt", context)
    # No robot is to answer that its person is on holiday (RFC 3834).
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(one_line(subject), body.strip() + "\n", to=[person.email], headers=headers)


def title_of(entry, language) -> str:
    """The title of ``entry`` as one line, in the quotes of the language it is in."""
    title = text_for(entry, "title", language)
    return quote(one_line(title.text), title.language) if title else str(entry)


def one_line(text: str) -> str:
    """``text`` without the ends of lines, which would be ends of a header."""
    return " ".join(text.split())


# The language of a person


def language_of(user, *, default: str | None = None) -> str:
    """The language in which ``user`` gets mail; ``default``, or else the site's, when none is known."""
    preference = getattr(user, "preference", None)
    if preference and preference.language in language_codes():
        return preference.language
    return default or settings.LANGUAGE_CODE


def prefer(user, language: str) -> None:
    """Remember that ``user`` has chosen ``language``."""
    Preference.objects.update_or_create(user=user, defaults={"language": language})


def prefer_active_language(user) -> None:
    """Remember the active language for ``user``, unless they have chosen one before."""
    language = translation.get_language()
    if language in language_codes():
        Preference.objects.get_or_create(user=user, defaults={"language": language})


# The way to the mail server


def send(messages: list[EmailMessage]) -> list[bool]:
    """Send ``messages`` by one connection; return whether each was taken.

    A server that has stopped answering is not asked again: a person waits for this.
    """
    if not messages:
        return []
    connection = get_connection()
    try:
        connection.open()
    except REFUSALS:
        logger.exception("The mail server cannot be reached.")
        return [False] * len(messages)
    try:
        taken = _taken_by(connection, messages)
    finally:
        _close(connection)
    return taken + [False] * (len(messages) - len(taken))


def _taken_by(connection, messages):
    """Whether each of ``messages`` was taken, up to the one at which the server went away."""
    taken = []
    for message in messages:
        message.connection = connection
        try:
            taken.append(bool(message.send()))
        except ENDS:
            logger.exception("The mail server went away.")
            break
        except REFUSALS:
            logger.exception("A mail could not be sent.")
            taken.append(False)
    return taken


def _close(connection):
    try:
        connection.close()
    except REFUSALS:
        # What was sent is sent.
        logger.warning("The mail server did not say goodbye.", exc_info=True)
