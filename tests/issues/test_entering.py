"""What comes by phone, on paper or in person is entered on somebody's behalf, and counts the same (V4)."""

import datetime as dt

import pytest

from common.models import Message
from issues.models import Issue
from tests.factories import issues
from tests.issues.pages import date, errors, said

pytestmark = pytest.mark.django_db
D = dt.date


def entered(once="k", **changes):
    given = issues.answers(**changes)
    given.pop("is_anonymous")
    chosen = {name: getattr(value, "pk", value) for name, value in given.items() if value is not False}
    return {"once": once, "channel": "phone", **date("received_on", D(2026, 7, 3)), **chosen}


def test_entered_issue_shows_its_secret_for_the_parent(staff):
    text = said(staff, staff.post("/staff/issues/enter/", entered()))
    issue = Issue.objects.get()
    assert f"Give the person their reference {issue.reference} and secret" in text
    assert (issue.channel, issue.received_on) == ("phone", D(2026, 7, 3))
    assert (issue.share_with_group, issue.share_with_agency, issue.may_publish) == (True, True, True)


def test_entering_twice_makes_one_issue(staff):
    posted = entered()
    for _time in range(2):
        assert staff.post("/staff/issues/enter/", posted).status_code == 302
    assert Issue.objects.count() == 1
    assert Message.objects.filter(subject__contains="We have what you told us").count() == 1


def test_web_form_is_not_offered_as_a_channel_when_entering(staff):
    response = staff.post("/staff/issues/enter/", entered() | {"channel": "web"})
    assert response.status_code == 200
    assert "Choose one of the answers offered." in errors(response)


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ({"received_on_day": "31", "received_on_month": "2", "received_on_year": "2026"}, "Give a real date"),
        ({"received_on_day": "1", "received_on_month": "", "received_on_year": "2026"}, "Give the month as well"),
        ({"received_on_day": "1", "received_on_month": "7", "received_on_year": "26"}, "four numbers"),
        (
            {"received_on_day": "1", "received_on_month": "7", "received_on_year": "9999"},
            "This date is in the future. Choose today or an earlier date.",
        ),
        ({"received_on_day": "x", "received_on_month": "y", "received_on_year": "z"}, "Give a real date"),
        ({"received_on_day": "", "received_on_month": "", "received_on_year": ""}, "Date it reached us"),
    ],
)
def test_a_wrong_date_is_an_error_at_its_field(staff, day, message):
    response = staff.post("/staff/issues/enter/", entered() | day)
    assert response.status_code == 200
    assert message in errors(response)
    assert not Issue.objects.exists()


def test_consent_is_never_assumed(staff):
    given = entered(share_with_group=False, share_with_agency=False, may_publish=False)
    staff.post("/staff/issues/enter/", given)
    issue = Issue.objects.get()
    assert (issue.share_with_group, issue.share_with_agency, issue.may_publish) == (False, False, False)
