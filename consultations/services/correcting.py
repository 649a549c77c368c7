"""Corrects what published results say of a theme: how many said so, or that anybody did; never in silence."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from answers.models import Answer
from answers.services.you_said import correct_said_by, withdraw_entries
from common import clock
from common.errors import DomainError
from common.locking import locked
from common.redactions import less_is_read
from common.taken_back import take_back
from common.versions import delete_with_versions
from consultations.models import ConsultationTheme, CorrectedTheme
from consultations.services.reasons import public_reason


def correction_refusal(consultation):
    """Return why published counts cannot be corrected, or nothing."""
    if consultation.is_withdrawn:
        return _("This consultation was withdrawn.")
    return "" if consultation.is_correctable else _("The results are not published yet, so answers can be sorted.")


@transaction.atomic
def correct_sorting(answer, *, themes, reason, by, put_back=(), now=None):
    """Sort an answer anew after the results were published; return the themes whose count changed with it.

    Every place that shows such a count shows the earlier one too, the day and the reason.
    """
    consultation = locked(answer.consultation)
    if words := correction_refusal(consultation):
        raise DomainError(words)
    if not answer.text or answer.is_late:
        raise DomainError(_("Only words that are counted can be put into a theme."))
    rows = ConsultationTheme.objects.standing().filter(consultation=consultation).select_for_update()
    before, after = set(answer.themes.standing()), set(rows.filter(pk__in=[row.pk for row in themes]))
    if before == after:
        raise DomainError(_("This answer is in these themes already."), field="themes")
    reason = public_reason(reason, consultation, put_back)
    answer.themes.remove(*(before - after))
    answer.themes.add(*(after - before))
    changed = sorted(before ^ after, key=lambda row: row.pk)
    for row in changed:
        audit.record("correct_sorting", row, by, now=now, answer=answer.pk, is_in=row in after, reason=reason)
    return [row for row in changed if _correct_count(row, reason, by=by, now=now)]


def _correct_count(row, reason, *, by, now):
    """Count a theme anew wherever its count stands; say whether it changed."""
    before, (people, are_parents) = (row.said_by_count, row.said_by_parents), row.count_people()
    if before == (people, are_parents):
        return False
    counted = {
        "corrected_on": clock.today(now),
        "earlier_count": before[0],
        "earlier_parents": before[1],
        "new_count": people,
        "new_parents": are_parents,
        "reason": reason,
    }
    CorrectedTheme.objects.create(consultation_theme=row, **counted)
    row.said_by_count, row.said_by_parents = people, are_parents
    row.save(update_fields=["said_by_count", "said_by_parents"])
    correct_said_by(_answers_to(row), counted, by=by, now=now)
    return True


def _answers_to(row):
    return Answer.objects.filter(theme_answer__consultation_theme=row)


def withdrawal_refusal(row):
    """Return why a theme cannot be withdrawn from the results, or nothing."""
    if row.withdrawn_on is not None:
        return _("This theme has already been withdrawn.")
    if row.consultation.is_withdrawn:
        return _("This consultation was withdrawn.")
    words = _("The results are not published yet, so the theme can be removed.")
    return "" if row.consultation.is_correctable else words


@transaction.atomic
def withdraw_theme(row, *, reason, by, put_back=(), now=None):
    """Take a theme that was published by mistake out of the results, with the reason, which stands in its place.

    Its answer goes with it, and its entries of the board for good. What was promised in the answer stays in the ledger:
    a promise does not end because of our mistake.
    """
    locked(row.consultation)
    row = locked(row)
    if words := withdrawal_refusal(row):
        raise DomainError(words)
    reason = public_reason(reason, row.consultation, put_back)
    _delete_draft(row)
    take_back(row, now=now)
    less_is_read(row.consultation, now=now)
    withdraw_entries(_answers_to(row), _("The theme it came from was withdrawn from the results."), by=by, now=now)
    row.withdrawn_on, row.withdrawn_reason = clock.today(now), reason
    row.save(update_fields=["withdrawn_on", "withdrawn_reason"])
    audit.record("withdraw_theme", row.consultation, by, now=now, theme=row.theme.slug, reason=reason)
    return row


def _delete_draft(row):
    draft = row.versions.draft()
    if draft is not None:
        delete_with_versions(draft)
        draft.answer.delete()
