"""The e-mails about an account, and the co-ordinator's page of every e-mail the portal sends."""

import html

import pytest
from django.template import engines

from accounts.services.settings import remembered_settings, set_setting
from accounts.services.sign_in_emails import send_account_email
from common.emails import every_email
from common.models import Message
from tests.counting import cost
from tests.factories import accounts as people
from tests.factories import issues
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
PAGE = "/staff/emails/"


@pytest.fixture
def shown(client):
    return html.unescape(sign_in(client, people.coordinator()).get(PAGE).content.decode())


def test_the_page_shows_every_email_with_when_and_to_whom(shown):
    for email in every_email():
        assert str(email.to) in shown
        assert str(email.when) in shown


def test_the_page_shows_subject_and_text_with_brackets_where_something_is_put_in(shown):
    assert "Invitation: [meeting]" in shown
    assert "You are invited to the [meeting]." in shown


def test_today_leads_to_the_page(client):
    assert f'href="{PAGE}"' in sign_in(client, people.coordinator()).get("/staff/").content.decode()


def test_the_page_asks_nothing_for_each_email(client):
    assert cost(sign_in(client, people.coordinator()), PAGE) <= 6


def test_a_library_s_email_goes_at_once_and_knows_the_service():
    set_setting("service_name", "Westshire Parents", by=None)
    message = send_account_email("accounts.login_code", "pat@example.org", {"code": "ABCD-EFGH", "link": "x"})
    assert (message.subject, message.is_urgent) == ("Sign in to Westshire Parents", True)
    assert message.body_text.endswith("\n\nWestshire Parents\nhttp://127.0.0.1:8000/\n")


def test_what_a_request_says_of_its_host_does_not_reach_an_email():
    message = send_account_email("accounts.closed", "pat@example.org", {"site_url": "https://evil.example"})
    assert "evil" not in message.body_text


def test_a_parent_reads_who_writes_and_how_to_reach_them():
    for name, value in {"service_name": "Northshire Parents", "help_line": "01632 960 111"}.items():
        set_setting(name, value, by=None)
    issues.acknowledged_issue(contact_email="pat@example.org")
    for email in Message.objects.filter(to="pat@example.org"):
        ending = email.body_text.rstrip().splitlines()[-3:]
        asks = "Do you want to speak to us? Call 01632 960 111 or write to help@partnership.example.org."
        assert ending == [asks, "", "Northshire Parents"]


def test_a_signature_reads_the_settings_once(django_assert_num_queries):
    signature = engines["django"].from_string("{% load service %}{% service as it %}{{ it.name }}, {{ it.help_line }}")
    with django_assert_num_queries(1):
        assert signature.render() == "Parent Partnership Steering Group, 01632 960 000"
    with remembered_settings(), django_assert_num_queries(1):
        signature.render()
        signature.render()
