"""The one door to an issue's status: nothing else writes it."""

from django.db import transaction

from accounts.audit import record
from common import clock
from issues.models import Issue, IssueMove
from issues.rules import IssueStatus, check_issue_move

S = IssueStatus
VERBS = {
    S.ACKNOWLEDGED: "acknowledge_issue",
    S.SIGNPOSTED: "signpost_issue",
    S.MERGED: "merge_issue",
    S.LOGGED: "log_issue",
    S.PRESENTED: "present_issue",
    S.RESPONDED: "respond_to_issue",
    S.CLOSED: "close_issue",
    S.WITHDRAWN: "withdraw_issue",
}
# Every way of ending has its date: retention counts from it. Reopening takes the later dates back, and
# the reason it had ended for; the moves keep them.
DATES = {
    S.ACKNOWLEDGED: "acknowledged_on",
    S.PRESENTED: "presented_on",
    S.RESPONDED: "responded_on",
    S.CLOSED: "closed_on",
    S.SIGNPOSTED: "closed_on",
    S.MERGED: "closed_on",
    S.WITHDRAWN: "closed_on",
}
TAKEN_BACK = ("presented_on", "responded_on", "closed_on")


@transaction.atomic
def move_issue(issue, target, *, by, now=None, note="", verb=None, is_by_parent=False, **fields):
    """Move an issue to `target` with the date of the move, the step its parent may read, and the audit row.

    `fields` are saved with the move (`merged_into`, `signposted_to`, `status_reason`...). `note` is read by the parent.
    Raises MoveNotAllowed from a state that does not lead there. Without a person (`by`) only the date is kept.
    """
    now = now or clock.now()
    on = clock.today(now)
    issue.status = Issue.objects.select_for_update().values_list("status", flat=True).get(pk=issue.pk)
    check_issue_move(issue.status, target)
    changes = fields | {"status": target}
    if target == S.LOGGED:
        changes |= dict.fromkeys(TAKEN_BACK) | {"status_reason": ""}
    if target in DATES:
        changes.setdefault(DATES[target], on)
    for name, value in changes.items():
        setattr(issue, name, value)
    issue.save(update_fields=list(changes))
    IssueMove.objects.create(issue=issue, status=target, on=on, note=note, is_by_parent=is_by_parent)
    record(verb or VERBS[target], issue, by, now=now)
    return issue
