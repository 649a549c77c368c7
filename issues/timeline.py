"""The timeline of an issue: who did what, and what comes next."""

import datetime as dt

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from common import clock, timeline
from common.rules import ToldHow
from common.timeline import Step, TimelineEntry
from issues.models import Issue
from issues.rules import REOPENED_APART, TELLINGS, TOLD, TOLD_TAKEN_BACK, IssueStatus
from issues.wording import part_in_words, receiver_of

S = IssueStatus
TITLES = {
    S.SIGNPOSTED: gettext_lazy("Signposted to somebody who can help"),
    S.MERGED: gettext_lazy("Merged with another issue that says the same"),
    S.SPLIT: gettext_lazy("Split into its matters, each followed by itself"),
    S.LOGGED: gettext_lazy("Logged for the group to follow"),
    S.CLOSED: gettext_lazy("Closed"),
    S.WITHDRAWN: gettext_lazy("Withdrawn by the parent"),
}
# The same as a child or young person reads it of what they told us.
PLAIN_TITLES = {
    S.SIGNPOSTED: gettext_lazy("We found somebody who can help you"),
    S.MERGED: gettext_lazy("We put it together with another that says the same"),
    S.LOGGED: gettext_lazy("We gave it to the group"),
    S.CLOSED: gettext_lazy("We finished it"),
    S.WITHDRAWN: gettext_lazy("You took it back"),
    S.SPLIT: gettext_lazy("You told us several things. We look at each by itself"),
}
_TITLES_OF_CALLS = {
    TOLD: gettext_lazy("The parent was told %(how)s"),
    TOLD_TAKEN_BACK: gettext_lazy("Taken back: it had been recorded that the parent was told %(how)s"),
}
TOLD_BY_PRESENTATIONS = {S.PRESENTED, S.RESPONDED}
# How far the day of a move has come with it: what the issue does later that day is told after.
STEPS = {S.PRESENTED: Step.RECEIVED, S.RESPONDED: Step.ENDED, S.CLOSED: Step.ENDED, S.WITHDRAWN: Step.ENDED}


@timeline.source(Issue)
def entries_for_issue(issue, user):
    """Return the steps of an issue. Its parent and the co-ordinator (`is_own`, `is_staff`, set by the page) read the
    notes to the parent; nobody else does.
    """
    looks = _looks(issue) if is_own(issue) and not issue.is_anonymous else []
    calls = _calls(issue) if getattr(issue, "is_staff", False) else []
    done = [_told(issue), *_read_as_letter(issue), *_moves(issue), *_handovers(issue), *looks, *calls]
    return [*done, *_next_step(issue)]


def _told(issue):
    words = _("You told us") if is_own(issue) else _("Somebody told us")
    return TimelineEntry(on=issue.received_on, title=words)


def _read_as_letter(issue):
    """Return when the letter was read whose matter this is; others read that somebody looked into it."""
    if not (issue.split_from_id and issue.acknowledged_on and reads_notes(issue)):
        return []
    return [TimelineEntry(on=issue.acknowledged_on, title=_read(issue), step=Step.READ)]


def _looks(issue):
    """Return who looked at the family's name, and why (docs/safety.md, promise 11); not while it was out of sight."""
    entries = audit.entries_about(issue.letter).filter(verb="view_contact")
    words = _("One of the team looked at who raised this")
    return [
        TimelineEntry(on=entry.on, title=words, text=entry.reason, step=Step.READ)
        for entry in reversed(entries)
        if not entry.detail.get("is_hidden")
    ]


def _calls(issue):
    """Return when the parent was told by telephone, by letter or in person, for those who tell them."""
    entries = audit.entries_about(issue).filter(verb__in=TELLINGS)
    return [
        TimelineEntry(
            on=dt.date.fromisoformat(entry.detail["on"]),
            title=_TITLES_OF_CALLS[entry.verb] % {"how": ToldHow(entry.detail["how"]).label},
            text=entry.detail["told_by"],
            kind=entry.verb,
            step=Step.READ,
        )
        for entry in reversed(entries)
    ]


def _handovers(issue):
    """Return when it went to an independent reader or to the co-ordinator, for its parent and who receives it."""
    rows = issue.handovers.filter(done_on__isnull=False) if reads_notes(issue) else []
    titles = {True: _("Passed to an independent reader"), False: _("Handed to the co-ordinator")}
    return [TimelineEntry(on=row.done_on, title=titles[row.is_to_reader], text=row.reason) for row in rows]


def is_own(issue):
    return getattr(issue, "is_own", False)


def reads_notes(issue):
    return is_own(issue) or getattr(issue, "is_staff", False)


def _moves(issue):
    """Return the steps of an issue but for presenting and answering, which the presentations tell themselves."""
    entries, states = [], [S.RECEIVED]
    on, step = None, Step.READ
    is_part = bool(issue.split_from_id)
    for move in issue.moves.all():
        step = max(step if move.on == on else Step.READ, STEPS.get(move.status, Step.READ))
        on = move.on
        is_passed = move.status == S.ACKNOWLEDGED and states[-1] == S.LOGGED  # the handover tells it
        if move.status not in TOLD_BY_PRESENTATIONS and not is_passed:
            text = move.note if reads_notes(issue) else ""
            title = _began_as_part(issue) if is_part and len(states) == 1 else _title_of(move, states, issue)
            entries.append(TimelineEntry(on=on, title=title, text=text, step=step))
        states.append(move.status)
    return entries


def _began_as_part(issue):
    """Say how a matter of a letter began; which letter, its parent and the co-ordinator alone read."""
    if reads_notes(issue):
        return _("Followed by itself from now on, as %(part)s") % {"part": part_in_words(issue)}
    return _("The co-ordinator looked into it")


def _title_of(move, states, issue):
    """Say who ended or reopened it: a parent's word is kept as feedback, the co-ordinator closes with a reason.

    `states` are those it stood in before; what was closed without an answer had none that did not answer it.
    """
    status, before = move.status, states[-1]
    if status == S.LOGGED and before in {S.RESPONDED, S.CLOSED, S.SIGNPOSTED}:
        is_no = move.is_by_parent and S.RESPONDED in states
        return _("Reopened: the answer did not answer it") if is_no else _("Reopened")
    if status == S.ACKNOWLEDGED:
        return _title_of_reading(move, before, issue)
    if status == S.CLOSED and before == S.RESPONDED and not move.note:
        return _("Closed: the answer answers it")
    if status == S.SIGNPOSTED and is_own(issue) and issue.signposted_to and not issue.is_young:
        return _("We signposted you to %(who)s") % {"who": issue.signposted_to}
    titles = PLAIN_TITLES if is_own(issue) and issue.is_young else TITLES
    return str(titles[status])


def _title_of_reading(move, before, issue):
    """Say whether it was read, opened again for an independent reader, or separated from another issue."""
    if before in REOPENED_APART:
        return _("Reopened: the answer did not answer it") if move.is_by_parent else _("Reopened")
    if before == S.MERGED:
        taken_back = _("Separated again: the other issue was withdrawn")
        return _("Separated again: it had been merged by mistake") if move.note else taken_back
    if before == S.SPLIT:
        return _("Followed as one letter again")
    return _read(issue)


def _read(issue):
    return _("%(who)s read it") % {"who": capfirst(receiver_of(issue))}


def _next_step(issue):
    """Return the one step that comes next while the issue is with the group."""
    if issue.status == S.RECEIVED:
        words = _("%(who)s will read it") % {"who": capfirst(receiver_of(issue))}
        return [_to_do(issue.acknowledge_by_on, words)]
    if issue.status in {S.ACKNOWLEDGED, S.LOGGED} and issue.present_by_on:
        return [_to_do(issue.present_by_on, _("The group will present it to the agency that can act"))]
    return []


def _to_do(on, title):
    return TimelineEntry(on=on, title=title, is_done=False, is_late=on < clock.today())
