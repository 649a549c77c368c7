"""A timeline tells the events of one day in the order in which they happened, whichever app they are of."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from answers.services.feedback import give_feedback
from common import clock
from meetings.rules import MeetingKind
from meetings.services.agenda import publish_agenda
from members.services.memberships import end_membership
from tests.factories import answers, issues, members
from tests.factories import meetings as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 9)
BEFORE, THAT_DAY = make.noon(DAY - dt.timedelta(days=30)), make.noon(DAY)
TITLE = re.compile(r'app-timeline__title">(.*?)</div>', re.S)


def titles_on(client, address):
    with clock.frozen(make.noon(DAY + clock.DAY)):
        page = client.get(address).content.decode()
    return [" ".join(re.sub("<.*?>", "", title).split()) for title in TITLE.findall(page)]


@pytest.fixture
def theme(coordinator):
    """A theme whose issue was raised, discussed, presented, answered and closed on the day of one meeting."""
    theme = issues.theme("School transport")
    issues.logged_issue(theme=theme, by=coordinator, now=BEFORE)
    meeting = make.a_scheduled_meeting(DAY, kind=MeetingKind.SUMMER, now=BEFORE)
    publish_agenda(meeting, by=None, now=BEFORE)
    with clock.frozen(THAT_DAY):
        issue = issues.logged_issue(theme=theme, by=coordinator, now=THAT_DAY)
        presentation = answers.presentation_of(issue, by=coordinator, now=THAT_DAY)
        answers.post_answer(presentation, now=THAT_DAY)
        issue.refresh_from_db()
        give_feedback(issue, is_answered=True, now=THAT_DAY)
    make.a_held_meeting(meeting=meeting, now=make.noon(DAY + clock.DAY))
    return theme


def test_an_issue_is_raised_discussed_presented_answered_and_closed_in_this_order(theme, client, coordinator, sign_in):
    issue = theme.issues.order_by("pk").last()
    assert titles_on(sign_in(client, coordinator), reverse("issues:staff_issue_detail", args=[issue.reference])) == [
        "Somebody told us",
        "The co-ordinator read it",
        "Logged for the group to follow",
        "The group discussed it at the Summer meeting 2026",
        "The group presented it to Northshire County Council",
        "Northshire County Council answered: agreed",
        "Closed: the answer answers it",
    ]


def test_the_last_meeting_of_a_member_is_told_before_the_end_of_the_membership(client, coordinator, sign_in):
    membership = members.a_member(person=members.a_person("Ann Lowe"))
    make.a_held_meeting([membership], "P", on=DAY)
    end_membership(membership, reason="Moved away", ends_on=DAY, by=coordinator, now=make.noon(DAY + clock.DAY))
    told = titles_on(sign_in(client, coordinator), membership.get_absolute_url())
    assert told[-2:] == ["Additional meeting of 9 June 2026: Short breaks", "Ended"]
