"""Adds the themes of a consultation, and sorts answers into them (V1)."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common import clock
from common.errors import DomainError
from common.locking import locked
from common.marked_words import check_marks
from common.said import says_something
from consultations.models import ConsultationTheme
from consultations.rules import ANALYSING, SORTING
from issues.services.themes import create_theme


@transaction.atomic
def add_theme(consultation, *, theme, said, by, source="", put_back=(), now=None):
    """Add a theme, which must then be answered.

    What was said is read by everybody: what shows who somebody is must have been put back on purpose. A theme that is
    added to published results says where it comes from, and the page says when it was added.
    """
    consultation = locked(consultation)
    if consultation.status not in ANALYSING:
        raise DomainError(_("Themes can only be added while the consultation is open, closed or in feedback."))
    if consultation.themes.standing().filter(theme=theme).exists():
        raise DomainError(_("This theme has already been added."), field="theme")
    fields = {"said": said, "source": source.strip()}
    if consultation.results_published_on is not None:
        if not says_something(source):
            words = _("The results are published, so say where this theme comes from. Everyone can read it.")
            raise DomainError(words, field="source")
        fields |= {"added_on": clock.today(now), "said_by_count": 0}
    check_marks([said, source], put_back=put_back)
    row = ConsultationTheme.objects.create(consultation=consultation, theme=theme, **fields)
    audit.record("add_theme", consultation, by, now=now, theme=theme.slug, put_back=len(put_back))
    return row


@transaction.atomic
def add_new_theme(consultation, *, name, said, by, service_area=None, source="", put_back=(), now=None):
    """Create a theme and add it to the consultation; its name is asked about too."""
    check_marks([name], put_back=put_back)
    theme = create_theme(name=name, service_area=service_area, by=by, now=now)
    return add_theme(consultation, theme=theme, said=said, source=source, put_back=put_back, by=by, now=now)


def theme_locked_because(row):
    """Return why a theme can be neither changed nor removed, or nothing."""
    if row.consultation.results_published_on is not None:
        return _("The results are published. A theme can only be withdrawn now, with a reason that everyone can read.")
    if row.consultation.is_withdrawn:
        return _("This consultation was withdrawn.")
    return ""


@transaction.atomic
def edit_theme(row, *, said, by, source="", put_back=(), now=None):
    """Change what a theme says while the results are not published."""
    row = _changeable(row)
    names = [*row.consultation.known_names, row.theme.name]
    check_marks([said, source], put_back=put_back, known=f"{row.said}\n{row.source}", names=names)
    row.said, row.source = said, source.strip()
    row.save(update_fields=["said", "source"])
    audit.record("edit_theme", row.consultation, by, now=now, theme=row.theme.slug, put_back=len(put_back))
    return row


def _changeable(row):
    """Return a theme, locked, that can still be changed or removed. Raises DomainError where it cannot."""
    locked(row.consultation)
    row = locked(row)
    if words := theme_locked_because(row):
        raise DomainError(words)
    return row


@transaction.atomic
def remove_theme(row, *, by, now=None):
    """Remove a theme while the results are not published; the answers sorted into it stay, and wait to be sorted."""
    row = _changeable(row)
    consultation = row.consultation
    audit.record("remove_theme", consultation, by, now=now, theme=row.theme.slug)
    row.delete()
    return consultation


@transaction.atomic
def code_answer(consultation_theme, answer, *, by, now=None):
    """Put an answer into a theme; an answer can belong to several."""
    if answer.consultation_id != consultation_theme.consultation_id:
        raise DomainError(_("These words were written in another consultation."))
    if not answer.text or answer.is_late:
        raise DomainError(_("Only words that are counted can be put into a theme."))
    _check_sorting(consultation_theme)
    consultation_theme.coded.add(answer)
    audit.record("code_answer", consultation_theme, by, now=now, answer=answer.pk)
    return consultation_theme


@transaction.atomic
def uncode_answer(consultation_theme, answer, *, by, now=None):
    _check_sorting(consultation_theme)
    consultation_theme.coded.remove(answer)
    audit.record("uncode_answer", consultation_theme, by, now=now, answer=answer.pk)
    return consultation_theme


def _check_sorting(row):
    """Raise DomainError where answers can no longer be sorted: what was published does not move in silence."""
    consultation = locked(row.consultation)
    if consultation.results_published_on is not None:
        raise DomainError(_("The results are published, so the counts stay. Correct them, with a reason, instead."))
    if consultation.status not in SORTING:
        raise DomainError(_("Answers can only be sorted into themes until the results are published."))
