"""E-mails for tests, and a mail server as it may be."""

import datetime as dt

import pytest
from django.core.mail.backends.base import BaseEmailBackend

from common import broker, outbox
from common.breaker import Breaker
from common.models import Message
from common.outbox import delivery

NOON = dt.datetime(2026, 6, 1, 11, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def sent_emails(monkeypatch):
    """What was sent to the broker, as (task, args)."""
    messages = []
    monkeypatch.setattr(broker, "send_now", lambda task, *args, **options: messages.append((task, args)))
    monkeypatch.setattr(delivery, "silence", Breaker(seconds=60))
    return messages


@pytest.fixture
def site(settings):
    settings.SITE_URL = "https://portal.example"


class MailServer(BaseEmailBackend):
    """A mail server as it may be: says yes unless told otherwise."""

    taken = []
    connections = 0
    trouble = {}
    open_error = None

    def open(self):
        if MailServer.open_error:
            raise MailServer.open_error
        MailServer.connections += 1

    def send_messages(self, email_messages):
        for email in email_messages:
            error = MailServer.trouble.get(email.to[0])
            if error:
                raise error
            MailServer.taken.append(email)


@pytest.fixture
def server(settings):
    settings.DELIVERY_EMAIL_BACKEND = f"{__name__}.MailServer"
    MailServer.taken, MailServer.connections, MailServer.trouble, MailServer.open_error = [], 0, {}, None
    return MailServer


def write(to="parent@example.org", **options):
    return outbox.write(to=to, **{"subject": "Hello", "text": "Dear Ann", "now": NOON, **options})


def fresh(message):
    return Message.objects.get(pk=message.pk)
