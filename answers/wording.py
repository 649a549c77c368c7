"""The status of an issue in one sentence with a date; and a whole answer as one text."""

import datetime as dt

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from answers.models.came_true import is_true_after_all
from answers.rules import ANSWER_WORDS, Outcome
from common import clock
from common.dates import day
from common.versions import joined
from issues.rules import IssueStatus
from issues.wording import receiver_of

S = IssueStatus
ENTRY_LABELS = {
    "you_said": gettext_lazy("You said"),
    "kind": gettext_lazy("What came of it"),
    "we_did": gettext_lazy("In words"),
    "evidence": gettext_lazy("How anyone can see it"),
}
ENTRY_WITHDRAWN = gettext_lazy("What this comes from was withdrawn, so it can be neither changed nor published.")
ENTRY_NOT_PUBLIC = gettext_lazy("This entry is not public now.")
# In these statuses a merged issue shows the status of its main issue.
TAKEN_UP = {S.LOGGED, S.PRESENTED, S.RESPONDED, S.CLOSED, S.SIGNPOSTED}


def standing(issue, thread):
    """Return the sentence at the head of an issue's page."""
    return _SENTENCES[issue.status](issue, thread)


def _received(issue, _thread):
    words = _("We have it. %(who)s will read it by %(date)s.")
    return words % {"who": capfirst(receiver_of(issue)), "date": day(issue.acknowledge_by_on)}


def _acknowledged(issue, _thread):
    if issue.is_apart:
        words = _("An independent reader read it on %(date)s and is looking into it.")
        return words % {"date": day(issue.acknowledged_on)}
    words = _("The co-ordinator read it on %(date)s and is looking for somebody who can help.")
    if issue.share_with_group:
        words = _("The co-ordinator read it on %(date)s and is preparing it for the group.")
    return words % {"date": day(issue.acknowledged_on)}


def _logged(issue, thread):
    if issue.present_by_on:
        words = _("It is with the group, which will present it to the agency by %(date)s.")
        return words % {"date": day(issue.present_by_on)}
    if thread.answers and is_true_after_all(issue):
        return _(
            "It was reopened, because a promise had not come true. We have been told since that it did. "
            "The co-ordinator will look at whether it can be closed."
        )
    if thread.answers and issue.feedback.filter(is_answered=False).exists():
        return _(
            "It was reopened, because the answer did not answer it. The group will discuss it at its next meeting."
        )
    if thread.answers:
        return _("It was reopened. The group will discuss it at its next meeting.")
    return _("It is with the group, which will discuss it at its next meeting.")


def _presented(issue, thread):
    if not thread.waiting:
        return _("The group presented it on %(date)s and is waiting for an answer.") % {"date": day(issue.presented_on)}
    first = thread.waiting[0]
    words = _("The group asked %(agency)s to answer by %(date)s.")
    if first.due_on < clock.today():
        words = _("The group asked %(agency)s to answer by %(date)s. The answer is late.")
    return words % {"agency": first.agency.name, "date": day(first.due_on)}


def _responded(issue, thread):
    agency = thread.answers[-1].agency if thread.answers else None
    who = agency.name if agency else _("The agency")
    return _("%(agency)s answered on %(date)s.") % {"agency": who, "date": day(issue.responded_on)}


def _closed(issue, _thread):
    return _("It was closed on %(date)s.") % {"date": day(issue.closed_on)}


def _signposted(issue, _thread):
    return _("It was signposted on %(date)s to somebody who can help.") % {"date": day(issue.closed_on)}


def _merged(issue, thread):
    root = issue.followed
    if root.status in TAKEN_UP and not root.is_hidden:
        return _SENTENCES[root.status](root, thread)
    return _("It was merged on %(date)s with another issue that says the same.") % {"date": day(issue.closed_on)}


def _split(issue, _thread):
    return _("It is about several matters, and each is followed by itself.")


def _withdrawn(issue, _thread):
    return _("It was withdrawn by the parent on %(date)s.") % {"date": day(issue.closed_on)}


_SENTENCES = {
    S.RECEIVED: _received,
    S.ACKNOWLEDGED: _acknowledged,
    S.LOGGED: _logged,
    S.PRESENTED: _presented,
    S.RESPONDED: _responded,
    S.CLOSED: _closed,
    S.SIGNPOSTED: _signposted,
    S.MERGED: _merged,
    S.SPLIT: _split,
    S.WITHDRAWN: _withdrawn,
}


def agreed_otherwise(presentation):
    """Return how a presentation was agreed where no meeting decided it, or nothing."""
    if not presentation.is_agreed_otherwise:
        return ""
    words = {"way": presentation.get_agreed_way_display(), "words": presentation.agreed_words}
    return _("No meeting had decided it: %(way)s. %(words)s") % words


def words_of_answer(answer):
    """Return all that an answer being written says as one text, to compare with: outcome, words, commitments."""
    reason = "" if answer["reason"] == answer["text"] else answer["reason"]
    return joined(
        str(capfirst(Outcome(answer["outcome"]).label)),
        answer["text"],
        reason and _("Why not: %(reason)s") % {"reason": reason},
        answer["done"] and _("Done already: %(what)s") % {"what": answer["done"]},
        answer["instead"] and _("Who can act instead: %(who)s") % {"who": answer["instead"]},
        *map(_commitment, answer["commitments"]),
    )


def words_of_drafted(answer):
    """The same of an answer that is kept as a draft."""
    given = {name: getattr(answer, name) for name in ANSWER_WORDS}
    return words_of_answer(given | {"commitments": answer.planned_commitments})


def words_of_letter(dated_on, scan):
    """Return what is entered of a letter besides its words, to compare with: the day it came, and which scan."""
    return _("Reached us on %(date)s. Scan: %(name)s") % {"date": day(dated_on), "name": scan.name if scan else ""}


def _commitment(planned):
    due_on = day(dt.date.fromisoformat(planned["due_on"]))
    said = [planned["what"], planned["owner"], due_on, planned.get("how_seen")]
    return _("Commitment: %(words)s") % {"words": " | ".join(filter(None, said))}
