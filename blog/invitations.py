"""Inviting people whose accounts somebody else has made: they set a password by a link."""

import logging
from collections import defaultdict
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

logger = logging.getLogger(__name__)
SECONDS_OF_A_DAY = 24 * 60 * 60
# What a mail server, the way to it, and an address that is none answer with.
REFUSALS = (SMTPException, OSError, ValueError)


def obstacle(user) -> str:
    """Why ``user`` cannot be invited: "inactive", "without_address", "has_password"; "" if they can."""
    if not user.is_active:
        return "inactive"
    if not user.email:
        return "without_address"
    return "has_password" if user.has_usable_password() else ""


def invite(users, request) -> dict[str, list]:
    """Send each of ``users`` a link, in the active language; return what happened to whom.

    The keys are "invited", "not_sent", and those of ``obstacle``.
    """
    happened = defaultdict(list)
    messages = {}
    for user in users:
        reason = obstacle(user)
        if reason:
            happened[reason].append(user)
        else:
            messages[user] = message_to(user, request)
    for user, is_sent in _sent(messages).items():
        happened["invited" if is_sent else "not_sent"].append(user)
    return dict(happened)


def message_to(user, request) -> EmailMessage:
    """The mail with the link for ``user``; it works once, and while they have no password."""
    key = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    path = reverse("invitation", kwargs={"uidb64": key, "token": token})
    context = {
        "person": user.get_full_name() or user.get_username(),
        "username": user.get_username(),
        "link": request.build_absolute_uri(path),
        "days": settings.PASSWORD_RESET_TIMEOUT // SECONDS_OF_A_DAY,
    }
    subject = render_to_string("registration/invitation_subject.txt", context, request)
    body = render_to_string("registration/invitation.txt", context, request)
    return EmailMessage(" ".join(subject.split()), body.strip() + "\n", to=[user.email])


def _sent(messages):
    """User → whether their mail was taken; one connection serves all."""
    if not messages:
        return {}
    connection = get_connection()
    try:
        connection.open()
    except REFUSALS:
        logger.exception("The mail server cannot be reached.")
        return dict.fromkeys(messages, False)
    try:
        return {user: _is_sent(message, connection) for user, message in messages.items()}
    finally:
        _close(connection)


def _is_sent(message, connection):
    message.connection = connection
    try:
        return bool(message.send())
    except REFUSALS:
        logger.exception("An invitation could not be sent.")
        return False


def _close(connection):
    try:
        connection.close()
    except REFUSALS:
        # What was sent is sent.
        logger.warning("The mail server did not say goodbye.", exc_info=True)
