"""A parent says whether what was promised came true for them."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import audit
from answers import rules
from answers.models import Commitment, PromiseFeedback
from answers.models.came_true import is_true_after_all
from answers.rules import CameTrue, CommitmentStatus, ResponseStatus
from common import clock
from common.errors import DomainError
from common.locking import locked
from common.said import FEWEST_AT_ALL, check_said
from issues.rules import IssueStatus
from issues.services.moves import move_issue
from issues.services.own_issues import teller


def promises_to_judge(issue, *, now=None):
    """Return the promises made in answer to an issue that are due or ended: of these its parent may say so."""
    is_over = ~Q(status=CommitmentStatus.OPEN) | Q(due_on__lte=clock.today(now))
    rows = Commitment.objects.public().filter(is_over, answer__response__status=ResponseStatus.POSTED)
    return rows.filter(answer__item__issues=issue.followed.pk) if not issue.is_withdrawn else rows.none()


@transaction.atomic
def say_whether_it_came_true(issue, commitment, *, verdict, words="", by=None, now=None):
    """Record one family's word on a promise; a later one takes its place. A no reopens the issue.

    A yes has no words: those of an earlier no would say the opposite. That a no reopened the issue is kept with it.

    Raises DomainError without words for a partly or a no, and for a promise that is not due yet.
    """
    now = now or clock.now()
    needed = _("Say what has not come true.")
    words = "" if verdict == CameTrue.YES else check_said(words, needed, field="words", fewest=FEWEST_AT_ALL)
    issue = locked(issue)
    if not promises_to_judge(issue, now=now).filter(pk=commitment.pk).exists():
        raise DomainError(_("You can say this once the promised date has come."))
    by, said = teller(issue, by), {"verdict": verdict, "words": words, "given_on": clock.today(now)}
    word, _is_new = PromiseFeedback.objects.update_or_create(commitment=commitment, issue=issue, defaults=said)
    audit.record("say_whether_it_came_true", issue, by, now=now, commitment=commitment.reference, verdict=verdict)
    followed = locked(issue.followed)
    if verdict == CameTrue.NO and followed.status in rules.FEEDBACK_FROM[False]:
        note = _("A promise did not come true: %(what)s") % {"what": commitment.what}
        move_issue(followed, IssueStatus.LOGGED, by=by, now=now, verb="reopen_issue", note=note, present_by_on=None)
        word.reopening = followed.moves.last()
        word.save(update_fields=["reopening"])
    return issue


@transaction.atomic
def close_again(issue, *, by, now=None):
    """Close an issue that a no to a promise reopened, now that its parent says yes. Raises DomainError where not so."""
    issue = locked(issue)
    if not is_true_after_all(issue):
        raise DomainError(_("This cannot be done now. Read what the parent says of what was promised."))
    note = _("We have been told since that what was promised came true.")
    return move_issue(issue, IssueStatus.CLOSED, by=by, now=now, note=note, status_reason=note)
