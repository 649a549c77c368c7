"""What beat does every hour for issues and presentations."""

from common import periodic
from issues.services import ask_whether_it_came_true, escalate_presentations, forget_old_drafts, remind_officers


@periodic.retain.part("issues.drafts")
def forget_drafts(now):
    return forget_old_drafts(now)


@periodic.remind.part("issues.due_answers")
def remind_of_answers(now):
    return remind_officers(now=now)


@periodic.remind.part("issues.overdue_answers")
def escalate_answers(now):
    return len(escalate_presentations(now=now))


@periodic.remind.part("issues.promised_dates")
def ask_parents(now):
    return ask_whether_it_came_true(now=now)
