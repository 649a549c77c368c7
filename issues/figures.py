"""Figures of issues: how many letters and matters were raised, and what became of them in the period (P9).

A letter is what somebody told us at one time, by whatever way; a matter is one issue of it. Most letters hold one; of
one that was split by the end of the period its matters are counted, and not the letter beside them.
"""

from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy

from accounts.figures import who_spoke
from accounts.services.settings import get_setting
from common import figures
from common.figures import share
from issues.models import Issue, IssueMove
from issues.rules import OVER, IssueStatus

S = IssueStatus
# The statuses in the order a report shows them. An issue an agency answered counts as answered, closed or not.
STANDINGS = ("answered", "presented", "group", "signposted", "merged", "closed", "withdrawn")
ENDINGS = (S.CLOSED, S.SIGNPOSTED, S.MERGED, S.WITHDRAWN)
WITH_THE_GROUP = (S.RECEIVED, S.ACKNOWLEDGED, S.LOGGED)


def letters_in(period):
    """Return the letters that were received in a period, also those withdrawn since."""
    letters = Issue.objects.filter(split_from=None, received_on__gte=period.start, received_on__lte=period.end)
    return _standing(letters, period)


def raised_in(period):
    """Return the matters that were raised in a period, also those withdrawn since: nothing is subtracted in silence."""
    raised = Issue.objects.filter(received_on__gte=period.start, received_on__lte=period.end)
    return _matters(raised, period)


BASE = gettext_lazy("issues raised in the period")
LETTERS = gettext_lazy("letters received in the period")


@figures.figure("letters", LETTERS, rows=letters_in)
def letters(period, _figures):
    """Return how many letters were received in a period; those with one matter and the matters of the others are all.

    `all` = `with_one` + `with_several`; the figure `raised` is `with_one` + `matters_of_several`.
    """
    several = letters_in(period).filter(is_split=True).count()
    found, of_several = letters_in(period).count(), raised_in(period).filter(split_from__isnull=False).count()
    return {
        "all": found,
        "with_one": found - several,
        "with_several": several,
        "matters_of_several": of_several,
    }


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
    raised = Issue.objects.filter(received_on__gte=period.start, received_on__lte=period.end)
    return raised.exclude(Exists(Issue.objects.filter(split_from=OuterRef("pk"))))


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
    """Return the issues that were raised in a period by kind, service, month and theme, and the letters by way."""
    rows = raised_in(period)
    return {
        "by_kind": _by(rows, "kind"),
        "by_service": _by(rows, "service_area__current"),
        "by_channel": _by(letters_in(period), "channel"),
        "by_month": _by_month(rows, period),
        "themes": _by(rows.filter(theme__isnull=False), "theme__name"),
    }


@figures.figure("who_raised", LETTERS, rows=letters_in)
def who_raised(period, _figures):
    """Return of how many letters it is known who wrote them, and who that was; a small number is not told."""
    return who_spoke(letters_in(period), get_setting("small_number", on=period.end))


def about_us_in(period):
    """Return the issues about the service itself that were raised in a period."""
    return Issue.objects.filter(received_on__gte=period.start, received_on__lte=period.end, is_about_us=True)


@figures.figure("about_us", BASE, rows=about_us_in)
def about_us(period, _figures):
    """Return whether any issues were about the service itself, and how many; a small number is not told."""
    count = about_us_in(period).count()
    return {"is_any": bool(count), "all": count if count >= get_setting("few_families", on=period.end) else None}


@figures.figure("acknowledged", LETTERS, rows=letters_in)
def acknowledged(period, _figures):
    """Return how many letters received in a period were acknowledged within the group's own time (two working days)."""
    rows = letters_in(period).exclude(stood=S.WITHDRAWN, acknowledged_on=None)
    return figures.on_time(rows.values_list("acknowledge_by_on", "acknowledged_on"), period)


def to_present_in(period):
    """Return the issues that were to be presented to an agency by a day in a period."""
    rows = Issue.objects.filter(present_by_on__gte=period.start, present_by_on__lte=period.end)
    return rows.filter(Q(status=S.LOGGED) | Q(presented_on__isnull=False))


@figures.figure("presented_in_time", gettext_lazy("issues to be presented by a day in the period"), rows=to_present_in)
def presented_in_time(period, _figures):
    """Return how many issues were presented by the day the group had set itself: soon after its next meeting."""
    return figures.on_time(to_present_in(period).values_list("present_by_on", "presented_on"), period)


def followed_in(period):
    """Return the matters that were followed at any time in a period: open before it, raised or reopened in it."""
    rows = _matters(Issue.objects.filter(received_on__lte=period.end), period)
    earlier = _moves().filter(on__lt=period.start)
    rows = rows.annotate(stood_before=_last(earlier), was_reopened=Exists(_moves_in(period).exclude(status__in=OVER)))
    was_over = Q(received_on__lt=period.start, stood_before__in=OVER)
    return rows.exclude(was_over & Q(was_reopened=False))


@figures.figure("ended", gettext_lazy("issues followed at any time in the period"), rows=followed_in)
def ended(period, _figures):
    """Return how many matters were closed, signposted, merged and withdrawn in a period, each for itself.

    The base is what was open before it, was raised in it or was reopened in it; with what was still open at its end
    the four add up to the base. Each counts as it stood at the end of the period.
    """
    rows = followed_in(period)
    before = Q(received_on__lt=period.start)
    found = rows.aggregate(
        base=Count("pk"),
        open_before=Count("pk", filter=before & ~Q(stood_before__in=OVER)),
        raised=Count("pk", filter=~before),
        reopened=Count("pk", filter=before & Q(stood_before__in=OVER)),
        still_open=Count("pk", filter=~Q(stood__in=OVER)),
        **{status.value: Count("pk", filter=Q(stood=status)) for status in ENDINGS},
    )
    return found | {"share_closed": share(found[S.CLOSED.value], found["base"])}


def _moves():
    """Return the moves of an issue but for those by which a letter was split: its matters have moves of their own."""
    return IssueMove.objects.filter(issue=OuterRef("pk")).exclude(status=S.SPLIT)


def _moves_in(period):
    return _moves().filter(on__gte=period.start, on__lte=period.end)


def _last(moves):
    return Coalesce(Subquery(moves.order_by("-on", "-pk").values("status")[:1]), Value(S.RECEIVED.value))


def _standing(rows, period):
    """Add the status of each issue at the end of the period, and whether it was split by then; not what came later."""
    moves = _moves().filter(on__lte=period.end)
    parts = IssueMove.objects.filter(issue__split_from=OuterRef("pk"), on__lte=period.end)
    return rows.annotate(
        stood=_last(moves),
        was_answered=Exists(moves.filter(status=S.RESPONDED)),
        is_split=Exists(parts),
    )


def _matters(rows, period):
    """Return what was a matter of its own at the end of a period: no letter split by then, no part made later."""
    made = Exists(_moves().filter(on__lte=period.end))
    return _standing(rows, period).filter(Q(split_from=None) | Q(made)).exclude(is_split=True)


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
