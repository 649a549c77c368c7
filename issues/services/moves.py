"""Changes of an issue's status; nothing else writes it."""

from django.db import transaction

from common import clock
from issues.models import IssueMove
from issues.transitions import ISSUE


@transaction.atomic
def move_issue(issue, target, *, by, now=None, note="", verb="", is_by_parent=False, **fields):
    """Move an issue to `target` with the date of the move, the step its parent may read, and the audit row.

    `fields` are saved with the move (`merged_into`, `signposted_to`, `status_reason`...). `note` is read by the parent.
    Raises MoveNotAllowed from a state that does not lead there. Without a person (`by`) only the date is kept.
    """
    ISSUE.move(issue, target, by=by, now=now, verb=verb, **fields)
    IssueMove.objects.create(issue=issue, status=target, on=clock.today(now), note=note, is_by_parent=is_by_parent)
    return issue
