"""What was sent to people: to whom, how each was reached, and who must be rung or written to."""

from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from common import clock
from common.pages import DetailPage, ListPage, ServiceAction, StaffMixin, holders_of
from common.pages.telling import TellPage, ToTellList
from members.filters import SendingFilter
from members.models import Sending, SentTo
from members.selectors import WITH_ALL, lines_of, people_to_tell, waiting_for
from members.services.sendings import record_told, take_back_told
from members.tables import PeopleToTellTable, SendingTable

PERMISSION = "members.manage_membership"
SENT = holders_of(PERMISSION)


class SendingList(StaffMixin, ListPage):
    permission_required = PERMISSION
    model = Sending
    visible = SENT
    filterset_class = SendingFilter
    table_class = SendingTable
    holds_personal_data = False
    template_name = "members/sending_list.html"
    section = "sent"
    heading = _("What was sent")
    lead = _("Each thing that was sent, and how many were reached. Open one to read who.")
    empty = _("Nothing sent matches.")

    def narrow(self, rows):
        return rows.counted(clock.today())


class SendingDetail(StaffMixin, DetailPage):
    """One thing that was sent: when, to whom, and who must still be rung or written to."""

    permission_required = PERMISSION
    model = Sending
    visible = SENT
    template_name = "members/sending_detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(lines=lines_of(self.object, clock.today()), **kwargs)


class PeopleToTell(ToTellList):
    """Members and others whom no e-mail reaches, each once, who waited longest first."""

    permission_required = PERMISSION
    model = SentTo
    visible = SENT
    table_class = PeopleToTellTable
    template_name = "members/_list.html"
    section = "to_tell"
    heading = _("People to ring or write to")
    empty = _("No people to ring or write to.")
    lead = _("No e-mail reaches them. Open a name to read what to say, and tick it off when you have.")

    def narrow(self, rows):
        waiting = rows.filter(pk__in=people_to_tell(clock.today()).values("pk"))
        return waiting.select_related(*WITH_ALL).order_by("sending__sent_on", "pk")


class PersonTell(TellPage):
    """What to say to one person, and that it was said."""

    permission_required = PERMISSION
    queryset = SentTo.objects.by_hand().select_related(*WITH_ALL)
    visible = SENT
    template_name = "members/person_tell.html"
    heading = _("Ring or write to them")
    back_url = success_url = reverse_lazy("members:person_to_tell_list")

    @property
    def about(self):
        return self.object.name

    @cached_property
    def waiting(self):
        """All that they are still to be told; or this alone, where it is no news any more and is only recorded."""
        rows = list(waiting_for([self.object.who], clock.today()))
        return rows if self.object in rows else [self.object]

    def closed_because(self):
        return _("It is recorded already that they were told.") if self.object.told_on else ""

    def news(self):
        return self.waiting

    @property
    def success_message(self):
        if people_to_tell(clock.today()).filter(who=self.object.who).exists():
            return _("Recorded. What was sent after that day is still on your list.")
        return _("Recorded. They are off your list.")

    def perform(self, form):
        return record_told(self.object, by=self.request.user, **form.cleaned_data)


class ToldTakeBack(StaffMixin, ServiceAction):
    """Take back that somebody was told."""

    permission_required = PERMISSION
    queryset = SentTo.objects.select_related("sending")
    visible = SENT
    success_message = _("Taken back.")

    def perform(self):
        return take_back_told(self.object, by=self.request.user)

    def get_success_url(self):
        return reverse("members:sending_detail", args=[self.object.sending_id])
