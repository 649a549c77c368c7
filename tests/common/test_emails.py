"""The kit of e-mails: one template for subject and text, sent through the outbox."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from common.emails import EXAMPLE_MOMENT, Email, Example, declare, declared, render_email, send_email
from common.emails.examples import shown, shown_by_group
from common.errors import DomainError
from common.models import Message
from tests.common.mail_example import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sent_emails")]
REPORT = {"report": {"name": "Winter <b> & you", "get_absolute_url": "/reports/7/"}}


def send(**options):
    return send_email("reports.published", **{"to": "board@example.org", "context": REPORT, "now": NOON, **options})


def test_subject_and_text_come_from_one_template_and_nothing_is_escaped():
    subject, text = render_email("reports.published", REPORT)
    assert subject == "A report to the Performance Board: Winter <b> & you"
    assert text.startswith("A report to the Performance Board is ready: Winter <b> & you.\n\nhttp")
    assert text.endswith("\n\nParent Partnership Steering Group\n")


def test_an_email_is_a_row_of_the_outbox():
    message = send(reply_to="help@example.org", urgent=True)
    assert (message.to, message.reply_to, message.is_urgent, message.created_at) == (
        "board@example.org",
        "help@example.org",
        True,
        NOON,
    )


def test_an_email_with_a_key_is_written_once():
    assert send(key="one").pk == send(key="one").pk
    assert Message.objects.count() == 1


def test_an_email_an_anonymous_submission_caused_keeps_no_time_of_day():
    message = send(is_date_only=True)
    assert message.is_date_only
    assert message.created_at < NOON


@pytest.mark.parametrize("title", ["Winter\nBcc: x@example.org", "Winter\n", "\u2028Winter"])
def test_a_line_break_put_into_the_subject_is_refused(title):
    with pytest.raises(DomainError) as refused:
        send(context={"report": {"name": title}})
    assert refused.value.field == "subject"
    assert not Message.objects.exists()


def test_template_syntax_in_words_is_printed_as_typed():
    message = send(context={"report": {"name": "{% now %}{{ 7|add:7 }}"}})
    assert "{% now %}{{ 7|add:7 }}" in message.subject
    assert "{% now %}{{ 7|add:7 }}" in message.body_text


def test_an_email_no_app_declares_is_not_sent():
    with pytest.raises(LookupError, match=r"reports\.withdrawn"):
        send_email("reports.withdrawn", to="board@example.org")


def test_no_two_emails_have_one_name():
    with pytest.raises(ImproperlyConfigured, match=r"reports\.published"):
        declare("Reports", Email("reports.published", to="Somebody else", when="Never"))
    assert declared("reports.published").to == "Every member of the Performance Board"


def test_email_greets_a_person_whose_name_is_known():
    meeting = Example("Spring meeting", title="Spring meeting", starts_at=EXAMPLE_MOMENT)
    context = {"meeting": meeting, "name": "Ann Lowe"}
    assert render_email("meetings.cancelled", context)[1].startswith("Dear Ann Lowe,\n\nThe Spring meeting on Tuesday")
    assert render_email("meetings.cancelled", {"meeting": meeting})[1].startswith("The Spring meeting on Tuesday")


def test_an_example_shows_brackets_where_something_is_put_in():
    example = shown(declared("meetings.invitation"))
    assert example.subject == "Invitation: [meeting]"
    assert example.text.startswith("Dear [name],\n\nYou are invited to the [meeting].")


def test_each_example_is_under_one_heading():
    groups = [group for group, _emails in shown_by_group()]
    assert len(groups) == len(set(groups)) > 5
