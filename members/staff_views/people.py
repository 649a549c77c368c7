"""Persons, the accounts they sign in with, and the register of their interests."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from common import clock
from common.pages import DetailPage, EditMixin, FormPage, ListPage, OnceMixin, ServiceAction, StaffMixin, holders_of
from members.filters import InterestFilter, PersonFilter
from members.forms import InterestEndForm, InterestForm, PersonAddForm, PersonForm, SignInForm
from members.models import Interest, Person
from members.rules import is_confirmed
from members.services.interests import confirm_interests, end_interest, register_interest
from members.services.people import create_person, let_sign_in, link_user, update_person
from members.tables import InterestTable, PersonTable

PEOPLE = holders_of("members.manage_membership")


class PersonList(StaffMixin, ListPage):
    permission_required = "members.manage_membership"
    model = Person
    visible = PEOPLE
    filterset_class = PersonFilter
    table_class = PersonTable
    holds_personal_data = True
    template_name = "members/_list.html"
    section = "people"
    heading = _("People")
    lead = _("Everyone named in a record: members, substitutes, visitors and owners of actions.")
    actions = [
        (_("Add a person"), reverse_lazy("members:person_add")),
        (_("Import members"), reverse_lazy("members:member_import")),
    ]
    empty = _("No people match.")


class PersonDetail(StaffMixin, DetailPage):
    permission_required = "members.manage_membership"
    visible = PEOPLE
    queryset = Person.objects.select_related("user")
    template_name = "members/person_detail.html"

    def get_context_data(self, **kwargs):
        last = self.object.interest_returns.first()
        return super().get_context_data(
            memberships=self.object.memberships.select_related("seat__constituency").order_by("-nominated_on", "-pk"),
            interests=self.object.interests.order_by("status", "body"),
            disputes=self.object.disputes.current(clock.today()).visible_to(self.request.user).select_related("agency"),
            last_return=last,
            is_confirmed=is_confirmed(last and last.confirmed_on, clock.today()),
            **kwargs,
        )


class PersonAdd(OnceMixin, StaffMixin, FormPage):
    made = Person
    permission_required = "members.manage_membership"
    form_class = PersonAddForm
    heading = _("Add a person")
    success_message = _("Person added.")
    back_url = reverse_lazy("members:person_list")

    def make(self, form):
        return create_person(by=self.request.user, **form.cleaned_data)


class PersonEdit(EditMixin, StaffMixin, FormPage):
    permission_required = "members.manage_membership"
    model = Person
    visible = PEOPLE
    form_class = PersonForm
    heading = _("Change details")
    success_message = _("Details saved.")

    def get_initial(self):
        return {name: getattr(self.object, name) for name in self.form_class.base_fields}

    def perform(self, form):
        return update_person(self.object, by=self.request.user, **form.cleaned_data)


class PersonSignIn(EditMixin, StaffMixin, FormPage):
    permission_required = "members.manage_membership"
    model = Person
    visible = PEOPLE
    form_class = SignInForm
    heading = _("Set up sign-in")
    lead = _("Anyone who reads e-mail at this address can see what this person sees.")
    success_message = _("They can now sign in with that address.")

    def get_initial(self):
        return {"email": self.object.user.email if self.object.user else self.object.email}

    def perform(self, form):
        return let_sign_in(self.object, form.cleaned_data["email"], by=self.request.user)


class PersonUnlink(StaffMixin, ServiceAction):
    permission_required = "members.manage_membership"
    model = Person
    visible = PEOPLE
    success_message = _("They can no longer sign in as this person.")

    def perform(self):
        return link_user(self.object, None, by=self.request.user)


class StaffInterestList(StaffMixin, ListPage):
    """The whole register, with what is kept out of the public one and what has ended."""

    permission_required = "members.manage_interest"
    queryset = Interest.objects.select_related("person")
    filterset_class = InterestFilter
    table_class = InterestTable
    holds_personal_data = True
    template_name = "members/staff_interest_list.html"
    section = "interests"
    heading = _("Register of interests")
    actions = [(_("Import interests"), reverse_lazy("members:interest_import"))]
    empty = _("No interests match.")


class InterestAdd(StaffMixin, FormPage):
    permission_required = "members.manage_interest"
    model = Person
    visible = holders_of("members.manage_interest")
    form_class = InterestForm
    heading = _("Add an interest")
    submit = _("Add to the register")
    success_message = _("Interest added.")

    def perform(self, form):
        return register_interest(self.object, by=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        return self.object.get_absolute_url()


class InterestEnd(StaffMixin, FormPage):
    permission_required = "members.manage_interest"
    queryset = Interest.objects.current().select_related("person")
    form_class = InterestEndForm
    heading = _("Mark this interest as ended")
    submit = _("Mark as ended")
    success_message = _("Interest marked as ended.")

    def perform(self, form):
        return end_interest(self.object, by=self.request.user, **form.cleaned_data)

    def get_back_url(self):
        return self.object.person.get_absolute_url()

    get_success_url = get_back_url


class InterestsConfirm(StaffMixin, ServiceAction):
    """A member confirmed the register on paper or by phone (M8)."""

    permission_required = "members.manage_interest"
    model = Person
    visible = holders_of("members.manage_interest")
    success_message = _("Confirmation of interests recorded.")

    def perform(self):
        return confirm_interests(self.object, by=self.request.user)
