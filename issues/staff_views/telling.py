"""Parents whom no e-mail reaches: the co-ordinator rings or writes to them, and ticks off what was said."""

from django.db.models import Min, Prefetch, Q
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from common.pages import FormPage, ListPage, StaffMixin
from issues.forms.staff import ToldForm
from issues.models import Issue, IssueTurn
from issues.services.telling import record_told
from issues.tables import ToTellTable

WAITING = Prefetch("turns", queryset=IssueTurn.objects.to_tell(), to_attr="waiting")


def with_news():
    """Return the issues whose parents wait to be told, the one that has waited longest first."""
    since = Min("turns__on", filter=Q(turns__told_on__isnull=True))
    rows = Issue.objects.in_sight().annotate(waiting_since=since).filter(waiting_since__isnull=False)
    return rows.order_by("waiting_since", "pk").prefetch_related(WAITING)


class ParentsToTell(StaffMixin, ListPage):
    """Everybody who is to be rung or written to, with what has happened."""

    not_downloaded_because = "It is worked through on the page, one parent at a time, and ticked off there."

    permission_required = "issues.receive_issue"
    queryset = with_news()
    table_class = ToTellTable
    heading = _("Parents to ring or write to")
    lead = _("These parents gave no e-mail address. Open an issue to read what to say, and tick it off when you have.")
    empty = _("No parents to ring or write to.")
    back_url = reverse_lazy("issues:staff_issue_list")


class ParentTell(StaffMixin, FormPage):
    """What to say to one parent, and that it was said."""

    permission_required = "issues.receive_issue"
    queryset = (
        Issue.objects.in_sight().filter(turns__in=IssueTurn.objects.to_tell()).distinct().prefetch_related(WAITING)
    )
    lookup = "reference"
    form_class = ToldForm
    template_name = "issues/staff_parent_tell.html"
    heading, submit = _("Ring or write to the parent"), _("I have told them")
    back_url = success_url = reverse_lazy("issues:parent_to_tell_list")
    success_message = _("Recorded. This parent is off your list.")

    @property
    def about(self):
        return self.object.reference

    def get_initial(self):
        return {"last": max(turn.pk for turn in self.object.waiting)}

    def get_context_data(self, **kwargs):
        contact = reverse("issues:issue_contact", args=[self.object.reference])
        return super().get_context_data(contact=contact, what_next=self.object.waiting[-1].what_next, **kwargs)

    def perform(self, form):
        return record_told(self.object, by=self.request.user, **form.cleaned_data)
