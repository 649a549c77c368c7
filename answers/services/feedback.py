"""A parent says whether the answer answers their issue."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from answers import rules
from answers.models import IssueFeedback
from common import clock
from common.errors import MoveNotAllowed
from common.locking import locked
from common.said import FEWEST_AT_ALL, check_said
from issues.rules import IssueStatus
from issues.services.issues import reopen_apart
from issues.services.moves import move_issue
from issues.services.own_issues import teller


def words_on_answer(issue):
    """Return what its parent may say of the answer now: that it answers it (True), that it does not (False).

    A parent whose issue was merged into another says yes once to an answer: it leaves the other to its own parent.
    """
    followed = issue.followed
    words = {word for word, states in rules.FEEDBACK_FROM.items() if followed.status in states}
    if followed != issue and True in words:
        is_said = any(word.is_answered and word.given_on >= followed.responded_on for word in issue.feedback.all())
        words -= {True} if is_said else set()
    return words


@transaction.atomic
def give_feedback(issue, *, is_answered, reason="", by=None, now=None):
    """Record the parent's feedback on the answer: a yes closes the issue, a no reopens it.

    A merged issue is followed as one with the issue it was merged into: a yes is recorded on the merged issue, a no
    reopens the other. Raises DomainError if a no has no reason, MoveNotAllowed if no answer is waiting for feedback.
    """
    now, reason = now or clock.now(), reason.strip()
    if not is_answered:
        check_said(reason, _("Say what is still not answered."), field="reason", fewest=FEWEST_AT_ALL)
    issue = locked(issue)
    if issue.followed != issue:
        issue.merged_into = locked(issue.merged_into)
    followed = issue.followed
    if is_answered not in words_on_answer(issue):
        raise MoveNotAllowed(_("You cannot do this now, because no answer is waiting for your feedback."))
    IssueFeedback.objects.create(issue=issue, is_answered=is_answered, reason=reason, given_on=clock.today(now))
    by = teller(issue, by)
    if followed != issue:
        audit.record("give_feedback", issue, by, now=now)
        if not is_answered:
            move_issue(followed, IssueStatus.LOGGED, by=by, now=now, verb="reopen_merged_issue", present_by_on=None)
        return issue
    if issue.is_apart and not is_answered:
        return reopen_apart(issue, by=by, now=now, verb="give_feedback", is_by_parent=True)
    target = IssueStatus.CLOSED if is_answered else IssueStatus.LOGGED
    fields = {} if is_answered else {"present_by_on": None}
    return move_issue(issue, target, by=by, now=now, verb="give_feedback", is_by_parent=True, **fields)
