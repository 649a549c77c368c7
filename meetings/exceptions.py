"""Overdue work about meetings: agendas, draft minutes, unanswered questions, open membership reviews (V11, M11)."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy

from common import clock, exceptions_register
from common.exceptions_register import Entry
from meetings.models import Meeting, PublicQuestion
from meetings.rules import WAS_HELD, MeetingStatus, QuestionStatus
from meetings.services.deadlines import minutes_deadline, papers_deadline
from members.models import MembershipReview
from members.rules import ReviewStatus


def _question(row):
    return Entry(row.text, row.meeting.on, url=reverse("meetings:question_list", args=[row.meeting.slug]))


def _review(row):
    return Entry(str(row.membership.seat), row.opened_on, url=row.get_absolute_url())


@exceptions_register.kind(
    "questions.late",
    gettext_lazy("public questions not answered"),
    shown=_question,
    listed_at=reverse_lazy("meetings:every_question", query={"attention": "questions.late"}),
)
def questions_late(today):
    """Unanswered questions to a meeting that is over."""
    begun = clock.at(today, dt.time())
    waited = Q(status__in=[QuestionStatus.RECEIVED, QuestionStatus.ACCEPTED]) | Q(answered_on__gt=today)
    asked = PublicQuestion.objects.filter(waited, received_on__lte=today, meeting__starts_at__lt=begun)
    return asked.select_related("meeting")


@exceptions_register.kind(
    "reviews.late",
    gettext_lazy("reviews of memberships left open"),
    shown=_review,
    listed_at=reverse_lazy("members:review_list", query={"attention": "reviews.late"}),
    is_private=True,
)
def reviews_late(today):
    """Reviews still open after a further meeting was held, without the member's name."""
    later = Meeting.objects.held().filter(starts_at__date__gt=OuterRef("opened_on"))
    was_open = Q(status=ReviewStatus.OPEN) | Q(decided_on__gt=today) | Q(withdrawn_on__gt=today)
    opened = MembershipReview.objects.filter(was_open, opened_on__lte=today)
    return opened.filter(Exists(later)).select_related("membership__seat")


@exceptions_register.kind(
    "meetings.agenda_late",
    gettext_lazy("agendas not published in time"),
    shown=lambda row: Entry(str(row), papers_deadline(row).on, url=_manage(row)),
    listed_at=reverse_lazy("meetings:staff_meeting_list", query={"attention": "meetings.agenda_late"}),
    clocks=("meetings.rules.papers_due",),
)
def agendas_late(today):
    """Announced meetings to come whose agenda and papers are not out, although the day for them has passed (T3)."""
    planned = Meeting.objects.announced().filter(starts_at__gte=clock.at(today + clock.DAY, dt.time()))
    planned = planned.filter(Q(status=MeetingStatus.SCHEDULED) | Q(agenda_published_on__gt=today))
    return _past(planned, papers_deadline, today)


@exceptions_register.kind(
    "meetings.minutes_late",
    gettext_lazy("draft minutes not sent in time"),
    shown=lambda row: Entry(str(row), minutes_deadline(row).on, url=_manage(row)),
    listed_at=reverse_lazy("meetings:staff_meeting_list", query={"attention": "meetings.minutes_late"}),
    clocks=("meetings.rules.minutes_due",),
)
def minutes_late(today):
    """Meetings that were held and whose draft minutes members do not have, although the day for them has passed."""
    held = Meeting.objects.filter(confirmed_on__lte=today, status__in=WAS_HELD, is_from_records=False)
    held = held.filter(Q(circulated_on__isnull=True) | Q(circulated_on__gt=today))
    return _past(held, minutes_deadline, today)


def _past(meetings, deadline, today):
    return Meeting.objects.filter(pk__in=[row.pk for row in meetings if deadline(row).is_past(today)])


def _manage(row):
    return reverse("meetings:meeting_manage", args=[row.slug])
