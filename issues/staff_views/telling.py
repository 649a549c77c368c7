"""Parents whom no e-mail reaches: the co-ordinator rings or writes to them, and ticks off what was said."""

from django.db.models import Min, Prefetch
from django.db.models.functions import Coalesce, Least
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from common.pages import ServiceAction, StaffMixin
from common.pages.telling import TellPage, ToTellList
from issues.models import Issue, IssueTurn
from issues.models.telling import waits_at
from issues.selectors import waiting_turns
from issues.services.telling import record_told
from issues.services.undelivered import take_back_told
from issues.staff_views.queue import received
from issues.tables import ParentsToTellTable

TO_TELL = Prefetch("turns", queryset=IssueTurn.objects.to_tell().select_related("issue__split_from"))
WAITING = (TO_TELL, Prefetch("parts", queryset=Issue.objects.prefetch_related(TO_TELL)))


def with_news():
    """Return the letters whose parents wait to be told, also of a matter; the one that has waited longest first."""
    own, of_parts = (Min(f"{path}turns__on", filter=waits_at(f"{path}turns__")) for path in ("", "parts__"))
    rows = Issue.objects.not_hidden().filter(split_from=None).annotate(own=own, of_parts=of_parts)
    rows = rows.annotate(waiting_since=Least(Coalesce("own", "of_parts"), Coalesce("of_parts", "own")))
    return rows.filter(waiting_since__isnull=False).order_by("waiting_since", "pk").prefetch_related(*WAITING)


class ParentsToTell(ToTellList):
    """Every parent who is to be rung or written to, with what has happened."""

    permission_required = "issues.receive_issue"
    visible = received
    queryset = with_news()
    table_class = ParentsToTellTable
    heading = _("Parents to ring or write to")
    lead = _(
        "These parents gave no e-mail address, or an e-mail to them could not be delivered. Open an issue to read what "
        "to say, and tick it off when you have."
    )
    empty = _("No parents to ring or write to.")
    back_url = reverse_lazy("issues:staff_issue_list")


class ParentTell(TellPage):
    """What to say to one parent, and that it was said."""

    permission_required = "issues.receive_issue"
    visible = received
    queryset = with_news()
    lookup = "reference"
    template_name = "issues/staff_parent_tell.html"
    heading = _("Ring or write to the parent")
    back_url = success_url = reverse_lazy("issues:parent_to_tell_list")
    success_message = _("Recorded. This parent is off your list.")

    @property
    def about(self):
        return self.object.reference

    def news(self):
        return waiting_turns(self.object)

    def get_context_data(self, **kwargs):
        contact = reverse("issues:issue_contact", args=[self.object.reference])
        return super().get_context_data(contact=contact, what_next=self.news()[-1].what_next, **kwargs)

    def perform(self, form):
        return record_told(self.object, by=self.request.user, **form.cleaned_data)


class ToldTakeBack(StaffMixin, ServiceAction):
    """Take back that a parent was told: they are on the list again."""

    permission_required = "issues.receive_issue"
    visible = received
    model = Issue
    lookup = "reference"
    success_message = _("Taken back. The parent is on your list again.")

    def perform(self):
        return take_back_told(self.object, by=self.request.user)

    def get_success_url(self):
        return reverse("issues:staff_issue_detail", args=[self.object.reference])

    get_failure_url = get_success_url
