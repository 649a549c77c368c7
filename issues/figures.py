"""Figures of issues: how many were raised, and their status at the end of the period (P9)."""

from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy

from accounts.figures import who_spoke
from accounts.services.settings import get_setting
from common import figures
from common.figures import share
from issues.models import Issue, IssueMove
from issues.rules import IssueStatus

S = IssueStatus
# The statuses in the order a report shows them. An issue an agency answered counts as answered, closed or not.
STANDINGS = ("answered", "presented", "group", "signposted", "merged", "closed", "withdrawn")
WITH_THE_GROUP = (S.RECEIVED, S.ACKNOWLEDGED, S.LOGGED)


def raised_in(period):
    """Return the issues that were raised in a period, also those withdrawn since: nothing is subtracted in silence."""
    return _standing(Issue.objects.filter(received_on__gte=period.start, received_on__lte=period.end), period)


BASE = gettext_lazy("issues raised in the period")


@figures.figure("raised", BASE, rows=raised_in)
def raised(period, _figures):
    """Return how many issues were raised in a period, and how many had each status at its end; these add up to all.

    One that was withdrawn, signposted, or merged into another counts: somebody raised it.
    """
    standings = _standings(raised_in(period))
    return {
        "all": sum(standings.values()),
        "withdrawn": standings["withdrawn"],
        "standings": [[name, standings[name]] for name in STANDINGS],
        "answered": standings["answered"],
        "share_answered": share(standings["answered"], sum(standings.values())),
    }


def raised_so_far_in(period):
    """Return what `raised_in` does for a period that ends today, from the issues' own columns."""
    return Issue.objects.filter(received_on__gte=period.start, received_on__lte=period.end)


@figures.figure("raised_so_far", BASE, rows=raised_so_far_in)
def raised_so_far(period, _figures):
    """Return `all` and `answered` of the figure `raised` for a period that ends today.

    The status of issues today is in their own columns, so that the home page need not read every move of a year.
    """
    was_answered = Exists(IssueMove.objects.filter(issue=OuterRef("pk"), status=S.RESPONDED))
    # The date comes first: only what was reopened and then closed has lost it, and has to be looked up.
    closed = Q(status=S.CLOSED) & (Q(responded_on__isnull=False) | Q(was_answered))
    answered = Q(status=S.RESPONDED) | closed
    return raised_so_far_in(period).aggregate(all=Count("pk"), answered=Count("pk", filter=answered))


@figures.figure("raised_by", BASE, rows=raised_in)
def raised_by(period, _figures):
    """Return the issues that were raised in a period by kind, service, way, month and theme."""
    rows = raised_in(period)
    return {
        "by_kind": _by(rows, "kind"),
        "by_service": _by(rows, "service_area__current"),
        "by_channel": _by(rows, "channel"),
        "by_month": _by_month(rows, period),
        "themes": _by(rows.filter(theme__isnull=False), "theme__name"),
    }


@figures.figure("who_raised", BASE, rows=raised_in)
def who_raised(period, _figures):
    """Return of how many issues it is known who raised them, and who that was; a small number is not told."""
    return who_spoke(raised_in(period), get_setting("small_number", on=period.end))


def about_us_in(period):
    """Return the issues about the service itself that were raised in a period."""
    return Issue.objects.filter(received_on__gte=period.start, received_on__lte=period.end, is_about_us=True)


@figures.figure("about_us", BASE, rows=about_us_in)
def about_us(period, _figures):
    """Return whether any issues were about the service itself, and how many; a small number is not told."""
    count = about_us_in(period).count()
    return {"is_any": bool(count), "all": count if count >= get_setting("few_families", on=period.end) else None}


@figures.figure("acknowledged", BASE, rows=raised_in)
def acknowledged(period, _figures):
    """Return how many issues raised in a period were acknowledged within the group's own time (two working days)."""
    rows = raised_in(period).exclude(stood=S.WITHDRAWN, acknowledged_on=None)
    return figures.on_time(rows.values_list("acknowledge_by_on", "acknowledged_on"), period)


def to_present_in(period):
    """Return the issues that were to be presented to an agency by a day in a period."""
    rows = Issue.objects.filter(present_by_on__gte=period.start, present_by_on__lte=period.end)
    return rows.filter(Q(status=S.LOGGED) | Q(presented_on__isnull=False))


@figures.figure("presented_in_time", gettext_lazy("issues to be presented by a day in the period"), rows=to_present_in)
def presented_in_time(period, _figures):
    """Return how many issues were presented by the day the group had set itself: soon after its next meeting."""
    return figures.on_time(to_present_in(period).values_list("present_by_on", "presented_on"), period)


def _standing(rows, period):
    """Add the status of each issue at the end of the period; later changes are left out."""
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
        withdrawn=Count("pk", filter=Q(stood=S.WITHDRAWN)),
    )


def _by(rows, name):
    """Return [[value, count]] of what there is, the most first."""
    found = rows.order_by().values(name).annotate(n=Count("pk")).order_by("-n", name)
    return [[row[name], row["n"]] for row in found]


def _by_month(rows, period):
    counted = rows.order_by().values("received_on__year", "received_on__month").annotate(n=Count("pk"))
    found = {(row["received_on__year"], row["received_on__month"]): row["n"] for row in counted}
    return [[first.isoformat(), found.get((first.year, first.month), 0)] for first in period.months()]
