"""The yearly review of every seat on one page, and what a meeting decided of it (M12)."""

from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from common import clock
from common.evidence import year_to
from common.pages import EditMixin, FormPage, ListPage, ServiceAction, StaffMixin, holders_of
from meetings.filters import YearlyFilter
from meetings.forms.decisions import YearlyDecideForm
from meetings.next_steps import steps_of_yearly_review
from meetings.selectors import with_load
from meetings.services import decided
from meetings.tables import LoadTable, OpenYearlyTable, YearlyReviewTable, YearlyTable, page_of_year
from members.forms.yearly import ProposeForm, WishEnterForm, YearForm
from members.models import Sending, YearlyEntry, YearlyReview
from members.services.yearly import (
    answer_yearly_review,
    open_yearly_review,
    propose_for_year,
    propose_to_go_on,
    remind_of_yearly_review,
)
from members.wording import sent_words

PERMISSION = "members.decide_review"
KEEPERS = holders_of(PERMISSION)


class OfYear(StaffMixin, ListPage):
    """The memberships of one yearly review, with what their holders carry in the twelve months up to it."""

    queryset = YearlyEntry.objects.select_related("review", "membership__person", "membership__seat__constituency")
    holds_personal_data = True

    @cached_property
    def review(self):
        return get_object_or_404(YearlyReview.objects.counted(), year=self.kwargs["year"])

    @property
    def about(self):
        return self.review

    @cached_property
    def period(self):
        return year_to(self.review.decided_on or clock.today())

    def narrow(self, rows):
        rows = rows.filter(review=self.review)
        return with_load(rows.current() if self.review.is_open else rows, self.period)

    def get_context_data(self, **kwargs):
        return super().get_context_data(review=self.review, period=self.period, **kwargs)


class YearlyReviewPage(OfYear):
    """Every membership of a year: how often they came, what they accepted and confirmed, wish, load, and proposal."""

    permission_required = PERMISSION
    visible = KEEPERS
    filterset_class = YearlyFilter
    table_class = YearlyTable
    template_name = "meetings/yearly_review.html"
    heading = _("Yearly review")
    back_url = reverse_lazy("meetings:yearly_list")
    empty = _("No members match.")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(steps=steps_of_yearly_review(self.review), **kwargs)
        if self.review.is_open:
            context["table"] = OpenYearlyTable.of(context["object_list"])
        return context


class YearlyLoad(OfYear):
    """How the work is shared, for the group: meetings, actions and hours, without a word of what anybody wishes."""

    permission_required = "meetings.view_pack"
    visible = holders_of("meetings.view_pack")
    base_template = "base_signed_in.html"
    table_class = LoadTable
    template_name = "meetings/yearly_load.html"
    heading = _("How the work is shared")
    back_url = reverse_lazy("members:my_membership")
    empty = _("No members yet.")


class YearlyDecide(StaffMixin, FormPage):
    """Record that a meeting decided the yearly review as proposed; it is carried out at once."""

    permission_required = PERMISSION
    queryset = YearlyReview.objects.all()
    visible = KEEPERS
    lookup = "year"
    form_class = YearlyDecideForm
    heading = _("Record what the group decided")
    submit = _("Record the decision")
    success_url = back_url = reverse_lazy("meetings:yearly_list")
    success_message = _("Decision recorded. Each member is told.")

    @property
    def lead(self):
        if not decided.resolutions_on_year(self.object).exists():
            return _("The group decides this at a later meeting. Record its resolution in the minutes first.")
        return _(
            "Each proposal is carried out, and each member told. A vacated seat needs a second person, or 24 hours."
        )

    def closed_because(self):
        return "" if self.object.is_open else _("The group has already decided this review.")

    @property
    def about(self):
        return self.object

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "resolutions": decided.resolutions_on_year(self.object)}

    def perform(self, form):
        return decided.decide_yearly_review(self.object, by=self.request.user, **form.cleaned_data)


class YearlyReviewList(StaffMixin, ListPage):
    permission_required = PERMISSION
    queryset = YearlyReview.objects.counted()
    visible = KEEPERS
    table_class = YearlyReviewTable
    holds_personal_data = False
    template_name = "members/_list.html"
    section = "yearly"
    heading = _("Yearly reviews")
    lead = _("Once a year the group looks at every membership together, and decides at a meeting.")
    actions = [(_("Begin a yearly review"), reverse_lazy("meetings:yearly_open"))]
    empty = _("No yearly review has begun yet.")


class YearlyOpen(StaffMixin, FormPage):
    permission_required = PERMISSION
    form_class = YearForm
    heading = _("Begin a yearly review")
    lead = _(
        "We ask each member by e-mail what they would like to do. Those without an address are on your list to ring."
    )
    submit = _("Begin, and ask everyone")
    back_url = reverse_lazy("meetings:yearly_list")
    success_message = _("Yearly review begun. Everyone has been asked.")

    def get_success_url(self):
        return page_of_year(self.result)

    def get_initial(self):
        last = YearlyReview.objects.first()
        return {"year": max(clock.today().year, last.year + 1 if last else 0)}

    def perform(self, form):
        return open_yearly_review(by=self.request.user, **form.cleaned_data)


class YearlyAction(StaffMixin, ServiceAction):
    """A button on the page of a yearly review."""

    permission_required = PERMISSION
    model = YearlyReview
    visible = KEEPERS
    lookup = "year"

    def get_success_url(self):
        return page_of_year(self.object)

    get_back_url = get_success_url


class YearlyRemind(YearlyAction):
    @property
    def success_message(self):
        return sent_words(Sending.objects.counted(clock.today()).get(pk=self.result.pk))

    def perform(self):
        return remind_of_yearly_review(self.object, by=self.request.user)


class YearlyProposeAll(YearlyAction):
    """Propose that all who wish to go on do so."""

    @property
    def success_message(self):
        words = ngettext("Proposed for %(n)s member.", "Proposed for %(n)s members.", self.result)
        return words % {"n": self.result}

    def perform(self):
        return propose_to_go_on(self.object, by=self.request.user)


class EntryPage(EditMixin, StaffMixin, FormPage):
    """A form about one membership in a yearly review; it leads back to the table of its year."""

    permission_required = PERMISSION
    queryset = YearlyEntry.objects.current().select_related(
        "membership__person", "membership__seat__constituency", "review"
    )

    @property
    def about(self):
        return self.object.membership

    def closed_because(self):
        return "" if self.object.review.is_open else _("The group has already decided this review.")

    def get_initial(self):
        return {name: getattr(self.object, name) for name in self.form_class.base_fields}

    def get_success_url(self):
        return page_of_year(self.object.review)

    get_back_url = get_success_url


class YearlyAnswerEnter(EntryPage):
    form_class = WishEnterForm
    heading = _("Record what they wish")
    success_message = _("Answer recorded.")

    def perform(self, form):
        return answer_yearly_review(self.object, by=self.request.user, **form.cleaned_data)


class YearlyPropose(EntryPage):
    form_class = ProposeForm
    heading = _("Propose to the group")
    success_message = _("Proposal saved.")

    def perform(self, form):
        return propose_for_year(self.object, by=self.request.user, **form.cleaned_data)
