"""What is held of somebody: their own page, the co-ordinator's and administrator's, and the receipt of an erasure."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView, View

from accounts.filters import DataRequestFilter
from accounts.forms.data_requests import EnterDataRequestForm, EraseMineForm, RefuseDataRequestForm
from accounts.models import DataRequest
from accounts.next_steps import steps_of_request
from accounts.rules import DataRequestKind, DataRequestStatus
from accounts.services import data_requests as services
from accounts.services.subject_files import looks_at
from accounts.tables import DataRequestTable
from common import clock
from common.dates import day
from common.documents import serve
from common.erasing import find
from common.pages import DetailPage, FormPage, ListPage, ObjectMixin, OnceMixin, PublicMixin, ServiceAction, StaffMixin
from common.references import hash_secret

VIEW, MANAGE, AGREE = (f"accounts.{verb}_datarequest" for verb in ("view", "manage", "agree"))


class MyData(TemplateView):
    """What is held of whoever is signed in, who looked, and what they have asked for."""

    template_name = "accounts/my_data.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        subject = services.own_subject(user)
        found = find(subject)
        asked = found.get("accounts.datarequest", [])
        requests = DataRequest.objects.filter(pk__in=[one.pk for one in asked]).select_related("document")
        waits = any(one.is_open and one.is_erasure for one in asked)
        return super().get_context_data(
            lines=services.lines_of(found, for_them=True),
            looks=looks_at(found),
            requests=requests,
            obstacles=services.obstacles(subject, clock.now()) if waits else [],
            **kwargs,
        )


class MyDataCopy(ServiceAction):
    success_url = reverse_lazy("accounts:my_data")
    success_message = _("We are gathering your data. We'll e-mail you when the copy is ready, usually within minutes.")

    def perform(self):
        return services.ask_for_own(self.request.user, DataRequestKind.COPY)


class MyDataErase(FormPage):
    form_class = EraseMineForm
    template_name = "accounts/my_data_erase.html"
    heading, submit, tone = _("Ask us to erase what we hold about you"), _("Ask for erasure"), "warning"
    back_url = success_url = reverse_lazy("accounts:my_data")

    @property
    def success_message(self):
        words = _("We have your request %(ref)s of %(on)s. Somebody else in the team checks it first.")
        return words % {"ref": self.result, "on": day(self.result.asked_on)}

    def perform(self, form):
        return services.ask_for_own(self.request.user, DataRequestKind.ERASURE)

    def get_context_data(self, **kwargs):
        subject = services.own_subject(self.request.user)
        lines = services.lines_of(find(subject), for_them=True)
        return super().get_context_data(lines=lines, obstacles=services.obstacles(subject, clock.now()), **kwargs)


def asked_themselves(rows, request):
    """Requests of whoever is signed in about themselves, whatever their role lets them see besides."""
    return rows.filter(user=request.user)


def about_themselves(rows, request):
    """Requests about whoever is signed in, whoever entered them."""
    return rows.about(services.own_subject(request.user))


class OwnMixin(ObjectMixin):
    """A request of whoever is signed in, and nobody else's."""

    model = DataRequest
    lookup = "reference"

    visible = staticmethod(asked_themselves)


class MyDataWithdraw(ServiceAction):
    model = DataRequest
    lookup = "reference"
    visible = staticmethod(about_themselves)
    success_url = reverse_lazy("accounts:my_data")
    success_message = _("Request withdrawn.")

    def perform(self):
        return services.withdraw(self.object, by=self.request.user)


class CopyDownload(ObjectMixin, View):
    """The file of a copy, as long as it lies ready."""

    model = DataRequest
    lookup = "reference"
    http_method_names = ["get", "head", "options"]

    def get(self, request, *args, **kwargs):
        if self.object.document is None:
            raise Http404
        return serve(self.object.document)


class MyDataFile(OwnMixin, CopyDownload):
    pass


class DataRequestFile(StaffMixin, CopyDownload):
    """What the co-ordinator hands to somebody; not the copy of whoever asked for their own."""

    permission_required = MANAGE
    queryset = DataRequest.objects.filter(user=None)

    def get(self, request, *args, **kwargs):
        answer = super().get(request, *args, **kwargs)
        services.record_handed_over(self.object, by=request.user)
        return answer


class DataRequestList(StaffMixin, ListPage):
    permission_required = VIEW
    queryset = DataRequest.objects.all()
    table_class = DataRequestTable
    holds_personal_data = False
    filterset_class = DataRequestFilter
    heading = _("Requests about personal data")
    empty = _("No requests match.")

    @property
    def actions(self):
        if not self.request.user.has_perm(MANAGE):
            return []
        return [(_("Enter a request"), reverse("accounts:data_request_enter"))]


class DataRequestEnter(StaffMixin, OnceMixin, FormPage):
    permission_required = MANAGE
    made = DataRequest
    form_class = EnterDataRequestForm
    heading, submit = _("Enter a request about personal data"), _("Enter request")
    back_url = reverse_lazy("accounts:data_request_list")
    success_message = _("Request entered.")

    def make(self, form):
        data = form.cleaned_data
        return services.ask_for_somebody(data["who"], data["kind"], how_known=data["how_known"], by=self.request.user)


class DataRequestDetail(StaffMixin, DetailPage):
    permission_required = VIEW
    model = DataRequest
    lookup = "reference"
    template_name = "accounts/data_request_detail.html"

    def get_context_data(self, **kwargs):
        asked = self.object
        user = self.request.user
        lines = services.lines_of(services.held_of(asked, user)) if asked.is_open else []
        may_wait = asked.is_open and asked.is_erasure
        obstacles = services.obstacles(asked.subject, clock.now(), user) if may_wait else []
        return super().get_context_data(
            asked=asked,
            lines=lines,
            receipt=services.lines_of_receipt(asked),
            steps=steps_of_request(asked, user, has_obstacle=bool(obstacles)),
            is_late=asked.is_open and asked.due_on < clock.today(),
            obstacles=obstacles,
            may_fetch=asked.document_id and user.has_perm(MANAGE) and asked.user_id is None,
            **kwargs,
        )


class DataRequestAgree(StaffMixin, ServiceAction):
    permission_required = AGREE
    model = DataRequest
    lookup = "reference"
    success_message = _("Agreed. It will be carried out in the background.")

    def perform(self):
        return services.agree(self.object, by=self.request.user)


class DataRequestRefuse(StaffMixin, FormPage):
    permission_required = AGREE
    model = DataRequest
    lookup = "reference"
    move = (services.DATA_REQUEST, DataRequestStatus.REFUSED)
    form_class = RefuseDataRequestForm
    heading, submit, tone = _("Refuse this request"), _("Refuse and tell them"), "warning"

    @property
    def success_message(self):
        if self.object.subject.emails:
            return _("Refused. We've e-mailed them the reason.")
        return _("Refused. We hold no e-mail address of theirs: tell them yourself, with the reason.")

    def perform(self, form):
        return services.refuse(self.object, reason=form.cleaned_data["reason"], by=self.request.user)


class DataRequestWithdraw(StaffMixin, ServiceAction):
    permission_required = MANAGE
    model = DataRequest
    lookup = "reference"
    success_message = _("Request withdrawn.")

    def perform(self):
        return services.withdraw(self.object, by=self.request.user)


@method_decorator(never_cache, name="dispatch")
class DataReceipt(PublicMixin, TemplateView):
    """What became of an erasure, for whoever has the link: how many records of what, and nothing of whose."""

    is_document = False
    template_name = "accounts/data_receipt.html"

    def get_context_data(self, **kwargs):
        rows = DataRequest.objects.exclude(secret_hash="")
        asked = get_object_or_404(rows, secret_hash=hash_secret(self.kwargs["secret"]))
        return super().get_context_data(asked=asked, receipt=services.lines_of_receipt(asked), **kwargs)
