"""Evidence for the clauses whose records stand in this app."""

from django.urls import reverse
from django.utils.translation import gettext as _

from common.evidence import Evidence, State, clause
from governance.models import DocumentKind, TermsReview, TermsVersion
from governance.rules import review_due


@clause("E1")
def terms_reviewed(today):
    """E1: the group reviews its purpose, aims and remit every year, at a meeting."""
    url = reverse("governance:terms")
    versions = TermsVersion.objects.filter(kind=DocumentKind.TERMS, in_force_on__lte=today)
    version = versions.order_by("-number").first()
    if version is None:
        return Evidence(_("no terms in force yet"), url=url, state=State.NONE)
    reviews = TermsReview.objects.filter(version__kind=DocumentKind.TERMS, decided_on__lte=today)
    review = reviews.select_related("meeting").first()
    due_on = review_due(max(review.decided_on, version.in_force_on) if review else version.in_force_on)
    is_overdue = due_on < today
    if review is None:
        state = State.OVERDUE if is_overdue else State.DUE
        return Evidence(_("not reviewed yet"), on=due_on, url=url, state=state)
    return Evidence(
        _("reviewed at the %(meeting)s") % {"meeting": review.meeting},
        on=review.decided_on,
        url=review.meeting.get_absolute_url(),
        state=State.OVERDUE if is_overdue else State.KEPT,
    )
