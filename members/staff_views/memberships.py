"""The list of the group, and a membership's way from nomination to its end."""

from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from common import clock, timeline
from common.dates import day
from common.pages import DetailPage, EditMixin, FormPage, ListPage, ServiceAction, StaffMixin, holders_of
from members.composition import composition
from members.filters import MembershipFilter
from members.forms import (
    AppointForm,
    EndCorrectForm,
    MembershipEndForm,
    MembershipForm,
    NominateForm,
)
from members.models import InductionStep, Membership, MembershipEnding, MembershipReview
from members.next_steps import steps_of_membership
from members.rules import MembershipStatus, a_year_before
from members.selectors import induction_of
from members.services.endings import agree_to_ending, ask_to_end, correct_end, undo_ending, withdraw_ending
from members.services.induction import record_induction, take_back_induction
from members.services.memberships import appoint, end_membership, nominate, update_membership
from members.services.roles import accept_role_description
from members.tables import MembershipTable
from members.transitions import MEMBERSHIP
from members.wording import after_ending, told

WITH_PEOPLE = Membership.objects.select_related("person", "seat__constituency", "seat__role_description")


class MembershipList(StaffMixin, ListPage):
    """Everyone in the group, and what needs attention: vacancies, acceptances, interests, reviews."""

    permission_required = "members.manage_membership"
    queryset = WITH_PEOPLE.with_acceptance().with_confirmation().with_term()
    filterset_class = MembershipFilter
    table_class = MembershipTable
    holds_personal_data = True
    template_name = "members/membership_list.html"
    section = "members"
    heading = _("Members")
    actions = [
        (_("Nominate someone"), reverse_lazy("members:membership_nominate")),
        (_("Add a person"), reverse_lazy("members:person_add")),
        (_("Set terms of office"), reverse_lazy("members:terms_set")),
        (_("Import members"), reverse_lazy("members:member_import")),
    ]
    empty = _("No members match.")

    def get_context_data(self, **kwargs):
        active = Membership.objects.active()
        return super().get_context_data(
            group=composition(),
            to_accept=active.to_accept().count(),
            to_confirm=active.to_confirm(clock.today()).count(),
            open_reviews=MembershipReview.objects.open().count(),
            **kwargs,
        )


class MembershipDetail(StaffMixin, DetailPage):
    permission_required = "members.manage_membership"
    queryset = WITH_PEOPLE.with_acceptance().with_confirmation()
    template_name = "members/membership_detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            entries=timeline.build(self.object, self.request.user),
            confirmed_after=a_year_before(clock.today()),
            steps=steps_of_membership(self.object, self.request.user),
            ending=self.object.endings.waiting().first(),
            terms=self.object.terms.all(),
            induction=induction_of([self.object])[self.object] if self.object.is_active else None,
            others=self.object.seat.memberships.active().exclude(pk=self.object.pk).select_related("person"),
            **kwargs,
        )


class MembershipNominate(StaffMixin, FormPage):
    permission_required = "members.manage_membership"
    form_class = NominateForm
    heading = _("Nominate someone for a seat")
    submit = _("Nominate")
    success_message = _("Nomination saved. Appoint them when the group has agreed.")
    back_url = reverse_lazy("members:seat_list")
    template_name = "members/membership_nominate.html"

    def get_initial(self):
        """Begin with the person or seat the link came from."""
        return {name: self.request.GET[name] for name in ("person", "seat") if name in self.request.GET}

    def perform(self, form):
        return nominate(by=self.request.user, **form.cleaned_data)


class MembershipPage(StaffMixin, FormPage):
    """A form about one membership."""

    permission_required = "members.manage_membership"
    queryset = WITH_PEOPLE


class MembershipEdit(EditMixin, MembershipPage):
    form_class = MembershipForm
    heading = _("Role, and who they represent")
    lead = _("Past records keep the details as they were at the time.")
    success_message = _("Membership changed.")

    def get_initial(self):
        return {name: getattr(self.object, name) for name in self.form_class.base_fields}

    def perform(self, form):
        return update_membership(self.object, by=self.request.user, **form.cleaned_data)


class MembershipAppoint(MembershipPage):
    move = (MEMBERSHIP, MembershipStatus.ACTIVE)
    form_class = AppointForm
    heading = _("Appoint to the seat")
    submit = _("Appoint")

    @property
    def success_message(self):
        membership, person = self.result, self.result.person
        done = _("Member appointed.")
        if membership.joins_on:
            done = _("They become a member on %(day)s.") % {"day": day(membership.joins_on)}
        said = [done, told(person)]
        if person.user_id is None:
            said.append(_("They cannot sign in yet. You can set that up on their own page."))
        return " ".join(str(words) for words in said)

    def perform(self, form):
        return appoint(self.object, by=self.request.user, **form.cleaned_data)


class MembershipEnd(MembershipPage):
    move = (MEMBERSHIP, MembershipStatus.ENDED)
    form_class = MembershipEndForm
    submit = _("End membership")
    tone = "warning"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "is_active": self.object.is_active}

    @property
    def success_message(self):
        if not isinstance(self.result, MembershipEnding):
            return _("Ended. We do not e-mail them, so please tell them yourself.")
        return f"{after_ending(self.result)} {told(self.result.membership.person)}"

    @property
    def heading(self):
        return _("End the membership") if self.object.is_active else _("End the nomination")

    def perform(self, form):
        end = ask_to_end if self.object.is_active else end_membership
        return end(self.object, by=self.request.user, **form.cleaned_data)


class MembershipEndCorrect(EditMixin, MembershipPage):
    """The last day of a membership that has ended was wrong."""

    form_class = EndCorrectForm
    heading = _("Correct the last day")
    success_message = _("Last day corrected.")

    def closed_because(self):
        return "" if self.object.is_ended else _("This membership has not ended.")

    def get_initial(self):
        return {"ends_on": self.object.ends_on}

    def perform(self, form):
        return correct_end(self.object, by=self.request.user, **form.cleaned_data)


class EndingAction(StaffMixin, ServiceAction):
    """A button about the end of a membership."""

    permission_required = "members.manage_membership"
    queryset = MembershipEnding.objects.select_related("membership__person", "membership__seat")
    visible = holders_of("members.manage_membership")

    def get_success_url(self):
        return self.object.membership.get_absolute_url()

    def get_back_url(self):
        return self.get_success_url()

    @property
    def success_message(self):
        return f"{self.done} {told(self.object.membership.person)}"


class EndingAgree(EndingAction):
    @property
    def done(self):
        return after_ending(self.object)

    def perform(self):
        return agree_to_ending(self.object, by=self.request.user)


class EndingWithdraw(EndingAction):
    done = _("Taken back. They stay a member.")

    def perform(self):
        return withdraw_ending(self.object, by=self.request.user)


class EndingUndo(EndingAction):
    done = _("Undone. They are a member again.")

    def perform(self):
        return undo_ending(self.object, by=self.request.user)


class InductionAction(StaffMixin, ServiceAction):
    """A step of a member's induction, as they told the co-ordinator."""

    permission_required = "members.manage_membership"
    queryset = WITH_PEOPLE

    @cached_property
    def step(self):
        steps = InductionStep.objects.filter(description=self.object.seat.role_description_id)
        return get_object_or_404(steps, pk=self.kwargs["step"])


class InductionRecord(InductionAction):
    success_message = _("Marked as done.")

    def perform(self):
        return record_induction(self.object, self.step, by=self.request.user)


class InductionTakeBack(InductionAction):
    success_message = _("Marked as not done.")

    def perform(self):
        return take_back_induction(self.object, self.step, by=self.request.user)


class MembershipAccepted(StaffMixin, ServiceAction):
    """A member accepted the role description on paper or by phone."""

    permission_required = "members.manage_membership"
    queryset = WITH_PEOPLE
    success_message = _("Acceptance recorded.")

    def perform(self):
        return accept_role_description(self.object, by=self.request.user)
