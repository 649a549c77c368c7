"""What the pages of issues and themes show of their answers."""

from answers.models import IssueFeedback, PromiseFeedback
from answers.services.feedback import words_on_answer
from answers.thread import thread_of
from answers.wording import standing
from common.panels import panel
from issues.models import Issue, Theme

NEWEST = 20


@panel(Issue, "standing", template="answers/_standing.html")
def standing_of(issue, user):
    return {"standing": standing(issue, thread_of(issue, user))}


@panel(Issue, "answers", template="answers/_issue_answers.html")
def answers_of(issue, user):
    """Return the answers that hold; and for its parent (`is_own`, set by the page) what they may say of them."""
    is_own = getattr(issue, "is_own", False)
    words = words_on_answer(issue) if is_own else set()
    answers = thread_of(issue, user).standing_answers
    due = [one for answer in answers for one in answer.promised if one.may_be_judged] if is_own else []
    judged = {one.commitment_id: one for one in issue.promise_feedback.all()} if due else {}
    to_judge = [(one, judged.get(one.pk)) for one in due]
    can_say = {"can_say_yes": True in words, "can_say_no": False in words, "is_plain": is_own and issue.is_young}
    return {"answers": answers, "issue": issue, "to_judge": to_judge, **can_say}


@panel(Theme, "answers", template="answers/_issue_answers.html")
def answers_of_theme(theme, user):
    return {"answers": thread_of(theme, user).standing_answers}


@panel(Issue, "told", template="answers/_you_said_entries.html")
def told_of(issue, user):
    return {"entries": thread_of(issue, user).told, "title": str(issue.service_area)}


@panel(Theme, "told", template="answers/_you_said_entries.html")
def told_of_theme(theme, user):
    """Return the newest entries, newest first, with those that were taken off."""
    return {"entries": thread_of(theme, user).told[: -NEWEST - 1 : -1], "title": theme.name}


@panel(Issue, "feedback", template="answers/_own_feedback.html")
def feedback_of(issue, _user):
    return {"feedback": issue.feedback.all()}


@panel(Issue, "staff_presented", template="answers/_staff_presented.html")
def presented(issue, user):
    items = thread_of(issue, user).items
    return {"items": items} if items else None


@panel(Issue, "staff_feedback", template="answers/_staff_feedback.html")
def feedback_about(issue, _user):
    promises = PromiseFeedback.objects.about(issue).select_related("commitment", "reopening")
    return {"feedback": IssueFeedback.objects.about(issue), "promises": promises}


@panel(Theme, "staff_presented", template="answers/_staff_theme_presented.html")
def presented_theme(theme, _user):
    return {"items": theme.presentation_items.select_related("presentation__agency")}
