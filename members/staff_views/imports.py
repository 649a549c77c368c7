"""Bringing lists of people and of interests into the portal."""

from django.urls import reverse_lazy

from accounts.views.imports import ImportStart
from common.pages import StaffMixin
from members.forms.rows import PeopleUploadForm


class MemberImport(StaffMixin, ImportStart):
    permission_required = "members.manage_membership"
    list_name, form_class = "members.people", PeopleUploadForm
    back_url = reverse_lazy("members:membership_list")


class InterestImport(StaffMixin, ImportStart):
    permission_required = "members.manage_interest"
    list_name = "members.interests"
    back_url = reverse_lazy("members:staff_interest_list")
