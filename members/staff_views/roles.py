"""Role descriptions and their versions (M2)."""

from dataclasses import replace

from django.db.models import Count, Max, Q
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts import audit
from common import clock
from common.pages import DetailPage, FormPage, ListPage, ServiceAction, StaffMixin, holders_of
from common.pages.versions import VersionsPage
from members.forms import InductionStepForm, RoleDescriptionForm, RoleVersionEditForm
from members.models import InductionStep, Membership, RoleDescription, RoleDescriptionVersion, Sending
from members.selectors import induction_of, reminders_of
from members.services.induction import add_induction_step, end_induction_step
from members.services.roles import (
    create_role_description,
    draft_role_version,
    publish_role_version,
    remind_to_accept,
)
from members.tables import RoleDescriptionTable
from members.wording import sent_words

ROLES = reverse_lazy("members:role_description_list")


def page_of(description):
    return reverse("members:staff_role_description", args=[description.pk])


class RoleDescriptionList(StaffMixin, ListPage):
    permission_required = "members.manage_role_description"
    queryset = RoleDescription.objects.annotate(
        in_force_number=Max("versions__number", filter=Q(versions__published_on__isnull=False)),
        in_force_on=Max("versions__published_on"),
        seat_count=Count("seats", filter=Q(seats__closed_on__isnull=True), distinct=True),
    ).order_by("title")
    table_class = RoleDescriptionTable
    holds_personal_data = False
    template_name = "members/_list.html"
    section = "roles"
    heading = _("Role descriptions")
    lead = _("What each kind of seat asks of its holder. Every member accepts the version in force.")
    actions = [(_("Add a role description"), reverse_lazy("members:role_description_add"))]
    empty = _("No role descriptions yet.")


class StaffRoleDescription(StaffMixin, DetailPage):
    """A role description with its versions, and who has not accepted the one in force."""

    permission_required = "members.manage_role_description"
    model = RoleDescription
    template_name = "members/staff_role_description.html"

    def get_context_data(self, **kwargs):
        holders = Membership.objects.active().filter(seat__role_description=self.object).with_acceptance()
        holders = list(holders.select_related("person", "seat"))
        versions = list(self.object.versions.select_related("kept").order_by("-number"))
        in_force = next((one for one in versions if one.published_on), None)
        return super().get_context_data(
            versions=versions,
            draft=next((one for one in versions if not one.published_on), None),
            in_force=in_force,
            is_changed=sum(one.published_on is not None for one in versions) > 1,
            reminders=reminders_of(in_force) if in_force else [],
            to_accept=sum(not one.has_accepted for one in holders) if in_force else 0,
            holders=induction_of(holders).items(),
            steps=self.object.induction_steps.current(),
            **kwargs,
        )


class RoleDescriptionAdd(StaffMixin, FormPage):
    permission_required = "members.manage_role_description"
    form_class = RoleDescriptionForm
    heading = _("Add a role description")
    submit = _("Save draft")
    success_message = _("Draft saved. Publish it when the group has agreed it.")
    back_url = ROLES

    def perform(self, form):
        return create_role_description(by=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        return page_of(self.result)


class RoleVersionDraft(StaffMixin, FormPage):
    """Go on with the draft, or begin the next version from the words in force."""

    permission_required = "members.manage_role_description"
    model = RoleDescription
    form_class = RoleVersionEditForm
    heading = _("Write the next version")
    submit = _("Save draft")
    success_message = _("Draft saved. Members will be asked to accept it once it is published.")

    def get_initial(self):
        return {"text": self.object.latest_text, "version": self.object.edits}

    def current_version(self):
        self.object.refresh_from_db()
        return self.object.edits

    def perform(self, form):
        return draft_role_version(self.object, by=self.request.user, **form.cleaned_data)

    def get_back_url(self):
        return page_of(self.object)

    get_success_url = get_back_url


class RoleDescriptionVersions(StaffMixin, VersionsPage):
    """Every time the words of a role description were saved, published or not."""

    permission_required = "members.manage_role_description"
    queryset = RoleDescription.objects.select_related("words")
    authors_of = staticmethod(audit.authors_of_versions)
    recorded_with = (RoleDescriptionVersion,)

    def read_versions(self):
        """Say which of the saves was published, and as which version: saves are counted by themselves."""
        published = dict(self.object.versions.published().values_list("kept__number", "number"))
        for one in super().read_versions():
            words = {"name": one.name, "number": published.get(one.number)}
            name = _("%(name)s, published as version %(number)s") % words if words["number"] else one.name
            yield replace(one, name=name)

    def get_back_url(self):
        return page_of(self.object)


class RoleRemind(StaffMixin, ServiceAction):
    """Remind those who have not accepted the version in force (M2)."""

    permission_required = "members.manage_role_description"
    queryset = RoleDescriptionVersion.objects.select_related("description")
    visible = holders_of("members.manage_role_description")

    @property
    def success_message(self):
        return sent_words(Sending.objects.counted(clock.today()).get(pk=self.result.pk))

    def perform(self):
        return remind_to_accept(self.object, by=self.request.user)

    def get_success_url(self):
        return page_of(self.object.description)

    get_back_url = get_success_url


class InductionStepAdd(StaffMixin, FormPage):
    """Add to the induction list of a role."""

    permission_required = "members.manage_role_description"
    model = RoleDescription
    form_class = InductionStepForm
    heading = _("Add to the induction list")
    lead = _("What somebody new in this role does first: something to read, somebody to meet, a training.")
    submit = _("Add")
    success_message = _("Added to the induction list.")

    def perform(self, form):
        return add_induction_step(self.object, by=self.request.user, **form.cleaned_data)

    def get_back_url(self):
        return page_of(self.object)

    get_success_url = get_back_url


class InductionStepEnd(StaffMixin, ServiceAction):
    permission_required = "members.manage_role_description"
    queryset = InductionStep.objects.select_related("description")
    visible = holders_of("members.manage_role_description")
    success_message = _("Taken off the induction list.")

    def perform(self):
        return end_induction_step(self.object, by=self.request.user)

    def get_success_url(self):
        return page_of(self.object.description)

    get_back_url = get_success_url


class RoleVersionPublish(StaffMixin, ServiceAction):
    permission_required = "members.manage_role_description"
    queryset = RoleDescriptionVersion.objects.select_related("description")
    visible = holders_of("members.manage_role_description")
    success_message = _("Version published and in force. Everyone who holds one of these seats is asked to accept it.")

    def perform(self):
        return publish_role_version(self.object, by=self.request.user)

    def get_success_url(self):
        return page_of(self.object.description)
