"""The addresses of the members' app: who gets what, typed by hand.

The member of the grid is a real one (`tests.factories.members.a_member`), and another one than the rows belong to.
"""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from common import clock
from members.models import InductionStep, Membership
from members.services.calls import fill_call
from members.services.disputes import say_dispute
from members.services.endings import ask_to_end
from members.services.induction import record_induction
from members.services.yearly import open_yearly_review
from tests.factories import accounts, members
from tests.filling import parts_of


def nothing():
    return {}


def membership():
    return {"pk": members.an_accepted_member().pk}


def membership_to_accept():
    return {"pk": members.a_member(seat=members.a_seat(role_description=members.a_role_description())).pk}


def ended():
    return {"pk": members.a_former_member().pk}


def ending():
    membership = members.a_member()
    return {"pk": ask_to_end(membership, kind="moved_on", reason="Left the school", by=accounts.coordinator()).pk}


def term():
    """A member who has a term of office."""
    return {"pk": members.a_term(ends_on=clock.today() + dt.timedelta(days=400)).membership_id}


def some_member():
    members.a_member()
    return {}


def yearly_entry():
    membership = members.a_member()
    return {"pk": open_yearly_review(clock.today().year, by=None).entries.get(membership=membership).pk}


def nomination():
    return {"pk": members.a_nomination().pk}


def person():
    return {"pk": members.a_person().pk}


def member_person():
    return {"pk": members.a_member().person.pk}


def interest():
    return {"pk": members.an_interest().pk}


def agency():
    accounts.agency("Stonefield Health Trust")
    return {}


def dispute():
    person = members.a_member().person
    return {"pk": say_dispute(person, accounts.agency(), clock.today(), by=person.user).pk}


def empty_seat():
    return {"pk": members.a_seat().pk}


def call():
    return {"pk": members.a_call().pk}


def call_to_fill():
    call = members.a_call()
    members.a_member(seat=call.seat)
    return {"pk": call.pk}


def filled_call():
    call = members.a_call()
    return {"pk": fill_call(call, membership=members.a_member(seat=call.seat), method="group", by=None).pk}


def application():
    return {"pk": members.an_application().pk}


def application_sent():
    return {"reference": members.an_application().reference}


def constituency():
    return {"pk": members.a_constituency().pk}


def role_description():
    return {"pk": members.a_role_description().pk}


def role_description_address():
    return {"slug": members.a_role_description().slug}


def version_to_accept():
    role = members.a_role_description()
    members.a_member(seat=members.a_seat(role_description=role))
    return {"pk": role.in_force.pk}


def step():
    return {"pk": members.an_induction_step().pk}


def induction_step():
    step = members.an_induction_step()
    return {"pk": members.a_member(seat=members.a_seat(role_description=step.description)).pk, "step": step.pk}


def induction_done():
    found = induction_step()
    membership = Membership.objects.get(pk=found["pk"])
    record_induction(membership, InductionStep.objects.get(pk=found["step"]), by=None)
    return found


def draft_version():
    return {"pk": members.a_role_description(is_published=False).draft.pk}


def review():
    return {"pk": members.an_open_review().pk}


def sending():
    return {"pk": members.somebody_to_tell().sending_id}


def to_tell():
    return {"pk": members.somebody_to_tell().pk}


def told():
    return {"pk": members.somebody_told().pk}


MEMBERS = b"Name\nJo Bright\n"
INTERESTS = b"Name,Body,Capacity\nJo Bright,Hill School,Governor\n"
ANSWERS = {
    "members:call_open": lambda: parts_of(clock.today() + clock.DAY, "apply_by_on"),
    "members:call_edit": lambda: parts_of(clock.today() + clock.DAY, "apply_by_on"),
    "members:call_fill": {"method": "group"},
    "members:call_apply": {"email": "words@example.org"},
    "members:application_enter": {"email": "words@example.org"},
    "members:membership_term": lambda: parts_of(clock.today() + dt.timedelta(days=500), "ends_on"),
    "members:terms_set": lambda: parts_of(clock.today() + clock.DAY, "ends_on"),
    "members:interest_import": lambda: {"file": SimpleUploadedFile("interests.csv", INTERESTS)},
    "members:member_import": lambda: {"file": SimpleUploadedFile("members.csv", MEMBERS)},
    "members:my_dispute_add": lambda: parts_of(clock.today() + dt.timedelta(days=90), "ends_on"),
    "members:membership_nominate": lambda: {"person": members.a_person().pk, "seat": members.a_seat().pk},
}
