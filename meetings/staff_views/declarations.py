"""The co-ordinator's pages for declarations of interest, and what was done about each (M8)."""

from django.db.models import BooleanField, ExpressionWrapper
from django.utils.translation import gettext_lazy as _

from common import clock
from common.pages import DetailPage, EditMixin, OnceMixin, StaffMixin
from meetings.forms.attendance import HandlingChangeForm, HandlingForm, RecordDeclarationForm
from meetings.meeting_views import MeetingPage, PartAction, PartPage
from meetings.models import Declaration, Meeting, closed_to
from meetings.rules import has_met
from meetings.selectors import names_on_record
from meetings.services.attendance import expected_memberships
from meetings.services.declarations import (
    acknowledge_declaration,
    change_handling,
    change_refusal,
    declare,
    refusal_of_own,
    remove_declaration,
    takes_declarations,
)

PERMISSION = "meetings.record_attendance"


class DeclarationList(StaffMixin, DetailPage):
    permission_required = PERMISSION
    model = Meeting
    lookup = "slug"
    template_name = "meetings/declaration_list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            rows=self.object.declarations.select_related("item").annotate(
                is_closed=ExpressionWrapper(closed_to(self.request.user, "item"), BooleanField())
            ),
            has_met=has_met(self.object.status, self.object.starts_at, clock.now()),
            can_declare=takes_declarations(self.object),
            **kwargs,
        )


class DeclarationAdd(OnceMixin, StaffMixin, MeetingPage):
    made = Declaration
    permission_required = PERMISSION
    form_class = RecordDeclarationForm
    to = "meetings:declaration_list"
    heading = _("Record a declaration")
    success_message = _("Declaration recorded.")

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "items": self.object.items.visible_to(self.request.user),
            "memberships": expected_memberships(self.object),
            "names": names_on_record(self.object),
        }

    def make(self, form):
        fields = dict(form.cleaned_data)
        membership = fields.pop("membership")
        fields["person"] = membership.person if membership else None
        fields["name"] = "" if membership else fields["name"]
        return declare(self.object, by=self.request.user, **fields)


class DeclarationRemove(StaffMixin, PartAction):
    permission_required = PERMISSION
    queryset = Declaration.objects.select_related("meeting")
    to = "meetings:declaration_list"
    success_message = _("Declaration removed. If only part of it was wrong, record it again.")

    def perform(self):
        return remove_declaration(self.object, by=self.request.user)


class DeclarationAcknowledge(StaffMixin, PartPage):
    permission_required = PERMISSION
    queryset = Declaration.objects.select_related("meeting")
    form_class = HandlingForm
    to = "meetings:declaration_list"
    heading = _("Acknowledge declaration")
    success_message = _("Acknowledgement recorded.")

    def perform(self, form):
        return acknowledge_declaration(self.object, form.cleaned_data["handling"], by=self.request.user)


class HandlingChange(EditMixin, StaffMixin, PartPage):
    """Correct what was recorded to have been done about a declared interest."""

    permission_required = PERMISSION
    queryset = Declaration.objects.select_related("meeting")
    form_class = HandlingChangeForm
    to = "meetings:declaration_list"
    heading = _("Change what was done")
    lead = _(
        "Whoever left or took no part gets none of the papers of the item. What this opens or closes changes at once."
    )
    success_message = _("Changed. The earlier record and the reason are in the audit trail.")

    @property
    def about(self):
        return str(self.object)

    @property
    def locked_row(self):
        return self.object.meeting

    def closed_because(self):
        return change_refusal(self.object) or refusal_of_own(self.object, self.request.user)

    def get_initial(self):
        return {"handling": self.object.handling}

    def perform(self, form):
        return change_handling(self.object, by=self.request.user, **form.cleaned_data)
