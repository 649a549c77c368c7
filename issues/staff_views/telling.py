"""Parents whom no e-mail reaches: the co-ordinator rings or writes to them, and ticks off what was said."""

from django.db.models import Min, Prefetch, Q
from django.db.models.functions import Coalesce, Least
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from common.pages import FormPage, ListPage, StaffMixin
from issues.forms.staff import ToldForm
from issues.models import Issue, IssueTurn
from issues.selectors import waiting_turns
from issues.services.telling import record_told
from issues.tables import ToTellTable

TO_TELL = Prefetch("turns", queryset=IssueTurn.objects.to_tell().select_related("issue__split_from"))
WAITING = (TO_TELL, Prefetch("parts", queryset=Issue.objects.prefetch_related(TO_TELL)))


def with_news():
    """Return the letters whose parents wait to be told, also of a matter; the one that has waited longest first."""
    own, of_parts = (Min(f"{path}turns__on", filter=Q(**{f"{path}turns__told_on": None})) for path in ("", "parts__"))
    rows = Issue.objects.in_sight().filter(split_from=None).annotate(own=own, of_parts=of_parts)
    rows = rows.annotate(waiting_since=Least(Coalesce("own", "of_parts"), Coalesce("of_parts", "own")))
    return rows.filter(waiting_since__isnull=False).order_by("waiting_since", "pk").prefetch_related(*WAITING)


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
    queryset = with_news()
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
        return {"last": waiting_turns(self.object)[-1].pk}

    def get_context_data(self, **kwargs):
        contact = reverse("issues:issue_contact", args=[self.object.reference])
        waiting = waiting_turns(self.object)
        return super().get_context_data(contact=contact, waiting=waiting, what_next=waiting[-1].what_next, **kwargs)

    def perform(self, form):
        return record_told(self.object, by=self.request.user, **form.cleaned_data)
