"""What parents raised, and where it stood at the end of the period (P9)."""

from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from answers.models import IssueFeedback
from issues.models import Issue, IssueMove
from issues.rules import IssueStatus
from reports.rules import share

S = IssueStatus
# Where an issue may stand, in the order a report shows it. What an agency answered is answered, closed or not.
STANDINGS = ("answered", "presented", "group", "signposted", "merged", "closed")
WITH_THE_GROUP = (S.RECEIVED, S.ACKNOWLEDGED, S.LOGGED)


def raised(period):
    """Return the issues that were raised in a period: counted by kind, service, way, month, theme and standing.

    What its parent took back by the end of the period is counted apart and nowhere else, as in P9's evidence. One that
    was joined with another counts: somebody raised it. The standings add up to all.
    """
    received = _standing(Issue.objects.filter(received_on__gte=period.start, received_on__lte=period.end), period)
    rows = received.exclude(stood=S.WITHDRAWN)
    standings = _standings(rows)
    unhappy = IssueFeedback.objects.filter(issue__in=rows.values("pk"), is_answered=False, given_on__lte=period.end)
    return {
        "all": sum(standings.values()),
        "withdrawn": received.filter(stood=S.WITHDRAWN).count(),
        "standings": [[name, standings[name]] for name in STANDINGS],
        "answered": standings["answered"],
        "share_answered": share(standings["answered"], sum(standings.values())),
        "reopened": unhappy.order_by().values("issue").distinct().count(),
        "by_kind": _by(rows, "kind"),
        "by_service": _by(rows, "service_area__current"),
        "by_channel": _by(rows, "channel"),
        "by_month": _by_month(rows, period),
        "themes": _by(rows.filter(theme__isnull=False), "theme__name"),
    }


def _standing(rows, period):
    """Add where each issue stood at the end of the period: what happened later is not in it."""
    moves = IssueMove.objects.filter(issue=OuterRef("pk"), on__lte=period.end)
    last = moves.order_by("-on", "-pk").values("status")[:1]
    return rows.annotate(
        stood=Coalesce(Subquery(last), Value(S.RECEIVED.value)), was_answered=Exists(moves.filter(status=S.RESPONDED))
    )


def _standings(rows):
    ended = Q(stood=S.RESPONDED) | Q(stood=S.CLOSED, was_answered=True)
    return rows.aggregate(
        answered=Count("pk", filter=ended),
        presented=Count("pk", filter=Q(stood=S.PRESENTED)),
        group=Count("pk", filter=Q(stood__in=WITH_THE_GROUP)),
        signposted=Count("pk", filter=Q(stood=S.SIGNPOSTED)),
        merged=Count("pk", filter=Q(stood=S.MERGED)),
        closed=Count("pk", filter=Q(stood=S.CLOSED, was_answered=False)),
    )


def _by(rows, name):
    """Return [[value, count]] of what there is, the most first."""
    found = rows.order_by().values(name).annotate(n=Count("pk")).order_by("-n", name)
    return [[row[name], row["n"]] for row in found]


def _by_month(rows, period):
    counted = rows.order_by().values("received_on__year", "received_on__month").annotate(n=Count("pk"))
    found = {(row["received_on__year"], row["received_on__month"]): row["n"] for row in counted}
    return [[first.isoformat(), found.get((first.year, first.month), 0)] for first in period.months()]
