"""Reviews of memberships (M11): the co-ordinator's list, and what the group decided."""

from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from common.pages import FormPage, ListPage, StaffMixin
from members.filters import ReviewFilter
from members.forms import DecideForm, WithdrawForm
from members.models import MembershipReview
from members.rules import ENDING_OUTCOMES
from members.services.decisions import decide_review
from members.services.reviews import withdraw_review
from members.tables import ReviewTable

WITH_PEOPLE = MembershipReview.objects.select_related("membership__person", "membership__seat__constituency")


class ReviewList(StaffMixin, ListPage):
    """Open reviews first, oldest first; then those decided or withdrawn, newest first."""

    permission_required = "members.decide_review"
    queryset = WITH_PEOPLE.annotate(closed_on=Coalesce("decided_on", "withdrawn_on")).order_by(
        F("closed_on").desc(nulls_first=True), "opened_on", "pk"
    )
    filterset_class = ReviewFilter
    table_class = ReviewTable
    template_name = "members/_list.html"
    section = "reviews"
    heading = _("Membership reviews")
    lead = _("A review opens automatically when a member misses three meetings in a row. It is private.")
    empty = _("No reviews match.")


class ReviewPage(StaffMixin, FormPage):
    permission_required = "members.decide_review"
    queryset = WITH_PEOPLE.open()

    @property
    def about(self):
        return self.object.membership


class ReviewDecide(ReviewPage):
    form_class = DecideForm
    heading = _("Record what the group decided")
    lead = _("Stepping down or a vacated seat ends the membership at once. The member can read what you write.")
    submit = _("Record the decision")

    @property
    def success_message(self):
        if self.result.outcome in ENDING_OUTCOMES:
            return _("Decision recorded and membership ended. We do not e-mail them, so please tell them.")
        return _("Decision recorded. The member can read it.")

    def perform(self, form):
        return decide_review(self.object, by=self.request.user, **form.cleaned_data)


class ReviewWithdraw(ReviewPage):
    form_class = WithdrawForm
    heading = _("Withdraw the review")
    lead = _("Only for a review that should not have been opened. The reason stays on record.")
    submit = _("Withdraw review")
    success_message = _("Review withdrawn.")

    def perform(self, form):
        return withdraw_review(self.object, by=self.request.user, **form.cleaned_data)
