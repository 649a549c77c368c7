"""What goes of meetings: who asked a question, what members replied to an invitation, what people answered a member."""

from django.db.models import DateField, F
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from common import clock
from common.retention import Group, Rule, rules
from meetings.models import PublicQuestion, Reply, ViewGiven
from meetings.rules import MeetingStatus, QuestionStatus

MEETING_DAY = TruncDate("meeting__starts_at", tzinfo=clock.LONDON)
DAY_OF_VIEWS = TruncDate("views__meeting__starts_at", tzinfo=clock.LONDON)
DEALT_WITH = Coalesce("answered_on", MEETING_DAY, output_field=DateField())
MINUTES_DAY = Coalesce("meeting__approved_on", MEETING_DAY, output_field=DateField())
OF_ASKER = {"asked_by": "", "email": ""}
OF_REPLY = {"reason": "", "needs": "", "substitute_email": ""}


def dealt_with(until):
    """Return the questions answered, or declined for a meeting that is over, whose asker is still named."""
    rows = PublicQuestion.objects.exclude(status__in=[QuestionStatus.RECEIVED, QuestionStatus.ACCEPTED])
    return rows.annotate(ended_on=DEALT_WITH).exclude(**OF_ASKER).filter(ended_on__lte=until.day)


def of_meetings_over(until):
    """Return the replies to meetings whose minutes are approved, or that were cancelled, with words still there."""
    rows = Reply.objects.filter(meeting__status__in=[MeetingStatus.APPROVED, MeetingStatus.CANCELLED])
    return rows.annotate(ended_on=MINUTES_DAY).exclude(**OF_REPLY).filter(ended_on__lte=until.day)


def of_past_meetings(until):
    """Return the answers behind a member's link, with words still there, whose meeting is over; each stays counted."""
    return ViewGiven.objects.to_read().annotate(ended_on=DAY_OF_VIEWS).filter(ended_on__lte=until.day)


rules.declare(
    Rule(
        "meetings.questions",
        Group.FAMILY,
        what=_("Who asked a public question: name and e-mail address; question and answer stay"),
        plain=_("Your name and e-mail address on a question to a meeting; the question and its answer stay"),
        since=_("it was answered"),
        due=dealt_with,
        day=F("ended_on"),
        setting="question_contact_months",
        carry_out=lambda rows, now: rows.update(**OF_ASKER),
    )
)
rules.declare(
    Rule(
        "meetings.replies",
        Group.MEMBER,
        what=_("Reasons and needs on replies to an invitation, and the e-mail address of a substitute"),
        plain=_("Why you could not come to a meeting, what you needed there, and the address of who came for you"),
        since=_("the minutes were approved"),
        due=of_meetings_over,
        day=F("ended_on"),
        setting="reply_months",
        carry_out=lambda rows, now: rows.update(**OF_REPLY),
    )
)
rules.declare(
    Rule(
        "meetings.views",
        Group.FAMILY,
        what=_("What people answered to a member before a meeting, in their own words; how many answered stays"),
        plain=_("What you answered behind the link of a member; that somebody answered stays"),
        since=_("the meeting"),
        due=of_past_meetings,
        day=F("ended_on"),
        setting="view_months",
        carry_out=lambda rows, now: rows.update(text=""),
    )
)
