"""Pages of terms of office, induction, calls for a seat, and the yearly review."""

from answers.models import Commitment
from answers.services.commitments import make_commitment
from common import clock
from members.models import (
    Membership,
    Person,
    RoleDescription,
    Seat,
    SeatApplication,
    SeatCall,
    YearlyEntry,
    YearlyReview,
)
from members.services.calls import fill_call, open_call
from members.services.yearly import open_yearly_review
from tests.browser.pages.page import Page
from tests.browser.pages.rows import coordinator, first

CALL = first(SeatCall.objects.open(), "pk")
WAITING = first(SeatApplication.objects.waiting(), "pk")
WITH_TERM = first(Membership.objects.active().filter(terms__isnull=False), "pk")
JOY = first(Membership.objects.filter(person__name__startswith="Joy"), "pk")


def filled_call():
    """A call by which a seat was filled."""
    call = SeatCall.objects.filter(status="filled").first()
    if call is None:
        membership = Membership.objects.active().exclude(seat__in=SeatCall.objects.values("seat")).first()
        day, by = clock.today(), coordinator()
        call = open_call(membership.seat, text="Come and join us.", apply_by_on=day, by=by)
        fill_call(call, membership=membership, method="election", figures="41 voted, 28 for the one chosen.", by=by)
    return {"pk": call.pk}


def begun():
    """A yearly review that the group has not decided."""
    review = YearlyReview.objects.open().first()
    if review is None:
        review = open_yearly_review(YearlyReview.objects.first().year + 1, by=coordinator())
    return {"year": review.year}


def entry():
    return {"pk": YearlyEntry.objects.filter(review__year=begun()["year"]).first().pk}


def wish_of_callum():
    rows = YearlyEntry.objects.filter(membership__person__name__startswith="Callum", review__year=begun()["year"])
    return {"pk": rows.get().pk}


def own_action():
    """An action that Callum took on."""
    person = Person.objects.get(name__startswith="Callum")
    action = Commitment.objects.open().filter(person=person).first()
    if action is None:
        due_on = clock.today() + clock.DAY
        what = "Ask the nursery about the ramp"
        action = make_commitment(owner=person.name, what=what, due_on=due_on, by=coordinator())
    return {"reference": action.reference}


PAGES = (
    Page("answers:my_action_finish", "callum", own_action),
    Page("members:role_description_changes", row=first(RoleDescription.objects, "slug")),
    Page("members:call_detail", row=CALL),
    Page("members:call_detail", row=filled_call, variant="filled"),
    Page("members:call_apply", row=CALL),
    Page("members:application_received", row=first(SeatApplication.objects, "reference")),
    Page("members:my_membership", "tomasz", variant="induction"),
    Page("members:my_wish", "callum", wish_of_callum),
    Page("meetings:yearly_load", "callum", begun),
    Page("members:membership_term", "moira", WITH_TERM),
    Page("members:terms_set", "moira"),
    Page("members:membership_detail", "moira", JOY, variant="renewed"),
    Page("meetings:term_renew", "moira", WITH_TERM),
    Page("members:seat_detail", "moira", first(Seat.objects.filter(calls__isnull=False), "pk")),
    Page("members:seat_detail", "moira", first(Seat.objects.filter(is_shared=True), "pk"), variant="shared"),
    Page("members:induction_step_add", "moira", first(RoleDescription.objects, "pk")),
    Page("members:call_open", "moira", first(Seat.objects.filter(calls=None), "pk")),
    Page("members:call_edit", "moira", CALL),
    Page("members:call_fill", "moira", CALL),
    Page("members:call_correct", "moira", filled_call),
    Page("members:application_enter", "moira", CALL),
    Page("members:application_list", "moira"),
    Page("members:application_detail", "moira", WAITING),
    Page("members:application_nominate", "moira", WAITING),
    Page("members:application_decline", "moira", WAITING),
    Page("handover", "moira"),
    Page("meetings:yearly_list", "moira"),
    Page("meetings:yearly_open", "moira"),
    Page("meetings:yearly_review", "moira", first(YearlyReview.objects.filter(decided_on__isnull=False), "year")),
    Page("meetings:yearly_review", "moira", begun, variant="open"),
    Page("meetings:yearly_answer_enter", "moira", entry),
    Page("meetings:yearly_propose", "moira", entry),
    Page("meetings:yearly_decide", "moira", begun),
)
