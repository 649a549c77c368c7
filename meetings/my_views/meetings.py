"""A member's pages: meetings, pack, reply, declarations and approval of minutes."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from common import clock
from common.pages import DetailPage, EditMixin, OnceMixin, StaffMixin
from meetings import selectors
from meetings.forms.attendance import DeclareForm
from meetings.forms.minutes import ApproveForm
from meetings.forms.people import ReplyForm
from meetings.meeting_views import MeetingAction, MeetingPage
from meetings.models import Declaration, Meeting, Reply
from meetings.next_steps import approval_waits_for, approving_meetings
from meetings.rules import WAS_HELD, MeetingStatus
from meetings.services import replies
from meetings.services.approval import approve_minutes
from meetings.services.declarations import declare, takes_declarations
from meetings.services.proposals import declare_proposed, dismiss_proposed, proposed_to
from meetings.services.replies import takes_replies
from meetings.services.views_brought import takes_views
from meetings.views import sheet

SHOWN = 10


class MyMeetings(StaffMixin, TemplateView):
    """A member's future meetings with their replies, and past ones."""

    permission_required = "meetings.view_pack"
    template_name = "meetings/my_meetings.html"

    def get_context_data(self, **kwargs):
        now = clock.now()
        coming = list(Meeting.objects.upcoming(now))
        replies = {
            reply.meeting_id: reply
            for reply in Reply.objects.filter(meeting__in=coming, membership__person__user=self.request.user)
        }
        for meeting in coming:
            meeting.reply = replies.get(meeting.pk)
        past = Meeting.objects.filter(status__in=WAS_HELD).select_related("approved_at_meeting")[:SHOWN]
        return super().get_context_data(coming=coming, past=past, **kwargs)


def pack(meeting, user):
    """Return a meeting's sheet with the issues that each item is about, in the words this reader may read.

    Of an item in which they take no part (M8) it holds the title alone.
    """
    shown = sheet(meeting, user)
    items = [*shown["items"], *shown["private"]]
    gathered = selectors.views_of(meeting, user)
    issues, views = selectors.issues_by_item(items, user), selectors.views_by_item(gathered)
    for item in items:
        item.discussed = [] if item.is_closed else issues[item.pk]
        item.views_read = [] if item.is_closed else views.get(item.pk)
        if item.is_closed:
            item.text, item.shown = "", []
    own = [one for one in gathered if one.membership.person.user_id == user.pk]
    return shown | {"for_group": True, "views_of_meeting": views.get(None), "own_views": own}


class MeetingPack(StaffMixin, DetailPage):
    """Everything for one meeting on one page: agenda with its private part, papers, how to join, draft minutes.

    Each item names the issues it is about in their edited words, but for who declared an interest in it (M8).
    """

    permission_required = "meetings.view_pack"
    queryset = Meeting.objects.select_related("chair", "approved_at_meeting")
    lookup = "slug"
    template_name = "meetings/meeting_pack.html"

    def get_context_data(self, **kwargs):
        meeting = self.object
        replies = meeting.replies.filter(membership__person__user=self.request.user)
        return super().get_context_data(
            reply=replies.first(),
            can_reply=takes_replies(meeting),
            can_pass_on=meeting.was_held and self.request.user.has_perm("meetings.bring_views"),
            can_gather=takes_views(meeting) and self.request.user.has_perm("meetings.bring_views"),
            can_declare=takes_declarations(meeting)
            and self.request.user.has_perm("meetings.declare_interest")
            and selectors.memberships_of(self.request.user).exists(),
            proposals=proposed_to(meeting, self.request.user),
            can_approve=meeting.status == MeetingStatus.CIRCULATED
            and not approval_waits_for(meeting, self.request.user),
            back=reverse("meetings:my_meetings"),
            **pack(meeting, self.request.user),
            **kwargs,
        )


def coming_for_a_member(rows, request):
    return rows.coming_for_a_member(request.user, clock.now())


class SubstitutePack(DetailPage):
    """The same for a member's substitute, without the private part, until the day of the meeting is over (M10)."""

    queryset = MeetingPack.queryset
    visible = coming_for_a_member
    lookup = "slug"
    template_name = MeetingPack.template_name

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            is_substitute=True, back=reverse("my_home"), **pack(self.object, self.request.user), **kwargs
        )


class MemberPage(StaffMixin, MeetingPage):
    """A member's form about a meeting."""

    base_template = "base_signed_in.html"
    to = "meetings:meeting_pack"

    @cached_property
    def memberships(self):
        rows = list(selectors.memberships_of(self.request.user))
        if not rows:
            raise Http404
        return rows


class MeetingReply(EditMixin, MemberPage):
    """Reply to the invitation (M10); for a member with two seats the reply counts for both."""

    permission_required = "meetings.reply_to_invitation"
    form_class = ReplyForm
    heading = _("Reply to the invitation")
    submit = _("Send my reply")
    success_message = _("Thank you. We have your reply. You can change it until the meeting begins.")

    def get_initial(self):
        reply = self.object.replies.filter(membership__in=self.memberships).first()
        if reply is None:
            return {"needs": selectors.needs_of(self.memberships)}
        return {name: getattr(reply, name) for name in ReplyForm.base_fields}

    def perform(self, form):
        for membership in self.memberships:
            reply = replies.reply(self.object, membership, by=self.request.user, **form.cleaned_data)
        return reply


class MyDeclarationAdd(OnceMixin, MemberPage):
    """Declare an interest of one's own against an item (M8)."""

    made = Declaration
    permission_required = "meetings.declare_interest"
    form_class = DeclareForm
    heading = _("Declare an interest")
    lead = _(
        "The group acknowledges the interest and decides whether you stay, speak without deciding, or leave the room. "
        "Until it decides that you stay, you get neither the papers of the item nor its draft minutes."
    )
    submit = _("Declare interest")
    success_message = _("Interest declared. It is on the record of the meeting.")

    def get_form_kwargs(self):
        items = self.object.items.visible_to(self.request.user)
        interests = self.memberships[0].person.interests.current()
        names = selectors.names_on_record(self.object)
        return {**super().get_form_kwargs(), "items": items, "interests": interests, "names": names}

    def make(self, form):
        person = self.memberships[0].person
        return declare(self.object, person=person, by=self.request.user, **form.cleaned_data)


class ProposalAction(StaffMixin, MeetingAction):
    """A button beside a declaration that is proposed to a member."""

    permission_required = "meetings.declare_interest"
    to = "meetings:meeting_pack"

    @property
    def key(self):
        return self.kwargs["item"], self.kwargs["kind"], self.kwargs["pk"]


class ProposalDeclare(ProposalAction):
    success_message = _("Interest declared. It is on the record of the meeting.")

    def perform(self):
        return declare_proposed(self.object, self.key, to=proposed_to, by=self.request.user)


class ProposalDismiss(ProposalAction):
    success_message = _("Set aside. You can still declare an interest at any time.")

    def perform(self):
        return dismiss_proposed(self.object, self.key, by=self.request.user)


class MinutesApprove(StaffMixin, MeetingPage):
    """Record that a later meeting approved the minutes; the last editor cannot do so."""

    permission_required = "meetings.approve_minutes"
    base_template = "base_signed_in.html"
    to = "meetings:meeting_pack"
    form_class = ApproveForm
    template_name = "meetings/minutes_approve.html"
    heading = _("Record minutes as approved")
    lead = _("Approved minutes are locked and public. The person who last edited them cannot record the approval.")
    submit = _("Record approval")
    success_message = _("Minutes approved and published. Commitments in them are followed until they are done.")

    def get_form_kwargs(self):
        names = selectors.names_on_record(self.object)
        return {**super().get_form_kwargs(), "meetings": approving_meetings(self.object), "names": names}

    def get_context_data(self, **kwargs):
        return super().get_context_data(waits_for=approval_waits_for(self.object, self.request.user), **kwargs)

    def perform(self, form):
        data = form.cleaned_data
        return approve_minutes(self.object, data["at_meeting"], data["amended_note"], by=self.request.user)
