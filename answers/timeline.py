"""Timeline entries about what came of an issue: presentations, answers, commitments, published entries."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from answers.models import Commitment, Presentation, PromiseFeedback
from answers.rules import CommitmentStatus, EntryKind, Outcome
from answers.thread import thread_of
from answers.wording import agreed_otherwise
from common import clock, timeline
from common.dates import day
from common.timeline import Step, TimelineEntry
from issues.models import Issue, Theme

TOLD = {
    EntryKind.DID: gettext_lazy("we did"),
    EntryKind.WILL: gettext_lazy("we will"),
    EntryKind.COULD_NOT: gettext_lazy("we could not"),
}


@timeline.source(Issue)
def entries_for_issue(issue, user):
    """Return what became of an issue, from its first presentation on."""
    thread = thread_of(issue, user)
    return thread_entries(thread) + (_came_true_after_all(issue) if thread.commitments else [])


def _came_true_after_all(issue):
    """Return each yes of somebody whose no had reopened the issue."""
    said = PromiseFeedback.objects.about(issue).taken_back().select_related("commitment")
    words = _("We were told since that it came true")
    return [TimelineEntry(on=one.given_on, title=words, text=one.commitment.what, step=Step.TOLD) for one in said]


@timeline.source(Theme)
def entries_for_theme(theme, user):
    """Return the steps of a theme, from what was presented on: the day somebody first said it need not be public."""
    return thread_entries(thread_of(theme, user))


@timeline.source(Presentation)
def entries_for_presentation(presentation, user):
    """Return the steps of a presentation: sent, acknowledged, awaited, answered, and what was promised."""
    return thread_entries(thread_of(presentation, user), with_receipts=True)


@timeline.source(Commitment)
def entries_for_commitment(commitment, user):
    """Return the steps of a commitment: what was asked and answered, when it was promised, moved, kept or not, told."""
    answer = commitment.answer
    entries = []
    if answer and answer.item:
        entries += _presented(answer.item.presentation)
    if answer and answer.posted_on:
        entries.append(_answered(answer))
    words = _("%(who)s made this commitment") % {"who": commitment.owner}
    entries.append(TimelineEntry(on=commitment.made_on, title=words, step=Step.ANSWERED))
    for earlier in commitment.earlier_dates.all():
        words = _("The date was changed. It was %(day)s.") % {"day": day(earlier.due_on)}
        entries.append(TimelineEntry(on=earlier.moved_on, title=words, text=earlier.reason, step=Step.DONE))
    rows = answer.entries.ever_published().with_doubts().prefetch_related("taken_off") if answer else []
    return [*entries, _promised(commitment), *(step for entry in rows for step in _told(entry))]


def thread_entries(thread, *, with_receipts=False):
    """Return what was presented, answered, promised and told; one entry a presentation, though it holds several items.

    `with_receipts`, for a presentation's own page, also says when the agency said that it has it, and which of several
    items an answer is about.
    """
    presentations = {item.presentation.pk: item.presentation for item in thread.items}.values()
    entries = [entry for one in presentations for entry in _presented(one)]
    if with_receipts:
        entries += [_received(one) for one in presentations if one.acknowledged_on]
    numbers = {item.pk: item.number for item in thread.items} if with_receipts and len(thread.items) > 1 else {}
    entries += [_answered(answer, numbers.get(answer.item_id)) for answer in thread.answers]
    entries += [_promised(commitment) for commitment in thread.commitments]
    entries += [step for entry in thread.told for step in _told(entry)]
    return entries + [_awaited(presentation) for presentation in thread.waiting]


def _received(presentation):
    words = _("%(agency)s acknowledged it") % {"agency": presentation.agency.name}
    return TimelineEntry(on=presentation.acknowledged_on, title=words, step=Step.RECEIVED)


def _told(entry):
    """Yield each day an entry was published or taken off; what it now says is with the last, if it is public.

    Its kind may have changed since it was published.
    """
    url, since = entry.get_absolute_url(), entry.published_on
    published, again = _("Published under “You said, we did”"), _("Published again under “You said, we did”")
    gone = entry.taken_off.all()
    for place, one in enumerate(gone):
        yield TimelineEntry(on=one.published_on, title=again if place else published, url=url, step=Step.TOLD)
        off = _("Taken off “You said, we did”")
        yield TimelineEntry(on=one.taken_off_on, title=off, text=one.reason, url=url, step=Step.TOLD)
    if since:
        says = _("It now says: %(kind)s.") % {"kind": TOLD[entry.kind]}
        text = " ".join(filter(None, [says, str(entry.in_question)]))
        yield TimelineEntry(on=since, title=again if gone else published, text=text, url=url, step=Step.TOLD)


def _presented(presentation):
    agency = presentation.agency.name
    yield TimelineEntry(
        on=presentation.sent_on,
        title=_("The group presented it to %(agency)s") % {"agency": agency},
        text=" ".join(filter(None, [_asked(presentation), agreed_otherwise(presentation)])),
        url=presentation.get_absolute_url(),
        step=Step.SENT,
    )
    if presentation.escalated_on:
        words = _("No answer yet: the group told the manager at %(agency)s") % {"agency": agency}
        yield TimelineEntry(on=presentation.escalated_on, title=words, step=Step.RECEIVED)


def _asked(presentation):
    return _("It asked for an answer by %(date)s.") % {"date": day(presentation.due_on)}


def _answered(answer, number=None):
    agency = answer.agency.name if answer.agency else _("The service")
    words = _("%(agency)s answered item %(number)s: %(outcome)s") if number else _("%(agency)s answered: %(outcome)s")
    title = words % {"agency": agency, "number": number, "outcome": Outcome(answer.outcome).label}
    response, text, url = answer.response, "", ""
    if response:
        text = _("This came after the date the group asked for.") if response.is_late else ""
        url = response.presentation.get_absolute_url()
    if response and response.supersedes_id:
        text = _("This is a new version of its answer.")
    return TimelineEntry(on=answer.posted_on, title=title, text=text, url=url, step=Step.ANSWERED)


def _promised(commitment):
    is_open = commitment.status == CommitmentStatus.OPEN
    titles = {
        CommitmentStatus.OPEN: _("Promised by %(who)s"),
        CommitmentStatus.DONE: _("Recorded as done, as promised by %(who)s"),
        CommitmentStatus.NOT_KEPT: _("Not kept by %(who)s"),
    }
    ending = commitment.evidence or commitment.not_kept_reason
    said = [commitment.what, ending, str(commitment.in_question)]
    return TimelineEntry(
        on=commitment.due_on if is_open else commitment.finished_on,
        title=titles[commitment.status] % {"who": commitment.owner},
        text="\n\n".join(filter(None, said)),
        url=commitment.get_absolute_url(),
        is_done=not is_open,
        is_late=commitment.is_late,
        step=Step.DONE,
    )


def _awaited(presentation):
    agency = presentation.agency.name
    is_late = presentation.due_on < clock.today()
    words = _("%(agency)s has not answered yet") if is_late else _("%(agency)s is to answer")
    title = capfirst(words % {"agency": agency})
    return TimelineEntry(
        on=presentation.due_on, title=title, url=presentation.get_absolute_url(), is_done=False, is_late=is_late
    )
