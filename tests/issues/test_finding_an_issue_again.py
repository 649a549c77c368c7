"""Lost the secret, raised before signing in, typed only the number: parents get back to their issue."""

import re

import pytest

from common.models import Message, RateCount
from issues.models import Issue
from issues.services.own_issues import find_issue
from tests.factories import accounts, issues
from tests.issues.pages import said, words

pytestmark = pytest.mark.django_db
RENEW, MINE, TRACK = "/issues/track/new-secret/", "/my/issues/", "/issues/track/"


def renewed(client, issue, email):
    return said(client, client.post(RENEW, {"reference": issue.reference, "email": email}))


def test_a_lost_secret_is_replaced_by_the_email_on_file(client):
    issue, old = issues.raised(contact_email="alex@example.org")
    assert RENEW in client.get(TRACK).content.decode()
    renewed(client, issue, "Alex@Example.org")
    message = Message.objects.get(subject__contains="Your new secret")
    new = re.search(r"Your secret: (\S+)", message.body_text)[1]
    assert (message.to, message.is_urgent) == ("alex@example.org", True)
    assert find_issue(issue.reference, old) is None
    assert find_issue(issue.reference, new) == issue


@pytest.mark.parametrize("wrong", ["address", "anonymous", "unknown"])
def test_who_is_not_on_file_reads_the_same_and_gets_nothing(client, wrong):
    issue, secret = issues.raised(contact_email="alex@example.org", is_anonymous=wrong == "anonymous")
    right = renewed(client, issues.received_issue(contact_email="b@example.org"), "b@example.org")
    asked = Issue(reference="PPS-9") if wrong == "unknown" else issue
    assert renewed(client, asked, "alex@example.org" if wrong == "anonymous" else "eve@example.org") == right
    assert Message.objects.filter(subject__contains="Your new secret").count() == 1
    assert find_issue(issue.reference, secret) == issue


def test_a_proved_address_finds_the_issues_raised_before(client, sign_in):
    reporter = accounts.parent()
    mine = issues.received_issue(contact_email=reporter.email.upper())
    theirs = issues.received_issue(contact_email="other@example.org")
    browser = sign_in(client, reporter)
    assert "1 issue was raised with your e-mail address" in words(browser.get(MINE))
    text = said(browser, browser.post("/my/issues/claim/"))
    assert "1 earlier issue is now in your list." in text
    assert mine.reference in text
    assert theirs.reference not in text
    assert "There are no earlier issues with your address." in said(browser, browser.post("/my/issues/claim/"))


def test_what_a_child_raised_with_a_parents_address_is_not_shown_to_the_parent(client, sign_in):
    parent = accounts.parent()
    child = issues.received_issue(contact_email=parent.email, speaks_as="child")
    browser = sign_in(client, parent)
    assert "raised with your e-mail address" not in words(browser.get(MINE))
    text = said(browser, browser.post("/my/issues/claim/"))
    assert "There are no earlier issues with your address." in text
    assert child.reference not in text
    mine = issues.received_issue(contact_email=parent.email)
    text = said(browser, browser.post("/my/issues/claim/"))
    assert mine.reference in text
    assert child.reference not in text


def test_an_address_given_to_staff_by_an_administrator_finds_nothing(client, sign_in):
    officer = accounts.officer(of=accounts.agency())
    issue = issues.received_issue(contact_email=officer.email)
    sign_in(client, officer).post("/my/issues/claim/")
    issue.refresh_from_db()
    assert issue.reporter is None


def test_a_number_without_its_letters_is_found_and_uses_up_no_try(client):
    issue, secret = issues.raised()
    number = issue.reference.removeprefix("PPS-")
    for _time in range(15):
        assert client.post(TRACK, {"reference": number, "secret": secret}).status_code == 302
    assert client.post(TRACK, {"reference": number, "secret": ""}).status_code == 200
    assert set(RateCount.objects.filter(scope="issues.track").values_list("count", flat=True)) == {0}


def test_a_wrong_secret_still_uses_up_a_try(client):
    issue, _secret = issues.raised()
    for _time in range(10):
        client.post(TRACK, {"reference": issue.reference, "secret": "0000"})
    client.post(TRACK, {"reference": issue.reference, "secret": "0000"})
    assert client.post(TRACK, {"reference": issue.reference, "secret": "0000"}).status_code == 429


def test_staff_find_an_issue_by_its_bare_number(staff):
    issue = issues.received_issue()
    number = issue.reference.removeprefix("PPS-")
    assert issue.reference in words(staff.get(f"/staff/issues/?words={number}"))
