"""What needs a person today, in words with dates: the front page of each role. At most one query a line."""

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import agencies_of
from answers.models import Commitment, FormalResponse, Presentation, YouSaidEntry
from answers.rules import PresentationStatus, ResponseStatus
from answers.services.feedback import words_on_answer
from common import clock
from common.dates import day
from consultations.models import Consultation, ConsultationTheme, Response
from consultations.rules import ConsultationStatus
from issues.models import Issue
from issues.rules import IssueStatus
from meetings.models import Meeting, PublicQuestion
from meetings.rules import TO_COME, MeetingStatus, QuestionStatus
from members.models import Constituency, Membership, MembershipReview

TO_DO = [IssueStatus.RECEIVED, IssueStatus.ACKNOWLEDGED, IssueStatus.LOGGED]
OVER = [IssueStatus.CLOSED, IssueStatus.WITHDRAWN, IssueStatus.SIGNPOSTED]


def task(url, title, text="", status="", label=""):
    """One line of a front page, as `components/task_list.html` shows it."""
    return {"url": url, "title": title, "text": text, "status": status, "label": label}


def _late(is_late):
    return ("overdue", _("overdue")) if is_late else ("", "")


def staff_tasks(now):
    """Return what needs the co-ordinator: to read, to present, to chase, to publish, to prepare."""
    today = clock.today(now)
    lines = [*_issue_tasks(today), *_answer_tasks(today), *_meeting_tasks(now), *_member_tasks(), *_publishing_tasks()]
    return [line for line in lines if line]


def _issue_tasks(today):
    waiting = Issue.objects.filter(is_hidden=False, status__in=TO_DO)
    found = waiting.aggregate(
        new=Count("pk", filter=Q(status=IssueStatus.RECEIVED)),
        first=Min("acknowledge_by_on", filter=Q(status=IssueStatus.RECEIVED)),
        read=Count("pk", filter=Q(status=IssueStatus.ACKNOWLEDGED)),
        logged=Count("pk", filter=Q(status=IssueStatus.LOGGED)),
        present_by=Min("present_by_on", filter=Q(status=IssueStatus.LOGGED)),
    )
    queue = reverse("issues:staff_issue_list")
    if found["new"]:
        yield task(
            f"{queue}?status=received",
            ngettext("%(n)s issue to read", "%(n)s issues to read", found["new"]) % {"n": found["new"]},
            _("Acknowledge the first by %(day)s") % {"day": day(found["first"])},
            *_late(found["first"] < today),
        )
    if found["read"]:
        words = ngettext("%(n)s issue to log or pass on", "%(n)s issues to log or pass on", found["read"])
        yield task(f"{queue}?status=acknowledged", words % {"n": found["read"]})
    if found["logged"]:
        by = found["present_by"]
        words = ngettext("%(n)s logged issue to present", "%(n)s logged issues to present", found["logged"])
        yield task(
            f"{queue}?status=logged",
            words % {"n": found["logged"]},
            _("The first by %(day)s") % {"day": day(by)} if by else _("After the next meeting"),
            *_late(by is not None and by < today),
        )


def _answer_tasks(today):
    presentations = Presentation.objects.unanswered().aggregate(
        waiting=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=today)), next=Min("due_on")
    )
    if presentations["waiting"]:
        words = ngettext("%(n)s answer to come", "%(n)s answers to come", presentations["waiting"])
        yield task(
            reverse("answers:staff_presentation_list") + "?status=waiting",
            words % {"n": presentations["waiting"]},
            _("The group asked for the first by %(day)s") % {"day": day(presentations["next"])},
            *_late(presentations["overdue"]),
        )
    letters = FormalResponse.objects.filter(status=ResponseStatus.DRAFT, is_transcribed=True).count()
    if letters:
        words = ngettext("%(n)s letter to confirm", "%(n)s letters to confirm", letters)
        yield task(
            reverse("answers:staff_presentation_list") + "?status=waiting",
            words % {"n": letters},
            _("Somebody who did not enter it compares it with the scan"),
        )
    late = Commitment.objects.late(today).count()
    if late:
        words = ngettext("%(n)s commitment is late", "%(n)s commitments are late", late)
        yield task(reverse("answers:commitment_keep_list") + "?status=late", words % {"n": late}, "", *_late(True))


def _meeting_tasks(now):
    meeting = Meeting.objects.upcoming(now).first()
    if meeting:
        yield task(
            reverse("meetings:meeting_manage", args=[meeting.slug]),
            _("Next: %(meeting)s") % {"meeting": meeting},
            day(meeting.starts_at),
            meeting.status,
            meeting.get_status_display(),
        )
    else:
        yield task(reverse("meetings:year_plan"), _("No meeting is planned"))
    unfinished = Meeting.objects.filter(
        status__in=[MeetingStatus.HELD, MeetingStatus.CIRCULATED, MeetingStatus.POSTPONED]
    )
    not_confirmed = Meeting.objects.filter(status__in=TO_COME, starts_at__lt=now)
    for meeting in (unfinished | not_confirmed).order_by("starts_at"):
        words = {
            MeetingStatus.HELD: _("Write and circulate the minutes: %(meeting)s"),
            MeetingStatus.CIRCULATED: _("Minutes to be approved: %(meeting)s"),
            MeetingStatus.SCHEDULED: _("Publish the agenda and record who came: %(meeting)s"),
            MeetingStatus.AGENDA_PUBLISHED: _("Take the register: %(meeting)s"),
            MeetingStatus.POSTPONED: _("Postponed, needs a new date: %(meeting)s"),
        }[meeting.status]
        yield task(reverse("meetings:meeting_manage", args=[meeting.slug]), words % {"meeting": meeting})
    open_states = [QuestionStatus.RECEIVED, QuestionStatus.ACCEPTED]
    waiting = PublicQuestion.objects.filter(status__in=open_states).select_related("meeting").first()
    if waiting:
        yield task(
            reverse("meetings:question_list", args=[waiting.meeting.slug]), _("A public question waits for an answer")
        )


def _member_tasks():
    reviews = MembershipReview.objects.open().count()
    if reviews:
        words = ngettext("%(n)s membership under review", "%(n)s memberships under review", reviews)
        yield task(reverse("members:review_list"), words % {"n": reviews}, _("The group decides at its next meeting"))
    to_accept = Membership.objects.to_accept().count()
    if to_accept:
        words = ngettext(
            "%(n)s member has not accepted the role description",
            "%(n)s members have not accepted the role description",
            to_accept,
        )
        yield task(reverse("members:membership_list") + "?attention=accept", words % {"n": to_accept})
    holders = Membership.objects.active().filter(seat__constituency=OuterRef("pk"))
    gaps = Constituency.objects.exclude(Exists(holders)).count()
    if gaps:
        words = ngettext("%(n)s constituency without anybody", "%(n)s constituencies without anybody", gaps)
        yield task(reverse("members:seat_list"), words % {"n": gaps})


def _publishing_tasks():
    drafts = YouSaidEntry.objects.filter(published_on__isnull=True).count()
    if drafts:
        words = ngettext("%(n)s “you said, we did” to publish", "%(n)s “you said, we did” to publish", drafts)
        yield task(reverse("answers:staff_entry_list"), words % {"n": drafts})
    states = [
        ConsultationStatus.OPEN,
        ConsultationStatus.PAUSED,
        ConsultationStatus.CLOSED,
        ConsultationStatus.FEEDBACK,
    ]
    for one in Consultation.objects.filter(status__in=states).order_by("closes_at"):
        yield task(
            reverse("consultations:staff_consultation", args=[one.slug]),
            one.title,
            _("Closes on %(day)s") % {"day": day(one.closes_on)} if one.status == states[0] else "",
            one.status,
            one.get_status_display(),
        )


def officer_tasks(user, today):
    """Return what was asked of an officer's agencies: the answer due soonest first, then themes, then commitments."""
    agencies = agencies_of(user)
    waiting = Presentation.objects.unanswered().filter(agency__in=agencies).order_by("due_on")
    for presentation in waiting:
        yield task(
            reverse("answers:officer_presentation", args=[presentation.reference]),
            f"{presentation.reference} {presentation.title}",
            _("The group asked for an answer by %(day)s") % {"day": day(presentation.due_on)},
            *(_late(presentation.due_on < today) if presentation.due_on < today else _state_of(presentation)),
        )
    themes = ConsultationTheme.objects.filter(
        consultation__deciding_agency__in=agencies,
        consultation__status=ConsultationStatus.FEEDBACK,
        answer__isnull=True,
    ).count()
    if themes:
        words = ngettext("%(n)s theme of a consultation to answer", "%(n)s themes of a consultation to answer", themes)
        yield task(reverse("consultations:theme_queue"), words % {"n": themes})
    for commitment in Commitment.objects.open().filter(agency__in=agencies).order_by("due_on")[:10]:
        yield task(
            reverse("answers:commitment_keep", args=[commitment.reference]),
            commitment.what,
            _("Promised by %(day)s") % {"day": day(commitment.due_on)},
            *(("late", _("late")) if commitment.due_on < today else ("", "")),
        )


def _state_of(presentation):
    if presentation.status == PresentationStatus.SENT:
        return presentation.status, _("new")
    return presentation.status, presentation.get_status_display()


def member_tasks(user, now):
    """Return what a member is asked for: a reply, an acceptance, a word on the register, a promise of their own."""
    memberships = Membership.objects.active().filter(person__user=user)
    for membership in memberships.to_accept():
        yield task(
            reverse("members:role_description_accept", args=[membership.pk]), _("Read and accept your role description")
        )
    for review in MembershipReview.objects.open().filter(membership__in=memberships):
        yield task(review.get_absolute_url(), _("Tell the group what would help you to come"))
    if memberships.to_confirm(clock.today(now)).exists():
        yield task(reverse("members:my_membership") + "#interests", _("Confirm your interests"))
    meeting = Meeting.objects.upcoming(now).first()
    if meeting and memberships.exists():
        reply = meeting.replies.filter(membership__person__user=user).first()
        yield task(
            reverse("meetings:meeting_pack", args=[meeting.slug]),
            _("Next: %(meeting)s") % {"meeting": meeting},
            day(meeting.starts_at),
            "" if reply else "waiting",
            "" if reply else _("please reply"),
        )
    for commitment in Commitment.objects.open().filter(person__user=user):
        yield task(commitment.get_absolute_url(), commitment.what, _("By %(day)s") % {"day": day(commitment.due_on)})


def parent_tasks(user):
    """Return a person's own issues that wait for their word, and those still on their way."""
    rows = Issue.objects.filter(reporter=user).exclude(status__in=OVER).select_related("merged_into", "service_area")
    for issue in rows.exclude(merged_into__status__in=OVER).prefetch_related("feedback"):
        shown = issue if issue.followed.is_hidden else issue.followed
        yield task(
            issue.get_absolute_url(),
            issue.title or issue.service_area.name,
            _("There is an answer. Does it answer you?") if True in words_on_answer(issue) else "",
            shown.status,
            shown.get_status_display(),
        )


def responses_of(user):
    """Return the consultations a person answered while signed in, newest first."""
    return Response.objects.filter(user=user).select_related("consultation")
