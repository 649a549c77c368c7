"""The pages that decide: a review of a membership, sharing a seat, renewing a term, putting something to an agency."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from answers.staff_views.presentations import PresentationPage
from common.dates import day
from common.pages import FormPage, ServiceAction, StaffMixin, holders_of
from meetings.forms.decisions import DecideForm, PresentDecidedForm, RenewForm, ShareForm
from meetings.models import TermRenewal
from meetings.next_steps import decision_waits_for
from meetings.services import decided
from members.models import Membership, MembershipReview, Seat
from members.wording import after_ending, told


class ReviewDecide(StaffMixin, FormPage):
    """What a meeting decided on a review (M11)."""

    permission_required = "members.decide_review"
    queryset = MembershipReview.objects.select_related("membership__person", "membership__seat__constituency").open()
    form_class = DecideForm
    heading = _("Record what the group decided")
    submit = _("Record the decision")

    @property
    def about(self):
        return self.object.membership

    @property
    def lead(self):
        words = _("The member is told, and can read what you write. A vacated seat needs a second person, or 24 hours.")
        return decision_waits_for(self.object) or words

    def get_form_kwargs(self):
        resolutions = decided.resolutions_on_review(self.object).open_to(self.request.user)
        return {**super().get_form_kwargs(), "resolutions": resolutions}

    @property
    def success_message(self):
        words = [_("Decision recorded."), told(self.result.membership.person)]
        ending = self.result.endings.first()
        if ending is not None:
            words.append(after_ending(ending))
        return " ".join(map(str, words))

    def perform(self, form):
        return decided.decide_review(self.object, by=self.request.user, **form.cleaned_data)


class SeatShare(StaffMixin, FormPage):
    """Share a seat, as a meeting decided (M9)."""

    permission_required = "members.manage_seat"
    queryset = Seat.objects.open().select_related("constituency")
    visible = holders_of("members.manage_seat")
    form_class = ShareForm
    heading = _("Share the seat")
    lead = _("The group decides this at a meeting: record its resolution in the minutes first. The seat then names it.")
    submit = _("Share seat")
    success_url = back_url = reverse_lazy("members:seat_list")
    success_message = _("Seat shared.")

    def closed_because(self):
        return _("This seat is already shared.") if self.object.is_shared else ""

    def get_form_kwargs(self):
        resolutions = decided.resolutions_on_seat(self.object).open_to(self.request.user)
        return {**super().get_form_kwargs(), "resolutions": resolutions}

    def perform(self, form):
        return decided.share_seat(self.object, by=self.request.user, **form.cleaned_data)


class TermRenew(StaffMixin, FormPage):
    """Renew a member's term of office, as a meeting decided."""

    permission_required = "members.manage_membership"
    queryset = Membership.objects.active().with_term().select_related("person", "seat__constituency")
    visible = holders_of("members.manage_membership")
    form_class = RenewForm
    heading = _("Renew the term of office")
    submit = _("Renew term")

    @property
    def about(self):
        return self.object

    @property
    def lead(self):
        words = _("The present term lasts until %(day)s, and the new one begins the day after. We tell the member.")
        return words % {"day": day(self.object.term_ends_on)}

    @property
    def success_message(self):
        return f"{_('Term of office renewed.')} {told(self.object.person)}"

    def narrow(self, rows):
        return rows.filter(term_ends_on__isnull=False)

    def get_initial(self):
        return {"follows": self.object.term_ends_on}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "resolutions": decided.resolutions_on_term(self.object)}

    def perform(self, form):
        return decided.renew_term(self.object, by=self.request.user, **form.cleaned_data)


class RenewalTakeBack(StaffMixin, ServiceAction):
    """A renewal was recorded by mistake."""

    permission_required = "members.manage_membership"
    queryset = TermRenewal.objects.select_related("term__membership__person__user")
    visible = holders_of("members.manage_membership")

    @property
    def success_message(self):
        return f"{_('Renewal taken back.')} {told(self.object.term.membership.person)}"

    def perform(self):
        return decided.take_back_renewal(self.object, by=self.request.user)

    def get_success_url(self):
        return self.object.term.membership.get_absolute_url()

    get_back_url = get_success_url


class PresentationMake(PresentationPage):
    """Present to an agency what a meeting resolved, or what was agreed in a named way (P11)."""

    form_class = PresentDecidedForm

    def get_form_kwargs(self):
        resolutions = decided.resolutions_for_presenting().open_to(self.request.user)
        return {**super().get_form_kwargs(), "resolutions": resolutions}

    def perform(self, form):
        names = ("agency", "title", "covering_text", "way", "resolution", "agreed_on", "agreed_words", "put_back")
        fields = {name: form.cleaned_data[name] for name in names}
        return decided.present(key=form.cleaned_data["once"], items=form.items, by=self.request.user, **fields)
