"""A mail server that refuses some addresses for good: everything that waits in the outbox is delivered to it."""

import smtplib

from django.test import override_settings

from common import outbox
from issues.services.undelivered import put_back_undelivered
from tests.common.mail_example import MailServer


def deliver(now, *, refused):
    """Deliver what waits; the server does not know the address `refused`."""
    MailServer.taken, MailServer.open_error = [], None
    MailServer.trouble = {refused: smtplib.SMTPRecipientsRefused({refused: (550, b"5.1.1 No such user: Sam Alex")})}
    with override_settings(DELIVERY_EMAIL_BACKEND=f"{MailServer.__module__}.MailServer"):
        outbox.deliver_all(now)


def refuse_parent(issue, now):
    """Deliver what waits, to a server that refuses the parent of an issue, and let the next hour notice it."""
    deliver(now, refused=issue.letter.contact_email)
    put_back_undelivered(now=now)
