"""Announcing what was planned: who is going to be e-mailed, who must be rung or written to, and the button."""

from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from common import clock
from common.pages import FormPage, StaffMixin
from meetings.forms.planning import AnnounceForm
from meetings.models import Meeting
from meetings.services.announcing import announce, people_to_announce_to, shown_to_announce
from members.models import Sending
from members.wording import sent_words


class AnnouncePage(StaffMixin, FormPage):
    """What is announced and to whom; it is sent only as it was seen."""

    permission_required = "meetings.plan_meeting"
    form_class = AnnounceForm
    template_name = "meetings/announce.html"
    submit = _("Announce")

    @cached_property
    def meetings(self):
        return list(self.rows_to_announce(Meeting.objects.to_announce(clock.now())))

    @cached_property
    def people(self):
        return people_to_announce_to()

    def closed_because(self):
        return "" if self.meetings else _("Nothing here waits to be announced.")

    def get_initial(self):
        return {"shown": shown_to_announce(self.meetings, self.people)}

    def get_context_data(self, **kwargs):
        by_hand = [one for one in self.people if not one.address]
        emailed = [one for one in self.people if one.address]
        before = self.meetings[0].starts_at if self.meetings else clock.now()
        earlier = Meeting.objects.to_announce(clock.now()).filter(starts_at__lt=before)
        listed = {"by_hand": by_hand, "emailed": emailed, "earlier": earlier}
        return super().get_context_data(meetings=self.meetings, **listed, **kwargs)

    def perform(self, form):
        return announce(self.meetings, shown=form.cleaned_data["shown"], by=self.request.user)

    def form_refused(self, form, error):
        """Show the page as it is now, and let the next press stand for that."""
        form.data = form.data.copy()
        form.data["shown"] = shown_to_announce(self.meetings, self.people)
        return super().form_refused(form, error)

    @property
    def success_message(self):
        sending = Sending.objects.counted(clock.today()).get(pk=self.result.pk)
        return f"{_('Announced.')} {sent_words(sending)}"

    def get_success_url(self):
        return self.get_back_url()


class YearAnnounce(AnnouncePage):
    """All meetings of a year that were planned and not announced, in one e-mail."""

    heading = _("Announce the meetings of a year")
    back_url = reverse_lazy("meetings:staff_meeting_list")

    @property
    def about(self):
        return str(self.kwargs["year"])

    def rows_to_announce(self, rows):
        return rows.filter(year=self.kwargs["year"])


class MeetingAnnounce(AnnouncePage):
    """One planned meeting."""

    model = Meeting
    lookup = "slug"
    heading = _("Announce this meeting")

    @property
    def about(self):
        return self.object.title

    def rows_to_announce(self, rows):
        return rows.filter(pk=self.object.pk)

    def get_back_url(self):
        return reverse("meetings:meeting_manage", args=[self.object.slug])
