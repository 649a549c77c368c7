"""A member's own pages."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from common import clock
from common.evidence import State
from common.pages import EditMixin, FormPage, ServiceAction
from members.forms import AcceptForm, InterestEndForm, InterestForm, MyDetailsForm
from members.forms.yearly import WishForm
from members.models import Acceptance, InductionStep, Interest, Membership, MembershipReview, Person, YearlyEntry
from members.rules import ReviewStatus, is_confirmed
from members.selectors import induction_of
from members.services.induction import record_induction, take_back_induction
from members.services.interests import confirm_interests, end_interest, register_interest
from members.services.people import update_person
from members.services.roles import accept_role_description
from members.services.yearly import answer_yearly_review

WITH_SEATS = (
    Membership.objects.active()
    .with_acceptance()
    .with_term()
    .select_related("seat__constituency", "seat__role_description")
)


class MemberMixin(PermissionRequiredMixin):
    """A page for those who hold a seat, about themselves."""

    permission_required = "members.open_my_membership"
    base_template = "base_signed_in.html"
    about = ""
    success_url = reverse_lazy("members:my_membership")
    back_url = success_url

    @cached_property
    def person(self):
        return get_object_or_404(Person, user=self.request.user)

    @cached_property
    def memberships(self):
        return WITH_SEATS.filter(person=self.person)


class MyMembership(MemberMixin, TemplateView):
    """Everything about one's own membership on one page, with what needs doing at the top."""

    template_name = "members/my_membership.html"

    def get_context_data(self, **kwargs):
        memberships = list(self.memberships)
        reviews = list(MembershipReview.objects.filter(membership__person=self.person).select_related("membership"))
        last = self.person.interest_returns.first()
        confirmed = is_confirmed(last and last.confirmed_on, clock.today())
        return super().get_context_data(
            person=self.person,
            memberships=memberships,
            inductions=induction_of(memberships).items(),
            reviews=reviews,
            yearly=YearlyEntry.objects.current()
            .filter(membership__person=self.person, review__decided_on=None)
            .select_related("review", "membership__seat"),
            interests=self.person.interests.current(),
            last_return=last,
            tasks=[*seats_to_accept(memberships), *open_reviews(reviews), *([] if confirmed else [TO_CONFIRM])],
            **kwargs,
        )


TO_CONFIRM = {
    "title": _("Confirm your interests"),
    "text": _("Once a year, confirm that the register is right, even if you have nothing to register."),
    "url": "#interests",
    "status": State.DUE,
    "label": _("due"),
}


def seats_to_accept(memberships):
    """Return a task for each seat whose role description in force its holder has not accepted (M2)."""
    return [
        {
            "title": _("Read and accept your role description"),
            "text": membership.seat.title,
            "url": reverse("members:role_description_accept", args=[membership.pk]),
            "status": State.DUE,
            "label": _("due"),
        }
        for membership in memberships
        if membership.version_in_force and not membership.has_accepted
    ]


def open_reviews(reviews):
    """Return a task for each open review: the member may be heard (M11)."""
    return [
        {
            "title": _("Tell the group what would help you to attend"),
            "text": _("You missed three meetings in a row, so the group will talk about it."),
            "url": review.get_absolute_url(),
            "status": ReviewStatus.OPEN,
            "label": _("open"),
        }
        for review in reviews
        if review.is_open
    ]


class MyDetailsEdit(EditMixin, MemberMixin, FormPage):
    form_class = MyDetailsForm
    heading = _("Your details")
    success_message = _("Details saved.")

    @property
    def locked_row(self):
        return self.person

    def get_initial(self):
        return {name: getattr(self.person, name) for name in self.form_class.base_fields}

    def perform(self, form):
        return update_person(self.person, by=self.request.user, **form.cleaned_data)


class RoleDescriptionAccept(MemberMixin, FormPage):
    """A member reads the version in force and accepts it, M5's statement within it (M2, M5)."""

    queryset = WITH_SEATS
    form_class = AcceptForm
    template_name = "members/role_description_accept.html"
    success_message = _("Thank you. Your acceptance has been recorded.")

    def narrow(self, rows):
        return rows.filter(person=self.person, version_in_force__isnull=False)

    @cached_property
    def version(self):
        return self.object.seat.role_description.in_force

    def get_initial(self):
        return {"version": self.version.number}

    def perform(self, form):
        read = get_object_or_404(self.version.description.versions, number=form.cleaned_data["version"])
        return accept_role_description(self.object, version=read, by=self.request.user)

    def form_invalid(self, form):
        form.based_on(self.version.number)
        return super().form_invalid(form)

    def get_context_data(self, **kwargs):
        acceptance = Acceptance.objects.filter(membership=self.object, version=self.version).first()
        return super().get_context_data(version=self.version, acceptance=acceptance, **kwargs)


class MyInterestAdd(MemberMixin, FormPage):
    form_class = InterestForm
    heading = _("Add an interest")
    submit = _("Add to the register")
    success_message = _("Interest added.")

    def perform(self, form):
        return register_interest(self.person, by=self.request.user, **form.cleaned_data)


class MyInterestEnd(MemberMixin, FormPage):
    queryset = Interest.objects.current()
    form_class = InterestEndForm
    heading = _("Mark this interest as ended")
    submit = _("Mark as ended")
    success_message = _("Interest marked as ended.")

    def narrow(self, rows):
        return rows.filter(person=self.person)

    def perform(self, form):
        return end_interest(self.object, by=self.request.user, **form.cleaned_data)


class MyInterestsConfirm(MemberMixin, ServiceAction):
    """A member confirms that the register is right, once a year (M8)."""

    success_message = _("Thank you. Your interests are confirmed.")

    def perform(self):
        return confirm_interests(self.person, by=self.request.user)


class MyInductionAction(MemberMixin, ServiceAction):
    """A step of one's own induction: done, or not done after all."""

    queryset = WITH_SEATS
    success_url = reverse_lazy("members:my_membership")

    def narrow(self, rows):
        return rows.filter(person=self.person)

    @cached_property
    def step(self):
        steps = InductionStep.objects.filter(description=self.object.seat.role_description_id)
        return get_object_or_404(steps, pk=self.kwargs["step"])


class MyInductionDone(MyInductionAction):
    success_message = _("Thank you. Marked as done.")

    def perform(self):
        return record_induction(self.object, self.step, by=self.request.user)


class MyInductionTakeBack(MyInductionAction):
    success_message = _("Marked as not done.")

    def perform(self):
        return take_back_induction(self.object, self.step, by=self.request.user)


class MyWish(EditMixin, MemberMixin, FormPage):
    """What a member wishes for the next year, until the group has decided (M12)."""

    queryset = YearlyEntry.objects.current().select_related("review", "membership__seat")
    form_class = WishForm
    heading = _("Next year")
    lead = _("Once a year we ask everyone. Whatever you say is welcome, and you can change it until the group decides.")
    submit = _("Send my answer")
    success_message = _("Thank you. We have your answer.")

    @property
    def about(self):
        return self.object.membership.seat

    def narrow(self, rows):
        return rows.filter(membership__person=self.person)

    def closed_because(self):
        return "" if self.object.review.is_open else _("The group has already decided this review.")

    def get_initial(self):
        return {name: getattr(self.object, name) for name in self.form_class.base_fields}

    def perform(self, form):
        return answer_yearly_review(self.object, by=self.request.user, **form.cleaned_data)
