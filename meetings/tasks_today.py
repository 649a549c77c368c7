"""Tasks of the co-ordinator and of members about meetings."""

from django.db.models import Count, Exists, Min, OuterRef
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.roles import Role
from common import clock, exceptions_register, tasks_today
from common.counting import Wanted
from common.dates import day
from common.pages.exceptions import IN_TIME
from common.tasks_today import Task
from meetings.models import Meeting, PassedOn, PublicQuestion
from meetings.rules import TO_COME, MeetingStatus
from meetings.services.deadlines import minutes_deadline
from members.models import Membership, MembershipReview, YearlyReview
from members.rules import ReviewStatus

PASS_ON_WITHIN = 90 * clock.DAY  # later nobody waits for it
UNFINISHED = [MeetingStatus.HELD, MeetingStatus.CIRCULATED, MeetingStatus.POSTPONED]
WHAT_IS_MISSING = {
    MeetingStatus.HELD: gettext_lazy("Write and circulate the minutes: %(meeting)s"),
    MeetingStatus.CIRCULATED: gettext_lazy("Minutes waiting for approval: %(meeting)s"),
    MeetingStatus.SCHEDULED: gettext_lazy("Publish the agenda and record who came: %(meeting)s"),
    MeetingStatus.AGENDA_PUBLISHED: gettext_lazy("Record attendance: %(meeting)s"),
    MeetingStatus.POSTPONED: gettext_lazy("Postponed, needs a new date: %(meeting)s"),
}


@tasks_today.needs(Role.COORDINATOR, "meetings")
def next_meeting(user, now):
    meeting = Meeting.objects.upcoming(now).first()
    if meeting is None:
        if not Meeting.objects.to_announce(now).exists():
            yield Task(reverse("meetings:year_plan"), _("No meeting is planned"))
        return
    yield Task(
        reverse("meetings:meeting_manage", args=[meeting.slug]),
        _("Next: %(meeting)s") % {"meeting": meeting},
        day(meeting.starts_at),
        meeting.status,
        meeting.get_status_display(),
    )


@tasks_today.needs(Role.COORDINATOR, "meetings")
def meetings_to_announce(user, now):
    """Meetings that were planned, and that nobody has been told of."""
    planned = Meeting.objects.to_announce(now).order_by("year").values("year")
    for row in planned.annotate(meetings=Count("pk"), first=Min("starts_at")):
        words = ngettext(
            "%(n)s meeting of %(year)s is planned and not announced",
            "%(n)s meetings of %(year)s are planned and not announced",
            row["meetings"],
        )
        yield Task(
            reverse("meetings:year_announce", args=[row["year"]]),
            words % {"n": row["meetings"], "year": row["year"]},
            _("Nobody has been told yet. The first is on %(day)s") % {"day": day(row["first"])},
        )


@tasks_today.needs(Role.COORDINATOR, "meetings")
def unfinished_meetings(user, now):
    """Past or postponed meetings that are not finished, but for those whose minutes the register says are late."""
    unfinished = Meeting.objects.filter(status__in=UNFINISHED, is_from_records=False)
    not_confirmed = Meeting.objects.filter(status__in=TO_COME, starts_at__lt=now)
    for meeting in (unfinished | not_confirmed).order_by("starts_at"):
        if meeting.is_held and minutes_deadline(meeting).is_past(clock.today(now)):
            continue
        address = reverse("meetings:meeting_manage", args=[meeting.slug])
        yield Task(address, WHAT_IS_MISSING[meeting.status] % {"meeting": meeting})


@tasks_today.of_day(Role.COORDINATOR, "meetings")
def public_questions(today):
    """A question to a meeting that is not over yet; later the register of exceptions says it."""
    asked = PublicQuestion.objects.waiting().select_related("meeting")
    waiting = exceptions_register.in_time(asked, today, "questions.late").first()
    if waiting:
        address = reverse("meetings:question_list", args=[waiting.meeting.slug])
        yield Task(address, _("A public question is waiting for an answer"))


def _under_review(today):
    return Wanted(exceptions_register.in_time(MembershipReview.objects.open(), today, "reviews.late"))


@tasks_today.of_day(Role.COORDINATOR, "members", rows=_under_review)
def open_reviews(today, found):
    """Memberships that the group is reviewing (M11), but for those left open, which depends on the meetings held."""
    words = ngettext("%(n)s membership under review", "%(n)s memberships under review", found.count)
    address = reverse("members:review_list", query={"status": ReviewStatus.OPEN, "attention": IN_TIME})
    yield Task(address, words % {"n": found.count}, _("The group decides at its next meeting"))


@tasks_today.of_day(Role.COORDINATOR, "members", rows=lambda today: Wanted(YearlyReview.objects.open()))
def yearly_review(today, found):
    """The yearly review that the group has not decided yet (M12)."""
    for review in YearlyReview.objects.open().counted():
        title = _("Yearly review %(year)s") % {"year": review.year}
        words = {"answered": review.answered, "proposed": review.proposed, "all": review.asked}
        text = _("%(answered)s of %(all)s have answered, for %(proposed)s something is proposed") % words
        yield Task(reverse("meetings:yearly_review", args=[review.year]), title, text)


@tasks_today.needs(Role.MEMBER, "meetings")
def own_feedback(user, now):
    """The last meeting, where a member has not recorded that they passed on what it decided (M7)."""
    held = Meeting.objects.held().filter(is_from_records=False, starts_at__gt=now - PASS_ON_WITHIN)
    held = held.annotate(day=TruncDate("starts_at", tzinfo=clock.LONDON))
    recorded = PassedOn.objects.filter(meeting=OuterRef(OuterRef("pk")), seat=OuterRef("seat"))
    own = Membership.objects.active().filter(~Exists(recorded), person__user=user, starts_on__lte=OuterRef("day"))
    meeting = held.filter(Exists(own)).order_by("-starts_at").first()
    if meeting:
        address = reverse("meetings:pass_on", args=[meeting.slug])
        yield Task(address, _("Pass on what was decided: %(meeting)s") % {"meeting": meeting})


@tasks_today.needs(Role.MEMBER, "meetings")
def own_reply(user, now):
    """The next meeting, for a member."""
    meeting = Meeting.objects.upcoming(now).first()
    if meeting and Membership.objects.active().filter(person__user=user).exists():
        reply = meeting.replies.filter(membership__person__user=user).first()
        yield Task(
            reverse("meetings:meeting_pack", args=[meeting.slug]),
            _("Next: %(meeting)s") % {"meeting": meeting},
            day(meeting.starts_at),
            "" if reply else "waiting",
            "" if reply else _("please reply"),
            due_on=meeting.on,
        )
