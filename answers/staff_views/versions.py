"""The earlier versions of entries of “you said, we did”, of letters being entered, and of an agency's own draft."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts import audit
from answers.models import FormalResponse, YouSaidEntry
from answers.officer_views import OfficerMixin
from answers.wording import ENTRY_LABELS
from common.pages import StaffMixin
from common.pages.versions import VersionsPage


class EntryVersions(StaffMixin, VersionsPage):
    """An entry of “you said, we did”, with the words it had before it was published."""

    permission_required = "answers.manage_you_said"
    queryset = YouSaidEntry.objects.select_related("words")
    labels = ENTRY_LABELS
    authors_of = staticmethod(audit.authors_of_versions)
    recorded_with = (YouSaidEntry,)

    def get_back_url(self):
        return reverse("answers:entry_edit", args=[self.object.pk])


class ResponseVersionsPage(VersionsPage):
    """A formal response while it was a draft: its summary, and the answer to each item."""

    authors_of = staticmethod(audit.authors_of_versions)
    recorded_with = (FormalResponse,)

    def label_of(self, name):
        if name.isdecimal():
            return _("Item %(number)s") % {"number": name}
        return _("Letter") if name == "letter" else _("Summary")


class TranscriptVersions(StaffMixin, ResponseVersionsPage):
    """A letter as it was entered, and corrected."""

    permission_required = "answers.transcribe_response"
    queryset = FormalResponse.objects.filter(is_transcribed=True).select_related("presentation", "words")

    def get_back_url(self):
        return reverse("answers:staff_presentation_detail", args=[self.object.presentation.reference])


class ResponseVersions(OfficerMixin, ResponseVersionsPage):
    """What the officers of one agency wrote, for them alone: a draft is nobody else's, before it is posted or after."""

    @cached_property
    def row(self):
        rows = self.object.responses.filter(is_transcribed=False).select_related("words")
        response = rows.order_by("-number").first()
        if response is None:
            raise Http404
        return response

    def get_back_url(self):
        return self.get_success_url()
