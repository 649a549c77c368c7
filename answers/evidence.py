"""Evidence for what becomes of issues: signposted, presented, answered (P10 to P12)."""

import datetime as dt

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from answers.models import Presentation
from common import evidence
from common.evidence import Evidence, State

YEAR = dt.timedelta(days=365)


def _words(one, many, count, **names):
    return ngettext(one, many, count) % {"n": count, **names}


def _year_of_presentations(today):
    return Presentation.objects.filter(sent_on__gt=today - YEAR, sent_on__lte=today)


@evidence.kind("agencies-told", gettext_lazy("agencies told about issues raised"))
def agencies_told(today):
    """P10: what is raised is presented to the agencies that can act."""
    found = _year_of_presentations(today).aggregate(agencies=Count("agency", distinct=True), last=Max("sent_on"))
    url = reverse("answers:presentation_list")
    if not found["agencies"]:
        return Evidence(_("no agency told in the last year"), url=url, state=State.DUE)
    words = _words(
        "presented to %(n)s agency in the last year", "presented to %(n)s agencies in the last year", found["agencies"]
    )
    return Evidence(words, on=found["last"], url=url)


@evidence.kind("formal-presentations", gettext_lazy("formal presentations to agencies"))
def presentations_made(today):
    """P11: a formal way of putting it to the council and other agencies."""
    year = _year_of_presentations(today)
    last = year.order_by("-sent_on", "-pk").first()
    url = reverse("answers:presentation_list")
    if last is None:
        return Evidence(_("no presentation in the last year"), url=url, state=State.DUE)
    words = _words(
        "%(n)s formal presentation in the last year; the last was %(reference)s",
        "%(n)s formal presentations in the last year; the last was %(reference)s",
        year.count(),
        reference=last.reference,
    )
    return Evidence(words, on=last.sent_on, url=url)


@evidence.kind("formal-answers", gettext_lazy("formal responses, in time or late"))
def responses_received(today):
    """P12: a formal way for the council and agencies to answer: in time, late or outstanding on that day.

    Of the presentations that P11 counts, so that two figures on one page have one period.
    """
    waiting = Q(responded_on__isnull=True) | Q(responded_on__gt=today)
    late = Q(responses__number=1, responses__is_late=True)
    found = _year_of_presentations(today).aggregate(
        all=Count("pk", distinct=True),
        waiting=Count("pk", filter=waiting, distinct=True),
        late=Count("pk", filter=late & ~waiting, distinct=True),
        last=Max("responded_on", filter=~waiting),
    )
    before = Presentation.objects.filter(waiting, sent_on__lte=today - YEAR).count()
    url = reverse("answers:presentation_list")
    if not found["all"] and not before:
        return Evidence(_("no presentation in the last year, so no answer was due"), url=url, state=State.NONE)
    found["in_time"] = found["all"] - found["waiting"] - found["late"]
    words = _("of the %(all)s presented in the last year: %(in_time)s answered in time, %(late)s late")
    words = ", ".join([words, _("%(waiting)s not answered yet")]) % found
    if before:
        words += _words("; %(n)s of before still waits", "; %(n)s of before still wait", before)
    is_overdue = Presentation.objects.overdue(today).exists()
    return Evidence(words, on=found["last"], url=url, state=State.OVERDUE if is_overdue else State.KEPT)
