"""Who may claim and for which meetings; what a claim comes to; and the totals for the budget (M13)."""

from decimal import Decimal

from django.db.models import Count, F, Q, Sum

from accounts.roles import Role, has_role
from common import clock
from expenses.models import Claim, Rate
from expenses.rules import EXPENSES, LineKind, RateKind, rounded
from meetings.models import Attendance, Meeting, Reply
from meetings.rules import ReplyKind
from members.models import Membership, Person
from members.rules import MembershipStatus

SHOWN_MEETINGS = 6
ZERO = Decimal("0.00")


def memberships_of(person):
    """Return the seats somebody holds or held, the newest first."""
    rows = Membership.objects.exclude(status=MembershipStatus.NOMINATED).filter(person=person)
    return rows.select_related("person", "seat").order_by(F("ends_on").desc(nulls_first=True), "-starts_on")


def person_of(user):
    return Person.objects.filter(user=user).first()


def came_for(user):
    """Return the replies that name somebody as a member's substitute, by the address they sign in with (M10)."""
    rows = Reply.objects.filter(kind=ReplyKind.SUBSTITUTE, substitute_email__iexact=user.email)
    return rows.select_related("membership").order_by("-meeting__starts_at") if user.email else rows.none()


def may_claim(user):
    """Members claim, those who were, and who came as a substitute (M13)."""
    if has_role(user, Role.MEMBER):
        return True
    held = Membership.objects.exclude(status=MembershipStatus.NOMINATED).filter(person__user=user)
    came = came_for(user).order_by()
    return held.order_by().values("pk").union(came.values("pk")).exists()


def comes_in_paid_work(user, person):
    """Say whether somebody comes as part of paid work, or in the place of one who does (M13)."""
    seat = person and memberships_of(person).first()
    reply = None if seat else came_for(user).first()
    seat = seat or (reply and reply.membership)
    return bool(seat and seat.attends_in_paid_work)


def meetings_to_claim(also=None, now=None):
    """Return the last meetings that began, and one `also` that is chosen already."""
    began = Meeting.objects.announced().filter(starts_at__lte=now or clock.now()).order_by("-starts_at")
    keys = [*began.values_list("pk", flat=True)[:SHOWN_MEETINGS], also]
    return Meeting.objects.filter(pk__in=[key for key in keys if key]).order_by("-starts_at")


def people_to_claim_for():
    """Return the people a claim can be entered for: whoever holds or held a seat."""
    held = Membership.objects.exclude(status=MembershipStatus.NOMINATED).values("person")
    return Person.objects.choosable().filter(pk__in=held)


def rates_on(day):
    """Return {kind: rate} of what holds on a day, without the kinds that have none."""
    rows = Rate.objects.filter(holds_from__lte=day).order_by("holds_from", "pk")
    return {RateKind(rate.kind): rate for rate in rows}


def others_for_the_same(claim):
    """Return other claims of the same person for the same meeting: whoever approves should know of them."""
    if claim.meeting_id is None:
        return Claim.objects.none()
    same = Q(pk__in=[])
    if claim.person_id:
        same |= Q(person=claim.person_id)
    if claim.claimant_id:
        same |= Q(claimant=claim.claimant_id)
    return Claim.objects.sent().filter(same, meeting=claim.meeting_id).exclude(pk=claim.pk)


def totals_of(rows):
    """Return what a queryset of lines comes to by kind, as [(kind, claims, amount)], and the two sums apart."""
    found = (
        rows.order_by()
        .values("kind")
        .annotate(claims=Count("claim", distinct=True), one=Sum("amount"), other=Sum("passenger_amount"))
    )
    by_kind = {row["kind"]: (row["claims"], rounded(row["one"] + row["other"])) for row in found}
    lines = [(kind, *by_kind.get(kind, (0, ZERO))) for kind in LineKind]
    return {
        "lines": lines,
        "claims": rows.aggregate(all=Count("claim", distinct=True))["all"],
        "expenses": sum((amount for kind, _claims, amount in lines if kind in EXPENSES), ZERO),
        "payments": by_kind.get(LineKind.INVOLVEMENT, (0, ZERO))[1],
    }


def register_of(claim):
    """Return what the register says of whoever claims for a meeting; None where it says nothing, or for an activity."""
    if claim.meeting_id is None or claim.person_id is None:
        return None
    return Attendance.objects.filter(meeting=claim.meeting_id, membership__person=claim.person_id).first()
