"""Who had their account closed gets no e-mail of their role, and is given nothing new."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.conf import settings

from accounts.roles import Role
from accounts.selectors import holders_of
from accounts.services.grants import grant_role
from accounts.services.people import deactivate_user
from common.errors import DomainError
from common.models import Message
from issues.services.issues import acknowledge_issue, hide_issue
from meetings.emails import tell_coordinators
from meetings.forms.planning import ChairForm
from meetings.services.planning import set_chair
from meetings.services.telling import tell_members
from members.forms import NominateForm
from members.services.memberships import appoint, nominate
from members.services.people import let_sign_in, update_person
from tests.factories import accounts, answers, issues, meetings, members, reports

pytestmark = pytest.mark.django_db
LONG_AGO = dt.datetime(2020, 1, 6, 11, tzinfo=dt.UTC)
NOT_LOOKED_AT = {"tests", "migrations", ".venv"}


@pytest.fixture
def coordinator():
    return accounts.coordinator()


def closed(user):
    deactivate_user(user, by=None)
    Message.objects.all().delete()
    return user


def written_to():
    return set(Message.objects.values_list("to", flat=True))


def test_co_ordinators(coordinator):
    closed(accounts.coordinator())
    tell_coordinators("meetings.review_due", {"membership": members.a_member()}, key="one")
    assert coordinator.email in written_to()
    assert Message.objects.filter(key__startswith="one.").count() == 1


def test_officers(coordinator):
    agency = accounts.agency()
    officer, gone = accounts.officer(of=agency), accounts.officer(of=agency)
    closed(gone)
    answers.presentation_of(issues.logged_issue(by=coordinator), agency=agency, by=coordinator)
    assert officer.email in written_to()
    assert gone.email not in written_to()


def test_safeguarding_leads(coordinator):
    lead, gone = (accounts.staff(Role.SAFEGUARDING_LEAD) for _time in range(2))
    closed(gone)
    hide_issue(issues.received_issue(), reason="A child may be at risk.", by=coordinator)
    assert lead.email in written_to()
    assert gone.email not in written_to()


def test_board_members():
    reader, gone = (accounts.board_member(now=LONG_AGO) for _time in range(2))
    closed(gone)
    reports.a_published_report(kind="board")
    assert reader.email in written_to()
    assert gone.email not in written_to()


def test_members_also_at_their_other_address():
    there, gone, without = (members.a_member(seat=members.a_seat()).person for _time in range(3))
    update_person(gone, email="gone@example.org", by=None)
    closed(gone.user)
    closed(without.user)
    members.an_open_review(gone.memberships.get())
    tell_members(meetings.a_scheduled_meeting(), "meetings.cancelled", {}, key="two")
    assert written_to() == {there.mail_address}
    assert there.mail_address


def test_parents(coordinator):
    gone = accounts.parent()
    issue = issues.received_issue(reporter=gone, contact_email="")
    closed(gone)
    issue.reporter.refresh_from_db()
    acknowledge_issue(issue, by=coordinator)
    assert gone.email not in written_to()


def test_only_one_place_asks_who_holds_a_role():
    """Apart from `accounts`, nobody gathers the people of a role without `holders_of`, which leaves closed ones out."""
    files = [path.relative_to(settings.BASE_DIR) for path in Path(settings.BASE_DIR).rglob("*.py")]
    code = [path for path in files if NOT_LOOKED_AT.isdisjoint(path.parts) and path.parts[0] != "accounts"]
    asking = [path for path in code if re.search(r"\bholding_on\(", (settings.BASE_DIR / path).read_text())]
    assert len(code) > 200
    assert asking == []


@pytest.mark.parametrize("role", Role)
def test_no_role_is_given(role):
    gone = closed(accounts.parent())
    with pytest.raises(DomainError):
        grant_role(gone, role, by=None, agency=accounts.agency() if role == Role.OFFICER else None)
    assert not holders_of(role).exists()


def test_no_seat_is_given(coordinator):
    person, nominee = (members.a_person(user=accounts.parent()) for _time in range(2))
    nomination = members.a_nomination(person=nominee)
    closed(person.user)
    closed(nominee.user)
    assert person not in NominateForm().fields["person"].queryset
    with pytest.raises(DomainError, match="account is closed") as refused:
        nominate(person, members.a_seat(), by=coordinator)
    assert refused.value.field == "person"
    with pytest.raises(DomainError, match="account is closed"):
        appoint(nomination, by=coordinator)


def test_people_without_an_account_can_still_be_chosen():
    person, other = members.a_person(), members.a_person(user=accounts.parent())
    assert {person, other} <= set(NominateForm().fields["person"].queryset)
    assert {person, other} <= set(ChairForm().fields["person"].queryset)


def test_a_closed_account_is_linked_to_nobody(coordinator):
    gone = closed(accounts.parent())
    with pytest.raises(DomainError, match="account is closed"):
        let_sign_in(members.a_person(), gone.email, by=coordinator)


def test_no_meeting_is_given_to_chair(coordinator):
    person, meeting = members.a_person(user=accounts.parent()), meetings.a_scheduled_meeting()
    closed(person.user)
    assert person not in ChairForm().fields["person"].queryset
    with pytest.raises(DomainError, match="account is closed"):
        set_chair(meeting, person, by=coordinator)


def test_a_chair_whose_account_was_closed_stays_while_the_rest_is_changed(coordinator):
    person, meeting = members.a_person(user=accounts.parent()), meetings.a_scheduled_meeting()
    set_chair(meeting, person, by=coordinator)
    closed(person.user)
    form = ChairForm({"person": person.pk, "decided_by_group": "The last meeting"}, chair=person)
    assert form.is_valid()
    person.refresh_from_db()
    assert set_chair(meeting, person, by=coordinator, decided_by_group="The last meeting").chair == person
