"""How mail comes into the outbox."""

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.db import IntegrityError, transaction

from common import outbox
from common.errors import DomainError
from common.models import Message
from common.rules import MessageState
from tests.common.mail_example import NOON, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sent_emails", "site")]


# --- writing


def test_a_message_is_a_row_that_waits(sent_emails):
    message = write()
    assert message.body_text == "Dear Ann"
    assert (message.state, message.created_at, message.send_after) == (MessageState.WAITING, NOON, NOON)
    assert (mail.outbox, sent_emails) == ([], [])


def test_a_message_that_is_rolled_back_is_never_sent():
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert outbox.deliver_all(NOON) == 0


def test_an_urgent_message_is_handed_to_a_worker_after_the_commit(sent_emails, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        message = write(urgent=True)
        assert sent_emails == []
    assert sent_emails == [("common.deliver_urgent", (message.pk,))]


def test_a_reminder_with_a_key_is_written_once():
    first = write(key="overdue:7")
    second = write(key="overdue:7", subject="Again")
    assert second.pk == first.pk
    assert second.subject == "Hello"
    assert Message.objects.count() == 1


def test_messages_without_a_key_are_separate():
    write()
    write()
    assert Message.objects.count() == 2


def test_writing_costs_one_query_and_two_with_a_key(django_assert_num_queries):
    with django_assert_num_queries(1):
        write()
    with django_assert_num_queries(2):
        write(key="one")


@pytest.mark.parametrize(
    "bad", ["Hello\nBcc: x@example.org", "Hello\r\n", "Hel\rlo", "He\u2028llo", "He\x0bllo", "\x00"]
)
def test_a_line_break_in_the_subject_is_refused(bad):
    with pytest.raises(DomainError) as refusal:
        write(subject=bad)
    assert refusal.value.field == "subject"
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "bad", ["a@example.org\nBcc: b@example.org", "a@example.org, b@example.org", "nobody", "", "a b@c.d"]
)
def test_invalid_address_is_refused(bad):
    with pytest.raises(DomainError) as refusal:
        write(to=bad)
    assert refusal.value.field == "to"


@pytest.mark.parametrize("bad", ["a@example.org\r\nX: y", "nobody"])
def test_invalid_reply_address_is_refused(bad):
    with pytest.raises(DomainError) as refusal:
        write(reply_to=bad)
    assert refusal.value.field == "reply_to"


def test_a_long_subject_is_cut_and_a_nul_left_out():
    message = write(subject="x" * 500, text="Dear A\0nn,")
    assert len(message.subject) == 200
    assert message.body_text.startswith("Dear Ann,")


def test_the_database_wants_a_moment_with_sent():
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=write().pk).update(state=MessageState.SENT)


# --- Django's own mail


def test_what_django_sends_becomes_urgent_rows_one_for_each_recipient(settings):
    settings.EMAIL_BACKEND = "common.outbox.OutboxBackend"
    assert send_mail("Code", "123456", None, ["a@example.org", "b@example.org"]) == 1
    rows = Message.objects.order_by("pk").values_list("to", "subject", "body_text", "is_urgent")
    assert list(rows) == [("a@example.org", "Code", "123456", True), ("b@example.org", "Code", "123456", True)]


def test_the_page_and_the_reply_address_are_kept(settings):
    settings.EMAIL_BACKEND = "common.outbox.OutboxBackend"
    email = EmailMultiAlternatives("Hi", "text", to=["a@example.org"], reply_to=["help@example.org"])
    email.attach_alternative("<p>page</p>", "text/html")
    email.send()
    row = Message.objects.get()
    assert (row.body_html, row.reply_to) == ("<p>page</p>", "help@example.org")


def test_attachment_raises_an_error(settings):
    settings.EMAIL_BACKEND = "common.outbox.OutboxBackend"
    email = EmailMessage("Hi", "text", to=["a@example.org"], attachments=[("a.txt", "x", "text/plain")])
    with pytest.raises(ValueError, match="no attachments"):
        email.send()
