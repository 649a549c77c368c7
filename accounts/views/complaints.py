"""Complaining about how one's data was handled, without an account; and the pages of whoever answers."""

import json

from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from accounts.filters import ComplaintFilter
from accounts.forms.data import AnswerComplaintForm, ComplaintForm
from accounts.models import DataComplaint
from accounts.rules import ComplaintStatus, acknowledge_by
from accounts.services import complaints
from accounts.services.settings import get_setting
from accounts.tables import ComplaintTable
from common import clock
from common.limits import HOUR, MINUTE, limited
from common.pages import DetailPage, FormPage, ListPage, PublicMixin, ServiceAction, StaffMixin
from common.submissions import once, secret_for

PERMISSION = "accounts.answer_complaint"


@method_decorator(limited("accounts.complain", 20, HOUR, then_every=MINUTE, is_once=True), name="dispatch")
class ComplaintMake(PublicMixin, FormPage):
    form_class = ComplaintForm
    template_name = "accounts/complaint_make.html"
    heading = _("Complain about how we handled your data")
    submit = _("Send complaint")
    back_url = reverse_lazy("privacy")

    def get_context_data(self, **kwargs):
        today = clock.today()
        due_on = acknowledge_by(today, get_setting("complaint_days"))
        return super().get_context_data(due_on=due_on, months=get_setting("complaint_months"), **kwargs)

    def perform(self, form):
        """Receive it once, also where somebody goes back, opens the form anew and sends the same on the same day."""
        data = {name: value for name, value in form.cleaned_data.items() if name != "once"}
        same = secret_for(json.dumps([data, str(clock.today())], sort_keys=True))
        secret = secret_for(same)

        def receive():
            return once(same, data, lambda: complaints.receive_complaint(**data, secret=secret).reference)[0]

        once(form.cleaned_data["once"], data, receive)
        return secret

    def get_success_url(self):
        return reverse("accounts:complaint_made", args=[self.result])


@method_decorator(never_cache, name="dispatch")
class ComplaintMade(PublicMixin, TemplateView):
    """By when it is acknowledged, or that it was answered; not what it says, nor by whom. For whoever has the link."""

    is_document = False
    template_name = "accounts/complaint_made.html"

    def get_context_data(self, **kwargs):
        complaint = get_object_or_404(DataComplaint.objects.with_secret(self.kwargs["secret"]))
        return super().get_context_data(complaint=complaint, **kwargs)


class ComplaintList(StaffMixin, ListPage):
    permission_required = PERMISSION
    queryset = DataComplaint.objects.order_by("answered_on", "acknowledge_by_on", "pk")
    filterset_class = ComplaintFilter
    table_class = ComplaintTable
    holds_personal_data = False
    heading = _("Complaints about data")
    empty = _("No complaints match.")


class ComplaintMixin(StaffMixin):
    permission_required = PERMISSION
    queryset = DataComplaint.objects.select_related("answered_by", "told_by")
    lookup = "reference"


class ComplaintDetail(ComplaintMixin, DetailPage):
    template_name = "accounts/complaint_detail.html"

    def get_context_data(self, **kwargs):
        is_late = self.object.is_received and self.object.acknowledge_by_on < clock.today()
        return super().get_context_data(complaint=self.object, is_late=is_late, **kwargs)


class ComplaintAcknowledge(ComplaintMixin, ServiceAction):
    @property
    def success_message(self):
        if self.object.email:
            return _("Acknowledged. We've e-mailed the person who complained.")
        return _("Acknowledged. They gave no e-mail address: ring or write to them yourself.")

    def perform(self):
        return complaints.acknowledge_complaint(self.object, by=self.request.user)


class ComplaintHandOn(ComplaintMixin, ServiceAction):
    """The co-ordinator hands one about themselves to the independent reader, and does not see it again."""

    success_url = reverse_lazy("accounts:complaint_list")
    success_message = _("Handed to the independent reader. You do not see it any more.")

    def perform(self):
        return complaints.hand_to_reader(self.object, by=self.request.user)


class ComplaintTold(ComplaintMixin, ServiceAction):
    success_message = _("Recorded that you rang or wrote to them today.")

    def perform(self):
        return complaints.tell_answer(self.object, by=self.request.user)


class ComplaintAnswer(ComplaintMixin, FormPage):
    move = (complaints.COMPLAINT, ComplaintStatus.ANSWERED)
    form_class = AnswerComplaintForm
    heading = _("Answer a complaint about data")
    submit = _("Send answer")

    @property
    def success_message(self):
        if self.object.email:
            return _("Answered. We've e-mailed the answer to the person who complained.")
        return _("Answered. They gave no e-mail address: ring or write to them yourself, then record it here.")

    def perform(self, form):
        return complaints.answer_complaint(self.object, answer=form.cleaned_data["answer"], by=self.request.user)
