"""Adds the themes of a consultation, and sorts answers into them (V1)."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common.errors import DomainError
from common.locking import locked
from common.marked_words import check_marks
from consultations.models import ConsultationTheme
from consultations.rules import ANALYSING
from issues.services.themes import create_theme


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
