"""What beat does every hour for presentations and promises."""

from answers.services.presentations import escalate_presentations, remind_officers
from common import periodic


@periodic.remind.part("answers.due_answers")
def remind_of_answers(now):
    return remind_officers(now=now)


@periodic.remind.part("answers.overdue_answers")
def escalate_answers(now):
    return len(escalate_presentations(now=now))
