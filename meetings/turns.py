"""The turns of an issue that meetings bring: it is on an agenda, it was discussed."""

from collections import defaultdict

from django.utils.translation import gettext as _

from common import turns
from common.dates import day, weekday
from issues.models import Issue
from issues.rules import IssueStatus
from issues.turns import next_for, told_issues, turns_of_each
from meetings.models import AgendaItem
from meetings.rules import TO_COME, WAS_HELD

S = IssueStatus
FOLLOWED = {S.LOGGED, S.PRESENTED, S.RESPONDED}


def _discussed_by(**meetings):
    """Return {meeting: issues} of what stands on agendas everybody may read, as a theme or as a presentation."""
    items = AgendaItem.objects.filter(
        is_private=False, **{f"meeting__{name}": value for name, value in meetings.items()}
    )
    about, found = defaultdict(list), {}
    for item in items.select_related("meeting").order_by("meeting", "number"):
        about[item.meeting].append(item)
    for meeting, of_meeting in about.items():
        issues = told_issues().filter(status__in=FOLLOWED, received_on__lte=meeting.on)
        themed = issues.filter(theme__in=[item.theme_id for item in of_meeting if item.theme_id])
        presented = issues.filter(
            presentation_items__presentation__in=[item.presentation_id for item in of_meeting if item.presentation_id]
        )
        found[meeting] = dict.fromkeys([*themed, *presented])
    return found


@turns.source(Issue)
def on_an_agenda(since, until):
    for meeting, issues in _discussed_by(agenda_published_on__range=(since, until), status__in=TO_COME).items():
        text = _("The group will discuss what you told us at its %(meeting)s.") % {"meeting": meeting}
        what_next = _("The meeting is on %(day)s. We'll write to you after it.") % {"day": weekday(meeting.on)}
        title, key = _("It is on an agenda"), f"agenda-{meeting.pk}"
        yield from turns_of_each(issues, meeting.agenda_published_on, key, title, text, what_next)


@turns.source(Issue)
def discussed(since, until):
    for meeting, issues in _discussed_by(confirmed_on__range=(since, until), status__in=WAS_HELD).items():
        words = _("The group discussed what you told us at its %(meeting)s on %(day)s.")
        text = words % {"meeting": meeting, "day": day(meeting.on)}
        title, key = _("The group has discussed it"), f"discussed-{meeting.pk}"
        yield from turns_of_each(issues, meeting.confirmed_on, key, title, text, _after_meeting)


def _after_meeting(issue):
    followed = issue.followed
    if followed.status == S.PRESENTED and followed.answer_due_on:
        return _("The group asked for an answer by %(day)s.") % {"day": day(followed.answer_due_on)}
    if followed.status == S.LOGGED:
        return next_for(issue)
    return _("The minutes are published once the group has approved them.")
