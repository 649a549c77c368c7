"""Every verb about people leaves one line in the audit trail, and none of their private words."""

import datetime as dt
import importlib
import inspect
from pkgutil import iter_modules

import pytest

from accounts.models import AuditEntry
from common import clock
from common.errors import DomainError
from members import services
from members.models import Membership, Person
from members.services.calls import (
    apply,
    close_call,
    correct_filling,
    decline_application,
    fill_call,
    nominate_applicant,
    update_call,
    withdraw_application,
)
from members.services.endings import agree_to_ending, ask_to_end, correct_end, undo_ending, withdraw_ending
from members.services.induction import end_induction_step, record_induction, take_back_induction
from members.services.interests import confirm_interests, end_interest, register_interest
from members.services.memberships import (
    appoint,
    end_membership,
    nominate,
    record_past_memberships,
    update_membership,
)
from members.services.people import create_people, create_person, let_sign_in, update_person
from members.services.reviews import open_review, record_member_said, restate_review, withdraw_review
from members.services.roles import (
    accept_role_description,
    create_role_description,
    draft_role_version,
    publish_role_version,
    remind_to_accept,
)
from members.services.seats import (
    close_seat,
    create_constituency,
    create_seat,
    open_named_constituencies,
    update_constituency,
    update_seat,
)
from members.services.sendings import take_back_told
from members.services.terms import renew_term, set_term, take_back_renewal
from members.services.yearly import (
    answer_yearly_review,
    decide_yearly_review,
    open_yearly_review,
    propose_for_year,
    remind_of_yearly_review,
)
from tests.factories import accounts, members

pytestmark = pytest.mark.django_db
PRIVATE = "A ramp, and nobody is to know"


def verbs_of(package):
    """Return what the modules of a package offer that is done by somebody."""
    modules = [importlib.import_module(f"{package.__name__}.{found.name}") for found in iter_modules(package.__path__)]
    return {
        name
        for module in modules
        for name, verb in vars(module).items()
        if inspect.isfunction(verb) and verb.__module__ == module.__name__ and name[0] != "_"
        if "by" in inspect.signature(verb).parameters
    }


def an_ending(*, by, kind="moved_on"):
    return ask_to_end(members.a_member(), kind=kind, reason="Left the school", by=by)


def seat_of(constituency=None):
    return members.a_seat(constituency=constituency or members.a_constituency())


JO = {"name": "Jo Bright", "email": "jo@example.org"}
AGREED = {"agreed_on": dt.date(2021, 3, 1), "agreed_where": "Spring meeting, item 3 (i)"}
DECIDED = {"decided_where": "Spring meeting, item 3 (i)"}


def a_renewal(by=None):
    membership = members.a_term(ends_on=dt.date(2027, 1, 31)).membership
    return renew_term(membership, ends_on=dt.date(2029, 1, 31), by=by, **AGREED)


def a_role_to_accept():
    role = members.a_role_description()
    members.a_member(seat=members.a_seat(role_description=role))
    return role


def an_induction(by=None):
    step = members.an_induction_step()
    membership = members.a_member(seat=members.a_seat(role_description=step.description))
    return record_induction(membership, step, by=by)


def take_back(done, by):
    take_back_induction(done.membership, done.step, by=by)


def a_filled_call(by):
    call = members.a_call()
    membership = members.a_member(seat=call.seat)
    return fill_call(call, membership=membership, method="group", names=PRIVATE, by=by)


def a_year(by=None):
    members.a_member()
    return open_yearly_review(clock.today().year, by=by)


def an_entry():
    return a_year().entries.get()


def a_decided_year(by):
    review = a_year()
    propose_for_year(review.entries.get(), proposal="continue", by=None)
    return decide_yearly_review(review, decided_on=clock.today(), by=by, **DECIDED)


VERBS = {
    "create_person": ("members.person", lambda by: create_person("Al Moor", access_needs=PRIVATE, by=by)),
    "update_person": (
        "members.person",
        lambda by: update_person(members.a_person(), access_needs=PRIVATE, by=by),
    ),
    "link_user": ("members.person", lambda by: let_sign_in(members.a_person(), "al@example.org", by=by)),
    "create_constituency": ("members.constituency", lambda by: create_constituency("Health", by=by)),
    "update_constituency": (
        "members.constituency",
        lambda by: update_constituency(members.a_constituency(), name="Health", by=by),
    ),
    "create_seat": ("members.seat", lambda by: create_seat(members.a_constituency(), "Nurse", by=by)),
    "update_seat": ("members.seat", lambda by: update_seat(seat_of(), title="Nurse", by=by)),
    "close_seat": ("members.seat", lambda by: close_seat(seat_of(), by=by)),
    "nominate": ("members.membership", lambda by: nominate(members.a_person(), seat_of(), by=by)),
    "appoint": ("members.membership", lambda by: appoint(members.a_nomination(), by=by)),
    "update_membership": (
        "members.membership",
        lambda by: update_membership(members.a_member(), role_title="Parent", by=by),
    ),
    "ask_to_end": ("members.membershipending", lambda by: an_ending(by=by)),
    "agree_to_ending": (
        "members.membershipending",
        lambda by: agree_to_ending(an_ending(by=accounts.coordinator()), by=by),
    ),
    "withdraw_ending": (
        "members.membershipending",
        lambda by: withdraw_ending(an_ending(by=accounts.coordinator()), by=by),
    ),
    "undo_ending": (
        "members.membershipending",
        lambda by: undo_ending(an_ending(kind="asked", by=accounts.coordinator()), by=by),
    ),
    "correct_end": (
        "members.membership",
        lambda by: correct_end(members.a_former_member(), ends_on=dt.date(2021, 3, 2), reason="A slip", by=by),
    ),
    "end_membership": (
        "members.membership",
        lambda by: end_membership(members.a_member(), reason="Moved away", by=by),
    ),
    "record_told": ("members.sentto", lambda by: members.somebody_told(by=by)),
    "take_back_told": ("members.sentto", lambda by: take_back_told(members.somebody_told(), by=by)),
    "create_role_description": (
        "members.roledescription",
        lambda by: create_role_description("Parent member", by=by),
    ),
    "draft_role_version": (
        "members.roledescriptionversion",
        lambda by: draft_role_version(members.a_role_description(), "Come.", by=by),
    ),
    "publish_role_version": (
        "members.roledescriptionversion",
        lambda by: publish_role_version(members.a_role_description(is_published=False).draft, by=by),
    ),
    "accept_role_description": (
        "members.acceptance",
        lambda by: accept_role_description(
            members.a_member(seat=members.a_seat(role_description=members.a_role_description())), by=by
        ),
    ),
    "register_interest": (
        "members.interest",
        lambda by: register_interest(members.a_person(), PRIVATE, "driver", is_private=True, by=by),
    ),
    "end_interest": ("members.interest", lambda by: end_interest(members.an_interest(), by=by)),
    "confirm_interests": (
        "members.interestreturn",
        lambda by: confirm_interests(members.a_person(), by=by),
    ),
    "open_review": (
        "members.membershipreview",
        lambda by: open_review(members.a_member(), missed_on=members.MISSED, by=by),
    ),
    "restate_review": (
        "members.membershipreview",
        lambda by: restate_review(members.an_open_review(), missed_on=members.MISSED[:2], by=by),
    ),
    "record_member_said": (
        "members.membershipreview",
        lambda by: record_member_said(members.an_open_review(), PRIVATE, by=by),
    ),
    "decide_review": (
        "members.membershipreview",
        lambda by: members.decide(members.an_open_review(), outcome="support", note=PRIVATE, by=by),
    ),
    "set_term": ("members.term", lambda by: set_term(members.a_member(), dt.date(2027, 1, 31), by=by)),
    "renew_term": ("members.term", a_renewal),
    "take_back_renewal": ("members.term", lambda by: take_back_renewal(a_renewal(), by=by)),
    "remind_to_accept": (
        "members.roledescriptionversion",
        lambda by: remind_to_accept(a_role_to_accept().in_force, by=by),
    ),
    "add_induction_step": ("members.inductionstep", lambda by: members.an_induction_step(by=by)),
    "end_induction_step": ("members.inductionstep", lambda by: end_induction_step(members.an_induction_step(), by=by)),
    "record_induction": ("members.inductiondone", an_induction),
    "take_back_induction": (
        "members.inductiondone",
        lambda by: take_back(an_induction(), by),
    ),
    "open_call": ("members.seatcall", lambda by: members.a_call(by=by)),
    "update_call": ("members.seatcall", lambda by: update_call(members.a_call(), asked=PRIVATE, by=by)),
    "close_call": ("members.seatcall", lambda by: close_call(members.a_call(), by=by)),
    "fill_call": ("members.seatcall", a_filled_call),
    "correct_filling": (
        "members.seatcall",
        lambda by: correct_filling(a_filled_call(None), method="lot", names=PRIVATE, by=by),
    ),
    "apply_for_seat": ("members.seatapplication", lambda by: apply(members.a_call(), about=PRIVATE, by=by, **JO)),
    "nominate_applicant": (
        "members.seatapplication",
        lambda by: nominate_applicant(members.an_application(), by=by),
    ),
    "decline_application": (
        "members.seatapplication",
        lambda by: decline_application(members.an_application(), answer=PRIVATE, by=by),
    ),
    "withdraw_application": (
        "members.seatapplication",
        lambda by: withdraw_application(members.an_application(), by=by),
    ),
    "open_yearly_review": ("members.yearlyreview", a_year),
    "remind_of_yearly_review": ("members.yearlyreview", lambda by: remind_of_yearly_review(a_year(), by=by)),
    "answer_yearly_review": (
        "members.yearlyentry",
        lambda by: answer_yearly_review(an_entry(), wish="go_on", words=PRIVATE, by=by),
    ),
    "propose_for_year": (
        "members.yearlyentry",
        lambda by: propose_for_year(an_entry(), proposal="support", note=PRIVATE, by=by),
    ),
    "decide_yearly_review": ("members.yearlyreview", a_decided_year),
    "withdraw_review": (
        "members.membershipreview",
        lambda by: withdraw_review(members.an_open_review(), reason="A slip", by=by),
    ),
}


@pytest.mark.parametrize("verb", VERBS)
def test_each_service_writes_one_audit_entry_without_private_text(verb):
    kind, act = VERBS[verb]
    by = accounts.coordinator()
    act(by)
    [entry] = AuditEntry.objects.filter(by=by, verb=verb)
    assert entry.object_type == kind
    assert PRIVATE not in f"{entry.detail} {entry.reason}"


def test_every_service_verb_is_covered():
    renamed = {
        "apply",
        "end_dispute",
        "say_dispute",
        "set_terms",
        "propose_to_go_on",
        "create_people",
        "let_sign_in",
        "open_named_constituencies",
        "record_past_memberships",
    }
    parts_of_others = {
        "reopen_review",
        "withdraw_open_review",
        "end_member_role",
        "give_member_role",
    }
    assert verbs_of(services) - renamed - parts_of_others == set(VERBS) - {"apply_for_seat"}


def test_many_people_and_past_terms_write_an_audit_entry_for_each():
    by, seat = accounts.coordinator(), members.a_seat()
    people = create_people([Person(name="Al Moor"), Person(name="Bo Lind")], by=by)
    days = {"starts_on": dt.date(2021, 3, 1), "ends_on": dt.date(2022, 3, 1)}
    record_past_memberships([Membership(person=people[0], seat=seat, end_reason="Over", **days)], by=by)
    for verb, count in (("create_person", 2), ("record_past_membership", 1)):
        assert AuditEntry.objects.filter(by=by, verb=verb).count() == count


def test_opening_the_named_constituencies_writes_an_audit_entry_for_each():
    by = accounts.coordinator()
    open_named_constituencies(by=by)
    assert AuditEntry.objects.filter(by=by, verb="create_constituency").count() == 7


@pytest.mark.parametrize(
    "refused",
    [
        lambda: nominate(members.a_person(), close_seat(seat_of(), by=None), by=None),
        lambda: end_membership(members.a_member(), reason=" ", by=None),
        lambda: members.decide(members.an_open_review(), outcome="support", by=None),
        lambda: withdraw_review(members.an_open_review(), reason="", by=None),
        lambda: update_seat(members.a_shared_seat()[0], is_shared=False, by=None),
    ],
)
def test_a_refused_change_writes_no_audit_entry(refused):
    with pytest.raises(DomainError):
        refused()
    last = AuditEntry.objects.order_by("-pk").first()
    assert last.verb in {"close_seat", "appoint", "open_review"}
