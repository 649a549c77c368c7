"""The earlier versions of an issue's edited words, for whoever receives it alone: one may name what was taken out."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import audit
from common.pages import StaffMixin
from common.pages.versions import VersionsPage
from issues.models import Issue
from issues.staff_views.queue import received


class IssueVersions(StaffMixin, VersionsPage):
    permission_required = "issues.publish_issue"
    visible = received
    queryset = Issue.objects.select_related("words")
    lookup = "reference"
    labels = {"title": _("Title"), "edited_text": _("What others may read")}
    authors_of = staticmethod(audit.authors_of_versions)
    recorded_with = (Issue,)

    def get_back_url(self):
        return reverse("issues:staff_issue_detail", args=[self.object.reference])
