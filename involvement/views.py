"""Asking for a document in another version, without an account, and the files that are offered or were sent."""

from django.http import Http404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from accounts.services.settings import get_setting
from common import clock
from common.documents import serve
from common.errors import DomainError
from common.limits import HOUR, MINUTE, limited
from common.pages import DetailPage, FormPage, ObjectMixin, PublicMixin, everybody
from common.submissions import once
from involvement.forms import AskForm
from involvement.models import OtherVersion, OtherVersionRequest
from involvement.rules import version_due
from involvement.selectors import can_be_read, offered_at, original_at, typed_address
from involvement.services.requests import ask_version, request_of_link

NOT_FOUND = gettext_lazy("There is no page with this address that you can read. Copy it again, or call us.")


class OriginalMixin:
    """A form about a document: the one the address of the form names (`?of=`), or the one that is typed."""

    def find(self, typed):
        """Return the document at a typed address. Raises DomainError where there is none this person can read."""
        address = typed_address(typed)
        original = original_at(address, self.request) if address else None
        if original is None:
            raise DomainError(NOT_FOUND, field="address")
        return original

    @cached_property
    def original(self):
        """Return the document that was asked for by a link, or None."""
        try:
            return self.find(self.request.GET.get("of", "")) if self.request.GET.get("of") else None
        except DomainError as error:
            raise Http404 from error

    def get_initial(self):
        initial = {"address": self.original.address} if self.original else {}
        return initial | {"kind": self.request.GET.get("kind")}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"is_known": self.original is not None}

    @property
    def about(self):
        return self.original.title if self.original else ""

    def get_back_url(self):
        return self.original.address if self.original else reverse("accessibility")


@method_decorator(limited("involvement.ask", 20, HOUR, then_every=MINUTE, is_once=True), name="dispatch")
class VersionAsk(PublicMixin, OriginalMixin, FormPage):
    """Ask for a document in another version (V13)."""

    form_class = AskForm
    template_name = "involvement/version_ask.html"
    heading = gettext_lazy("Ask for this in another version")
    submit = gettext_lazy("Ask for it")

    def get_context_data(self, **kwargs):
        today = clock.today()
        return super().get_context_data(
            due_on=version_due(today, get_setting("other_version_days")),
            offered=offered_at(self.original.address) if self.original and self.original.is_public else [],
            contact_months=get_setting("other_version_contact_months"),
            **kwargs,
        )

    def perform(self, form):
        data = {name: value for name, value in form.cleaned_data.items() if name != "once"}
        original = self.find(data.pop("address"))
        body = {"address": original.address, **data}
        return once(form.cleaned_data["once"], body, lambda: ask_version(original, **data).reference)

    def get_success_url(self):
        reference, _is_new = self.result
        return reverse("involvement:version_asked", args=[reference])


class VersionAsked(PublicMixin, DetailPage):
    """By when it is sent, or what became of it; not what was asked for, nor by whom."""

    is_document = False
    queryset = OtherVersionRequest.objects.only("reference", "due_on", "ended_on", "status")
    visible = everybody
    lookup = "reference"
    template_name = "involvement/version_asked.html"


class VersionDownload(PublicMixin, ObjectMixin, View):
    """A file that is offered, while everybody can still read the document it was made from."""

    http_method_names = ["get", "head", "options"]
    queryset = OtherVersion.objects.offered().select_related("document")

    def get(self, request, *args, **kwargs):
        version = self.object
        if version.document is None or not can_be_read(version.address):
            raise Http404
        return serve(version.document, as_name=version.file_name)


class SentOpen(PublicMixin, View):
    """The file that was made for somebody, by the link in their e-mail, while they can read the document itself."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, secret):
        asked = request_of_link(secret)
        version = asked and asked.version
        if not version or version.is_gone or version.document is None:
            raise Http404(_("This link no longer works."))
        if not can_be_read(version.address, request):
            raise Http404
        return serve(version.document, as_name=version.file_name)
