"""Next steps of meetings, minutes and public questions."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from common import clock, next_steps
from common.dates import day as in_words
from common.next_steps import NextSteps
from issues.models import Issue
from issues.rules import IssueStatus
from meetings.models import Meeting, Resolution, TermRenewal
from meetings.rules import IS_OFF, TO_COME, TOOK_NO_PART, MeetingStatus, QuestionStatus
from meetings.selectors import is_bound_at
from meetings.transitions import MEETING, QUESTION
from members.models import Membership, MembershipReview
from members.rules import ReviewStatus

M, Q = MeetingStatus, QuestionStatus


def steps_of_meeting(meeting, by, now=None):
    """Return the co-ordinator's next step for a meeting, then the links to change it."""
    targets = MEETING.targets(meeting)
    steps = NextSteps(targets)

    def offer(name, words, address, **options):
        steps.offer(name, words, reverse(f"meetings:{address}", args=[meeting.slug]), **options)

    offer("agenda", _("Prepare agenda"), "agenda_edit", when=M.AGENDA_PUBLISHED in targets)
    is_to_announce = meeting in Meeting.objects.to_announce(now or clock.now())
    offer("announce", _("Announce this meeting"), "meeting_announce", when=is_to_announce, tone="secondary")
    offer("register", _("Record attendance"), "attendance_record", when=M.HELD in targets)
    tone = "link" if meeting.is_from_records else ""
    offer("minutes", _("Write minutes"), "minutes_edit", when=M.CIRCULATED in targets, tone=tone)
    waits_for = approval_waits_for(meeting, by, now=now) if meeting.is_circulated else ""
    offer("approve", _("Record approval"), "minutes_approve", move=M.APPROVED, waits_for=waits_for)
    offer("schedule", _("Set date"), "meeting_schedule", move=M.SCHEDULED)

    def offer_link(name, words, address, **options):
        offer(name, words, address, tone="link", **options)

    offer_link("edit", _("Change date, time or place"), "meeting_edit", when=meeting.status in TO_COME)
    has_chair = meeting.status not in IS_OFF and not meeting.is_approved
    offer_link("chair", _("Choose chair"), "chair_set", when=has_chair)
    is_ahead = meeting.starts_at > (now or clock.now())
    offer_link("postpone", _("Postpone meeting"), "meeting_postpone", move=M.POSTPONED, when=is_ahead)
    offer_link("cancel", _("Cancel meeting"), "meeting_cancel", move=M.CANCELLED)
    offer_link(
        "sittings", _("Record sitting times"), "sittings_record", when=meeting.was_held and not meeting.is_approved
    )
    return steps


def steps_of_minutes(meeting, by, *, is_written, can_write, now=None):
    """Return the next steps of a meeting's minutes, and what they are waiting for."""
    steps = NextSteps(MEETING.targets(meeting))

    def offer(name, words, **options):
        steps.offer(name, words, reverse(f"meetings:minutes_{name}", args=[meeting.slug]), **options)

    waits_for = "" if is_written else _("Write the minute of at least one item before you circulate the draft.")
    offer("circulate", _("Circulate draft minutes"), move=M.CIRCULATED, waits_for=waits_for, is_post=True)
    waits_for = approval_waits_for(meeting, by, now=now) if meeting.is_circulated else ""
    offer("approve", _("Record approval"), move=M.APPROVED, waits_for=waits_for)
    offer("number", _("Number minutes"), when=can_write, tone="link")
    offer("amend", _("Amend minutes"), when=meeting.is_approved, tone="secondary")
    offer("redact", _("Take words out"), when=meeting.is_approved, tone="link")
    return steps


def steps_of_question(question):
    """Return the next steps of a public question (V11)."""
    steps = NextSteps(QUESTION.targets(question))

    def offer(name, words, **options):
        address = reverse(f"meetings:question_{name}", args=[question.meeting.slug, question.reference])
        steps.offer(name, words, address, about=question.reference, **options)

    offer("accept", _("Accept"), move=Q.ACCEPTED, is_post=True)
    offer("decline", _("Decline"), move=Q.DECLINED, tone="link")
    offer("edit", _("Edit what is shown"), tone="link", when=question.status in {Q.RECEIVED, Q.ACCEPTED})
    offer("answer", _("Answer"), move=Q.ANSWERED_WRITING)
    offer("not_ours", _("Not for our service"), move=Q.NOT_OURS, tone="link")
    offer("redact", _("Take words out"), when=question.is_public or question.is_declined, tone="link")
    return steps


@next_steps.brought_to(MembershipReview)
def decide_review(review, steps):
    """Offer to record the decision once a meeting has resolved it."""
    address, words = reverse("meetings:review_decide", args=[review.pk]), _("Record the decision")
    steps.offer("decide", words, address, move=ReviewStatus.DECIDED, waits_for=decision_waits_for(review))


@next_steps.brought_to(Membership)
def renew_term(membership, steps):
    """Offer to record that the group renewed a term of office, and to take that back where it was a mistake."""
    last = membership.terms.last()
    address = reverse("meetings:term_renew", args=[membership.pk])
    steps.offer("renew", _("Renew the term"), address, when=membership.is_active and last, tone="secondary")
    renewal = TermRenewal.objects.filter(term=last).first() if membership.is_active and last else None
    if renewal:
        address = reverse("meetings:renewal_take_back", args=[renewal.pk])
        steps.offer("renewal_take_back", _("Take back the renewal"), address, is_post=True, tone="secondary")


def steps_of_yearly_review(review):
    """Return what the co-ordinator may do with the yearly review; rows with their counts (M12)."""
    steps = NextSteps()

    def offer(name, words, address, **options):
        steps.offer(name, words, reverse(address, args=[review.year]), when=review.is_open, **options)

    offer("remind", _("Remind those who have not answered"), "meetings:yearly_remind", is_post=True, tone="secondary")
    words = _("Propose that all who wish to go on do so")
    offer("propose", words, "meetings:yearly_propose_all", is_post=True, tone="secondary")
    waits_for = "" if review.proposed == review.asked else _("Before the group decides, propose something for each.")
    offer("decide", _("Record the decision"), "meetings:yearly_decide", waits_for=waits_for)
    return steps


def decision_waits_for(review):
    """Return why the decision on a review cannot be recorded yet, or nothing."""
    if Resolution.objects.decided(review.opened_on).filter(review=review).exists():
        return ""
    return _("The group decides at a meeting. Record its resolution in the minutes, under the item of this review.")


@next_steps.brought_to(Issue)
def present_issue(issue, steps):
    """Offer to present an issue: a theme is presented as a whole, a single issue only where the agency may see it."""
    query = {"theme": issue.theme.slug} if issue.theme_id else {"issue": issue.reference}
    waits_for = ""
    if not issue.theme_id and not issue.share_with_agency:
        waits_for = _(
            "The parent has not agreed that the agency can see this. Choose a theme and present the theme instead."
        )
    address, words = f"{reverse('meetings:presentation_make')}?{urlencode(query)}", _("Present to an agency")
    steps.offer("present", words, address, move=IssueStatus.PRESENTED, waits_for=waits_for, tone="link")


def approving_meetings(meeting, *, now=None):
    """Return the later meetings that have begun and whose agenda is published; one of them can approve the minutes."""
    later = Meeting.objects.filter(
        starts_at__gt=meeting.starts_at, starts_at__lte=now or clock.now(), agenda_published_on__isnull=False
    )
    return later.exclude(status__in=IS_OFF).order_by("starts_at")


def _may_not_approve(meeting, by):
    if by.pk == meeting.minutes_last_by_id:
        return _("You were the last to edit these minutes. Someone else must record the approval.")
    return TOOK_NO_PART if is_bound_at(meeting, by) else ""


def approval_waits_for(meeting, by, *, now=None):
    """Return why `by` cannot record the approval of the minutes yet, or nothing."""
    if meeting.status != MeetingStatus.CIRCULATED:
        return _("Minutes can be approved once, after they have been circulated.")
    if words := _may_not_approve(meeting, by):
        return words
    now = now or clock.now()
    if approving_meetings(meeting, now=now).exists():
        return ""
    rows = Meeting.objects.visible_to(by).filter(starts_at__gt=meeting.starts_at).exclude(status__in=IS_OFF)
    later = rows.order_by("starts_at").first()
    if later is None:
        return _("These minutes must be approved at a later meeting. None is planned yet, so plan one first.")
    words = {"meeting": later, "date": in_words(later.on)}
    if later.starts_at > now:
        return _("These minutes must be approved at a later meeting. The next is the %(meeting)s on %(date)s.") % words
    return _("The %(meeting)s was on %(date)s, but its agenda has not been published. Publish it first.") % words
