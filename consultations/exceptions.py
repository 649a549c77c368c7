"""Overdue work about consultations: themes without an answer (V1)."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy

from common import exceptions_register
from common.exceptions_register import Entry
from consultations.models import Consultation


def _entry(row):
    owner = row.deciding_agency.name if row.deciding_agency else ""
    return Entry(row.title, row.answers_due_on, owner, row.get_absolute_url())


@exceptions_register.kind(
    "consultations.overdue",
    gettext_lazy("consultations not answered in time"),
    shown=_entry,
    listed_at=reverse_lazy("consultations:staff_consultation_list", query={"attention": "consultations.overdue"}),
)
def answers_overdue(today):
    return Consultation.objects.answers_overdue(today).select_related("deciding_agency")
