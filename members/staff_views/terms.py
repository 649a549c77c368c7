"""Terms of office: of one member, and of many at once."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from common.pages import EditMixin, FormPage, StaffMixin
from members.forms.terms import TermForm, TermsForm
from members.models import Membership
from members.services.terms import set_term, set_terms
from members.staff_views.memberships import MembershipPage
from members.wording import told


class TermSet(EditMixin, MembershipPage):
    """Until when one member has their seat; a renewal is what a meeting decides."""

    form_class = TermForm
    heading = _("Set the term of office")
    submit = _("Save")

    @property
    def lead(self):
        term = self.object.terms.last()
        if term is None:
            return _("We tell the member now, and again three months before it ends.")
        return _("This corrects the last day of the present term. If the group renewed it, record the renewal instead.")

    @property
    def success_message(self):
        return f"{_('Term of office saved.')} {told(self.object.person)}"

    def closed_because(self):
        return "" if self.object.is_active else _("Only someone who holds a seat has a term of office.")

    def get_initial(self):
        term = self.object.terms.last()
        return {"ends_on": term.ends_on if term else None}

    def perform(self, form):
        return set_term(self.object, by=self.request.user, **form.cleaned_data)


class TermsSet(StaffMixin, FormPage):
    """The same last day for many members."""

    permission_required = "members.manage_membership"
    form_class = TermsForm
    heading = _("Set terms of office")
    lead = _("We tell each member now, and again three months before their term ends.")
    submit = _("Save")
    success_url = back_url = reverse_lazy("members:membership_list")

    @property
    def success_message(self):
        n = len(self.result)
        return ngettext("Term of office of %(n)s member saved.", "Terms of office of %(n)s members saved.", n) % {
            "n": n
        }

    def get_form_kwargs(self):
        rows = Membership.objects.active().with_term().select_related("person", "seat")
        return {**super().get_form_kwargs(), "members": rows.exclude(person__user=self.request.user)}

    def perform(self, form):
        return set_terms(form.cleaned_data["members"], form.cleaned_data["ends_on"], by=self.request.user)
