"""Takes words out of a consultation that was opened, and of its themes and their answers, wherever they stand."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from answers.models import Answer, Commitment, CommitmentDate, CorrectedEntry, YouSaidEntry
from answers.services.redacting import ANSWER, COMMITMENT, ENTRY
from common.errors import DomainError
from common.locking import locked
from common.redactions import make_edits_stale, take_out
from common.taken_back import redact_everywhere
from common.taken_out import Copies
from consultations.models import Choice, Consultation, ConsultationTheme

INFORMATION = ("summary", "information", "can_change", "cannot_change", "uncounted_note")
REASONS = ("status_reason", "short_reason", "early_reason", "what_follows")
THEME = ("said", "source", "withdrawn_reason")


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
    taken = take_out(Copies.exactly(phrases), _places_of_theme(row))
    draft = row.versions.draft()
    if draft and draft.answer in taken.rows and draft not in taken.rows:
        make_edits_stale(draft, "words")
    return _record("redact_theme", row, taken, phrases, reason, put_back=put_back, by=by, now=now)


def _record(verb, row, taken, phrases, reason, *, put_back, by, now):
    """Record what was taken out, let its copies go wherever they stand, and tell the audit."""
    redact_everywhere(row, taken, phrases, reason, put_back=put_back, now=now)
    audit.record(verb, row, by, now=now, reason=reason)
    return row


def _places_of_theme(row):
    answers = Answer.objects.filter(theme_answer__consultation_theme=row)
    return [
        (ConsultationTheme.objects.filter(pk=row.pk), THEME, ()),
        (row.corrections.all(), ("reason",), ()),
        (row.versions.all(), ("because",), ("words",)),
        (answers, ANSWER, ()),
        (Commitment.objects.filter(answer__in=answers), COMMITMENT, ()),
        (CommitmentDate.objects.filter(commitment__answer__in=answers), ("reason",), ()),
        (YouSaidEntry.objects.filter(answer__in=answers), ENTRY, ("words",)),
        (CorrectedEntry.objects.filter(entry__answer__in=answers), ("reason",), ()),
    ]


def consultation_refusal(consultation):
    """Return why nothing can be taken out of a consultation, or nothing."""
    return "" if consultation.opened_on else _("It has not been opened, so its words can still be changed.")


@transaction.atomic
def redact_consultation(consultation, phrases, reason, *, by, put_back=(), now=None):
    """Take words out of what everybody reads of a consultation: information, questions, reasons, every version.

    Its title stays, and so does its address, which was made from it. Themes and answers have a page of their own.
    """
    consultation = locked(consultation)
    if words := consultation_refusal(consultation):
        raise DomainError(words)
    taken = take_out(Copies.exactly(phrases), _places_of_consultation(consultation))
    consultation.refresh_from_db()
    return _record("redact_consultation", consultation, taken, phrases, reason, put_back=put_back, by=by, now=now)


def _places_of_consultation(consultation):
    choices = Choice.objects.filter(question__consultation=consultation)
    return [
        (Consultation.objects.filter(pk=consultation.pk), INFORMATION + REASONS, ("words",)),
        (consultation.moves.all(), ("note",), ()),
        (consultation.moved_dates.all(), ("reason",), ()),
        (consultation.questions.all(), ("text", "help_text", "unit"), ()),
        (choices, ("text",), ()),
    ]
