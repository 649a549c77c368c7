"""A parent follows their issue: finds it again, says whether the answer answers it, takes it back."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common import clock
from common.errors import DomainError, MoveNotAllowed
from common.references import secret_matches
from common.rows import locked
from issues import rules
from issues.models import Issue, IssueFeedback
from issues.rules import IssueStatus
from issues.services.moves import move_issue
from issues.services.secrets import tidied

# Taken back means that nobody else reads it any more.
TAKEN_BACK = dict.fromkeys(("is_published", "share_with_group", "share_with_agency", "may_publish"), False)


def find_issue(reference, secret):
    """Return the issue of a reference and its secret, or None, which does not tell which of the two was wrong."""
    issue = Issue.objects.filter(reference=reference).first()
    is_right = secret_matches(tidied(secret), issue.secret_hash if issue else "")
    return issue if is_right else None


def _person(issue, by):
    """Return who may be named in the audit trail: nobody for an anonymous issue, whoever is signed in."""
    return None if issue.is_anonymous else by


@transaction.atomic
def claim_issue(issue, *, by, now=None):
    """Put an issue into the list of the signed-in parent who has proved to know its secret.

    Raises DomainError for an anonymous one, which stays so, and for one that is in somebody's list.
    """
    issue = locked(issue)
    if issue.is_anonymous:
        raise DomainError(_("This issue is anonymous and stays so. Keep its reference and secret."))
    if issue.reporter_id not in {None, by.pk}:
        raise DomainError(_("This issue is in the list of another account."))
    issue.reporter = by
    issue.save(update_fields=["reporter"])
    audit.record("claim_issue", issue, by, now=now)
    return issue


def words_on_answer(issue):
    """Return what its parent may say of the answer now: that it answers it (True), that it does not (False).

    Whose issue was joined with another says yes once to an answer: it leaves the other to its own parent.
    """
    followed = issue.followed
    words = {word for word, states in rules.FEEDBACK_FROM.items() if followed.status in states}
    if followed != issue and True in words:
        is_said = any(word.is_answered and word.given_on >= followed.responded_on for word in issue.feedback.all())
        words -= {True} if is_said else set()
    return words


@transaction.atomic
def give_feedback(issue, *, is_answered, reason="", by=None, now=None):
    """Keep the parent's word on the answer: it answers it and the issue is closed, or it does not and it is reopened.

    Of an issue that was joined with another, a yes is kept and a no opens the other again: they are followed as one.
    Raises DomainError without the reason for a no, MoveNotAllowed where there is no answer to speak of.
    """
    now, reason = now or clock.now(), reason.strip()
    if not is_answered and not reason:
        raise DomainError(_("Say what is still not answered."), field="reason")
    issue = locked(issue)
    if issue.followed != issue:
        issue.merged_into = locked(issue.merged_into)
    followed = issue.followed
    if is_answered not in words_on_answer(issue):
        raise MoveNotAllowed(_("This cannot be said now: there is no answer that waits for your word."))
    IssueFeedback.objects.create(issue=issue, is_answered=is_answered, reason=reason, given_on=clock.today(now))
    by = _person(issue, by)
    if followed != issue:
        audit.record("give_feedback", issue, by, now=now)
        if not is_answered:
            move_issue(followed, IssueStatus.LOGGED, by=by, now=now, verb="reopen_joined_issue", present_by_on=None)
        return issue
    target = IssueStatus.CLOSED if is_answered else IssueStatus.LOGGED
    fields = {} if is_answered else {"present_by_on": None}
    return move_issue(issue, target, by=by, now=now, verb="give_feedback", **fields)


@transaction.atomic
def withdraw_issue(issue, *, reason="", by=None, now=None):
    """Take an issue back: nobody else is shown it, its consents end. Raises MoveNotAllowed once it is over.

    What other families said, and was joined with it, is followed on its own from now on.
    """
    issue = locked(issue)
    consents = {name: getattr(issue, name) for name in TAKEN_BACK}
    by = _person(issue, by)
    fields = TAKEN_BACK | {"published_on": None, "status_reason": reason.strip()}
    move_issue(issue, IssueStatus.WITHDRAWN, by=by, now=now, **fields)
    audit.record("withdraw_consents", issue, by, now=now, before=consents)
    for joined in issue.merged_issues.filter(status=IssueStatus.MERGED):
        _part(joined, issue, now=now)
    return issue


def _part(joined, issue, *, now):
    """Bring back to the co-ordinator what was joined with an issue; it stays in what was presented for both."""
    for item in issue.presentation_items.all():
        item.issues.add(joined)
    follow_alone(joined, by=None, now=now)


@transaction.atomic
def follow_alone(joined, *, by, now=None, note=""):
    """Follow on its own again what was joined with another issue; it waits to be logged. `note` is the parent's."""
    dates = {"acknowledged_on": joined.acknowledged_on, "closed_on": None}
    where = {"verb": "part_issue", "note": note, "merged_into": None}
    return move_issue(joined, IssueStatus.ACKNOWLEDGED, by=by, now=now, **where, **dates)
