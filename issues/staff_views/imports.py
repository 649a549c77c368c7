"""Bringing issues that were kept in a spreadsheet into the portal."""

from django.urls import reverse_lazy

from accounts.views.imports import ImportStart
from common.pages import StaffMixin
from issues.forms.rows import IssuesUploadForm


class IssueImport(StaffMixin, ImportStart):
    permission_required = "issues.enter_issue"
    list_name, form_class = "issues.issues", IssuesUploadForm
    back_url = reverse_lazy("issues:staff_issue_list")
