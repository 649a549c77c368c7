"""Evidence for what becomes of issues: signposted, presented, answered (P10 to P12)."""

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from answers.models import Presentation
from common import evidence
from common.evidence import Evidence, State


def _words(one, many, count, **names):
    return ngettext(one, many, count) % {"n": count, **names}


def _presented_in(period):
    return Presentation.objects.filter(sent_on__gte=period.start, sent_on__lte=period.end)


@evidence.kind("agencies-told", gettext_lazy("agencies told about issues raised"))
def agencies_told(period):
    """P10: what is raised is presented to the agencies that can act."""
    found = _presented_in(period).aggregate(agencies=Count("agency", distinct=True), last=Max("sent_on"))
    url = reverse("answers:presentation_list")
    if not found["agencies"]:
        return Evidence(_("no agency told %(when)s") % {"when": evidence.within(period)}, url=url, state=State.DUE)
    words = _words(
        "presented to %(n)s agency %(when)s",
        "presented to %(n)s agencies %(when)s",
        found["agencies"],
        when=evidence.within(period),
    )
    return Evidence(words, on=found["last"], url=url)


@evidence.kind("formal-presentations", gettext_lazy("formal presentations to agencies"))
def presentations_made(period):
    """P11: a formal way of putting it to the council and other agencies."""
    year = _presented_in(period)
    last = year.order_by("-sent_on", "-pk").first()
    url = reverse("answers:presentation_list")
    if last is None:
        return Evidence(_("no presentation %(when)s") % {"when": evidence.within(period)}, url=url, state=State.DUE)
    words = _words(
        "%(n)s formal presentation %(when)s; the last was %(reference)s",
        "%(n)s formal presentations %(when)s; the last was %(reference)s",
        year.count(),
        when=evidence.within(period),
        reference=last.reference,
    )
    return Evidence(words, on=last.sent_on, url=url)


@evidence.kind("formal-answers", gettext_lazy("formal responses, in time or late"))
def responses_received(period):
    """P12: a formal way for the council and agencies to answer: in time, late or outstanding on that day.

    Of the presentations that P11 counts, so that two figures on one page have one period.
    """
    waiting = Q(responded_on__isnull=True) | Q(responded_on__gt=period.end)
    late = Q(responses__number=1, responses__is_late=True)
    found = _presented_in(period).aggregate(
        all=Count("pk", distinct=True),
        waiting=Count("pk", filter=waiting, distinct=True),
        late=Count("pk", filter=late & ~waiting, distinct=True),
        last=Max("responded_on", filter=~waiting),
    )
    before = Presentation.objects.filter(waiting, sent_on__lt=period.start).count()
    url = reverse("answers:presentation_list")
    found["when"] = evidence.within(period)
    if not found["all"] and not before:
        words = _("no presentation %(when)s, so no answer was due") % found
        return Evidence(words, url=url, state=State.NONE)
    found["in_time"] = found["all"] - found["waiting"] - found["late"]
    words = _("of the %(all)s presented %(when)s: %(in_time)s answered in time, %(late)s late")
    words = ", ".join([words, _("%(waiting)s not answered yet")]) % found
    if before:
        words += _words("; %(n)s of before still waits", "; %(n)s of before still wait", before)
    is_overdue = Presentation.objects.overdue(period.end).exists()
    return Evidence(words, on=found["last"], url=url, state=State.OVERDUE if is_overdue else State.KEPT)
