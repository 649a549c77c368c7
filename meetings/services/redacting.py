"""Takes words out of approved minutes and of published questions."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from answers.models import Commitment
from common.errors import DomainError
from common.locking import locked
from common.redactions import take_out
from common.taken_back import redact_everywhere
from common.taken_out import Copies
from meetings.models import Declaration, Meeting, MinutesVersion, NotedPoint, Paper, PublicQuestion, Resolution

ITEM = ("title", "text", "lead", "urgency_reason", "minute")
PAPER = ("title", "text", "report_of", "recommends", "urgency_reason")
QUESTION = ("asked_by", "text", "edited_text", "answer", "reason", "instead")


def minutes_refusal(meeting):
    """Return why nothing can be taken out of minutes, or nothing."""
    return "" if meeting.is_approved else _("These minutes are not approved yet, so they can still be changed.")


@transaction.atomic
def redact_minutes(meeting, phrases, reason, *, by, put_back=(), now=None):
    """Take words out of approved minutes: of agenda, papers, resolutions, their commitments, and every version."""
    meeting = locked(meeting)
    if words := minutes_refusal(meeting):
        raise DomainError(words)
    of_item = {"item__meeting": meeting}
    places = [
        (meeting.items.all(), ITEM, ("words", "minute_words")),
        (NotedPoint.objects.filter(**of_item), ("text",), ()),
        (Resolution.objects.filter(**of_item), ("text", "as_approved"), ()),
        (Paper.objects.filter(**of_item), PAPER, ()),
        (Commitment.objects.filter(resolution__item__meeting=meeting), ("owner", "what"), ()),
        (Declaration.objects.filter(meeting=meeting), ("name", "nature"), ()),
        (MinutesVersion.objects.filter(meeting=meeting), ("note",), ()),
        (Meeting.objects.filter(pk=meeting.pk), (), ("words",)),
    ]
    taken = take_out(Copies.exactly(phrases), places)
    redact_everywhere(meeting, taken, phrases, reason, put_back=put_back, now=now)
    audit.record("redact_minutes", meeting, by, now=now, reason=reason)
    return meeting


def question_refusal(question):
    """Return why nothing can be taken out of a question, or nothing."""
    return "" if question.is_public or question.is_declined else _("This question is not public.")


@transaction.atomic
def redact_question(question, phrases, reason, *, by, put_back=(), now=None):
    """Take words out of a published question and its answer, or of why one was declined, which its page says."""
    question = locked(question)
    if words := question_refusal(question):
        raise DomainError(words)
    places = [(PublicQuestion.objects.filter(pk=question.pk), QUESTION, ())]
    taken = take_out(Copies.exactly(phrases), places)
    redact_everywhere(question, taken, phrases, reason, put_back=put_back, now=now)
    audit.record("redact_question", question, by, now=now, reason=reason)
    return question
