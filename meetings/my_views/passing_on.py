"""A member takes what was decided back to those they speak for (M7)."""

from urllib.parse import quote

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from common.pages import DetailPage, EditMixin, FormPage, ServiceAction, StaffMixin
from meetings.forms.passing_on import PassedOnForm
from meetings.models import Meeting, PassedOn
from meetings.selectors import decided_in_public, memberships_of, names_on_record
from meetings.services.passing_on import record_passed_on, remove_passed_on
from meetings.wording import words_to_pass_on
from members.models import Membership

PERMISSION = "meetings.bring_views"
LONGEST_LINK = 1500  # letters of an e-mail that every program opens from a link


class PassOn(StaffMixin, DetailPage):
    """What a meeting decided, in public words to copy or send, and whether it was passed on."""

    permission_required = PERMISSION
    base_template = "base_signed_in.html"
    model = Meeting
    lookup = "slug"
    template_name = "meetings/pass_on.html"

    def narrow(self, rows):
        return rows.held()

    def get_context_data(self, **kwargs):
        meeting, user = self.object, self.request.user
        memberships = list(memberships_of(user))
        if not memberships:
            raise Http404
        rows = {row.seat_id: row for row in PassedOn.objects.of_meeting(meeting)}
        for membership in memberships:
            membership.told = rows.get(membership.seat_id)
        decided = decided_in_public(meeting, user)
        words = words_to_pass_on(meeting, decided, settings.SITE_URL) if decided else ""
        return super().get_context_data(
            memberships=memberships, words=words, mail_link=_mail_link(meeting, words), **kwargs
        )


def _mail_link(meeting, words):
    """Return the address that opens an e-mail with these words, or nothing where they are too long for one."""
    link = f"mailto:?subject={quote(meeting.title)}&body={quote(words)}"
    return link if words and len(link) <= LONGEST_LINK else ""


class OwnSeat(StaffMixin):
    """A form or button about one's own seat at a meeting that was held."""

    permission_required = PERMISSION
    base_template = "base_signed_in.html"
    queryset = Membership.objects.active().select_related("person", "seat__constituency")

    def narrow(self, rows):
        return rows.filter(person__user=self.request.user)

    @cached_property
    def meeting(self):
        rows = Meeting.objects.visible_to(self.request.user).held()
        return get_object_or_404(rows, slug=self.kwargs["slug"])

    @cached_property
    def told(self):
        return PassedOn.objects.filter(meeting=self.meeting, seat=self.object.seat_id).first()

    @property
    def about(self):
        return self.meeting.title

    def get_back_url(self):
        return reverse("meetings:pass_on", args=[self.kwargs["slug"]])

    def get_success_url(self):
        return self.get_back_url()


class PassedOnRecord(EditMixin, OwnSeat, FormPage):
    """Record that those one speaks for were told, or correct it; joint holders of a seat share one record."""

    form_class = PassedOnForm
    heading = _("Record that you passed it on")
    success_message = _("Recorded. It is shown under the terms of reference, with those you speak for.")

    @property
    def lead(self):
        return _("For %(whom)s.") % {"whom": self.object.seat.constituency}

    @property
    def locked_row(self):
        return self.meeting

    def get_initial(self):
        return {name: getattr(self.told, name) for name in PassedOnForm.base_fields} if self.told else {}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"names": names_on_record(self.meeting)}

    def perform(self, form):
        return record_passed_on(self.meeting, self.object, by=self.request.user, **form.cleaned_data)


class PassedOnRemove(OwnSeat, ServiceAction):
    """Remove what was recorded by mistake."""

    success_message = _("Removed.")

    def perform(self):
        if self.told is None:
            raise Http404
        return remove_passed_on(self.told, by=self.request.user)
