"""Overdue work about consultations: themes without an answer (V1)."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy

from common import exceptions_register
from common.exceptions_register import Entry
from consultations.models import Consultation


def _entry(row):
    owner = row.deciding_agency.name if row.deciding_agency else ""
    waiting = [one.theme.name for one in row.themes.all() if one.answer_id is None and one.withdrawn_on is None]
    title = f"{row.title}: {'; '.join(waiting)}" if waiting else row.title
    return Entry(title, row.answers_due_on, owner, row.get_absolute_url())


@exceptions_register.kind(
    "consultations.overdue",
    gettext_lazy("consultations not answered in time"),
    shown=_entry,
    listed_at=reverse_lazy("consultations:staff_consultation_list", query={"attention": "consultations.overdue"}),
    clocks=("consultations.Consultation.answers_due_on", "consultations.rules.answers_due"),
)
def answers_overdue(today):
    return (
        Consultation.objects.answers_overdue(today).select_related("deciding_agency").prefetch_related("themes__theme")
    )
