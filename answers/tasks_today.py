"""What waits today for the co-ordinator, an officer, a member and a parent until what was said is answered and kept."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Role, agencies_of
from answers.filters import TO_ANSWER, TO_CONFIRM
from answers.models import Commitment, FormalResponse, Presentation, YouSaidEntry
from answers.models.came_true import true_after_all
from answers.rules import PresentationStatus, ResponseStatus
from answers.services.feedback import words_on_answer
from common import clock, exceptions_register, tasks_today
from common.counting import Wanted
from common.dates import day
from common.pages.exceptions import IN_TIME
from common.tasks_today import Task, overdue
from issues.models import Issue
from issues.rules import IssueStatus

OVER = [IssueStatus.CLOSED, IssueStatus.WITHDRAWN, IssueStatus.SIGNPOSTED, IssueStatus.SPLIT]
FIRST_COMMITMENTS = 10
LATE_ANSWERS = ("presentations.overdue", "presentations.escalated")


def _awaited(today):
    waiting = exceptions_register.in_time(Presentation.objects.unanswered(), today, *LATE_ANSWERS)
    return Wanted(waiting, first="due_on")


@tasks_today.of_day(Role.COORDINATOR, "answers", rows=_awaited)
def answers_to_come(today, found):
    """Answers that are awaited and not overdue: those the register says."""
    words = ngettext("%(n)s answer awaited", "%(n)s answers awaited", found.count)
    yield Task(
        reverse("answers:staff_presentation_list", query={"attention": IN_TIME, "status": TO_ANSWER}),
        words % {"n": found.count},
        _("The group asked for the first by %(day)s") % {"day": day(found.first)},
    )


def _letters(today):
    return Wanted(FormalResponse.objects.filter(status=ResponseStatus.DRAFT, is_transcribed=True))


@tasks_today.of_day(Role.COORDINATOR, "answers", rows=_letters)
def letters_to_confirm(today, found):
    words = ngettext("%(n)s letter to confirm", "%(n)s letters to confirm", found.count)
    yield Task(
        reverse("answers:staff_presentation_list", query={"status": TO_CONFIRM}),
        words % {"n": found.count},
        _("Must be compared with the scan by somebody who did not enter it"),
    )


def _drafts(today):
    return Wanted(YouSaidEntry.objects.drafts())


@tasks_today.of_day(Role.COORDINATOR, "publishing", rows=_drafts)
def entries_to_publish(today, found):
    words = ngettext("%(n)s “you said, we did” to publish", "%(n)s “you said, we did” to publish", found.count)
    yield Task(reverse("answers:staff_entry_list"), words % {"n": found.count})


def _doubted(today):
    return Wanted(YouSaidEntry.objects.published().with_doubts().filter(has_doubts=True))


@tasks_today.of_day(Role.COORDINATOR, "publishing", rows=_doubted)
def entries_in_question(today, found):
    words = ngettext("%(n)s “you said, we did” is in question", "%(n)s “you said, we did” are in question", found.count)
    yield Task(
        reverse("answers:staff_entry_list", query={"show": "published"}),
        words % {"n": found.count},
        _("A family says that it has not come true"),
        "late",
        _("in question"),
    )


@tasks_today.of_day(Role.COORDINATOR, "answers", rows=lambda today: Wanted(true_after_all()))
def true_after_all_to_close(today, found):
    """Issues that were reopened because a promise had not come true, and whose parent now says that it did."""
    for issue in true_after_all().order_by("pk"):
        words = _("%(issue)s: the parent now says that it came true") % {"issue": issue.reference}
        address = reverse("issues:staff_issue_detail", args=[issue.reference])
        yield Task(address, words, _("It was reopened when they said that it had not. Close it again?"))


@tasks_today.needs(Role.OFFICER, "answers")
def presentations_to_answer(user, now):
    """What was asked of an officer's agencies, the answer due soonest first."""
    today = clock.today(now)
    for presentation in Presentation.objects.unanswered().filter(agency__in=agencies_of(user)).order_by("due_on"):
        yield Task(
            reverse("answers:officer_presentation", args=[presentation.reference]),
            f"{presentation.reference} {presentation.title}",
            _("The group asked for an answer by %(day)s") % {"day": day(presentation.due_on)},
            **(overdue(presentation.due_on < today) or _state_of(presentation)),
        )


def _state_of(presentation):
    is_new = presentation.status == PresentationStatus.SENT
    return {"status": presentation.status, "label": _("new") if is_new else presentation.get_status_display()}


@tasks_today.needs(Role.OFFICER, "commitments")
def commitments_of_the_agency(user, now):
    today, rows = clock.today(now), Commitment.objects.open().filter(agency__in=agencies_of(user))
    for commitment in rows.order_by("due_on")[:FIRST_COMMITMENTS]:
        is_late = commitment.due_on < today
        yield Task(
            reverse("answers:commitment_keep", args=[commitment.reference]),
            commitment.what,
            _("Due by %(day)s") % {"day": day(commitment.due_on)},
            "late" if is_late else "",
            _("late") if is_late else "",
        )


def _promised_by(user):
    return Commitment.objects.open().filter(person__user=user)


@tasks_today.needs(Role.MEMBER, "commitments", rows=lambda user, now: Wanted(_promised_by(user)))
def own_commitments(user, now, found):
    """What a member took on, until they record it as done."""
    for commitment in _promised_by(user):
        text, due_on = (
            _("By %(day)s. Record it here once it is done") % {"day": day(commitment.due_on)},
            commitment.due_on,
        )
        address = reverse("answers:my_action_finish", args=[commitment.reference])
        yield Task(address, commitment.what, text, due_on=due_on, **overdue(due_on < clock.today(now)))


def _on_their_way(user):
    own = Issue.objects.filter(Q(reporter=user) | Q(split_from__reporter=user))
    return own.exclude(status__in=OVER).exclude(merged_into__status__in=OVER)


@tasks_today.needs(tasks_today.EVERYBODY, "issues", rows=lambda user, now: Wanted(_on_their_way(user)))
def own_issues(user, now, found):
    """A person's own issues that wait for their word, and those still on their way."""
    rows = _on_their_way(user).select_related("merged_into", "service_area")
    for issue in rows.prefetch_related("feedback"):
        shown = issue if issue.followed.is_hidden else issue.followed
        yield Task(
            issue.get_absolute_url(),
            issue.title or issue.service_area.name,
            _("There is an answer. Does it answer you?") if True in words_on_answer(issue) else "",
            shown.status,
            shown.get_status_display(),
        )
