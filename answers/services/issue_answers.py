"""E-mails to parents: there is an answer, and later, did the promise come true?"""

import datetime as dt

from django.db import transaction

from accounts.services.settings import get_setting
from answers.models import Commitment
from answers.rules import PresentationStatus, ResponseStatus
from common import clock
from issues.emails import tell_parents
from issues.models import Issue
from issues.rules import IssueStatus
from issues.services.moves import move_issue

ANSWERED = (IssueStatus.RESPONDED, IssueStatus.CLOSED)
# Beat may have stood still for a while; what is older than this is not asked about any more.
ASK_FOR = dt.timedelta(days=14)


def tell_of_answers(answers, *, by, now):
    """Tell parents of each answer to their issue, which is responded to where every presentation holding it is.

    A new version of an answer is told to those who had the old one.
    """
    is_new_version = any(answer.response.supersedes_id for answer in answers)
    statuses = (IssueStatus.PRESENTED, *ANSWERED) if is_new_version else (IssueStatus.PRESENTED,)
    moved = set()
    for answer, issue in [(one, issue) for one in answers for issue in one.item.issues.filter(status__in=statuses)]:
        waiting = issue.presentation_items.exclude(presentation__status=PresentationStatus.RESPONDED)
        agencies = sorted({item.presentation.agency.name for item in waiting.select_related("presentation__agency")})
        if issue.status == IssueStatus.PRESENTED and not agencies and issue.pk not in moved:
            move_issue(issue, IssueStatus.RESPONDED, by=by, now=now, note=answer.agency.name)
            moved.add(issue.pk)
        tell_parents(
            issue,
            "answers.responded",
            key=f"responded-{answer.pk}",
            answer=answer,
            waiting=agencies,
            is_new_version=is_new_version,
        )


@transaction.atomic
def ask_whether_it_came_true(*, now=None):
    """Ask parents once, some weeks after a promised date, whether it came true for them; return for how many issues."""
    today = clock.today(now)
    last = today - dt.timedelta(weeks=get_setting("ask_after_weeks", on=today))
    due = Commitment.objects.public().filter(
        due_on__lte=last, due_on__gt=last - ASK_FOR, answer__response__status=ResponseStatus.POSTED
    )
    count = 0
    for commitment in due.select_related("answer__item"):
        answered = Issue.objects.filter(presentation_items=commitment.answer.item, status__in=ANSWERED)
        for issue in answered.in_sight().select_related("reporter"):
            tell_parents(
                issue,
                "answers.came_true",
                key=f"came-true-{commitment.pk}-{commitment.due_on}",
                commitment=commitment,
            )
            count += 1
    return count
