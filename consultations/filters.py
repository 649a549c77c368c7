"""Filters of consultations and of written answers."""

import django_filters as filters
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.pages.exceptions import ExceptionFilter
from consultations.models import Consultation, ConsultationTheme, Question, ResponseAnswer
from consultations.rules import TEXT_KINDS, ConsultationStatus


def questions_in(request):
    """Return the questions of the consultation in the address that are answered in words."""
    slug = request.resolver_match.kwargs["slug"] if request else None
    return Question.objects.filter(consultation__slug=slug, kind__in=TEXT_KINDS)


class ConsultationFilter(filters.FilterSet):
    status = filters.ChoiceFilter(
        label=_("Status"),
        choices=[(value, capfirst(label)) for value, label in ConsultationStatus.choices if value != "draft"],
        empty_label=_("All"),
    )

    class Meta:
        model = Consultation
        fields = ["status"]


class StaffConsultationFilter(ConsultationFilter):
    status = filters.ChoiceFilter(
        label=_("Status"),
        choices=[(value, capfirst(label)) for value, label in ConsultationStatus.choices],
        empty_label=_("All"),
    )
    attention = ExceptionFilter("consultations.overdue")


class WordsFilter(filters.FilterSet):
    """Filter written answers by question, and those in no theme yet."""

    question = filters.ModelChoiceFilter(label=_("Question"), queryset=questions_in, empty_label=_("All"))
    sorted = filters.ChoiceFilter(
        label=_("Theme"), choices=[("no", _("Not in a theme yet"))], empty_label=_("All"), method="filter_sorted"
    )

    class Meta:
        model = ResponseAnswer
        fields = ["question"]

    def filter_sorted(self, rows, _name, _value):
        return rows.exclude(themes__in=ConsultationTheme.objects.standing())
