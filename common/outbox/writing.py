"""How a message comes into the outbox."""

import unicodedata

from django.core.exceptions import ValidationError
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from common import clock
from common.broker import send_after_commit
from common.errors import DomainError
from common.models import Message

LINE_BREAKING = {"Cc", "Zl", "Zp"}


def write(
    *,
    to,
    subject,
    text,
    kind="",
    html="",
    key=None,
    urgent=False,
    reply_to="",
    stop_url="",
    is_date_only=False,
    now=None,
):
    """Write one message to one address; only the kit of e-mails does (`common/emails`). `kind` is its name there.

    It is sent after the commit: at once where `urgent`, otherwise with the next batch, within a quarter of a minute.
    The same `key` again returns the message that was written first, so that a reminder goes out once. `stop_url` is
    where one click stops such messages. `is_date_only` is for mail that an anonymous submission caused: no time of day
    stays on the row.
    Raises DomainError for an address that is none, and for a line break in address or subject.
    """
    message = Message(
        kind=kind,
        to=to,
        subject=subject,
        body_text=text,
        body_html=html,
        reply_to=reply_to,
        stop_url=stop_url,
        is_urgent=urgent,
        is_date_only=is_date_only,
        key=key,
    )
    return put(message, now or clock.now())


def write_all(messages, now=None):
    """Write many messages in one statement, each with a key, and return their rows by it; none of them is urgent."""
    for message in messages:
        _make_ready(message, now or clock.now())
    Message.objects.bulk_create(messages, ignore_conflicts=True)
    return {row.key: row for row in Message.objects.filter(key__in=[message.key for message in messages])}


def put(message, now):
    """Check a message and write its row, or return the row that has its key already."""
    _make_ready(message, now)
    if message.key is None:
        message.save(force_insert=True)
    else:
        # One statement, so that of two reminders at the same moment one is written and nothing is raised.
        Message.objects.bulk_create([message], ignore_conflicts=True)
        message = Message.objects.get(key=message.key)
    if message.is_urgent:
        send_after_commit("common.deliver_urgent", message.pk)
    return message


def _make_ready(message, now):
    _refuse_bad_headers(message)
    message.subject = Truncator(message.subject).chars(200)
    message.body_text = message.body_text.replace("\0", "")
    message.body_html = message.body_html.replace("\0", "")
    message.created_at = message.send_after = clock.start_of_day(now) if message.is_date_only else now


def _refuse_bad_headers(message):
    for field, value in (
        ("subject", message.subject),
        ("to", message.to),
        ("reply_to", message.reply_to),
        ("stop_url", message.stop_url),
    ):
        if any(unicodedata.category(letter) in LINE_BREAKING for letter in value.replace("\t", " ")):
            raise DomainError(_("This has to be one line, without a line break."), field=field)
    for field, value in (("to", message.to), ("reply_to", message.reply_to)):
        if value or field == "to":
            _check_address(field, value)


def _check_address(field, value):
    try:
        validate_email(value)
    except ValidationError as error:
        raise DomainError(_("This is not an e-mail address."), field=field) from error


class OutboxBackend(BaseEmailBackend):
    """Django's EMAIL_BACKEND: what allauth and `send_mail` send becomes urgent rows, one for each recipient."""

    def send_messages(self, email_messages):
        now = clock.now()
        for email in email_messages:
            for address in email.recipients():
                put(_as_row(email, address), now)
        return len(email_messages)


def _as_row(email, address):
    if email.attachments:
        raise ValueError("The outbox keeps no attachments.")
    html = [body for body, media_type in getattr(email, "alternatives", []) if media_type == "text/html"]
    return Message(
        to=address,
        subject=str(email.subject),
        body_text=str(email.body),
        body_html=html[0] if html else "",
        reply_to=email.reply_to[0] if email.reply_to else "",
        is_urgent=True,
    )
