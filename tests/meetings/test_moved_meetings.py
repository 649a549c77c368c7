"""Moving a meeting asks again who comes, and keeps what helps each to come (M10, T3)."""

import datetime as dt

import pytest
from django.urls import reverse

from common.models import Message
from meetings.services.agenda import publish_agenda
from meetings.services.planning import edit_meeting
from tests.factories import meetings as make
from tests.meetings.conftest import TODAY
from tests.meetings.staff import address, sent

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def moved(as_member, membership):
    """A meeting that Ann Lowe was coming to, with her needs, and that then moved by a week."""
    meeting = publish_agenda(make.a_scheduled_meeting(TODAY + dt.timedelta(days=20), now=make.noon(TODAY)), by=None)
    form = reverse("meetings:meeting_reply", args=[meeting.slug])
    typed = {"kind": "attend", "needs": "A lift from Ashby", "membership": membership.pk}
    page = as_member.get(form)
    seen = {"seen": page.context["form"]["seen"].value()} if "seen" in page.context["form"].fields else {}
    assert as_member.post(form, typed | seen).status_code == 302
    week = dt.timedelta(days=7)
    edit_meeting(meeting, meeting.starts_at + week, meeting.ends_at + week, by=None)
    return meeting


def test_who_comes_is_asked_again_and_what_helps_is_there_already(as_member, moved):
    assert not moved.replies.exists()
    assert "tell us again whether you can come" in Message.objects.filter(to="ann@example.org").latest("pk").body_text
    form = as_member.get(reverse("meetings:meeting_reply", args=[moved.slug])).context["form"]
    assert form["needs"].value() == "A lift from Ashby"
    assert not form["kind"].value()


def test_the_coordinator_still_reads_what_helps_while_the_new_reply_is_awaited(as_coordinator, moved):
    page = as_coordinator.get(address(moved, "replies/")).content.decode()
    assert "As they last said, this helps them to come:" in page
    assert "A lift from Ashby" in page


def test_needs_that_are_emptied_are_forgotten(as_coordinator, membership, moved):
    sent(as_coordinator, address(moved, f"replies/{membership.pk}/"), {"kind": "attend", "needs": ""})
    membership.refresh_from_db()
    assert membership.needs_to_come == ""
