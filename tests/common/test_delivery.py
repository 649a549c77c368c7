"""How mail leaves the outbox. What a killed worker does to it is tried in tests/faults."""

import datetime as dt
import smtplib
import threading

import pytest
from django.core.mail import get_connection
from django.core.management import call_command
from django.db import connection

from bench.jobs.mail_server import MailServer as SmtpServer
from common import clock, outbox
from common.models import Installation, Message
from common.outbox import delivery
from common.retention import carry_out, rules
from common.rules import MessageState
from tests.common.mail_example import MINUTE, NOON, MailServer, fresh, write

TEXTS = rules["common.message_texts"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sent_emails", "site")]


# --- sending


def test_a_message_goes_out_once(server):
    message = write(html="<p>Dear Ann</p>", reply_to="help@example.org")
    assert outbox.deliver_all(NOON + MINUTE) == 1
    assert outbox.deliver_all(NOON + MINUTE) == 0
    [email] = server.taken
    assert (email.to, email.subject, email.body) == (["parent@example.org"], "Hello", "Dear Ann")
    assert email.alternatives[0][0] == "<p>Dear Ann</p>"
    assert email.reply_to == ["help@example.org"]
    message = fresh(message)
    assert (message.state, message.sent_at, message.lease) == (MessageState.SENT, NOON + MINUTE, "")


def test_message_id_is_unique_and_stays_the_same(server):
    message = write()
    outbox.deliver_all(NOON)
    headers = server.taken[0].message()
    assert headers["Message-ID"] == f"<outbox.{message.pk}@portal.example>"
    assert headers["Auto-Submitted"] == "auto-generated"


def test_a_batch_is_a_hundred_on_one_connection(server):
    for _turn in range(101):
        write()
    assert [outbox.deliver_batch(now=NOON) for _turn in range(3)] == [100, 1, 0]
    assert server.connections == 2
    assert len(server.taken) == 101


def test_urgent_ones_go_first_then_the_oldest(server):
    write(to="second@example.org", now=NOON - MINUTE)
    write(to="third@example.org")
    write(to="first@example.org", urgent=True)
    outbox.deliver_batch(now=NOON)
    assert [email.to[0] for email in server.taken] == ["first@example.org", "second@example.org", "third@example.org"]


def test_a_message_not_yet_due_waits(server):
    write(now=NOON + MINUTE)
    assert outbox.deliver_batch(now=NOON) == 0
    assert outbox.deliver_batch(now=NOON + MINUTE) == 1


def test_one_urgent_message_is_sent_past_the_others(server):
    write(to="letter@example.org")
    urgent = write(to="code@example.org", urgent=True)
    assert outbox.deliver_urgent(urgent.pk, NOON) == 1
    assert outbox.deliver_urgent(urgent.pk, NOON) == 0
    assert [email.to for email in server.taken] == [["code@example.org"]]


def test_a_message_leased_by_another_worker_waits_until_the_lease_ends(server):
    message = write()
    held = delivery._take(delivery._due(NOON), 100, NOON)
    assert held == [message]
    assert outbox.deliver_batch(now=NOON + MINUTE) == 0
    assert outbox.deliver_batch(now=NOON + 3 * MINUTE) == 1


def test_a_worker_with_an_expired_lease_marks_nothing(server):
    message = write()
    [held] = delivery._take(delivery._due(NOON), 100, NOON)
    outbox.deliver_batch(now=NOON + 3 * MINUTE)
    delivery._write_down(held, smtplib.SMTPServerDisconnected("gone"), NOON + 4 * MINUTE)
    assert (fresh(message).state, fresh(message).attempts) == (MessageState.SENT, 0)


def test_the_command_sends_every_waiting_message(server, capsys):
    for _turn in range(3):
        write()
    call_command("send_outbox")
    assert capsys.readouterr().out == "3 messages dealt with\n"


# --- trouble


@pytest.mark.parametrize(
    "error", [TimeoutError("silent"), ConnectionRefusedError(), smtplib.SMTPAuthenticationError(535, b"no")]
)
def test_messages_wait_without_using_an_attempt_while_the_mail_server_is_down(server, error):
    server.open_error = error
    message = write()
    assert outbox.deliver_batch(now=NOON) == 0
    message = fresh(message)
    assert (message.state, message.attempts, message.lease, message.lease_until) == (MessageState.WAITING, 0, "", None)


def test_mail_server_that_is_down_is_not_tried_for_a_minute(server, monkeypatch):
    server.open_error = TimeoutError("silent")
    urgent = write(urgent=True)
    outbox.deliver_batch(now=NOON)
    server.open_error = None
    assert outbox.deliver_batch(now=NOON) == 0
    assert outbox.deliver_urgent(urgent.pk, NOON) == 0
    assert outbox.deliver_all(NOON) == 1


def test_permanently_refused_address_fails_and_the_others_are_sent(server):
    server.trouble = {"gone@example.org": smtplib.SMTPRecipientsRefused({"gone@example.org": (550, b"unknown")})}
    gone, well = write(to="gone@example.org"), write()
    assert outbox.deliver_batch(now=NOON) == 2
    assert (fresh(gone).state, fresh(well).state) == (MessageState.FAILED, MessageState.SENT)
    assert fresh(gone).error.startswith("SMTPRecipientsRefused")


def test_temporarily_refused_message_is_tried_five_times_with_growing_pauses(server):
    server.trouble = {"grey@example.org": smtplib.SMTPRecipientsRefused({"grey@example.org": (450, b"later")})}
    message, moment, pauses = write(to="grey@example.org"), NOON, []
    while fresh(message).state == MessageState.WAITING:
        assert outbox.deliver_batch(now=moment) == 1
        assert outbox.deliver_batch(now=moment) == 0
        pauses.append(fresh(message).send_after - moment)
        moment = fresh(message).send_after
    assert [pause // MINUTE for pause in pauses[:4]] == [1, 10, 60, 360]
    assert (fresh(message).state, fresh(message).attempts) == (MessageState.FAILED, 5)


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPServerDisconnected("gone"),
        TimeoutError("silent"),
        smtplib.SMTPSenderRefused(550, b"no", "us@example.org"),
    ],
)
def test_after_a_broken_connection_the_rest_goes_out_on_a_new_one(server, error):
    server.trouble = {"bad@example.org": error}
    bad, well = write(to="bad@example.org"), write()
    assert [outbox.deliver_batch(now=NOON) for _turn in range(3)] == [1, 1, 0]
    assert server.connections == 2
    assert (fresh(bad).state, fresh(bad).attempts, fresh(well).state) == (MessageState.WAITING, 1, MessageState.SENT)
    assert fresh(well).attempts == 0


def test_a_batch_stops_in_time_and_the_rest_is_sent_by_the_next(server, monkeypatch):
    monkeypatch.setattr(delivery, "BATCH_SECONDS", -1)
    write()
    assert outbox.deliver_batch(now=NOON) == 0
    monkeypatch.undo()
    assert Message.objects.get().lease == ""


def test_connection_closed_without_quit_loses_nothing(server, monkeypatch):
    def close(self):
        raise TimeoutError("silent")

    monkeypatch.setattr(MailServer, "close", close)
    message = write()
    assert outbox.deliver_batch(now=NOON) == 1
    assert fresh(message).state == MessageState.SENT


@pytest.mark.django_db(transaction=True)
def test_marking_as_sent_does_not_wait_for_the_disk(server, monkeypatch):
    seen = []
    monkeypatch.setattr(MailServer, "send_messages", lambda self, emails: seen.append(how_commits_are_made()))
    write()
    before = how_commits_are_made()
    outbox.deliver_batch(now=NOON)
    assert seen == ["off" if connection.vendor == "postgresql" else 1]
    assert how_commits_are_made() == before != seen[0]


def how_commits_are_made():
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit" if connection.vendor == "postgresql" else "PRAGMA synchronous")
        return cursor.fetchone()[0]


# --- what an anonymous person caused


def test_a_date_only_message_keeps_no_time_of_day(server):
    midnight = clock.start_of_day(NOON)
    message = write(is_date_only=True)
    assert (message.created_at, message.send_after) == (midnight, midnight)
    outbox.deliver_batch(now=NOON)
    message = fresh(message)
    assert (message.state, message.sent_at, message.lease_until) == (MessageState.SENT, midnight, None)


def test_a_date_only_message_that_was_refused_is_tried_on_the_next_day(server):
    server.trouble = {"grey@example.org": smtplib.SMTPRecipientsRefused({"grey@example.org": (450, b"later")})}
    message = write(to="grey@example.org", is_date_only=True)
    outbox.deliver_batch(now=NOON)
    assert fresh(message).send_after == clock.start_of_day(NOON) + dt.timedelta(days=1)


# --- keeping


def test_a_day_after_it_was_sent_a_text_is_emptied(server):
    message = write(html="<p>Dear Ann</p>")
    waiting = write(now=NOON + 3 * 24 * 60 * MINUTE)
    outbox.deliver_batch(now=NOON)
    assert carry_out(TEXTS, NOON + 23 * 60 * MINUTE) == 0
    assert carry_out(TEXTS, NOON + 24 * 60 * MINUTE) == 1
    assert carry_out(TEXTS, NOON + 24 * 60 * MINUTE) == 0
    assert (fresh(message).body_text, fresh(message).body_html, fresh(message).subject) == ("", "", "Hello")
    assert fresh(waiting).body_text


def test_with_sample_data_the_texts_stay(server):
    Installation.objects.create(pk=1, is_sample=True)
    message = write()
    outbox.deliver_batch(now=NOON)
    assert carry_out(TEXTS, NOON + 48 * 60 * MINUTE) == 0
    assert fresh(message).body_text


def test_row_is_erased_after_a_year_unless_it_is_waiting(server):
    sent, waiting = write(), write(to="b@example.org")
    Message.objects.filter(pk=waiting.pk).update(send_after=NOON + dt.timedelta(days=400))
    outbox.deliver_batch(now=NOON)
    carry_out(rules["common.messages"], NOON + dt.timedelta(days=365))
    assert list(Message.objects.all()) == [waiting]
    assert sent != waiting


def test_the_environment_alone_keeps_no_text(server, settings):
    settings.SAMPLE_DATA = True
    message = write()
    outbox.deliver_batch(now=NOON)
    assert carry_out(TEXTS, NOON + 48 * 60 * MINUTE) == 1
    assert not fresh(message).body_text


# --- where to

BY_SMTP, NOWHERE = "common.outbox.smtp.EmailBackend", "django.core.mail.backends.dummy.EmailBackend"


@pytest.mark.parametrize(
    ("marks", "backend"), [([], BY_SMTP), ([False], BY_SMTP), ([True], NOWHERE)], ids=["no mark", "real", "sample"]
)
@pytest.mark.parametrize("asks_for_sample", [True, False])
def test_the_data_says_whether_mail_is_sent(settings, monkeypatch, asks_for_sample, marks, backend):
    settings.SAMPLE_DATA, settings.DELIVERY_EMAIL_BACKEND = asks_for_sample, ""
    for mark in marks:
        Installation.objects.create(pk=1, is_sample=mark)
    asked = []

    def connection_of(name):
        asked.append(name)
        return get_connection("django.core.mail.backends.locmem.EmailBackend")

    monkeypatch.setattr(delivery, "get_connection", connection_of)
    write()
    outbox.deliver_batch(now=NOON)
    assert asked == [backend]


def test_a_letter_by_smtp_starts_no_thread(settings, monkeypatch):
    """One for each reply, to cut it off, took twice as long as the rest; tests/faults has the servers that are slow."""
    server = SmtpServer()
    settings.DELIVERY_EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = BY_SMTP, "127.0.0.1", server.port
    own, started = threading.current_thread(), []
    start = threading.Thread.start

    def count(thread):
        if threading.current_thread() is own:
            started.append(thread)
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", count)
    write()
    assert outbox.deliver_batch(now=NOON) == 1
    server.close()
    assert [to for to, _name in server.taken] == ["parent@example.org"]
    assert started == []
