"""The turns of an issue that its presentations, answers and commitments bring, for its parent to be told."""

import datetime as dt

from django.conf import settings
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from accounts.services.settings import get_setting
from answers.models import Answer, Commitment, CommitmentDate, Presentation, PresentationItem, YouSaidEntry
from answers.rules import CommitmentStatus, PresentationStatus, ResponseStatus
from answers.wording import agreed_otherwise
from common import clock, turns
from common.dates import day
from issues.models import Issue
from issues.rules import IssueStatus
from issues.turns import next_for, told_issues, turns_of_each

S = IssueStatus
ANSWERED = {S.RESPONDED, S.CLOSED}


def _behind(path):
    """Return the prefetch of the issues in an item of a presentation, at the path to it."""
    return Prefetch(f"{path}issues", queryset=told_issues())


def _presentations():
    return Presentation.objects.select_related("agency").prefetch_related(
        Prefetch("items", queryset=PresentationItem.objects.prefetch_related(_behind("")))
    )


def _issues_in(presentation):
    return list(dict.fromkeys(issue for item in presentation.items.all() for issue in item.issues.all()))


def _when_answered(presentation):
    words = _("The group asked for an answer by %(day)s. We'll write to you when there is one, or when it is late.")
    return words % {"day": day(presentation.due_on)}


@turns.source(Issue)
def presented(since, until):
    for one in _presentations().filter(sent_on__range=(since, until)):
        words = _("We have put what you told us to %(agency)s.") % {"agency": one.agency}
        hidden = _(
            "We have asked %(agency)s about what you and others told us. "
            "As you asked, they have not been shown your words."
        ) % {"agency": one.agency}

        asked = _("What the group asked: %(address)s") % {"address": f"{settings.SITE_URL}{one.get_absolute_url()}"}

        otherwise = [words_of_it] if (words_of_it := agreed_otherwise(one)) else []

        def text(issue, words=words, hidden=hidden, otherwise=otherwise, asked=asked):
            return "\n\n".join([words if issue.share_with_agency else hidden, *otherwise, asked])

        title, key = _("We have asked for an answer"), f"presented-{one.pk}"
        yield from turns_of_each(_issues_in(one), one.sent_on, key, title, text, _when_answered(one))


@turns.source(Issue)
def overdue(since, until):
    """Yield the answers that have not come by the day asked for, on the day after it."""
    days = (since - clock.DAY, until - clock.DAY)
    for one in _presentations().unanswered().filter(due_on__range=days):
        text = _("%(agency)s has not answered by %(day)s, the day the group asked for.")
        what_next = _("If there is no answer by %(day)s, we tell the manager at %(agency)s.")
        words = {"agency": one.agency, "day": day(one.due_on)}
        on, key = one.due_on + clock.DAY, f"overdue-{one.pk}"
        later = what_next % (words | {"day": day(one.escalate_on)})
        yield from turns_of_each(_issues_in(one), on, key, _("The answer is late"), text % words, later)


@turns.source(Issue)
def escalated(since, until):
    for one in _presentations().filter(escalated_on__range=(since, until)):
        text = _("There is still no answer from %(agency)s, so we have told the manager there.") % {
            "agency": one.agency
        }
        what_next = _(
            "While there is none, it is reported to the Performance Board. We'll write to you when there is one."
        )
        title, key = _("We have told the agency's manager"), f"escalated-{one.pk}"
        yield from turns_of_each(_issues_in(one), one.escalated_on, key, title, text, what_next)


@turns.source(Issue)
def answered(since, until):
    """Yield each answer that holds; a new version of one is a turn of its own."""
    rows = Answer.objects.filter(posted_on__range=(since, until), response__status=ResponseStatus.POSTED)
    rows = rows.select_related("agency", "response").prefetch_related(_behind("item__"), "commitments")
    for answer in rows.filter(item__isnull=False):
        is_new_version = bool(answer.response.supersedes_id)
        title = _("The answer has changed") if is_new_version else _("There is an answer")
        issues = answer.item.issues.all()
        yield from turns_of_each(
            issues, answer.posted_on, f"answered-{answer.pk}", title, _words_of(answer), _after_answer
        )


def _words_of(answer):
    """Return the answer, its reason, who can act instead, and each promise with its day."""
    changed = _("%(agency)s has changed its answer to what you told us. The answer is now: %(outcome)s.")
    first = _("%(agency)s has answered what you told us. The answer is: %(outcome)s.")
    head = changed if answer.response.supersedes_id else first
    return "\n\n".join(
        filter(
            None,
            [
                head % {"agency": answer.agency, "outcome": answer.get_outcome_display()},
                answer.response.because and _("Why it changed: %(why)s") % {"why": answer.response.because},
                answer.shown_text,
                answer.done and _("Done already: %(what)s") % {"what": answer.done},
                answer.reason and f"{answer.reason_heading}: {answer.reason}",
                answer.instead and _("Who can act: %(who)s") % {"who": answer.instead},
                *(_promise(one) for one in answer.commitments.all()),
            ],
        )
    )


def _promise(commitment):
    words = _("Promised: %(what)s Who: %(who)s. By: %(day)s.")
    what = commitment.what if commitment.what.endswith((".", "!", "?")) else f"{commitment.what}."
    return words % {"what": what, "who": commitment.owner, "day": day(commitment.due_on)}


def _after_answer(issue):
    followed = issue.followed
    waiting = followed.presentation_items.exclude(presentation__status=PresentationStatus.RESPONDED)
    names = sorted({item.presentation.agency.name for item in waiting.select_related("presentation__agency")})
    if names:
        words = _("We are still waiting for an answer from: %(agencies)s. We'll write to you again.")
        return words % {"agencies": ", ".join(names)}
    if followed.status not in ANSWERED:
        return next_for(issue)
    return _("On its page you can say whether this answers it. If it does not, we will reopen it.")


def _commitments(**chosen):
    rows = Commitment.objects.public().filter(answer__response__status=ResponseStatus.POSTED, **chosen)
    rows = rows.filter(answer__item__isnull=False).select_related("answer__item")
    return rows.prefetch_related(_behind("answer__item__"))


def _asked_later(commitment, on):
    asked_on = commitment.due_on + dt.timedelta(weeks=get_setting("ask_after_weeks", on=on))
    words = _("We'll ask you on %(day)s whether it came true for you.")
    return (
        words % {"day": day(asked_on)} if asked_on > on else _("On its page you can say whether it came true for you.")
    )


@turns.source(Issue)
def finished(since, until):
    """Yield the commitments that were kept or not kept."""
    for one in _commitments(finished_on__range=(since, until)):
        is_done = one.status == CommitmentStatus.DONE
        said = {"who": one.owner, "what": one.what, "why": one.evidence or one.not_kept_reason}
        title = _("A promise was kept") if is_done else _("A promise was not kept")
        done = _("%(who)s promised: %(what)s\n\nWe were told that it is done: %(why)s")
        failed = _("%(who)s promised: %(what)s\n\nWe were told that it was not kept: %(why)s")
        text, key = (done if is_done else failed) % said, f"finished-{one.pk}"
        what_next = _asked_later(one, one.finished_on)
        yield from turns_of_each(one.answer.item.issues.all(), one.finished_on, key, title, text, what_next)


@turns.source(Issue)
def date_moved(since, until):
    """Yield the promises whose date was moved, with the old date and the new one."""
    for one in _commitments(earlier_dates__moved_on__range=(since, until)).prefetch_related("earlier_dates").distinct():
        dates = list(one.earlier_dates.all())
        new_dates = [*(earlier.due_on for earlier in dates[1:]), one.due_on]
        for earlier, new in zip(dates, new_dates, strict=True):
            if since <= earlier.moved_on <= until:
                yield from _moved(one, earlier, new)


def _moved(commitment, earlier: CommitmentDate, new):
    text = _("%(who)s promised: %(what)s\n\nIt was to be done by %(old)s. The new date is %(new)s, because: %(why)s")
    said = {"who": commitment.owner, "what": commitment.what, "why": earlier.reason}
    text %= said | {"old": day(earlier.due_on), "new": day(new)}
    key, issues = f"moved-{earlier.pk}", commitment.answer.item.issues.all()
    what_next = _asked_later(commitment, earlier.moved_on)
    return turns_of_each(issues, earlier.moved_on, key, _("A promised date has moved"), text, what_next)


@turns.source(Issue)
def to_be_asked(since, until):
    """Yield the promises of which parents are asked, some weeks after their date, whether they came true."""
    wait = dt.timedelta(weeks=get_setting("ask_after_weeks", on=until))
    for one in _commitments(due_on__range=(since - wait, until - wait)):
        states = {
            CommitmentStatus.DONE: _("We were told that it is done: %(why)s"),
            CommitmentStatus.NOT_KEPT: _("We were told that it was not kept: %(why)s"),
        }
        told = states.get(one.status, _("Nobody has told us yet that it is done."))
        said = {"who": one.owner, "day": day(one.due_on), "what": one.what, "why": one.evidence or one.not_kept_reason}
        text = "\n\n".join([_("%(who)s promised this by %(day)s: %(what)s") % said, told % said])
        issues = [issue for issue in one.answer.item.issues.all() if issue.status in ANSWERED]
        what_next = _(
            "Did it come true for you? Say yes, partly or no on its page. If it did not, we can reopen your issue."
        )
        title, key = _("Did it come true?"), f"came-true-{one.pk}-{one.due_on}"
        yield from turns_of_each(issues, one.due_on + wait, key, title, text, what_next)


@turns.source(Issue)
def told_in_public(since, until):
    """Yield the entries of “you said, we did” that were published about an issue."""
    rows = YouSaidEntry.objects.published().filter(published_on__range=(since, until), answer__item__isnull=False)
    for entry in rows.select_related("answer__item", "theme").prefetch_related(_behind("answer__item__")):
        words = _("“You said, we did” on our website now says what came of it. %(heading)s: %(words)s")
        text = words % {"heading": entry.heading, "words": entry.we_did}
        title, key = _("It is under “You said, we did”"), f"entry-{entry.pk}-{entry.published_on}"
        issues = entry.answer.item.issues.all()
        yield from turns_of_each(issues, entry.published_on, key, title, text, _after_answer)
