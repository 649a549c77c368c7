"""Reviews of memberships (M11): the co-ordinator's list, and what the group decided."""

from django.utils.translation import gettext_lazy as _

from common.pages import PaginatedListView, StaffMixin
from members import services
from members.forms import DecideForm, WithdrawForm
from members.models import MembershipReview
from members.pages import StaffFormPage
from members.rules import ENDING_OUTCOMES, ReviewStatus

WITH_PEOPLE = MembershipReview.objects.select_related("membership__person", "membership__seat__constituency")


class ReviewList(StaffMixin, PaginatedListView):
    """Open reviews first, oldest on top; below them, in pages, those decided or withdrawn."""

    permission_required = "members.decide_review"
    queryset = WITH_PEOPLE.exclude(status=ReviewStatus.OPEN)
    template_name = "members/review_list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(open_reviews=WITH_PEOPLE.open().order_by("opened_on", "pk"), **kwargs)


class ReviewPage(StaffFormPage):
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
            return _("The decision is recorded, and the membership has ended. No e-mail goes out: please tell them.")
        return _("The decision is recorded. The member can read it.")

    def perform(self, form):
        return services.decide_review(self.object, by=self.request.user, **form.cleaned_data)


class ReviewWithdraw(ReviewPage):
    form_class = WithdrawForm
    heading = _("Withdraw the review")
    lead = _("For a review that should not have been opened. The reason is kept.")
    submit = _("Withdraw it")
    success_message = _("The review is withdrawn.")

    def perform(self, form):
        return services.withdraw_review(self.object, by=self.request.user, **form.cleaned_data)
