"""Evidence for what becomes of issues: signposted, presented, answered (P10 to P12)."""

import datetime as dt

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from answers.models import FormalResponse, Presentation
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
    words = _words("presented to %(n)s agency", "presented to %(n)s agencies", found["agencies"])
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
        "%(n)s formal presentation; the last was %(reference)s",
        "%(n)s formal presentations; the last was %(reference)s",
        year.count(),
        reference=last.reference,
    )
    return Evidence(words, on=last.sent_on, url=url)


@evidence.kind("formal-answers", gettext_lazy("formal responses, in time or late"))
def responses_received(today):
    """P12: a formal way for the council and agencies to answer: in time, late or outstanding on that day."""
    sent = Presentation.objects.filter(sent_on__lte=today)
    waiting = Q(responded_on__isnull=True) | Q(responded_on__gt=today)
    found = sent.aggregate(
        all=Count("pk"),
        late_now=Count("pk", filter=waiting & Q(due_on__lt=today)),
        waiting=Count("pk", filter=waiting),
        last=Max("responded_on", filter=~waiting),
    )
    first = FormalResponse.objects.filter(number=1, presentation__responded_on__lte=today)
    found |= first.aggregate(in_time=Count("pk", filter=Q(is_late=False)), late=Count("pk", filter=Q(is_late=True)))
    url = reverse("answers:presentation_list")
    if not found["all"]:
        return Evidence(_("no answers due yet"), url=url, state=State.NONE)
    words = _("answers: %(in_time)s in time, %(late)s late, %(waiting)s outstanding") % found
    return Evidence(words, on=found["last"], url=url, state=State.OVERDUE if found["late_now"] else State.KEPT)
