"""Replies to the invitation (M10, T3)."""

import pytest

from common.errors import DomainError
from meetings.models import Reply
from meetings.rules import ReplyKind
from meetings.services.replies import reply
from tests.factories import meetings as make
from tests.factories import members

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann():
    return members.a_member()


def before(meeting):
    return make.noon(meeting.on - make.dt.timedelta(days=3))


@pytest.mark.parametrize("kind", ["attend", "online", "part", "apologies"])
def test_a_member_can_reply_and_change_the_reply(ann, kind):
    meeting = make.a_meeting_with_agenda()
    reply(meeting, ann, "substitute", substitute_name="Sam", by=None, now=before(meeting))
    reply(meeting, ann, kind, needs="A ramp", by=None, now=before(meeting))
    row = Reply.objects.get()
    assert (row.kind, row.substitute_name, row.needs) == (ReplyKind(kind), "", "A ramp")


def test_a_substitute_must_be_named(ann):
    meeting = make.a_meeting_with_agenda()
    with pytest.raises(DomainError, match="name of the substitute"):
        reply(meeting, ann, "substitute", by=None, now=before(meeting))


def test_a_started_or_cancelled_meeting_takes_no_replies(ann):
    meeting = make.a_meeting_with_agenda()
    for closed, now in ((meeting, make.noon(meeting.on)), (make.a_cancelled_meeting(), make.noon(make.FIRST_DAY))):
        with pytest.raises(DomainError, match="Replies to this meeting have closed"):
            reply(closed, ann, "attend", by=None, now=now)


def test_a_former_member_cannot_reply():
    gone = members.a_former_member()
    meeting = make.a_meeting_with_agenda()
    with pytest.raises(DomainError, match="Only a member"):
        reply(meeting, gone, "attend", by=None, now=before(meeting))
