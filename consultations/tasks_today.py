"""Tasks of the co-ordinator and of officers about consultations."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Role, agencies_of
from common import exceptions_register, tasks_today
from common.counting import Wanted
from common.dates import day
from common.tasks_today import Task
from consultations.models import Consultation, ConsultationTheme
from consultations.rules import ConsultationStatus

UNDER_WAY = [
    ConsultationStatus.OPEN,
    ConsultationStatus.PAUSED,
    ConsultationStatus.CLOSED,
    ConsultationStatus.FEEDBACK,
]


@tasks_today.of_day(Role.COORDINATOR, "publishing")
def consultations_under_way(today):
    """Consultations under way; overdue answers are in the register of exceptions instead."""
    under_way = Consultation.objects.filter(status__in=UNDER_WAY)
    in_time = exceptions_register.in_time(under_way, today, "consultations.overdue")
    for one in in_time.order_by("closes_at"):
        yield Task(
            reverse("consultations:staff_consultation", args=[one.slug]),
            one.title,
            _("Closes on %(day)s") % {"day": day(one.closes_on)} if one.status == ConsultationStatus.OPEN else "",
            one.status,
            one.get_status_display(),
        )


def _unanswered(user, now):
    decided = {
        "consultation__deciding_agency__in": agencies_of(user),
        "consultation__status": ConsultationStatus.FEEDBACK,
    }
    return Wanted(ConsultationTheme.objects.standing().filter(**decided, answer__isnull=True))


@tasks_today.needs(Role.OFFICER, "themes", rows=_unanswered)
def themes_to_answer(user, now, found):
    """Themes of consultations that an officer's agencies decide (V1)."""
    words = ngettext("%(n)s consultation theme to answer", "%(n)s consultation themes to answer", found.count)
    yield Task(reverse("consultations:theme_queue"), words % {"n": found.count})
