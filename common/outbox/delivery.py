"""How a message leaves the outbox: in batches on one connection, each marked as soon as the mail server has taken it.

Between the server's yes and our mark lies one statement. A worker killed just there sends that one message again, with
the same Message-ID, by which a mail program recognises it. Nothing else is ever sent twice, and nothing is lost.
The marks of a batch are not each forced onto the disk, which would take longer than sending does: a cut of the power or
a crash of the database server (not its restart, nor a kill of ours) may send the last of that batch again.
"""

import contextlib
import datetime as dt
import logging
import smtplib
import time
import uuid
from collections.abc import Callable, Collection
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import connection as database
from django.db.models import Q

from common import clock
from common.breaker import Breaker
from common.installation import is_sample
from common.models import Message
from common.registry import Sources
from common.rules import MAX_ATTEMPTS, MessageState, mail_delay

logger = logging.getLogger(__name__)
BATCH_SIZE = 100
BATCH_SECONDS = 20
SMTP, NOWHERE = "common.outbox.smtp.EmailBackend", "django.core.mail.backends.dummy.EmailBackend"
LEASE = dt.timedelta(minutes=2)
DAY = dt.timedelta(days=1)
WITHOUT_FORCING = {"sqlite": "PRAGMA synchronous = NORMAL", "postgresql": "SET synchronous_commit TO off"}
AS_USUAL = {"sqlite": "PRAGMA synchronous = FULL", "postgresql": "SET synchronous_commit TO DEFAULT"}
# A silent mail server costs one batch its time-out (EMAIL_TIMEOUT); for the rest of the minute nobody tries.
silence = Breaker(seconds=60)
_last_looks: Sources[str, Callable[[list[Message], dt.datetime], Collection[int]]] = Sources()
# (messages about to be sent, now) -> the keys of those that were taken back just now, and do not go.
last_look = _last_looks.register("anything")


def deliver_batch(size=BATCH_SIZE, now=None):
    """Send up to `size` messages that are due, urgent ones first; return how many were dealt with."""
    return 0 if silence.is_tripped else _deliver(_due(now or clock.now()), size, now)


def deliver_urgent(message_id, now=None):
    """Send one message at once, past the queue, if nobody has sent it yet."""
    if silence.is_tripped:
        return 0
    return _deliver(_due(now or clock.now()).filter(pk=message_id), 1, now)


def deliver_all(now=None):
    """Send everything that is due, and return how much that was; what `manage.py send_outbox` runs."""
    silence.reset()
    total = 0
    while count := deliver_batch(now=now):
        total += count
    return total


def _due(now):
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    return Message.objects.filter(free, state=MessageState.WAITING, send_after__lte=now)


def _deliver(due, size, now):
    messages = _take(due, size, now or clock.now())
    if not messages:
        return 0
    try:
        gone = {key for look in _last_looks.of("anything") for key in look(messages, now or clock.now())}
        left = [message for message in messages if message.pk not in gone]
        done = len(gone) + (_send(left, now) if left else 0)
    finally:
        _mine(messages[0].lease).update(lease="", lease_until=None)
    return done


def _take(due, size, now):
    """Lease messages by one conditional UPDATE: of two workers that see the same ones, each gets its own."""
    token = uuid.uuid4().hex
    chosen = list(due.order_by("-is_urgent", "send_after", "id").values_list("pk", flat=True)[:size])
    due.filter(pk__in=chosen).update(lease=token, lease_until=now + LEASE)
    return list(_mine(token).order_by("-is_urgent", "send_after", "id"))


def _mine(token):
    return Message.objects.filter(lease=token, state=MessageState.WAITING)


def _send(messages, now):
    connection = get_connection(_backend())
    try:
        connection.open()
    except OSError as error:
        silence.trip()
        logger.warning("the mail server does not answer, %s messages wait: %s", len(messages), error)
        return 0
    try:
        with _quick_commits():
            return _send_each(messages, connection, now)
    finally:
        _hang_up(connection)


def _backend():
    """Return how to deliver: as the environment says, else by SMTP, but what invented people are told goes nowhere."""
    return settings.DELIVERY_EMAIL_BACKEND or (NOWHERE if is_sample() else SMTP)


@contextlib.contextmanager
def _quick_commits():
    """Commit without waiting for the disk: safe when a process is killed, not when the power is cut."""
    if database.in_atomic_block:
        yield
        return
    with database.cursor() as cursor:
        cursor.execute(WITHOUT_FORCING[database.vendor])
        try:
            yield
        finally:
            cursor.execute(AS_USUAL[database.vendor])


def _hang_up(connection):
    try:
        connection.close()
    except OSError as error:
        logger.info("the mail server did not say goodbye: %s", error)


def _send_each(messages, connection, now):
    stop_at = time.monotonic() + BATCH_SECONDS
    done = 0
    for message in messages:
        if time.monotonic() > stop_at:
            break
        is_usable = _send_one(message, connection, now)
        done += 1
        if not is_usable:
            break
    return done


def _send_one(message, connection, now):
    """Send and mark one message; return whether the connection can be used for the next."""
    try:
        connection.send_messages([_as_email(message, connection)])
    except (OSError, ValueError) as error:  # every SMTP error is an OSError; a ValueError is a header that cannot be
        _write_down(message, error, now or clock.now())
        return isinstance(error, (smtplib.SMTPRecipientsRefused, ValueError))
    moment = now or clock.now()
    sent_at = clock.start_of_day(moment) if message.is_date_only else moment
    _mine(message.lease).filter(pk=message.pk).update(
        state=MessageState.SENT, sent_at=sent_at, lease="", lease_until=None
    )
    return True


def _write_down(message, error, now):
    attempts = message.attempts + 1
    failed = attempts >= MAX_ATTEMPTS or _is_final(error)
    again = clock.start_of_day(now) + DAY if message.is_date_only else now + mail_delay(attempts)
    logger.warning("message %s, attempt %s: %s", message.pk, attempts, type(error).__name__)
    _mine(message.lease).filter(pk=message.pk).update(
        state=MessageState.FAILED if failed else MessageState.WAITING,
        attempts=attempts,
        error=f"{type(error).__name__}: {error}"[:300],
        send_after=again,
        lease="",
        lease_until=None,
    )


def _is_final(error):
    """Return whether no later attempt can help: the address is refused for good (5xx), or is no header at all.

    A refused sender or text is tried again, because that is usually a setting about to be put right.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _words in error.recipients.values())
    return isinstance(error, ValueError)


def _as_email(message, connection):
    host = urlsplit(settings.SITE_URL).hostname
    headers = {"Message-ID": f"<outbox.{message.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    email = EmailMultiAlternatives(
        message.subject,
        message.body_text,
        to=[message.to],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers=headers | (one_click(message.stop_url) if message.stop_url else {}),
        connection=connection,
    )
    if message.body_html:
        email.attach_alternative(message.body_html, "text/html")
    return email


def one_click(address):
    """Return the headers by which a mail program stops such e-mails with one click (RFC 2369, RFC 8058)."""
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
