"""The co-ordinator's pages of other versions: requests as they come, and what was made."""

from django.db.models import F
from django.http import Http404
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from common import clock
from common.documents import check_document, serve
from common.pages import DetailPage, FormPage, ListPage, ObjectMixin, OnceMixin, ServiceAction, StaffMixin
from involvement.emails import is_not_reached
from involvement.filters import RequestFilter
from involvement.forms import EnterForm, NotMadeForm, SendForm, ToldForm
from involvement.models import OtherVersion, OtherVersionRequest
from involvement.next_steps import steps_of_request
from involvement.rules import NEEDS_DETAILS, NO_NAMES, RequestStatus
from involvement.selectors import original_at
from involvement.services.requests import (
    ask_version,
    no_longer_told,
    record_asker_told,
    refuse_version,
    send_version,
)
from involvement.services.versions import make_and_send, stop_offering
from involvement.tables import MadeTable, RequestTable
from involvement.transitions import REQUEST
from involvement.views import OriginalMixin

PERMISSION = "involvement.make_version"
OF_NEW = ("what", "details", "made_from_on", "is_offered", "put_back")


class RequestList(StaffMixin, ListPage):
    """Every request: those that wait, the first due at the top, then those that ended, the last at the top."""

    permission_required = PERMISSION
    queryset = OtherVersionRequest.objects.order_by(F("ended_on").desc(nulls_first=True), "due_on", "pk")
    table_class = RequestTable
    holds_personal_data = False
    filterset_class = RequestFilter
    heading = _("Other versions of documents")
    empty = _("No requests match.")

    @property
    def actions(self):
        return [
            (_("Enter a request"), reverse("involvement:request_enter")),
            (_("Versions made"), reverse("involvement:made_list")),
        ]


class MadeList(StaffMixin, ListPage):
    permission_required = PERMISSION
    queryset = OtherVersion.objects.select_related("document").order_by("-pk")
    table_class = MadeTable
    holds_personal_data = False
    heading = _("Versions made")
    empty = _("No versions yet.")
    back_url = reverse_lazy("involvement:request_list")


class RequestEnter(StaffMixin, OnceMixin, OriginalMixin, FormPage):
    """A request by phone, on paper or in person."""

    permission_required = PERMISSION
    made = OtherVersionRequest
    form_class = EnterForm
    heading = _("Enter a request for another version")
    submit = _("Enter request")
    back_url = reverse_lazy("involvement:request_list")
    success_message = _("Request entered.")
    base_template = "base_staff.html"

    def get_back_url(self):
        return str(self.back_url)

    def make(self, form):
        data = dict(form.cleaned_data)
        return ask_version(self.find(data.pop("address")), by=self.request.user, **data)


class RequestDetail(StaffMixin, DetailPage):
    permission_required = PERMISSION
    queryset = OtherVersionRequest.objects.select_related("version__document")
    lookup = "reference"
    template_name = "involvement/request_detail.html"

    def get_context_data(self, **kwargs):
        asked = self.object
        is_late = asked.is_waiting and asked.due_on < clock.today()
        return super().get_context_data(
            asked=asked, steps=steps_of_request(asked), is_late=is_late, is_not_reached=is_not_reached(asked), **kwargs
        )


class RequestPage(StaffMixin, FormPage):
    permission_required = PERMISSION
    model = OtherVersionRequest
    lookup = "reference"

    @property
    def about(self):
        return f"{self.object.reference}: {self.object.title}, {self.object.in_words}"


class VersionSend(RequestPage):
    """What was sent; a new version is kept for the next who asks."""

    move = (REQUEST, RequestStatus.SENT)
    form_class = SendForm
    heading = _("Record what was sent")
    submit = _("Record as sent")

    @property
    def success_message(self):
        if self.object.email:
            return _("Recorded as sent. We've e-mailed the person who asked.")
        return _("Recorded as sent. They gave no e-mail address: ring or write to them.")

    def get_initial(self):
        return {"made_from_on": clock.today(), "on": clock.today(), "details": self.object.details}

    def get_form_kwargs(self):
        made = OtherVersion.objects.filter(address=self.object.address, kind=self.object.kind, gone_on=None)
        return super().get_form_kwargs() | {
            "names": NO_NAMES,
            "made": made.select_related("document"),
            "needs_details": self.object.kind in NEEDS_DETAILS,
        }

    def perform(self, form):
        """Check the file before anything is written: a check takes seconds."""
        data, upload, by = form.cleaned_data, form.cleaned_data["file"], self.request.user
        sent = {"how": data["how"], "on": data["on"], "by": by}
        if form.chosen:
            return send_version(self.object, form.chosen, **sent)
        checked = check_document(upload, take_out=data["take_out"]) if upload else None
        if checked and data["is_offered"]:
            original = original_at(self.object.address)
            form.ask_about_file(checked, known=original.words if original else "")
        made = {name: data[name] for name in OF_NEW if name in data}
        return make_and_send(self.object, checked=checked, made=made, **sent)


class VersionNotMade(RequestPage):
    move = (REQUEST, RequestStatus.NOT_MADE)
    form_class = NotMadeForm
    heading = _("Say why it cannot be made")
    submit = _("Save and tell them")
    tone = "warning"

    @property
    def success_message(self):
        if self.object.email:
            return _("Recorded. We've e-mailed the person who asked.")
        return _("Recorded. They gave no e-mail address: ring or write to them.")

    def perform(self, form):
        return refuse_version(self.object, form.cleaned_data["reason"], by=self.request.user)


class AskerTold(RequestPage):
    """Whoever gave no e-mail address is rung or written to."""

    form_class = ToldForm
    template_name = "involvement/asker_told.html"
    heading, submit = _("Ring or write to the person who asked"), _("I have told them")
    success_message = _("Recorded. It is off your list.")

    def closed_because(self):
        return no_longer_told(self.object)

    def perform(self, form):
        return record_asker_told(self.object, how=form.cleaned_data["how"], by=self.request.user)


class VersionStop(StaffMixin, ServiceAction):
    permission_required = PERMISSION
    model = OtherVersion
    success_message = _("No longer offered to others.")

    def perform(self):
        return stop_offering(self.object, by=self.request.user)


class VersionFile(StaffMixin, ObjectMixin, View):
    """The file of any version, as it was sent."""

    permission_required = PERMISSION
    http_method_names = ["get", "head", "options"]
    queryset = OtherVersion.objects.select_related("document")

    def get(self, request, *args, **kwargs):
        if self.object.document is None:
            raise Http404
        return serve(self.object.document)
