"""Adds the themes of a consultation and answers them (V1)."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from answers.models import Answer
from answers.services.answers import check_answer
from answers.services.commitments import make_commitment
from answers.services.you_said import draft_entry
from common import clock
from common.errors import DomainError
from common.locking import locked
from common.marked_words import check_marks
from consultations.models import ConsultationTheme
from consultations.rules import ANALYSING, ConsultationStatus
from issues.services.themes import create_theme

ANSWERING = frozenset({ConsultationStatus.FEEDBACK})


@transaction.atomic
def add_theme(consultation, *, theme, said, by, put_back=(), now=None):
    """Add a theme, which must then be answered.

    What was said is read by everybody: what shows who somebody is must have been put back on purpose.
    """
    consultation = locked(consultation)
    if consultation.status not in ANALYSING:
        raise DomainError(_("Themes can only be added while the consultation is open, closed or in feedback."))
    if consultation.themes.filter(theme=theme).exists():
        raise DomainError(_("This theme has already been added."), field="theme")
    check_marks([said], put_back=put_back)
    row = ConsultationTheme.objects.create(consultation=consultation, theme=theme, said=said)
    audit.record("add_theme", consultation, by, now=now, theme=theme.slug, put_back=len(put_back))
    return row


@transaction.atomic
def add_new_theme(consultation, *, name, said, by, service_area=None, put_back=(), now=None):
    """Create a theme and add it to the consultation; its name is asked about too."""
    check_marks([name], put_back=put_back)
    theme = create_theme(name=name, service_area=service_area, by=by, now=now)
    return add_theme(consultation, theme=theme, said=said, put_back=put_back, by=by, now=now)


@transaction.atomic
def code_answer(consultation_theme, answer, *, by, now=None):
    """Put an answer into a theme; an answer can belong to several."""
    if answer.consultation_id != consultation_theme.consultation_id:
        raise DomainError(_("These words were written in another consultation."))
    if not answer.text or answer.is_late:
        raise DomainError(_("Only words that are counted can be put into a theme."))
    consultation_theme.coded.add(answer)
    audit.record("code_answer", consultation_theme, by, now=now, answer=answer.pk)
    return consultation_theme


@transaction.atomic
def uncode_answer(consultation_theme, answer, *, by, now=None):
    consultation_theme.coded.remove(answer)
    audit.record("uncode_answer", consultation_theme, by, now=now, answer=answer.pk)
    return consultation_theme


@transaction.atomic
def answer_theme(
    consultation_theme,
    *,
    outcome,
    by,
    text="",
    reason="",
    instead="",
    done="",
    commitments=(),
    now=None,
):
    """Answer a theme for everybody to read, with commitments for the ledger and an entry for the board.

    Only the body that decides may answer. Raises DomainError where the answer is not whole, or there is one already.
    """
    consultation, row = locked(consultation_theme.consultation), locked(consultation_theme)
    if not row.may_be_answered_by(by):
        raise DomainError(_("Only the body that decides can answer this theme."))
    if consultation.status not in ANSWERING:
        raise DomainError(_("Themes can only be answered after the results are published."))
    if row.answer_id is not None:
        raise DomainError(_("This theme has already been answered."))
    words = {"outcome": outcome, "text": text, "reason": reason, "instead": instead, "done": done}
    check_answer(**words, commitments=commitments)
    row.answer = Answer.objects.create(
        agency=consultation.deciding_agency,
        **words,
        answered_by=by,
        posted_on=clock.today(now),
    )
    row.save(update_fields=["answer"])
    source = _("Consultation: %(title)s") % {"title": consultation.title}
    for number, planned in enumerate(commitments, 1):
        _promise(row.answer, planned, number, source=source, by=by, now=now)
    draft_entry(
        row.answer,
        theme=row.theme,
        service_area=row.theme.service_area,
        you_said=row.said,
        said_by_count=row.count_people() or None,
        source=source,
        source_url=row.get_absolute_url(),
        by=by,
        now=now,
    )
    audit.record("answer_theme", row, by, now=now, outcome=outcome)
    return row


def _promise(answer, planned, number, **fields):
    """Make a commitment; its errors are shown at its own fields of the form."""
    try:
        make_commitment(**planned, agency=answer.agency, answer=answer, is_public=True, **fields)
    except DomainError as error:
        raise DomainError(error.message, field=f"{error.field}_{number}" if error.field else None) from error
