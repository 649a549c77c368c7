"""Bringing a list of members into the portal."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from common.pages import ImportPage, StaffMixin
from members.forms import MemberRowForm
from members.services.imports import import_member


class MemberImport(StaffMixin, ImportPage):
    permission_required = "members.manage_membership"
    row_form = MemberRowForm
    heading = _("Import members")
    lead = _("You will see what would happen to each row first. Nothing is imported until you confirm.")
    back_url = success_url = reverse_lazy("members:membership_list")

    def take(self, fields):
        return import_member(by=self.request.user, **fields)
