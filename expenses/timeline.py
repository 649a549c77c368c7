"""What happened to an expense claim, and what comes next."""

from django.utils.translation import gettext as _

from common import clock, timeline
from common.timeline import Step, TimelineEntry
from expenses.models import Claim


@timeline.source(Claim)
def steps_of_claim(claim, user):
    """Started, sent, answered, paid; from the row itself. Who approved and who paid, the audit trail says."""
    today = clock.today()
    entries = [TimelineEntry(claim.started_on, _("Started"))]
    if claim.submitted_on:
        entries.append(TimelineEntry(claim.submitted_on, _("Sent"), step=Step.SENT))
    if claim.is_submitted:
        is_late = claim.approve_by_on < today
        words = _("Approved or returned by")
        entries.append(TimelineEntry(claim.approve_by_on, words, is_done=False, is_late=is_late, step=Step.ANSWERED))
    if claim.is_returned:
        entries.append(TimelineEntry(claim.answered_on, _("Returned"), text=claim.return_reason, step=Step.ANSWERED))
    if claim.approved_on:
        entries.append(TimelineEntry(claim.approved_on, _("Approved"), step=Step.ANSWERED))
    if claim.is_approved:
        is_late = claim.pay_by_on < today
        entries.append(TimelineEntry(claim.pay_by_on, _("Paid by"), is_done=False, is_late=is_late, step=Step.DONE))
    if claim.paid_on:
        entries.append(TimelineEntry(claim.paid_on, _("Paid"), step=Step.ENDED))
    if claim.is_withdrawn:
        entries.append(TimelineEntry(claim.answered_on, _("Withdrawn"), step=Step.ENDED))
    return entries
