"""What came of an issue, a theme or a presentation: answers, commitments, entries of “you said, we did”."""

from dataclasses import dataclass

from django.db.models import Q

from answers.models import Answer, Commitment, Presentation, PresentationItem, YouSaidEntry
from answers.rules import PresentationStatus, ResponseStatus
from issues.models import Theme


@dataclass(frozen=True)
class Thread:
    items: list
    answers: list
    commitments: list
    told: list

    @property
    def published(self):
        """Those entries that are public today; `told` are also those that were."""
        return [entry for entry in self.told if entry.is_public]

    @property
    def waiting(self):
        """What was presented and is not answered yet, the answer that is due first before the others."""
        open_ones = (item.presentation for item in self.items)
        waiting = {one.pk: one for one in open_ones if one.status != PresentationStatus.RESPONDED}
        return sorted(waiting.values(), key=lambda one: one.due_on)

    @property
    def standing_answers(self):
        """The answers that hold today, each with its commitments; a superseded one stays on the timeline only."""
        return [answer for answer in self.answers if answer.response.status == ResponseStatus.POSTED]


def thread_of(subject, user):
    """Return the thread of a row in four queries; it is kept on the row, for page and timeline.

    A merged issue shares the thread of its main issue.
    """
    if not hasattr(subject, "_thread"):
        subject._thread = _read(subject, user)
    return subject._thread


def _read(subject, user):
    if isinstance(subject, Theme):
        items = PresentationItem.objects.filter(theme=subject)
    elif isinstance(subject, Presentation):
        items = PresentationItem.objects.filter(presentation=subject)
    else:
        items = PresentationItem.objects.filter(issues=subject.merged_into_id or subject.pk)
    items = list(items.select_related("presentation__agency").order_by("presentation__sent_on", "pk"))
    if not items:
        return Thread([], [], [], _told_of(subject, []))
    answers = Answer.objects.posted().filter(item__in=items).exclude(response__status=ResponseStatus.DRAFT)
    answers = list(answers.select_related("agency", "response__presentation").order_by("posted_on", "pk"))
    if not answers:
        return Thread(items, [], [], _told_of(subject, []))
    commitments = list(Commitment.objects.filter(answer__in=answers).visible_to(user).with_what_became_of_it())
    for answer in answers:
        answer.promised = [one for one in commitments if one.answer_id == answer.pk]
    return Thread(items, answers, commitments, _told_of(subject, answers))


def _told_of(subject, answers):
    """Return the entries for these answers, public or taken off, and for a theme also those of a consultation."""
    told = Q(answer__in=answers)
    if isinstance(subject, Theme):
        told |= Q(theme=subject)
    elif not answers:
        return []
    entries = YouSaidEntry.objects.ever_published().with_doubts().filter(told)
    entries = entries.select_related("theme", "service_area", "agency").prefetch_related("taken_off")
    return list(entries.order_by("first_published_on", "pk"))
