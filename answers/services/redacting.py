"""Takes words out of an agency's posted answer, a presentation, or a commitment."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from answers.models import Commitment, CommitmentDate, FormalResponse, Presentation, YouSaidEntry
from common.errors import DomainError
from common.locking import locked
from common.redactions import take_out
from common.taken_back import redact_everywhere
from common.taken_out import Copies

PRESENTATION = ("title", "covering_text", "agreed_words")
ANSWER = ("text", "done", "reason", "instead", "planned_commitments")
COMMITMENT = ("owner", "what", "how_seen", "evidence", "not_kept_reason")
ENTRY = ("you_said", "we_did", "evidence")


def redaction_refusal(response):
    """Return why nothing can be taken out of an answer, or nothing."""
    return "" if response.posted_on else _("This answer is not posted yet, so the agency can still change it.")


@transaction.atomic
def redact_response(response, phrases, reason, *, by, put_back=(), now=None):
    """Take words out of a posted response, what it promised, and the entries of the board drafted from it.

    The answer stays the agency's: nothing is put in the place of what goes. Its scanned letter is the co-ordinator's.
    """
    response = locked(response)
    if words := redaction_refusal(response):
        raise DomainError(words)
    answers = response.answers.all()
    places = [
        (FormalResponse.objects.filter(pk=response.pk), ("summary", "because"), ("words",)),
        (answers, ANSWER, ()),
        (Commitment.objects.filter(answer__in=answers), COMMITMENT, ()),
        (CommitmentDate.objects.filter(commitment__answer__in=answers), ("reason",), ()),
        (YouSaidEntry.objects.filter(answer__in=answers), ENTRY, ("words",)),
    ]
    taken = take_out(Copies.exactly(phrases), places)
    redact_everywhere(response, taken, phrases, reason, put_back=put_back, now=now)
    audit.record("redact_response", response, by, now=now, reason=reason)
    return response


@transaction.atomic
def redact_presentation(presentation, phrases, reason, *, by, put_back=(), now=None):
    """Take words out of what was put to an agency, and of the entries of the board that repeat it."""
    presentation = locked(presentation)
    places = [
        (Presentation.objects.filter(pk=presentation.pk), PRESENTATION, ()),
        (presentation.items.all(), ("ask",), ()),
        (YouSaidEntry.objects.filter(answer__item__presentation=presentation), ("you_said",), ("words",)),
    ]
    taken = take_out(Copies.exactly(phrases), places)
    redact_everywhere(presentation, taken, phrases, reason, put_back=put_back, now=now)
    presentation.refresh_from_db()
    audit.record("redact_presentation", presentation, by, now=now, reason=reason)
    return presentation


@transaction.atomic
def redact_commitment(commitment, phrases, reason, *, by, put_back=(), now=None):
    """Take words out of a commitment of the ledger, and of the reasons why its date was moved."""
    commitment = locked(commitment)
    places = [
        (Commitment.objects.filter(pk=commitment.pk), COMMITMENT, ()),
        (CommitmentDate.objects.filter(commitment=commitment), ("reason",), ()),
    ]
    taken = take_out(Copies.exactly(phrases), places)
    redact_everywhere(commitment, taken, phrases, reason, put_back=put_back, now=now)
    commitment.refresh_from_db()
    audit.record("redact_commitment", commitment, by, now=now, reason=reason)
    return commitment
