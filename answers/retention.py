"""What answers know of the families behind an issue: whose promise is open, and what they said of an answer."""

from django.db.models import Q

from answers.models import Commitment, IssueFeedback, PresentationItem, PromiseFeedback
from answers.rules import CommitmentStatus
from common.months import months_before
from issues.models import Issue
from issues.rules import NO_LONGER_KEPT
from issues.services import forgetting

# So long after a promise has ended its family can still be asked, and can say, whether it came true.
PROMISE_MONTHS = 3


@forgetting.not_over
def with_open_promises(today):
    """Return the issues behind a promise that is open, or that ended less than three months ago."""
    recent = Q(status=CommitmentStatus.OPEN) | Q(finished_on__gt=months_before(today, PROMISE_MONTHS))
    promises = Commitment.objects.filter(recent, answer__item__isnull=False)
    items = PresentationItem.objects.filter(pk__in=promises.values("answer__item"))
    return Issue.objects.filter(Q(presentation_items__in=items) | Q(merged_into__presentation_items__in=items))


@forgetting.also_blanked
def blank_feedback(keys):
    """Blank what families wrote of an answer or of a promise; that they said yes or no stays, and is counted."""
    IssueFeedback.objects.filter(issue__in=keys).update(reason="")
    said = PromiseFeedback.objects.filter(issue__in=keys).exclude(words="")
    said.update(words=str(NO_LONGER_KEPT))
