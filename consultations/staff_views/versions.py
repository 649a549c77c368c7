"""The earlier versions of a consultation's information, for the co-ordinator: a draft is nobody else's."""

from accounts import audit
from common.pages.versions import VersionsPage
from consultations.models import Consultation
from consultations.staff_views.preparing import ConsultationMixin
from consultations.wording import INFORMATION_LABELS


class ConsultationVersions(ConsultationMixin, VersionsPage):
    queryset = Consultation.objects.select_related("words")
    labels = INFORMATION_LABELS
    authors_of = staticmethod(audit.authors_of_versions)
    recorded_with = (Consultation,)

    def get_back_url(self):
        return self.get_success_url()
