"""Other versions of documents that wait for the co-ordinator."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import ngettext

from accounts.roles import Role
from common import clock, exceptions_register, tasks_today
from common.pages.exceptions import IN_TIME
from common.tasks_today import Task
from involvement.exceptions import LATE
from involvement.filters import TO_TELL
from involvement.models import OtherVersionRequest
from involvement.rules import RequestStatus


@tasks_today.needs(Role.COORDINATOR, "involvement")
def other_versions(user, now):
    """Requests still in time (the register of exceptions says which are late), and whom to tell; in one query."""
    rows = OtherVersionRequest.objects
    in_time = exceptions_register.in_time(rows.waiting(), clock.today(now), LATE)
    counts = rows.aggregate(
        to_make=Count("pk", filter=Q(pk__in=in_time.values("pk"))),
        to_tell=Count("pk", filter=Q(pk__in=rows.to_tell().values("pk"))),
    )
    if n := counts["to_make"]:
        words = ngettext("%(n)s other version of a document to make", "%(n)s other versions of documents to make", n)
        address = reverse("involvement:request_list", query={"status": RequestStatus.WAITING, "attention": IN_TIME})
        yield Task(address, words % {"n": n})
    if n := counts["to_tell"]:
        words = ngettext(
            "%(n)s person to ring or write to about another version",
            "%(n)s people to ring or write to about another version",
            n,
        )
        yield Task(reverse("involvement:request_list", query={"status": TO_TELL}), words % {"n": n})
