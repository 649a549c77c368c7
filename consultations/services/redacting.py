"""Takes words out of what people said of a theme and of its answers, wherever they stand."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from answers.models import Answer, Commitment, CommitmentDate, YouSaidEntry
from common.errors import DomainError
from common.locking import locked
from common.redactions import make_edits_stale, redact, take_out
from common.taken_back import clear_copies
from common.taken_out import Copies
from consultations.models import ConsultationTheme

ANSWER = ("text", "done", "reason", "instead", "planned_commitments")
COMMITMENT = ("owner", "what", "how_seen", "evidence", "not_kept_reason")
ENTRY = ("you_said", "we_did", "evidence")


def theme_refusal(row):
    """Return why nothing can be taken out of a theme and its answers, or nothing."""
    return (
        "" if row.consultation.results_published_on else _("The results are not published, so nobody reads this yet.")
    )


@transaction.atomic
def redact_theme(row, phrases, reason, *, by, put_back=(), now=None):
    """Take words out of a theme, of every version of its answer, and of all that was made from them.

    The answer stays that of the body that decides: nothing is put in the place of what goes. A draft of a new version
    began with the words of the posted one, so they go from it too.
    """
    row = locked(row)
    if words := theme_refusal(row):
        raise DomainError(words)
    taken = take_out(Copies.exactly(phrases), _places(row))
    draft = row.versions.draft()
    if draft and draft.answer in taken.rows and draft not in taken.rows:
        make_edits_stale(draft, "words")
    redact(row, taken, reason, put_back=put_back, now=now)
    clear_copies(row, Copies.exactly(phrases, within=taken.before), now=now)
    audit.record("redact_theme", row, by, now=now, reason=reason)
    return row


def _places(row):
    answers = Answer.objects.filter(theme_answer__consultation_theme=row)
    return [
        (ConsultationTheme.objects.filter(pk=row.pk), ("said",), ()),
        (row.versions.all(), ("because",), ("words",)),
        (answers, ANSWER, ()),
        (Commitment.objects.filter(answer__in=answers), COMMITMENT, ()),
        (CommitmentDate.objects.filter(commitment__answer__in=answers), ("reason",), ()),
        (YouSaidEntry.objects.filter(answer__in=answers), ENTRY, ("words",)),
    ]
