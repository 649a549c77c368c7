"""Whatever somebody was given a reference for leads to what is held of them (docs/erasure.md)."""

import pytest
from django.db import models

from common.privacy import WHO_DID_IT, holdings, known_as, named_by
from tests.factories import accounts, consultations, data, expenses, involvement, issues, meetings, members

pytestmark = pytest.mark.django_db
# A reference that nobody is given as their own: what it names is not whose request it could be.
NOT_THEIRS = {
    "answers.commitment": "a promise names who keeps it, and stays as part of the record",
    "accounts.legalhold": "the person is not given it, and it stands on something that has its own",
}
ROWS = {
    "issues.issue": issues.received_issue,
    "meetings.publicquestion": meetings.a_question,
    "members.seatapplication": members.an_application,
    "expenses.claim": expenses.a_draft,
    "involvement.otherversionrequest": involvement.a_request,
    "consultations.response": lambda: consultations.respond(consultations.an_open_one(), user=accounts.parent()),
    "accounts.datacomplaint": data.a_complaint,
    "accounts.datarequest": data.a_request,
}


def with_a_reference():
    """Return the labels of the models that hold somebody's data in rows with a reference."""
    theirs = [one for one in holdings.values() if one.rows and one.name != WHO_DID_IT]
    has = {one.label for one in theirs if any(field.name == "reference" for field in one.model._meta.concrete_fields)}
    return has - set(NOT_THEIRS)


def test_every_kind_of_record_with_a_reference_is_tried():
    assert with_a_reference() == set(ROWS)


@pytest.mark.parametrize("label", sorted(ROWS))
def test_its_reference_leads_to_it_however_it_is_typed(label):
    row: models.Model = ROWS[label]()
    for typed in (row.reference, f" {row.reference.lower().replace('-', ' ')} "):
        assert named_by(typed).rows == {label: {row.pk}}, typed
    assert row.pk in known_as(row.reference).keys(label)


def test_a_reference_of_an_answer_does_not_lead_to_the_account_behind_it():
    user = accounts.parent()
    response = consultations.respond(consultations.an_open_one(), user=user)
    assert known_as(response.reference).keys("accounts.user") == frozenset()
