"""Reviews of memberships (M11): the co-ordinator's list, and withdrawing one; `meetings` records what is decided."""

from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from common.pages import FormPage, ListPage, StaffMixin
from members.filters import ReviewFilter
from members.forms import WithdrawForm
from members.models import MembershipReview
from members.services.reviews import withdraw_review
from members.tables import ReviewTable
from members.wording import told

WITH_PEOPLE = MembershipReview.objects.select_related("membership__person", "membership__seat__constituency")


class ReviewList(StaffMixin, ListPage):
    """Open reviews first, oldest first; then those decided or withdrawn, newest first."""

    permission_required = "members.decide_review"
    queryset = WITH_PEOPLE.annotate(closed_on=Coalesce("decided_on", "withdrawn_on")).order_by(
        F("closed_on").desc(nulls_first=True), "opened_on", "pk"
    )
    filterset_class = ReviewFilter
    table_class = ReviewTable
    holds_personal_data = True
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


class ReviewWithdraw(ReviewPage):
    form_class = WithdrawForm
    heading = _("Withdraw the review")
    lead = _("Only for a review that should not have been opened. The member reads the reason, which stays on record.")
    submit = _("Withdraw review")

    @property
    def success_message(self):
        return f"{_('Review withdrawn.')} {told(self.result.membership.person)}"

    def perform(self, form):
        return withdraw_review(self.object, by=self.request.user, **form.cleaned_data)
