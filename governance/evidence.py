"""Evidence for the clauses whose records are in this app."""

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import evidence
from common.evidence import Evidence, State
from governance.models import TermsVersion
from governance.rules import TERMS
from governance.selectors import last_review, review_due_on


@evidence.kind("terms-reviews", gettext_lazy("yearly reviews of the terms"))
def terms_reviewed(period):
    """E1: the group reviews its purpose, aims and remit every year, at a meeting."""
    today = period.end
    url = reverse("governance:terms")
    versions = TermsVersion.objects.filter(document__slug=TERMS, in_force_on__lte=today)
    version = versions.order_by("-number").first()
    if version is None:
        return Evidence(_("no terms in force yet"), url=url, state=State.NONE)
    review, due_on = last_review(version, today), review_due_on(version, today)
    is_overdue = due_on < today
    if review is None:
        state = State.OVERDUE if is_overdue else State.DUE
        return Evidence(_("not reviewed yet"), on=due_on, url=url, state=state)
    words = _("reviewed at the %(meeting)s") % {"meeting": review.meeting}
    if review.resolution and review.resolution.is_public:
        resolved = Truncator(review.resolution.text).chars(120)
        words = _("%(words)s, which resolved: “%(resolved)s”") % {"words": words, "resolved": resolved}
    return Evidence(
        words,
        on=review.decided_on,
        url=review.meeting.get_absolute_url(),
        state=State.OVERDUE if is_overdue else State.KEPT,
    )
