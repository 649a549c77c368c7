"""Constituencies and seats, with vacancies and gaps."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts.services.settings import get_setting
from common import clock
from common.pages import DetailPage, EditMixin, FormPage, OnceMixin, StaffMixin, holders_of
from common.pages.lists import DownloadMixin
from members.composition import composition
from members.forms import ConstituencyForm, SeatAddForm, SeatCloseForm, SeatEditForm
from members.models import Constituency, Seat
from members.next_steps import steps_of_call
from members.rules import MembershipStatus, is_at_arms_length
from members.selectors import calls_of_seat, holders_of_seat, vacancies_of
from members.services.seats import close_seat, create_constituency, create_seat, update_constituency, update_seat
from members.tables import HolderTable, SeatTable

SEATS = reverse_lazy("members:seat_list")
SEAT_KEEPERS = holders_of("members.manage_seat")


class SeatList(StaffMixin, DownloadMixin, TemplateView):
    """Seats by constituency: holders, nominees, what is empty and since when."""

    permission_required = "members.manage_seat"
    table_class = SeatTable
    holds_personal_data = True
    template_name = "members/seat_list.html"
    heading = _("Seats by constituency")

    def rows_of_file(self):
        return composition().seats

    def get_context_data(self, **kwargs):
        group = composition()
        parts = [(part, SeatTable.of(part.seats)) for part in group.constituencies]
        share = get_setting("council_side_share")
        at_arms_length = is_at_arms_length(len(group.council_seats), len(group.seats), share)
        return super().get_context_data(group=group, parts=parts, is_at_arms_length=at_arms_length, **kwargs)


class SeatDetail(StaffMixin, DetailPage):
    """A seat: who held it and when nobody did, how long for, and what the group agreed about it."""

    permission_required = "members.manage_seat"
    queryset = Seat.objects.select_related("constituency", "role_description")
    visible = SEAT_KEEPERS
    template_name = "members/seat_detail.html"

    def get_context_data(self, **kwargs):
        calls = list(calls_of_seat(self.object))
        return super().get_context_data(
            holders=HolderTable.of(holders_of_seat(self.object)),
            nominees=self.object.memberships.filter(status=MembershipStatus.NOMINATED).select_related("person"),
            vacancies=vacancies_of(self.object, clock.today()),
            calls=[(call, steps_of_call(call)) for call in calls],
            can_call=not self.object.closed_on and not any(call.is_open for call in calls),
            **kwargs,
        )


class SeatPage(StaffMixin, FormPage):
    """A form that leads back to the list of seats."""

    permission_required = "members.manage_seat"
    success_url = back_url = SEATS


class ConstituencyAdd(SeatPage):
    form_class = ConstituencyForm
    heading = _("Add a constituency")
    success_message = _("Constituency added.")

    def perform(self, form):
        return create_constituency(by=self.request.user, **form.cleaned_data)


class ConstituencyEdit(EditMixin, SeatPage):
    model = Constituency
    visible = SEAT_KEEPERS
    form_class = ConstituencyForm
    heading = _("Change the constituency")
    success_message = _("Constituency changed.")

    def get_initial(self):
        return {name: getattr(self.object, name) for name in self.form_class.base_fields}

    def perform(self, form):
        return update_constituency(self.object, by=self.request.user, **form.cleaned_data)


class SeatAdd(OnceMixin, SeatPage):
    made = Seat
    form_class = SeatAddForm
    heading = _("Open a seat")
    success_message = _("Seat opened.")

    def get_initial(self):
        return {"constituency": self.request.GET.get("constituency")}

    def make(self, form):
        return create_seat(by=self.request.user, **form.cleaned_data)


class SeatEdit(EditMixin, SeatPage):
    queryset = Seat.objects.open()
    visible = SEAT_KEEPERS
    form_class = SeatEditForm
    heading = _("Change the seat")
    success_message = _("Seat changed.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "is_shared": self.object.is_shared}

    def get_initial(self):
        return {name: getattr(self.object, name) for name in self.form_class.base_fields}

    def perform(self, form):
        return update_seat(self.object, by=self.request.user, **form.cleaned_data)


class SeatClose(SeatPage):
    queryset = Seat.objects.open()
    visible = SEAT_KEEPERS
    form_class = SeatCloseForm
    heading = _("Close the seat")
    submit = _("Close seat")
    tone = "warning"
    success_message = _("Seat closed.")

    def perform(self, form):
        return close_seat(self.object, by=self.request.user, **form.cleaned_data)
