"""What anybody may take away of the consultations that were opened."""

from django.conf import settings
from django.db.models import Max
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import open_data
from common.open_data import DataSet, Field, latest
from consultations.filters import ConsultationFilter
from consultations.models import Consultation
from consultations.rules import Door
from consultations.selectors import opened_consultations


def _status(one):
    """As on the page: one that takes no answers yet is not open to who reads it."""
    if one.is_open and one.door() == Door.BEFORE:
        return _("Not open yet")
    return capfirst(str(one.shown_status.label))


def _newest():
    found = Consultation.objects.opened().order_by()
    days = ("opened_on", "closed_on", "results_published_on", "concluded_on", "withdrawn_on")
    return latest(found.aggregate(*map(Max, days)).values())


open_data.declare(
    DataSet(
        "consultations",
        gettext_lazy("Consultations"),
        gettext_lazy("What people were asked, and when: one row for each consultation that was opened."),
        page="consultations:consultation_list",
        fields=(
            Field("reference", gettext_lazy("Its reference, which never changes."), lambda one: one.reference),
            Field("title", gettext_lazy("What it is called"), lambda one: one.title),
            Field("summary", gettext_lazy("What it is about"), lambda one: one.summary),
            Field("status", gettext_lazy("Its status on the day you download it"), _status),
            Field("opens_on", gettext_lazy("The first day on which people can answer"), lambda one: one.open_from),
            Field("closes_on", gettext_lazy("The last day on which people can answer"), lambda one: one.ends_on),
            Field(
                "decides",
                gettext_lazy("Who decides"),
                lambda one: str(one.deciding_agency or _("The service itself")),
            ),
            Field(
                "answers_due_on",
                gettext_lazy("By when every theme is to be answered; empty until it has closed"),
                lambda one: one.answers_due_on,
            ),
            Field(
                "results_on",
                gettext_lazy("The day the results were published; empty until then"),
                lambda one: one.results_published_on,
            ),
            Field(
                "concluded_on",
                gettext_lazy("The day every theme was answered; empty until then"),
                lambda one: one.concluded_on,
            ),
            Field("withdrawn_on", gettext_lazy("The day it was withdrawn, if it was"), lambda one: one.withdrawn_on),
            Field("address", gettext_lazy("Its page"), lambda one: f"{settings.SITE_URL}{one.get_absolute_url()}"),
        ),
        rows=opened_consultations,
        newest=_newest,
        filterset=ConsultationFilter,
    )
)
