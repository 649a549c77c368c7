"""The earlier versions of a consultation's information, for the co-ordinator: a draft is nobody else's."""

from django.utils.translation import gettext_lazy as _

from accounts import audit
from common.pages.versions import VersionsPage
from consultations.models import Consultation
from consultations.staff_views.preparing import ConsultationMixin


class ConsultationVersions(ConsultationMixin, VersionsPage):
    queryset = Consultation.objects.select_related("words")
    labels = {
        "title": _("Title"),
        "summary": _("In short"),
        "information": _("Information"),
        "can_change": _("What can change"),
        "cannot_change": _("What cannot change"),
    }
    authors_of = staticmethod(audit.authors_of_versions)
    recorded_with = (Consultation,)

    def get_back_url(self):
        return self.get_success_url()
