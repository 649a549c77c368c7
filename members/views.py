"""Public pages about the group, and the review that only the member and the co-ordinator may open."""

from itertools import groupby

from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts import audit
from accounts.services.settings import get_setting
from common import clock, panels, timeline
from common.dates import day
from common.limits import HOUR, MINUTE, limited
from common.pages import DetailPage, FormPage, PublicMixin, everybody
from common.pages.versions import Version, VersionsPage
from common.submissions import once
from members.composition import composition
from members.forms import MemberSaidForm
from members.forms.calls import ApplyForm
from members.models import MembershipReview, RoleDescription, SeatApplication, SeatCall
from members.next_steps import steps_of_review
from members.selectors import register_shown
from members.services.calls import apply
from members.services.reviews import record_member_said


class MemberList(PublicMixin, TemplateView):
    """The seats of the group by constituency, with names as each person chose, and the gaps (M1)."""

    data_set = "members"
    template_name = "members/member_list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(group=composition(), **kwargs)


class InterestList(PublicMixin, TemplateView):
    """The public register of the interests of those who hold a seat today (M8)."""

    data_set = "interests-of-members"
    template_name = "members/interest_list.html"

    def get_context_data(self, **kwargs):
        interests = register_shown(self.request.user)
        by_person = [(person, list(rows)) for person, rows in groupby(interests, key=lambda row: row.person)]
        return super().get_context_data(by_person=by_person, **kwargs)


class ReviewVersions(VersionsPage):
    """Every version of what the member said; only for the co-ordinator and the member."""

    queryset = MembershipReview.objects.select_related("words", "membership__person", "membership__seat")
    authors_of = staticmethod(audit.authors_of_versions)
    recorded_with = (MembershipReview,)

    def get_back_url(self):
        return self.object.get_absolute_url()


class CallDetail(PublicMixin, DetailPage):
    """A call for people to come forward for a seat, and later how it was filled."""

    queryset = SeatCall.objects.select_related("seat__constituency", "seat__role_description")
    template_name = "members/call_detail.html"

    def get_context_data(self, **kwargs):
        call = self.object
        takes = call.is_open and call.apply_by_on >= clock.today()
        return super().get_context_data(takes_applications=takes, **kwargs)


@method_decorator(limited("members.apply", 20, HOUR, then_every=MINUTE, is_once=True), name="dispatch")
class CallApply(PublicMixin, FormPage):
    """Apply for a seat, without an account."""

    queryset = SeatCall.objects.select_related("seat__constituency")
    visible = everybody
    form_class = ApplyForm
    template_name = "members/call_apply.html"
    heading = _("Apply for this seat")
    submit = _("Send my application")

    @property
    def about(self):
        return self.object.seat

    def closed_because(self):
        if not self.object.is_open:
            return _("This call is over. Call us if you would still like to come forward.")
        is_over = self.object.apply_by_on < clock.today()
        return _("The last day to apply is over. Call us if you would still like to.") if is_over else ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(application_months=get_setting("application_months"), **kwargs)

    def get_back_url(self):
        return reverse("members:member_list") if self.object.is_ended else self.object.get_absolute_url()

    def perform(self, form):
        data = {name: value for name, value in form.cleaned_data.items() if name != "once"}
        body = {"call": self.object.pk, **data}
        return once(form.cleaned_data["once"], body, lambda: apply(self.object, **data).reference)

    def get_success_url(self):
        reference, _is_new = self.result
        return reverse("members:application_received", args=[reference])


class ApplicationReceived(PublicMixin, DetailPage):
    """That an application was received; no more, because whoever counts on from a reference comes here too."""

    is_document = False
    queryset = SeatApplication.objects.only("reference")
    visible = everybody
    lookup = "reference"
    template_name = "members/application_received.html"


class RoleDescriptionDetail(PublicMixin, DetailPage):
    """What a seat asks of its holder: the version in force, for anybody to read (M2)."""

    model = RoleDescription
    lookup = "slug"
    template_name = "members/role_description_detail.html"

    def narrow(self, rows):
        return rows.in_force()

    def get_context_data(self, **kwargs):
        return super().get_context_data(version=self.object.in_force, **kwargs)


class RoleDescriptionChanges(PublicMixin, VersionsPage):
    """What changed from one published version of a role description to another, for anybody to read (M2)."""

    model = RoleDescription
    lookup = "slug"
    heading = _("What has changed")
    saved_label = _("In force since")

    def narrow(self, rows):
        return rows.in_force()

    def read_versions(self):
        for one in self.object.versions.published().order_by("-number"):
            name = gettext("Version %(number)s") % {"number": one.number}
            yield Version(one.number, name, day(one.published_on))

    def read_texts(self, numbers):
        rows = self.object.versions.published().filter(number__in=numbers).select_related("kept")
        return {one.number: {"text": one.text} for one in rows}

    def get_back_url(self):
        return self.object.get_absolute_url()


class ReviewDetail(DetailPage):
    """A review of a membership, for the member concerned and the co-ordinator alone (M11)."""

    queryset = MembershipReview.objects.select_related("membership__person", "membership__seat__constituency")
    template_name = "members/review_detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            entries=timeline.build(self.object, self.request.user),
            found=panels.build(self.object, self.request.user, "missed"),
            is_own=self.object.membership.person.user_id == self.request.user.pk,
            steps=steps_of_review(self.object, self.request.user),
            **kwargs,
        )


class ReviewSay(FormPage):
    """The member is heard, in their own words or as the co-ordinator takes them down (M11)."""

    queryset = MembershipReview.objects.open().select_related("membership__person")
    form_class = MemberSaidForm
    template_name = "members/review_say.html"
    success_message = _("Saved. The group will hear it before it decides.")

    def get_initial(self):
        return {"text": self.object.member_said, "version": self.object.said_version}

    def current_version(self):
        self.object.refresh_from_db()
        return self.object.said_version

    def perform(self, form):
        return record_member_said(self.object, by=self.request.user, **form.cleaned_data)
