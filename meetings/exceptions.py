"""Overdue work about meetings: unanswered questions and open membership reviews (V11, M11)."""

import datetime as dt

from django.db.models import Exists, OuterRef
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy

from common import clock, exceptions_register
from common.exceptions_register import Entry
from meetings.models import Meeting, PublicQuestion
from members.models import MembershipReview


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
    return PublicQuestion.objects.waiting().filter(meeting__starts_at__lt=begun).select_related("meeting")


@exceptions_register.kind(
    "reviews.late",
    gettext_lazy("reviews of memberships left open"),
    shown=_review,
    listed_at=reverse_lazy("members:review_list", query={"attention": "reviews.late"}),
)
def reviews_late(today):
    """Reviews still open after a further meeting was held, without the member's name."""
    later = Meeting.objects.held().filter(starts_at__date__gt=OuterRef("opened_on"))
    return MembershipReview.objects.open().filter(Exists(later)).select_related("membership__seat")
