"""Evidence from consultations: what people think, and that every theme is answered (P8, V1)."""

import datetime as dt

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from common import evidence, exceptions_register
from common.evidence import Evidence, State
from consultations.models import Consultation, ConsultationTheme, Response
from consultations.rules import ConsultationStatus

YEAR = dt.timedelta(days=365)


@evidence.kind("views-given", gettext_lazy("answers to consultations"))
def views_given(today):
    """P8: what people think of this service and of services for children; counted once results are published."""
    year = Response.objects.counted().filter(
        received_on__gt=today - YEAR, received_on__lte=today, consultation__results_published_on__lte=today
    )
    found = year.aggregate(people=Count("pk"), last=Max("received_on"))
    url = reverse("consultations:consultation_list")
    if not found["people"]:
        return Evidence(_("no answers to a consultation in the last year"), url=url, state=State.DUE)
    words = ngettext(
        "%(n)s answer to consultations in a year", "%(n)s answers to consultations in a year", found["people"]
    )
    return Evidence(words % {"n": found["people"]}, on=found["last"], url=url)


@evidence.kind("answered-themes", gettext_lazy("consultation themes answered"))
def themes_answered(today):
    """V1: every theme is answered, by the date that was asked for; a closed one without results counts as waiting."""
    ended = Consultation.objects.filter(closed_on__lte=today).exclude(status=ConsultationStatus.WITHDRAWN)
    overdue = exceptions_register.rows("consultations.overdue", today)
    published = ended.filter(results_published_on__lte=today)
    figures = ConsultationTheme.objects.filter(consultation__in=published).aggregate(
        all=Count("pk"), answered=Count("answer")
    )
    url, late = reverse("consultations:consultation_list"), overdue.order_by("answers_due_on").first()
    if late is not None:
        words = _("%(answered)s of %(all)s themes answered; some answers are overdue") % figures
        return Evidence(words, on=late.answers_due_on, url=late.get_absolute_url(), state=State.OVERDUE)
    if not figures["all"]:
        return Evidence(_("no themes to answer yet"), url=url, state=State.NONE)
    last = published.filter(concluded_on__lte=today).order_by("-concluded_on").first()
    return Evidence(
        _("%(answered)s of %(all)s themes answered") % figures,
        on=last.concluded_on if last else None,
        url=last.get_absolute_url() if last else url,
    )
