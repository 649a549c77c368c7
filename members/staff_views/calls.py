"""The co-ordinator fills a seat: the call, who applied, what they are told, and how it was decided."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.pages import DetailPage, EditMixin, FormPage, ListPage, ServiceAction, StaffMixin, holders_of
from common.submissions import once
from members.filters import ApplicationFilter
from members.forms.calls import (
    ApplicantNominateForm,
    ApplicationEnterForm,
    CallForm,
    DeclineForm,
    FillForm,
    FillingForm,
)
from members.models import Membership, Seat, SeatApplication, SeatCall
from members.next_steps import steps_of_application
from members.rules import ApplicationStatus, CallStatus
from members.services.calls import (
    apply,
    close_call,
    correct_filling,
    decline_application,
    fill_call,
    nominate_applicant,
    open_call,
    update_call,
    withdraw_application,
)
from members.tables import ApplicationTable
from members.transitions import APPLICATION, CALL

SEAT_KEEPERS = holders_of("members.manage_seat")


class CallOpen(StaffMixin, FormPage):
    """Ask in public for people to come forward for a seat."""

    permission_required = "members.manage_seat"
    queryset = Seat.objects.open().select_related("constituency")
    visible = SEAT_KEEPERS
    form_class = CallForm
    heading = _("Ask for people to come forward")
    lead = _("The call is published with a form to apply, until the last day you choose.")
    submit = _("Publish the call")
    success_message = _("Call published.")

    def closed_because(self):
        return _("There is already an open call for this seat.") if self.object.calls.open().exists() else ""

    def perform(self, form):
        return open_call(self.object, by=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        return self.object.get_absolute_url()

    get_back_url = get_success_url


class CallPage(StaffMixin, FormPage):
    """A form about one call; it leads back to its seat."""

    permission_required = "members.manage_seat"
    queryset = SeatCall.objects.select_related("seat__constituency")

    @property
    def about(self):
        return self.object.seat

    def get_success_url(self):
        return self.object.seat.get_absolute_url()

    get_back_url = get_success_url


class CallEdit(EditMixin, CallPage):
    form_class = CallForm
    heading = _("Change the call")
    success_message = _("Call changed.")

    def closed_because(self):
        return "" if self.object.is_open else _("This call is over.")

    def get_initial(self):
        return {name: getattr(self.object, name) for name in self.form_class.base_fields}

    def perform(self, form):
        return update_call(self.object, by=self.request.user, **form.cleaned_data)


class CallFill(CallPage):
    """How a seat was filled, to be read by everybody but for the names."""

    move = (CALL, CallStatus.FILLED)
    form_class = FillForm
    heading = _("Record how the seat was filled")
    submit = _("Save")
    success_message = _("Saved. Everybody can read how the seat was filled.")

    def get_form_kwargs(self):
        chosen = Membership.objects.current().filter(seat=self.object.seat)
        return {**super().get_form_kwargs(), "memberships": chosen.select_related("person")}

    def perform(self, form):
        return fill_call(self.object, by=self.request.user, **form.cleaned_data)


class CallCorrect(EditMixin, CallPage):
    """What was recorded of how a seat was filled was wrong, or named somebody."""

    form_class = FillingForm
    heading = _("Correct how the seat was filled")
    success_message = _("Corrected.")

    def closed_because(self):
        return "" if self.object.is_filled else _("It is not recorded yet how this seat was filled.")

    def get_initial(self):
        return {name: getattr(self.object, name) for name in self.form_class.base_fields}

    def perform(self, form):
        return correct_filling(self.object, by=self.request.user, **form.cleaned_data)


class CallClose(StaffMixin, ServiceAction):
    """End a call that filled no seat."""

    permission_required = "members.manage_seat"
    queryset = SeatCall.objects.select_related("seat")
    success_message = _("Call ended. It is no longer public.")

    def perform(self):
        return close_call(self.object, by=self.request.user)

    def get_success_url(self):
        return self.object.seat.get_absolute_url()

    get_back_url = get_success_url


class ApplicationEnter(CallPage):
    """An application that came by phone, on paper or in person counts the same (V4)."""

    queryset = SeatCall.objects.open().select_related("seat__constituency")
    form_class = ApplicationEnterForm
    heading = _("Enter an application")
    submit = _("Save application")
    success_message = _("Application saved.")

    def perform(self, form):
        data = {name: value for name, value in form.cleaned_data.items() if name != "once"}
        body = {"call": self.object.pk, **data}
        return once(form.cleaned_data["once"], body, lambda: apply(self.object, by=self.request.user, **data).reference)


class ApplicationList(StaffMixin, ListPage):
    permission_required = "members.manage_seat"
    queryset = SeatApplication.objects.select_related("call__seat")
    filterset_class = ApplicationFilter
    table_class = ApplicationTable
    holds_personal_data = True
    template_name = "members/_list.html"
    section = "seats"
    heading = _("Applications for seats")
    empty = _("No applications match.")


class ApplicationDetail(StaffMixin, DetailPage):
    permission_required = "members.manage_seat"
    queryset = SeatApplication.objects.select_related("call__seat__constituency", "membership__person", "entered_by")
    template_name = "members/application_detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(steps=steps_of_application(self.object), **kwargs)


class ApplicationPage(StaffMixin, FormPage):
    permission_required = "members.manage_seat"
    queryset = SeatApplication.objects.select_related("call__seat__constituency")

    @property
    def about(self):
        return self.object.name


class ApplicationNominate(ApplicationPage):
    move = (APPLICATION, ApplicationStatus.NOMINATED)
    form_class = ApplicantNominateForm
    heading = _("Nominate them for the seat")
    lead = _("We tell them by e-mail, if they gave an address. Appoint them when the group has agreed.")
    submit = _("Nominate")
    success_message = _(
        "Nomination saved. Appoint them when the group has agreed, and ask how they would like to be named in public."
    )

    def perform(self, form):
        return nominate_applicant(self.object, by=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        return self.result.get_absolute_url()


class ApplicationDecline(ApplicationPage):
    move = (APPLICATION, ApplicationStatus.DECLINED)
    form_class = DeclineForm
    heading = _("Tell them they were not chosen")
    submit = _("Send and close")

    @property
    def success_message(self):
        if self.object.email:
            return _("We are telling them by e-mail.")
        return _("Saved. They gave no e-mail address, so please ring them.")

    def perform(self, form):
        return decline_application(self.object, by=self.request.user, **form.cleaned_data)


class ApplicationWithdraw(StaffMixin, ServiceAction):
    """They no longer want the seat: what they wrote is deleted at once."""

    permission_required = "members.manage_seat"
    queryset = SeatApplication.objects.select_related("call__seat")

    @property
    def success_message(self):
        if self.object.membership_id:
            return _("What they wrote has been deleted. They stay on record as a person, with how to reach them.")
        return _("What they wrote and how to reach them has been deleted.")

    def perform(self):
        return withdraw_application(self.object, by=self.request.user)

    def get_success_url(self):
        return reverse("members:application_list")

    def get_back_url(self):
        return self.object.get_absolute_url()
