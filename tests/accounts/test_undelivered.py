"""E-mails that could not be delivered, for the administrator: which, when, to whom in part, and why."""

import datetime as dt

import pytest
from django.test import Client

from common import clock, outbox
from common.emails import masked_address
from common.models import Message
from common.outbox import error_in_words
from common.retention import carry_out, rules
from issues.services.issues import hide_issue
from tests.counting import cost
from tests.factories import accounts as people
from tests.factories import issues
from tests.issues.pages import words
from tests.refusing import deliver
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2026, 7, 6, 11, tzinfo=dt.UTC)
LONG_AGO = MONDAY - dt.timedelta(days=90)
PAGE = "/staff/emails/undelivered/"


@pytest.fixture(autouse=True)
def on_monday(db):
    with clock.frozen(MONDAY):
        yield


@pytest.fixture
def inside(client):
    return sign_in(client, people.administrator(now=LONG_AGO))


@pytest.fixture
def lead():
    return people.safeguarding_lead(email="jo.lead@example.org", now=LONG_AGO)


def hidden_issue(**given):
    """An issue put out of sight, of which the lead's mail server takes no e-mail."""
    issue = hide_issue(issues.received_issue(now=MONDAY, **given), reason="A worry", by=people.coordinator())
    deliver(MONDAY, refused="jo.lead@example.org")
    return issue


def test_a_lead_who_was_not_reached_is_listed_without_a_word_of_the_issue(inside, lead):
    issue = hidden_issue()
    text = words(inside.get(PAGE))
    assert "The safeguarding leads, except the one who did it: An issue is put out of sight" in text
    assert "j...@example.org" in text
    assert "6 July 2026" in text
    assert "The mail server does not know this address, or no longer takes e-mails for it." in text
    for secret in (issue.reference, lead.email, "No such user", issue.original_text, "A worry", "11:00"):
        assert secret not in text, secret


def test_the_administrators_front_page_says_how_many_and_leads_there(inside, lead):
    assert "e-mail could not be delivered" not in words(inside.get("/admin/"))
    hidden_issue()
    page = inside.get("/admin/")
    assert "1 e-mail could not be delivered In the last 30 days" in words(page)
    assert f'href="{PAGE}"' in page.content.decode()


def test_what_is_older_is_on_the_page_and_no_longer_counted(inside, lead):
    hidden_issue()
    with clock.frozen(MONDAY + 31 * clock.DAY):
        again = sign_in(Client(), people.administrator(now=LONG_AGO))
        assert "e-mail could not be delivered" not in words(again.get("/admin/"))
        assert "j...@example.org" in words(again.get(PAGE))
    with clock.frozen(MONDAY + 366 * clock.DAY):
        carry_out(rules["common.messages"])
    assert "Every e-mail of the last year was delivered" in words(inside.get(PAGE))


def test_the_newest_is_first_and_what_was_sent_or_waits_is_not_there(inside, lead):
    hidden_issue()
    hide_issue(issues.received_issue(now=MONDAY), reason="A worry", by=people.coordinator())
    assert words(inside.get(PAGE)).count("j...@example.org") == 1
    deliver(MONDAY, refused="jo.lead@example.org")
    Message.objects.filter(pk=outbox.undelivered().last().pk).update(created_at=LONG_AGO)
    text = words(inside.get(PAGE))
    assert text.index("6 July 2026") < text.index("7 April 2026")
    assert "alex" not in text


def test_an_e_mail_of_an_anonymous_issue_shows_the_day_alone(inside, lead):
    hidden_issue(is_anonymous=True)
    assert outbox.undelivered().get().is_date_only
    assert "6 July 2026" in words(inside.get(PAGE))


@pytest.mark.parametrize("somebody", [people.coordinator, people.safeguarding_lead, people.independent_reader])
def test_it_is_for_the_administrator_alone(client, somebody):
    assert sign_in(client, somebody()).get(PAGE).status_code == 403


def test_it_is_no_file(inside, lead):
    hidden_issue()
    assert inside.get(f"{PAGE}?format=csv")["Content-Type"].startswith("text/html")


def test_it_costs_the_same_however_many_there_are(inside, lead):
    hidden_issue()
    few = cost(inside, PAGE)
    for _again in range(3):
        hidden_issue()
    assert cost(inside, PAGE) == few


def test_what_was_written_before_its_kind_was_kept_says_so(inside, lead):
    hidden_issue()
    Message.objects.update(kind="")
    assert "Not recorded" in words(inside.get(PAGE))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("SMTPRecipientsRefused: {'a@b.example': (550, b'no')}", "does not know this address"),
        ("SMTPRecipientsRefused: {'a@b.example': (450, b'later')}", "put this address off again and again"),
        ("SMTPSenderRefused: (550, b'no', 'us@b.example')", "does not take e-mails from our address"),
        ("SMTPDataError: (554, b'no')", "did not take what the e-mail says"),
        ("SMTPServerDisconnected: gone", "broke off each time"),
        ("TimeoutError: silent", "did not answer in time"),
        ("BadHeaderError: x", "cannot be written into an e-mail"),
        ("ConnectionResetError: a@b.example", "did not take the e-mail."),
    ],
)
def test_an_error_is_said_in_plain_words_without_what_the_server_said(error, said):
    assert said in error_in_words(error)
    assert "b.example" not in error_in_words(error)


def test_an_address_shows_its_first_letter_and_its_server():
    assert masked_address("jo.lead@example.org") == "j...@example.org"
    assert masked_address('"a@b"@example.org') == '"...@example.org'
