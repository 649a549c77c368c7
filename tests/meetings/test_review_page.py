"""The page of a membership review has what the group needs to decide kindly (M11)."""

import datetime as dt

import pytest

from common.dates import day
from meetings.models import AbsenceNotice
from meetings.services.replies import reply
from members.models import MembershipReview
from tests.factories import meetings as make
from tests.factories import members
from tests.meetings.conftest import TODAY
from tests.signing_in import sign_in

pytestmark = pytest.mark.usefixtures("today")


def words(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def review(db):
    """Three meetings missed: with a reason and a need, with a substitute, and without a word."""
    membership = members.a_member()
    for days, mark in ((300, "A"), (200, "S"), (100, "N")):
        meeting = make.a_meeting_with_agenda(TODAY - dt.timedelta(days=days))
        if mark == "A":
            said = {"reason": "My shift", "needs": "An evening", "now": meeting.starts_at - dt.timedelta(days=1)}
            reply(meeting, membership, "apologies", by=None, **said)
        make.a_held_meeting([membership], mark, meeting=meeting)
    return MembershipReview.objects.get(membership=membership)


def test_the_co_ordinator_reads_what_register_and_replies_say_of_the_run(as_coordinator, review):
    page = words(as_coordinator.get(review.get_absolute_url()))
    for said in ("My shift", "An evening", "Sam Substitute", "None given", "Not said"):
        assert said in page
    assert f"After two meetings, on {day(AbsenceNotice.objects.get().sent_on)}, we wrote to ask" in page


def test_the_member_reads_the_same_of_themselves(client, review):
    sign_in(client, review.membership.person.user)
    assert "An evening" in words(client.get(review.get_absolute_url()))


def test_a_review_of_days_without_a_register_shows_no_lines(as_coordinator):
    page = words(as_coordinator.get(members.an_open_review().get_absolute_url()))
    assert "Meetings missed in a row" in page
    assert "None given" not in page
